/**
 * The guides that users come from, statement by statement: what each says, where the product
 * reflects it, and a check that fails when it no longer does. A statement that a better source
 * contradicts names that source in `where`.
 */
import { describe, expect, it } from 'vitest';
import type { Provider } from '@/providers/contract/provider';
import { hubspot } from '@/providers/hubspot';
import { outreach } from '@/providers/outreach';
import { salesforce } from '@/providers/salesforce';
import en from '@/public/_locales/en/messages.json';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { ReviewInput } from '@/utils/review/review-input';
import { hubspotUrl } from '../providers/hubspot/sample-urls';
import { outreachUrl } from '../providers/outreach/sample-urls';

interface Statement {
  says: string;
  where: string;
  check(): void;
}

const messages = en as Record<string, { message: string } | undefined>;
const t = (key: string) => messages[key]?.message ?? '';
/** Returns title, text and steps of a finding, one part per line. */
const textsOf = (id: string) => ['title', 'text', 'steps'].map((part) => t(`finding_${id.replaceAll('-', '_')}_${part}`)).join('\n');
/** Expects a finding to hold all of the words, in any order. */
const holds =
  (id: string, ...words: (string | RegExp)[]) =>
  () => {
    for (const word of words) expect(textsOf(id)).toMatch(word);
  };

function profileOf(provider: Provider, id: string) {
  const profile = provider.knowledge.apps.find((app) => app.id === id);
  if (!profile) throw new Error(`${provider.name} has no profile ${id}`);
  return profile;
}
const clay = profileOf(hubspot, 'clay');
const clayOnOutreach = profileOf(outreach, 'clay');
const clayOnSalesforce = profileOf(salesforce, 'clay');
const workato = profileOf(hubspot, 'workato');

function review(provider: Provider, url: string, input: Partial<ReviewInput> = {}) {
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ provider, request: parsed.value, isObserved: true, ...input });
}
const clayUrl = hubspotUrl(clay.required, [...clay.optionalOn, ...clay.optionalOff]).replace('app.example.com', 'app.clay.com');
const clayOnHubSpot = (input: Partial<ReviewInput> = {}) => review(hubspot, clayUrl, input);
const scopesBy = (requirement: string) => clayOnHubSpot().scopes.filter((scope) => scope.requirement === requirement);
const preset = (id: string, input: Partial<ReviewInput> = {}) => clayOnHubSpot(input).presets.find((one) => one.id === id)?.keep;
const salesforceUrl = (scope: string) =>
  `https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=1&redirect_uri=${encodeURIComponent('https://app.clay.com/cb')}&scope=${scope}`;

function diagnose(text: string, answers: Record<string, string> = {}) {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return buildReview({ ...pasted.input, answers }).diagnosis;
}
const causes = (text: string, answers: Record<string, string> = {}) => diagnose(text, answers)?.causes.map(({ id }) => id) ?? [];
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC';
const lists =
  (id: string, answers: Record<string, string> = {}) =>
  () =>
    expect(causes(generic, answers)).toContain(id);
const notListed = { listed: 'absent' };

/** https://university.clay.com/docs/oauth-optional-scopes, 2026-04-26 */
const clayScopes: Statement[] = [
  {
    says: 'You control which permissions you grant, and enable only those that your workflows need',
    where: 'editable review with optional rows',
    check: () => {
      expect(clayOnHubSpot().editable).toBe(true);
      expect(clayOnHubSpot().scopes.filter(({ locked }) => !locked)).toHaveLength(11);
    },
  },
  {
    says: 'Write permissions can be turned off if you only read',
    where: 'preset Read-only',
    check: () => {
      const keep = preset('read-only') ?? [];
      expect(keep).toHaveLength(11);
      expect(keep.filter((id) => id.endsWith('.write'))).toEqual([]);
    },
  },
  {
    says: 'Read-only means no write',
    where: 'no Read-only preset where required scopes can change data, and a line that says so',
    check: () => {
      const all = outreachUrl([...clayOnOutreach.required, ...clayOnOutreach.optionalOn], '+', { redirect: 'https://app.clay.com/cb' });
      expect(review(outreach, all).presets.map(({ id }) => id)).not.toContain('read-only');
      expect(t('preset_not_read_only_other')).toMatch(/required scopes can change data/);
    },
  },
  {
    says: 'Special permissions such as sequence automation are enabled only when needed',
    where: 'profile clay on HubSpot, off by default',
    check: () => expect(clay.optionalOff).toEqual(['automation.sequences.enrollments.write', 'automation.sequences.read']),
  },
  {
    says: 'Required scopes cannot be disabled',
    where: 'locked rows',
    check: () => {
      expect(scopesBy('required')).toHaveLength(7);
      expect(scopesBy('required').every(({ locked }) => locked)).toBe(true);
    },
  },
  {
    says: 'Required scopes are shown with a lock, optional ones with a checked or an unchecked box',
    where: 'marks on the page and rows of the review',
    check: () => {
      expect(t('mark_required')).not.toBe('');
      expect(t('mark_kept')).not.toBe('');
      expect(t('mark_pending')).not.toBe('');
    },
  },
  {
    says: 'On HubSpot, viewing contacts, companies and leads is required',
    where: 'profile clay on HubSpot',
    check: () => {
      const ids = ['crm.objects.contacts.read', 'crm.objects.companies.read', 'crm.objects.leads.read'];
      expect(clay.required).toEqual(expect.arrayContaining(ids));
    },
  },
  {
    says: 'Optional scopes that are on by default are preselected and can be unchecked',
    where: 'initial selection',
    check: () => {
      expect(scopesBy('optional-on')).toHaveLength(9);
      expect(scopesBy('optional-on').every(({ id, locked }) => !locked && clayOnHubSpot().selection.includes(id))).toBe(true);
    },
  },
  {
    says: 'Writing contacts and companies is optional and on by default on HubSpot',
    where: 'profile clay on HubSpot',
    check: () => expect(clay.optionalOn).toEqual(expect.arrayContaining(['crm.objects.contacts.write', 'crm.objects.companies.write'])),
  },
  {
    says: 'Optional scopes that are off by default have to be enabled explicitly',
    where: 'initial selection',
    check: () => {
      expect(scopesBy('optional-off')).toHaveLength(2);
      expect(scopesBy('optional-off').filter(({ id }) => clayOnHubSpot().selection.includes(id))).toEqual([]);
    },
  },
  {
    says: 'Start with the defaults',
    where: 'preset App default',
    check: () => expect(preset('app-default')).toHaveLength(16),
  },
  {
    says: 'On reconnecting, the earlier selection is kept and preselected',
    where: 'preset Last selection, and initial selection',
    check: () => {
      const dropped = ['crm.objects.deals.write'];
      const requested = clayOnHubSpot().scopes.map(({ id }) => id);
      const kept = requested.filter((id) => !dropped.includes(id));
      const remembered = { at: 1, requested, required: [], kept, dropped };
      expect(preset('last', { remembered })).toEqual(kept);
      expect(clayOnHubSpot({ remembered }).selection).toEqual(kept);
    },
  },
  {
    says: 'Settings, Connected accounts, Reconnect is where the selection is changed',
    where: 'panel, beside Continue; steps of the API errors',
    check: () => {
      expect(clayOnHubSpot().app.reconnectPath).toBe('Settings → Connected accounts → Reconnect');
      holds('oauth-insufficient-permissions', 'connected accounts', 'Reconnect')();
    },
  },
  {
    says: 'The selection can be changed at any time',
    where: 'panel, beside Continue',
    check: () => {
      expect(t('later_change')).toMatch(/at any time/);
      expect(t('later_change_path')).toMatch(/at any time/);
    },
  },
  {
    says: 'Optional scopes affect new or reconnected connections only',
    where: 'panel, beside Continue',
    check: () => expect(t('later_existing')).toMatch(/new or reconnected connections only/),
  },
  {
    says: 'If an action fails with insufficient permissions, reconnect, enable the scope, complete the flow and retry',
    where: 'popup and terminal, for the pasted error',
    check: () => {
      for (const text of ['insufficient permissions', 'HubSpot: insufficient permissions', 'Outreach: insufficient permissions']) {
        expect(causes(text), text).toEqual(['oauth-insufficient-permissions']);
      }
      holds('oauth-insufficient-permissions', /Reconnect[\s\S]*enable the scope[\s\S]*Complete the OAuth flow[\s\S]*Retry the action/)();
    },
  },
  {
    says: 'The same sentence on Salesforce is never answered with an app that is not installed',
    where: 'popup and terminal, for the pasted error',
    check: () => expect(causes('Salesforce: insufficient permissions')).toEqual(['salesforce-api-permissions']),
  },
  {
    says: 'HubSpot answers MISSING_SCOPES when a scope is missing',
    where: 'API errors of HubSpot, with the ids that the answer names',
    check: () => {
      const body = JSON.stringify({ category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['tickets'] } }] });
      expect(diagnose(body)?.causes.map(({ id, scopes }) => ({ id, scopes }))).toEqual([
        { id: 'hubspot-api-scopes-missing', scopes: ['tickets'] },
      ]);
    },
  },
  {
    says: 'What you disabled and still use fails: the scope is the reason',
    where: 'sentence about each optional scope of the profiles',
    check: () => {
      for (const app of [clay, clayOnOutreach]) {
        const silent = [...app.required, ...app.optionalOn, ...app.optionalOff].filter((id) => !app.impactIfDropped[id]);
        expect(silent).toEqual([]);
      }
    },
  },
  {
    says: 'If changes do not take effect: was the flow completed, retry, disconnect and connect again',
    where: 'panel and popup, after the approval',
    check: () => {
      expect(t('no_effect_complete')).toMatch(/flow was completed/);
      expect(t('no_effect_retry')).toMatch(/Retry/);
      expect(t('no_effect_again')).toMatch(/disconnect the account and connect it again completely/);
    },
  },
  {
    says: 'A scope that is not in the list may be required, not offered by the provider, or a question for support',
    where: 'empty result of the filter',
    check: () => {
      expect(t('filter_empty_text')).toMatch(/required/);
      expect(t('filter_empty_text')).toMatch(/may not offer it/);
      expect(t('filter_empty_text')).toMatch(/ask the app’s vendor/);
    },
  },
  {
    says: 'Optional scopes exist for HubSpot and Outreach',
    where: 'profiles of Clay',
    check: () => {
      expect(clay.optionalOn).toHaveLength(9);
      expect(clayOnOutreach.required).toHaveLength(12);
      expect(clayOnOutreach.optionalOn).toHaveLength(4);
      expect(clayOnSalesforce.optionalOn).toEqual([]);
    },
  },
  {
    says: 'Each connected account can have its own selection',
    where: 'saved selections, by provider, app and account',
    check: () => {
      const other = clayUrl.replace('/oauth/authorize', '/oauth/4711/authorize');
      expect(review(hubspot, other).account).toBe('4711');
    },
  },
];

/** https://university.clay.com/docs/salesforce-integration-faqs, 2026-04-26 */
const clayFaq: Statement[] = [
  {
    says: 'The user needs access to identity information, data via APIs, and requests at any time',
    where: 'Salesforce catalogue: the labels of the approval page',
    check: () => {
      for (const id of ['api', 'id', 'refresh_token'])
        expect(salesforce.knowledge.findScope(id)?.pageLabels?.length, id).toBeGreaterThan(0);
    },
  },
  {
    says: 'Clay requires api, refresh_token, id, openid and profile',
    where: 'profile clay on Salesforce',
    check: () => {
      const found = review(salesforce, salesforceUrl('api%20refresh_token%20id%20openid%20profile'));
      expect(found.scopes.map(({ requirement }) => requirement)).toEqual(Array(5).fill('required'));
      for (const id of clayOnSalesforce.required) expect(clayOnSalesforce.impactIfDropped[id], id).toBeTruthy();
    },
  },
  {
    says: 'offline_access stands beside refresh_token: sources differ',
    where: 'profile clay on Salesforce, by the names that the catalogue knows',
    check: () => {
      const found = review(salesforce, salesforceUrl('api%20offline_access%20id%20openid%20profile'));
      expect(found.scopes.filter(({ requirement }) => requirement === 'undeclared')).toEqual([]);
    },
  },
  {
    says: 'The connection serves everybody in the workspace',
    where: 'finding before the click, salesforce-user-access',
    check: holds('salesforce-user-access', /anyone in the app’s workspace/),
  },
  {
    says: 'Reading and writing are limited to what the connecting user can see and change',
    where: 'finding before the click, salesforce-user-access',
    check: () => {
      const found = review(salesforce, salesforceUrl('api%20id')).findings.find(({ id }) => id === 'salesforce-user-access');
      expect(found && findingText(found, 'text')).toMatch(/everything that this user can/);
      holds('salesforce-user-access', /Connect with a user who can see and change only what the app needs/)();
    },
  },
  {
    says: 'A permission set restricts sensitive fields',
    where: 'finding before the click, salesforce-user-access',
    check: holds('salesforce-user-access', /Restrict sensitive fields .* permission set/),
  },
  {
    says: 'Test with a sandbox first',
    where: 'finding before the click, salesforce-user-access',
    check: () => {
      holds('salesforce-user-access', /Test with a sandbox first/)();
      const url = salesforceUrl('api%20id').replace('app.example.com', 'app.clay.com');
      const found = review(salesforce, url).findings.find(({ id }) => id === 'salesforce-user-access');
      expect(found && findingText(found, 'steps')).toContain('> In Clay: Settings → Connections → Salesforce Test Env.');
    },
  },
  {
    says: 'What was written cannot be undone: ask the admin first',
    where: 'finding before the click, salesforce-user-access',
    check: holds('salesforce-user-access', /Ask a Salesforce admin before the app changes data/, /can’t be changed back/),
  },
  {
    says: 'OAUTH_APPROVAL_ERROR_GENERIC: an Integration User or API Only license',
    where: 'causes of the error',
    check: () => {
      lists('salesforce-integration-user-refused')();
      holds('salesforce-integration-user-refused', 'Integration User license', 'API Only license')();
    },
  },
  {
    says: 'OAUTH_APPROVAL_ERROR_GENERIC: the connected app is not approved in advance',
    where: 'causes of the error',
    check: lists('salesforce-app-not-installed'),
  },
  {
    says: 'OAUTH_APPROVAL_ERROR_GENERIC: single sign-on is enforced',
    where: 'causes of the error, whatever else is likelier',
    check: () => {
      lists('salesforce-sso-enforced')();
      lists('salesforce-sso-enforced', { 'sign-in': 'password', who: 'integration' })();
      holds('salesforce-sso-enforced', 'Is Single Sign-On Enabled', /redirects every sign-in to an identity provider/)();
    },
  },
  {
    says: 'Use a full license, with API Enabled and Connected App Access',
    where: 'steps of the license cause and findings',
    check: () => {
      for (const id of ['salesforce-integration-user-refused', 'salesforce-integration-user', 'salesforce-integration-user-possible'])
        holds(id, /full license/, 'API Enabled', 'Connected App Access')();
    },
  },
  {
    says: 'Allow password login for this user for a while, or use a service account without single sign-on',
    where: 'steps of the single sign-on cause, and of what is observed before the click',
    check: () => {
      for (const id of [
        'salesforce-sso-enforced',
        'salesforce-sso-observed',
        'salesforce-sso-observed-unknown',
        'salesforce-sso-observed-unseen',
      ])
        holds(id, /temporarily let this user sign in with username and password/i, /service account that doesn’t use single sign-on/)();
    },
  },
  {
    says: 'In Connected Apps OAuth Usage the app is listed and not blocked',
    where: 'question, and causes by its answers',
    check: () => {
      expect(t('question_listed')).toMatch(/Connected Apps OAuth Usage/);
      expect(causes(generic, { listed: 'unblock' })[0]).toBe('salesforce-app-blocked');
    },
  },
  {
    says: 'With App Access Control, install or allow the app first',
    where: 'steps of the blocked app',
    check: holds('salesforce-app-blocked', 'API Access Control', /installed/),
  },
  {
    says: 'An app appears in the list only after a success',
    where: 'step of the app that is not installed: sources differ, since Salesforce lists refused attempts',
    check: holds('salesforce-app-not-installed', /A refused app may be at the very bottom, or not listed at all/),
  },
  {
    says: 'Missing in the list: no permission to approve uninstalled connected apps',
    where: 'steps of the app that is not installed',
    check: holds('salesforce-app-not-installed', /add \*\*Approve Uninstalled Connected Apps\*\* to the user’s permissions/),
  },
  {
    says: 'Missing in the list: the org blocks uninstalled apps',
    where: 'causes after the answer Not listed',
    check: lists('salesforce-app-blocked', notListed),
  },
  {
    says: 'Missing in the list: single sign-on or a login flow',
    where: 'causes after the answer Not listed',
    check: lists('salesforce-sso-enforced', notListed),
  },
  {
    says: 'Missing in the list: IP restrictions',
    where: 'causes after the answer Not listed',
    check: lists('salesforce-ip-refused', notListed),
  },
  {
    says: 'Missing in the list: login hours',
    where: 'causes after the answer Not listed',
    check: lists('salesforce-login-hours', notListed),
  },
  {
    says: 'Missing in the list: a Transaction Security Policy',
    where: 'causes after the answer Not listed',
    check: lists('salesforce-transaction-security', notListed),
  },
  {
    says: 'Try once with a System Administrator',
    where: 'steps of the app that is not installed',
    check: holds('salesforce-app-not-installed', /connect once as a System Administrator/),
  },
  {
    says: 'Then configure Permitted Users and the profiles of the app',
    where: 'steps of the app that is not installed',
    check: holds('salesforce-app-not-installed', 'Permitted Users', /profile or permission set/),
  },
  {
    says: '“Lock sessions to IP address” in Session Settings off',
    where: 'steps of the session cause',
    check: holds(
      'salesforce-session-policy',
      'Lock sessions to the IP address from which they originated',
      'Lock sessions to IP address',
      'Session Settings',
    ),
  },
  {
    says: 'A reasonable session timeout',
    where: 'steps of the session cause',
    check: holds('salesforce-session-policy', /\*\*Timeout value\*\*/, /ends during sign-in/),
  },
  {
    says: 'Strict HTTPS and network policies reject redirects',
    where: 'text and steps of the session cause',
    check: holds('salesforce-session-policy', /rejects redirects from the app’s servers/, /strict HTTPS policy/),
  },
  {
    says: 'IP ranges of the profile exclude the browser or the integration',
    where: 'steps of both IP causes',
    check: () => {
      holds('salesforce-ip-refused', 'Login IP Ranges')();
      holds('salesforce-ip-or-hours', 'Login IP Ranges', 'Login Hours')();
    },
  },
  {
    says: 'IP Relaxation is “Relax IP restrictions”, because the vendor’s cloud addresses change',
    where: 'steps of both IP causes',
    check: () => {
      for (const id of ['salesforce-ip-refused', 'salesforce-ip-or-hours'])
        holds(id, /\*\*IP Relaxation\*\* of the app to \*\*Relax IP restrictions\*\*/, /cloud addresses may change/)();
    },
  },
  {
    says: 'Permitted Users is “All users may self-authorize”, unless admin approval is required',
    where: 'steps of the causes about approval',
    check: () => {
      for (const id of ['salesforce-app-not-installed', 'salesforce-user-not-approved', 'salesforce-consumer-not-approved'])
        holds(id, /\*\*All users may self-authorize\*\* only if users without an assigned profile should connect/)();
    },
  },
];

/** https://docs.workato.com/connectors/hubspot/scopes.html, 2024-10-30 */
const workatoScopes: Statement[] = [
  {
    says: 'crm.objects.contacts.read is required for all connections',
    where: 'profile workato on HubSpot',
    check: () => expect(workato.required).toEqual(['crm.objects.contacts.read']),
  },
  {
    says: '48 scopes are optional',
    where: 'profile workato on HubSpot, with what stops working without each',
    check: () => {
      expect(workato.optionalOn).toHaveLength(48);
      expect(workato.optionalOn.filter((id) => !workato.impactIfDropped[id])).toEqual([]);
    },
  },
  {
    says: 'None of these scopes is strange to the profile',
    where: 'review of the whole list',
    check: () => {
      const url = hubspotUrl(workato.required, workato.optionalOn).replace('app.example.com', 'www.workato.com');
      const { scopes } = review(hubspot, url);
      expect(scopes).toHaveLength(49);
      expect(scopes.filter(({ tags }) => tags.includes('not-in-profile') || tags.includes('unknown'))).toEqual([]);
    },
  },
  {
    says: 'crm.schemas.custom.write is not available by default: ask HubSpot for access',
    where: 'finding before the click, hubspot-scope-on-request',
    check: () => {
      const found = review(hubspot, hubspotUrl(['crm.objects.contacts.read'], ['crm.schemas.custom.write'])).findings;
      expect(found.map(({ id }) => id)).toContain('hubspot-scope-on-request');
      holds('hubspot-scope-on-request', /not available to apps by default/, /Request access to this program from HubSpot/)();
    },
  },
  {
    says: 'Each scope sits in its category, or the connection fails',
    where: 'finding before the click, hubspot-required-not-in-scope',
    check: () => {
      const url = hubspotUrl(['crm.objects.deals.read'], ['crm.objects.contacts.read']).replace('app.example.com', 'www.workato.com');
      expect(review(hubspot, url).findings.map(({ id }) => id)).toContain('hubspot-required-not-in-scope');
    },
  },
  {
    says: 'The scopes in Workato must match those of the HubSpot app',
    where: 'error of a mismatch',
    check: holds('hubspot-scope-mismatch', /required, conditionally required or optional/),
  },
  {
    says: 'With a custom OAuth profile it is your own HubSpot app that has to match',
    where: 'error of a mismatch',
    check: holds('hubspot-scope-mismatch', /custom OAuth profile/, /your own HubSpot app/),
  },
  {
    says: 'The scopes are requested while the connection is set up in Workato',
    where: 'finding scopes-chosen-in-app',
    check: () => {
      expect(workato.chosenIn).toMatch(/Requested permissions/);
      expect(profileOf(outreach, 'workato').chosenIn).toMatch(/Requested permissions/);
      expect(profileOf(salesforce, 'workato').chosenIn).toMatch(/Requested permissions/);
    },
  },
];

const permissionErrors = ['hubspot-user-permissions', 'hubspot-role-cannot-grant', 'hubspot-plan-missing'];

/** https://developers.hubspot.com/changelog/2018-02-01-integration-permission-error */
const permissionError: Statement[] = [
  {
    says: 'An admin who meets the permission error should suspect the plan of the account',
    where: 'permission errors of HubSpot',
    check: () => {
      for (const id of permissionErrors) holds(id, /admin/, /plan/)();
    },
  },
  {
    says: 'The names that the guides give the errors are understood',
    where: 'popup and terminal, for the pasted words',
    check: () => {
      expect(causes('HubSpot: Integration Permission Error')).toEqual(['hubspot-user-permissions', 'hubspot-plan-missing']);
      const noAccess = 'The portal doesn’t have access to all the scopes that the integration requires.';
      expect(causes(noAccess)[0]).toBe('hubspot-plan-missing');
      expect(causes('HubSpot connection setup fails: scope mismatches')).toEqual(['hubspot-scope-mismatch']);
    },
  },
  {
    says: 'Nobody can approve scopes that the plan does not include',
    where: 'permission errors of HubSpot',
    check: () => {
      holds('hubspot-user-permissions', /Nobody can approve a scope/)();
      holds('hubspot-role-cannot-grant', /Nobody can approve a scope/)();
      holds('hubspot-plan-missing', /not even an admin can approve it: only another plan/)();
    },
  },
  {
    says: 'Scopes that the app can work without should be optional',
    where: 'permission errors of HubSpot, step of the vendor',
    check: () => {
      for (const id of permissionErrors) holds(id, /@app-vendor Request .*optional/)();
    },
  },
  {
    says: 'Ask the support team of the integration',
    where: 'permission errors of HubSpot, note of the vendor’s step',
    check: () => {
      for (const id of permissionErrors) holds(id, /The app’s support team can tell/)();
    },
  },
  {
    says: 'After a move from OAuth 1 the permissions are the same, but OAuth 2 refuses what the account cannot use',
    where: 'permission errors of HubSpot, note of the last step',
    check: () => {
      for (const id of permissionErrors) holds(id, /moved from OAuth 1 need the same permissions as before; OAuth 2 refuses/)();
    },
  },
  {
    says: 'Some scopes need a certain product: Marketing Hub, for example',
    where: 'catalogue of HubSpot, and the plan that a user states',
    check: () => expect(hubspot.knowledge.catalogue.scopes.filter(({ plans }) => plans?.length).length).toBeGreaterThan(10),
  },
];

describe.each([
  ['Clay: OAuth optional scopes', clayScopes],
  ['Clay: Salesforce integration FAQs', clayFaq],
  ['Workato: scopes for custom OAuth profiles', workatoScopes],
  ['HubSpot: integration permission error', permissionError],
])('%s', (_, statements) => {
  it.each(statements)('“$says” is reflected in: $where', ({ check }) => {
    check();
  });

  it('states everything once', () => {
    const all = statements.map(({ says }) => says);
    expect(new Set(all).size).toBe(all.length);
  });
});
