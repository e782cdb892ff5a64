import { secret } from '../canary';
import type { BrowserCookie } from '../idp/routes';
import type { SimRequest } from '../web';
import type { Person } from './people';
import type { OutreachState } from './state';

/** One browser on one accounts host, before and after the sign-in. */
export interface Session {
  /** The value of the cookie. */
  id: string;
  host: string;
  /** Rails' `authenticity_token`, which every form contains. */
  token: string;
  person: Person | undefined;
  /** Path and query of the authorize page that led to the sign-in. */
  returnTo: string | undefined;
  /** The query of the request that a redesigned consent page shows. */
  requestQuery: string | undefined;
}

export interface Sessions {
  open(host: string, person?: Person): Session;
  of(request: SimRequest): Session | undefined;
  /**
   * Signs a user in without the login page, and returns the cookie. It throws if the user is not in
   * the state.
   */
  cookie(email: string): BrowserCookie;
}

/** The name of the cookie. Evidence: a public script that signs in. */
const name = '_outreach_accounts_session';

export function createSessions(state: OutreachState): Sessions {
  const sessions = new Map<string, Session>();

  function open(host: string, person?: Person): Session {
    const id = secret('session');
    const session: Session = { id, host, token: secret('authenticity'), person, returnTo: undefined, requestQuery: undefined };
    sessions.set(id, session);
    return session;
  }

  return {
    open,
    of({ host, cookies }) {
      const session = sessions.get(cookies[name] ?? '');
      return session?.host === host ? session : undefined;
    },
    cookie(email) {
      const person = state.people.find((candidate) => candidate.email === email);
      if (!person) throw new Error(`Nobody is called ${email} in the simulated Outreach.`);
      return { name, value: open(person.host, person).id, domain: person.host, path: '/', httpOnly: true, secure: true, sameSite: 'Lax' };
    },
  };
}

export function setCookie({ id }: Session): string {
  return `${name}=${id}; Path=/; Secure; HttpOnly; SameSite=Lax`;
}
