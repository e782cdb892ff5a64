import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const org = 'globex.my.salesforce.com';
const errorPage = `https://${org}/setup/secur/RemoteAccessErrorPage.apexp`;

function diagnose(...args: string[]) {
  const { stdout, stderr, status } = spawnSync('tsx', ['scripts/diagnose.ts', ...args], { cwd: root, encoding: 'utf8' });
  return { stdout, stderr, status, json: () => JSON.parse(stdout) };
}

describe('the terminal command', () => {
  it('journey 9: tells provider, code, reason, cause, actor and steps of an error page’s address', () => {
    const { json, status } = diagnose('--json', `${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`);
    const found = json();
    expect(Object.keys(found)).toEqual(['provider', 'code', 'reason', 'recognised', 'causes', 'questions']);
    expect(found).toMatchObject({
      provider: 'salesforce',
      code: 'invalid_client',
      reason: 'app must be installed into org',
      recognised: true,
      causes: [{ id: 'salesforce-app-not-installed', confidence: 'observed', actor: 'salesforce-admin' }],
      questions: [],
    });
    expect(found.causes).toHaveLength(1);
    expect(found.causes[0].steps[0]).toContain(`https://${org}/lightning/setup/ConnectedAppsUsage/home`);
    expect(status).toBe(0);
  });

  it('ranks the causes of a text, asks, and ranks anew by an answer', () => {
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

  it('says in words what it knows, and ends with 1 where nothing failed or nothing can be read', () => {
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

  it('F1 keeps what is secret to itself', () => {
    const { stdout } = diagnose(
      `${errorPage}?error=invalid_client&source=CANARY-source&state=CANARY-state&error_description=for+ada%40acme.example+sid%3DCANARY-sid`,
    );
    expect(stdout).not.toMatch(/CANARY|ada@/);
  });
});
