import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { dittofeed } from '@/providers/hubspot/apps/dittofeed';
import { salesforce } from '@/providers/salesforce';
import type { AppProfile, AuthorizationRequest, Provider } from '@/providers/types';
import { matchProfile } from '@/utils/review/profile';
import { corpusOf } from '../../corpus';

/** A request of a client that nobody knows, which returns to a host that nobody knows. */
const request = (ids: readonly string[], input: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  provider: 'hubspot',
  place: 'authorize',
  url: '',
  clientId: '00000000-0000-0000-0000-000000000000',
  redirectHost: 'app.example.com',
  account: null,
  scopes: ids.map((id) => ({ id, parameter: 'scope', requirement: 'required', locked: true })),
  readOnly: null,
  ...input,
});
const page = (...headings: string[]) => ({ headings, paragraphs: [], lines: [], lineScopes: [], username: null, switches: 0 });
const bySet = (provider: Provider, ids: readonly string[]) => matchProfile(provider, request(ids), null)?.profile.name ?? null;

/** Five scopes that no collected request is known by, so that each of them tells something. */
const rare = ['audit.read', 'baskets.read', 'cups.read', 'doors.read', 'eggs.read'];
const profile = (id: string, input: Partial<AppProfile>): AppProfile => ({
  ...clay,
  id,
  name: id,
  names: [id],
  redirectHosts: [],
  required: [],
  optionalOn: [],
  optionalOff: [],
  ...input,
});
const withApps = (...apps: AppProfile[]): Provider => ({ ...hubspot, apps });
const setOf = (ids: readonly string[], ...apps: AppProfile[]) => bySet(withApps(...apps), ids);

describe.each(providers)('by its scopes alone, on $name', (provider) => {
  it.each(corpusOf(provider.id))('$app is named as itself or not at all', (row) => {
    for (const ids of [row.scopes, [...row.scopes, ...row.optionalScopes], ['oauth', ...row.scopes]]) {
      expect([null, row.app]).toContain(bySet(provider, ids));
    }
  });

  it.each(provider.apps)('what $name may ask for is never taken for another app', (app) => {
    const on = [...app.required, ...app.optionalOn];
    for (const ids of [app.required, on, [...on, ...app.optionalOff]]) expect([null, app.name]).toContain(bySet(provider, ids));
  });

  it('the scopes that everybody asks for name nobody', () => {
    expect(bySet(provider, provider.catalogue.common)).toBeNull();
  });
});

describe('a scope set', () => {
  const whole = profile('whole', { required: rare, optionalOn: ['forms'] });

  it('names the app whose required scopes it has, with nothing unpublished', () => {
    expect(bySet(hubspot, dittofeed.required)).toBe('Dittofeed');
    expect(setOf(rare, whole)).toBe('whole');
    expect(setOf([...rare, 'forms', 'oauth'], whole)).toBe('whole');
    expect(setOf([...rare, 'tickets'], whole)).toBeNull();
    expect(setOf(rare.slice(1), whole)).toBeNull();
    expect(setOf([], whole)).toBeNull();
  });

  it('that fits two profiles fits none, be one of them ever so vague', () => {
    expect(setOf(rare, whole, profile('twin', { required: rare }))).toBeNull();
    expect(setOf(rare, whole, profile('vague', { optionalOff: rare }))).toBeNull();
    expect(setOf(rare, whole, profile('other', { required: ['forms'], optionalOff: rare }))).toBe('whole');
  });

  it('never names an app that publishes no list', () => {
    const empty = profile('empty', {});
    for (const ids of [[], ['oauth'], rare]) expect(setOf(ids, empty), ids.join()).toBeNull();
    expect(setOf(rare, whole, empty)).toBe('whole');
  });

  it('of fewer than five required scopes names nobody', () => {
    expect(setOf(rare, profile('few', { required: rare.slice(1), optionalOn: rare.slice(0, 1) }))).toBeNull();
  });

  it('needs two scopes that are not common, or one where the request is exactly the required list', () => {
    const common = hubspot.catalogue.common.slice(0, 8);
    const ids = (count: number) => [...common, ...rare.slice(0, count)];
    const app = (count: number) => profile('app', { required: ids(count), optionalOn: ['forms-uploaded-files'] });
    expect([0, 1, 2].map((count) => setOf([...ids(count), 'forms-uploaded-files'], app(count)))).toEqual([null, null, 'app']);
    expect([0, 1, 2].map((count) => setOf(ids(count), app(count)))).toEqual([null, 'app', 'app']);
  });

  it('of Clay on Salesforce names Clay, and one more scope or one less names nobody', () => {
    const five = ['api', 'refresh_token', 'id', 'openid', 'profile'];
    expect(bySet(salesforce, five)).toBe('Clay');
    expect(bySet(salesforce, [...five, 'email'])).toBeNull();
    for (const id of five)
      expect(
        bySet(
          salesforce,
          five.filter((other) => other !== id),
        ),
        `without ${id}`,
      ).toBeNull();
  });
});

describe('a name on the page', () => {
  const named = (...headings: string[]) => matchProfile(hubspot, request([]), page(...headings))?.profile.name ?? null;

  it.each([
    'Clay',
    'Connect Clay to HubSpot',
    'Clay wants access.',
    '“Clay” asks',
    'Allow Clay’s app',
    'Claymore by Clay',
    '\u{1F680}Clay',
  ])('%s', (heading) => {
    expect(named(heading)).toBe('Clay');
  });

  it.each([
    'Claymore asks',
    'Barclay',
    'CLAY',
    'clay',
    'PreClay',
    'Clay2',
    'Clay-like',
    'Clay_Test',
    'Red-Clay',
    'Clay\u0301',
    'Clay\u200bton',
    '\u{1D400}Clay',
    'Clay\u{1D400}',
    'Clay.example',
    'www.Clay',
    'Claymore, Barclay',
    'C lay',
    '',
  ])('not %s', (heading) => {
    expect(named(heading)).toBeNull();
  });

  it('of two apps names neither, also where the scopes fit one', () => {
    expect(named('Clay', 'Workato')).toBeNull();
    expect(matchProfile(hubspot, request(clay.required), page('Connect Clay and Workato'))).toBeNull();
    expect(matchProfile(hubspot, request(clay.required), page('Connect your account'))?.matchedBy).toBe('scope-set');
  });

  it('counts once, however often and wherever the page says it', () => {
    expect(named('Clay', 'Clay by Clay')).toBe('Clay');
  });
});

describe('what the provider checks', () => {
  const apps = withApps(profile('one', { clientIds: ['id-of-one'], redirectHosts: ['one.example'] }), profile('two', { required: rare }));
  const match = (input: Partial<AuthorizationRequest>, headings: string[] = []) => {
    const found = matchProfile(apps, request(rare, input), page(...headings));
    return found && [found.profile.id, found.matchedBy];
  };

  it('goes before what the page and the scopes resemble', () => {
    expect(match({ clientId: 'id-of-one' }, ['two'])).toEqual(['one', 'client-id']);
    expect(match({ redirectHost: 'app.one.example' }, ['two'])).toEqual(['one', 'redirect-host']);
    expect(match({}, ['one'])).toEqual(['one', 'page-name']);
    expect(match({})).toEqual(['two', 'scope-set']);
  });

  it.each(['one.example.evil.example', 'notone.example', 'example', 'ONE.example', null])(
    'the host %s is not below one.example',
    (redirectHost) => {
      expect(match({ redirectHost })?.[1]).toBe('scope-set');
    },
  );

  it('is nothing where the request says it twice', () => {
    expect(match({ clientId: 'id-of-one', readOnly: 'repeated-client-id' })?.[1]).toBe('scope-set');
    expect(match({ redirectHost: 'one.example', readOnly: 'repeated-redirect-uri' })?.[1]).toBe('scope-set');
  });

  it('names Dittofeed by the client ID in its public code, wherever it is hosted', () => {
    const ids = ['crm.objects.contacts.read'];
    const found = matchProfile(hubspot, request(ids, { clientId: '9128468e-b771-4bab-b301-21b479213975' }), null);
    expect([found?.profile.id, found?.matchedBy]).toEqual(['dittofeed', 'client-id']);
  });

  it('names nobody by a client ID that two apps claim', () => {
    const both = withApps(profile('one', { clientIds: ['same'] }), profile('two', { clientIds: ['same'], required: rare }));
    expect(matchProfile(both, request(rare, { clientId: 'same' }), null)).toBeNull();
  });
});
