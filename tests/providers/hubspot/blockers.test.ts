import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { dittofeed } from '@/providers/hubspot/apps/dittofeed';
import { metorial } from '@/providers/hubspot/apps/metorial';
import { workato } from '@/providers/hubspot/apps/workato';
import { findScope } from '@/providers/hubspot/scopes';
import { buildReview } from '@/utils/review/build-review';
import { corpusOf } from '../../corpus';
import { authorizeUrl, clientApps } from '../../simulators/clients/authorize-url';
import { hubspotUrl } from './sample-urls';

function review(url: string, profile: string | null = null) {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  const userOverrides = { customProfiles: [], appOverride: profile === null ? null : { profile } };
  return buildReview({ provider: hubspot, request: parsed.value, isObserved: true, userOverrides });
}
const findingOf = (id: string, url: string, profile: string | null = null) =>
  review(url, profile).findings.find((candidate) => candidate.id === id);

describe('a scope that the app’s profile requires and the request does not carry in scope', () => {
  const id = 'hubspot-required-not-in-scope';
  const contacts = 'crm.objects.contacts.read';
  const atWorkato = (url: string) => url.replace('app.example.com', 'www.workato.com');

  it.each([
    ['is absent', hubspotUrl(['oauth'], ['tickets'])],
    ['is in optional_scope', hubspotUrl(['oauth'], [contacts, 'tickets'])],
    ['is in optional_scope, and there is no scope parameter', hubspotUrl([], [contacts]).replace('&scope=', '')],
  ])('is likely to be refused where the profile lists the app’s settings: it %s', (_, url) => {
    expect(findingOf(id, atWorkato(url))).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      actor: 'app-vendor',
      params: ['Workato', [contacts]],
      scopes: [contacts],
    });
  });

  it('is only possible where the profile lists the choices that the app offers', () => {
    const [moved = '', ...rest] = metorial.required;
    expect(findingOf(id, hubspotUrl(rest, [moved]), 'metorial')).toMatchObject({ confidence: 'possible', scopes: [moved] });
  });

  it('is not reported where it stands in scope, or where no app is recognized', () => {
    expect(findingOf(id, atWorkato(hubspotUrl([contacts], ['tickets'])))).toBeUndefined();
    expect(findingOf(id, hubspotUrl(['oauth'], [contacts]))).toBeUndefined();
  });

  it('is not reported where the app is known by a resemblance only, as a stranger may request the same scopes', () => {
    const url = hubspotUrl(['oauth'], dittofeed.required);
    expect(review(url).app).toMatchObject({ name: 'Dittofeed', matchedBy: 'scope-set' });
    expect(findingOf(id, url)).toBeUndefined();
    expect(findingOf(id, url, 'dittofeed')).toBeDefined();
  });

  it.each([
    ['a joined list', hubspotUrl([`${contacts},tickets`])],
    ['the placeholder of a template', hubspotUrl(['{{scopes}}'])],
  ])('is not reported where %s hides what is requested', (_, url) => {
    expect(review(atWorkato(url)).app.name).toBe('Workato');
    expect(findingOf(id, atWorkato(url))).toBeUndefined();
  });

  it.each([
    ['was cut off', atWorkato(hubspotUrl(['oauth'], ['crm.objects.contacts.re'])).replace(/&state=.*$/, '')],
    ['has two lists', `${atWorkato(hubspotUrl(['oauth'], ['tickets']))}&optional_scope=${contacts}`],
    ['names no scopes at all', atWorkato(hubspotUrl([])).replace('&scope=', '')],
  ])('is not reported where the request %s', (_, url) => {
    expect(review(url).app.name).toBe('Workato');
    expect(findingOf(id, url)).toBeUndefined();
  });

  it.each(corpusOf('hubspot'))('is no alarm for the request of $app', ({ scopes, optionalScopes }) => {
    expect(findingOf(id, hubspotUrl(scopes, optionalScopes))).toBeUndefined();
  });

  it.each(corpusOf('hubspot').filter(({ app }) => hubspot.knowledge.apps.some(({ name }) => name === app)))(
    'is no alarm where the person names the app of this request: $app',
    ({ app, scopes, optionalScopes }) => {
      const profile = hubspot.knowledge.apps.find(({ name }) => name === app)?.id ?? '';
      expect(review(hubspotUrl(scopes, optionalScopes), profile).app.name).toBe(app);
      expect(findingOf(id, hubspotUrl(scopes, optionalScopes), profile)).toBeUndefined();
    },
  );

  it('is no alarm for what each app publishes', () => {
    for (const { id: app, required, optionalOn, optionalOff } of hubspot.knowledge.apps)
      expect(findingOf(id, hubspotUrl(required, [...optionalOn, ...optionalOff]), app), app).toBeUndefined();
  });

  it.each(Object.keys(clientApps) as (keyof typeof clientApps)[])('is no alarm for the simulated %s', (name) => {
    expect(findingOf(id, authorizeUrl(name))).toBeUndefined();
    expect(findingOf(id, authorizeUrl(name, { plural: true, optional: [] }))).toBeUndefined();
  });
});

describe('a scope that HubSpot gives to apps on request', () => {
  const id = 'hubspot-scope-on-request';
  const custom = 'crm.schemas.custom.write';

  it('is reported with the program and who can ask for it, also where it is optional', () => {
    for (const url of [hubspotUrl([custom]), hubspotUrl(['oauth'], [custom])])
      expect(findingOf(id, url)).toMatchObject({
        severity: 'warning',
        confidence: 'possible',
        actor: 'app-vendor',
        params: [custom, 'Custom Objects Schema pilot program'],
        scopes: [custom],
      });
  });

  it('is the one scope that Workato marks as not available by default', () => {
    const reported = review(hubspotUrl(workato.required, workato.optionalOn)).findings.filter((found) => found.id === id);
    expect(reported.flatMap(({ scopes }) => scopes)).toEqual([custom]);
  });

  it('says so in the catalogue, with its source', () => {
    expect(findScope(custom)?.planNote).toMatch(/^Not available by default/);
    expect(findScope(custom)?.sources[0]).toBe('workato');
  });
});
