/**
 * The data of a flow: what one tab went through, from the authorization request to its outcome.
 * README.md explains it.
 */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { NavigationStep } from '@/providers/contract/diagnosis';
import type { PageSnapshot, ProviderId } from '@/providers/contract/page';
import type { Preference, StorageFault } from '@/utils/storage/schema';
import type { Destination } from './destination';

/**
 * The flow of one tab. It is plain JSON and lives in `storage.session` only, so nothing of it
 * outlives the browser session. All times are in milliseconds since the epoch.
 */
export interface Flow {
  provider: ProviderId;
  /** Identifies the flow within its tab, see `flowId`. */
  startedAt: number;
  /** When the last request that changed the flow was made. An older `tabUpdated` is stale. */
  lastRequestAt: number;
  /**
   * The authorization URL as the app made it, at the last host that served it; null if the
   * browser reported no request, for example on a page that was open before the extension was
   * installed.
   */
  requestUrl: string | null;
  /** True if the authorization URL was too long to be kept, so that `requestUrl` is null. */
  isTooLong: boolean;
  /**
   * Origin of the page that made the authorization request; null if the user typed the URL or the
   * origin is not known.
   */
  initiatorOrigin: string | null;
  /** The hosts that the tab went through, oldest first; the last `MAX_NAVIGATION_STEPS`. */
  navigation: readonly NavigationStep[];
  /** The narrowed request that we issued last; null if we issued none. */
  narrowedUrl: string | null;
  /** Which of the two requests the tab shows, or is on its way to. */
  activeRequest: 'original' | 'narrowed';
  /**
   * When we sent the tab to the other request; null as soon as the tab shows it, and while nothing
   * is under way.
   */
  navigationStartedAt: number | null;
  /**
   * The text of the provider's page; null until the content script has read the page of the active
   * request.
   */
  snapshot: PageSnapshot | null;
  /** Origin and path of the page that `snapshot` is the text of; null without one. */
  snapshotPage: string | null;
  /**
   * What that page is: the page of one of the two requests, or an error page. Null if its URL
   * carries neither request, as the page after a redirect does.
   */
  snapshotOrigin: Flow['activeRequest'] | 'error' | null;
  /** Further hosts to which a page of this flow redirected the tab, such as that of another account. */
  hosts: readonly string[];
  /** By `consentPageKey`, which request led to each consent page of this tab; `other` for those of an earlier flow. */
  consentPages: Readonly<Record<string, Flow['activeRequest'] | 'other'>>;
  /**
   * Whether the content script has read a consent page that lists scopes. A link alone never sets
   * it, and without it only a decision makes the flow part of the app's history.
   */
  consentRead: boolean;
  /**
   * The flow that the tab had before; null once the tab shows a page of this one. A request that is
   * stopped brings it back, because the tab then still shows the page before.
   */
  before: Flow | null;
  /**
   * Whether something came between the request and its page, until the tab shows a page of the flow: the
   * request was stopped, or the tab went to a page of the provider to which no page of the flow led.
   */
  isInterrupted: boolean;
  /** The page to which the flow led the tab last, as a hash, and whether the tab shows that or another page of the flow. */
  led: { page: string; isShown: boolean } | null;
  /** Whether another site posted the request: the fields of its form, which nobody reads, may count, too. */
  isPosted: boolean;
  /** The authorization requests that this tab made, as `withMade` notes them. */
  made: readonly string[];
  /** The browser's ID of the last request that was made, which its redirects keep; null if unknown, empty once it was stopped. */
  requestId: string | null;
  /** The scopes that are ticked in this tab; null until the user changes something. */
  draftSelection: readonly ScopeId[] | null;
  /** The required scopes that the user chose to make droppable in this tab. */
  unlocked: readonly ScopeId[];
  /**
   * Where the page said that it navigates, and when; null unless that is still to be confirmed. It
   * changes nothing by itself, because a page can announce what it then does not do.
   */
  announced: { to: Destination; at: number } | null;
  /** How the flow ended; null while it goes on. */
  outcome: Outcome | null;
  /** When the outcome was observed; null while there is none. */
  outcomeAt: number | null;
  /**
   * Origin and path of the error page that the tab showed last, with or without a reason; null if
   * there is none, or once the tab tries again.
   */
  errorPage: string | null;
  /** True in an incognito window: the flow is then deleted with its tab, whatever its outcome. */
  incognito: boolean;
  /** When the tab was closed; null while it is open. */
  closedAt: number | null;
  /**
   * When an error page taught a required scope; null if none did. What was learned is stored
   * elsewhere; this change of the flow makes panel and popup load the review again.
   */
  learnedAt: number | null;
  /** Why the selection that the user continued with could not be saved; null if nothing failed. */
  saveFault: StorageFault | null;
  /** What *Continue* saved for the narrowed request; null if it saved nothing. */
  saved: SavedByContinue | null;
  /** What *Undo* did to it; null before *Undo*, and again once the user chooses anew. */
  undone: Undone | null;
  /** The user's answers to the questions of the diagnosis. */
  answers: QuestionAnswers;
}

/** The selection that *Continue* saved, so that *Undo* can bring back the one before it. */
export interface SavedByContinue {
  now: Preference;
  /** The saved selection that applied before; null if there was none. */
  before: Preference | null;
}

/**
 * What *Undo* did to the saved selection: it brought back the one before, deleted it, could not
 * change it, or left it alone, because *Continue* had not saved it or the user has changed it
 * since.
 */
export type Undone = 'restored' | 'deleted' | 'failed' | 'unchanged';

/** Whether the app received a code. That is final, whatever page the tab shows next. */
export const isConnected = ({ outcome }: Pick<Flow, 'outcome'>): boolean => outcome?.kind === 'code';

/**
 * Whether the flow is nothing but a page to which no page of the provider led. If it is an error page,
 * any site may have chosen the error in its address.
 */
export function isUnled({ requestUrl, isInterrupted, isTooLong }: Flow): boolean {
  return isInterrupted && requestUrl === null && !isTooLong;
}

/**
 * Returns the text of the page that the flow is at; null if it has none, or that of another page:
 * of the other request, or of an error page that the user has left by *Back*.
 */
export function snapshotOf({ snapshot, snapshotPage, snapshotOrigin, activeRequest, errorPage }: Flow): PageSnapshot | null {
  const isHere = errorPage === null ? snapshotOrigin === null || snapshotOrigin === activeRequest : errorPage === snapshotPage;
  return isHere ? snapshot : null;
}

/** What the browser reports with a request and with each of its redirects, see `request`. */
interface RequestFacts {
  initiatorOrigin?: string | undefined;
  /** Whether a form was posted, whose fields may say something else than the URL. */
  isPosted?: boolean | undefined;
  requestId?: string | undefined;
  incognito?: boolean | undefined;
}

/**
 * What can happen to a flow. README.md lists who sends which event. Times are in milliseconds since
 * the epoch.
 */
export type FlowEvent =
  /**
   * The browser reported that the tab requests this URL. `initiatorOrigin`: origin of the page that
   * caused the request; undefined if the user did, or if the origin is opaque. `requestId`: the
   * browser's ID of the request, which redirects keep; undefined in a trace.
   */
  | ({ type: 'request'; url: string; at: number } & RequestFacts)
  /**
   * The tab showed this URL at that time. It covers requests that were not reported, because the
   * extension was not running.
   */
  | { type: 'tabUpdated'; url: string; at: number; incognito?: boolean | undefined }
  /**
   * The content script has read a page; `page` is its origin and path. `url`: its URL according to
   * the browser, which is not kept.
   */
  | { type: 'pageRead'; snapshot: PageSnapshot; page: string; url?: string | undefined }
  /** Required scopes were learned from the page and are stored by now. */
  | { type: 'scopesLearned'; at: number }
  | { type: 'selectionChanged'; keep: readonly ScopeId[]; unlocked: readonly ScopeId[] }
  /**
   * The user continued: what that saved, if anything, and why saving failed. `undone`: the user
   * went back instead, and this became of what was saved.
   */
  | { type: 'saved'; saved: SavedByContinue | null; fault: StorageFault | null; undone?: Undone }
  /** *Undo* took back what a tab had saved, this one or another. */
  | { type: 'takenBack'; saved: SavedByContinue }
  /** A null `answer` removes the answer that was given before. */
  | { type: 'answered'; question: string; answer: string | null }
  /** We are about to send the tab to this narrowed request. */
  | { type: 'narrowed'; url: string; at: number }
  /** We are about to send the tab back to the app's own request, with these scopes ticked. */
  | { type: 'originalRestored'; keep: readonly ScopeId[]; at: number }
  /**
   * A redirect sends the tab from a URL to this destination. `page`: its `nextConsentPage`; undefined
   * if the page's own script or form goes there. The rest is that of the request.
   */
  | ({ type: 'redirected'; from: string; to: Destination; page?: string | null; at: number } & RequestFacts)
  /**
   * The page says that its script or form sends the tab to this destination. `from`: its URL
   * according to the browser.
   */
  | { type: 'announced'; from: string; to: Destination; at: number }
  /** The browser saves the response as a file, so the tab keeps showing the page before. */
  | { type: 'download'; url: string; at: number }
  /** The provider answered the form that a page of it posted with this HTTP status, 400 or more: that page asks for nothing. */
  | { type: 'rejected'; url: string; initiatorOrigin?: string | undefined; status: number; at: number }
  /**
   * The request brought no page: it was stopped, or the response has no content. `url`: that of its
   * last redirect.
   */
  | { type: 'stopped'; url: string; requestId?: string | undefined; at: number }
  | { type: 'closed'; at: number }
  /**
   * The tab starts to load a page, or has loaded it, which may be any page of the web. `url` is
   * that of the page that the tab shows at that moment; undefined without a permission for its
   * host.
   */
  | { type: 'loading' | 'loaded'; url: string | undefined; at: number };

/** The events that carry the tab's URL. */
export type UrlEvent = Extract<FlowEvent, { type: 'request' | 'tabUpdated' }>;

/** After this time, a flow of the same tab may have the same ID as an earlier one. */
const FLOW_ID_CYCLE_MS = 1_000_000;

/**
 * Returns an id that tells the flows of this browser session apart. Histories store it, and they
 * must not reveal the time of day, so it has only the remainder of the start time.
 */
export function flowId(tabId: number, { startedAt }: Pick<Flow, 'startedAt'>): string {
  return `${tabId}-${Math.trunc(startedAt) % FLOW_ID_CYCLE_MS}`;
}

/**
 * How a flow ended: with a code for the app, with an error, or with a file (`download`) instead
 * of a page. The texts of an error are redacted; codes and states are never part of an outcome.
 */
export type Outcome = { kind: 'code' } | { kind: 'error'; error: string; description: string | null } | { kind: 'download' };

/** Question id to answer id. The answer `not-sure` marks a question as asked but is no evidence. */
export type QuestionAnswers = Readonly<Record<string, string>>;
