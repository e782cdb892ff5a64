/** Something to know before or after the click, and who can act on it. */

import type { ScopeId, Source } from './catalogue';

export type Severity = 'blocker' | 'warning' | 'notice';

export type Confidence = 'observed' | 'likely' | 'possible';

/** Who can do something about it: the user, the app's vendor, or an administrator (`hubspot-super-admin`). */
export type Actor = 'you' | 'app-vendor' | `${string}-admin`;

/**
 * Something to know before or after the click. Words are in the locale file: `finding_<id>_title`, `finding_<id>_text`,
 * `finding_<id>_steps` (one step a line; may be empty), with `-` of the id written `_` and `$1`… filled from `params`.
 */
export interface Finding {
  id: string;
  severity: Severity;
  confidence: Confidence;
  actor: Actor;
  /** Fill `$1`, `$2`… of the finding's texts; a list is told by its first entries. Plain text, never secret. */
  params: readonly (string | readonly string[])[];
  /** The scopes it is about; a row of the list shows a flag for each. */
  scopes: readonly ScopeId[];
  /** What was seen, in the reader's own words or as redacted text of the page. Never a URL with its query. */
  evidence: readonly string[];
  /** The rule or fact behind it. */
  source?: Source;
}
