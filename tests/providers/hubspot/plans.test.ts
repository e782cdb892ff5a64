/** What HubSpot's rules conclude from plans of which the user has stated only a part. */
import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { catalogue, findScope } from '@/providers/hubspot/scopes';
import { hasPlan, productsOf } from '@/providers/plans';
import { buildReview } from '@/utils/review/build-review';
import { hubspotUrl } from './sample-urls';

const leads = 'crm.objects.leads.read';
const sequences = 'automation.sequences.read';
const custom = 'crm.objects.custom.read';
const everywhere = (edition: string) => Object.fromEntries(catalogue.plans.map(({ product }) => [product, edition]));

function aboutPlans(required: readonly string[], optional: readonly string[], plans: Record<string, string> | null) {
  const parsed = hubspot.requests.parseRequest(hubspotUrl(['oauth', ...required], optional));
  if (!parsed.ok) throw new Error(parsed.reason);
  const { findings } = buildReview({ provider: hubspot, request: parsed.value, plans });
  return findings.filter(({ id }) => id.startsWith('hubspot-plan'));
}
const planFindings = (...request: Parameters<typeof aboutPlans>) =>
  aboutPlans(...request).map(({ id, scopes }) => `${id}: ${scopes.join()}`);

it('names as actor who can change the plan or the request, which the user cannot', () => {
  const actors = (...request: Parameters<typeof aboutPlans>) => aboutPlans(...request).map(({ actor }) => actor);
  const plans = { sales: 'free', service: 'starter' };
  expect(actors([leads], [], null)).toEqual(['hubspot-super-admin']);
  expect(actors([], [sequences], plans)).toEqual(['hubspot-super-admin']);
  expect(actors([sequences], [], plans)).toEqual(['app-vendor']);
});

describe('a hub whose tier is not stated', () => {
  it('is unknown, not free: only a required scope that needs it is worth a warning', () => {
    for (const plans of [null, {}, { marketing: 'enterprise' }]) {
      expect(planFindings([leads], [], plans)).toEqual([`hubspot-plan-not-stated: ${leads}`]);
      expect(planFindings([], [leads], plans)).toEqual([]);
    }
  });

  it('may include a scope that a stated hub lacks', () => {
    expect(planFindings([sequences], [], { sales: 'free' })).toEqual([`hubspot-plan-not-stated: ${sequences}`]);
    expect(planFindings([sequences], [], { sales: 'free', service: 'starter' })).toEqual([`hubspot-plan-refuses-connection: ${sequences}`]);
    expect(planFindings([], [sequences], { sales: 'free', service: 'starter' })).toEqual([`hubspot-plan-leaves-out: ${sequences}`]);
    expect(planFindings([sequences], [], { service: 'professional' })).toEqual([]);
  });

  it('leaves a scope of any hub unknown until all hubs are stated or one includes it', () => {
    expect(planFindings([custom], [], { sales: 'free' })).toEqual([`hubspot-plan-not-stated: ${custom}`]);
    expect(planFindings([custom], [], { sales: 'enterprise' })).toEqual([]);
    expect(planFindings([custom], [], everywhere('professional'))).toEqual([`hubspot-plan-refuses-connection: ${custom}`]);
  });

  it('warns of both, where one scope is known to be missing and another is not known', () => {
    expect(planFindings([leads, custom], [], { sales: 'free' })).toEqual([
      `hubspot-plan-refuses-connection: ${leads}`,
      `hubspot-plan-not-stated: ${custom}`,
    ]);
  });
});

describe('the comparison of plans', () => {
  it('takes a tier that the catalogue lacks for unknown, as in a record of another version', () => {
    expect(hasPlan(catalogue, { sales: 'platinum' }, findScope(leads)?.plans ?? [])).toBe('unknown');
  });

  it('keeps working for a record in which every hub is stated', () => {
    expect(hasPlan(catalogue, { ...everywhere('free'), sales: 'professional' }, findScope(leads)?.plans ?? [])).toBe('yes');
    expect(hasPlan(catalogue, everywhere('free'), findScope(leads)?.plans ?? [])).toBe('no');
  });

  it('asks only for the hubs on which a scope depends', () => {
    const asked = (...ids: string[]) => productsOf(catalogue, ids.map(findScope)).map(({ product }) => product);
    expect(asked('crm.objects.contacts.read', 'no.such.scope')).toEqual([]);
    expect(asked(leads)).toEqual(['sales']);
    expect(asked(sequences)).toEqual(['sales', 'service']);
    expect(asked(custom)).toEqual(catalogue.plans.map(({ product }) => product));
  });
});

describe('the signal that the plan includes what is requested', () => {
  const signals = (plans: Record<string, string> | null) => {
    const parsed = hubspot.requests.parseRequest(hubspotUrl(['oauth', leads, sequences]));
    if (!parsed.ok) throw new Error(parsed.reason);
    return hubspot.rules.signals({
      request: parsed.value,
      profile: null,
      snapshot: null,
      navigation: [],
      plans,
      learnedRequired: [],
      org: null,
    });
  };

  it('needs a stated hub for each of them', () => {
    expect(signals({ sales: 'professional' })).toContain('observed:hubspot-plan-satisfied');
    for (const plans of [null, {}, { service: 'professional' }, { sales: 'free' }])
      expect(signals(plans)).not.toContain('observed:hubspot-plan-satisfied');
  });
});
