/** Every message of the extension, by direction. The types alone: what arrives is checked in serve.ts. */
import type { Catalogue, OrgAnswers, PageReading, ReadOnlyReason, ScopeId, UnreadableReason } from '@/providers/types';
import type { Answers } from '@/utils/diagnosis/questions';
import type { Destination } from '@/utils/flow/flow';
import type { OrgAnswer } from '@/utils/org/ask';
import type { SiteOffer } from '@/utils/org/sites';
import type { Mark } from '@/utils/review/marks';
import type { StorageState } from '@/utils/review/of-tab';
import type { AppCorrection, Review, SeenApp } from '@/utils/review/types';
import type { Preference, PreferenceKey } from '@/utils/storage/preferences';
import type { FieldFault } from '@/utils/storage/profile-file';
import type { ProfileKey } from '@/utils/storage/profiles';

/** From the content script: untrusted, as the page is. It learns what to draw and nothing else. */
export interface ContentToBackground {
  pageRead(data: { reading: PageReading }): { marks: Mark[]; dock: Dock | null; failed: boolean };
  /** The page is about to leave for `to`. */
  pageLeaves(data: Destination): void;
}

/** To the content script of a tab. */
export interface BackgroundToContent {
  showMarks(data: { marks: Mark[] }): void;
  /** The panel's frame is alive (null), or the person turned it. */
  setDock(data: Dock | null): void;
}

/** To the panel of a tab, where it hears nothing of the session's storage. */
export interface BackgroundToPanel {
  flowChanged(data: object): void;
}

export type Dock = 'open' | 'collapsed';

/** What was refused last in a window that is closed; `at` in milliseconds since the epoch. */
export interface ClosedAnswer {
  tabId: number;
  provider: string;
  at: number;
}

/** What panel and popup show for a tab. */
export type TabAnswer =
  | {
      state: 'none';
      /** What more could be seen if the person allowed it. */
      offer: SiteOffer | null;
      closed: ClosedAnswer | null;
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
      closed: ClosedAnswer | null;
      /** As above, of the tab or of a pasted address. */
      offer: SiteOffer | null;
      storage: StorageState;
      /** When the remembered selection was kept, milliseconds since the epoch; null if there is none. */
      rememberedAt: number | null;
      /** As stated for this account, product to edition. */
      plans: Readonly<Record<string, string>> | null;
      /** What can be stated. */
      planChoices: Catalogue['plans'];
      /** Null where nothing can be said of the app. */
      correction: AppCorrection | null;
      /** Null where there is nothing to tell. */
      seen: SeenApp | null;
    };

export type Reissued =
  | { ok: true; url: 'navigating' | 'same'; remembered: boolean }
  | { ok: false; reason: ReadOnlyReason | UnreadableReason | 'locked-scope' | 'nothing-left' | 'edit-not-exact' | 'no-review' };

/** The reasons have words `storage_<reason>`. */
export type AddedProfile = { ok: true } | { ok: false; reason: Exclude<StorageState, 'ok' | 'reset'> | 'too-many' };

export interface OwnProfileItem extends ProfileKey {
  /** When it was added, milliseconds since the epoch. */
  at: number;
  name: string;
  providerName: string;
  /** Numbers of scopes. */
  required: number;
  optional: number;
}

/** `tabId` is the popup's: the panel's tab is the one that it is framed in, whatever it says. */
interface OfTab {
  tabId?: number | undefined;
}

/** From the extension's own pages: the only ones that may change anything. */
export interface PageToBackground {
  /** `org`: what the account's org answered in this window, for as long as the window is open. */
  getReview(data: OfTab & { org?: OrgAnswers | undefined }): TabAnswer;
  /** Of a text instead of a tab: nothing of it is kept. */
  reviewPasted(data: { text: string; answers: Answers; tabId?: number | undefined }): TabAnswer;
  /** To a question of the diagnosis; null takes the answer back. */
  answer(data: OfTab & { question: string; answer: string | null }): void;
  /** Asks the account's org, once, because the person wants it. */
  askOrg(data: OfTab & { about: 'user' | 'sign-in' }): OrgAnswer;
  choose(data: OfTab & { keep: ScopeId[]; unlocked: ScopeId[] }): void;
  continueWith(data: OfTab & { keep: ScopeId[]; unlocked: ScopeId[]; remember: boolean }): Reissued;
  restore(data: OfTab): Reissued;
  statePlans(data: OfTab & { plans: Record<string, string> | null }): boolean;
  /** `anything`: there is something to forget, be it none of these. */
  listPreferences(data: OfTab): { ok: boolean; preferences: (Preference & { providerName: string })[]; anything: boolean };
  forget(data: { key: PreferenceKey | 'all' | 'this-tab'; tabId?: number | undefined }): boolean;
  /** Which app the tab's client is; null takes it back. */
  correctApp(data: OfTab & { said: { profile: string | null } | null }): boolean;
  /** What was learnt of the tab's client. */
  forgetSeen(data: OfTab): boolean;
  /** Reads the text as a profile's file and stores it, or nothing. */
  addProfile(data: OfTab & { text: string }): AddedProfile;
  listProfiles(data: OfTab): OwnProfileItem[];
  forgetProfile(data: OfTab & ProfileKey): boolean;
  /** The file again; null if it is gone. */
  writeProfile(data: OfTab & ProfileKey): string | null;
  /** The panel's frame is alive. */
  panelReady(data: OfTab): void;
  /** The panel is opened or folded; `habit` where the person said so, and wants it so the next time. */
  dock(data: OfTab & { dock: Dock; habit: boolean }): void;
  openPopup(data: OfTab): void;
}

export type Protocol = ContentToBackground & BackgroundToContent & BackgroundToPanel & PageToBackground;
