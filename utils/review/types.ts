/**
 * The types of a review. A review is derived on demand and never stored; it is plain JSON, so that
 * it can be sent as a message.
 */
import type { Access, ScopeId, Source } from '@/providers/contract/catalogue';
import type { Actor, Finding } from '@/providers/contract/finding';
import type { PageKind } from '@/providers/contract/page';
import type { Provenance, ReadOnlyReason, Requirement } from '@/providers/contract/request';
import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Outcome } from '@/utils/flow/flow';
import type { PolicyResult } from '@/utils/policy/types';
import type { Approval } from './approval';

/**
 * How the app was recognized, the strongest evidence first. `claimed-host`: by a redirect host of which
 * no provider has checked that the client may use it.
 */
export type MatchedBy = 'user' | 'client-id' | 'redirect-host' | 'claimed-host' | 'page-name' | 'scope-set';

/** What is remarkable about a scope. Each tag has a text in the locale file. */
export type Tag =
  | 'new'
  | 'newly-required'
  | 'sensitive'
  | 'highly-sensitive'
  | 'legacy'
  | 'unknown'
  | 'undocumented'
  | 'internal'
  | 'implied'
  | 'misspelt'
  | 'retired'
  | 'unverified'
  | 'not-in-profile';

/** One requested scope, with what is known about it. */
export interface ReviewScope {
  id: ScopeId;
  requirement: Requirement;
  /** Who says that the scope is required or optional. */
  provenance: Provenance;
  /**
   * What the profile of the app says that this one only resembles: a hint, because a page or a link
   * may imitate any app. Absent if it says nothing, or if the match is certain.
   */
  ifRecognized?: { requirement: Requirement; provenance: Provenance };
  /** Null if the scope is not in the catalogue, because its spelling is no evidence. */
  access: Access | null;
  /** Whether the scope is in the catalogue. */
  known: boolean;
  /** Whether the scope must stay, unless the user unlocks it. */
  locked: boolean;
  /**
   * Whether the user may unlock the scope at their own risk: either the app's profile calls it
   * optional, or nothing except that profile calls it required.
   */
  unlockable: boolean;
  label: string;
  /** The heading under which the list groups the scope; empty for unknown scopes. */
  category: string;
  /** One sentence on what the scope allows; empty if unknown. */
  allows: string;
  /** What stops working without it, as the app's profile says, else the provider; else null. */
  impactIfDropped: string | null;
  /** The plans that include it (`Sales Hub Professional`), of which one is enough; empty if unknown. */
  plans: readonly string[];
  planNote: string | null;
  implies: readonly ScopeId[];
  replacedBy: readonly ScopeId[];
  tags: readonly Tag[];
  sources: readonly Source[];
  /**
   * The parameters of the request that carry the scope, if they are not just `scope` and if nothing
   * else says how they differ: `user_scope`. Absent otherwise.
   */
  parameters?: readonly string[];
  /** What an enforced policy says about the scope; absent if it allows it. */
  policy?: { action: 'ask' | 'deny'; reason: string; link: string | null };
}

/** The presets: all scopes, the app's default, reading only, required only, the saved selection. */
export type PresetId = 'all' | 'app-default' | 'read-only' | 'least-access' | 'last';

/** A selection that the user can apply with one click. */
export interface Preset {
  id: PresetId;
  /** The ticked scopes, locked ones included, in the order of the request. */
  keep: readonly ScopeId[];
  /** How many of them were not requested when the selection was saved; only for `last`. */
  added?: number;
  /** How many of them the saved selection drops, which must stay now; only for `last`, and absent if there are none. */
  required?: number;
  /** Whether it keeps what the saved selection keeps; never for `last`, which is that selection. */
  isLast?: boolean;
}

/** The scopes that a read-only preset would have to keep although they may not be read-only. */
export interface NotReadOnly {
  /** How many of them can change data. */
  changing: number;
  /** How many of them are not known well enough. */
  unknown: number;
}

/**
 * How the request differs from the one for which the user last saved a selection for this app and
 * account; if none is saved, from the one with which the app was last connected to the account.
 */
export interface Changes {
  /** When that was, in milliseconds since the epoch. */
  since: number;
  added: readonly ScopeId[];
  removed: readonly ScopeId[];
  newlyRequired: readonly ScopeId[];
}

/** How the page's own list compares with the request. */
export interface PageComparison {
  /** How many lines the page's list has. */
  lines: number;
  /** How many lines stand for exactly one requested scope. */
  marked: number;
  /** The requested scopes that no line stands for. */
  unseen: readonly ScopeId[];
}

/** What panel, popup, terminal and reports show about one authorization request. */
export interface Review {
  /** The name of a provider that is not supported is the host of its server, if that is known. */
  provider: { id: string; name: string };
  /** The page that the request's URL leads to. */
  pageKind: PageKind;
  app: {
    /**
     * The profile's name, else the name in a row of a pasted log. Null if the app is not
     * recognized, or if the user chose that it is none of the listed apps (`matchedBy` is `user`
     * then).
     */
    name: string | null;
    /** Null if the app is not recognized. */
    matchedBy: MatchedBy | null;
    /** Whether the app was matched by a custom profile. */
    isCustom: boolean;
    /** Where the profile was published; null without a profile. */
    profile: Source | null;
    /**
     * Where users of the app change the scopes of a connection, in the app's words; null if unknown
     * or if the match is uncertain.
     */
    reconnectPath: string | null;
  };
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  /** See `AuthorizationRequest`; null if it is unknown, and for a supported provider. */
  server: string | null;
  /** Whether the provider may ask for the account again when the request is sent again. */
  asksForAccount: boolean;
  /** The signed-in user as the page names it. */
  username: string | null;
  /** Whether scopes can be dropped. */
  editable: boolean;
  /** Why no scope can be dropped; null if `editable`. */
  readOnlyReason: ReadOnlyReason | null;
  /** The scopes of the request as the app made it, in its order. */
  scopes: readonly ReviewScope[];
  /** Whether the provider may grant other scopes than these, which were not read. */
  isIncomplete: boolean;
  /** Whether the request is certainly one of this client to this provider; else it is compared with nothing. */
  isCertainClient: boolean;
  /** Whether the tab still shows the page before, and that of the smaller request loads. */
  isLoading: boolean;
  /** The most severe first. */
  findings: readonly Finding[];
  /**
   * Null if no selection was saved and no connection recorded for this app and account, or if the list
   * of scopes may be incomplete.
   */
  changes: Changes | null;
  /** See `ReviewInput`; `changes` is null then. */
  isReducedBefore: boolean;
  /** Null if no baseline was approved for this app and account. */
  approval: Approval | null;
  /** Empty if there is nothing to choose. */
  presets: readonly Preset[];
  /** Both numbers are 0 if a read-only preset is possible. */
  notReadOnly: NotReadOnly;
  /** The scopes that are ticked when the review opens, locked ones included. */
  selection: readonly ScopeId[];
  /** What the user chose to grant, in this tab or earlier; null if the user chose nothing. */
  chosen: readonly ScopeId[] | null;
  /** The requested scopes that the saved selection keeps; null if there is none. */
  saved: readonly ScopeId[] | null;
  /** The scopes that the saved selection drops and that must stay now. */
  keptAgain: readonly ScopeId[];
  /** The scopes of the request that the tab shows: fewer than `scopes` once it is narrowed. */
  current: readonly ScopeId[];
  /** The scopes that the user has unlocked in this tab. */
  unlocked: readonly ScopeId[];
  /** Null if the page was not read, or if it is not a consent page. */
  page: PageComparison | null;
  /** How the flow ended; null while it goes on. */
  outcome: Outcome | null;
  /** Why the request failed; null if it did not. */
  diagnosis: Diagnosis | null;
  /** URLs into the account by the keys that the steps of findings use; empty if it is not known. */
  links: Readonly<Record<string, string>>;
  /** Whether the account is an org that can be checked for its user and its sign-in. */
  orgQuestions: boolean;
  /** Whether the request was refused, by the page or at the callback, so that the user has to start again. */
  failed: boolean;
  /**
   * What the policy says about the request; null without one. If it is in audit mode, it changed
   * nothing, and the user is not shown it.
   */
  policy: PolicyResult | null;
}

/** The user's choice of which app a client is. */
export interface AppOverride {
  /** The provider's profiles, custom ones included, sorted by name. */
  choices: readonly { id: string; name: string; isCustom: boolean }[];
  /**
   * The choice; null if the user made none. A null `profileId` means that the client is none of the
   * listed apps.
   */
  chosen: { profileId: string | null } | null;
}

/**
 * What a message is for: `admin` tells the person who can fix the failure what to change, `customer`
 * tells the user what happened, and `questions` asks for what would prove the cause.
 */
export type MessageKind = 'admin' | 'customer' | 'questions';

/** A text to send about a failure. */
export interface Message {
  kind: MessageKind;
  /** The admin or vendor that an `admin` message is for; null for the others. */
  recipient: Actor | null;
  text: string;
}
