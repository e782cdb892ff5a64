import { describe, expect, it } from 'vitest';
import { ownWords } from '@/utils/review/own-words';
import { parseInput } from '@/utils/review/parse-input';
import { readRequests } from '@/utils/review/read-requests';
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

describe('a quoted mail that the reply calls another matter', () => {
  const [own, quoted] = [hubspotUrl(['oauth']), hubspotUrl(['oauth', 'crm.export'])];

  it('is left out of what failed, and its requests are listed, as in the terminal', () => {
    const text = `Last week was a different problem. Please approve:\n${own}\n> error=OAUTH_APP_BLOCKED\n> ${quoted}\n> ${own}\n`;
    const parsed = parseInput(text);
    expect(parsed).toMatchObject({ ok: true, inputs: [{ request: { url: own } }, { request: { url: quoted } }] });
    expect(parsed.ok && parsed.inputs.every(({ outcome, errorText }) => !outcome && errorText === undefined)).toBe(true);
    expect(readRequests(text).map((read) => read.ok && read.request.url)).toEqual([own, quoted]);
    expect(parseInput(`That is a different problem.\n> ${quoted}`)).toMatchObject({ inputs: [{ request: { url: quoted } }] });
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
