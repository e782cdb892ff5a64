import { type SalesforceApp, salesforceApps } from './apps';
import { type Org, orgs } from './orgs';
import { type Person, people } from './people';
import type { Approval } from './tokens';

export type SalesforceLanguage = 'en' | 'de' | 'fr' | 'es' | 'ja';

/** The settings that a test may change. Each request reads them again. */
export interface SalesforceState {
  language: SalesforceLanguage;
  /** Which generation of scope lines the approval page shows. */
  wording: 'current' | 'older';
  /** `unknown` is a redesigned approval page with none of the known IDs. */
  layout: 'current' | 'unknown';
  /** Both spellings are in use on the error page. */
  errorSpelling: 'occured' | 'occurred';
  /** How the authorize URL redirects the browser: with a 302, or with a small page and a script. */
  sendsOnBy: 'redirect' | 'script';
  /**
   * How a browser treats the response to a missing code challenge. It has no content type, and one
   * browser saved it.
   */
  missingChallenge: 'file' | 'text';
  /**
   * What happens to an Integration User; see `integrationUserMayFinish` for the contradicting
   * reports.
   */
  integrationUsers: 'error-page' | 'login-refused' | 'allowed';
  /**
   * Whether the login page shows the status of Login History or one sentence for everything. It is
   * not known which of them is real.
   */
  loginMessages: 'status' | 'general';
  /**
   * Where the login form appears after a refusal: at its own URL with `startURL`, or at a bare `/`.
   * Both occur in public scripts, so each is a stand-in.
   */
  loginAnswersAt: 'start-url' | 'root';
  /**
   * How many sign-ins a user has. Salesforce allows 3600 per hour; here they are never restored.
   */
  loginLimit: number;
  /**
   * The response of the public configuration. `slow` never responds, and `without-login-page` has
   * null instead of the login page.
   */
  authConfiguration: 'ok' | 'without-login-page' | 'slow' | 'broken' | 'absent';
  /** The response of `userinfo`. `slow` never responds. */
  userinfo: 'ok' | 'slow' | 'broken';
  /**
   * The status without a valid session for the host. A public record has one word and 403; 401 is
   * the response of the other APIs.
   */
  userinfoRefusal: 403 | 401;
  /** How long a user may take from the authorize URL to the click, in ms. */
  approvalLifetimeMs: number;
  codeLifetimeMs: number;
  apps: SalesforceApp[];
  orgs: Org[];
  people: Person[];
  /** The approvals that were granted and not revoked, oldest first. */
  approvals: Approval[];
}

export function createSalesforceState(): SalesforceState {
  return {
    language: 'en',
    wording: 'current',
    layout: 'current',
    errorSpelling: 'occured',
    sendsOnBy: 'redirect',
    missingChallenge: 'file',
    integrationUsers: 'error-page',
    loginMessages: 'status',
    loginAnswersAt: 'start-url',
    loginLimit: 3600,
    authConfiguration: 'ok',
    userinfo: 'ok',
    userinfoRefusal: 403,
    approvalLifetimeMs: 10 * 60 * 1000,
    codeLifetimeMs: 15 * 60 * 1000,
    apps: structuredClone([...salesforceApps]),
    orgs: structuredClone([...orgs]),
    people: structuredClone([...people]),
    approvals: [],
  };
}

/**
 * Returns the org with this My Domain, so that a test can change it. It throws if there is none.
 */
export function orgAt(state: SalesforceState, host: string): Org {
  const org = state.orgs.find((candidate) => candidate.host === host);
  if (!org) throw new Error(`No org at ${host} in the simulator.`);
  return org;
}

/** Returns the user with this username. It throws if there is none. */
export function personCalled(state: SalesforceState, username: string): Person {
  const person = state.people.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`Nobody is called ${username} in the simulated Salesforce.`);
  return person;
}
