/**
 * A scope that only the app's profile calls required: the provider decides whether the user may
 * drop it.
 */
import { describe, expect, it } from 'vitest';
import type { Provider } from '@/providers/contract/provider';
import { hubspot } from '@/providers/hubspot';
import { outreach } from '@/providers/outreach';
import { clay } from '@/providers/outreach/apps/clay';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import { marksFor } from '@/utils/review/marks';
import type { ReviewInput } from '@/utils/review/review-input';
import { withLockedScopes } from '@/utils/review/selection';
import { pageSnapshot } from '../../page-snapshot';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';

const redirect = 'https://app.clay.com/callback';
const clayOnOutreach = outreachUrl([...clay.required, ...clay.optionalOn], '+', { redirect });
const clayOnSalesforce = `https://login.salesforce.com/services/oauth2/authorize?client_id=1&redirect_uri=${encodeURIComponent(redirect)}&scope=api+web`;
const clayOnHubspot = hubspotUrl(['oauth'], ['crm.lists.read']);

function review(provider: Provider, url: string, input: Partial<ReviewInput> = {}) {
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ provider, request: parsed.value, isObserved: true, ...input });
}
const scopeOf = (provider: Provider, url: string, id: string, input: Partial<ReviewInput> = {}) =>
  review(provider, url, input).scopes.find((scope) => scope.id === id);

describe('an unknown app on Outreach', () => {
  it('has no presets until there are two to choose from', () => {
    const url = outreachUrl(['accounts.read', 'prospects.read']);
    const remembered = { at: 1, requested: [], required: [], kept: ['accounts.read'], dropped: ['prospects.read'] };
    expect(review(outreach, url).presets).toEqual([]);
    expect(review(outreach, url, { remembered }).presets.map(({ id }) => id)).toEqual(['last', 'all']);
  });
});

describe('Clay on Outreach', () => {
  it('has 12 locked scopes that can be unlocked, and 4 selected optional ones', () => {
    const { scopes, selection, app } = review(outreach, clayOnOutreach);
    expect(app).toMatchObject({ name: 'Clay', matchedBy: 'redirect-host' });
    const required = scopes.filter((scope) => scope.locked);
    expect(required.map((scope) => scope.id)).toEqual(clay.required);
    for (const scope of required) expect(scope).toMatchObject({ requirement: 'required', provenance: 'profile', unlockable: true });
    expect(scopes.filter((scope) => !scope.locked).every((scope) => scope.requirement === 'optional-on' && !scope.unlockable)).toBe(true);
    expect(selection).toHaveLength(16);
  });

  it('offers no read-only preset, since the required scopes can change data', () => {
    const remembered = { at: 1, requested: [], required: [], kept: clay.required, dropped: clay.optionalOn };
    for (const { presets } of [review(outreach, clayOnOutreach), review(outreach, clayOnOutreach, { remembered })])
      expect(presets.map(({ id }) => id)).not.toContain('read-only');
    expect(review(outreach, clayOnOutreach).notReadOnly).toEqual({ changing: 12, unknown: 0 });
    expect(review(salesforce, clayOnSalesforce).presets.map(({ id }) => id)).not.toContain('read-only');
  });

  it('unlocks only the scopes that the user unlocked', () => {
    const unlocked = ['events.all'];
    expect(scopeOf(outreach, clayOnOutreach, 'events.all', { unlocked })).toMatchObject({ locked: false, requirement: 'required' });
    expect(scopeOf(outreach, clayOnOutreach, 'roles.all', { unlocked })?.locked).toBe(true);
    const { scopes } = review(outreach, clayOnOutreach, { unlocked });
    expect(withLockedScopes(new Set(['tasks.all']), scopes)).toEqual([...clay.required.filter((id) => id !== 'events.all'), 'tasks.all']);
  });

  it('keeps a scope locked when an error named it as required', () => {
    const taught = { learnedRequired: ['events.all'], unlocked: ['events.all'] };
    expect(scopeOf(outreach, clayOnOutreach, 'events.all', taught)).toMatchObject({
      locked: true,
      unlockable: false,
      provenance: 'learned',
    });
  });

  it('marks a page line as required, as kept after unlocking, and as dropped after deselecting', () => {
    const lines = [...clay.required, ...clay.optionalOn];
    const snapshot = pageSnapshot({ lines });
    const kindOf = (input: Partial<ReviewInput>) =>
      marksFor(outreach, review(outreach, clayOnOutreach, { snapshot, ...input }), snapshot)[0]?.kind;
    expect(kindOf({})).toBe('required');
    expect(kindOf({ unlocked: ['events.all'] })).toBe('kept');
    expect(kindOf({ unlocked: ['events.all'], draftSelection: clay.required.slice(1) })).toBe('pending');
  });
});

it('Salesforce keeps a required scope locked, whatever the message asks to unlock', () => {
  for (const unlocked of [[], ['api']])
    expect(scopeOf(salesforce, clayOnSalesforce, 'api', { unlocked })).toMatchObject({
      requirement: 'required',
      provenance: 'profile',
      locked: true,
      unlockable: false,
    });
  expect(scopeOf(salesforce, clayOnSalesforce, 'web')).toMatchObject({ locked: false, unlockable: false });
});

describe('another name for a scope that the profile lists', () => {
  const url = clayOnSalesforce.replace('scope=api+web', 'scope=api+offline_access+id+openid+email');

  it('is listed like that scope, with the sentence about it', () => {
    const { scopes } = review(salesforce, url);
    expect(scopes.map(({ id, requirement, locked }) => `${id} ${requirement} ${locked}`)).toEqual(
      ['api', 'offline_access', 'id', 'openid', 'email'].map((id) => `${id} required true`),
    );
    expect(scopes.filter(({ tags }) => tags.includes('not-in-profile'))).toEqual([]);
    const written = scopeOf(salesforce, clayOnSalesforce.replace('web', 'refresh_token'), 'refresh_token');
    expect(written?.impactIfDropped).toMatch(/daily sync/);
    expect(scopes.find(({ id }) => id === 'offline_access')?.impactIfDropped).toBe(written?.impactIfDropped);
  });

  it('is not a wider scope that includes the listed one', () => {
    const full = scopeOf(salesforce, clayOnSalesforce.replace('api+web', 'full'), 'full');
    expect(full).toMatchObject({ requirement: 'undeclared', locked: false });
  });
});

it('HubSpot lets the user unlock a required scope of optional_scope', () => {
  const url = clayOnHubspot.replace(/redirect_uri=[^&]*/, `redirect_uri=${encodeURIComponent(redirect)}`);
  expect(scopeOf(hubspot, url, 'crm.lists.read')).toMatchObject({ requirement: 'required', locked: true, unlockable: true });
  expect(scopeOf(hubspot, url, 'crm.lists.read', { unlocked: ['crm.lists.read'] })?.locked).toBe(false);
});

describe('an app that only resembles a profile', () => {
  const elsewhere = (url: string) => url.replace(/redirect_uri=[^&]*/, 'redirect_uri=https%3A%2F%2Fevil.example%2Fcb');
  const titled = { snapshot: pageSnapshot({ headings: ['Clay'], lines: ['Clay'] }) };
  /** The provider as if Clay's redirect hosts were not known. */
  const hostless = (provider: Provider): Provider => ({
    ...provider,
    knowledge: { ...provider.knowledge, apps: provider.knowledge.apps.map((app) => ({ ...app, redirectHosts: [] })) },
  });
  const cases = [
    ['Outreach', outreach, clayOnOutreach, 'events.all'],
    ['Salesforce', salesforce, clayOnSalesforce, 'api'],
    ['HubSpot', hubspot, clayOnHubspot, 'crm.lists.read'],
  ] as const;

  it.each(cases)('is not matched by its name on %s if it returns to a host that is not the app’s', (_, provider, url) => {
    expect(review(provider, elsewhere(url), titled).app).toMatchObject({ name: null, matchedBy: null });
    expect(review(provider, `${elsewhere(url)}&redirect_uri=b`, titled).app.matchedBy).toBeNull();
  });

  it.each(cases)('keeps every choice on %s, and gives what the profile says as a hint', (_, provider, url, id) => {
    const like = review(hostless(provider), elsewhere(url), titled);
    const stranger = review({ ...provider, knowledge: { ...provider.knowledge, apps: [] } }, elsewhere(url), titled);
    expect(like.app).toMatchObject({ name: 'Clay', matchedBy: 'page-name' });
    expect(stranger.app.matchedBy).toBeNull();
    const plain = ({ scopes, ...rest }: typeof like) => ({
      ...rest,
      app: null,
      scopes: scopes.map(({ ifRecognized: _hint, sources: _sources, ...scope }) => scope),
    });
    expect(plain(like)).toEqual(plain(stranger));
    expect(like.scopes.find((scope) => scope.id === id)).toMatchObject({
      locked: false,
      provenance: 'request',
      ifRecognized: { requirement: 'required', provenance: 'profile' },
    });
    expect(stranger.scopes.every((scope) => scope.ifRecognized === undefined)).toBe(true);
  });

  it('gives no hint if the match is certain, and keeps the lock of an earlier error', () => {
    expect(review(outreach, clayOnOutreach).scopes.every((scope) => scope.ifRecognized === undefined)).toBe(true);
    const learnedRequired = ['events.all'];
    const like = review(hostless(outreach), elsewhere(clayOnOutreach), { ...titled, learnedRequired });
    expect(like.scopes.filter((scope) => scope.locked).map(({ id, provenance }) => [id, provenance])).toEqual([['events.all', 'learned']]);
  });

  it('lets the user unlock what the request locks and the profile calls optional', () => {
    const url = elsewhere(hubspotUrl(['oauth', 'crm.objects.deals.read'], []));
    const deals = (input: Partial<ReviewInput>) => scopeOf(hostless(hubspot), url, 'crm.objects.deals.read', { ...titled, ...input });
    expect(deals({})).toMatchObject({
      requirement: 'required',
      locked: true,
      unlockable: true,
      ifRecognized: { requirement: 'optional-on' },
    });
    expect(deals({ unlocked: ['crm.objects.deals.read'] })?.locked).toBe(false);
  });

  it('marks no line of the page as required', () => {
    const lines = [...clay.required];
    const snapshot = pageSnapshot({ headings: ['Clay'], lines });
    const like = review(hostless(outreach), elsewhere(clayOnOutreach), { snapshot });
    expect(new Set(marksFor(outreach, like, snapshot).map(({ kind }) => kind))).toEqual(new Set(['kept']));
  });

  it('says nothing about where the app lets its users choose scopes', () => {
    const snapshot = pageSnapshot({ headings: ['Workato'] });
    const url = outreachUrl(['accounts.all'], '+', { redirect: 'https://a.example' });
    const like = review(hostless(outreach), url, { snapshot });
    expect(like.app.name).toBe('Workato');
    expect(like.findings.map(({ id }) => id)).not.toContain('scopes-chosen-in-app');
  });
});
