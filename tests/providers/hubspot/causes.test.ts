/**
 * HubSpot often names no reason and no scope. Then the causes are ranked by what the request
 * contains and by what the user answers, and the scopes of the request are candidates.
 */
import { describe, expect, it } from 'vitest';
import type { Finding } from '@/providers/contract/finding';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { Tab } from '../../utils/flow/tab';
import { hubspotUrl } from './sample-urls';

function diagnose(text: string, answers: Record<string, string> = {}, plans: Record<string, string> | null = null) {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  const { diagnosis } = buildReview({ ...pasted.input, answers, plans });
  if (!diagnosis) throw new Error('nothing failed');
  return diagnosis;
}
const first = (...given: Parameters<typeof diagnose>) => diagnose(...given).causes[0];
const idsOf = (...given: Parameters<typeof diagnose>) => diagnose(...given).causes.map(({ id }) => id);

const heading = 'Couldn’t complete the connection';
const scopeName = 'An invalid scope name was provided.';
const mismatch = "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes.";
const noPlan = "This account doesn't have access to some HubSpot features that are required by this app.";
const noPermission = "You don't have permission to connect this app";
const beside = (text: string, required: readonly string[], optional: readonly string[] = []) =>
  `${text}\n${hubspotUrl(required, optional)}`;

describe('the heading alone', () => {
  it('is nobody’s without the name of HubSpot or its link', () => {
    expect(diagnose(heading)).toMatchObject({ recognized: false, owner: 'unknown', causes: [] });
    expect(diagnose(`HubSpot: ${heading}`).finding.id).toBe('hubspot-connection-failed');
    expect(diagnose(beside(heading, ['oauth'])).finding.id).toBe('hubspot-connection-failed');
  });

  it('has only possible causes, and asks for the sentence below it first', () => {
    const { causes, questions } = diagnose(`HubSpot: ${heading}`);
    expect(causes.length).toBeGreaterThan(5);
    expect([...new Set(causes.map(({ confidence }) => confidence))]).toEqual(['possible']);
    expect(questions[0]?.id).toBe('hubspot-sentence');
  });

  it('gives way to any sentence that a rule knows, and shows one that no rule knows', () => {
    expect(diagnose(`HubSpot\n${heading}\n${mismatch}`).finding.id).toBe('hubspot-scope-mismatch');
    const unknown = diagnose(`Hi,\nHubSpot shows:\n${heading}\nA new sentence.\nGia of Acme`);
    expect(unknown.finding.id).toBe('hubspot-connection-failed');
    expect(unknown.errorText).toBe("Couldn't complete the connection A new sentence.");
  });

  it.each([
    [{ 'hubspot-sentence': 'access' }, 'hubspot-user-permissions'],
    [{ 'hubspot-sentence': 'access', 'hubspot-approved': 'no' }, 'hubspot-governance-not-approved'],
    [{ 'hubspot-sentence': 'access', 'hubspot-listed-permissions': 'marketplace' }, 'hubspot-marketplace-access'],
    [{ 'hubspot-sentence': 'plan', 'hubspot-role': 'super-admin' }, 'hubspot-plan-missing'],
    [{ 'hubspot-sentence': 'plan', 'hubspot-plan': 'enterprise' }, 'hubspot-wrong-account'],
    [{ 'hubspot-sentence': 'app', 'hubspot-account': 'test' }, 'hubspot-acceptable-use-policy'],
    [{ 'hubspot-sentence': 'app', 'hubspot-link': 'own' }, 'hubspot-redirect-mismatch'],
    [{ 'hubspot-sentence': 'scopes', 'hubspot-link': 'saved' }, 'hubspot-scopes-insufficient'],
    [{ 'hubspot-sentence': 'scopes', 'hubspot-link': 'own' }, 'hubspot-scope-mismatch'],
  ])('is explained by the answers %j', (answers, id) => {
    expect(first(`HubSpot: ${heading}`, answers)?.id).toBe(id);
  });
});

describe('the scopes of the request', () => {
  it('that need a plan are the candidates of a missing plan, and the others are not', () => {
    const cause = first(beside(noPlan, ['oauth', 'crm.objects.deals.read', 'social', 'automation'], ['hubdb']));
    expect(cause).toMatchObject({ id: 'hubspot-plan-missing', confidence: 'likely', scopes: ['social', 'automation'] });
    expect(cause?.for).toContain('observed:hubspot-plan-not-stated');
  });

  it('name the plans that include them, also where HubSpot names the scopes, and no plan where none is known', () => {
    const text = (pasted: string) => findingText(first(pasted) as Finding, 'text');
    expect(text(beside(noPlan, ['oauth', 'crm.objects.leads.read']))).toMatch(
      /crm\.objects\.leads\.read\. Plans .*: Sales Hub Professional$/,
    );
    const named = 'Authorization failed because your account lacks access to the required scopes [marketing.campaigns.read]';
    expect(text(named)).toMatch(/marketing\.campaigns\.read\. Plans .*: Marketing Hub Professional$/);
    expect(text(named.replace('marketing.campaigns.read', 'nonsense.read'))).toMatch(/in question: nonsense\.read\.$/);
    expect(text(noPlan)).toMatch(/Optional scopes are not the cause\.$/);
  });

  it('make a missing plan likelier if the plan that the user entered lacks them, and unlikelier if it has them', () => {
    const text = beside(heading, ['automation']);
    const place = (plans: Record<string, string>) => idsOf(text, {}, plans).indexOf('hubspot-plan-missing');
    expect(place({ marketing: 'free' })).toBe(0);
    const all = { marketing: 'enterprise', sales: 'enterprise', service: 'enterprise', content: 'enterprise' };
    expect(place(all)).toBe(-1);
  });

  it.each([
    ['hubspot-retired-scope', ['oauth', 'contacts'], ['contacts']],
    ['hubspot-misspelled-scope', ['oauth', 'business_units.view.read'], ['business_units.view.read']],
    ['hubspot-comma-joined-scopes', ['oauth,tickets'], ['oauth,tickets']],
    ['unknown-scopes', ['oauth', 'nonsense.read'], ['nonsense.read']],
  ])('explain an invalid name by %s', (id, required, scopes) => {
    expect(first(beside(scopeName, required))).toMatchObject({ id, confidence: 'likely', scopes });
  });

  it('explain an invalid name by their absence', () => {
    expect(first(`${scopeName}\n${hubspotUrl(['x']).replace('scope=x', 'scope=')}`)?.id).toBe('hubspot-scope-list-empty');
    expect(idsOf(beside(scopeName, ['oauth', 'tickets']))).toEqual(['hubspot-invalid-scope-name']);
  });

  it('are the candidates of a mismatch, which is certain only in itself', () => {
    expect(first(beside(mismatch, ['oauth', 'contacts']))).toMatchObject({
      id: 'hubspot-scope-mismatch',
      confidence: 'likely',
      scopes: ['contacts'],
    });
    expect(first(mismatch)).toMatchObject({ id: 'hubspot-scope-mismatch', confidence: 'observed', scopes: [] });
  });

  it('mean nothing if HubSpot names others itself', () => {
    const text = 'Authorization failed because your account lacks access to the required scopes [marketing.campaigns.read]';
    const { causes, questions } = diagnose(beside(text, ['social', 'marketing.campaigns.read']));
    expect(causes).toMatchObject([{ id: 'hubspot-plan-missing', confidence: 'observed', scopes: ['marketing.campaigns.read'] }]);
    expect(questions).toEqual([]);
  });
});

describe('a refused permission', () => {
  it('is never called certain, and first suspects the user', () => {
    const { causes } = diagnose(noPermission);
    expect(causes[0]).toMatchObject({ id: 'hubspot-user-permissions', actor: 'hubspot-super-admin' });
    expect(causes.some(({ confidence }) => confidence === 'observed')).toBe(false);
  });

  it('is about what the page lists, which nobody is asked for then', () => {
    const pageOf = (...lines: string[]) => {
      const page = new Tab().open(hubspotUrl(['oauth']), 'https://workspace.ledgerly.example');
      return page.read({ headings: [heading], paragraphs: ["You don't have the right permissions to install Ledgerly"], lines }).review()
        .diagnosis;
    };
    const asked = (...lines: string[]) => pageOf(...lines)?.questions.map(({ id }) => id);
    expect(asked()).toContain('hubspot-listed-permissions');
    expect(asked('App Marketplace access')).not.toContain('hubspot-listed-permissions');
    expect(pageOf('App Marketplace access')?.causes[0]?.id).toBe('hubspot-marketplace-access');
    const tools = pageOf('App Marketplace access', 'Workflows > Edit', 'contacts-writer');
    expect(tools?.causes[0]).toMatchObject({ id: 'hubspot-user-permissions', for: ['observed:hubspot-lists-tools'] });
    expect(tools?.causes[0]?.fewerScopesMayHelp).toBe(true);
    expect(pageOf('App Marketplace access')?.causes[0]?.fewerScopesMayHelp).toBeUndefined();
    for (const one of [tools?.finding, tools?.causes[0]])
      expect(one && findingText(one, 'text')).toMatch(
        /^The page lists what is missing: App Marketplace access, Workflows > Edit, contacts-writer\./,
      );
    expect(tools && findingText(tools.finding, 'text')).not.toContain('may lack App');
    const unlisted = pageOf();
    expect(unlisted && findingText(unlisted.finding, 'text')).toMatch(/^The user may lack a permission/);
    expect(tools?.errorText).toBe(
      "You don't have the right permissions to install Ledgerly: App Marketplace access, Workflows > Edit, contacts-writer",
    );
  });

  it('points to the plan if a super admin meets it, and does not ask for a sentence that is known', () => {
    expect(first(noPermission, { 'hubspot-role': 'super-admin', 'hubspot-listed-permissions': 'tools' })?.id).toBe('hubspot-plan-missing');
    const answers = { 'hubspot-listed-permissions': 'not-sure', 'hubspot-admin': 'not-sure', 'hubspot-approved': 'not-sure' };
    expect(diagnose(noPermission, answers).questions.map(({ id }) => id)).not.toContain('hubspot-sentence');
  });
});
