/** The props of `ReviewView`: the state that it draws, and the actions that its buttons call. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Catalogue, ScopeId } from '@/providers/contract/catalogue';
import type { OrgFacts } from '@/providers/contract/org';
import type { AppHistory } from '@/utils/review/history-types';
import type { PastedSource } from '@/utils/review/pasted-types';
import type { AppOverride, Message, MessageKind, Review } from '@/utils/review/types';
import type { StorageState } from '@/utils/storage/schema';

/**
 * Where a review is drawn: in the frame on the provider's page (`panel`), in the toolbar popup, or
 * as a part of another page of the extension (`page`).
 */
export type Surface = 'panel' | 'popup' | 'page';

/**
 * What the user can copy: one of the messages, the redacted report, the outline of the page, the
 * review as Markdown, a request to an admin, or the request for an exception from the policy.
 */
export type Copyable = MessageKind | 'report' | 'outline' | 'review' | 'request' | 'exception';

/**
 * What the user can check with the account's org: the signed-in user, or how people sign in there.
 */
export type OrgQuestion = 'user' | 'sign-in';

/** The progress of the checks with the account's org in this window. */
export interface OrgCheckState {
  /** The check that is running; null while none is. */
  busy: OrgQuestion | null;
  /** The checks that the org answered in this window. */
  done: readonly OrgQuestion[];
  /** Why the last check failed; null if it succeeded, or before the first check. */
  failed: { about: OrgQuestion; reason: string } | null;
  /** What the org answered in this window; absent before its first answer. */
  facts?: OrgFacts | undefined;
}

/** Everything that a review shows, as plain data. */
export interface ReviewState {
  review: Review;
  /**
   * The scopes that are ticked now; `review.selection` lags behind while a choice is being stored.
   */
  selection: ReadonlySet<ScopeId>;
  /** `sample`: this is no request of a tab, so nothing is saved. */
  storage: StorageState | 'sample';
  /** When the remembered selection was kept, milliseconds since the epoch. */
  rememberedAt: number | null;
  /** The editions stated for this account, by product; null if none is. */
  plans: Readonly<Record<string, string>> | null;
  /** The products whose editions matter for the scopes of the request; each can be stated. */
  planChoices: Catalogue['plans'];
  /** The reasons of the policy that the user has confirmed in this window. */
  confirmed: ReadonlySet<string>;
  /** True while a request is on its way to the tab. */
  busy: boolean;
  /** True if the last click was ignored because the page covers the panel. */
  covered: boolean;
  /** Why the last click changed nothing, as text that may hold `**bold**`; null if it worked. */
  refused: string | null;
  /** What *Undo* has just done, as text; null otherwise. */
  undone: string | null;
  /** The texts to send; empty if nothing failed. */
  messages: readonly Message[];
  /** What was copied last; null before the first copy. */
  copied: Copyable | null;
  orgCheck: OrgCheckState;
  /** The apps that the user can set for this client; null if none can be set. */
  appOverride: AppOverride | null;
  /** The results of earlier flows of this app; null if there were none. */
  history: AppHistory | null;
  /** Null for the review of a tab. What is stored can't be changed from a pasted text. */
  pasted: PastedSource | null;
}

/**
 * Everything that a user can do in a review. Its result arrives as a new `ReviewState`, and so does
 * the reason if it was refused.
 */
export interface ReviewActions {
  /** Ticks exactly these scopes. */
  select(ids: ReadonlySet<ScopeId>): void;
  /** Makes a locked scope droppable. */
  unlock(id: ScopeId): void;
  /** Confirms a reason of the policy, or takes that back. */
  confirmReason(reason: string, isConfirmed: boolean): void;
  /**
   * Sends the tab on with the ticked scopes. `remember`: also save them for this app and account.
   */
  continue(options: { remember: boolean }): void;
  /** Ticks every scope again and puts the app's own request back on the page. */
  restoreOriginal(): void;
  /** Deletes the saved selections that apply to this app and account. */
  forgetSavedSelection(): void;
  /**
   * States the account's editions by product; null forgets them. Resolves to whether that is
   * stored.
   */
  savePlans(plans: Record<string, string> | null): Promise<boolean>;
  /** Answers a question of the diagnosis; both are IDs. */
  answerQuestion(question: string, answer: string): void;
  /** Says whose error a pasted text is, by the provider's ID. */
  chooseProvider(provider: string): void;
  copy(what: Exclude<Copyable, 'request'>): void;
  /** Copies the request for an admin, with who asks and why in the user's words. */
  askAdmin(asked: { by: string; reason: string }): void;
  /** Opens the pasted request in a new tab, byte for byte. */
  openPasted(): void;
  checkOrg(about: OrgQuestion): void;
  /**
   * Sets which app this client is; null goes back to automatic detection. Resolves to whether that
   * is stored.
   */
  setAppOverride(override: AppOverride['chosen']): Promise<boolean>;
  /** Deletes what earlier flows of this app have shown. */
  clearAppHistory(): void;
  /** Folds the panel; null in the popup, which does not fold. */
  collapse: (() => void) | null;
  /** Moves the docked panel to the other side of the page; null where nothing is docked. */
  moveToOtherSide: (() => void) | null;
  /** Opens the workbench in a tab of its own; null in the workbench. */
  openWorkbench: (() => void) | null;
}

const ActionsContext = createContext<ReviewActions | null>(null);

/** Hands the actions to every component inside it. */
export const ReviewActionsProvider = ActionsContext.Provider;

/**
 * Returns the actions of the review around the calling component. It throws outside of a
 * `ReviewView`, where there is nothing to act on.
 */
export function useReviewActions(): ReviewActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('useReviewActions needs a ReviewActionsProvider around it.');
  return actions;
}
