/** Results of the checks of apps. */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import type { AppSettings } from '@/providers/contract/settings';
import type { HygieneKind, MismatchKind, SettingsProblem } from '@/providers/contract/settings-rules';

/** A problem, with the error that it gives in the provider's words. */
export type CheckedProblem<Kind> = SettingsProblem<Kind> & { errorText: string | null };

/** What could not be compared: the file lacks it, or the request was not read from a whole URL. */
export type Unknown = 'registered-scopes' | 'registered-redirects' | 'requested-scopes' | 'requested-redirect' | 'request-url';

/** The result of a comparison. */
export interface SettingsCheck {
  mismatches: readonly CheckedProblem<MismatchKind>[];
  hygiene: readonly CheckedProblem<HygieneKind>[];
  unknown: readonly Unknown[];
  /** Whether the scopes could be compared, so that no mismatch means that they agree. */
  isCompared: boolean;
  /**
   * The request with what can be corrected in it, with placeholders for what is new each time; null
   * if nothing can, or if it is unknown what.
   */
  correctedUrl: string | null;
  /**
   * The scopes that the corrected URL has and the request has not, which are only a suggestion, and
   * those that it leaves out; empty without a corrected URL.
   */
  urlScopes: { added: readonly ScopeId[]; dropped: readonly ScopeId[] };
  /** The other parameters that the corrected URL changes or adds; empty without one. */
  urlParameters: readonly string[];
  /** What the corrected URL still has; empty without one. */
  leftInUrl: readonly SettingsProblem[];
  /**
   * The settings with what the request needs of them; null if other settings would change nothing,
   * or if it is unknown which.
   */
  correctedSettings: AppSettings | null;
  /** What the request still has with the corrected settings; empty without them. */
  leftInSettings: readonly SettingsProblem[];
  /** The corrected settings as the provider's own file writes them. */
  correctedText: string | null;
}

/**
 * What shows that settings and a request are of the same app, the strongest first. Each has a text
 * `workbench_settings_paired_<evidence>`.
 */
export const pairEvidence = ['client-id', 'redirect-url', 'redirect-host'] as const;
/** One of them. */
export type PairEvidence = (typeof pairEvidence)[number];

/** What an admin may want to do something about, in the order in which it is shown. */
export const inventoryIssues = ['not-installed', 'broad', 'self-authorized', 'unused'] as const;
/** One of them. */
export type InventoryIssue = (typeof inventoryIssues)[number];

/** What one file says about an issue. */
export interface InventoryEvidence {
  issue: InventoryIssue;
  /** Whether the app has the issue. */
  isIssue: boolean;
  /** The name of the file. */
  file: string;
  /**
   * The day of the change, or the last one on which a token of the table was used or created, as
   * the file writes it; null if it has none.
   */
  at: string | null;
}

/** An app, as the files of a session describe it. Null means that no file says so. */
export interface InventoryApp {
  provider: ProviderId;
  name: string | null;
  /** How many tokens the app holds. One that is in several tables counts once. */
  tokens: number;
  isInstalled: boolean | null;
  /** When a token was last used, as the file writes it; null also if none was, or if that is unknown. */
  lastUsed: string | null;
  uses: number | null;
  /** How many tokens users authorized themselves. */
  selfAuthorized: number | null;
  /** The scopes that the app may ask for. */
  scopes: readonly ScopeId[] | null;
  issues: readonly InventoryIssue[];
  /** What the files leave open, and what they contradict each other about. */
  unknown: readonly InventoryIssue[];
  evidence: readonly InventoryEvidence[];
  /**
   * By what files contradict each other about, the one whose dates are later than those of the others, so
   * that it is probably newer; null if the dates don't show that. Empty if nothing is contradicted.
   */
  newest: Partial<Record<InventoryIssue, string | null>>;
  /** The scopes in each file, if the files differ; empty otherwise. */
  differentScopes: readonly { file: string; at: string | null; scopes: readonly ScopeId[] }[];
}
