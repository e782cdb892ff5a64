/** Types of the files in which a developer registers an app with a provider. */

import type { ScopeId } from './catalogue';

/**
 * What a settings file says about an app's scopes. It holds nothing secret: a parser reads no
 * client secret, certificate or address of a person.
 */
export interface AppSettings {
  /** The app's name; null if the file has none. */
  name: string | null;
  /** Null if the file has none. */
  clientId: string | null;
  /** The scopes that each request must contain. */
  required: readonly ScopeId[];
  /** The scopes that must be granted if a request contains them. */
  conditionallyRequired: readonly ScopeId[];
  /** The scopes that a request may contain. */
  optional: readonly ScopeId[];
  /** Whether the provider distinguishes these lists. If not, all scopes are in `optional`. */
  declaresRequirements: boolean;
  /** The redirect URIs, with a placeholder for what follows the path. */
  redirectUrls: readonly string[];
  /** How many redirect URIs can't be read; absent if none. */
  unreadRedirects?: number;
  /** How many entries of the lists can't be read; absent if none. */
  unread?: number;
  /** The provider's own names and values of rules about the app; absent if the file has none. */
  policies?: Readonly<Record<string, string>>;
  /**
   * The kinds of file that these settings come from, if an app has several; absent if one file is
   * complete.
   */
  parts?: readonly string[];
  /**
   * The developer name of the app that a part belongs to; null if it can't be used, absent in the
   * file of the app itself, which does not say it.
   */
  partOf?: string | null;
  /** The app uses the scopes with a key of its own, and no user consents to them. */
  isServerToServer?: true;
  /** Other opened parts of an app of this name contradict this one, so they were not joined. */
  isContested?: true;
}
