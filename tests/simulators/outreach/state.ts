import { type OutreachApp, outreachApps } from './apps';
import type { DoorkeeperVersion } from './doorkeeper';
import { type Person, people } from './people';
import type { IssuedToken } from './tokens';

/** What a test may turn. All values are read at each request. */
export interface OutreachState {
  /** Whose consent page: Outreach's own, Doorkeeper's default, or a redesign with none of the known elements. */
  layout: 'outreach' | 'doorkeeper' | 'unknown';
  /** Decides hidden fields, sentences and elements in all layouts but the unknown one. Which one Outreach runs is not known. */
  version: DoorkeeperVersion;
  /** `missing`: the server has no texts for scopes, and Rails prints a mark with the last part of the id. */
  labels: 'outreach' | 'missing';
  /** What becomes of a wrong request at the authorize URL: Doorkeeper's `handle_auth_errors`. */
  errorsBy: 'page' | 'redirect';
  /** What an empty `scope` stands for, as far as the app has it. None: an empty `scope` is an error. */
  defaultScopes: string[];
  /** PKCE for everybody. */
  forcesPkce: boolean;
  /** A second token for the same person and app within 60 seconds is refused with 429. */
  oneTokenPerMinute: boolean;
  codeLifetimeMs: number;
  apps: OutreachApp[];
  people: Person[];
  /** What was exchanged and not revoked, oldest first. Expired ones stay: they count for the shortcut past the consent page. */
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
