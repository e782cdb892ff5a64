/** Which settings and which request are of the same app. */
import { describe, expect, it } from 'vitest';
import { parseRequest } from '@/providers';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { pairedBy, type Registered, requestFor, settingsFor } from '@/utils/apps/pairs';
import { settingsTemplates } from '@/utils/apps/templates';
import { allSteps } from '@/utils/text/steps';

const registered = (provider: string, clientId: string | null, ...redirectUrls: string[]): Registered => {
  const none = { name: null, required: [], conditionallyRequired: [], optional: [], declaresRequirements: false };
  return { provider, settings: { ...none, clientId, redirectUrls } satisfies AppSettings, profile: null };
};
function requestOf(clientId: string, redirect: string): AuthorizationRequest {
  const parsed = parseRequest(
    `https://acme.my.salesforce.com/services/oauth2/authorize?client_id=${clientId}&redirect_uri=${redirect}&scope=api`,
  );
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
const request = requestOf('one', 'https://a.example/cb');

const byClient = registered('salesforce', 'one', 'https://b.example/');
const byUrl = registered('salesforce', null, 'https://a.example/cb');
const byHost = registered('salesforce', null, 'https://a.example/other');
const unknown = registered('salesforce', null);
const other = registered('salesforce', 'two', 'https://a.example/cb');
const elsewhere = registered('hubspot', null, 'https://a.example/cb');

describe('the settings of a request', () => {
  it.each([
    ['those of its client ID', [unknown, byUrl, byHost, byClient], byClient],
    ['else those with its redirect URL', [unknown, byHost, byUrl], byUrl],
    ['else those with its redirect host', [unknown, byHost], byHost],
    ['none if only the provider is the same', [unknown], undefined],
    ['none if several have its redirect URL', [byUrl, registered('salesforce', null, 'https://a.example/cb')], undefined],
    ['the first ones if several have its client ID', [byClient, registered('salesforce', 'one')], byClient],
    ['none of another app or provider', [other, elsewhere], undefined],
  ])('are %s', (_, candidates, expected) => {
    expect(settingsFor(request, candidates)).toBe(expected);
  });

  it.each(['http://localhost:3000/cb', 'http://127.0.0.1/cb', 'https://[address]/cb', 'https://{host}/cb'])(
    'are not found by a redirect URL that any app may have: %s',
    (redirect) => expect(pairedBy(registered('salesforce', null, redirect), requestOf('one', redirect))).toBeNull(),
  );

  it('may be a template, by what is known of the app', () => {
    const [template] = settingsTemplates().filter(({ profile, provider }) => profile.name === 'Clay' && provider.id === 'salesforce');
    if (!template) throw new Error('there is no template');
    const clay = { provider: 'salesforce', settings: template.settings, profile: template.profile };
    expect(pairedBy(clay, requestOf('one', 'https://app.clay.com/oauth/callback'))).toBe('redirect-host');
    expect(pairedBy(clay, request)).toBeNull();
  });
});

describe('the request of an app', () => {
  const requests = ['https://other.example/', 'https://a.example/x', 'https://a.example/cb'].map((redirect) => ({
    request: requestOf('one', redirect),
  }));

  it('is the first one with the strongest evidence', () => {
    expect(allSteps(requestFor(byClient, requests, [byClient, byUrl]))).toBe(requests[0]);
    expect(allSteps(requestFor(byUrl, requests, [byUrl]))).toBe(requests[2]);
    expect(allSteps(requestFor(byHost, requests, [byHost]))).toBe(requests[1]);
  });

  it('must have something in common with the app, and must not be of another one', () => {
    expect(allSteps(requestFor(unknown, requests, [unknown]))).toBeUndefined();
    expect(allSteps(requestFor(byUrl, requests, [byUrl, byClient]))).toBeUndefined();
  });
});
