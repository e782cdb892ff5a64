/** What a review is built from. */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { OrgFacts } from '@/providers/contract/org';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { DroppedScopes } from '@/utils/diagnosis/recognize';
import type { Outcome, QuestionAnswers } from '@/utils/flow/flow';
import type { Baseline } from '@/utils/policy/baseline';
import type { OwnedPolicy } from '@/utils/policy/policy-file';
import type { EarlierRequest } from './compare';
import type { UserOverrides } from './match-profile';
import type { SavedSelection } from './selection';

/**
 * What a review is built from. Only the provider and the request are required; a missing or null
 * field means that it is not known.
 */
export interface ReviewInput {
  provider: Provider;
  /** The request as the app made it. */
  request: AuthorizationRequest;
  /**
   * Whether a tab opened the request, so that the provider checks the redirect URI against the client
   * before it asks the user. Whoever writes a link or a file may put both together.
   */
  isObserved?: boolean;
  /** The narrowed request, if the tab shows that instead of the app's own. */
  current?: AuthorizationRequest | null;
  /** Whether the page of the narrowed request still loads. */
  isLoading?: boolean;
  /** The account that the tab's own URL names. */
  account?: string | null;
  /** The navigation history of the tab so far, oldest first. */
  navigation?: readonly NavigationStep[];
  /** The text of the provider's page; null if it was not read. */
  snapshot?: PageSnapshot | null;
  /** The saved selection of this app and account. */
  remembered?: (EarlierRequest & SavedSelection) | null;
  /** The request with which the app was last connected, if no selection is saved. */
  earlier?: EarlierRequest | null;
  /**
   * Whether the user reduced a request of the client to just these scopes before. It may be that
   * request, opened in a tab that has lost its flow, so it shows no change of what the app requests.
   */
  isReducedBefore?: boolean;
  /** What an admin approved for this app and account. */
  baseline?: Baseline | null;
  /** The scopes that earlier errors named as required for this client. */
  learnedRequired?: readonly ScopeId[];
  /** The custom profiles for the provider, and the app that the user chose for this client. */
  userOverrides?: UserOverrides;
  /** The plans that the user stated for this account, product to edition. */
  plans?: Readonly<Record<string, string>> | null;
  /** The scopes that are ticked in this tab; null until the user changes something. */
  draftSelection?: readonly ScopeId[] | null;
  /** The required scopes that the user chose to make droppable in this tab. */
  unlocked?: readonly ScopeId[];
  /** How the flow ended. */
  outcome?: Outcome | null;
  /** When the outcome was observed, in milliseconds since the epoch. */
  outcomeAt?: number | null;
  /** Whether any site may have sent the tab to the error page, so that nobody may have been refused. */
  isUnled?: boolean;
  /** Whether the tab is closed, so that nothing can be requested in it any more. */
  closed?: boolean;
  /**
   * A pasted text that the user calls an error; null if the errors are to be read from the page.
   */
  errorText?: string | null;
  /**
   * Whether a pasted error or response was in a URL or in words; null or absent if it was observed
   * in a tab.
   */
  pastedFrom?: 'url' | 'text' | null;
  /**
   * The error with which the app failed right after it got its code: an error code, `HTTP 500`, or the browser's code
   * for a missing answer. Null or absent if none is known.
   */
  appError?: string | null;
  /**
   * When the same client was connected to the same account after the error, as a trace shows, in
   * milliseconds since the epoch. Absent if nothing shows that.
   */
  connectedAt?: number;
  /** Whether the user chose the provider of a pasted error whose words do not show it. */
  isProviderChosen?: boolean;
  /** The app as a row of a pasted log names it. */
  appName?: string | null;
  /** What the saved selection of the app that the pasted error may be about leaves out. */
  dropped?: DroppedScopes | null;
  /** The signals in a report from another copy of the extension. */
  importedSignals?: readonly Signal[];
  /** The user's answers to the questions of the diagnosis. */
  answers?: QuestionAnswers;
  /** The results of the org checks. */
  org?: OrgFacts | null;
  /** The policy that applies, whose mode is not `off`. */
  policy?: OwnedPolicy | null;
  /**
   * Whether there may be a policy that can't be read, so that it is not known what it denies.
   */
  isPolicyUnread?: boolean;
  /** Whether the user may check their own org; absent if they may. */
  mayAskOrg?: boolean;
}
