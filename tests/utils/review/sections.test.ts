/** A list, a table or a mail has several links, each with its own error. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

const hubspot = 'https://app.hubspot.com/oauth/authorize?client_id=hubspot-1&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=oauth';
const other = 'https://app.hubspot.com/oauth/authorize?client_id=hubspot-2&redirect_uri=https%3A%2F%2Fy.example%2Fcb&scope=oauth';
const salesforce =
  'https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=salesforce-1&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=api';
const outreach =
  'https://api.outreach.io/oauth/authorize?client_id=outreach-1&redirect_uri=https%3A%2F%2Fx.example%2Fcb&response_type=code&scope=users.read';

/** The failures and then the requests of a text: what is wrong, and with which client. */
function partsOf(text: string): string[] {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return pasted.inputs.map((input) => {
    const { diagnosis, clientId } = buildReview(input);
    return [diagnosis?.finding.id ?? 'request', clientId].join(' ');
  });
}

const both = ['hubspot-scopes-insufficient hubspot-1', 'salesforce-app-blocked salesforce-1'];
const scopes = 'Insufficient scopes were provided.';
const blocked = 'OAUTH_APP_BLOCKED';

describe('several links with their errors', () => {
  it.each([
    ['a numbered list with arrows', `1. ${hubspot} -> ${scopes}\n2. ${salesforce} -> ${blocked}`],
    [
      'a numbered list after a greeting',
      `Hi, two are broken:\n\n1) ${hubspot} => ${scopes}\n\n2) ${salesforce} => ${blocked}\n\nThanks, J.`,
    ],
    ['bullets with the error below the link', `- ${hubspot}\n  ${scopes}\n- ${salesforce}\n  ${blocked}`],
    ['bullets with the error above the link', `* ${scopes}\n  ${hubspot}\n* ${blocked}\n  ${salesforce}`],
    ['bullets in both orders', `• ${scopes}\n  ${hubspot}\n• ${salesforce}\n  ${blocked}`],
    ['items with paragraphs', `1. ${hubspot}\n\n${scopes}\n\n2. ${salesforce}\n\n${blocked}\n`],
    ['nested bullets', `- HubSpot\n  - ${hubspot}: ${scopes}\n- Salesforce\n  - ${salesforce}: ${blocked}`],
    ['numbers with bullets at the same indentation', `1. ${hubspot}\n- ${scopes}\n2. ${salesforce}\n- ${blocked}`],
    ['a table with tabs', `Link\tError\n${hubspot}\t${scopes}\n${salesforce}\t${blocked}`],
    ['a table with tabs and the error first', `Error\tLink\n${scopes}\t${hubspot}\n${blocked}\t${salesforce}`],
    ['a Markdown table', `| Link | Error |\n|---|---|\n| ${hubspot} | ${scopes} |\n| ${salesforce} | ${blocked} |`],
    ['lines of a mail', `URL ${hubspot} fails with: ${scopes}\nURL ${salesforce} fails with: ${blocked}`],
    ['quoted lines of a mail', `> ${hubspot}\n> ${scopes}\n>\n> ${salesforce}\n> ${blocked}`],
    ['lines that begin with the error', `${scopes} at ${hubspot}\n${blocked} at ${salesforce}`],
    ['errors above their links', `${scopes}\n${hubspot}\n${blocked}\n${salesforce}`],
    ['a file with commas', `url,error\n${hubspot},${scopes}\n${salesforce},${blocked}`],
    ['a file with semicolons', `${hubspot};${scopes}\n${salesforce};${blocked}`],
    [
      'a sentence with the links and sentences with the errors',
      `We tried ${hubspot} and ${salesforce}.\nFirst: ${scopes} Then: ${blocked}.`,
    ],
    ['one line', `${hubspot} -> ${scopes}; ${salesforce} -> ${blocked}`],
    ['one line with the errors first', `“${scopes}” at ${hubspot} and ${blocked} at ${salesforce}`],
  ])('are paired in %s', (_, text) => {
    expect(partsOf(text)).toEqual(both);
  });

  it('are two failures if two clients meet the same error', () => {
    expect(partsOf(`1. ${hubspot} -> ${scopes}\n2. ${other} -> ${scopes}`)).toEqual([
      'hubspot-scopes-insufficient hubspot-1',
      'hubspot-scopes-insufficient hubspot-2',
    ]);
  });

  it('are two failures if one client meets two errors', () => {
    const expected = ['salesforce-app-blocked salesforce-1', 'salesforce-consumer-not-approved salesforce-1'];
    expect(partsOf(`${salesforce} -> ${blocked}\n${salesforce} -> user hasn’t approved this consumer`)).toEqual(expected);
    expect(partsOf(`- ${salesforce}\n  ${blocked}\n  later: user hasn’t approved this consumer\n- ${hubspot}`)).toEqual([
      ...expected,
      'request hubspot-1',
    ]);
  });

  it('are one failure if the text repeats both', () => {
    expect(partsOf(`- ${hubspot}\n  ${scopes}\n- ${hubspot}\n  ${scopes}\n\n${scopes}`)).toEqual(['hubspot-scopes-insufficient hubspot-1']);
  });

  it('have failures first, known ones before unknown ones, and then the links that work', () => {
    const text = `1. ${outreach} works without errors\n2. ${other} -> the window stays blank, connection failed\n3. ${salesforce} -> ${blocked}`;
    expect(partsOf(text)).toEqual(['salesforce-app-blocked salesforce-1', 'unknown-error hubspot-2', 'request outreach-1']);
  });

  it('leave an item without a link without a client', () => {
    const text = `1. ${hubspot} is fine\n2. HubSpot on the test account: ${scopes}\n3. ${salesforce} is fine`;
    expect(partsOf(text)).toEqual(['hubspot-scopes-insufficient ', 'request hubspot-1', 'request salesforce-1']);
  });

  it('leave a text after the list without a client, unless only one fits', () => {
    const list = `- ${hubspot}\n- ${other}\n- ${salesforce}\n\n`;
    expect(partsOf(`${list}All of HubSpot: ${scopes}`)[0]).toBe('hubspot-scopes-insufficient ');
    expect(partsOf(`${list}And then ${blocked}`)[0]).toBe('salesforce-app-blocked salesforce-1');
  });

  it('pair a callback with the link beside it', () => {
    const callback = 'https://x.example/cb?error=invalid_scope&state=CANARY';
    expect(partsOf(`- ${hubspot}\n- ${outreach} -> ${callback}`)).toEqual(['oauth-invalid-scope outreach-1', 'request hubspot-1']);
  });

  it('are shown without the marks of the list', () => {
    const pasted = parseInput(`| 1 | ${hubspot} | ${scopes} |\n| 2 | ${salesforce} | ${blocked} |`);
    const texts = pasted.ok ? pasted.inputs.map(({ errorText }) => errorText) : [];
    expect(texts).toEqual([scopes, blocked]);
  });
});
