/**
 * Persons, IP addresses and tokens in places of a file that name an app, a host, a scope or a time.
 */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { joinApps } from '@/utils/files/join-apps';
import { openFile } from '@/utils/files/open';
import { newReceipt } from '@/utils/files/receipt';
import { isRedacted, safeId, safeText, safeUrl } from '@/utils/files/safe-text';
import type { OpenedFile } from '@/utils/files/types';
import { authorize } from '../../providers/salesforce/sample-urls';
import { har } from './har';
import { sampleText } from './sample';

const name = 'App of mallory.canary@corp-secret.example 203.0.113.77 xoxb-CANARY-12';
const safeName = 'App of [email] [address] [value]';
const leak = /canary|corp-secret|203\.0\.113|2001:db8|cb00:714d/i;
const opened = (text: string) => openFile(text) as OpenedFile;
const onlyFound = (text: string) => opened(text).found[0] as OpenedFile['found'][number];

describe('the settings of an app', () => {
  const audit = `CreatedDate,Action,Section,Display\n2026-11-01,changeOauthDefaultScope,Connected Apps,"Changed connected app ${name} scopes from id to api"\n`;
  const source = { title: 'x', seen: '2026-11-01' };
  const profile = { format: 'scope-review-profile', version: 1, provider: 'hubspot', id: 'x', name, required: ['oauth'], source };
  it.each([
    ['app.json', sampleText('app.json').replace('Private card', name)],
    ['app-hsmeta.json', sampleText('app-hsmeta.json').replace('Contact sync', name)],
    ['connected-app.xml', sampleText('connected-app.xml').replace('Contact &amp; deal sync', name)],
    [
      'external-app-global.xml',
      sampleText('external-app-global.xml')
        .replace(/<externalClient.*/, '')
        .replace('Sync global', name),
    ],
    ['outreach-manifest.json', sampleText('outreach-manifest.json').replaceAll('"Sync"', JSON.stringify(name))],
    ['an audit trail', audit],
    ['a profile', JSON.stringify(profile)],
  ])('have a name without a person, an address or a token: %s', (_, text) => {
    const [file] = joinApps([opened(text)]);
    const [found] = file?.found ?? [];
    expect(found?.app).toBe(safeName);
    expect(found?.settings?.name).toBe(safeName);
    expect(file?.receipt.removed).toMatchObject({ addresses: 1, tokens: expect.any(Number) });
    expect(JSON.stringify(file)).not.toMatch(leak);
  });

  it('have no such scope, client ID, redirect URL or rule', () => {
    const xml = sampleText('external-app-global.xml')
      .replace('https://crm.vendor.example/cb', 'http://203.0.113.77:8080/cb http://[2001:db8:cafe::77]/cb http://3405803853/cb')
      .replace('3MVG9.ECA', 'pat-na1-CANARY-7')
      .replace('true', 'ghp_CANARY')
      .replace('<label>', '<scopes>Api</scopes><scopes>xoxb-CANARY-12</scopes><scopes>203.0.113.77</scopes><label>');
    const [file] = joinApps([opened(xml)]);
    expect(file?.found[0]).toMatchObject({
      settings: {
        clientId: null,
        optional: ['api', '[value]', '[address]'],
        redirectUrls: ['http://[address]:8080/cb', 'http://[address]/cb', 'http://[address]/cb'],
        policies: { isPkceRequired: '[value]' },
      },
      input: {
        request: { clientId: null, redirectHost: '[address]:8080', scopes: [{ id: 'api' }, { id: '[value]' }, { id: '[address]' }] },
      },
    });
    expect(file?.receipt.removed).toMatchObject({ addresses: 4, tokens: 3 });
    expect(JSON.stringify(file)).not.toMatch(leak);
  });

  it('are not joined with those of another app from whose name the same was taken out', () => {
    const part = (app: string, key: string) =>
      sampleText('external-app-global.xml').replace('>Sync<', `>${app}<`).replace('3MVG9.ECA', key);
    const files = joinApps([opened(part('xoxb-1', '3MVG9.ONE')), opened(part('xoxb-2', '3MVG9.TWO'))]);
    expect(files.map((file) => file?.found[0]?.settings?.clientId)).toEqual(['3MVG9.ONE', '3MVG9.TWO']);
    expect(JSON.stringify(files)).not.toContain('xoxb');
  });
});

describe('an IP address as a host', () => {
  it.each([
    ['http://203.0.113.77:8080/cb', '[address]:8080'],
    ['http://3405803853/cb', '[address]'],
    ['http://[2001:db8:cafe::77]/cb', '[address]'],
    ['http://[::ffff:203.0.113.77]/cb', '[address]'],
    ['https://203.0.113.77.nip.example/cb', '[address].nip.example'],
  ])('comes out of a trace without its numbers: %s', (redirect, host) => {
    const url = authorize(undefined, { redirect });
    const headers = [{ name: 'Sec-Fetch-Dest', value: 'document' }];
    const tracer = JSON.stringify({ requests: [{ url, requestHeaders: headers, responseHeaders: [] }] });
    for (const text of [har([{ url, redirect: `${redirect}?error=access_denied` }, { url: redirect }]), tracer]) {
      expect(onlyFound(text).input.request.redirectHost).toBe(host);
      expect(JSON.stringify(opened(text))).not.toMatch(/203\.0\.113|cafe::77|cb00:714d/i);
      expect(opened(text).receipt.removed).toHaveProperty('addresses');
    }
  });

  it('is no server and no account', () => {
    const url = 'https://203.0.113.77:8443/authorize?client_id=9&response_type=code&scope=a';
    expect(onlyFound(har([{ url }])).input.request).toMatchObject({ server: '[address]:8443', url: 'https://[address]:8443/authorize' });
  });
});

describe('a token or an IP address in a request', () => {
  it('is replaced as a scope, and counted', () => {
    const url = authorize(undefined, { scope: 'api+xoxb-CANARY-12+203.0.113.77+xoxp-CANARY' });
    const { found, receipt } = opened(har([{ url }]));
    expect(found[0]?.input.request.scopes.map(({ id }) => id)).toEqual(['api', '[value]', '[address]']);
    expect(receipt.removed).toMatchObject({ tokens: 2, addresses: 1 });
  });

  it.each(['pat-na1-CANARY-12', 'xoxb-CANARY-12', '203.0.113.77'])('is no client ID, and counted: %s', (id) => {
    const text = har([{ url: authorize().replace('3MVG9ledgerly', id) }]);
    expect(onlyFound(text).input.request.clientId).toBeNull();
    expect(Object.keys(opened(text).receipt.removed)).toContain(id.startsWith('2') ? 'addresses' : 'tokens');
  });

  it('is replaced in the text of an error', () => {
    const redirect = 'https://hooks.ledgerly.example/cb?error=invalid_scope&error_description=from+203.0.113.77+with+ghp_CANARY';
    expect(onlyFound(har([{ url: authorize(), redirect }])).input.outcome).toMatchObject({
      error: 'invalid_scope',
      description: 'from [address] with [value]',
    });
  });
});

describe('a row of a table', () => {
  const usage = (at: string) => onlyFound(`AppName,AppMenuItemId,LastUsedDate\nSync,1,"${at}"\n`).records[0]?.at;

  it.each([
    '2026-11-24T16:02:11.000+0000',
    '2026-11-24T16:02:11Z',
    '2026-11-24',
    '2026-11-24 16:02:11 UTC',
    '20261124160211.591',
    '11/24/2026, 8:02:11 AM PST',
    '11/24/2026 8:02 AM',
    '24.11.2026, 17:02:11 MEZ',
    '24.11.26 17:02',
    '24/11/2026 17:02:11 GMT+01:00',
    '2026/11/24 17:02',
  ])('has a time: %s', (at) => expect(usage(at)).toBe(at));

  it.each([
    '203.0.113.77',
    '10.0.11.77',
    '10.0.11 77',
    '2001:db8:cafe::77',
    '00D5g0000001gPz',
    '2026-11-24 xoxb-CANARY',
    '2026-11-24T16:02:11 00D5g0000001gPz',
    '5 CANARY',
    '15551234567',
    '20269924160211',
  ])('has no time that is something else: %s', (at) => expect(usage(at)).toBeNull());

  it('has no event that may end with a token', () => {
    const { found, receipt } = opened('CreatedDate,Action,Section,Display\n2026-11-01,oauth00D5g0000001gPz,Connected Apps,x\n');
    expect(found).toEqual([]);
    expect(receipt.notUnderstood).toBe(1);
  });

  it('has no app whose name contains an address', () => {
    const table = 'AppName,AppMenuItemId\nSync 203.0.113.77,1\n';
    expect(onlyFound(table).app).toBe('Sync [address]');
    expect(opened(table).receipt.removed).toMatchObject({ addresses: 1 });
  });
});

describe('what is replaced', () => {
  const safe = (text: string) => safeText(text, newReceipt());

  it.each([
    'xapp-1-CANARY',
    'xoxe.xoxp-1-CANARY',
    'pat-eu1-CANARY',
    'github_pat_CANARY',
    'glpat-CANARY',
    'sk_live_CANARY',
    'rk_test_CANARY',
    'sk-CANARYCANARYCANARY',
    'SG.CANARYCANARYCANARY',
    'ya29.CANARY',
    'AKIACANARYCANARYCANA',
    'eyJCANARYCANARYCANARY',
    '00D5g0000001gPz!CANARY',
    '5Aep861CANARY',
    '0203.0.113.77',
    '2001:db8:0:0:0:0:0:77',
    'fe80::77%eth0CANARY',
    '::ffff:203.0.113.77',
    'ip:2001:db8:cafe::77',
  ])('is every known form: %s', (text) => expect(safe(`it was ${text} here`)).not.toMatch(/CANARY|77/));

  it.each(['Version 10.2.1', 'App::Sync', 'Sync 24.11.2026', '10:20:30', 'pat-terns', 'task-CANARYCANARYCANARY', 'ASIAPACIFIC'])(
    'is no ordinary name: %s',
    (text) => expect(safe(text)).toBe(text),
  );

  it('is no known scope, and no host and no client ID of a known app', () => {
    for (const { knowledge } of providers) {
      for (const { id } of knowledge.catalogue.scopes) expect(isRedacted(safe(id)), id).toBe(false);
      for (const host of knowledge.apps.flatMap(({ redirectHosts }) => redirectHosts)) {
        expect(safeId(host, newReceipt())).toBe(host);
        expect(safeUrl(`https://${host}/cb`, newReceipt())).toBe(`https://${host}/cb`);
      }
    }
    expect(safeId('3MVG9ZL0ppGP5UrBKUhCVkxFCBZq9gK1tvUjVQPq4yUpU', newReceipt())).toContain('3MVG9');
    expect(safeId('550e8400-e29b-41d4-a716-446655440000', newReceipt())).toContain('550e');
  });
});

it.each([
  ['session 00D000000000abc%21AQEAQcanary', 'session [value]'],
  ['xoxb%252DCANARY-12 at 203%2E0%2E113%2E77', '[value] at [address]'],
  ['pat-na1&#45;CANARY-7', '[value]'],
  ['100%25 at 127%2E0%2E0%2E1', '100%25 at 127%2E0%2E0%2E1'],
])('F1: finds what hides behind escapes: %s', (text, safe) => {
  expect(safeText(text, newReceipt())).toBe(safe);
});

it('F1: a trace keeps no address that is escaped twice', () => {
  const url = authorize(undefined, { state: 'x' }).replace(
    /redirect_uri=[^&]*/,
    'redirect_uri=https%3A%2F%2Fapp.example%2Fcb%2Fcanary%252540corp.example',
  );
  const entries = [{ request: { url, headers: [{ name: 'Sec-Fetch-Dest', value: 'document' }] }, response: { status: 200 } }];
  expect(url).toContain('%252540');
  const file = openFile(JSON.stringify({ log: { entries } }));
  expect(file?.found).not.toEqual([]);
  expect(JSON.stringify(file)).not.toMatch(leak);
});
