/**
 * Possible causes of the errors for which HubSpot gives no reason or no scope, and the evidence that
 * separates them. What the authorization request contains is evidence too: a scope that needs a
 * plan, is retired or misspelled. The weights are estimates of this project.
 */

import type { Source } from '../contract/catalogue';
import type { CauseRule, Evidence, Question, Signal } from '../contract/diagnosis';
import { blockers } from './blockers';
import { findScope } from './scopes';

const accessedOn = '2026-11-26';

const helpCenter: Source = {
  title: 'HubSpot Knowledge Base: errors when connecting an app',
  url: 'https://knowledge.hubspot.com/integrations/resolve-a-request-for-integration-permissions-error',
  accessedOn,
};
const oauthFaq: Source = {
  title: 'HubSpot Community: HubSpot OAuth FAQ',
  url: 'https://community.hubspot.com/t5/APIs-Integrations/HubSpot-OAuth-FAQ/m-p/262729',
  accessedOn,
};
const installPermission: Source = {
  title: 'HubSpot changelog: permission requirements for installing apps',
  url: 'https://developers.hubspot.com/changelog/new-permission-requirements-for-installing-public-apps',
  accessedOn: '2026-11-22',
};
const governance: Source = {
  title: 'HubSpot Knowledge Base: access of apps (beta)',
  url: 'https://knowledge.hubspot.com/integrations/manage-access-to-apps',
  accessedOn,
};
const distribution: Source = {
  title: 'HubSpot developer documentation: manage apps in HubSpot',
  url: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/manage-apps-in-hubspot',
  accessedOn,
};
const sensitiveData: Source = {
  title: 'HubSpot developer documentation: sensitive data',
  url: 'https://developers.hubspot.com/docs/api-reference/latest/crm/properties/sensitive-data',
  accessedOn,
};
const reports: Source = { title: 'Reports by app users and developers', accessedOn: '2026-11-22' };

type Likelihoods = CauseRule['likelihoods'];

/** What HubSpot's page about missing permissions lists. */
const listsTools = 'observed:hubspot-lists-tools';
const listsMarketplace = 'observed:hubspot-lists-marketplace';

/** The errors that have several causes. */
const heading = 'error:hubspot-connection-failed';
const validation = 'error:hubspot-validation-failed';
const permission = 'error:hubspot-permission-refused';
const role = 'error:hubspot-role-cannot-grant';
const plan = 'error:hubspot-plan-missing';
const mismatch = 'error:hubspot-scope-mismatch';
const scopeName = 'error:hubspot-invalid-scope-name';
const invalidScope = 'error:oauth-invalid-scope';

/** What the sentence below HubSpot's heading mentions, if the cause is behind it. */
function sentence(answer: 'scopes' | 'access' | 'plan' | 'app'): Likelihoods {
  const likelihoods: Partial<Record<Signal, number>> = {};
  for (const one of ['scopes', 'access', 'plan', 'app']) likelihoods[`answer:hubspot-sentence:${one}`] = one === answer ? 5 : 0.1;
  return likelihoods;
}

/** The request or the app's settings are wrong, so every user and every account fails. */
const everyone: Likelihoods = {
  'answer:hubspot-admin:works': 0.2,
  'answer:hubspot-admin:fails': 1.5,
  'answer:hubspot-account:works': 0.1,
  'answer:hubspot-account:test': 0.2,
  'answer:hubspot-account:fails': 2,
  'answer:hubspot-retry:works': 0.1,
};
/** Only the user lacks something. */
const oneUser: Likelihoods = {
  'answer:hubspot-admin:works': 5,
  'answer:hubspot-admin:fails': 0.1,
  'answer:hubspot-role:super-admin': 0.05,
};
/** Only the account lacks something, whoever connects. */
const oneAccount: Likelihoods = {
  'answer:hubspot-admin:works': 0.1,
  'answer:hubspot-admin:fails': 1.5,
  'answer:hubspot-account:works': 3,
  'answer:hubspot-account:fails': 0.3,
  'answer:hubspot-retry:works': 0.1,
};
/** The link was not made by the app a moment ago. */
const oldLink: Likelihoods = { 'answer:hubspot-link:saved': 3, 'answer:hubspot-link:app': 0.7 };
const ownApp: Likelihoods = { 'answer:hubspot-link:own': 3 };

/** HubSpot's page lists permissions of tools, or access to the marketplace; read or answered. */
const listed = (tools: number, marketplace: number): Likelihoods => ({
  'answer:hubspot-listed-permissions:tools': tools,
  'answer:hubspot-listed-permissions:marketplace': marketplace,
  [listsTools]: tools,
  [listsMarketplace]: marketplace,
});

interface Row extends Omit<CauseRule, 'likelihoods'> {
  likelihoods: readonly Likelihoods[];
}
const cause = ({ likelihoods, ...rest }: Row): CauseRule => ({ ...rest, likelihoods: Object.assign({}, ...likelihoods) });

/** How strongly each finding about the request suggests that the scope in it is the refused one. */
const refusedScopes: Readonly<Record<string, number>> = {
  'hubspot-comma-joined-scopes': 3_000,
  'hubspot-misspelled-scope': 2_000,
  'hubspot-retired-scope': 2_000,
  'hubspot-not-requestable-scope': 1_000,
  'unknown-scopes': 1_000,
};
const observed = (factors: Readonly<Record<string, number>>): Likelihoods =>
  Object.fromEntries(Object.entries(factors).map(([id, factor]) => [`observed:${id}`, factor]));

/** All causes, the most frequent ones first. */
export const causes: readonly CauseRule[] = [
  cause({
    id: 'hubspot-user-permissions',
    actor: 'hubspot-super-admin',
    fewerScopesMayHelp: true,
    prior: 10,
    source: helpCenter,
    likelihoods: [{ [heading]: 0.8, [permission]: 1, [role]: 1 }, sentence('access'), oneUser, listed(4, 0.1)],
  }),
  cause({
    id: 'hubspot-scopes-insufficient',
    actor: 'app-vendor',
    prior: 8,
    source: helpCenter,
    likelihoods: [{ [heading]: 1 }, sentence('scopes'), everyone, oldLink, { 'observed:hubspot-required-not-in-scope': 10 }],
  }),
  cause({
    id: 'hubspot-scope-mismatch',
    actor: 'app-vendor',
    prior: 8,
    source: helpCenter,
    likelihoods: [
      { [heading]: 1, [mismatch]: 1, [invalidScope]: 1 },
      sentence('scopes'),
      everyone,
      ownApp,
      // Any of these may be the scope that the app's settings lack.
      observed({
        'hubspot-misspelled-scope': 3,
        'hubspot-retired-scope': 3,
        'hubspot-not-requestable-scope': 3,
        'hubspot-scope-on-request': 3,
        'hubspot-required-not-in-scope': 2,
        'unknown-scopes': 3,
      }),
    ],
  }),
  cause({
    id: 'hubspot-plan-missing',
    actor: 'hubspot-super-admin',
    prior: 6,
    source: oauthFaq,
    likelihoods: [
      { [heading]: 1, [permission]: 0.5, [role]: 1, [plan]: 3 },
      sentence('plan'),
      oneAccount,
      {
        'answer:hubspot-role:super-admin': 1.5,
        'answer:hubspot-plan:free': 2.5,
        'answer:hubspot-plan:starter': 1.5,
        'answer:hubspot-plan:professional': 0.7,
        'answer:hubspot-plan:enterprise': 0.05,
        ...listed(0.5, 0.1),
        'observed:hubspot-plan-not-stated': 2,
        'observed:hubspot-plan-refuses-connection': 8,
        'observed:hubspot-plan-satisfied': 0.1,
        'observed:hubspot-no-paid-scope': 0.1,
      },
    ],
  }),
  cause({
    id: 'hubspot-governance-not-approved',
    actor: 'hubspot-super-admin',
    prior: 4,
    source: governance,
    likelihoods: [
      { [heading]: 1, [permission]: 0.8 },
      sentence('access'),
      {
        'answer:hubspot-approved:yes': 0.05,
        'answer:hubspot-approved:no': 12,
        'answer:hubspot-approved:no-tab': 0.05,
        'answer:hubspot-admin:works': 1.5,
        ...listed(0.1, 0.2),
        'answer:hubspot-listed-permissions:none': 2,
      },
    ],
  }),
  cause({
    id: 'hubspot-marketplace-access',
    actor: 'hubspot-super-admin',
    prior: 4,
    source: installPermission,
    likelihoods: [{ [heading]: 0.5, [permission]: 1 }, sentence('access'), oneUser, listed(0.1, 8)],
  }),
  cause({
    id: 'hubspot-redirect-mismatch',
    actor: 'app-vendor',
    prior: 3,
    source: reports,
    likelihoods: [{ [heading]: 1 }, sentence('app'), everyone, ownApp],
  }),
  cause({
    id: 'hubspot-invalid-client',
    actor: 'app-vendor',
    prior: 3,
    source: reports,
    likelihoods: [{ [heading]: 1 }, sentence('app'), everyone, oldLink],
  }),
  cause({
    id: 'hubspot-acceptable-use-policy',
    actor: 'app-vendor',
    prior: 2,
    source: distribution,
    likelihoods: [
      { [heading]: 1, [validation]: 1 },
      sentence('app'),
      everyone,
      { 'answer:hubspot-account:test': 12, 'answer:hubspot-account:fails': 1, 'answer:hubspot-link:saved': 0.7 },
    ],
  }),
  cause({
    id: 'hubspot-install-limit',
    actor: 'app-vendor',
    prior: 1,
    source: distribution,
    likelihoods: [
      { [heading]: 1, [validation]: 2 },
      sentence('app'),
      everyone,
      {
        'answer:hubspot-account:works': 6,
        'answer:hubspot-account:test': 1,
        'answer:hubspot-account:fails': 0.5,
        'answer:hubspot-link:vendor': 3,
      },
    ],
  }),
  cause({
    id: 'hubspot-temporary-failure',
    actor: 'you',
    prior: 4,
    source: reports,
    likelihoods: [
      { [heading]: 0.3, [validation]: 1 },
      sentence('app'),
      { 'answer:hubspot-retry:works': 20, 'answer:hubspot-retry:fails': 0.1 },
    ],
  }),
  cause({
    id: 'hubspot-wrong-account',
    actor: 'you',
    prior: 2,
    source: oauthFaq,
    likelihoods: [
      { [heading]: 0.5, [plan]: 1 },
      sentence('plan'),
      oneAccount,
      {
        'answer:hubspot-account:works': 4,
        'answer:hubspot-account:test': 2,
        'answer:hubspot-plan:enterprise': 3,
        'answer:hubspot-plan:professional': 1.2,
      },
    ],
  }),
  cause({
    id: 'hubspot-sensitive-data-off',
    actor: 'hubspot-super-admin',
    prior: 0.2,
    source: sensitiveData,
    likelihoods: [
      { [heading]: 1, [plan]: 2 },
      sentence('plan'),
      oneAccount,
      { 'answer:hubspot-plan:enterprise': 2, 'answer:hubspot-plan:free': 0.3, 'observed:hubspot-sensitive-scopes': 60 },
    ],
  }),
  cause({
    id: 'hubspot-invalid-scope-name',
    actor: 'app-vendor',
    prior: 10,
    source: reports,
    likelihoods: [{ [heading]: 0.2, [scopeName]: 1, [invalidScope]: 0.8 }, sentence('scopes'), everyone, ownApp],
  }),
  cause({
    id: 'hubspot-scope-list-empty',
    actor: 'app-vendor',
    prior: 3,
    source: reports,
    likelihoods: [
      { [scopeName]: 1 },
      everyone,
      ownApp,
      {
        'answer:hubspot-link:app': 0.3,
        'answer:hubspot-link:vendor': 0.3,
        'observed:hubspot-no-scopes': 500,
        'observed:hubspot-has-scopes': 0,
      },
    ],
  }),
  cause({
    id: 'hubspot-retired-scope',
    actor: 'app-vendor',
    prior: 3,
    source: reports,
    likelihoods: [
      { [scopeName]: 1, [invalidScope]: 1 },
      everyone,
      { 'answer:hubspot-link:saved': 8, 'answer:hubspot-link:app': 0.5 },
      { 'observed:hubspot-retired-scope': 100, 'observed:hubspot-usual-scopes': 0.02 },
    ],
  }),
  ...Object.entries(refusedScopes)
    .filter(([id]) => id !== 'hubspot-retired-scope')
    .map(([id, factor]) =>
      cause({
        id,
        actor: 'app-vendor',
        prior: 0.05,
        source: reports,
        likelihoods: [{ [scopeName]: 1, [invalidScope]: 1 }, everyone, ownApp, observed({ [id]: factor })],
      }),
    ),
];

/**
 * The questions. The engine asks at most four, the one that separates the remaining causes best
 * first.
 */
export const questions: readonly Question[] = [
  { id: 'hubspot-sentence', answers: ['scopes', 'access', 'plan', 'app'], errors: [heading] },
  { id: 'hubspot-role', answers: ['super-admin', 'other'] },
  { id: 'hubspot-admin', answers: ['works', 'fails'] },
  { id: 'hubspot-account', answers: ['works', 'test', 'fails'] },
  { id: 'hubspot-plan', answers: ['free', 'starter', 'professional', 'enterprise'] },
  {
    id: 'hubspot-listed-permissions',
    answers: ['tools', 'marketplace', 'none'],
    errors: [heading, permission],
    answeredBy: [listsTools, listsMarketplace],
  },
  { id: 'hubspot-approved', answers: ['yes', 'no', 'no-tab'] },
  { id: 'hubspot-link', answers: ['app', 'vendor', 'saved', 'own'] },
  { id: 'hubspot-retry', answers: ['works', 'fails'] },
];

const weighed: ReadonlySet<string> = new Set(causes.flatMap(({ likelihoods }) => Object.keys(likelihoods)));

/** Returns the signals of the page and of the request. */
export function signals(evidence: Evidence): Signal[] {
  return [...signalsOfPage(evidence), ...signalsOfRequest(evidence)];
}

/** The beginning of HubSpot's sentence above the list of missing permissions. */
const permissionSentence = /^you don['’]t have (?:the right permissions? to install|permission to connect) /i;

/**
 * What the page about missing permissions lists; empty on any other page. If it lists tools, too,
 * access to the marketplace alone is not the cause.
 */
function signalsOfPage({ snapshot }: Evidence): Signal[] {
  if (!snapshot || snapshot.lines.length === 0) return [];
  const isList = [...snapshot.headings, ...snapshot.paragraphs].some((text) => permissionSentence.test(text));
  if (!isList) return [];
  return [snapshot.lines.every((line) => /\bmarketplace\b/i.test(line)) ? listsMarketplace : listsTools];
}

/**
 * The signals of the request: one for each finding that a cause weighs, and what the scopes have in
 * common. Empty if no request is known, because nothing can be concluded from absent scopes then.
 */
function signalsOfRequest(evidence: Evidence): Signal[] {
  const { request } = evidence;
  if (request.url === '' && request.scopes.length === 0) return [];
  const ids = request.scopes.map(({ id }) => id);
  const known = request.scopes.flatMap(({ id, locked }) => {
    const scope = findScope(id);
    return scope ? [{ scope, locked }] : [];
  });
  const findings = blockers(evidence).map(({ id }) => id);
  const isUnknown = ids.some((id) => findScope(id) === undefined && !id.includes(','));
  const needsPlan = known.some(({ scope, locked }) => locked && scope.plans?.length);
  const names = [
    ...findings,
    ...(isUnknown ? ['unknown-scopes'] : []),
    ids.length > 0 ? 'hubspot-has-scopes' : 'hubspot-no-scopes',
    ...(!isUnknown && !findings.some((id) => Object.hasOwn(refusedScopes, id)) ? ['hubspot-usual-scopes'] : []),
    ...(ids.length > 0 && !needsPlan && !isUnknown ? ['hubspot-no-paid-scope'] : []),
    ...(needsPlan && !findings.some((id) => ['hubspot-plan-refuses-connection', 'hubspot-plan-not-stated'].includes(id))
      ? ['hubspot-plan-satisfied']
      : []),
    ...(known.some(({ scope }) => scope.sensitivity) ? ['hubspot-sensitive-scopes'] : []),
  ];
  return names.map((name): Signal => `observed:${name}`).filter((signal) => weighed.has(signal));
}
