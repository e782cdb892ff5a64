/** A user's app override or own profile may never add a scope or unlock what the provider locks. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppProfile } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { outreach } from '@/providers/outreach';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import { withLockedScopes } from '@/utils/review/selection';
import { appOverrideFor, loadUserOverrides, trustedClientKey } from '@/utils/review/user-overrides';
import { saveAppOverride } from '@/utils/storage/app-overrides';
import { closeDatabase } from '@/utils/storage/database';
import type { ProfileFile } from '@/utils/storage/profile-file';
import { saveProfile } from '@/utils/storage/profiles';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';

const requestOf = (provider: Provider, url: string) => {
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
};
const review = (url: string, input: Partial<ReviewInput> = {}, provider: Provider = hubspot) =>
  buildReview({ provider, isObserved: true, request: requestOf(provider, url), ...input });
const customProfile = (id: string, more: Partial<AppProfile> = {}): AppProfile => ({
  clientIds: [],
  source: clay.source,
  id,
  name: `My ${id}`,
  names: [],
  redirectHosts: [],
  required: [],
  optionalOn: [],
  optionalOff: [],
  impactIfDropped: {},
  ...more,
});
const withProfiles = (customProfiles: AppProfile[]) => ({ customProfiles, appOverride: null });
const withOverride = (profile: string | null, customProfiles: AppProfile[] = []) => ({
  customProfiles,
  appOverride: { profile },
});

describe('the app of a request', () => {
  it('is the one that the user named, whatever the evidence', () => {
    expect(review(clayUrl).app).toMatchObject({ name: 'Clay', matchedBy: 'redirect-host' });
    expect(review(clayUrl, { userOverrides: withOverride('workato') }).app).toMatchObject({
      name: 'Workato',
      matchedBy: 'user',
      isCustom: false,
    });
    expect(review(clayUrl, { userOverrides: withOverride('acme', [customProfile('acme')]) }).app).toMatchObject({
      name: 'My acme',
      matchedBy: 'user',
      isCustom: true,
    });
  });

  it('is unknown when the user chose that no profile fits, and the request is reviewed by itself', () => {
    const { app, scopes } = review(clayUrl, { userOverrides: withOverride(null) });
    expect(app).toMatchObject({ name: null, matchedBy: 'user', profile: null });
    expect(scopes.every((scope) => scope.provenance === 'request')).toBe(true);
  });

  it('is found by evidence again when the profile that the user named was deleted', () => {
    expect(review(clayUrl, { userOverrides: withOverride('gone') }).app).toMatchObject({ name: 'Clay', matchedBy: 'redirect-host' });
  });

  it("is matched to the user's own profile instead of a published one with the same id", () => {
    const own = customProfile('clay', { redirectHosts: ['clay.com'], required: ['crm.lists.read'] });
    const { app, scopes } = review(clayUrl, { userOverrides: withProfiles([own]) });
    expect(app).toMatchObject({ name: 'My clay', matchedBy: 'redirect-host', isCustom: true });
    expect(scopes.find(({ id }) => id === 'crm.lists.read')).toMatchObject({ requirement: 'required', provenance: 'custom-profile' });
    // The own profile replaces the published one entirely, so its redirect hosts no longer match.
    expect(review(clayUrl, { userOverrides: withProfiles([customProfile('clay')]) }).app.name).toBeNull();
  });

  it("is matched to the user's own profile first only if the evidence is equally strong", () => {
    const byHost = customProfile('acme', { redirectHosts: ['app.clay.com'] });
    const byName = customProfile('acme', { names: ['Clay'] });
    const snapshot = pageSnapshot({ headings: ['Connect Clay'] });
    expect(review(clayUrl, { userOverrides: withProfiles([byHost]) }).app).toMatchObject({ name: 'My acme', matchedBy: 'redirect-host' });
    expect(review(clayUrl, { snapshot, userOverrides: withProfiles([byName]) }).app).toMatchObject({
      name: 'Clay',
      matchedBy: 'redirect-host',
    });
    expect(
      review(clayUrl, { userOverrides: withProfiles([byHost, customProfile('bolt', { redirectHosts: ['clay.com'] })]) }).app.name,
    ).toBeNull();
  });
});

describe("a user's own profile", () => {
  const id = 'crm.objects.deals.write';
  const url = hubspotUrl(['crm.lists.read', id], ['tickets']);
  const everything = (more: Partial<AppProfile>) => withOverride('acme', [customProfile('acme', more)]);

  it('adds no scope, whatever it lists', () => {
    const all = { required: ['oauth', 'files'], optionalOn: ['forms'], optionalOff: ['content'] };
    const { scopes, selection, presets } = review(url, { userOverrides: everything(all) });
    expect(scopes.map((scope) => scope.id)).toEqual(['crm.lists.read', id, 'tickets']);
    for (const ids of [selection, ...presets.map(({ keep }) => keep)])
      expect(['crm.lists.read', id, 'tickets']).toEqual(expect.arrayContaining([...ids]));
  });

  it('lets a HubSpot scope be unlocked only if it calls the scope optional and no error named it', () => {
    const find = (input: Partial<ReviewInput>) => review(url, input).scopes.find((scope) => scope.id === id);
    expect(find({ userOverrides: everything({}) })).toMatchObject({ locked: true, unlockable: false });
    expect(find({ userOverrides: everything({ optionalOff: [id] }) })).toMatchObject({ locked: true, unlockable: true });
    expect(find({ userOverrides: everything({ optionalOff: [id] }), unlocked: [id] })).toMatchObject({ locked: false });
    expect(find({ userOverrides: everything({ optionalOff: [id] }), unlocked: [id], learnedRequired: [id] })).toMatchObject({
      locked: true,
      unlockable: false,
    });
  });

  it('allows no selection that narrowing would refuse', () => {
    const request = requestOf(hubspot, url);
    const result = review(url, { userOverrides: everything({ optionalOff: ['crm.lists.read', id, 'tickets'] }), unlocked: [id] });
    const kept = withLockedScopes(new Set(), result.scopes);
    expect(kept).toEqual(['crm.lists.read']);
    const narrowed = hubspot.requests.narrow(request, new Set(kept), new Set(result.unlocked));
    expect(narrowed).toMatchObject({ result: 'narrowed', dropped: [id, 'tickets'] });
  });

  it.each([
    [outreach, outreachUrl(['prospects.all', 'users.read'], '+'), 'users.read', true],
    [
      salesforce,
      'https://login.salesforce.com/services/oauth2/authorize?client_id=c&redirect_uri=https%3A%2F%2Fa.example%2F&response_type=code&scope=api%20refresh_token',
      'api',
      false,
    ],
  ] as const)('locks required scopes on $name by the same rule as a published profile', (provider, address, scope, unlockable) => {
    const result = review(address, { userOverrides: everything({ required: [scope] }) }, provider);
    expect(result.scopes.find((one) => one.id === scope)).toMatchObject({ locked: true, unlockable, provenance: 'custom-profile' });
  });
});

describe("the user's override of the app", () => {
  beforeEach(async () => {
    await closeDatabase();
    globalThis.indexedDB = new IDBFactory();
  });
  const request = requestOf(hubspot, clayUrl);
  const file: ProfileFile = {
    format: 'scope-review-profile',
    version: 1,
    provider: 'hubspot',
    id: 'acme',
    name: 'My acme',
    clientIds: [],
    redirectHosts: [],
    names: [],
    required: [],
    optionalOn: [],
    optionalOff: [],
    without: {},
    source: { title: 'HubSpot’s own list', url: 'https://wiki.acme.example/x', seen: '2026-11-22' },
  };

  it("is found by provider and client, and shows the host of the profile's source link", async () => {
    await saveProfile(file, 1);
    await saveAppOverride({ provider: 'hubspot', app: '7f0d-CLIENT', profile: 'acme', at: 1 });
    const overrides = await loadUserOverrides(hubspot, request);
    expect(overrides).toMatchObject({
      appOverride: { profile: 'acme' },
      customProfiles: [{ id: 'acme', source: { title: 'HubSpot’s own list (wiki.acme.example)' } }],
    });
    expect(Object.keys(overrides.customProfiles[0] ?? {})).not.toContain('format');
    expect(appOverrideFor(hubspot, request, overrides, 'ok')).toMatchObject({
      chosen: { profileId: 'acme' },
      choices: expect.arrayContaining([
        { id: 'clay', name: 'Clay', isCustom: false },
        { id: 'acme', name: 'My acme', isCustom: true },
      ]),
    });
    const other = { ...request, clientId: 'another' };
    expect(await loadUserOverrides(hubspot, other)).toMatchObject({ appOverride: null });
  });

  it.each([
    ['a private window', {}, 'private'],
    ['a storage that is not there', {}, 'unavailable'],
    ['nothing to go by', { clientId: null, redirectHost: null }, 'ok'],
    ['a client that is named twice', { readOnly: 'repeated-client-id' }, 'ok'],
    ['a signed request', { readOnly: 'request-object' }, 'ok'],
    ['a client ID of 2 kB', { clientId: 'x'.repeat(2001) }, 'ok'],
  ] as const)('is not offered with %s', (_, change, storage) => {
    expect(appOverrideFor(hubspot, { ...request, ...change }, { customProfiles: [], appOverride: null }, storage)).toBeNull();
  });

  it('is stored by redirect host when there is no client ID, and also for a read-only request', () => {
    expect(trustedClientKey({ ...request, clientId: null })).toBe('app.clay.com');
    expect(trustedClientKey({ ...request, readOnly: 'repeated-scope' })).toBe('7f0d-CLIENT');
  });
});
