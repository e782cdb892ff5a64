import { type SalesforceApp, salesforceApps } from './apps';
import { type Org, orgs } from './orgs';
import { type Person, people } from './people';
import type { Approval } from './tokens';

export type SalesforceLanguage = 'en' | 'de' | 'fr' | 'es' | 'ja';

/** What a test may turn. All values are read at each request. */
export interface SalesforceState {
  language: SalesforceLanguage;
  /** Which generation of scope lines. */
  wording: 'current' | 'older';
  /** `unknown` is an approval page that was redesigned: none of the known ids. */
  layout: 'current' | 'unknown';
  /** Both are in use on the error page. */
  errorSpelling: 'occured' | 'occurred';
  /** How the authorize URL sends the browser on: a 302, or a small page with a script. */
  sendsOnBy: 'redirect' | 'script';
  /** What a browser makes of the answer to a missing code challenge: it has no content type, and one browser saved it. */
  missingChallenge: 'file' | 'text';
  /** What becomes of an Integration User; see `integrationUserMayFinish` for the contradicting reports. */
  integrationUsers: 'error-page' | 'login-refused' | 'allowed';
  /** Whether the login page says what Login History notes, or one sentence for everything. Which of them does is not known. */
  loginMessages: 'status' | 'general';
  /** Where the login form comes back after a refusal: at its own address with `startURL`, or at a bare `/`. A stand-in: both occur. */
  loginAnswersAt: 'start-url' | 'root';
  /** How many sign-ins one person has. An hour has 3600; here they are not given back. */
  loginLimit: number;
  /** The public configuration. `slow` never answers, `without-login-page` has null where that is described. */
  authConfiguration: 'ok' | 'without-login-page' | 'slow' | 'broken' | 'absent';
  /** `slow` never answers. */
  userinfo: 'ok' | 'slow' | 'broken';
  /** Without a session that is good for the host: one word and 403 is on record; 401 is how the other APIs answer. */
  userinfoRefusal: 403 | 401;
  /** How long somebody may take from the authorize URL to the click, in ms. */
  approvalLifetimeMs: number;
  codeLifetimeMs: number;
  apps: SalesforceApp[];
  orgs: Org[];
  people: Person[];
  /** What was allowed and not revoked, oldest first. */
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

/** The org with this My Domain, for a test to change. Throws when there is none. */
export function orgAt(state: SalesforceState, host: string): Org {
  const org = state.orgs.find((candidate) => candidate.host === host);
  if (!org) throw new Error(`No org at ${host} in the simulator.`);
  return org;
}

/** Throws when nobody has this user name. */
export function personCalled(state: SalesforceState, username: string): Person {
  const person = state.people.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`Nobody is called ${username} in the simulated Salesforce.`);
  return person;
}
