import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose as command } from '@/scripts/diagnose-command';
import { inProcess } from './terminal';

const org = 'globex.my.salesforce.com';
const errorPage = `https://${org}/setup/secur/RemoteAccessErrorPage.apexp`;

const start = inProcess(command);

function diagnose(...args: string[]) {
  const { stdout, stderr, status } = start(args);
  return { stdout, stderr, status, json: () => JSON.parse(stdout) };
}

describe('npm run diagnose', () => {
  it('reports provider, code, reason, cause, actor and steps of an error URL as JSON', () => {
    const { json, status } = diagnose('--json', `${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`);
    const output = json();
    expect(Object.keys(output)).toEqual([
      'provider',
      'code',
      'reason',
      'recognised',
      'providers',
      'causes',
      'questions',
      'kind',
      'failures',
      'timeline',
      'file',
      'notUnderstood',
      'incomplete',
    ]);
    expect(output).toMatchObject({
      provider: 'salesforce',
      code: 'invalid_client',
      reason: 'app must be installed into org',
      recognised: true,
      causes: [{ id: 'salesforce-app-not-installed', confidence: 'observed', actor: 'salesforce-admin' }],
      questions: [],
    });
    expect(output.causes).toHaveLength(1);
    expect(output.causes[0].steps[0]).toContain(`https://${org}/lightning/setup/ConnectedAppsUsage/home`);
    expect(status).toBe(0);
  });

  it('ranks the causes of a text, lists questions, and ranks again with an answer', () => {
    const before = diagnose('--json', 'OAUTH_APPROVAL_ERROR_GENERIC').json();
    expect(before.causes.length).toBeGreaterThan(3);
    expect(before.causes[0].id).toBe('salesforce-app-not-installed');
    expect(before.questions.map(({ id }: { id: string }) => id)).toContain('listed');
    const after = diagnose('--json', '--answer', 'listed=uninstall', 'OAUTH_APPROVAL_ERROR_GENERIC').json();
    expect(after.causes.map(({ id }: { id: string }) => id)).not.toContain('salesforce-app-not-installed');
  });

  it('lists single sign-on among the causes, with both fixes, although others are likelier', () => {
    const { stdout } = diagnose('OAUTH_APPROVAL_ERROR_GENERIC');
    expect(stdout).toContain('Single sign-on may have prevented the approval');
    expect(stdout).toContain('Temporarily let this user sign in with username and password');
    expect(stdout).toContain('create a service account that doesn’t use single sign-on');
  });

  it('exits with 1 when nothing failed or can be read, and with 2 on wrong usage', () => {
    expect(diagnose(errorPage).stdout).toContain('Unrecognized error');
    expect(diagnose('https://example.com/')).toMatchObject({ status: 1 });
    expect(diagnose('hello there')).toMatchObject({ status: 1, stdout: expect.stringContaining('a known error') });
    for (const answer of ['listed=foo', 'foo', 'foo=bar'])
      expect(diagnose(errorPage, '--answer', answer), answer).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('listed'),
      });
    expect(diagnose('--nonsense')).toMatchObject({ status: 2, stdout: '' });
  });

  it.each([
    ['insufficient permissions', null, 'oauth-insufficient-permissions', 'likely'],
    ['HubSpot: insufficient permissions', 'hubspot', 'oauth-insufficient-permissions', 'likely'],
    ['Outreach: insufficient permissions', 'outreach', 'oauth-insufficient-permissions', 'likely'],
    ['Salesforce: insufficient permissions', 'salesforce', 'salesforce-api-permissions', 'observed'],
  ])('recognizes one error in %j and gives the steps back', (text, provider, id, confidence) => {
    const { json, status } = diagnose('--json', text);
    expect(json()).toMatchObject({ provider, recognised: true, causes: [{ id, confidence, scopes: [] }], questions: [] });
    expect(json().causes).toHaveLength(1);
    expect(json().causes[0].steps.join()).toContain('connected accounts');
    expect(status).toBe(0);
  });

  it('names the scopes of HubSpot’s answer, and numbers the steps', () => {
    const body = JSON.stringify({ category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['tickets'] } }] });
    expect(diagnose('--json', body).json().causes[0]).toMatchObject({ id: 'hubspot-api-scopes-missing', scopes: ['tickets'] });
    expect(diagnose(body).stdout).toMatch(
      /The error names: tickets\.\n {3}1\) Connecting user: .*\n {3}2\) Connecting user: Choose Reconnect/,
    );
  });

  it('lists every error of a ticket, the first one in the keys of before', () => {
    const ticket = `${errorPage}?error=OAUTH_APP_BLOCKED\n\nhttps://app.hubspot.com/oauth/authorize?client_id=a&scope=oauth\ngives: Insufficient scopes were provided.`;
    const { json, status } = diagnose('--json', ticket);
    const { failures, kind, file, notUnderstood, incomplete, ...first } = json();
    expect(file).toBeNull();
    expect(notUnderstood).toBe(0);
    expect(incomplete).toBe(false);
    expect(kind).toBe('failure');
    expect(failures).toHaveLength(2);
    expect(failures[0]).toEqual(first);
    expect(failures.map(({ provider, causes }: { provider: string; causes: { id: string }[] }) => [provider, causes[0]?.id])).toEqual([
      ['salesforce', 'salesforce-app-blocked'],
      ['hubspot', 'hubspot-scopes-insufficient'],
    ]);
    expect(status).toBe(0);
    expect(diagnose(ticket).stdout.split('\n\n')).toHaveLength(2);
  });

  it('counts the sign-ins of a login history whose status is not known', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'diagnose-')), 'logins.csv');
    const rows = ['Failed: API-only user', 'No Salesforce.com Access', 'Something New'].map(
      (status) => `ada@acme.example,2026-11-24T17:02:11Z,198.51.100.7,Remote Access 2.0,${status},Clay,acme.my.salesforce.com`,
    );
    writeFileSync(path, ['Username,Login Time,Source IP,Login Type,Status,Application,Login URL', ...rows].join('\n'));
    expect(diagnose('--json', path).json()).toMatchObject({ notUnderstood: 2, failures: [{}] });
    for (const format of [[], ['--markdown']]) expect(diagnose(...format, path).stdout).toContain('not understood: 2');
    expect(diagnose('--message', 'customer', path).stderr).toContain('not understood: 2');
  });

  it("takes people's own sign-ins in a login history for no app's", () => {
    const path = join(mkdtempSync(join(tmpdir(), 'diagnose-')), 'logins.csv');
    const login = (type: string, status: string, app: string) =>
      `dan@acme.example,2026-11-24T17:02:11Z,203.0.113.9,${type},${status},${app},acme.my.salesforce.com`;
    const write = (...rows: string[]) =>
      writeFileSync(path, ['Username,Login Time,Source IP,Login Type,Status,Application,Login URL', ...rows].join('\n'));
    const own = [
      login('Application', 'Invalid Password', 'Browser'),
      login('Application', 'Restricted IP', 'Browser'),
      login('SAML Sfdc Initiated SSO', 'Failed: Assertion Expired', 'Browser'),
    ];
    // The type says that an app signed in, and the row does not say which.
    write(...own, login('Remote Access 2.0', 'Restricted IP', 'Clay'), login('Remote Access 2.0', 'Restricted IP', 'Browser'));
    const { stdout } = diagnose(path);
    expect(stdout.match(/^\S.*: Restricted IP\n.*$/gm)).toEqual([
      expect.stringMatching(/\nClay \u00b7 /),
      expect.stringMatching(/\nacme\.my\.salesforce\.com \u00b7 /),
    ]);
    expect(stdout).not.toMatch(/Browser|password|response/i);
    write(...own);
    expect(diagnose(path)).toMatchObject({ status: 1, stdout: expect.stringContaining('concerns no app') });
  });

  it('prints the steps of all causes, also as Markdown', () => {
    const causes = diagnose('--json', 'OAUTH_APPROVAL_ERROR_GENERIC').json().causes as { title: string; steps: string[] }[];
    const { stdout } = diagnose('OAUTH_APPROVAL_ERROR_GENERIC');
    for (const { title, steps } of causes) for (const text of [title, ...steps]) expect(stdout).toContain(text);
    const markdown = diagnose('--markdown', 'OAUTH_APPROVAL_ERROR_GENERIC').stdout;
    expect(markdown).toMatch(/^## Salesforce: OAUTH_APPROVAL_ERROR_GENERIC\n/);
    expect(markdown.match(/^\d+\. \*\*/gm)).toHaveLength(causes.length);
  });

  it('prints the text to send of the chosen kind, and says which kinds there are', () => {
    const refused = `${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`;
    expect(diagnose('--message', 'admin', refused).stdout).toMatch(
      /^Hello,\n.*was refused with “app must be installed into org \(invalid_client\)”.*Please:\n1\. Open/s,
    );
    expect(diagnose('--message', 'customer', refused).stdout).not.toContain('Please:');
    expect(diagnose('--message', 'questions', refused).stdout).toContain('nobody else has to act, or no question is open');
    expect(diagnose('--message', 'questions', 'OAUTH_APPROVAL_ERROR_GENERIC').stdout).toContain('Please answer these questions');
    expect(diagnose('--message', 'friend', refused)).toMatchObject({ status: 2, stdout: '' });
    expect(diagnose('--message', 'admin', '--json', refused).status).toBe(2);
  });

  it('asks for the provider of an unknown text, and takes it', () => {
    const text = 'Something went wrong';
    const { stdout, status } = diagnose(text);
    expect(stdout).toMatch(
      /^Something went wrong\nUnrecognized error\n\? Which service .* --provider hubspot\|outreach\|salesforce\n\? What does/,
    );
    expect(status).toBe(1);
    expect(diagnose('--json', text).json()).toMatchObject({
      provider: null,
      recognised: false,
      providers: ['hubspot', 'outreach', 'salesforce'],
      kind: 'failure',
    });
    const chosen = diagnose('--json', '--provider', 'hubspot', text);
    expect(chosen.json()).toMatchObject({ provider: 'hubspot', recognised: false, providers: [] });
    expect(chosen.json().causes.length).toBeGreaterThan(3);
    expect(chosen.status).toBe(1);
    const named = 'Salesforce says: something went wrong';
    expect(diagnose(named)).toMatchObject({ status: 1, stdout: expect.stringContaining('? Which service shows this error?') });
    expect(diagnose('--json', '--provider', 'salesforce', named).json().causes.length).toBeGreaterThan(3);
    expect(diagnose('--markdown', text).stdout).toContain('- Which service shows this error? `--provider');
    const unread = 'We are stuck on a blank page';
    expect(diagnose(unread)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^Can’t read this.*\n\? Which service .* --provider/),
    });
    expect(diagnose('--json', unread).json()).toMatchObject({ providers: ['hubspot', 'outreach', 'salesforce'], kind: null });
    expect(diagnose('--json', '--provider', 'salesforce', unread).json()).toMatchObject({ provider: 'salesforce', recognised: false });
    expect(diagnose('--provider', 'zoho', text)).toMatchObject({ status: 2, stdout: '' });
  });

  it('says that nothing was refused for a callback with a code, and shows nothing of the code', () => {
    const url = 'http://localhost:1717/OauthRedirect?code=CANARY&state=CANARY';
    const { stdout, status } = diagnose(url);
    expect(stdout).toContain('Nothing was refused');
    expect(status).toBe(1);
    expect(diagnose('--json', url).json()).toMatchObject({ provider: null, kind: 'approval', causes: [], failures: [] });
    expect(stdout + diagnose('--json', url).stdout).not.toContain('CANARY');
    const reply = diagnose('--message', 'customer', url);
    expect(reply.stdout).toMatch(
      /^Hello,\n\nNothing was refused: .* received its approval from a service\.\n.*\n1\. You: .*\n2\. App vendor: /s,
    );
    expect(diagnose('--message', 'admin', url).stdout).toMatch(/Please:\n1\. If it fails again, check/);
    expect(reply.status).toBe(1);
    expect(reply.stdout).not.toContain('CANARY');
  });

  it('takes the content of files and standard input, and the other words as one text', () => {
    const folder = mkdtempSync(join(tmpdir(), 'diagnose-'));
    const file = join(folder, 'error.txt');
    writeFileSync(file, 'OAUTH_APP_BLOCKED');
    const { stdout } = diagnose('--json', file, 'insufficient', 'permissions');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).causes[0].id),
    ).toEqual(['salesforce-app-blocked', 'oauth-insufficient-permissions']);
  });

  it('says that a file is missing instead of reading its path as an error', () => {
    const missing = join(tmpdir(), 'missing.har');
    for (const path of [missing, 'missing.har', './missing', tmpdir()])
      expect(diagnose(path)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(`There is no file ${path}.`) });
    expect(diagnose('./\u001b[31m.har').stderr).toContain('There is no file ./‹U+001B›[31m.har.');
    // Words that only look like one belong to the text.
    expect(diagnose('It', 'fails', 'in', 'app.json:', 'OAUTH_APP_BLOCKED', 'app.json').stdout).toContain('has blocked this app');
    expect(diagnose('/oauth/authorize?error=OAUTH_APP_BLOCKED')).toMatchObject({ status: 0 });
  });

  it('F1: prints no secret of the given URL', () => {
    const { stdout } = diagnose(
      `${errorPage}?error=invalid_client&source=CANARY-source&state=CANARY-state&error_description=for+ada%40acme.example+sid%3DCANARY-sid`,
    );
    expect(stdout).not.toMatch(/CANARY|ada@/);
  });
});
