import { secret } from '../canary';
import type { SimulatorState } from '../state';
import type { SimRequest } from '../web';
import type { User } from './portals';

/** A signed-in user, on all regional hosts at once. */
export interface Session {
  user: User;
  /**
   * The account that was picked before the redirect to its region. It holds for the request with
   * this query only.
   */
  choice?: { query: string; portalId: string };
}

export interface SessionCookie {
  name: string;
  value: string;
  /** The leading dot makes browsers send the cookie to all subdomains. */
  domain: string;
}

export interface Sessions {
  /** Signs a user in. It throws if the user is not in `state.users`. */
  open(email: string): SessionCookie;
  of(request: SimRequest): Session | undefined;
}

const name = 'sim_session';

export function createSessions(state: SimulatorState): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open(email) {
      const user = state.users.find((candidate) => candidate.email === email);
      if (!user) throw new Error(`Nobody is called ${email} in the simulator.`);
      const value = secret('session');
      sessions.set(value, { user });
      return { name, value, domain: '.hubspot.com' };
    },
    of: (request) => sessions.get(request.cookies[name] ?? ''),
  };
}

export function setCookie({ name, value, domain }: SessionCookie): string {
  return `${name}=${value}; Domain=${domain}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}
