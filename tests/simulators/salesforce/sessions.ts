import { secret } from '../canary';
import type { BrowserCookie } from '../idp/routes';
import type { SimRequest } from '../web';
import type { Org } from './orgs';
import type { Person } from './people';
import type { SignedInOver } from './rules';
import { personCalled, type SalesforceState } from './state';

export interface Session {
  /** `<org id>!…`, the value of the `sid` cookie. */
  sid: string;
  person: Person;
  org: Org;
  /** An administrator who looks at Salesforce as somebody else. */
  loginAs: boolean;
  signedInOver: SignedInOver;
  /** Unix time in ms of the last request. */
  lastUsed: number;
  /** What the error page tells this browser when its address has no reason. */
  bareError: 'expired' | 'general';
}

export interface CookieOptions {
  /** An administrator who acts as them. */
  loginAs?: boolean;
  /** Instead of their My Domain, or of the first site for partners. */
  host?: string;
}

export interface Sessions {
  open(username: string, more?: Partial<Pick<Session, 'loginAs' | 'signedInOver'>>): Session;
  /** Undefined too when the session timed out. */
  of(request: SimRequest): Session | undefined;
  called(sid: string): Session | undefined;
  /** Whose session it is or was. */
  known(request: SimRequest): Session | undefined;
  /** Signs somebody in without the login page: the cookie to give to the browser. */
  cookie(username: string, options?: CookieOptions): BrowserCookie;
}

export function createSessions(state: SalesforceState): Sessions {
  const sessions = new Map<string, Session>();

  function open(username: string, { loginAs = false, signedInOver }: Parameters<Sessions['open']>[1] = {}): Session {
    const person = personCalled(state, username);
    const org = state.orgs.find(({ id }) => id === person.orgId);
    if (!org) throw new Error(`${username} belongs to no org of the simulator.`);
    const session: Session = {
      sid: `${org.id}!${secret('sid')}`,
      person,
      org,
      loginAs,
      signedInOver: signedInOver ?? (person.signIn === 'sso' ? 'identity-provider' : overPassword(person)),
      lastUsed: Date.now(),
      bareError: 'expired',
    };
    sessions.set(session.sid, session);
    return session;
  }

  function called(sid: string): Session | undefined {
    const session = sessions.get(sid);
    if (!session || Date.now() - session.lastUsed >= session.org.sessionSettings.timeoutMs) return undefined;
    session.lastUsed = Date.now();
    return session;
  }

  return {
    open,
    called,
    of: ({ cookies }) => called(cookies.sid ?? ''),
    known: ({ cookies }) => sessions.get(cookies.sid ?? ''),
    cookie(username, { loginAs = false, host } = {}) {
      const { sid, org, person } = open(username, { loginAs });
      const site = person.licence === 'Partner Community' ? org.sites[0] : undefined;
      const domain = host ?? site?.host ?? org.host;
      return { name: 'sid', value: sid, domain, path: '/', httpOnly: true, secure: true, sameSite: 'None' };
    },
  };
}

/** Who checks the password that this person types. */
export function overPassword({ delegatedAuthentication }: Person): SignedInOver {
  return delegatedAuthentication ? 'gateway' : 'password';
}

/** For one host, as the real one. `None`, since single sign-on arrives by a post from another site. */
export function sidCookie(sid: string): string {
  return `sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None`;
}

export const noCookie = 'sid=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0';
