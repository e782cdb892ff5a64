import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { dittofeed } from '@/providers/hubspot/apps/dittofeed';
import { salesforce } from '@/providers/salesforce';
import { matchProfile, recognizeApp } from '@/utils/review/match-profile';
import { corpusOf } from '../../corpus';
import { pageSnapshot } from '../../page-snapshot';

/** A request of an unknown client with an unknown redirect host. */
const request = (ids: readonly string[], input: Partial<AuthorizationRequest> = {}): AuthorizationRequest => ({
  provider: 'hubspot',
  pageKind: 'authorize',
  url: '',
  clientId: '00000000-0000-0000-0000-000000000000',
  redirectHost: 'app.example.com',
  account: null,
  scopes: ids.map((id) => ({ id, parameter: 'scope', requirement: 'required', locked: true })),
  readOnly: null,
  ...input,
});
const noOverrides = { customProfiles: [], appOverride: null };
const page = (...headings: string[]) => pageSnapshot({ headings });
const bySet = (provider: Provider, ids: readonly string[]) => matchProfile(provider, request(ids), null)?.profile.name ?? null;

/**
 * Five scopes that are not common among the collected requests, so that each of them counts as
 * evidence.
 */
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
const withApps = (...apps: AppProfile[]): Provider => ({ ...hubspot, knowledge: { ...hubspot.knowledge, apps } });
const setOf = (ids: readonly string[], ...apps: AppProfile[]) => bySet(withApps(...apps), ids);

describe.each(providers)('matching by scope set on $name', (provider) => {
  it.each(corpusOf(provider.id))('names the collected request of $app correctly or not at all', (row) => {
    for (const ids of [row.scopes, [...row.scopes, ...row.optionalScopes], ['oauth', ...row.scopes]]) {
      expect([null, row.app]).toContain(bySet(provider, ids));
    }
  });

  it.each(provider.knowledge.apps)('never takes a request of $name for another app', (app) => {
    const on = [...app.required, ...app.optionalOn];
    for (const ids of [app.required, on, [...on, ...app.optionalOff]]) expect([null, app.name]).toContain(bySet(provider, ids));
  });

  it('names no app for the scopes that most apps request', () => {
    expect(bySet(provider, provider.knowledge.catalogue.common)).toBeNull();
  });
});

describe('matching by scope set', () => {
  const whole = profile('whole', { required: rare, optionalOn: ['forms'] });

  it('finds the app whose required scopes are all requested, with no scope outside its profile', () => {
    expect(bySet(hubspot, dittofeed.required)).toBe('Dittofeed');
    expect(setOf(rare, whole)).toBe('whole');
    expect(setOf([...rare, 'forms', 'oauth'], whole)).toBe('whole');
    expect(setOf([...rare, 'tickets'], whole)).toBeNull();
    expect(setOf(rare.slice(1), whole)).toBeNull();
    expect(setOf([], whole)).toBeNull();
  });

  it('finds no app when two profiles fit, however vague one of them is', () => {
    expect(setOf(rare, whole, profile('twin', { required: rare }))).toBeNull();
    expect(setOf(rare, whole, profile('vague', { optionalOff: rare }))).toBeNull();
    expect(setOf(rare, whole, profile('other', { required: ['forms'], optionalOff: rare }))).toBe('whole');
  });

  it('never names an app that publishes no list', () => {
    const empty = profile('empty', {});
    for (const ids of [[], ['oauth'], rare]) expect(setOf(ids, empty), ids.join()).toBeNull();
    expect(setOf(rare, whole, empty)).toBe('whole');
  });

  it('finds no app with fewer than five required scopes', () => {
    expect(setOf(rare, profile('few', { required: rare.slice(1), optionalOn: rare.slice(0, 1) }))).toBeNull();
  });

  it('needs two scopes that are not common', () => {
    const common = hubspot.knowledge.catalogue.common.slice(0, 8);
    const ids = (count: number) => [...common, ...rare.slice(0, count)];
    const matchWith = (count: number) => setOf(ids(count), profile('app', { required: ids(count) }));
    expect(matchWith(0)).toBeNull();
    expect(matchWith(1)).toBeNull();
    expect(matchWith(2)).toBe('app');
  });

  it('does not name Clay for its five Salesforce scopes, which many apps request', () => {
    expect(bySet(salesforce, ['api', 'refresh_token', 'id', 'openid', 'profile'])).toBeNull();
  });
});

describe('matching by a name on the page', () => {
  /** A request that says nothing about the host to which it returns. */
  const hostless = (ids: readonly string[]) => request(ids, { redirectHost: null });
  const named = (...headings: string[]) => matchProfile(hubspot, hostless([]), page(...headings))?.profile.name ?? null;

  it.each([
    'Clay',
    'Connect Clay to HubSpot',
    'Clay wants access.',
    '“Clay” asks',
    'Allow Clay’s app',
    'Claymore by Clay',
    '\u{1F680}Clay',
  ])('finds Clay in “%s”', (heading) => {
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
  ])('does not find Clay in “%s”', (heading) => {
    expect(named(heading)).toBeNull();
  });

  it('finds no app when the page names two, even if the scopes fit one of them', () => {
    expect(named('Clay', 'Workato')).toBeNull();
    expect(matchProfile(hubspot, hostless(clay.required), page('Connect Clay and Workato'))).toBeNull();
    expect(matchProfile(hubspot, hostless(clay.required), page('Connect your account'))?.matchedBy).toBe('scope-set');
  });

  it('counts neither name nor scopes of an app that returns to hosts of its own, if the request returns elsewhere', () => {
    for (const redirectHost of ['app.example.com', 'clay.com.evil.example', 'localhost:3000', 'http://app.clay.com', 'clay:'])
      expect(matchProfile(hubspot, request(clay.required, { redirectHost }), page('Clay'))).toBeNull();
    const known = withApps(profile('one', { redirectHosts: ['one.example'] }), profile('two', { required: rare }));
    expect(matchProfile(known, request(rare), page('one'))).toMatchObject({ profile: { id: 'two' }, matchedBy: 'scope-set' });
  });

  it('finds an app that the page names several times', () => {
    expect(named('Clay', 'Clay by Clay')).toBe('Clay');
  });
});

describe('matching by client ID or redirect host', () => {
  const apps = withApps(profile('one', { clientIds: ['id-of-one'], redirectHosts: ['one.example'] }), profile('two', { required: rare }));
  const match = (input: Partial<AuthorizationRequest>, headings: string[] = []) => {
    const match = matchProfile(apps, request(rare, input), page(...headings));
    return match && [match.profile.id, match.matchedBy];
  };

  it('takes precedence over the page and the scope set', () => {
    const nowhere = { redirectHost: null };
    expect(match({ clientId: 'id-of-one' }, ['two'])).toEqual(['one', 'client-id']);
    expect(match({ redirectHost: 'app.one.example' }, ['two'])).toEqual(['one', 'redirect-host']);
    expect(match(nowhere, ['one'])).toEqual(['one', 'page-name']);
    expect(match({})).toEqual(['two', 'scope-set']);
  });

  it.each(['app.one.example:8443', 'app.one.example.', 'ONE.example'])(
    'accepts the host %s, because it is the same one',
    (redirectHost) => {
      expect(match({ redirectHost })).toEqual(['one', 'redirect-host']);
    },
  );

  it.each(['one.example.evil.example', 'notone.example', 'example', 'http://app.one.example', 'one.example:', null])(
    'does not accept the host %s for one.example',
    (redirectHost) => {
      expect(match({ redirectHost })?.[1]).toBe('scope-set');
    },
  );

  it('is certain by the redirect host only of a request that a tab opened, and by the client ID of any', () => {
    const recognized = (input: Partial<AuthorizationRequest>, isObserved?: boolean) => {
      const { matchedBy, isCertain, profile: found } = recognizeApp(apps, request(rare, input), null, noOverrides, isObserved);
      return [found?.id, matchedBy, isCertain];
    };
    expect(recognized({ redirectHost: 'one.example' }, true)).toEqual(['one', 'redirect-host', true]);
    for (const isObserved of [false, undefined]) {
      expect(recognized({ redirectHost: 'one.example' }, isObserved)).toEqual(['one', 'claimed-host', false]);
      expect(recognized({ clientId: 'id-of-one' }, isObserved)).toEqual(['one', 'client-id', true]);
    }
  });

  it('ignores a client ID or redirect URI that the request repeats', () => {
    expect(match({ clientId: 'id-of-one', readOnly: 'repeated-client-id' })?.[1]).toBe('scope-set');
    expect(match({ redirectHost: 'one.example', readOnly: 'repeated-redirect-uri' })?.[1]).toBe('scope-set');
  });

  it('recognizes Dittofeed by the client ID in its public code, wherever it is hosted', () => {
    const ids = ['crm.objects.contacts.read'];
    const match = matchProfile(hubspot, request(ids, { clientId: '9128468e-b771-4bab-b301-21b479213975' }), null);
    expect(match?.profile.id).toBe('dittofeed');
    expect(match?.matchedBy).toBe('client-id');
  });

  it('finds no app for a client ID that two profiles claim', () => {
    const both = withApps(profile('one', { clientIds: ['same'] }), profile('two', { clientIds: ['same'], required: rare }));
    expect(matchProfile(both, request(rare, { clientId: 'same' }), null)).toBeNull();
  });
});
