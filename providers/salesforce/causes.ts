/**
 * What hides behind the errors that Salesforce uses for everything, and what tells it apart. Which causes there are is reported by
 * vendors and Salesforce's help; the weights are our estimate of how often each is it, by the number of independent reports.
 */

import type { Source } from '../contract/catalogue';
import type { CauseRule, Question, Signal } from '../contract/diagnosis';

const accessedOn = '2026-11-22';
const vendors: Source = { title: 'Causes that app vendors report for this error', accessedOn };
const usage: Source = {
  title: 'Salesforce Help: restrictions of connected app usage',
  url: 'https://help.salesforce.com/s/articleView?id=005132365&type=1',
  accessedOn,
};
/** The guide from which most users of this page come. A cause that it names for an error is never left out of the list. */
const clay: Source = {
  title: 'Clay: Salesforce integration FAQs',
  url: 'https://university.clay.com/docs/salesforce-integration-faqs',
  accessedOn,
};
const statuses: Source = { title: 'Salesforce object reference: login statuses of event log files', accessedOn };

const answers: Source = { title: 'Answers of Salesforce, quoted by app developers', accessedOn };

type Likelihoods = CauseRule['likelihoods'];

/** The errors that say nothing of their cause. */
const general: Likelihoods = { 'error:salesforce-approval-error': 1, 'error:unknown': 1 };
const client: Likelihoods = { 'error:salesforce-invalid-client': 1 };
/** Short texts at the authorize URL. One of them was saved as a file; the others are mostly shown. */
const file: Likelihoods = { 'error:download': 1 };
const grant: Likelihoods = { 'error:salesforce-invalid-grant': 1 };
/** It is the user and not the app, or the other way round. */
const oneUser: Likelihoods = { 'answer:colleague:works': 3, 'answer:colleague:fails': 0.3 };
const wholeOrg: Likelihoods = { 'answer:colleague:works': 0.2, 'answer:colleague:fails': 2 };
/** The app stands in the org's list as it should. */
const installed: Likelihoods = { 'answer:listed:uninstall': 2, 'answer:listed:install': 0.1, 'answer:listed:absent': 0.3 };
/** It may refuse the request before the app reaches the org's list. */
const beforeListed: Likelihoods = { 'answer:listed:uninstall': 1.5, 'answer:listed:install': 0.1, 'answer:listed:absent': 1.5 };
const afterSignIn: Likelihoods = { 'answer:stopped:login': 0.1, 'answer:stopped:home': 0.1 };
const atLogin: Likelihoods = {
  'answer:stopped:login': 6,
  'answer:stopped:home': 0.5,
  'answer:stopped:error-page': 0.2,
  'observed:error-page': 0.2,
};

const cause = (id: string, actor: CauseRule['actor'], prior: number, source: Source, ...likelihoods: Likelihoods[]): CauseRule => ({
  id,
  actor,
  prior,
  likelihoods: Object.assign({}, ...likelihoods),
  namedFor: namedFor[id] ?? [],
  source,
});

/** The causes that Clay's guide names for the error page without a reason, and for an app that is missing from the org's list. */
const generic: Signal = 'error:salesforce-approval-error';
const notListed: Signal = 'answer:listed:absent';
const namedFor: Readonly<Record<string, readonly Signal[]>> = {
  'salesforce-app-not-installed': [generic, notListed],
  'integration-user-refused': [generic],
  'sso-enforced': [generic, notListed],
  'salesforce-app-blocked': [notListed],
  'salesforce-ip-refused': [notListed],
  'salesforce-login-hours': [notListed],
  'salesforce-transaction-security': [notListed],
};

/** Most frequent first. */
export const causes: readonly CauseRule[] = [
  cause('salesforce-app-not-installed', 'salesforce-admin', 40, usage, general, client, wholeOrg, afterSignIn, {
    'answer:listed:uninstall': 0,
    'answer:listed:install': 4,
    'answer:listed:absent': 1.5,
    'answer:listed:unblock': 0.1,
  }),
  cause('salesforce-scope-not-allowed', 'app-vendor', 12, vendors, general, wholeOrg, installed, afterSignIn),
  cause('salesforce-package-missing', 'salesforce-admin', 8, statuses, client, wholeOrg, {
    'answer:listed:absent': 2,
    'answer:listed:uninstall': 0.1,
  }),
  cause('salesforce-user-not-approved', 'salesforce-admin', 8, usage, general, oneUser, installed, afterSignIn),
  cause('integration-user-refused', 'salesforce-admin', 8, clay, general, oneUser, {
    'answer:who:integration': 8,
    'answer:who:own': 0,
    'observed:integration-user': 12,
    'observed:service-name': 3,
    'observed:full-user': 0,
  }),
  cause('salesforce-app-blocked', 'salesforce-admin', 6, vendors, general, wholeOrg, afterSignIn, {
    'answer:listed:unblock': 20,
    'answer:listed:uninstall': 0.3,
    'observed:api-access-control': 4,
  }),
  cause('salesforce-client-unknown', 'app-vendor', 6, vendors, client, file, wholeOrg, {
    'answer:listed:absent': 1.5,
    'observed:other-org': 3,
  }),
  cause('salesforce-external-app-not-found', 'salesforce-admin', 4, vendors, client, wholeOrg, { 'answer:listed:absent': 1.5 }),
  cause('other-org-session', 'you', 4, vendors, general, client, oneUser, {
    'observed:other-org': 12,
    'observed:no-sign-in': 2,
    'observed:same-org': 0.3,
    'answer:listed:absent': 2,
  }),
  cause('sso-enforced', 'salesforce-admin', 6, clay, general, beforeListed, {
    'answer:sign-in:sso': 3,
    'answer:sign-in:password': 0.1,
    'observed:sso': 3,
    'observed:password': 0.2,
    'observed:sso-only': 2,
  }),
  cause('salesforce-ip-refused', 'salesforce-admin', 5, clay, general, oneUser, beforeListed),
  cause('session-policy', 'salesforce-admin', 3, clay, general, beforeListed, afterSignIn),
  cause('salesforce-login-hours', 'salesforce-admin', 2, clay, general, oneUser, beforeListed),
  cause('salesforce-transaction-security', 'salesforce-admin', 2, clay, general, oneUser, beforeListed, afterSignIn),
  cause('salesforce-approval-expired', 'you', 3, vendors, general, { 'observed:slow': 10, 'observed:quick': 0.1 }, afterSignIn),
  cause('sso-not-finished', 'salesforce-admin', 3, vendors, { 'error:unknown': 1 }, oneUser, atLogin, {
    'answer:sign-in:sso': 3,
    'answer:sign-in:password': 0,
    'observed:sso': 0.5,
    'observed:password': 0.1,
    'observed:sso-only': 3,
  }),
  cause('sso-relay-state-lost', 'salesforce-admin', 1, vendors, {
    'error:unknown': 1,
    'answer:stopped:home': 60,
    'answer:sign-in:password': 0,
    'observed:error-page': 0,
  }),
  cause(
    'salesforce-login-host-refused',
    'you',
    2,
    vendors,
    { 'error:unknown': 1, 'observed:generic-host': 3, 'observed:error-page': 0 },
    atLogin,
  ),
  cause('salesforce-insufficient-privileges', 'you', 1, vendors, general, { 'answer:who:login-as': 60, 'answer:who:own': 0 }),
  cause('salesforce-code-expired', 'you', 10, vendors, grant, { 'observed:slow': 3 }),
  cause('salesforce-ip-or-hours', 'salesforce-admin', 5, vendors, grant, oneUser),
  cause('salesforce-consumer-not-approved', 'salesforce-admin', 5, vendors, grant, oneUser),
  cause('salesforce-code-challenge-missing', 'app-vendor', 60, answers, file, wholeOrg, {
    'observed:no-code-challenge': 3,
    'observed:code-challenge': 0.02,
  }),
  cause('salesforce-user-inactive', 'salesforce-admin', 2, vendors, grant, oneUser),
];

/** At most four are asked, in the order in which they split what is left. */
export const questions: readonly Question[] = [
  { id: 'listed', answers: ['install', 'uninstall', 'unblock', 'absent'] },
  { id: 'who', answers: ['own', 'integration', 'login-as'] },
  { id: 'colleague', answers: ['works', 'fails'] },
  { id: 'sign-in', answers: ['password', 'sso'] },
  { id: 'stopped', answers: ['login', 'home', 'error-page'] },
];
