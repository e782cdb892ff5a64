/** A review: what one request asks for, told to a user. Derived on demand, never stored; plain JSON, so that it travels as a message. */
import type { Access, ScopeId, Source } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { PageKind } from '@/providers/contract/page';
import type { Provenance, ReadOnlyReason, Requirement } from '@/providers/contract/request';
import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Outcome } from '@/utils/flow/flow';

/** How the app was recognised, strongest first. */
export type MatchedBy = 'user' | 'client-id' | 'redirect-host' | 'page-name' | 'scope-set';

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

export interface ReviewScope {
  id: ScopeId;
  requirement: Requirement;
  provenance: Provenance;
  /** Null when the scope is not in the catalogue: nothing is guessed from its spelling. */
  access: Access | null;
  known: boolean;
  /** Cannot be dropped as it stands. */
  locked: boolean;
  /**
   * Locked, but the user may unlock it and carry the risk: the app's own profile calls it optional, or nothing except that
   * profile calls it required.
   */
  unlockable: boolean;
  label: string;
  /** Heading under which rows stand together; empty for unknown scopes. */
  category: string;
  /** One sentence; empty if unknown. */
  allows: string;
  /** What stops working without it, by the app's profile; null if the profile does not say. */
  impactIfDropped: string | null;
  /** For example `Sales Hub Professional`; several are alternatives. Empty: any account, or not documented. */
  plans: readonly string[];
  planNote: string | null;
  implies: readonly ScopeId[];
  replacedBy: readonly ScopeId[];
  tags: readonly Tag[];
  sources: readonly Source[];
}

export type PresetId = 'all' | 'app-default' | 'read-only' | 'last';

export interface Preset {
  id: PresetId;
  /** Locked scopes included. */
  keep: readonly ScopeId[];
}

/** How many kept scopes stand against the read-only preset: they can change data, or nobody knows what they allow. */
export interface NotReadOnly {
  changing: number;
  unknown: number;
}

/** Against the last remembered request of this app and account. */
export interface Changes {
  /** Milliseconds since the epoch. */
  since: number;
  added: readonly ScopeId[];
  removed: readonly ScopeId[];
  newlyRequired: readonly ScopeId[];
}

/** What the page's own list says beside the request. Null while the page was not read. */
export interface PageComparison {
  lines: number;
  /** Lines that stand for exactly one requested scope. */
  marked: number;
  /** Requested scopes that no line stands for. */
  unseen: number;
}

export interface Review {
  provider: { id: string; name: string };
  pageKind: PageKind;
  /** `own`: by a profile of the user's own. By the user and without a name: none of the apps that we know. */
  app: {
    name: string | null;
    matchedBy: MatchedBy | null;
    isCustom: boolean;
    profile: Source | null;
    /** Where its users change the scopes of a connection, in the app's own words; null where it does not say, or is not surely this app. */
    reconnectPath: string | null;
  };
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  /** The signed-in user as the page names it. */
  username: string | null;
  editable: boolean;
  readOnlyReason: ReadOnlyReason | null;
  /** Of the request as the app made it, in its order. */
  scopes: readonly ReviewScope[];
  findings: readonly Finding[];
  /** Null on the first request of this app. */
  changes: Changes | null;
  presets: readonly Preset[];
  /** Both 0 where the presets have *Read-only*. */
  notReadOnly: NotReadOnly;
  /** What is ticked when the review opens; locked scopes included. */
  selection: readonly ScopeId[];
  /** What the request in the tab asks for now: fewer than `scopes` after a reduced request was issued. */
  current: readonly ScopeId[];
  /** Scopes that the user has unlocked in this tab. */
  unlocked: readonly ScopeId[];
  page: PageComparison | null;
  outcome: Outcome | null;
  /** Null where nothing was refused. */
  diagnosis: Diagnosis | null;
  /** Deep links by the names that the steps of findings use; empty where the account is not known. */
  links: Readonly<Record<string, string>>;
  /** Whether the account can be asked about its user and about its sign-in. */
  orgQuestions: boolean;
  /** The request was refused, by the page or at the callback: nobody asks for anything any more, and going on means starting again. */
  failed: boolean;
}

/** What a user can say of a client: which app it is. */
export interface AppOverride {
  /** The provider's profiles, by name. */
  choices: readonly { id: string; name: string; isCustom: boolean }[];
  /** What the user said; a null profile is none of them. */
  chosen: { profileId: string | null } | null;
}

/** What was learnt of a client from its earlier flows. Days are `YYYY-MM-DD`. */
export interface AppHistory {
  first: string | null;
  /** How the request changed, oldest first. */
  changes: readonly { day: string; added: readonly ScopeId[]; removed: readonly ScopeId[] }[];
  /** How flows ended, newest first. `rule` is an error rule's id; null where none was recognised. */
  outcomes: readonly { day: string; kind: 'connected' | 'refused' | 'denied'; rule: string | null }[];
  /** Ids that errors called missing. */
  learned: readonly ScopeId[];
}
