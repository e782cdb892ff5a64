import { describe, expect, it } from 'vitest';
import { processorTime } from '@/tests/processor-time';
import { parseInput } from '@/utils/review/parse-input';

const clay =
  'https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=clay-1&redirect_uri=https%3A%2F%2Fapp.clay.example%2Fcb&scope=api';
const acme = clay.replace('login.', 'acme.my.');
const blocked = 'OAUTH_APP_BLOCKED';
const answer = 'error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin';

/** The clients of the failure and of the requests of a text; an empty string for a failure without one. */
function clientsOf(text: string): string[] {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return pasted.inputs.map(({ request }) => request.clientId ?? '');
}

describe('an error', () => {
  it.each([
    ['whose line says that it works', `Connecting Gong to Salesforce fails with ${blocked}.\nThe Clay link works fine: ${clay}`],
    ['whose line says that there were no problems', `We connected Clay without problems (${clay}).\n\nToday Gong shows “${blocked}”`],
    ['that works according to the line above it', `This one is fine:\n${clay}\n\nGong: ${blocked}`],
    ['of another item of a list', `Works:\n- Clay ${clay}\nDoes not work:\n- Gong: ${blocked}`],
    ['of another row of a table', `| App | Link | Status |\n|---|---|---|\n| Clay | ${clay} | |\n| Gong | – | ${blocked} |`],
    ['behind another name', `Gong: ${blocked}\nClay: ${clay}`],
    ['beside another app that was to be connected', `Connecting Gong to Salesforce fails with ${blocked}.\nThe Clay link: ${clay}`],
    ['if it was sent to another app', `Acme: ${clay}\n\nGlobex: https://app.gong.example/cb?${answer}`],
    ['of another account', `${acme}\n\nhttps://globex.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?${answer}`],
  ])('is not put together with a link %s', (_, text) => {
    expect(clientsOf(text)).toEqual(['', 'clay-1']);
  });

  it.each([
    ['of the same app', `Connecting Clay to Salesforce fails with ${blocked}.\nThe Clay link: ${clay}`],
    ['that does not work', `The link doesn’t work: ${clay}\n${blocked}`],
    ['whose app it was sent to', `Clay: ${clay}\n\nCallback: https://api.clay.example/cb?${answer}`],
    ['in another field of one report', `- Link: ${clay}\n- Error: ${blocked}`],
    ['in another step of one report', `1. Open ${clay}\n2. Choose Allow\n3. It shows ${blocked}`],
    ['in another line of one person', `Jane: our link is ${clay}\nBob: and the error?\nJane: ${blocked}`],
  ])('is put together with a link %s', (_, text) => {
    expect(clientsOf(text)).toEqual(['clay-1']);
  });

  it('is compared with a long text in linear time', () => {
    const text = `${clay}\n${' '.repeat(20_000)}${'- Gong works '.repeat(4_000)}${blocked}`;
    expect(processorTime(() => clientsOf(text))).toBeLessThan(3_000);
  });
});
