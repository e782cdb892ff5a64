/** The type of a finding: what the user should know about a request, and who can act on it. */

import type { ScopeId, Source } from './catalogue';

/** How much a finding matters: a `blocker` stops the connection, a `warning` may stop it. */
export type Severity = 'blocker' | 'warning' | 'notice';

/**
 * How well a finding is supported. Direct evidence makes it `observed`, a rule that
 * usually applies `likely`, and an inference or a hint only `possible`.
 */
export type Confidence = 'observed' | 'likely' | 'possible';

/** Who can act on it: the user, the app's vendor, or an administrator (`hubspot-super-admin`). */
export type Actor = 'you' | 'app-vendor' | `${string}-admin`;

/**
 * Something that the user should know before or after approving. Its texts are in the locale file:
 * `finding_<id>_title`, `finding_<id>_text` and `finding_<id>_steps` (one step per line, may be
 * empty), where `-` of the ID is written as `_`.
 */
export interface Finding {
  id: string;
  severity: Severity;
  confidence: Confidence;
  actor: Actor;
  /**
   * Values of the placeholders `$1`, `$2` and so on in the texts. A long list is cut to its first
   * entries when it is shown. Plain text, never a secret.
   */
  params: readonly (string | readonly string[])[];
  /** The scopes that the finding is about; the rows of these scopes show a flag. */
  scopes: readonly ScopeId[];
  /** Whether the finding no longer applies once the user drops all of its scopes. */
  endsWhenDropped?: true;
  /**
   * What supports the finding: names, IDs or redacted text of the page. Never a URL with its query.
   */
  evidence: readonly string[];
  /** The row of the provider's log is known, so the steps that look for it are left out. */
  hasLogRow?: true;
  /** Where the rule or fact behind the finding is published. */
  source?: Source;
}
