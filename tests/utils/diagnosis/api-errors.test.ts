/**
 * Errors that a connected app meets when one of its actions runs: pasted with or without the name
 * of the provider.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { findingSteps, findingText } from '@/utils/diagnosis/finding-text';
import type { Diagnosis } from '@/utils/diagnosis/types';
import { buildReview } from '@/utils/review/build-review';
import { messageFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';

function reviewOf(text: string): Review {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(`unreadable: ${pasted.reason}`);
  return buildReview(pasted.input);
}
function diagnosisOf(text: string): Diagnosis {
  const { diagnosis } = reviewOf(text);
  if (!diagnosis) throw new Error('nothing failed');
  return diagnosis;
}
const idOf = (text: string) => diagnosisOf(text).finding.id;
const general = 'oauth-insufficient-permissions';

const hubspotBody = (context: Record<string, string[]>) => ({
  status: 'error',
  message:
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
  correlationId: '1f2a3b4c-0000-4000-8000-123456789012',
  errors: [{ message: 'One or more of the following scopes are required.', context }],
  links: { scopes: 'https://developers.hubspot.com/scopes' },
  category: 'MISSING_SCOPES',
});
const ids = ['crm.objects.contacts.write', 'crm.objects.deals.write'];
const body = hubspotBody({ requiredGranularScopes: ids });

describe('the sentence of the app', () => {
  const sentences = [
    'insufficient permissions',
    'Insufficient permissions error.',
    'INSUFFICIENT PERMISSIONS',
    '“Insufficient permissions” error',
    '- This action failed due to insufficient permissions',
    '> This action failed due to\n> insufficient permissions.',
    '* insufficient_permissions',
  ];

  it.each(sentences)('%s: one recognized error, with and without a name', (sentence) => {
    for (const [given, provider, id] of [
      [sentence, 'oauth2', general],
      [`HubSpot: ${sentence}`, 'hubspot', general],
      [`Outreach says ${sentence}`, 'outreach', general],
      [`Our Salesforce table shows: ${sentence}`, 'salesforce', 'salesforce-api-permissions'],
    ] as const) {
      const { provider: of, diagnosis } = reviewOf(given);
      expect(of.id, given).toBe(provider);
      const confidence = id === general ? 'likely' : 'observed';
      expect(diagnosis, given).toMatchObject({ recognized: true, connected: true, finding: { id, confidence }, questions: [] });
      expect(diagnosis?.causes.map((cause) => cause.id)).toEqual([id]);
    }
  });

  it('leads back by reconnecting, and at last by connecting again', () => {
    for (const text of ['insufficient permissions', 'Salesforce: insufficient permissions', JSON.stringify(body)]) {
      const steps = findingSteps(diagnosisOf(text).finding).map((step) => step.text);
      expect(steps[0]).toContain('connected accounts');
      expect(steps[1]).toContain('**Reconnect**');
      expect(steps[2]).toContain('OAuth flow');
      expect(steps[3]).toBe('Retry the action.');
      expect(steps.at(-1)).toMatch(/^Disconnect .* connect it again/);
    }
  });

  it('is of nobody where two providers are named', () => {
    expect(reviewOf('We sync HubSpot to Salesforce and get: insufficient permissions').provider.id).toBe('oauth2');
  });

  it('in a mail is quoted without the mail', () => {
    const { errorText: said } = diagnosisOf(
      'Hi support,\nour Clay table on HubSpot says: Insufficient permissions error. Can you help?\nGia',
    );
    expect(said).toBe('Insufficient permissions error.');
  });

  it('is not “Insufficient Privileges”, which any page of Salesforce may say', () => {
    expect(idOf('Salesforce: Insufficient Privileges')).toBe('unknown-error');
    expect(diagnosisOf('Salesforce: Insufficient Privileges')).toMatchObject({ connected: false, causes: [] });
  });

  it('gives way to an error of the authorization: nothing is connected yet', () => {
    expect(idOf('OAUTH_APP_BLOCKED. Is that insufficient permissions?')).toBe('salesforce-app-blocked');
    expect(idOf('HubSpot: Insufficient scopes were provided. So insufficient permissions?')).toBe('hubspot-scopes-insufficient');
    const callback = diagnosisOf('https://app.example.com/cb?error=access_denied&error_description=insufficient+permissions');
    expect(callback).toMatchObject({ connected: false, finding: { id: 'oauth-access-denied' } });
  });

  it('on the page of a provider is no error: what is shown there comes before a connection', () => {
    for (const provider of providers) {
      const snapshot = { headings: [], paragraphs: ['insufficient permissions'], lines: [], username: null, lineScopes: [], switches: 0 };
      const pasted = parseInput(`${provider.name}: x`);
      if (!pasted.ok) throw new Error(pasted.reason);
      expect(buildReview({ ...pasted.input, errorText: null, snapshot }).diagnosis, provider.id).toBeNull();
    }
  });
});

describe('HubSpot’s answer', () => {
  it.each([
    ['as it is', JSON.stringify(body, null, 2)],
    ['on one line', JSON.stringify(body)],
    ['quoted in a mail', JSON.stringify(body, null, 2).replace(/^/gm, '> ')],
    ['escaped in a log', `403 ${JSON.stringify(JSON.stringify(body))}`],
    ['as Node prints it', `{ category: 'MISSING_SCOPES', errors: [ { context: { requiredGranularScopes: [ '${ids.join("', '")}' ] } } ] }`],
    ['with the list before the message', JSON.stringify(Object.fromEntries(Object.entries(body).toReversed()))],
    ['under an older name', JSON.stringify(hubspotBody({ requiredScopes: ids }))],
    ['under another name', JSON.stringify(hubspotBody({ missingScopes: ids }))],
  ])('%s: names the scopes', (_, text) => {
    const { finding } = diagnosisOf(text);
    expect(finding).toMatchObject({ id: 'hubspot-api-scopes-missing', scopes: ids });
    expect(findingText(finding, 'text')).toContain(`The error names: ${ids.join(', ')}.`);
  });

  it('without a list says so', () => {
    const { finding } = diagnosisOf("This app hasn't been granted all required scopes to make this call.");
    expect(finding).toMatchObject({ id: 'hubspot-api-scopes-missing', scopes: [] });
    expect(findingText(finding, 'text')).toMatch(/The error does not name the scope\.$/);
  });

  it('in a mail is quoted without the mail', () => {
    const { errorText: said } = diagnosisOf(`Hi, we see this:\n${JSON.stringify(body, null, 2)}\nThanks, Gia of Acme`);
    expect(said).toContain('crm.objects.deals.write');
    expect(said).not.toContain('Gia');
  });

  it('names the scopes whatever they are, and never throws on what a stranger puts there', () => {
    const id = fc.stringMatching(/^[a-z]{1,12}(\.[a-z_-]{1,12}){0,3}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), fc.string(), (list, noise) => {
        const given = JSON.stringify({ noise, ...hubspotBody({ requiredGranularScopes: list }) });
        expect(diagnosisOf(given).finding.scopes).toEqual(expect.arrayContaining(list));
      }),
    );
    expect(diagnosisOf(JSON.stringify(hubspotBody({ requiredGranularScopes: ['<b>', 'a b'] }))).finding.scopes).toEqual(['a', 'b']);
  });
});

describe('Outreach’s and Salesforce’s answers', () => {
  const outreach = (id: string, detail: string) => JSON.stringify({ errors: [{ id, title: 'Unauthorized', detail }] });
  const salesforce = (errorCode: string, message: string) => JSON.stringify([{ message, errorCode }]);

  it.each([
    [
      outreach('unauthorizedOauthScope', "Your authorization does not include the required scope 'prospects.read'."),
      'outreach-api-scope-missing',
      ['prospects.read'],
    ],
    ['Outreach: Access to this resource requires scope "tasks.all".', 'outreach-api-scope-missing', ['tasks.all']],
    [outreach('unauthorizedRequest', 'You are not authorized to perform that request.'), 'outreach-api-governance', []],
    [salesforce('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id'), 'salesforce-api-access', []],
    [
      salesforce('INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'insufficient access rights on cross-reference id'),
      'salesforce-api-access',
      [],
    ],
    ['INSUFFICIENT_ACCESS: insufficient access rights on entity: Account', 'salesforce-api-access', []],
    ['Bearer realm="api", error="insufficient_scope", scope="contacts.read contacts.write"', general, ['contacts.read', 'contacts.write']],
  ])('%s', (text, id, scopes) => {
    for (const given of [text, `Customer wrote:\n${text}`, text.toUpperCase()]) {
      expect(idOf(given), given).toBe(id);
      if (given !== text.toUpperCase()) expect(diagnosisOf(given).finding.scopes, given).toEqual(scopes);
    }
  });

  it('whoever has to act gets a message that says that the app is connected', () => {
    const review = reviewOf(`Clay on Salesforce: ${salesforce('INSUFFICIENT_ACCESS', 'insufficient access rights on object id')}`);
    const message = messageFor(review, 'admin');
    expect(message?.recipient).toBe('salesforce-admin');
    expect(message?.text).toContain('The connection itself exists.');
    expect(message?.text).not.toContain('Connecting');
    expect(messageFor(reviewOf(outreach('unauthorizedRequest', 'x')), 'admin')?.recipient).toBe('outreach-admin');
  });

  it('a report of a header opens as the same error', () => {
    const review = reviewOf('WWW-Authenticate: Bearer realm="api", error="insufficient_scope", scope="contacts.read"');
    const report = reportOf(review);
    expect(diagnosisOf((report && reportAsMarkdown(review, report)) ?? '').finding.id).toBe(review.diagnosis?.finding.id);
  });

  it('a report of it opens as the same error', () => {
    const review = reviewOf(JSON.stringify(body));
    const report = reportOf(review);
    const written = report && reportAsMarkdown(review, report);
    expect(written).toContain('# Why the action failed');
    expect(diagnosisOf(written ?? '').finding).toMatchObject({ id: 'hubspot-api-scopes-missing', scopes: ids });
  });
});
