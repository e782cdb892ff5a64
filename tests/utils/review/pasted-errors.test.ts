/** Errors in long, mixed and hostile pasted texts: which error counts, whose it is, and what it names. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { genericProvider, providers } from '@/providers';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { pageSnapshot } from '../../page-snapshot';

function reviewOf(text: string) {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(`unreadable: ${pasted.reason}`);
  return buildReview(pasted.input);
}
const diagnosisOf = (text: string) => reviewOf(text).diagnosis;
const idOf = (text: string) => diagnosisOf(text)?.finding.id;
const scopesOf = (text: string) => diagnosisOf(text)?.finding.scopes;

const errorPage = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp';
const authorize =
  'https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=https://x.example/cb&scope=api';
const hubspotAuthorize = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https://x.example/cb&scope=crm.lists.read';
const missingScopes = '{"category":"MISSING_SCOPES","context":{"requiredGranularScopes":["crm.lists.read"]}}';

describe('the scopes that an error names', () => {
  it.each([
    ['insufficient permissions crm.objects.deals.write', 'hubspot', ['crm.objects.deals.write']],
    ['Insufficient permissions: prospects.all, accounts.read.', 'outreach', ['prospects.all', 'accounts.read']],
    ['HubSpot: insufficient permissions (tickets, content and nonsense.read)', 'hubspot', []],
    ['insufficient permissions for crm.lists.read and prospects.all', 'oauth2', []],
  ])('are the known ones that stand in the text: %s', (text, provider, scopes) => {
    expect(reviewOf(text).provider.id).toBe(provider);
    expect(scopesOf(text)).toEqual(scopes);
  });

  it.each([
    'OAUTH_APP_ACCESS_DENIED [INFO] [main] done',
    'app must be installed into org [cid:image001.png]',
    `${errorPage}?error=OAUTH_APP_BLOCKED&error_description=state%3Dzzz`,
    'Authorization failed because the provided scopes are insufficient [crm.lists.read]',
  ])('do not come from unrelated brackets: %s', (text) => {
    expect(scopesOf(text)).toEqual([]);
  });

  it.each([
    ['{"category":"MISSING_SCOPES","requiredGranularScopes":["crm.lists.read","crm.objects.comp', ['crm.lists.read']],
    ['{"category":"MISSING_SCOPES","requiredGranularScopes":["crm.lists.read","crm.objects.comp…"]}', ['crm.lists.read']],
    ["{ category: 'MISSING_SCOPES', requiredGranularScopes: [ 'crm.lists.read', ... 98 more items ] }", ['crm.lists.read']],
    ['MISSING_SCOPES requiredScopes: ["crm.lists.read","crm.obj\nThanks, Gia [cid:image001.png]', ['crm.lists.read']],
    ['Authorization failed because the provided scopes are missing [a.read, …]', ['a.read']],
    ['Authorization failed because the provided scopes are missing [a.read, b.re\nThanks, Gia [cid:image001.png]', ['a.read']],
    ['HubSpot: insufficient_scope scope="crm.lists.read crm.obj', ['crm.lists.read']],
  ])('leave out the end of a list that was cut: %s', (text, ids) => {
    expect(scopesOf(text)).toEqual(ids);
  });

  it('do not contain a mark that stands for a secret', () => {
    const description = 'Authorization failed because the provided scopes are missing [a.read, abcdefghijklmnop1234567890]';
    expect(scopesOf(`error=x&error_description=${encodeURIComponent(description)}`)).toEqual(['a.read']);
  });
});

describe('an authorization URL with an error beside it', () => {
  it.each([
    [`OAUTH_APP_BLOCKED - see ${authorize}`, 'salesforce-app-blocked', 'api'],
    [`${authorize}\nOAUTH_APPROVAL_ERROR_GENERIC`, 'salesforce-approval-error', 'api'],
    [`${authorize}\nerror=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin`, 'salesforce-app-blocked', 'api'],
    [`${authorize} -> ${errorPage}?error=OAUTH_APP_BLOCKED`, 'salesforce-app-blocked', 'api'],
    [`${errorPage}?error=OAUTH_APP_BLOCKED <- ${authorize}`, 'salesforce-app-blocked', 'api'],
    [`${authorize} ends at https://x.example/cb?error=access_denied`, 'oauth-access-denied', 'api'],
    [`${authorize} ends at https://x.example/cb?error=surprise`, 'unknown-error', 'api'],
    [`${authorize}\nThe requested scope is not allowed`, 'salesforce-scope-not-allowed', 'api'],
    [`${authorize}\nThe requested scope is invalid, unknown, or malformed`, 'salesforce-scope-not-allowed', 'api'],
    [`${authorize}\naccess_denied`, 'oauth-access-denied', 'api'],
    [`${hubspotAuthorize}\n${missingScopes}`, 'hubspot-api-scopes-missing', 'crm.lists.read'],
  ])('is reviewed, and the error is diagnosed: %s', (text, id, scope) => {
    const review = reviewOf(text);
    expect(review.scopes.map((one) => one.id)).toEqual([scope]);
    expect(review).toMatchObject({ failed: true, diagnosis: { finding: { id } } });
  });

  it('gives way to the error of another provider', () => {
    expect(reviewOf(`${hubspotAuthorize} OAUTH_APP_BLOCKED`)).toMatchObject({
      provider: { id: 'salesforce' },
      diagnosis: { finding: { id: 'salesforce-app-blocked' } },
    });
  });

  it.each([authorize, `We use ${authorize}. Is that right?`, `Salesforce: ${authorize}&state=OAUTH_APP_BLOCKED`])(
    'is only reviewed when there is no error: %s',
    (text) => {
      expect(reviewOf(text)).toMatchObject({ failed: false, diagnosis: null });
      expect(reviewOf(text).scopes).toHaveLength(1);
    },
  );
});

describe('a link with an error that nobody knows', () => {
  it.each([
    ['insufficient permissions while calling https://api.example.com/?error=foo', 'oauth-insufficient-permissions'],
    ['OAUTH_APP_BLOCKED at https://api.example.com/?error=foo', 'salesforce-app-blocked'],
    ['OAUTH_APP_BLOCKED\nlog: error=foo', 'salesforce-app-blocked'],
    ['https://api.example.com/?error=foo', 'unknown-error'],
  ])('does not hide a known error: %s', (text, id) => {
    expect(idOf(text)).toBe(id);
  });
});

describe('a pasted error that is no blocker', () => {
  it.each([
    ['access_denied', 'oauth-access-denied'],
    ['temporarily_unavailable', 'oauth-temporarily-unavailable'],
    ['Salesforce: end-user denied authorization', 'salesforce-access-denied'],
    ['This session is not valid for use with the REST API', 'salesforce-session-refused'],
    ['LOGIN_TWOFACTOR_REQ', 'salesforce-verification-required'],
  ])('is a failure: %s', (text, id) => {
    expect(reviewOf(text)).toMatchObject({ failed: true, diagnosis: { finding: { id }, recognized: true } });
  });

  it('stays a notice on a page', () => {
    const pasted = parseInput(hubspotAuthorize);
    if (!pasted.ok) throw new Error(pasted.reason);
    const review = buildReview({ ...pasted.input, snapshot: pageSnapshot({ paragraphs: ['You’re connecting to an unverified app'] }) });
    expect(review).toMatchObject({ failed: false, diagnosis: null });
    expect(review.findings.map(({ id }) => id)).toContain('hubspot-unverified-app');
  });
});

describe('a long text', () => {
  /** The number of characters that are brought into the compared form while the text is parsed. */
  function comparedCharacters(text: string): number {
    let count = 0;
    const original = String.prototype.normalize;
    const spy = vi.spyOn(String.prototype, 'normalize').mockImplementation(function (this: string, form?: string) {
      count += this.length;
      return original.call(this, form);
    });
    parseInput(text);
    spy.mockRestore();
    return count;
  }

  it.each([
    ['a wrapped sentence before many lines', `Authorization failed because the provided\nscopes are insufficient\n${'a\n'.repeat(95_000)}`],
    ['a wrapped sentence after many lines', `${'a\n'.repeat(90_000)}Authorization failed because the provided\nscopes are insufficient`],
    ['many errors', 'insufficient permissions. '.repeat(7_000)],
    ['many names', `${'HubSpot Salesforce. '.repeat(9_000)}insufficient permissions`],
    ['many links', 'https://a.b/?error=x OAUTH_APP_BLOCKED\n'.repeat(5_000)],
  ])('is compared in linear time: %s', (_, text) => {
    expect(comparedCharacters(text)).toBeLessThan(30 * text.length);
  });

  // A text in quadratic time takes more than a minute.
  it.each([
    ['white space within a line', `error: ${' '.repeat(100_000)}x`],
    ['a parameter that begins again and again', `see https://app.hubspot.com/oauth/authorize?${'?scope='.repeat(28_000)}&x`],
    ...['{"', '[{', '{"\\', "{'", '}{"', '" "', '("', "it's ", 'x_y '].map((part): [string, string] => [
      `many times ${part}, and an error`,
      `${part.repeat(180_000 / part.length)} ${'OAUTH_APPROVAL_ERROR_GENERIC '.repeat(300)}`,
    ]),
  ])('is read in linear time: %s', (_, text) => {
    const start = performance.now();
    parseInput(text);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('is searched for each known wording a few times only, although many requests have an error each', () => {
    const { indexOf } = String.prototype;
    let searches = 0;
    String.prototype.indexOf = function (this: string, ...sought: Parameters<typeof indexOf>) {
      searches++;
      return indexOf.apply(this, sought);
    };
    try {
      const linesOf = (count: number) =>
        Array.from(
          { length: count },
          (_, index) => `x${index} invalid_client https://a.my.salesforce.com/services/oauth2/authorize?client_id=${index} `,
        ).join('');
      parseInput(linesOf(200));
    } finally {
      String.prototype.indexOf = indexOf;
    }
    const wordings = [...providers, genericProvider].flatMap(({ knowledge }) => knowledge.errors.flatMap(({ texts }) => texts));
    expect(searches / 200 / wordings.length).toBeLessThan(8);
  });

  it.each(['x. ', 'All is well.\n', 'x', '<p class="x">&nbsp;</p>'])('is searched to its end behind many %j', (piece) => {
    const text = `Salesforce: ${piece.repeat(150_000 / piece.length)} OAUTH_APP_BLOCKED`;
    expect(diagnosisOf(text)).toMatchObject({ finding: { id: 'salesforce-app-blocked' } });
    expect(diagnosisOf(text)?.errorText).toContain('OAUTH_APP_BLOCKED');
    expect(idOf(`Salesforce: ${piece.repeat(1_000)} insufficient permissions`)).toBe('salesforce-api-permissions');
  });

  it('is ignored after the limit', () => {
    expect(parseInput(`${'x '.repeat(MAX_PASTED_LENGTH / 2)} OAUTH_APP_BLOCKED`).ok).toBe(false);
  });

  it('is quoted by the lines of the error only', () => {
    const said = diagnosisOf('Hi,\nAuthorization failed because the provided\nscopes are insufficient.\nMy PIN is 42.')?.errorText;
    expect(said).toBe('Authorization failed because the provided scopes are insufficient.');
  });
});

describe('the plain parameters of an error', () => {
  it('end with their line', () => {
    const { diagnosis } = reviewOf('error=OAUTH_APP_BLOCKED&error_description=blocked\nstate: zzz\npassword: hunter2');
    expect(diagnosis).toMatchObject({ error: 'OAUTH_APP_BLOCKED', description: 'blocked' });
    expect(JSON.stringify(diagnosis)).not.toMatch(/zzz|hunter2/);
  });
});

describe('“insufficient permissions” in other spellings', () => {
  it.each([
    'error=insufficient_scope&error_description=needs+more',
    'https://api.clay.run/cb?error=insufficient_scope',
    'https://api.clay.run/cb?error=insufficient_scope&error_description=needs+more',
    'WWW-Authenticate: Bearer scope="x", error=insufficient_scope',
    'INSUFFICIENT-PERMISSIONS',
    'insufficientPermissions',
    'insufficient scope',
    'Insufficient scopes',
    'Request had insufficient authentication scopes.',
    'Insufficient&nbsp;permissions',
    '<b>Insufficient</b> permissions',
    '<p>Insufficient<br/>permissions</p>',
  ])('%s', (text) => {
    expect(diagnosisOf(text)).toMatchObject({ connected: true, recognized: true, finding: { id: 'oauth-insufficient-permissions' } });
  });

  it('keep the scope of an unquoted header', () => {
    expect(scopesOf('WWW-Authenticate: Bearer scope="x", error=insufficient_scope')).toEqual(['x']);
    expect(scopesOf('WWW-Authenticate: Bearer error=insufficient_scope, scope="x"')).toEqual(['x']);
  });

  it.each([
    ['403 from https://api.hubapi.com/crm/v3: insufficient permissions', 'hubspot'],
    ['GET https://api.outreach.io/api/v2/tasks: insufficient permissions', 'outreach'],
    ['HubSpot: error=insufficient_scope&error_description=needs+more', 'hubspot'],
    ['Salesforce works, but HubSpot says: insufficient permissions', 'hubspot'],
    ['HubSpot says insufficient permissions, Salesforce works', 'hubspot'],
    ['Salesforce works, insufficient permissions in HubSpot', 'hubspot'],
    ['We use Salesforce and Outreach. HubSpot: insufficient permissions. Please help.', 'hubspot'],
    ['Salesforce works and HubSpot returns insufficient permissions', 'hubspot'],
    ['HubSpot and Salesforce are connected. Why do I get insufficient permissions?', 'oauth2'],
    ['We sync HubSpot to Salesforce and get: insufficient permissions', 'oauth2'],
  ])('belong to the provider that is named nearest: %s', (text, provider) => {
    expect(reviewOf(text).provider.id).toBe(provider);
  });

  it.each([
    ['HubSpot: insufficient permissions', 'likely'],
    ['Outreach: insufficient permissions', 'likely'],
    ['HubSpot: insufficient_scope scope="crm.lists.read"', 'observed'],
    ['Salesforce: insufficient permissions', 'observed'],
  ])('are only likely a missing scope unless the text names it: %s', (text, confidence) => {
    expect(reviewOf(text)).toMatchObject({ failed: true, diagnosis: { causes: [{ confidence }] } });
  });
});

describe('a code with hyphens', () => {
  it.each([
    ['OAUTH-APPROVAL-ERROR-GENERIC', 'salesforce-approval-error'],
    [`${errorPage}?error=OAUTH-APP-BLOCKED`, 'salesforce-app-blocked'],
  ])('is the same code: %s', (text, id) => {
    expect(idOf(text)).toBe(id);
  });
});

describe('the sentence that is cut out of a text', () => {
  const pieces = [
    '\n',
    ' ',
    '. ',
    ': ',
    'OAUTH_APP_BLOCKED',
    'insufficient permissions',
    ' HubSpot ',
    ' scope="a b" ',
    '\u0301',
    '´',
    'ﷺ',
    'x',
    '{"',
  ];

  it('has the error and the scopes of the whole text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (list) => {
        const text = `${list.join('')} insufficient_scope`;
        const isBlocked = text.includes('OAUTH_APP_BLOCKED');
        expect(idOf(text)).toBe(isBlocked ? 'salesforce-app-blocked' : 'oauth-insufficient-permissions');
        expect(scopesOf(text)).toEqual(!isBlocked && text.includes('scope="a b"') ? ['a', 'b'] : []);
      }),
    );
  });
});
