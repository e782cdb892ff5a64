import { type OutreachApp, outreachApps } from './apps';
import type { DoorkeeperVersion } from './doorkeeper';
import { type Person, people } from './people';
import type { IssuedToken } from './tokens';

/** The settings that a test may change. Each request reads them again. */
export interface OutreachState {
  /**
   * Which consent page: Outreach's own, Doorkeeper's default, or a redesign with none of the known
   * elements.
   */
  layout: 'outreach' | 'doorkeeper' | 'unknown';
  /**
   * Decides hidden fields, sentences and elements in all layouts except the unknown one. It is not
   * known which version Outreach runs.
   */
  version: DoorkeeperVersion;
  /**
   * `missing`: the server has no texts for scopes, and Rails prints an element with the last part
   * of the ID.
   */
  labels: 'outreach' | 'missing';
  /** How a wrong request at the authorize URL is answered: Doorkeeper's `handle_auth_errors`. */
  errorsBy: 'page' | 'redirect';
  /**
   * The scopes that an empty `scope` stands for, if the app has them. If there are none, an empty
   * `scope` is an error.
   */
  defaultScopes: string[];
  /** True if every app has to use PKCE. */
  forcesPkce: boolean;
  /** True if a second token for the same user and app within 60 seconds is refused with 429. */
  oneTokenPerMinute: boolean;
  codeLifetimeMs: number;
  apps: OutreachApp[];
  people: Person[];
  /**
   * The tokens that were issued and not revoked, oldest first. Expired ones stay, because they
   * count for skipping the consent page.
   */
  tokens: IssuedToken[];
}

export function createOutreachState(): OutreachState {
  return {
    layout: 'outreach',
    version: '6',
    labels: 'outreach',
    errorsBy: 'page',
    defaultScopes: [],
    forcesPkce: false,
    oneTokenPerMinute: false,
    codeLifetimeMs: 10 * 60 * 1000,
    apps: structuredClone([...outreachApps]),
    people: structuredClone([...people]),
    tokens: [],
  };
}
