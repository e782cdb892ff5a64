import { describe, expect, it } from 'vitest';
import { reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { reachOf } from '@/utils/review/access-reach';
import { buildReview } from '@/utils/review/build-review';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

const salesforceUrl = (scope: string) =>
  `https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9&redirect_uri=https%3A%2F%2Fx.example%2F&scope=${encodeURIComponent(scope)}`;

const outreachUrl = (scopes: readonly string[]) =>
  `https://accounts.outreach.io/oauth/authorize?client_id=x&redirect_uri=https%3A%2F%2Fx.example%2F&response_type=code&scope=${scopes.join('+')}`;

function reach(url: string) {
  const [found] = openContent(url).found;
  const input = found && reviewInputOf(found.input);
  if (!input) throw new Error(`nothing was found in ${url}`);
  return reachOf(input.provider, buildReview(input));
}

describe('how far a request reaches', () => {
  it('is the most that one of its scopes allows, also what it allows besides', () => {
    expect(reach(salesforceUrl('id refresh_token')).access).toBe('offline');
    expect(reach(hubspotUrl(['crm.objects.contacts.read', 'oauth'])).access).toBe('read');
    // The catalogue calls it writing that also allows deleting.
    expect(reach(hubspotUrl(['crm.objects.contacts.read', 'crm.objects.contacts.write'])).access).toBe('delete');
    expect(reach(salesforceUrl('id api'))).toMatchObject({ access: 'full', isAll: true });
    expect(reach(outreachUrl(['prospects.all']))).toMatchObject({ access: 'full', isAll: false });
  });

  it('is unknown if a scope that nobody describes may be more than the others', () => {
    expect(reach(hubspotUrl(['crm.objects.contacts.read', 'no.such.scope'])).access).toBe('unknown');
    expect(reach(hubspotUrl(['crm.objects.contacts.write', 'no.such.scope'])).access).toBe('delete');
    expect(reach(`${salesforceUrl('id')}&request=eyJhbGciOiJub25lIn0.e30.`).access).toBe('unknown');
  });

  it('puts everything first, then fewer scopes of full access, changing, unknown and reading, whatever their number', () => {
    const many = ['crm.objects.contacts.read', 'crm.objects.deals.read', 'crm.objects.companies.read', 'crm.lists.read'];
    const urls = {
      everything: salesforceUrl('full'),
      api: salesforceUrl('api id refresh_token'),
      objects: outreachUrl(['accounts.all', 'calls.all', 'prospects.all']),
      object: outreachUrl(['prospects.all', 'accounts.read']),
      changing: hubspotUrl(['crm.objects.contacts.write', ...many]),
      unknown: hubspotUrl(['no.such.scope']),
      sensitive: hubspotUrl(['crm.objects.contacts.highly_sensitive.read.v2', 'crm.objects.contacts.read', 'crm.objects.deals.read']),
      reading: hubspotUrl(many),
    };
    const order = Object.entries(urls).map(([name, url]) => [name, reach(url).order] as const);
    for (const [index, [name, higher]] of order.entries()) {
      const [next, lower] = order[index + 1] ?? ['', []];
      const difference = higher.map((value, at) => value - (lower[at] ?? -1)).find((value) => value !== 0) ?? 0;
      expect(difference, `${name} before ${next}`).toBeGreaterThan(0);
    }
  });

  it('is nothing without scopes', () => {
    expect(reach(salesforceUrl('')).access).toBeNull();
  });
});
