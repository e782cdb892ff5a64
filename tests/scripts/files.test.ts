/** The terminal reads files by their content, and says what it took out of them. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '@/scripts/diagnose-command';
import { review } from '@/scripts/review-command';
import { hubspotUrl } from '../providers/hubspot/sample-urls';
import { har } from '../utils/files/har';
import { leaked, sampleNames, sampleText } from '../utils/files/sample';
import { inProcess } from './terminal';

const folder = mkdtempSync(join(tmpdir(), 'files-'));
/** Writes a sample under a name that says nothing about its content. */
const samples = Object.fromEntries(sampleNames.map((name, index) => [name, join(folder, `file-${index}.bin`)]));
for (const name of sampleNames) writeFileSync(samples[name] ?? '', sampleText(name));
const paths = (...names: string[]) => names.map((name) => samples[name] ?? '');

const commands = { review: inProcess(review), diagnose: inProcess(diagnose) };

function run(command: 'review' | 'diagnose', args: string[], input?: string) {
  const { stdout, status } = commands[command](args, input);
  return {
    stdout,
    status,
    json: () =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
  };
}

describe('a request with the settings of its app', () => {
  const settings = paths('app-hsmeta.json');
  const url = (host: string, scope: string) =>
    `https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https://${host}.example/hs&scope=${scope}`;
  const wrong = url('crm.vendor', 'crm.objects.contacts.read+tickets');

  it('has its mismatches, with the error of each', () => {
    const [file, request] = run('review', ['--json', ...settings, wrong]).json();
    expect(file).not.toHaveProperty('mismatches');
    expect(request.mismatches).toEqual([
      {
        kind: 'optional-in-scope',
        severity: 'blocker',
        confidence: 'likely',
        scopes: ['tickets'],
        urls: [],
        error: 'hubspot-scope-mismatch',
      },
    ]);
    expect(request.pairedBy).toBe('redirect-url');
    const { stdout } = run('review', [wrong, ...settings]);
    expect(stdout).toContain('Compared because the redirect URL of the request, or one like it, is registered for this app.\n');
    expect(stdout).toContain('Mismatch: An optional scope is in the list for required ones: tickets');
  });

  it('has none if they allow it', () => {
    const right = url('crm.vendor', 'crm.objects.contacts.read');
    expect(run('review', ['--json', ...settings, right]).json()[1].mismatches).toEqual([]);
    expect(run('review', ['--markdown', ...settings, right]).stdout).toContain('- The app’s settings allow this request.');
  });

  it('is not called allowed while its redirect URL or its scopes can’t be compared', () => {
    const [bare, listed] = [{}, { redirectUrls: ['https://crm.vendor.example/hs'] }].map((more, index) => {
      const path = join(folder, `settings-${index}.json`);
      const auth = { type: 'oauth', requiredScopes: ['oauth'], conditionallyRequiredScopes: [], optionalScopes: [], ...more };
      writeFileSync(path, JSON.stringify({ name: 'A', config: { auth } }));
      return path;
    }) as [string, string];
    for (const [file, request, notCompared] of [
      [bare, url('crm.vendor', 'oauth'), ['registered-redirects']],
      [listed, url('crm.vendor', 'oauth').replace('/hs', '/hs%3Fx%3D1'), ['requested-redirect']],
      [listed, `${url('crm.vendor', 'oauth')}&request=e30`, ['requested-scopes']],
    ] as const) {
      const line = run('review', ['--json', file, request]).json()[1];
      expect([line.notCompared, line.mismatches?.length ?? 0], request).toEqual([notCompared, 0]);
      expect(run('review', [file, request]).stdout, request).not.toContain('settings allow this request');
    }
    const allowed = run('review', [listed, url('crm.vendor', 'oauth')]);
    expect(allowed.stdout).toContain('settings allow this request');
    expect(run('review', [bare, url('crm.vendor', 'oauth')]).stdout).toContain('The file has no redirect URL');
  });

  it('is compared with the only settings that were given, and the output says that nothing connects them', () => {
    const other = url('other', 'crm.objects.contacts.read');
    expect(run('review', ['--json', ...settings, other]).json()[1]).toMatchObject({ pairedBy: null, mismatches: [{}] });
    expect(run('review', [...settings, other]).stdout).toContain('Nothing shows that these settings and this request are of the same app.');
  });

  it('is not compared with the settings of what may be another app', () => {
    const lines = run('review', ['--json', ...settings, url('one', 'tickets'), url('two', 'tickets'), wrong]).json();
    expect(lines.map(({ mismatches }) => mismatches?.length)).toEqual([undefined, undefined, undefined, 1]);
    expect(run('review', ['--json', wrong]).json()[0]).not.toHaveProperty('mismatches');
  });
});

describe('the files of an external client app', () => {
  it('name the ones that are missing', () => {
    const [scopes, global] = run('review', ['--json', ...paths('external-app-oauth.xml', 'external-app-global.xml')]).json();
    for (const line of [scopes, global]) expect(line).toMatchObject({ app: 'Sync', missingFiles: ['ecaOauthPlcy'] });
    expect(run('review', paths('external-app-global.xml')).stdout).toContain(
      'not open: *.ecaOauth-meta.xml (scopes), *.ecaOauthPlcy-meta.xml',
    );
    expect(run('review', ['--json', ...paths('connected-app.xml')]).json()[0]).not.toHaveProperty('missingFiles');
  });
});

describe('npm run review', () => {
  const all = run('review', ['--json', ...Object.values(samples)]);

  it('prints a line for each thing that the files contain, with the file and what was removed', () => {
    const lines = all.json();
    for (const name of sampleNames) expect(lines.filter(({ file }) => file === samples[name]).length, name).toBeGreaterThan(0);
    expect(lines.find(({ file }) => file === samples['chrome.har'])).toMatchObject({
      kind: 'failure',
      provider: 'salesforce',
      place: 'authorize',
      registered: null,
      editable: false,
      readOnlyReason: 'from-file',
      removed: { cookies: 2, assertions: 3, passwords: 1 },
      notUnderstood: 0,
      records: [],
      policies: {},
    });
    expect(lines.find(({ file }) => file === samples['audit-trail-page.csv'])).toMatchObject({
      kind: 'audit-trail',
      app: 'Sync',
      place: null,
      registered: { required: [], conditionallyRequired: [], optional: ['api', 'full'], redirectUrls: [] },
      notUnderstood: 1,
      records: [
        { event: 'changeOauthDefaultScope', at: '11/24/2026, 8:02:11 AM PST', count: 1, added: ['full'], removed: [] },
        { event: 'changeOauthDefaultScope', at: '11/23/2026, 8:02:11 AM PST', count: 1, added: ['api'], removed: ['id'] },
      ],
    });
    expect(all.status).toBe(0);
  });

  it('F1: prints no secret and no person in any form', () => {
    for (const form of [[], ['--markdown']]) expect(run('review', [...form, ...Object.values(samples)]).stdout).not.toMatch(leaked);
    expect(all.stdout).not.toMatch(leaked);
  });

  it('F1: prints no person, address or token that a file has instead of a name, a host or a scope', () => {
    const name = 'App of CANARY@globex.example 198.51.100.7 xoxb-CANARY-12';
    const url = 'https://app.hubspot.com/oauth/authorize?client_id=pat-na1-CANARY&redirect_uri=http%3A%2F%2F198.51.100.7%3A8080%2Fcb';
    const hostile = {
      'app.json': sampleText('app.json').replace('Private card', name),
      'audit.csv': `Date,Action,Section,Delegate User\n2026-11-24,"Changed connected app ${name} scopes from id to api",Connected Apps,\n`,
      'url.txt': `${url}&scope=oauth%20xoxb-CANARY-12%20198.51.100.7`,
    };
    const given = Object.entries(hostile).map(([file, text]) => {
      writeFileSync(join(folder, file), text);
      return join(folder, file);
    });
    for (const form of [[], ['--markdown'], ['--json']]) expect(run('review', [...form, ...given]).stdout).not.toMatch(leaked);
    expect(run('review', ['--json', ...given]).json()).toMatchObject([
      { app: 'App of [email] [address] [value]' },
      { app: 'App of [email] [address] [value]' },
      {
        clientId: null,
        redirectHost: '[address]:8080',
        scopes: [{ id: 'oauth' }, { id: '[value]' }, { id: '[address]' }],
        removed: { tokens: 2, addresses: 2 },
      },
    ]);
    expect(run('review', given.slice(2)).stdout).toContain('used: 1; left out: 0; not understood: 0; removed: ');
    // Only what is typed says what it was.
    expect(run('review', ['--json', url]).json()).toMatchObject([{ redirectHost: '198.51.100.7:8080' }]);
  });

  it('joins the files of one external client app', () => {
    const [policy, scopes] = run('review', ['--json', ...paths('external-app-policy.xml', 'external-app-oauth.xml')]).json();
    expect(policy).toMatchObject({
      registered: { optional: ['api', 'openid'] },
      policies: { permittedUsersPolicyType: 'AllSelfAuthorized' },
    });
    expect(scopes).toMatchObject({ policies: { permittedUsersPolicyType: 'AllSelfAuthorized' } });
  });

  it('says in words what was removed, left out and not understood', () => {
    const { stdout } = run('review', paths('chrome.har'));
    expect(stdout).toContain('used: 5; left out: 2; not understood: 0; removed: ');
    expect(stdout).toContain('2 cookies');
    writeFileSync(join(folder, 'cut'), sampleText('chrome.har').slice(0, -200));
    const first = `${join(folder, 'cut')} is incomplete: `;
    for (const command of ['review', 'diagnose'] as const)
      for (const options of [[], ['--markdown']])
        expect(run(command, [...options, join(folder, 'cut')]).stdout.startsWith(first), `${command} ${options}`).toBe(true);
    expect(
      run('review', ['--json', join(folder, 'cut'), ...paths('chrome.har')])
        .json()
        .map(({ incomplete }) => incomplete),
    ).toEqual([true, false]);
  });

  it('does not say that nothing failed in a trace that ends before the connection does', () => {
    writeFileSync(join(folder, 'request'), sampleText('saml-tracer.json').slice(0, -1_000));
    const { stdout, status } = run('diagnose', [join(folder, 'request')]);
    expect(stdout.split('\n')).toEqual([
      expect.stringContaining('is incomplete: '),
      expect.stringContaining('not understood: 1'),
      '',
      'The file ends before the connection does',
      'Whether the connection failed is unknown.',
      '',
    ]);
    expect(status).toBe(1);
    expect(run('diagnose', ['--json', join(folder, 'request')]).json()).toMatchObject([{ kind: 'request', incomplete: true }]);
  });

  it.each([
    ['audit-trail-page.csv', 'audit-trail', 'The audit trail lists what was changed about apps'],
    ['oauth-tokens-query.csv', 'app-usage', 'The table of app usage lists tokens'],
    ['app-hsmeta.json', 'settings', 'App settings list what an app may request'],
  ])('says what a file without a failure is: %s', (name, kind, text) => {
    const { json, status } = run('diagnose', ['--json', ...paths(name)]);
    expect([json(), status]).toMatchObject([[{ kind, failures: [] }], 1]);
    expect(run('diagnose', paths(name)).stdout).toContain(text);
  });

  it('tells the connections of a trace apart, also those that did not fail', () => {
    const pages = (host: string, response: string) => {
      const redirect = `https://${host}.example/cb`;
      const url = `https://acme.my.salesforce.com/services/oauth2/authorize?client_id=${host}&redirect_uri=${redirect}&response_type=code`;
      return [{ url, redirect: `${redirect}?${response}` }];
    };
    const path = join(folder, 'several');
    writeFileSync(
      path,
      har([...pages('one', 'error=invalid_scope'), ...pages('two', 'code=CANARY'), ...pages('three', 'error=invalid_scope')]),
    );
    const blocks = run('diagnose', [path]).stdout.split('\n\n');
    const facts = (host: string, second: number) => `${host}.example · acme.my.salesforce.com · 2026-11-22 12:00:0${second} UTC · ${path}`;
    expect(blocks.map((block) => block.split('\n')[1])).toEqual([facts('one', 1), facts('three', 3), facts('two', 2)]);
    expect(blocks[2]).toMatch(/^The app received a code\n/);
  });

  it('names the apps of a table, and calls no table or response a request', () => {
    const { stdout } = run('review', paths('oauth-tokens-query.csv', 'login-history-page.csv', 'token-response.json'));
    expect(stdout).toContain('Salesforce · Sync · App usage\n');
    expect(stdout).toContain('Salesforce · Sync für Kontakte · Login history\n');
    expect(stdout).toContain('Salesforce · Token response · ');
    expect(stdout).not.toMatch(/unknown app|read-only|0 scopes/);
    expect(run('review', ['--markdown', ...paths('oauth-tokens-query.csv')]).stdout).toContain(
      '## Salesforce · Sync · App usage\n\n- token',
    );
  });

  it('reads a file on standard input', () => {
    expect(run('review', ['--json'], sampleText('saml-tracer.json')).json()).toMatchObject([
      { kind: 'failure', file: null, removed: { states: 1 } },
    ]);
  });

  it('exits with 1 for a file without any known content', () => {
    writeFileSync(join(folder, 'picture'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    writeFileSync(join(folder, 'trace'), '{"log":{"entries":[]}}');
    writeFileSync(join(folder, 'table'), 'Month,Cost\nJan,10\nFeb,20\n');
    const { json, status } = run('review', ['--json', ...['picture', 'trace', 'table'].map((file) => join(folder, file))]);
    expect(json()).toMatchObject([
      { kind: null, readOnlyReason: 'image-file' },
      { kind: null, readOnlyReason: 'nothing-in-file' },
      { kind: null, readOnlyReason: 'unknown-table' },
    ]);
    expect(status).toBe(1);
    expect(run('diagnose', [join(folder, 'table')]).stdout).toContain('AppMenuItemId');
  });
});

describe('npm run review --compare', () => {
  const compare = (...inputs: string[]) => run('review', ['--json', '--compare', ...inputs]);
  const registered = samples['connected-app.xml'] ?? '';

  it('says how the scopes of the second input differ from those of the first', () => {
    const { json, status } = compare(registered, samples['chrome.har'] ?? '');
    expect(json()).toMatchObject([{ kind: 'failure', drift: { added: [], removed: ['sfap_api'], newlyRequired: [] } }]);
    expect(status).toBe(3);
    expect(run('review', ['--compare', registered, samples['chrome.har'] ?? '']).stdout).toContain('Removed: sfap_api');
  });

  it('exits with 0 if they are the same, also of a token response, which names no app', () => {
    const url =
      'https://globex.my.salesforce.com/services/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example&scope=api+refresh_token';
    const { json, status } = compare(url, samples['token-response.json'] ?? '');
    expect(json()).toMatchObject([{ kind: 'token-response', drift: { added: [], removed: [], newlyRequired: [] } }]);
    expect(status).toBe(0);
    expect(run('review', ['--compare', url, url]).stdout).toContain('The same scopes as before');
  });

  it('exits with 1 if an input can’t be read, and with 2 if there are not two', () => {
    expect(compare('nonsense', registered).status).toBe(1);
    expect(compare(registered)).toMatchObject({ status: 2, stdout: '' });
    expect(run('review', ['--compare', '--baseline', registered, registered, registered])).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('npm run review --baseline', () => {
  const baseline = join(folder, 'baseline.jsonl');
  writeFileSync(baseline, run('review', ['--json', ...paths('app-hsmeta.json', 'connected-app.xml', 'saml-tracer.json')]).stdout);
  const against = (file: string, ...inputs: string[]) => run('review', ['--json', '--baseline', file, ...inputs]);

  it('compares each app with its own earlier line', () => {
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, sampleText('app-hsmeta.json').replace('"tickets"', '"forms"'));
    const { json, status } = against(baseline, changed, ...paths('connected-app.xml'));
    expect(json()).toMatchObject([
      { app: 'Contact sync', drift: { added: ['forms'], removed: ['tickets'] } },
      { clientId: '3MVG9.FILES', drift: { added: [], removed: [] } },
    ]);
    expect(status).toBe(3);
    expect(against(baseline, ...paths('app-hsmeta.json', 'connected-app.xml')).status).toBe(0);
  });

  it('calls a scope newly required once the request demands it, and not because a profile lists it', () => {
    const earlier = join(folder, 'clay.jsonl');
    const given = hubspotUrl(['oauth'], ['crm.lists.read', 'crm.objects.deals.write']);
    writeFileSync(earlier, run('review', ['--json', given]).stdout);
    const recognized = given.replace('app.example.com', 'app.clay.com');
    const [same] = against(earlier, recognized).json();
    expect(same).toMatchObject({ app: 'Clay', drift: { added: [], newlyRequired: [] } });
    const [moved] = against(earlier, recognized.replace('scope=', 'scope=crm.objects.deals.write%20')).json();
    expect(moved).toMatchObject({ drift: { added: [], removed: [], newlyRequired: ['crm.objects.deals.write'] } });
  });

  it('compares nothing if the request or the earlier one may have other scopes or be another app’s', () => {
    const earlier = join(folder, 'certain.jsonl');
    const given = hubspotUrl(['oauth'], ['crm.lists.read']);
    writeFileSync(earlier, run('review', ['--json', given]).stdout);
    expect(against(earlier, given)).toMatchObject({ status: 0 });
    const more = ['&request=e30', ';scope=crm.export', '&scope[]=crm.export', '&Scope=crm.export', '&client_id=other'];
    const { json } = against(earlier, ...more.map((end) => given + end));
    expect(json()).toMatchObject(more.map(() => ({ scopesUncertain: true, drift: null })));
    expect(against(earlier, `${given}${more[0]}`).status).toBe(3);
    const uncertain = join(folder, 'uncertain.jsonl');
    writeFileSync(uncertain, run('review', ['--json', `${given}${more[1]}`]).stdout);
    expect(against(uncertain, given)).toMatchObject({ status: 3 });
    expect(run('review', ['--compare', given, `${given}&request=e30`]).stdout).toContain('can’t be compared');
    const before = join(folder, 'before.jsonl');
    writeFileSync(before, readFileSync(earlier, 'utf8').replace('"scopesUncertain":false,', ''));
    expect(against(before, given)).toMatchObject({ status: 3 });
  });

  it('says that a request returns to another host, or that it is unknown where it does', () => {
    const earlier = join(folder, 'host.jsonl');
    const given = hubspotUrl(['oauth'], ['crm.lists.read']);
    writeFileSync(earlier, run('review', ['--json', given]).stdout);
    const moved = against(earlier, given.replace('app.example.com', 'evil.example'));
    expect([moved.json()[0], moved.status]).toMatchObject([{ drift: { added: [], otherHosts: ['evil.example'] } }, 3]);
    const plain = against(earlier, given.replace('https%3A%2F%2Fapp.example.com', 'http%3A%2F%2Fapp.example.com'));
    expect([plain.json()[0], plain.status]).toMatchObject([{ plainHttp: true, drift: { otherHosts: ['http://app.example.com'] } }, 3]);
    const unknown = against(earlier, given.replace(/redirect_uri=[^&]*/, 'redirect_uri=%2F%2Fevil.example%2Fcb'));
    expect([unknown.json()[0], unknown.status]).toMatchObject([{ drift: { added: [], unknownHost: ['app.example.com'] } }, 3]);
  });

  it('takes no other client for the app, nor the same client at another unsupported server', () => {
    const earlier = join(folder, 'client.jsonl');
    const hubspot = hubspotUrl(['oauth'], ['crm.lists.read']);
    const grafana = (server: string) =>
      `https://${server}/authorize?response_type=code&client_id=grafana&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=openid`;
    for (const [given, other] of [
      [hubspot, hubspot.replace('client_id=', 'client_id=other-')],
      [grafana('sso.test.example'), grafana('sso.prod.example')],
    ] as const) {
      writeFileSync(earlier, run('review', ['--json', given]).stdout);
      expect(against(earlier, given).status).toBe(0);
      expect([against(earlier, other).json()[0], against(earlier, other).status]).toMatchObject([{ drift: null }, 3]);
    }
  });

  it('calls an app new that it lacks, and leaves out what names no scopes', () => {
    const { json, status } = against(baseline, ...paths('outreach-manifest.json', 'oauth-tokens-query.csv'));
    expect(json().map(({ kind, drift }) => [kind, drift])).toEqual([
      ['settings', null],
      ['app-usage', undefined],
      ['app-usage', undefined],
    ]);
    expect(status).toBe(3);
    expect(against(baseline, ...paths('oauth-tokens-query.csv')).status).toBe(0);
  });

  it('compares with none of several earlier results that differ, of which none is of the same account', () => {
    const of = (account: string, scope: string) =>
      `https://app.hubspot.com/oauth/${account}authorize?client_id=1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=${scope}`;
    const [read, write] = ['crm.lists.read', 'crm.lists.read+crm.objects.contacts.write'];
    const answer = (given: string, ...before: string[]) => {
      const file = join(folder, 'accounts.jsonl');
      writeFileSync(file, run('review', ['--json', ...before]).stdout);
      return against(file, given).status;
    };
    const [one, other] = [of('111/', read), of('222/', write)];
    for (const given of [of('', read), of('', write), of('333/', read)]) {
      expect(answer(given, one, other)).toBe(3);
      expect(answer(given, other, one)).toBe(3);
    }
    expect([answer(one, other, one), answer(of('', read), one, of('222/', read)), answer(of('', read), one)]).toEqual([0, 0, 0]);
    const file = join(folder, 'accounts.jsonl');
    writeFileSync(file, run('review', ['--json', one, other]).stdout);
    expect(run('review', ['--baseline', file, of('', read)]).stdout).toContain('more than one earlier result of this app');
  });

  it('does not take two apps for one because the same was taken out of their names', () => {
    const [one, other] = ['oauth', 'tickets'].map((scope, index) => {
      const path = join(folder, `private-${index}.json`);
      writeFileSync(path, sampleText('app.json').replace('Private card', `xoxb-${index}`).replace('crm.objects.deals.read', scope));
      return path;
    }) as [string, string];
    const earlier = join(folder, 'earlier.jsonl');
    writeFileSync(earlier, run('review', ['--json', one, ...paths('app-hsmeta.json')]).stdout);
    expect(against(earlier, other)).toMatchObject({ status: 3 });
    expect(against(earlier, other).json()).toMatchObject([{ app: '[value]', drift: null }]);
  });

  it('exits with 2 if it is anything else than earlier output', () => {
    expect(against(join(folder, 'none'), baseline)).toMatchObject({ status: 2, stdout: '' });
    expect(against(samples['app.json'] ?? '', baseline)).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('npm run diagnose', () => {
  it('prints the steps of a trace, with times in UTC and without a URL', () => {
    const { json, stdout } = run('diagnose', ['--json', ...paths('chrome.har')]);
    const timeline = json()[0].timeline;
    expect(timeline).toMatchObject([
      { at: '2026-11-24T10:00:00.500Z', kind: 'request', status: 302, scopes: ['api', 'refresh_token'], hasPkce: true },
      { kind: 'sso-start', saml: 'request' },
      { kind: 'identity-provider', host: 'globex.okta.com', idp: 'Okta' },
      { kind: 'sso-end', saml: 'response' },
      { kind: 'refusal', error: 'invalid_client', description: 'app must be installed into org' },
    ]);
    expect(json()[0].failures[0].timeline).toEqual(timeline);
    expect(stdout).not.toMatch(/RemoteAccessErrorPage|state=/);
    expect(run('diagnose', ['--json', ...paths('saml-tracer.json')]).json()[0].timeline[0].at).toBeNull();
  });

  it('explains every failure of a trace and of a login history', () => {
    const { json, stdout, status } = run('diagnose', ['--json', ...paths('chrome.har', 'login-history-query.csv', 'event-log-login.csv')]);
    expect(json().map(({ file, kind, failures }) => [file, kind, failures[0].causes[0].id])).toEqual([
      [samples['chrome.har'], 'failure', 'salesforce-app-not-installed'],
      [samples['login-history-query.csv'], 'failure', 'salesforce-ip-refused'],
      [samples['event-log-login.csv'], 'failure', 'salesforce-user-inactive'],
    ]);
    expect(stdout).not.toMatch(leaked);
    expect(status).toBe(0);
  });

  it('names the app of a login history in the message to the admin', () => {
    expect(run('diagnose', ['--message', 'admin', ...paths('login-history-page.csv')]).stdout).toContain('Sync für Kontakte');
  });

  it('exits with 1 for a file without a failure', () => {
    expect(run('diagnose', ['--json', ...paths('firefox.har')])).toMatchObject({ status: 1 });
    expect(run('diagnose', paths('oauth-tokens-query.csv')).status).toBe(1);
  });
});
