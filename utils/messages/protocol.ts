/**
 * The types of what messages carry, for every context. The messages that the background answers are
 * in background-messages.ts.
 */
import type { Catalogue } from '@/providers/contract/catalogue';
import type { UnreadableReason } from '@/providers/contract/request';
import type { OutlineNode } from '@/providers/oauth2/outline';
import type { ProviderChoice } from '@/utils/diagnosis/types';
import type { Undone } from '@/utils/flow/flow';
import type { PermissionPrompt } from '@/utils/permissions/missing';
import type { DockTab } from '@/utils/review/dock-tab';
import type { AppHistory } from '@/utils/review/history-types';
import type { Mark } from '@/utils/review/marks';
import type { PastedItem, PastedSource } from '@/utils/review/pasted-types';
import type { AppOverride, Review } from '@/utils/review/types';
import type { PanelMemory } from '@/utils/storage/panel-state';
import type { ProfileKey, StorageFault, StorageState } from '@/utils/storage/schema';
import type { FieldFault } from '@/utils/text/file-schema';

/** The messages that the background sends to the content script of a tab. */
export interface BackgroundToContent {
  /** Draws the marks and the folded tab again. */
  draw(data: { marks: Mark[]; tab: DockTab }): void;
  /** Opens the panel and moves the focus into it; answers whether the page has one. */
  openPanel(data: object): boolean | undefined;
  /** Resolves to the nodes of the page, as untrusted as the page itself. */
  readOutline(data: object): OutlineNode[];
}

/**
 * What the content script draws, in response to `pageRead`. `failed`: the request was refused, and
 * the panel shows why.
 */
export interface PageReadResponse {
  marks: Mark[];
  failed: boolean;
  dock: DockContent;
}

/**
 * What the content script needs for the panel. It looks up no text itself, because it could not
 * after an update of the extension, when it has to say so.
 */
export interface DockContent {
  tab: DockTab;
  memory: PanelMemory;
  /** The name of the extension. */
  name: string;
  /**
   * The notice that the page does not let the panel load; null if the review opens in a window of its
   * own, because a customer of the provider publishes the page.
   */
  blocked: string | null;
  /** The notice that the extension was updated or disabled. */
  orphaned: string;
}

/**
 * The latest failure in a tab that is closed by now; `at` is when it was closed, in milliseconds
 * since the epoch. `cause` names the app, if that is known, and what happened. `isDenied`: nothing
 * but the user's own decision explains it.
 */
export interface ClosedTabFailure {
  tabId: number;
  provider: string;
  isDenied: boolean;
  cause: string;
  at: number;
}

/** What panel and popup show for a tab. */
export type ReviewResponse =
  | {
      state: 'none';
      /** The permission without which the tab cannot be reviewed; null if none is missing. */
      offer: PermissionPrompt | null;
      /** The latest failure in a closed tab; null if there is none. */
      closed: ClosedTabFailure | null;
    }
  /**
   * A pasted text that can't be read. `choices`: whose error it can be; empty if it can't be one.
   */
  | { state: 'unreadable'; reason: UnreadableReason; choices: readonly ProviderChoice[] }
  /** A pasted custom profile that can be added. `required` and `optional` count its scopes. */
  | { state: 'profile'; name: string; provider: string; required: number; optional: number; replaces: boolean }
  | { state: 'faulty-profile'; faults: readonly FieldFault[] }
  /** A pasted text with several requests and errors; `more` counts those that are not listed. */
  | { state: 'list'; items: readonly PastedItem[]; more: number }
  | {
      state: 'review';
      review: Review;
      /**
       * The latest failure in a closed tab, if it is newer than the outcome of this tab; else null.
       */
      closed: ClosedTabFailure | null;
      /** Null for a tab. */
      pasted: PastedSource | null;
      /** The permission that is missing for the tab, or for a pasted URL; null if none is. */
      offer: PermissionPrompt | null;
      storage: StorageState;
      /** When the selection was saved, in milliseconds since the epoch; null if none is saved. */
      rememberedAt: number | null;
      /**
       * The plans that the user stated for this account, product to edition; null if none were
       * stated.
       */
      plans: Readonly<Record<string, string>> | null;
      /** The products whose editions matter for the scopes of the request; each can be stated. */
      planChoices: Catalogue['plans'];
      /** Null if the app cannot be chosen by hand. */
      appOverride: AppOverride | null;
      /** Null if there is no history to show. */
      history: AppHistory | null;
      /** The ID of the request, which the messages about it carry; empty for a pasted text. */
      shown: string;
      /** Why the selection that the user continued with could not be saved; null if nothing failed. */
      saveFault: StorageFault | null;
      /** What Undo did to the saved selection; null unless the user has just undone. */
      undone: Undone | null;
    };

/**
 * The case that was pasted last. `report` is its redacted report, which can be pasted again; `at` is
 * when it was pasted, in milliseconds since the epoch; `title` names the error and, if known, its
 * provider.
 */
export interface LastPastedCase {
  report: string;
  at: number;
  title: string;
}

/** Whether a profile was stored. The reasons have texts `storage_<reason>`. */
export type AddedProfile = { ok: true } | { ok: false; reason: Exclude<StorageState, 'ok' | 'reset'> | 'too-many' };

/** A stored custom profile, as the popup lists it. */
export interface CustomProfileItem extends ProfileKey {
  /** When it was added, in milliseconds since the epoch. */
  at: number;
  name: string;
  providerName: string;
  /** Number of required scopes; `optional` is the number of the others. */
  required: number;
  optional: number;
}
