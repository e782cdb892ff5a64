/** What messages carry. Types alone, for every context. The messages that the background answers are in background-messages.ts. */
import type { Catalogue } from '@/providers/contract/catalogue';
import type { UnreadableReason } from '@/providers/contract/request';
import type { PermissionPrompt } from '@/utils/permissions/missing';
import type { Mark } from '@/utils/review/marks';
import type { AppHistory, AppOverride, Review } from '@/utils/review/types';
import type { PanelState } from '@/utils/storage/panel-state';
import type { FieldFault } from '@/utils/storage/profile-file';
import type { ProfileKey, StorageState } from '@/utils/storage/schema';

/** To the content script of a tab. */
export interface BackgroundToContent {
  showMarks(data: { marks: Mark[] }): void;
  /** The panel's frame is alive (null), or the user turned it. */
  setDock(data: PanelState | null): void;
}

/** To the panel of a tab, where it hears nothing of the session's storage. */
export interface BackgroundToPanel {
  flowChanged(data: object): void;
}

/** What the content script draws, in answer to `pageRead`. `failed`: the request was refused, and the panel shows why. */
export interface PageReadResponse {
  marks: Mark[];
  panelState: PanelState | null;
  failed: boolean;
}

/** What was refused last in a window that is closed; `at` in milliseconds since the epoch. */
export interface ClosedTabFailure {
  tabId: number;
  provider: string;
  at: number;
}

/** What panel and popup show for a tab. */
export type ReviewResponse =
  | {
      state: 'none';
      /** What more could be seen if the user allowed it. */
      offer: PermissionPrompt | null;
      closed: ClosedTabFailure | null;
    }
  /** A pasted text that is nothing we can read. */
  | { state: 'unreadable'; reason: UnreadableReason }
  /** A pasted profile of the person's own that can be added; the counts are of its scopes. */
  | { state: 'profile'; name: string; provider: string; required: number; optional: number; replaces: boolean }
  | { state: 'faulty-profile'; faults: readonly FieldFault[] }
  | {
      state: 'review';
      review: Review;
      /** As above; only what was refused after this tab's own answer. */
      closed: ClosedTabFailure | null;
      /** As above, of the tab or of a pasted address. */
      offer: PermissionPrompt | null;
      storage: StorageState;
      /** When the remembered selection was kept, milliseconds since the epoch; null if there is none. */
      rememberedAt: number | null;
      /** As stated for this account, product to edition. */
      plans: Readonly<Record<string, string>> | null;
      /** What can be stated. */
      planChoices: Catalogue['plans'];
      /** Null where nothing can be said of the app. */
      appOverride: AppOverride | null;
      /** Null where there is nothing to tell. */
      history: AppHistory | null;
    };

/** The reasons have words `storage_<reason>`. */
export type AddedProfile = { ok: true } | { ok: false; reason: Exclude<StorageState, 'ok' | 'reset'> | 'too-many' };

export interface CustomProfileItem extends ProfileKey {
  /** When it was added, milliseconds since the epoch. */
  at: number;
  name: string;
  providerName: string;
  /** Numbers of scopes. */
  required: number;
  optional: number;
}
