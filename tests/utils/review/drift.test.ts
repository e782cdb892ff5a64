import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { Requirement } from '@/providers/contract/request';
import { driftOf } from '@/utils/review/drift';

const list = (requirement: Requirement, ...ids: string[]) => ids.map((id) => ({ id, requirement }));
const salesforce = providerById('salesforce') as Provider;
const none = { added: [], removed: [], newlyRequired: [], moreAccess: [] };

describe('the drift of an app’s scopes', () => {
  it('lists what was added, removed and made required', () => {
    const before = [...list('required', 'api'), ...list('optional-on', 'web'), ...list('optional-off', 'content')];
    const now = list('required', 'api', 'web', 'full');
    expect(driftOf(salesforce, before, now)).toEqual({ added: ['full'], removed: ['content'], newlyRequired: ['web'], moreAccess: [] });
    expect(driftOf(salesforce, before, before)).toEqual(none);
  });

  it('names another host, but no other port of the user’s own machine', () => {
    const hosts = (hostBefore: string, host: string) => driftOf(salesforce, [], [], { hostBefore, host }).otherHosts ?? [];
    for (const own of ['localhost', '127.0.0.1', '[::1]', 'http://localhost'])
      expect(hosts(`${own}:51000`, `${own}:52000`), own).toEqual([]);
    expect(hosts('localhost:51000', '127.0.0.1:51000')).toEqual(['127.0.0.1:51000']);
    expect(hosts('http://localhost:1', 'localhost:1')).toEqual(['localhost:1']);
    expect(hosts('app.example:8443', 'app.example:9443')).toEqual(['app.example:9443']);
    expect(hosts('localhost.example:1', 'localhost.example:2')).toEqual(['localhost.example:2']);
  });

  it('is none between names of the same access, which exports exchange', () => {
    const before = list('undeclared', 'id', 'refresh_token');
    expect(driftOf(salesforce, before, list('undeclared', 'email', 'profile', 'offline_access'))).toEqual(none);
  });

  it.each([
    ['hubspot', 'crm.objects.deals.read', 'crm.objects.deals.write'],
    ['outreach', 'accounts.read', 'accounts.all'],
    ['outreach', 'accounts.write', 'accounts.all'],
    ['outreach', 'accounts.write', 'accounts.delete'],
    ['outreach', 'accounts.write', 'accounts.read'],
  ])('names the scope that allows more with an object: %s, %s to %s', (id, before, now) => {
    const provider = providerById(id) as Provider;
    const more = { ...none, added: [now], moreAccess: [now] };
    expect(driftOf(provider, list('required', before), list('required', before, now))).toEqual(more);
    expect(driftOf(provider, list('required', before), list('required', now))).toEqual({ ...more, removed: [before] });
  });

  it.each([
    ['hubspot', ['crm.objects.deals.read', 'crm.objects.deals.write'], 'crm.objects.deals.sensitive.write', 'an object of its own'],
    ['hubspot', ['crm.objects.carts.read'], 'crm.objects.invoices.write', 'another object under the same heading'],
    ['hubspot', ['crm.objects.deals.read'], 'crm.objects.contacts.write', 'an object that is new'],
    ['hubspot', ['crm.objects.deals.read'], 'crm.objects.deals.rewrite', 'a scope that nobody describes'],
    ['outreach', ['accounts.read', 'accounts.all'], 'accounts.write', 'an object that it could change before'],
    ['outreach', ['accounts.read', 'accounts.write', 'accounts.delete'], 'accounts.all', 'all that it could do before'],
    ['salesforce', ['openid'], 'profile', 'access that has no order'],
  ])('names no scope of %s with %s that adds %s: %s', (id, before, now) => {
    const provider = providerById(id) as Provider;
    expect(driftOf(provider, list('required', ...before), list('required', ...before, now))).toEqual({ ...none, added: [now] });
  });

  it('counts what was left out as not approved, also by another name or if it is required now, and never as removed', () => {
    const before = [...list('required', 'api'), ...list('optional-on', 'email', 'web')];
    const dropped = ['email', 'web'];
    const smaller = { ...none, notApproved: ['id'], newlyRequired: ['id'] };
    expect(driftOf(salesforce, before, list('required', 'api', 'id'), { dropped })).toEqual(smaller);
    expect(driftOf(salesforce, before, list('required', 'api'), { dropped })).toEqual(none);
    const both = list('undeclared', 'offline_access', 'refresh_token');
    expect(driftOf(salesforce, both, both, { dropped: ['refresh_token'] })).toEqual({
      ...none,
      notApproved: ['offline_access', 'refresh_token'],
    });
    const hubspot = providerById('hubspot') as Provider;
    const [read, write] = ['crm.objects.deals.read', 'crm.objects.deals.write'];
    expect(driftOf(hubspot, list('optional-on', read, write), list('required', read, write), { dropped: [write] })).toEqual({
      ...none,
      newlyRequired: [read, write],
      notApproved: [write],
    });
  });

  it('calls nothing newly required if it was not said to be optional', () => {
    expect(driftOf(salesforce, list('undeclared', 'api'), list('required', 'api'))).toEqual(none);
  });
});
