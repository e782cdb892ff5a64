/** Types of the tables that admins export from a provider. */
import type { ScopeId } from './catalogue';
import type { AppSettings } from './settings';

/** What a table is about. */
export type TableKind = 'audit-trail' | 'login-history' | 'app-usage' | 'settings';

/** What the rows of a table say about one app. It holds nothing secret and names no person. */
export interface TableRecord {
  /** What happened: the provider's own code, or its text if that is a known one. */
  event: string;
  /**
   * When it happened last, as the table writes it, zone included; null if it does not say, or if its
   * dates don't tell which row is the newest.
   */
  at: string | null;
  /** How many rows say so. */
  count: number;
  /** How often the tokens of these rows were used together; absent if a row does not say. */
  uses?: number;
  /** How many tokens users authorized themselves; absent if a row does not say. */
  selfAuthorized?: number;
  /** When the newest token was created, as the table writes it; absent if it does not say. */
  createdAt?: string;
  /** Whether the app is installed or uninstalled since the newest of these rows; absent if that is unknown. */
  isInstalled?: boolean;
  /** Whether users may authorize it themselves since then; absent if that is unknown. */
  isSelfAuthorized?: boolean;
  /** The scopes that the change gave the app; absent if it changed something else. */
  added?: readonly ScopeId[];
  /** The scopes that it took away; absent like `added`. */
  removed?: readonly ScopeId[];
  /** The times of rows about an error, as the table writes them; absent if there are none. */
  times?: readonly string[];
}

/** What the row of a token says about it. The time is empty if there is one that can't be read. */
export type TokenRow = Omit<TableRecord, 'count' | 'times'> & {
  /** The ID of the token's record, which grants nothing; absent if the table has none. */
  record?: string;
};

/** What one row says. Everything else in the row is dropped. */
export interface TableRow extends TokenRow {
  /** The app's name; null if the row has none. */
  app: string | null;
  /**
   * What may be the app's name in a row without one; it is, if other rows of the table name exactly
   * one such app. Absent if nothing may be.
   */
  mayName?: readonly string[];
  /** The account's host; null if the row has none. */
  account?: string | null;
  /** Set if a person signed in on the provider's login page, so that the row concerns no app. */
  isOwnSignIn?: true;
  /** The text of an error; absent if the row is not about one. */
  error?: string;
  /** The lists that the app has after this row; absent if the row does not name them. */
  settings?: AppSettings;
}

/** A table that a provider exports, recognized by the labels of its columns. */
export interface TableFormat {
  kind: TableKind;
  /** The labels without which a table is another one: one of each list, in any case. */
  columns: readonly (readonly string[])[];
  /**
   * Reads a row. `value` returns the value of the first of these columns that exists, or the empty
   * string. `irrelevant`: the row is not about an app or a sign-in of an app.
   */
  read(value: (...labels: readonly string[]) => string): TableRow | 'irrelevant' | 'not-understood';
}
