/** Users paste anything from a single URL to a whole support ticket. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, authorize, errorPage, installMissing, refusal } from '../../providers/salesforce/sample-urls';

function of(text: string): Review {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(`unreadable: ${pasted.reason}`);
  return buildReview(pasted.input);
}
const reasonOf = (text: string) => {
  const pasted = parseInput(text);
  return pasted.ok ? 'readable' : pasted.reason;
};
const causes = (text: string) => of(text).diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`);
const notInstalled = ['salesforce-app-not-installed observed'];

describe('a pasted authorization URL', () => {
  it.each([
    ['HubSpot', clayUrl, 18],
    ['Outreach', outreachUrl(['users.read', 'prospects.all']), 2],
    ['Salesforce', authorize(), 3],
    [
      'accounts.example.com',
      'https://accounts.example.com/o/authorize?response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=openid+email&state=CANARY',
      2,
    ],
  ])('of %s becomes a read-only review', (name, url, count) => {
    for (const text of [url, `  ${url}\n`, `We use this link: ${url}\nIs that right?`]) {
      const review = of(text);
      expect(review.provider.name).toBe(name);
      expect(review.scopes).toHaveLength(count);
      expect(review.editable).toBe(false);
      expect(review.diagnosis).toBeNull();
      expect(JSON.stringify(review)).not.toContain('CANARY');
    }
  });
});

describe('a pasted error URL', () => {
  const refused = refusal(...installMissing);

  it.each([
    ['alone', refused],
    ['in a sentence', `It ends at ${refused}. What now?`],
    ['in brackets', `The page (${refused}) says nothing.`],
    ['in angle brackets', `<${refused}>`],
    ['as a Markdown link', `See [the page](${refused}).`],
    ['after other links', `App: https://app.clay.com/workspaces/1 and Salesforce: ${acme}/lightning/page/home\nThen: ${refused}`],
    [
      'with the code last and a full stop',
      `${acme}${errorPage}?error_description=app+must+be+installed+into+org&error=invalid_client. Help!`,
    ],
  ])('is found %s', (_, text) => {
    expect(causes(text)).toEqual(notInstalled);
    expect(of(text)).toMatchObject({ account: 'acme.my.salesforce.com', provider: { id: 'salesforce' } });
    expect(of(text).links.ConnectedAppsUsage).toBe(`${acme}/lightning/setup/ConnectedAppsUsage/home`);
  });

  it('is recognized when the error code ends the sentence', () => {
    expect(causes(`It says ${acme}${errorPage}?error=OAUTH_APP_BLOCKED.`)).toEqual(['salesforce-app-blocked observed']);
  });

  it("without a reason has several causes and questions, unless the page's text is pasted too", () => {
    const bare = of(acme + errorPage).diagnosis;
    expect(bare).toMatchObject({ recognized: false, finding: { id: 'unknown-error' } });
    expect(bare?.causes.length).toBeGreaterThan(3);
    expect(bare?.questions.length).toBeGreaterThan(0);
    expect(of(`OAUTH_APPROVAL_ERROR_GENERIC at ${acme}${errorPage}`).diagnosis?.finding.id).toBe('salesforce-approval-error');
    expect(of(`Please look at ${acme}${errorPage}`).diagnosis).toEqual(bare);
  });

  it("of a callback names the app's host and the provider whose wording it is", () => {
    const review = of('https://app.clay.com/cb?error=OAUTH_APP_BLOCKED&error_description=this+app+is+blocked+by+admin&state=CANARY');
    expect(review).toMatchObject({ provider: { id: 'salesforce' }, redirectHost: 'app.clay.com' });
    expect(review.diagnosis?.causes[0]).toMatchObject({ id: 'salesforce-app-blocked', confidence: 'observed' });
    expect(JSON.stringify(review)).not.toContain('CANARY');
    expect(of('https://app.example.com/cb?error=access_denied&state=x').provider.id).toBe('oauth2');
    expect(causes('https://app.example.com/cb#error=server_error')).toEqual(['oauth-server-error observed']);
  });

  it.each(['https://app.clay.com/cb?code=CANARY-code&state=CANARY', 'https://app.clay.com/cb#access_token=CANARY&token_type=Bearer'])(
    'F1: is an approval, and no part of it is repeated, when it carries a code or a token: %s',
    (url) => {
      for (const text of [url, `The browser stops at ${url}.`]) {
        expect(of(text)).toMatchObject({ failed: false, diagnosis: null, outcome: { kind: 'code' }, redirectHost: 'app.clay.com' });
        expect(of(text).findings.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual(['oauth-code-returned likely']);
      }
      expect(of(`${url} and the app says: connection failed`)).toMatchObject({ failed: true, diagnosis: { recognized: false } });
      expect(JSON.stringify(parseInput(url))).not.toContain('CANARY');
      expect(JSON.stringify(parseInput(`I got ${url} and then nothing`))).not.toContain('CANARY');
      expect(JSON.stringify(of(`Salesforce gave me ${url} and then nothing`))).not.toContain('CANARY');
    },
  );

  it.each([
    'https://zoom.example/j/1?pwd=x&code=1',
    'https://shop.example/discount?code=SUMMER10',
    'https://app.example/cb?code=&state=1',
    'https://app.example/cb?code=4711&state=',
    'https://app.example/cb#access_token=',
  ])('is no approval if it has another code, or an empty one: %s', (url) => {
    expect(parseInput(url)).toMatchObject({ ok: false });
    expect(of(`HubSpot connect broken? see ${url} for the call`)).toMatchObject({ failed: true });
    expect(of(`${clayUrl} and ${url}`)).toMatchObject({ failed: false, outcome: null });
  });

  it.each(['&state=1', '&iss=https%3A%2F%2Flogin.salesforce.com', '&session_state=a', '-0123-4567-89ab-cdef'])(
    'is an approval with a code and what a provider sends: %s',
    (rest) => {
      expect(of(`https://app.example/cb?code=abc${rest}`)).toMatchObject({ failed: false, outcome: { kind: 'code' } });
    },
  );
});

describe('a ticket with several URLs and errors', () => {
  const hubspotLink = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=oauth';
  const all = (text: string) => {
    const pasted = parseInput(text);
    if (!pasted.ok) throw new Error(pasted.reason);
    expect(pasted.inputs[0]).toBe(pasted.input);
    return pasted.inputs.map((input) => {
      const { provider, diagnosis, scopes } = buildReview(input);
      return [provider.id, diagnosis?.finding.id ?? null, scopes.length];
    });
  };

  it('has each of them, failures first and with their request', () => {
    const text = `Two links:\n${outreachUrl(['users.read', 'prospects.all'])}\n${hubspotLink}\n\nInsufficient scopes were provided.\n\n${refusal(...installMissing)}`;
    expect(all(text)).toEqual([
      ['salesforce', 'salesforce-app-not-installed', 0],
      ['hubspot', 'hubspot-scopes-insufficient', 1],
      ['outreach', null, 2],
    ]);
  });

  it('has no second error for the page that shows no reason', () => {
    const { error, reason } = {
      error: 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured.',
      reason: refusal(...installMissing),
    };
    for (const text of [`${error}\n\n${reason}`, `${reason}\n\n${error}`])
      expect(all(text)).toEqual([['salesforce', 'salesforce-app-not-installed', 0]]);
  });

  it('has each error from the provider that its sentence names', () => {
    const text =
      'Ticket 1: error=access_denied from HubSpot. Ticket 2: Outreach says The requested scope is invalid, unknown, or malformed.';
    expect(all(text).map(([provider]) => provider)).toEqual(['hubspot', 'outreach']);
  });

  it('has an error of its own for each line and sentence that gives a reason', () => {
    const text = [
      'Hi, it began with OAUTH_APPROVAL_ERROR_GENERIC in Salesforce. A colleague reads: Insufficient scopes were provided.',
      'The other app says OAUTH_APP_BLOCKED since Monday.',
    ];
    const expected = [
      ['salesforce', 'salesforce-approval-error', 0],
      ['salesforce', 'salesforce-app-blocked', 0],
      ['hubspot', 'hubspot-scopes-insufficient', 0],
    ];
    expect(all(text.join('\n'))).toHaveLength(3);
    expect(all(text.join('\n'))).toEqual(expect.arrayContaining(expected));
  });

  it('has the page without a reason beside what the app or an API received, which that page does not show', () => {
    const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication.';
    const denied = 'https://app.clay.com/cb?error=access_denied&error_description=end-user+denied+authorization&state=CANARY';
    for (const other of [denied, denied.split('?')[1], 'https://app.clay.com/cb?error=OAUTH_APP_BLOCKED']) {
      const found = all(`First I got\n"${generic}"\nand then ${other}`).map(([, id]) => id);
      expect(found).toHaveLength(2);
      expect(found).toContain('salesforce-approval-error');
    }
    expect(of(`${generic} ${denied}`).diagnosis?.errorText).not.toContain('OAUTH_APPROVAL');
  });

  it('quotes an error that stands in quotation marks up to the second one', () => {
    const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured.';
    for (const [open, close] of ['""', '“”', '«»', '„“', "''"])
      expect(of(`Now I get\n${open}${generic}${close} Her link was lost.`).diagnosis?.errorText).toBe(generic);
    expect(of('My app says "this app is blocked by admin", in "all" orgs.').diagnosis?.errorText).toBe('this app is blocked by admin');
    const redirect = "Authorization failed as the redirect URL 'http://x.example/' doesn't match the app's registered redirect URL";
    expect(of(`The page said: "${redirect}". Nobody's link works.`).diagnosis?.errorText).toBe(redirect);
  });

  it('quotes only the words of the provider from the sentence of somebody else', () => {
    const quoted = (text: string) => of(text).diagnosis?.errorText;
    const blocked = 'OAUTH_APP_BLOCKED : this app is blocked by admin';
    expect(quoted(`A colleague tried Salesforce and got ${blocked}`)).toBe(blocked);
    expect(quoted('Now we all get OAUTH_APP_BLOCKED when we connect to Salesforce')).toBe('OAUTH_APP_BLOCKED');
    expect(quoted('(invalid_grant) expired authorization code\nSalesforce, since Monday')).toBe(
      '(invalid_grant) expired authorization code',
    );
  });

  it('quotes of several errors in a ticket each in its own words', () => {
    const mismatch =
      "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes.";
    const missing = `{"status":"error","message":"This app hasn't been granted all required scopes to make this call.","errors":[{"context":{"requiredGranularScopes":["crm.lists.read"]}}],"category":"MISSING_SCOPES"}`;
    const parsed = parseInput(
      `She gets this on HubSpot: "${mismatch}"\nHer link was lost.\nAnd today in the app: ${missing}\nCall me at {my number}.`,
    );
    expect(parsed.ok && parsed.inputs.map(({ errorText }) => errorText)).toEqual([mismatch, missing]);
  });

  it('has the page without a reason beside the error of another moment', () => {
    const first = `First error page: ${acme}${errorPage}?error=invalid_client&error_description=app+must+be+installed+into+org`;
    const missing =
      'Another colleague: {"status":"error","message":"This app hasn\'t been granted all required scopes to make this call.","category":"MISSING_SCOPES","errors":[{"context":{"requiredGranularScopes":["crm.objects.deals.write"]}}]}';
    const found = (text: string) => all(text).map(([, id]) => id);
    expect(found(`${first}\nLater the app said OAUTH_APPROVAL_ERROR_GENERIC. ${missing}`)).toEqual([
      'salesforce-app-not-installed',
      'salesforce-approval-error',
      'hubspot-api-scopes-missing',
    ]);
    expect(found(`${first}\nMy colleague got OAUTH_APPROVAL_ERROR_GENERIC`)).toEqual([
      'salesforce-app-not-installed',
      'salesforce-approval-error',
    ]);
    expect(found(`${first}\nThe page says OAUTH_APPROVAL_ERROR_GENERIC`)).toEqual(['salesforce-app-not-installed']);
    expect(found(`${first}\nLater the page said that the app must be installed into org.`)).toEqual(['salesforce-app-not-installed']);
    expect(of(`${first}\nLater the app said OAUTH_APPROVAL_ERROR_GENERIC.`).diagnosis?.errorText).not.toContain('GENERIC');
  });

  it.each([
    "Before the admin unblocked the app we got OAUTH_APP_BLOCKED. Now it's OAUTH_APPROVAL_ERROR_GENERIC.",
    'First we got OAUTH_APP_BLOCKED, the admin unblocked it, and now the page says OAUTH_APPROVAL_ERROR_GENERIC.',
    'It used to say OAUTH_APP_BLOCKED but since the admin unblocked it we get OAUTH_APPROVAL_ERROR_GENERIC.',
    'Salesforce, the app was unblocked (was OAUTH_APP_BLOCKED). Now: OAUTH_APPROVAL_ERROR_GENERIC',
    'Ana: OAUTH_APP_BLOCKED\nBen: OAUTH_APPROVAL_ERROR_GENERIC',
    'User\tError\nAna\tOAUTH_APP_BLOCKED\nBen\tOAUTH_APPROVAL_ERROR_GENERIC',
    'user,error\nana@acme.example,OAUTH_APP_BLOCKED\nben@acme.example,OAUTH_APPROVAL_ERROR_GENERIC',
    'Beim Verbinden kommt OAUTH_APPROVAL_ERROR_GENERIC. Unsere Kollegin bekam gestern noch „OAUTH_APP_BLOCKED“.',
    'In production it says OAUTH_APPROVAL_ERROR_GENERIC. In the sandbox it says OAUTH_APP_BLOCKED.',
    'Reps see OAUTH_APPROVAL_ERROR_GENERIC, admins see OAUTH_APP_BLOCKED',
  ])('has both errors of different moments, people or orgs: %s', (text) => {
    expect(
      all(text)
        .map(([, id]) => id)
        .toSorted(),
    ).toEqual(['salesforce-app-blocked', 'salesforce-approval-error']);
  });

  it.each([
    'Page: OAUTH_APPROVAL_ERROR_GENERIC\nCode: OAUTH_APP_BLOCKED',
    'The page says OAUTH_APPROVAL_ERROR_GENERIC, the URL has error=OAUTH_APP_BLOCKED',
  ])('has one error of one moment: %s', (text) => {
    expect(all(text).map(([, id]) => id)).toEqual(['salesforce-app-blocked']);
  });

  it('has each error of a list at the provider that its own line names', () => {
    const invalid = '"The requested scope is invalid, unknown, or malformed."';
    expect(all(`Two open issues:\n1) Salesforce - OAUTH_APP_BLOCKED\n2) Outreach - ${invalid}`)).toEqual([
      ['salesforce', 'salesforce-app-blocked', 0],
      ['outreach', 'outreach-invalid-scope', 0],
    ]);
    expect(
      all("1. HubSpot portal 123: scope mismatch\n2. HubSpot portal 456: You don't have the right permissions to install Clay").map(
        ([, id]) => id,
      ),
    ).toEqual(['hubspot-permission-refused', 'hubspot-scope-mismatch']);
  });

  it.each([
    'Our admin wants to know whether granting "full" also grants "api" in Salesforce.',
    'Update: solved. The error was "app must be installed into org", admin pressed install and it works now.',
  ])('without an error has none: %s', (text) => {
    expect(parseInput(text)).toMatchObject({ ok: false, reason: 'no-known-error' });
  });

  it.each([
    'In the docs I read about "app must be installed into org" error, but we have never seen it. We see a blank page.',
    'We have never seen OAUTH_APP_BLOCKED before. The page just stays blank.',
    'How do we prevent OAUTH_APP_BLOCKED for new users?',
    'There was no "OAUTH_APP_BLOCKED" message, only a spinner in Salesforce.',
  ])('about an error that may not have happened is not certain of one: %s', (text) => {
    expect(of(text).diagnosis?.finding.confidence).toBe('possible');
  });

  it('lists an error once if both a code and a sentence name it', () => {
    expect(all('OAUTH_APP_BLOCKED. It means: this app is blocked by admin.\nerror=OAUTH_APP_BLOCKED')).toEqual([
      ['salesforce', 'salesforce-app-blocked', 0],
    ]);
    expect(all('Salesforce answered invalid_grant.\nexpired authorization code')).toEqual([['salesforce', 'salesforce-code-expired', 0]]);
  });

  it('has an error once that stands in it twice', () => {
    const url = 'https://app.clay.com/cb?error=OAUTH_APP_BLOCKED';
    expect(all(`${url}\n\nOAUTH_APP_BLOCKED\n\n${url}&state=1`)).toEqual([['salesforce', 'salesforce-app-blocked', 0]]);
  });

  it.each([
    `${hubspotLink}\nThe window closes and nothing works: connection failed.`,
    `Connection failed. ${hubspotLink}`,
    `Die Verbindung ist fehlgeschlagen: ${hubspotLink}`,
    `${hubspotLink} 接続に失敗しました`,
    `It doesn’t work, it says: We couldn’t connect. ${hubspotLink}`,
  ])('is a failure if words report one that no rule knows: %s', (text) => {
    expect(all(text)).toEqual([['hubspot', 'unknown-error', 1]]);
  });

  it.each([
    `It doesn’t work: ${hubspotLink}`,
    `This one from Ben did not open, he copied only half: ${hubspotLink}`,
    `I couldn’t come on Friday. ${hubspotLink}`,
    `See https://docs.example.invalid/error-codes.html and ${hubspotLink}`,
    `We use ${hubspotLink}. It is not secret, don’t worry.`,
    `${hubspotLink}\nThis app isn’t verified.`,
  ])('is no failure without such words: %s', (text) => {
    expect(all(text)).toEqual([['hubspot', null, 1]]);
  });

  it('quotes of an unknown failure only its line', () => {
    const { diagnosis } = of(`Hi, I am Gia.\nIt says connection failed\n${hubspotLink}\nMy PIN is 42.`);
    expect(diagnosis?.errorText).toBe('It says connection failed');
  });
});

describe('a link that ends in the middle', () => {
  const start = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example';
  const findings = (url: string) => of(url).findings.map(({ id, confidence }) => `${id} ${confidence}`);

  it.each(['&scop', '&scope=oauth%20crm.objects.conta', '&scope=oauth%2'])('is said to be cut off: %s', (end) => {
    for (const text of [start + end, `Hi,\nhere it is:\n${start}${end}\n\nThanks`]) expect(findings(text)).toContain('link-cut-off likely');
  });

  it.each(['&scope=oauth', '&scope=oauth&utm', '&scope=oauth%20nonsense', ''])('is not said to be cut off without evidence: %s', (end) => {
    expect(findings(start + end).join()).not.toContain('cut-off');
  });
});

describe('an error in the shape of a log', () => {
  it.each([
    [
      'a Ruby hash',
      '{"provider"=>"github", "error"=>"access_denied", "error_description"=>"The user has denied it.", "action"=>"callback"}',
    ],
    ['Ruby symbols', '{:error=>"access_denied", :error_description=>"The user has denied it."}'],
    ['a Python dict', "{'error': 'access_denied', 'error_description': 'The user has denied it.', 'state': 'CANARY'}"],
    ['JSON', '{"error":"access_denied","error_description":"The user has denied it."}'],
    ['escaped JSON', String.raw`{\"error\":\"access_denied\",\"error_description\":\"The user has denied it.\"}`],
    ['a URL with other names', 'https://x.example/?step=end&oauth_error=access_denied&oauth_error_description=The+user+has+denied+it.'],
    [
      'a URL in JSON',
      String.raw`"redirectURL": "https://x.example/cb?error=access_denied\u0026error_description=The+user+has+denied+it.\u0026state=CANARY"`,
    ],
  ])('is read: %s', (_, text) => {
    expect(of(text).diagnosis).toMatchObject({
      error: 'access_denied',
      description: 'The user has denied it.',
      finding: { id: 'oauth-access-denied' },
    });
    expect(JSON.stringify(of(text))).not.toContain('CANARY');
  });

  it('with a hyphen is the same code, and a number is none', () => {
    expect(of('https://x.example/cb?error=access-denied').diagnosis?.finding.id).toBe('oauth-access-denied');
    expect(of('https://x.example/cb?errorCode=access_denied').diagnosis?.finding.id).toBe('oauth-access-denied');
    expect(reasonOf('https://x.example/cb?errorCode=404')).toBe('unknown-provider');
  });
});

describe('a request without scopes', () => {
  it.each([
    'https://acme.pipedrive.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example&response_type=code&scope=&state=1',
    'https://acme.pipedrive.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example&response_type=code',
  ])('is remarked on: %s', (url) => {
    expect(of(url).findings.map(({ id }) => id)).toEqual(['oauth-no-scopes']);
    expect(of(`${url}&scope=a`).findings.map(({ id }) => id)).not.toContain('oauth-no-scopes');
  });
});

describe('a pasted text', () => {
  it.each([
    ['error=invalid_client&error_description=app%20must%20be%20installed%20into%20org', 'salesforce-app-not-installed'],
    ['error=invalid_client_id&error_description=client%20identifier%20invalid', 'salesforce-client-unknown'],
    [
      'The file says: error=redirect_uri_mismatch&error_description=redirect_uri%20must%20match%20configuration',
      'salesforce-redirect-mismatch',
    ],
    ['error=access_denied', 'oauth-access-denied'],
    ['invalid_client: app must be installed into org', 'salesforce-app-not-installed'],
    ['this app is blocked by admin', 'salesforce-app-blocked'],
    ['Authorization failed because the provided scopes are missing [crm.lists.read], which are required.', 'hubspot-scopes-missing'],
    ['Code challenge is required.', 'oauth-invalid-request'],
    ['Outreach says: Code challenge is required.', 'outreach-code-challenge-missing'],
  ])('is recognized: %s', (text, id) => {
    for (const given of [text, `Customer wrote: ${text}`]) expect(of(given).diagnosis?.finding.id, given).toBe(id);
  });

  it.each(['occured', 'occurred'])('leads to questions when it is the general sentence of Salesforce (%s)', (spelling) => {
    const { diagnosis } = of(`OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has ${spelling} during authentication. Please try again.`);
    expect(diagnosis).toMatchObject({ recognized: true, finding: { id: 'salesforce-approval-error' } });
    expect(diagnosis?.questions.length).toBeGreaterThan(0);
    expect(diagnosis?.causes.some(({ confidence }) => confidence === 'observed')).toBe(false);
  });

  it('in the words of the protocol belongs to the provider that it names, or else to none', () => {
    const shared = 'The requested scope is invalid, unknown, or malformed.';
    const idOf = (text: string) => of(text).diagnosis?.finding.id;
    expect(idOf(`Salesforce says: ${shared}`)).toBe('salesforce-scope-not-allowed');
    expect(idOf(`In Outreach: ${shared}`)).toBe('outreach-invalid-scope');
    expect(of(shared).provider.id).toBe('oauth2');
    expect(idOf(shared)).toBe('oauth-invalid-scope');
    expect(idOf(`https://app.example.com/cb?error=invalid_scope&error_description=${encodeURIComponent(shared)}`)).toBe(
      'oauth-invalid-scope',
    );
  });

  it('that is unrelated is an unknown error, and leaks nothing', () => {
    const toaster = 'my toaster says 42 to ada.CANARY@acme.example code=CANARY';
    expect(parseInput(toaster)).toEqual({ ok: false, reason: 'no-known-error' });
    const review = of(`Salesforce: ${toaster}`);
    expect(review).toMatchObject({ provider: { id: 'salesforce' }, diagnosis: { recognized: false } });
    expect(JSON.stringify(review)).not.toContain('CANARY');
  });

  it('is quoted without the mail around the error', () => {
    const mail = (error: string) => of(`Hi support, our admin tried to connect Clay and got this: ${error} Can you help?\nGia`).diagnosis;
    expect(mail('OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.')).toMatchObject({
      finding: { id: 'salesforce-approval-error' },
      errorText: 'OAUTH_APPROVAL_ERROR_GENERIC',
    });
    const missing = 'Authorization failed because the provided scopes are missing [crm.objects.deals.read, tickets], which are required.';
    expect(mail(missing)).toMatchObject({ finding: { scopes: ['crm.objects.deals.read', 'tickets'] }, errorText: missing });
    expect(mail('Failed: API-only user')?.errorText).not.toContain('Gia');
  });

  it('is recognized in the quoted lines of a reply', () => {
    const link = `${acme}/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org`;
    expect(of(`> Hello,\n> > it said\n>> ${link}`).diagnosis?.finding.id).toBe('salesforce-app-not-installed');
  });

  it('is rejected when it is empty or only an unrelated URL', () => {
    for (const text of ['', '   ', '\n\t']) expect(reasonOf(text)).toBe('empty');
    expect(reasonOf('https://example.com/')).toBe('unknown-provider');
    expect(reasonOf(`${acme}/lightning/page/home`)).toBe('not-a-request');
  });
});

describe('B7: any pasted text', () => {
  it('is read quickly even with 300 KB of hostile input', () => {
    const began = performance.now();
    for (const piece of [
      'x',
      ' ',
      'https://',
      'https://a.b/)',
      'error=',
      ')',
      '```json\n',
      'a@',
      'https://a.b?error=x ',
      '\n',
      'app must be ',
    ]) {
      const pasted = parseInput(piece.repeat(300_000 / piece.length));
      if (pasted.ok) expect(JSON.stringify(buildReview(pasted.input)).length).toBeLessThan(60_000);
    }
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('the app behind a response', () => {
  const hostOf = (url: string) => {
    const pasted = parseInput(url);
    return pasted.ok ? buildReview(pasted.input).redirectHost : pasted.reason;
  };

  it.each(['app.hubspot.com', 'www.hubspot.com', 'api.outreach.io', 'acme.my.salesforce.com', 'acme.lightning.force.com'])(
    'is not a provider with a path that nobody knows: %s',
    (host) => {
      for (const response of ['error=access_denied', 'code=CANARY&state=1'])
        expect(hostOf(`https://${host}/foo/bar?${response}`)).toBeNull();
    },
  );

  it('is who receives it anywhere else', () => {
    for (const response of ['error=access_denied', 'code=CANARY&state=1'])
      for (const host of ['x.example', 'app.hubspot.com.example']) expect(hostOf(`https://${host}/foo?${response}`)).toBe(host);
  });
});
