import { secret } from '../canary';
import type { BrowserCookie } from '../idp/routes';
import type { SimRequest } from '../web';
import type { Org } from './orgs';
import type { Person } from './people';
import { personCalled, type SalesforceState } from './state';

export interface Session {
  /** `<org id>!…`, the value of the `sid` cookie. */
  sid: string;
  person: Person;
  org: Org;
  /** An administrator who looks at Salesforce as somebody else. */
  loginAs: boolean;
}

export interface CookieOptions {
  /** An administrator who acts as them. */
  loginAs?: boolean;
  /** Instead of their My Domain, or of the first site for partners. */
  host?: string;
}

export interface Sessions {
  open(username: string, loginAs?: boolean): Session;
  of(request: SimRequest): Session | undefined;
  called(sid: string): Session | undefined;
  /** Signs somebody in without the login page: the cookie to give to the browser. */
  cookie(username: string, options?: CookieOptions): BrowserCookie;
}

export function createSessions(state: SalesforceState): Sessions {
  const sessions = new Map<string, Session>();

  function open(username: string, loginAs = false): Session {
    const person = personCalled(state, username);
    const org = state.orgs.find(({ id }) => id === person.orgId);
    if (!org) throw new Error(`${username} belongs to no org of the simulator.`);
    const session = { sid: `${org.id}!${secret('sid')}`, person, org, loginAs };
    sessions.set(session.sid, session);
    return session;
  }

  return {
    open,
    called: (sid) => sessions.get(sid),
    of: (request) => sessions.get(request.cookies.sid ?? ''),
    cookie(username, { loginAs = false, host } = {}) {
      const { sid, org, person } = open(username, loginAs);
      const site = person.licence === 'Partner Community' ? org.sites[0] : undefined;
      const domain = host ?? site?.host ?? org.host;
      return { name: 'sid', value: sid, domain, path: '/', httpOnly: true, secure: true, sameSite: 'None' };
    },
  };
}

/** For one host, as the real one. `None`, since single sign-on arrives by a post from another site. */
export function sidCookie(sid: string): string {
  return `sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None`;
}

export const noCookie = 'sid=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0';
