/** What one tab went through, from the authorize request to the outcome. Lives in `storage.session` only. */

import type { ScopeId } from '@/providers/contract/catalogue';
import type { NavigationStep } from '@/providers/contract/diagnosis';
import type { PageSnapshot, ProviderId } from '@/providers/contract/page';

export interface Flow {
  provider: ProviderId;
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** When the tab last asked for something that is part of it. */
  lastRequestAt: number;
  /** The authorize URL as the app made it, at the host where it was seen last; null where nobody saw it. */
  requestUrl: string | null;
  /** Origin of the page that sent the tab there; null where nobody did, or nobody saw it. */
  initiatorOrigin: string | null;
  /** The way of the tab, oldest first, bounded. */
  navigation: readonly NavigationStep[];
  /** The smaller request that we issued last. */
  narrowedUrl: string | null;
  /** Which of the two the tab asked for last. */
  activeRequest: 'original' | 'narrowed';
  /** When we sent the tab to the other of the two, until it asks for it. Milliseconds since the epoch. */
  navigationStartedAt: number | null;
  reading: PageSnapshot | null;
  /** What is ticked in this tab; null until the user changes something. */
  draftSelection: readonly ScopeId[] | null;
  unlocked: readonly ScopeId[];
  outcome: Outcome | null;
  outcomeAt: number | null;
  /** In a private window, of which nothing outlives its tab. */
  incognito: boolean;
  /** When its tab was closed, milliseconds since the epoch; null while it is open. */
  closedAt: number | null;
  /** To the questions of the diagnosis. */
  answers: QuestionAnswers;
}

/** Where a redirect or a navigation of the page leads, without its code. */
export interface Destination {
  /** Origin and path. */
  originAndPath: string;
  hasCode: boolean;
  error: string | null;
  description: string | null;
}

export type FlowEvent =
  /** The tab asked for this URL. `from` is the origin that sent it there, where the browser says so. */
  | { type: 'request'; url: string; at: number; initiatorOrigin?: string | undefined; incognito?: boolean | undefined }
  /** The tab showed this URL at that time; whoever asked for it, we may have been asleep. */
  | { type: 'tabUpdated'; url: string; at: number; incognito?: boolean | undefined }
  | { type: 'pageRead'; reading: PageSnapshot }
  | { type: 'selectionChanged'; keep: readonly ScopeId[]; unlocked: readonly ScopeId[] }
  /** Null takes the answer back. */
  | { type: 'answered'; question: string; answer: string | null }
  | { type: 'narrowed'; url: string; at: number }
  /** The app's own request again, with these scopes ticked. */
  | { type: 'originalRestored'; keep: readonly ScopeId[]; at: number }
  | { type: 'redirected'; to: Destination; at: number }
  /** The answer to this URL is no page: the browser saves it as a file, and the tab stays where it was. */
  | { type: 'download'; url: string; at: number }
  | { type: 'closed'; at: number };

/** Tells a flow from every other one of this browser, and says nothing outside it. */
export function flowId(tabId: number, { startedAt }: Flow): string {
  return `${tabId}-${startedAt}`;
}

/** Null for a text that is no URL. Reads the query and the fragment, where some responses are. */
export function parseDestination(text: string): Destination | null {
  const url = URL.parse(text);
  if (!url) return null;
  const values = new URLSearchParams(`${url.search.slice(1)}&${url.hash.slice(1)}`);
  return {
    originAndPath: url.origin + url.pathname,
    hasCode: values.has('code') || values.has('access_token'),
    error: values.get('error')?.slice(0, 200) ?? null,
    description: values.get('error_description')?.slice(0, 600) ?? null,
  };
}

/** How the flow ended; `download`: with a file instead of a page. Codes and states are never part of it. */
export type Outcome = { kind: 'code' } | { kind: 'error'; error: string; description: string | null } | { kind: 'download' };

/** Question to answer; `not-sure` counts as asked and says nothing. */
export type QuestionAnswers = Readonly<Record<string, string>>;
