/** Which settings belong to a request. */
import { describe, expect, it } from 'vitest';
import { parseRequest } from '@/providers';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsFor } from '@/utils/apps/pairs';

const registered = (provider: string, clientId: string | null, ...redirectUrls: string[]) => {
  const none = { name: null, required: [], conditionallyRequired: [], optional: [], declaresRequirements: false };
  return { provider, settings: { ...none, clientId, redirectUrls } satisfies AppSettings };
};
const parsed = parseRequest(
  'https://acme.my.salesforce.com/services/oauth2/authorize?client_id=one&redirect_uri=https://a.example/cb&scope=api',
);
if (!parsed.ok) throw new Error(parsed.reason);
const request = parsed.value;

describe('the settings of a request', () => {
  const byClient = registered('salesforce', 'one', 'https://b.example/');
  const byHost = registered('salesforce', null, 'https://a.example/other');
  const unknown = registered('salesforce', null);
  const other = registered('salesforce', 'two', 'https://a.example/cb');
  const elsewhere = registered('hubspot', null, 'https://a.example/cb');

  it.each([
    ['those of its client ID', [unknown, byHost, byClient], false, byClient],
    ['else those with its redirect host', [unknown, byHost], false, byHost],
    ['else the only ones of its provider, if it is the only request', [elsewhere, other, unknown], true, unknown],
    ['none if there are other requests', [unknown], false, undefined],
    ['none if there are several', [unknown, registered('salesforce', null)], true, undefined],
    ['none of another app or provider', [other, elsewhere], true, undefined],
  ])('are %s', (_, candidates, isOnly, expected) => {
    expect(settingsFor(request, candidates, isOnly)).toBe(expected);
  });
});
