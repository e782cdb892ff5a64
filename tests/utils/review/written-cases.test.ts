/** Errors of several people, orgs and apps in one text, each with its own words, and those that no rule knows. */
import { describe, expect, it } from 'vitest';
import { processorTime } from '@/tests/processor-time';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';

const page = (org: string) => `https://${org}.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp`;
const notInstalled = 'error=invalid_client&error_description=app+must+be+installed+into+org';

/** Returns the provider, the code, the reason and the first cause of each error in a text. */
function casesOf(text: string) {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(`unreadable: ${pasted.reason}`);
  return pasted.inputs.map((input) => {
    const { provider, diagnosis } = buildReview(input);
    const cause = diagnosis?.causes[0];
    return [
      provider.id,
      diagnosis?.error,
      diagnosis?.description ?? diagnosis?.errorText,
      cause ? `${cause.id} ${cause.confidence}` : null,
    ];
  });
}
const placesOf = (text: string) => {
  const pasted = parseInput(text);
  return pasted.ok ? pasted.inputs.map(({ account, request }) => account ?? request.redirectHost) : [];
};

const appNotInstalled = ['salesforce', 'invalid_client', 'app must be installed into org', 'salesforce-app-not-installed observed'];
const appBlocked = ['salesforce', 'OAUTH_APP_BLOCKED', 'this app is blocked by admin', 'salesforce-app-blocked observed'];
const scopeNotAllowed = ['salesforce', 'invalid_scope', 'the requested scope is not allowed', 'salesforce-scope-not-allowed observed'];

describe('error responses in one line', () => {
  it.each([
    [
      `Salesforce, user 1: error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin / user 2: ${notInstalled}`,
      [appBlocked, appNotInstalled],
    ],
    [
      'Salesforce login: error=invalid_scope&error_description=the+requested+scope+is+not+allowed and then for my colleague error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin',
      [scopeNotAllowed, appBlocked],
    ],
    [
      'Salesforce: error=invalid_scope&error_description=the+requested+scope+is+not+allowed puis mon collègue a essayé: error=unauthorized_client',
      [scopeNotAllowed, ['salesforce', 'unauthorized_client', 'unauthorized_client', 'oauth-unauthorized-client observed']],
    ],
    [
      'Salesforce: error=invalid_grant&error_description=authentication%20failure&state=abc - happens for two users; third user sees error=invalid_client&error_description=app must be installed into org',
      [['salesforce', 'invalid_grant', 'authentication failure', 'salesforce-password-flow-refused likely'], appNotInstalled],
    ],
    [
      'In Salesforce we no longer see error=access_denied, but error=invalid_scope&error_description=the+requested+scope+is+not+allowed',
      [scopeNotAllowed],
    ],
  ])('are cases of their own: %s', (text, expected) => {
    expect(casesOf(text)).toEqual(expected);
  });

  it('as printed data do not lend each other their words', () => {
    const installed = '{"error":"invalid_client","error_description":"app must be installed into org"}';
    expect(casesOf(`A got {"error":"invalid_grant"}, B ${installed}`)).toEqual([appNotInstalled]);
    const blocked = '{"error":"OAUTH_APP_BLOCKED","error_description":"this app is blocked by admin"}';
    expect(casesOf(`A got ${installed}, B ${blocked}`)).toEqual([appNotInstalled, appBlocked]);
    expect(casesOf(`Salesforce said error=invalid_client, in full ${installed}`)).toEqual([appNotInstalled]);
  });

  it.each([
    'Did anybody see error=invalid_scope or error=unauthorized_client in Salesforce?',
    'If Salesforce returns error=access_denied or error=invalid_scope, ask an admin',
  ])('are none in a question or a condition: %s', (text) => {
    expect(casesOf(text)).toHaveLength(1);
    expect(casesOf(text)[0]?.[3]).toMatch(/possible$/);
  });
});

describe('a description whose end is missing', () => {
  it.each([
    'Salesforce shows "error=invalid_client&error_description=app must be inst…"',
    'Salesforce shows "error=invalid_client&error_description=app must be',
    'Salesforce: error=invalid_client error_description="app must be...',
  ])('makes the error unknown, because its code says less: %s', (text) => {
    expect(casesOf(text)).toEqual([['salesforce', 'invalid_client', expect.stringMatching(/^app must be/), null]]);
  });

  it('does not matter beside a code that says the reason', () => {
    const text = 'Salesforce: error=invalid_client_id&error_description=client identifier inv…';
    expect(casesOf(text)[0]?.[3]).toBe('salesforce-client-unknown observed');
  });
});

describe('an error that no rule knows, beside one that a rule knows', () => {
  const known = ['salesforce', null, 'OAUTH_APP_BLOCKED', 'salesforce-app-blocked observed'];

  it.each([
    [
      'Case 1 - Acme, Salesforce:\n"OAUTH_APP_BLOCKED"\n\nCase 2 - Globex, Salesforce:\n"error=OAUTH_NEW_THING&error_description=the+moon+is+wrong"',
      [['salesforce', 'OAUTH_NEW_THING', 'the moon is wrong', null]],
    ],
    [
      '1. Acme (Salesforce): "OAUTH_APP_BLOCKED"\n2. Initech (HubSpot): "Error: something unexpected happened while installing the app"',
      [['hubspot', null, 'Error: something unexpected happened while installing the app', null]],
    ],
    [
      '1. Acme (Salesforce): "OAUTH_APP_BLOCKED"\n2. Hooli (HubSpot): the page says "This account does not have access to some HubSpot features"',
      [['hubspot', null, 'This account does not have access to some HubSpot features', null]],
    ],
    ['1. Acme (Salesforce): "OAUTH_APP_BLOCKED"\n2. Hooli (HubSpot): their admin says "please do not have anything refused again"', []],
    [
      'Acme, Salesforce:\n"OAUTH_APP_BLOCKED"\n\nGlobex, HubSpot:\nError message: the moon is wrong',
      [['hubspot', null, 'the moon is wrong', null]],
    ],
    ['Acme, Salesforce:\n"OAUTH_APP_BLOCKED"\n\nGlobex, HubSpot:\nError: none so far', []],
    ['Acme, Salesforce:\n"OAUTH_APP_BLOCKED"\n\nGlobex: we never saw "the installation failed"', []],
    ['- Acme: they get OAUTH_APP_BLOCKED in Salesforce\n- Globex: please don\'t send "failed imports" again', []],
    ['Acme, Salesforce:\n"OAUTH_APP_BLOCKED"\n\nConsole: "Failed to load resource"\n\nExpected: shows "Connection failed"', []],
    ['They get OAUTH_APP_BLOCKED in Salesforce.\n\n"Something went wrong here"', []],
  ])('stays with its text if the text clearly reports it: %j', (text, others) => {
    expect(casesOf(text)).toEqual([known, ...others]);
  });

  it('stays beside a question, and beside a solved error', () => {
    const urls = `Do you know this? ${page('acme')}?error=OAUTH_APP_BLOCKED and ${page('globex')}?error=OAUTH_NEW_THING&error_description=the+moon`;
    expect(casesOf(urls).map(([, code]) => code)).toEqual(['OAUTH_APP_BLOCKED', 'OAUTH_NEW_THING']);
    const solved = 'Solved: error=access_denied. It works now.\n\nHubSpot customer: error=foo_bar&error_description=the moon';
    expect(casesOf(solved)).toEqual([['hubspot', 'foo_bar', 'the moon', null]]);
  });
});

describe('the same error in several places', () => {
  it('is a case for each org and each app', () => {
    const orgs = ['acme', 'globex', 'initech'].map((org) => `${org}: ${page(org)}?${notInstalled}`);
    expect(placesOf(orgs.join('\n\n'))).toEqual(['acme', 'globex', 'initech'].map((org) => `${org}.my.salesforce.com`));
    expect(placesOf('https://app.a.example/cb?error=access_denied\nhttps://app.b.example/cb?error=access_denied')).toEqual([
      'app.a.example',
      'app.b.example',
    ]);
  });

  it('is one case in the same org, and if the text repeats it without an org', () => {
    const text = `${page('acme')}?${notInstalled} – ${page('acme')}?${notInstalled}&state=1: app must be installed into org`;
    expect(placesOf(text)).toEqual(['acme.my.salesforce.com']);
  });

  it('has the page without a reason as its own only in the same org', () => {
    const reason = `Acme: ${page('acme')}?error=invalid_grant&error_description=ip+restricted`;
    expect(placesOf(`${reason}\n\nGlobex: ${page('globex')}`)).toEqual(['acme.my.salesforce.com', 'globex.my.salesforce.com']);
    expect(placesOf(`${reason}\n\nIt stops at ${page('acme')}`)).toEqual(['acme.my.salesforce.com']);
  });

  it('is found quickly among many responses in a long text', () => {
    const began = performance.now();
    for (const end of [' ', '\n- ']) {
      const text = Array.from(
        { length: MAX_PASTED_LENGTH / 60 },
        (_, index) => `HubSpot or Salesforce: error=a${index}&error_description=b${end}`,
      );
      expect(casesOf(text.join('')).length).toBeGreaterThan(10);
    }
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  it('is found quickly in a long text with many orgs', () => {
    const text = Array.from({ length: MAX_PASTED_LENGTH / 90 }, (_, index) => page(`org${index}`)).join('\n');
    const began = performance.now();
    expect(placesOf(text).length).toBeGreaterThan(500);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('the codes of three customers', () => {
  const three = ['salesforce-app-blocked observed', 'salesforce-external-app-not-found observed', 'salesforce-user-not-approved observed'];

  it.each([
    ['lines', 'Acme: OAUTH_APP_BLOCKED\nGlobex: OAUTH_EC_APP_NOT_FOUND\nInitech: OAUTH_APP_ACCESS_DENIED'],
    [
      'lines with hosts',
      'Acme (acme.example): OAUTH_APP_BLOCKED: this app is blocked by admin\nGlobex (globex.example): OAUTH_EC_APP_NOT_FOUND\nInitech (initech.example): OAUTH_APP_ACCESS_DENIED: user is not admin approved to access this app',
    ],
    [
      'a Markdown table',
      '| Customer | Error | Status |\n|---|---|---|\n| Acme | OAUTH_APP_BLOCKED | open |\n| Globex | OAUTH_EC_APP_NOT_FOUND | open |\n| Initech | OAUTH_APP_ACCESS_DENIED | open |',
    ],
    [
      'a table of Jira',
      '||Customer||Error||\n|Acme|OAUTH_APP_BLOCKED|\n|Globex|OAUTH_EC_APP_NOT_FOUND|\n|Initech|OAUTH_APP_ACCESS_DENIED|',
    ],
    ['a table of Slack', 'Customer | Error\nAcme | OAUTH_APP_BLOCKED\nGlobex | OAUTH_EC_APP_NOT_FOUND\nInitech | OAUTH_APP_ACCESS_DENIED'],
  ])('are three cases in %s', (_, text) => {
    const cases = casesOf(text).map((one) => one.at(-1));
    expect(cases.toSorted()).toEqual(three);
  });

  it.each([
    ['a list', 'Error codes:\n- OAUTH_APP_BLOCKED: blocked\n- OAUTH_EC_APP_NOT_FOUND: not there\n- OAUTH_APP_ACCESS_DENIED: not approved'],
    [
      'a table',
      '| Error | Description |\n|---|---|\n| OAUTH_APP_BLOCKED | blocked |\n| OAUTH_EC_APP_NOT_FOUND | not there |\n| OAUTH_APP_ACCESS_DENIED | not approved |',
    ],
    ['fields', 'Error: OAUTH_APP_BLOCKED\nError: OAUTH_EC_APP_NOT_FOUND\nError: OAUTH_APP_ACCESS_DENIED'],
  ])('are no case in %s without customers', (_, text) => {
    const pasted = parseInput(text);
    const [first, ...rest] = pasted.ok ? pasted.inputs : [];
    expect(rest).toEqual([]);
    expect(first && buildReview(first).diagnosis).toMatchObject({ recognized: false });
    expect(first?.errorText).not.toBe('Error');
  });

  it('of a table are searched for below its heading', () => {
    const pasted = parseInput('| Customer | Error | Status |\n|---|---|---|\n| Acme | The window failed to open | open |');
    expect(pasted.ok && pasted.input.errorText).toBe('The window failed to open');
  });
});

describe('the known errors of several customers', () => {
  const scopes = 'Insufficient scopes were provided';
  const plan = 'Authorization failed because your account lacks access to the required scopes [automation]';

  it.each([
    ['paragraphs', `Acme has "${scopes}".\n\nGlobex has "${plan}".`],
    ['a chat', `[9:14 AM] Jane: customer Acme: "${scopes}"\n[9:17 AM] Bob: my other customer Globex has "${plan}"`],
  ])('are cases of their own in %s', (_, text) => {
    const cases = casesOf(text).map((one) => one.at(-1));
    expect(cases.toSorted()).toEqual(['hubspot-plan-missing observed', 'hubspot-scopes-insufficient observed']);
  });

  it('are cases of their own in a log with short names', () => {
    const text =
      '10:00 WARN error=OAUTH_APP_BLOCKED description="this app is blocked by admin" org=acme\n10:01 WARN error=invalid_client description="app must be installed into org" org=globex\n10:02 INFO ok org=acme';
    expect(casesOf(text)).toEqual([appBlocked, appNotInstalled]);
  });

  it.each([',', ';', '|'])('are cases of their own in the cells of a table with “%s”, without their neighbors', (mark) => {
    const rows = [
      ['id', 'customer', 'error', 'password'],
      ['1', 'Acme', 'error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin', 'Summer2026!'],
      ['2', 'Globex', notInstalled, 'Winter2026!'],
    ];
    const text = rows.map((row) => row.join(mark)).join('\n');
    expect(casesOf(text)).toEqual([appBlocked, appNotInstalled]);
    expect(JSON.stringify(casesOf(text))).not.toContain('2026');
  });

  it('are searched for in linear time', () => {
    expect(processorTime(() => parseInput(`Salesforce ${'a=1,error=b,'.repeat(15_000)}`))).toBeLessThan(5_000);
  });
});
