import { secret } from '../canary';
import type { BrowserCookie } from '../idp/routes';
import type { SimRequest } from '../web';
import type { Org } from './orgs';
import type { Person } from './people';
import type { SignedInOver } from './rules';
import { personCalled, type SalesforceState } from './state';

export interface Session {
  /** The value of the `sid` cookie, of the form `<org id>!…`. */
  sid: string;
  person: Person;
  org: Org;
  /** The admin who uses Salesforce as this user; absent for an ordinary session. */
  loginAs: boolean;
  signedInOver: SignedInOver;
  /** Unix time in ms of the last request. */
  lastUsed: number;
  /** What the error page shows to this browser if its URL has no reason. */
  bareError: 'expired' | 'general';
}

export interface CookieOptions {
  /** The username of an admin who acts as the user. */
  loginAs?: boolean;
  /** The host to sign in on, instead of the user's My Domain or the first site for partners. */
  host?: string;
}

export interface Sessions {
  open(username: string, more?: Partial<Pick<Session, 'loginAs' | 'signedInOver'>>): Session;
  /** Returns the session; undefined if there is none or if it timed out. */
  of(request: SimRequest): Session | undefined;
  called(sid: string): Session | undefined;
  /** Returns the user of a session, even if it timed out. */
  known(request: SimRequest): Session | undefined;
  /** Signs a user in without the login page, and returns the cookie. */
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

/** Returns who checks the password that this user enters. */
export function overPassword({ delegatedAuthentication }: Person): SignedInOver {
  return delegatedAuthentication ? 'gateway' : 'password';
}

/**
 * Returns the cookie, which is for one host as at Salesforce. SameSite is `None`, because single
 * sign-on ends with a post from another site.
 */
export function sidCookie(sid: string): string {
  return `sid=${sid}; Path=/; Secure; HttpOnly; SameSite=None`;
}

export const noCookie = 'sid=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0';
