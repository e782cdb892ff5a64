/**
 * The types of opened files. They are plain JSON, so that they can leave the worker that reads the
 * files, and they have no field for a secret: raw text stays where it was read.
 */
import type { AppSettings } from '@/providers/contract/settings';
import type { TableRecord } from '@/providers/contract/table';
import type { ReviewInput } from '@/utils/review/build-review';

/**
 * What is taken out of a file and counted. Each kind has texts `cli_removed_<kind>_one` and
 * `_other`.
 */
export type RemovedKind =
  | 'addresses'
  | 'assertions'
  | 'bodies'
  | 'codes'
  | 'cookies'
  | 'passwords'
  | 'people'
  | 'secrets'
  | 'states'
  | 'tokens';

/** How much of a file was used, by count. */
export interface Receipt {
  /** The values that were taken out, by kind; a kind that does not occur is absent. */
  removed: Partial<Record<RemovedKind, number>>;
  /** How many entries of a trace, rows of a table or files of an app the results come from. */
  kept: number;
  /** How many entries or rows have nothing to do with an authorization. */
  leftOut: number;
  /** How many entries or rows could not be read. */
  notUnderstood: number;
  /** Whether the file ends in the middle, or was read only up to the limit of its kind. */
  isCut: boolean;
}

/**
 * The format of a file, as its content shows it. `text` is any other text in which scopes of a
 * supported provider were found; `binary` is no text.
 */
export type FileFormat = 'har' | 'saml-tracer' | 'app-settings' | 'table' | 'token-response' | 'report' | 'profile' | 'text' | 'binary';

/** What an entry of a file is: see `docs/cli.md`. */
export type FoundKind =
  | 'failure'
  | 'request'
  | 'approval'
  | 'settings'
  | 'audit-trail'
  | 'login-history'
  | 'app-usage'
  | 'token-response'
  | 'report'
  | 'profile'
  | 'scope-list';

/** What a review is built from, without the provider itself, which `request.provider` names. */
export type FoundInput = Omit<ReviewInput, 'provider'>;

/** One thing that a file is about: an attempt to connect, an app's settings, an app in a table. */
export interface Found {
  kind: FoundKind;
  input: FoundInput;
  /** The lists that an app is registered with; null for everything else. */
  settings: AppSettings | null;
  /** The app's name in the file; null if it has none. */
  app: string | null;
  /** What the rows of a table say about the app; empty for everything else. */
  records: readonly TableRecord[];
}

/** An opened file. `found` is empty if nothing in it is about an authorization. */
export interface OpenedFile {
  format: FileFormat;
  found: readonly Found[];
  receipt: Receipt;
}
