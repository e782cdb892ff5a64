import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workato } from '@/providers/hubspot/apps/workato';
import { review as command } from '@/scripts/review-command';
import { clayUrl, hubspotUrl } from '../providers/hubspot/sample-urls';
import { outreachUrl } from '../providers/outreach/sample-urls';
import { samplePolicy } from '../sample-policy';
import { inProcess } from './terminal';

const start = inProcess(command);

function review(args: string[], input?: string) {
  const { stdout, stderr, status } = start(args, input);
  return { lines: stdout.split('\n').slice(0, -1), stderr, status };
}
const json = (line: string | undefined) =>
  JSON.parse(line ?? '{}') as Record<string, never> & { scopes: { id: string; locked: boolean; tags: string[] }[] };

describe('npm run review', () => {
  it('says that a text is incomplete if it is too long to be read, but not a list of URLs', () => {
    const [text] = review(['--json'], `Please see ${clayUrl}\n${' '.repeat(2_000_000)}and more`).lines;
    expect(json(text)).toMatchObject({ provider: 'hubspot', incomplete: true });
    const { lines } = review(['--json'], `${clayUrl}&x=${'y'.repeat(100_000)}\n`.repeat(20));
    expect(json(lines.at(-1))).toMatchObject({ provider: 'hubspot', incomplete: false });
  });

  it('prints one JSON object per URL in order, also for unreadable ones', () => {
    const input = [
      clayUrl,
      '',
      'nonsense',
      hubspotUrl(['oauth'], ['forms']),
      'https://app.hubspot.com.evil.example/oauth/authorize?scope=a',
    ].join('\r\n');
    const { lines, status } = review(['--json'], `${input}\n`);
    expect(lines).toHaveLength(5);
    const [clay, empty, nonsense, plain, lookAlike] = lines.map(json);
    expect(clay).toMatchObject({
      provider: 'hubspot',
      place: 'authorize',
      app: 'Clay',
      redirectHost: 'app.clay.com',
      account: null,
      editable: true,
      readOnlyReason: null,
    });
    expect(clay?.scopes).toHaveLength(18);
    expect(Object.keys(clay?.scopes[0] ?? {})).toEqual(['id', 'requirement', 'provenance', 'access', 'known', 'locked', 'label', 'tags']);
    expect(clay).not.toHaveProperty('url');
    expect(empty).toMatchObject({ provider: null, readOnlyReason: 'empty' });
    expect(nonsense).toMatchObject({ provider: null, readOnlyReason: 'not-a-url' });
    expect(lookAlike).toMatchObject({ provider: null, readOnlyReason: 'unknown-provider' });
    expect(plain).toMatchObject({ app: null, editable: true });
    expect(status).toBe(1);
  });

  it('names the scopes of a finding, and says that a link is incomplete', () => {
    const start = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example';
    expect(review([`${start}&scope=oauth%20nonsense`]).lines).toContain('Notice: Unknown scopes (nonsense)');
    expect(review([`Ben’s link did not open:\n${start}&scop`]).lines).toContain('Warning: The link is incomplete');
  });

  it('adds the narrowed URL with --keep, and null for a read-only request', () => {
    const { lines, status } = review(['--json', '--keep', 'crm.objects.deals.read, not.requested', clayUrl, `${clayUrl}&client_id=2`]);
    const [kept, readOnly] = lines.map(json);
    expect(new URL(String(kept?.url)).searchParams.get('optional_scope')).toBe('crm.objects.deals.read');
    expect(readOnly).toMatchObject({ editable: false, readOnlyReason: 'repeated-client-id', url: null });
    expect(status).toBe(0);
  });

  it('prints a block per URL with the scopes by requirement, whatever the URL contains', () => {
    const { lines } = review([clayUrl, hubspotUrl(['a%0Ab'.replaceAll('%0A', '\n')], []).replace('\n', '%0A')]);
    const end = lines.indexOf('');
    expect(lines[0]).toContain('HubSpot \u00b7 Clay \u00b7 18 scopes: 7 required, 9 on by default, 2 off by default');
    expect(lines.filter((line) => /^(?:Required|Optional, on by default|Optional, off by default):$/.test(line))).toHaveLength(4);
    const labels = lines
      .slice(0, end)
      .filter((line) => line.startsWith('  '))
      .map((line) => line.search(/(?<= {2})[A-Z]/));
    expect(new Set(labels).size).toBe(1);
    expect(lines.slice(end + 1)).toContain('  a b  Unknown scope');
    expect(lines.filter((line) => line === '')).toHaveLength(1);
  });

  it('prints Markdown in which no text of a URL takes effect', () => {
    const { lines } = review(['--markdown', hubspotUrl(['oauth', '`a|b`<i>'], ['tickets'])]);
    expect(lines[0]).toMatch(/^## HubSpot \u00b7 app\.example\.com/);
    expect(lines).toContain('| Required | `oauth` | Identify the account and user |');
    expect(lines).toContain('| Required | `\u02cba\\|b\u02cb<i>` | Unknown scope |');
    expect(lines.filter((line) => line.includes('<i>') && !/`[^`]*<i>[^`]*`/.test(line) && !line.includes('\\<i\\>'))).toEqual([]);
  });

  it('reviews each request in a text, and says why if there is none', () => {
    const ticket = `Two links:\n<a href="${clayUrl.replaceAll('&', '&amp;')}">Clay</a> and ${outreachUrl(['users.read'])}.`;
    const { lines, status } = review(['--json'], ticket);
    expect(lines.map(json).map(({ provider, app }) => [provider, app])).toEqual([
      ['hubspot', 'Clay'],
      ['outreach', null],
    ]);
    expect(status).toBe(0);
    const none = review(['--json', 'accounts.all prospects.all']);
    expect(none.lines.map(json)).toMatchObject([{ provider: null, kind: null, readOnlyReason: 'not-a-url' }]);
    expect(none.status).toBe(1);
  });

  it('reviews the settings file of an app, by its content', () => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    const auth = {
      redirectUrls: ['https://x.example/cb?secret=CANARY'],
      requiredScopes: ['oauth'],
      optionalScopes: ['tickets'],
      conditionallyRequiredScopes: ['automation'],
    };
    writeFileSync(
      join(folder, 'a.txt'),
      JSON.stringify({ uid: 'a', type: 'app', config: { name: 'Sync', auth, support: { supportEmail: 'CANARY' } } }),
    );
    writeFileSync(
      join(folder, 'b.json'),
      '<?xml version="1.0"?><ConnectedApp><label>Sync</label><oauthConfig><consumerKey>k</consumerKey><consumerSecret>CANARY</consumerSecret><scopes>RefreshToken</scopes></oauthConfig></ConnectedApp>',
    );
    const files = ['a.txt', 'b.json'].map((name) => join(folder, name));
    const { lines, status } = review(['--json', ...files]);
    expect(lines.map(json)).toMatchObject([
      {
        provider: 'hubspot',
        place: null,
        app: 'Sync',
        kind: 'settings',
        registered: {
          required: ['oauth'],
          conditionallyRequired: ['automation'],
          optional: ['tickets'],
          redirectUrls: ['https://x.example/cb?{query}'],
        },
      },
      { provider: 'salesforce', clientId: 'k', kind: 'settings', scopes: [{ id: 'refresh_token', requirement: 'undeclared' }] },
    ]);
    expect(lines.join()).not.toContain('CANARY');
    expect(status).toBe(0);
    const text = review(files).lines;
    expect(text.slice(0, 8).join('\n')).toContain(
      'Required:\n  oauth       Identify the account and user\nConditionally required:\n  automation  ',
    );
  });

  it('finds the five scopes that Clay requires on Salesforce, and none that it does not name', () => {
    const redirect = encodeURIComponent('https://app.clay.com/oauth/callback');
    const scope = 'api%20refresh_token%20id%20openid%20profile';
    const url = `https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=1&redirect_uri=${redirect}&scope=${scope}`;
    for (const one of [url, url.replace('refresh_token', 'offline_access')])
      expect(review([one]).lines[0]).toContain('Salesforce \u00b7 Clay \u00b7 5 scopes: 5 required');
  });

  it('finds 1 required and 48 optional scopes in Workato’s whole list for HubSpot, all of them in its profile', () => {
    const url = hubspotUrl(workato.required, workato.optionalOn).replace('app.example.com', 'www.workato.com');
    const { lines } = review([url]);
    expect(lines[0]).toContain('HubSpot \u00b7 Workato \u00b7 49 scopes: 1 required, 48 on by default');
    const { scopes } = json(review(['--json', url]).lines[0]);
    expect(scopes.filter(({ tags }) => tags.includes('not-in-profile') || tags.includes('unknown'))).toEqual([]);
  });

  it('names Workato on Outreach, where it publishes no list, and says that the scopes are chosen in Workato', () => {
    const url = outreachUrl(['accounts.all', 'prospects.all'], '+', { redirect: 'https://www.workato.com/oauth/callback' });
    expect(review([url]).lines[0]).toContain('Outreach \u00b7 Workato \u00b7 2 scopes: 2 not declared as required or optional');
    const { scopes, findings } = json(review(['--json', url]).lines[0]);
    expect(scopes.filter(({ tags, locked }) => locked || tags.includes('not-in-profile'))).toEqual([]);
    expect(findings).toContainEqual({ id: 'scopes-chosen-in-app', severity: 'notice', confidence: 'likely', actor: 'you' });
  });

  it('keeps the words that scripts read from --json', () => {
    const urls = [
      'https://mcp.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example%2F&scope=oauth',
      'https://login.salesforce.com/services/oauth2/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example%2F&response_type=code',
      'https://id.example/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example%2F&response_type=code&scope=a%20b',
    ];
    const lines = review(['--json', ...urls]).lines.map((line) => JSON.parse(line ?? '') as { place: string; readOnlyReason: string });
    expect(lines.map(({ place }) => place)).toEqual(['left-alone', 'authorize', 'authorize']);
    expect(lines.map(({ readOnlyReason }) => readOnlyReason)).toEqual(['left-alone', 'everything-configured', 'protocol-only']);
    expect(Object.keys(lines[0] ?? {}).join(', ')).toBe(
      'provider, place, app, matchedBy, clientId, redirectHost, account, scopesUncertain, editable, readOnlyReason, scopes, findings, kind, registered, file, removed, notUnderstood, incomplete, records, policies',
    );
  });

  it('exits with 2 on wrong usage', () => {
    for (const args of [['--nonsense'], ['--json', '--markdown', clayUrl]]) expect(review(args)).toMatchObject({ status: 2, lines: [] });
  });

  it('names the server of an unsupported provider as the account, and the lists of its scopes', () => {
    const { lines } = review(['--json', 'https://slack.example/oauth/v2/authorize?client_id=1&scope=chat:write&user_scope=search:read']);
    expect(lines.map(json)).toMatchObject([
      {
        provider: 'oauth2',
        account: 'slack.example',
        readOnlyReason: 'protocol-only',
        scopes: [{ id: 'chat:write' }, { id: 'search:read', parameters: ['user_scope'] }],
      },
    ]);
  });

  it('adds with --policy what the policy would do, and ends with a code that says so', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const file = (name: string, policy: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(policy));
      return join(folder, name);
    };
    const custom = 'crm.objects.custom.write';
    const rules = [
      { scopes: [custom], reason: 'Custom records feed billing' },
      { action: 'ask' as const, scopes: ['crm.objects.deals.*'], reason: 'A ticket asks for it' },
    ];
    const policy = file('policy.json', samplePolicy(rules, { mode: 'audit' }));
    const blocking = file('blocking.json', samplePolicy([{ scopes: ['crm.objects.owners.read'] }]));
    const nothing = file('nothing.json', samplePolicy([]));

    const without = json(review(['--json', clayUrl]).lines[0]);
    const tested = review(['--json', '--policy', policy, clayUrl]);
    const { policy: result, ...others } = JSON.parse(tested.lines[0] ?? '{}') as { policy: { scopes: unknown[] } };
    expect(others).toEqual(without);
    expect(result).toMatchObject({
      name: 'Acme connection policy',
      mode: 'audit',
      connects: true,
      blocking: [],
      dropped: [custom],
      asked: ['crm.objects.deals.read', 'crm.objects.deals.write'],
    });
    expect(result.scopes).toHaveLength(18);
    expect(result.scopes).toContainEqual({ id: custom, action: 'deny', rule: 0, reason: 'Custom records feed billing', link: null });
    expect(tested.status).toBe(4);

    const text = review(['--policy', policy, clayUrl]).lines;
    expect(text).toContain('Policy “Acme connection policy”: Drops 1 scope. Asks about 2 scopes.');
    expect(text).toContain(`Denied (Custom records feed billing): ${custom}`);
    expect(review(['--markdown', '--policy', policy, clayUrl]).lines.join('\n')).toContain('Asks about 2 scopes');
    const blocked = review(['--json', '--policy', blocking, clayUrl]);
    expect(json(blocked.lines[0])).toMatchObject({ policy: { connects: false, blocking: ['crm.objects.owners.read'] } });
    expect(json(blocked.lines[0])).toMatchObject({ findings: without.findings });
    expect(blocked.status).toBe(5);
    expect(review(['--json', '--policy', nothing, clayUrl]).status).toBe(0);
    const unread = review(['--json', '--policy', nothing, 'nonsense']);
    expect(json(unread.lines[0])).toMatchObject({ policy: null });
    expect(unread.status).toBe(1);
    // What can't be read does not hide that another request is blocked.
    expect(review(['--json', '--policy', blocking, 'nonsense', clayUrl]).status).toBe(5);
  });

  it('tests every link of a list against the policy', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'policy-')), 'policy.json');
    writeFileSync(path, JSON.stringify(samplePolicy([{ scopes: ['prospects.all'] }])));
    const denied = outreachUrl(['users.read', 'prospects.all'], '+');
    for (const text of [`Customer,Link\nAcme,${clayUrl}\nInitech,${denied}`, `[Acme](${clayUrl})\n[Initech](${denied})`]) {
      const { lines, status } = review(['--json', '--policy', path], text);
      expect(lines.map((line) => json(line).provider)).toEqual(['hubspot', 'outreach']);
      expect(status).toBeGreaterThanOrEqual(4);
    }
  });

  it('calls a damaged request to an admin damaged, and lists none of its scopes', () => {
    const message =
      '{\u201cformat\u201d:\u201cscope-review-request\u201d,\u201cversion\u201d:2,\u201cscopes\u201d:[\u201ccrm.lists.read\u201d]}';
    const path = join(mkdtempSync(join(tmpdir(), 'mail-')), 'mail.txt');
    writeFileSync(path, message);
    for (const { lines, status } of [review(['--json', path]), review(['--json'], message)]) {
      expect(json(lines[0])).toMatchObject({ readOnlyReason: 'own-damaged', scopes: [], notUnderstood: 1 });
      expect(status).toBe(1);
    }
    const { lines } = review(['--json'], `Hello Ada, please see:\n${message}\n\n${clayUrl}`);
    expect(lines.map(json)).toMatchObject([{ provider: 'hubspot', notUnderstood: 1 }]);
  });

  it('takes none of its own outputs for a list of scopes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'output-'));
    for (const options of [[], ['--json'], ['--markdown']]) {
      const path = join(folder, 'output.txt');
      writeFileSync(path, review([...options, clayUrl, outreachUrl(['users.read'], '+')]).lines.join('\n'));
      const { lines, status } = review(['--json', path]);
      expect(lines.map(json)).toMatchObject([{ readOnlyReason: 'own-review', scopes: [] }]);
      expect(status).toBe(1);
    }
  });

  it.each([[[]], [['--json']]])('does not end well if nothing was given: %j', (options) => {
    expect(review(options, '')).toEqual({ lines: [], stderr: 'Nothing was given to review.\n', status: 1 });
  });

  it('names everything that is wrong with the policy, and prints nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const path = join(folder, 'policy.json');
    writeFileSync(path, JSON.stringify({ ...samplePolicy([]), mode: 'strict', rules: [{ action: 'deny' }] }));
    const { lines, stderr, status } = review(['--policy', path, clayUrl]);
    expect([lines, status]).toEqual([[], 2]);
    expect(stderr).toContain('mode has the wrong type\nrules[0].reason is missing');
    expect(review(['--policy', join(folder, 'none.json'), clayUrl]).status).toBe(2);
  });
});
