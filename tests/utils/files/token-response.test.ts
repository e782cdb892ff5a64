/** What a token response grants, and how it compares with a request. */
import { describe, expect, it } from 'vitest';
import { grantedAgainst, grantedAsMarkdown, lackTitle } from '@/utils/files/granted';
import { openContent } from '@/utils/files/open-content';
import type { Found } from '@/utils/files/types';
import { allSteps } from '@/utils/text/steps';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

const opened = (fields: object) =>
  openContent(JSON.stringify({ access_token: 'CANARY', token_type: 'bearer', expires_in: 1_800, ...fields }));
const responseOf = (fields: object) => opened(fields).found[0] as Found;
const idsOf = ({ input: { request } }: Found) => request.scopes.map(({ id }) => id);
const requested = (url: string) => openContent(url).found;
const other = (scope: string) =>
  `https://as.example/authorize?client_id=1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&response_type=code&scope=${encodeURIComponent(scope)}`;

describe('a token response that names its client', () => {
  it('is compared with the requests of that client, and with those that name none', () => {
    const response = responseOf({ client_id: 'app-b', scopes: ['oauth', 'crm.objects.contacts.read'] });
    const requests = (client: string) => requested(hubspotUrl(['oauth', 'crm.lists.read']).replace(/client_id=[^&]*/, client));
    const compared = (client: string) => allSteps(grantedAgainst(response, requests(client))).length;
    expect([compared('client_id=app-a'), compared('client_id=app-b'), compared('x=1')]).toEqual([0, 1, 1]);
  });
});

describe('the scopes of a token response', () => {
  it.each([
    [
      'openid https://www.googleapis.com/auth/drive',
      'openid https://www.googleapis.com/auth/drive https://www.googleapis.com/auth/gmail.send',
    ],
    ['openid https://graph.microsoft.com/Mail.Read', 'openid https://graph.microsoft.com/Directory.ReadWrite.All'],
    ['launch patient/*.read', 'launch patient/*.read patient/*.write'],
  ])('are all that it names, whatever characters they have: %s', (before, scope) => {
    const response = responseOf({ scope });
    expect(idsOf(response)).toEqual(scope.split(' '));
    const [compared] = allSteps(grantedAgainst(response, requested(other(before))));
    const [asked, granted] = [before.split(' '), scope.split(' ')];
    expect(compared?.missing).toEqual(asked.filter((id) => !granted.includes(id)));
    expect(compared?.extra).toEqual(granted.filter((id) => !asked.includes(id)));
  });

  it.each([
    { scopes: 'oauth crm.export' },
    { scope: ['oauth crm.export'] },
    { scopes: ['oauth', ' crm.export\n'] },
    { Scope: 'oauth,crm.export' },
    { scope: '', scopes: ['oauth', 'crm.export'] },
    { scope: 'oauth', authed_user: { scope: 'crm.export' } },
    { scope: 'oauth', granted_scopes: ['crm.export'] },
    { grantedScopes: ['oauth', 'crm.export'] },
    { scp: 'oauth crm.export' },
    { scope: 'oauth', data: { a: { b: { c: { scope: 'crm.export' } } } } },
  ])('are read in any shape: %o', (fields) => {
    const { found, receipt } = opened(fields);
    expect(found.map(idsOf)).toEqual([['oauth', 'crm.export']]);
    expect(receipt.notUnderstood).toBe(0);
    expect(found[0]?.input.request.readOnly).toBe('from-file');
  });

  it.each(['AAMAAQIgAACAAAAE', 'AAMAAQ=='])('are those of HubSpot’s list, not the bits in its signed token: %s', (bits) => {
    const signed = {
      expiresAt: 1_764_000_000_000,
      scopes: bits,
      signature: 'H9vG3c/8k2WJ',
      scopeToScopeGroupPks: 'AAAAAQ',
      trialScopes: bits,
    };
    const fields = { user: 'jo@acme.example', scopes: ['oauth', 'crm.objects.contacts.read'], signed_access_token: signed };
    for (const { found, receipt } of [
      opened(fields),
      openContent(JSON.stringify(fields)),
      openContent(`Reply:\n${JSON.stringify(fields, null, 2)}`),
    ]) {
      expect(found.map(idsOf).map((ids) => ids.toSorted())).toEqual([['crm.objects.contacts.read', 'oauth']]);
      expect([found[0]?.input.request.readOnly, receipt.notUnderstood]).toEqual(['from-file', 0]);
    }
  });

  it.each([
    { scope: { read: true } },
    { scope: 7 },
    { scope: '' },
    { scopes: [] },
    { scope: '"oauth" "crm.export"' },
    { scope: 'oauth;crm.export' },
    { scope: 'oauth|crm.export' },
    { scope: 'oauth', scopeList: 'crm.export' },
    { scope: 'oauth', data: JSON.parse(`${'{"a":'.repeat(25)}{"scope":"crm.export"}${'}'.repeat(25)}`) },
    { scopes: ['oauth', { id: 'crm.export' }] },
    { scopes: Array.from({ length: 501 }, (_, index) => `scope.${index}`) },
  ])('are incomplete if some can’t be read, and then nothing is compared: %o', (fields) => {
    const { found, receipt } = opened({ ...fields, instance_url: 'https://acme.my.salesforce.com' });
    const [response] = found as [Found];
    expect(receipt.notUnderstood).toBeGreaterThan(0);
    const request = requested(
      'https://login.salesforce.com/services/oauth2/authorize?client_id=C&redirect_uri=https%3A%2F%2Fa.example&response_type=code&scope=id',
    );
    const compared = allSteps(grantedAgainst(response, request));
    expect(compared).toMatchObject([{ isUncertain: true, missing: [], extra: [], granted: [] }]);
    const report = grantedAsMarkdown(
      { provider: 'X', account: null, scopes: idsOf(response), isIncomplete: true },
      compared.map((one) => ({ ...one, app: 'Y' })),
    );
    expect(report).toContain('# The response names scopes that can’t be read');
    expect(report).toContain('can’t be compared');
    expect(report).not.toMatch(/Everything that|A response without scopes/);
  });
});

describe('a request whose list may be incomplete', () => {
  it.each(['&request=eyJ', ';scope=crm.export', '&Scope=crm.export', '&scope[]=crm.export'])(
    'is not compared with what was granted: %s',
    (more) => {
      const request = requested(`${hubspotUrl(['oauth', 'crm.lists.read'])}${more}`);
      for (const scopes of [['oauth', 'crm.lists.read'], ['oauth']]) {
        const compared = allSteps(grantedAgainst(responseOf({ scopes }), request));
        expect(compared).toMatchObject([{ isUncertain: true, missing: [], extra: [], granted: [] }]);
        expect(lackTitle(compared)).toBeNull();
        const report = grantedAsMarkdown(
          { provider: 'X', account: null, scopes, isIncomplete: false },
          compared.map((one) => ({ ...one, app: 'Y' })),
        );
        expect(report).toContain('The two can’t be compared');
        expect(report).not.toContain('Everything that was requested');
      }
    },
  );

  it('is compared if it is complete', () => {
    const [compared] = allSteps(grantedAgainst(responseOf({ scopes: ['oauth'] }), requested(hubspotUrl(['oauth', 'crm.lists.read']))));
    expect(compared).toMatchObject({ isUncertain: false, missing: ['crm.lists.read'], granted: ['oauth'] });
  });
});
