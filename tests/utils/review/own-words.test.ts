import { describe, expect, it } from 'vitest';
import { ownWords } from '@/utils/review/own-words';
import { parseInput } from '@/utils/review/parse-input';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

describe('the own words of a pasted text', () => {
  it.each([
    'PASS salesforce.spec.ts: shows help for OAUTH_APP_BLOCKED',
    '  ✓ shows help for OAUTH_APP_BLOCKED (12 ms)',
    'ok 3 - shows help for OAUTH_APP_BLOCKED',
    '// TODO handle error=invalid_client_id from https://login.salesforce.com',
    '// OAUTH_APP_BLOCKED means that an admin blocked the app',
    '# TODO: handle OAUTH_APP_BLOCKED',
    "it('shows help for OAUTH_APP_BLOCKED', () => {",
    "  case 'OAUTH_APP_BLOCKED':",
  ])('are without code and passed tests: %s', (line) => {
    expect(ownWords(`We get a blank page.\n${line}`)).toBe('We get a blank page.');
    expect(parseInput(line)).toEqual({ ok: false, reason: 'no-known-error' });
  });

  it.each([
    'FAIL salesforce.spec.ts: OAUTH_APP_BLOCKED',
    '# OAUTH_APP_BLOCKED',
    '-- OAUTH_APP_BLOCKED',
    '// https://login.salesforce.com/services/oauth2/authorize?client_id=a',
    'In this case "OAUTH_APP_BLOCKED"',
  ])('keep failures, headings and URLs: %s', (line) => {
    expect(ownWords(line)).toBe(line);
  });

  it.each(['✓ ', '  √ ', '- TODO ', '# FIXME: ', 'PASS: ', 'ok 2 ', 'case "a": open("', "it('opens ", '// see '])(
    'keep each request: %s',
    (mark) => {
      const url = hubspotUrl(['oauth']);
      for (const written of [url, url.replace('https://', ''), encodeURIComponent(url)])
        expect(parseInput(`1. ${hubspotUrl(['tickets'])}\n${mark}${written}`), written).toMatchObject({
          inputs: [{ request: { scopes: [{ id: 'tickets' }] } }, { request: { scopes: [{ id: 'oauth' }] } }],
        });
    },
  );

  it('are without a quoted mail that the reply calls unrelated', () => {
    const mail = '> On Tue, Bob wrote:\n> > error=OAUTH_APP_BLOCKED\n';
    expect(ownWords(`${mail}That is unrelated; my page is blank.`)).toBe('That is unrelated; my page is blank.');
    expect(ownWords(`${mail}I have a different problem.`)).toBe('I have a different problem.');
    expect(ownWords(`${mail}Can you help?`)).toBe('On Tue, Bob wrote:\nerror=OAUTH_APP_BLOCKED\nCan you help?');
  });
});

describe('a response that names its server', () => {
  const providerOf = (text: string) => {
    const parsed = parseInput(text);
    return parsed.ok ? parsed.input.provider.id : parsed.reason;
  };
  const response = 'error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin&iss=https%3A%2F%2F';

  it.each(['https://app.example.com/cb?', 'https://app.example.com/cb#', ''])('belongs to that server: %s', (start) => {
    expect(providerOf(`${start}${response}accounts.google.com`)).toBe('oauth2');
    expect(providerOf(`${start}${response}acme.my.salesforce.com`)).toBe('salesforce');
  });
});
