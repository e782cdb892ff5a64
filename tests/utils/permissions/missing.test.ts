/** Which permissions the extension requests, and on which pages. */
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { salesforce } from '@/providers/salesforce';
import { missingPermissionFor } from '@/utils/permissions/missing';

const approval = '/setup/secur/RemoteAccessAuthorizationPage.apexp?source=CANARY';
const contains = vi.fn<(of: { origins: string[] }) => Promise<boolean>>();

beforeEach(() => {
  contains.mockResolvedValue(false);
  Object.assign(browser, { permissions: { contains } });
});

it('a site on a custom domain is offered alone in the permission request', async () => {
  expect(await missingPermissionFor(`https://partners.acme.example/emea${approval}`)).toEqual({
    host: 'partners.acme.example',
    provider: 'Salesforce',
    reason: 'unlisted',
    origins: ['https://partners.acme.example/*'],
  });
});

it('a revoked host is offered together with the other hosts of its provider', async () => {
  const origins = salesforce.urls.hosts.map((host) => `https://${host}/*`);
  for (const host of ['acme--dev.sandbox.my.salesforce.com', 'login.salesforce.com'])
    expect(await missingPermissionFor(`https://${host}${approval}`)).toEqual({ host, provider: 'Salesforce', reason: 'revoked', origins });
  expect(await missingPermissionFor('https://app.hubspot.com/oauth/authorize?client_id=1')).toMatchObject({
    provider: 'HubSpot',
    reason: 'revoked',
  });
});

it('no permission is requested where it would show nothing or is already granted', async () => {
  for (const address of [
    undefined,
    '',
    'no address',
    'https://example.com/',
    'https://app.hubspot.com/contacts/1',
    'https://mcp.hubspot.com/oauth/authorize?client_id=1',
    `http://acme.my.salesforce.com${approval}`,
  ])
    expect(await missingPermissionFor(address), address).toBeNull();
  contains.mockImplementation(async ({ origins }) => origins[0] === 'https://acme.my.salesforce.com/*');
  expect(await missingPermissionFor(`https://acme.my.salesforce.com${approval}`)).toBeNull();
});
