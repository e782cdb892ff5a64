/**
 * Possible causes of the errors for which Salesforce gives no reason, and the evidence that
 * separates them. Vendors and Salesforce's help report the causes. The weights are estimates of
 * this project, by the number of independent reports.
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
/**
 * Most users with these errors come from this guide. Its causes set `namedFor`, so they stay
 * listed.
 */
const clay: Source = {
  title: 'Clay: Salesforce integration FAQs',
  url: 'https://university.clay.com/docs/salesforce-integration-faqs',
  accessedOn,
};
const statuses: Source = { title: 'Salesforce object reference: login statuses of event log files', accessedOn };

const answers: Source = { title: 'Answers of Salesforce, quoted by app developers', accessedOn };
const refreshed: Source = {
  title: 'Report by users of the hosted MCP servers',
  url: 'https://github.com/forcedotcom/mcp-hosted/issues/33',
  accessedOn: '2026-11-26',
};

type Likelihoods = CauseRule['likelihoods'];

/** Errors that give no reason. */
const general: Likelihoods = { 'error:salesforce-approval-error': 1, 'error:salesforce-oauth-error': 1, 'error:unknown': 1 };
/** A code of the error page and of the token endpoint. */
const client: Likelihoods = { 'error:salesforce-invalid-client': 1 };
/** Some short error texts at the authorize URL; one of them was reported to be saved as a file. */
const file: Likelihoods = { 'error:download': 1 };
/** A code of the token endpoint only. */
const grant: Likelihoods = { 'error:salesforce-invalid-grant': 1 };
/**
 * The cause lies with one user (`oneUser`), or with the app or org and so affects everybody
 * (`wholeOrg`).
 */
const oneUser: Likelihoods = { 'answer:colleague:works': 3, 'answer:colleague:fails': 0.3 };
const wholeOrg: Likelihoods = { 'answer:colleague:works': 0.2, 'answer:colleague:fails': 2 };
/** The cause needs an app that is installed and not blocked in the org's list. */
const installed: Likelihoods = { 'answer:listed:uninstall': 2, 'answer:listed:install': 0.1, 'answer:listed:absent': 0.3 };
/** The cause may stop the request before the app appears in the org's list. */
const beforeListed: Likelihoods = { 'answer:listed:uninstall': 1.5, 'answer:listed:install': 0.1, 'answer:listed:absent': 1.5 };
/** The cause stops a new connection (`atFirst`), or one that has worked before (`later`). */
const atFirst: Likelihoods = { 'answer:worked:no': 1.5, 'answer:worked:yes': 0.2 };
const later: Likelihoods = { 'answer:worked:no': 0.05, 'answer:worked:yes': 3 };
/** The status of the login history that belongs to the cause. */
const status = (answer: string): Likelihoods => ({ [`answer:history:${answer}`]: 25, 'answer:history:other': 0.3 });

const cause = ({ likelihoods, ...rest }: Omit<CauseRule, 'likelihoods'> & { likelihoods: readonly Likelihoods[] }): CauseRule => ({
  ...rest,
  likelihoods: Object.assign({}, ...likelihoods),
});

/**
 * The two situations for which Clay's guide names causes: the error page without a reason, and an
 * app that is missing from the org's list.
 */
const generic: Signal = 'error:salesforce-approval-error';
const notListed: Signal = 'answer:listed:absent';

/** All causes, the most frequent ones of an error first. */
export const causes: readonly CauseRule[] = [
  cause({
    id: 'salesforce-app-not-installed',
    actor: 'salesforce-admin',
    prior: 40,
    namedFor: [generic, notListed],
    source: usage,
    likelihoods: [
      general,
      client,
      wholeOrg,
      atFirst,
      {
        'answer:listed:uninstall': 0,
        'answer:listed:install': 4,
        'answer:listed:absent': 1.5,
        'answer:listed:unblock': 0.1,
      },
    ],
  }),
  cause({
    id: 'salesforce-client-secret-wrong',
    actor: 'app-vendor',
    prior: 45,
    source: answers,
    likelihoods: [client, wholeOrg, { 'observed:error-page': 0, 'answer:worked:yes': 2 }],
  }),
  cause({
    id: 'salesforce-scope-not-allowed',
    actor: 'app-vendor',
    prior: 12,
    source: vendors,
    likelihoods: [general, wholeOrg, installed],
  }),
  cause({
    id: 'salesforce-package-missing',
    actor: 'salesforce-admin',
    prior: 8,
    source: statuses,
    likelihoods: [
      client,
      wholeOrg,
      atFirst,
      {
        'answer:listed:absent': 2,
        'answer:listed:uninstall': 0.1,
      },
    ],
  }),
  cause({
    id: 'salesforce-user-not-approved',
    actor: 'salesforce-admin',
    prior: 8,
    source: usage,
    likelihoods: [general, oneUser, installed, status('not-approved')],
  }),
  cause({
    id: 'salesforce-integration-user-refused',
    actor: 'salesforce-admin',
    prior: 8,
    namedFor: [generic],
    source: clay,
    likelihoods: [
      general,
      oneUser,
      {
        'answer:who:integration': 8,
        'answer:who:own': 0,
        'observed:integration-user': 12,
        'observed:service-name': 3,
        'observed:full-user': 0,
      },
    ],
  }),
  cause({
    id: 'salesforce-app-blocked',
    actor: 'salesforce-admin',
    prior: 6,
    namedFor: [notListed],
    source: vendors,
    likelihoods: [
      general,
      wholeOrg,
      {
        'answer:listed:unblock': 20,
        'answer:listed:uninstall': 0.3,
        'observed:api-access-control': 4,
      },
    ],
  }),
  cause({
    id: 'salesforce-client-unknown',
    actor: 'app-vendor',
    prior: 6,
    source: vendors,
    likelihoods: [
      client,
      file,
      wholeOrg,
      {
        'answer:listed:absent': 1.5,
        'observed:other-org': 3,
      },
    ],
  }),
  cause({
    id: 'salesforce-sandbox-refreshed',
    actor: 'salesforce-admin',
    prior: 3,
    source: refreshed,
    likelihoods: [client, grant, wholeOrg, later, { 'observed:sandbox': 10, 'answer:worked:yes': 5 }],
  }),
  cause({
    id: 'salesforce-other-org-session',
    actor: 'you',
    prior: 4,
    source: vendors,
    likelihoods: [
      general,
      client,
      oneUser,
      {
        'observed:other-org': 12,
        'observed:no-sign-in': 2,
        'observed:same-org': 0.3,
        'answer:listed:absent': 2,
      },
    ],
  }),
  cause({
    id: 'salesforce-sso-enforced',
    actor: 'salesforce-admin',
    prior: 6,
    namedFor: [generic, notListed],
    source: clay,
    likelihoods: [
      general,
      beforeListed,
      {
        'answer:sign-in:sso': 3,
        'answer:sign-in:password': 0.1,
        'observed:sso': 3,
        'observed:password': 0.2,
        'observed:sso-only': 2,
        'observed:generic-host': 1.2,
      },
    ],
  }),
  cause({
    id: 'salesforce-ip-refused',
    actor: 'salesforce-admin',
    prior: 5,
    namedFor: [notListed],
    source: clay,
    likelihoods: [general, grant, oneUser, beforeListed, status('ip')],
  }),
  cause({
    id: 'salesforce-session-policy',
    actor: 'salesforce-admin',
    prior: 3,
    source: clay,
    likelihoods: [general, beforeListed, status('verification')],
  }),
  cause({
    id: 'salesforce-login-hours',
    actor: 'salesforce-admin',
    prior: 2,
    namedFor: [notListed],
    source: clay,
    likelihoods: [general, grant, oneUser, beforeListed, status('time')],
  }),
  cause({
    id: 'salesforce-transaction-security',
    actor: 'salesforce-admin',
    prior: 2,
    namedFor: [notListed],
    source: clay,
    likelihoods: [general, oneUser, beforeListed, status('policy')],
  }),
  cause({
    id: 'salesforce-approval-expired',
    actor: 'you',
    prior: 3,
    source: vendors,
    likelihoods: [general, { 'observed:slow': 10, 'observed:quick': 0.1 }],
  }),
  cause({
    id: 'salesforce-insufficient-privileges',
    actor: 'you',
    prior: 1,
    source: vendors,
    likelihoods: [general, { 'answer:who:login-as': 60, 'answer:who:own': 0 }],
  }),
  cause({
    id: 'salesforce-refresh-token-invalid',
    actor: 'you',
    prior: 12,
    source: answers,
    likelihoods: [grant, later],
  }),
  cause({
    id: 'salesforce-code-expired',
    actor: 'you',
    prior: 10,
    source: vendors,
    likelihoods: [grant, atFirst, { 'observed:slow': 3, 'answer:worked:no': 4 }],
  }),
  cause({
    id: 'salesforce-consumer-not-approved',
    actor: 'salesforce-admin',
    prior: 5,
    source: vendors,
    likelihoods: [grant, oneUser, status('not-approved')],
  }),
  cause({
    id: 'salesforce-code-challenge-missing',
    actor: 'app-vendor',
    prior: 60,
    source: answers,
    likelihoods: [
      file,
      wholeOrg,
      {
        'observed:no-code-challenge': 3,
        'observed:code-challenge': 0.02,
      },
    ],
  }),
];

/**
 * The questions. The engine asks at most four, the one that separates the remaining causes best
 * first.
 */
export const questions: readonly Question[] = [
  { id: 'listed', answers: ['install', 'uninstall', 'unblock', 'absent'] },
  { id: 'who', answers: ['own', 'integration', 'login-as'] },
  { id: 'worked', answers: ['no', 'yes'] },
  { id: 'colleague', answers: ['works', 'fails'] },
  { id: 'sign-in', answers: ['password', 'sso'] },
  { id: 'history', answers: ['ip', 'time', 'not-approved', 'verification', 'policy', 'other'], isSlow: true },
];
