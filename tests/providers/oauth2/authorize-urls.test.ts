/**
 * Authorize URLs as the servers of many vendors document them, with made-up hosts, clients and
 * accounts. What must never leave a URL carries the marker CANARY.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { genericProvider, readRequest } from '@/providers';
import { looseScopeIds } from '@/providers/oauth2/scope-list';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

const back = 'redirect_uri=https%3A%2F%2Fapp.example.org%2Fcb&state=CANARY';
const app = `client_id=c-1&${back}`;
const code = `${app}&response_type=code`;
const pkce = 'code_challenge=CANARY&code_challenge_method=S256';
const google = 'https://www.googleapis.example/auth';
const graph = 'https://graph.microsoft.example';

/** The vendor, the URL after `https://`, and the scopes; a scope of another list is `list:scope`. */
const requests: [vendor: string, url: string, scopes: string[]][] = [
  [
    'Airtable',
    `airtable.example/oauth2/v1/authorize?${code}&scope=data.records%3Aread%20schema.bases%3Awrite&${pkce}`,
    ['data.records:read', 'schema.bases:write'],
  ],
  ['Asana', `app.asana.example/-/oauth_authorize?${code}&scope=default`, ['default']],
  [
    'Atlassian',
    `auth.atlassian.example/authorize?audience=api.atlassian.example&${code}&scope=read%3Ajira-work%20offline_access&prompt=consent`,
    ['read:jira-work', 'offline_access'],
  ],
  [
    'Auth0',
    `acme.auth0.example/authorize?${code}&scope=openid+profile&audience=https%3A%2F%2Fapi.example%2F&login_hint=ada.CANARY%40acme.example&nonce=CANARY`,
    ['openid', 'profile'],
  ],
  ['Box', `account.box.example/api/oauth2/authorize?${code}`, []],
  [
    'Discord',
    `discord.example/oauth2/authorize?client_id=1&permissions=8&scope=bot%20applications.commands`,
    ['bot', 'applications.commands'],
  ],
  [
    'Dropbox',
    `www.dropbox.example/oauth2/authorize?${code}&token_access_type=offline&scope=files.content.read+account_info.read`,
    ['files.content.read', 'account_info.read'],
  ],
  ['Facebook', `www.facebook.example/v21.0/dialog/oauth?${app}&scope=email,ads_management`, ['email', 'ads_management']],
  ['Figma', `www.figma.example/oauth?${code}&scope=files:read,file_comments:write`, ['files:read', 'file_comments:write']],
  ['GitHub, with spaces', `github.example/login/oauth/authorize?${app}&scope=read%3Aorg%20repo&login=CANARY`, ['read:org', 'repo']],
  [
    'GitHub, with commas',
    `github.example/login/oauth/authorize?${app}&scope=user:email,read:org&allow_signup=false`,
    ['user:email', 'read:org'],
  ],
  [
    'Google',
    `accounts.google.example/o/oauth2/v2/auth?${code}&scope=openid%20${google}/gmail.readonly+${encodeURIComponent(`${google}/drive.file`)}&access_type=offline&include_granted_scopes=true&login_hint=ada.CANARY@acme.example&hd=acme.example`,
    ['openid', `${google}/gmail.readonly`, `${google}/drive.file`],
  ],
  ['Intercom', 'app.intercom.example/oauth?client_id=c-1&state=CANARY', []],
  ['Linear', `linear.example/oauth/authorize?${code}&scope=read,write,issues:create&actor=app`, ['read', 'write', 'issues:create']],
  [
    'LinkedIn',
    `www.linkedin.example/oauth/v2/authorization?${code}&scope=r_liteprofile%20w_member_social`,
    ['r_liteprofile', 'w_member_social'],
  ],
  [
    'Microsoft',
    `login.microsoftonline.example/00000000-0000-0000-0000-000000000000/oauth2/v2.0/authorize?${code}&response_mode=query&scope=${encodeURIComponent(`${graph}/Mail.ReadWrite offline_access`)}&domain_hint=acme.example&login_hint=ada.CANARY%40acme.example&${pkce}`,
    [`${graph}/Mail.ReadWrite`, 'offline_access'],
  ],
  [
    'Microsoft, for the organization',
    `login.microsoftonline.example/organizations/v2.0/adminconsent?${app}&scope=${encodeURIComponent(`${graph}/.default`)}`,
    [`${graph}/.default`],
  ],
  ['Monday', `auth.monday.example/oauth2/authorize?${app}&scopes=boards:read%20users:read`, ['scopes:boards:read', 'scopes:users:read']],
  ['Notion', `api.notion.example/v1/oauth/authorize?${code}&owner=user`, []],
  [
    'Okta',
    `acme.okta.example/oauth2/default/v1/authorize?${code}&scope=openid%20okta.users.manage&sessionToken=CANARY&nonce=CANARY`,
    ['openid', 'okta.users.manage'],
  ],
  ['Pipedrive', `oauth.pipedrive.example/oauth/authorize?${app}`, []],
  [
    'QuickBooks',
    `appcenter.intuit.example/connect/oauth2?${code}&scope=com.intuit.quickbooks.accounting`,
    ['com.intuit.quickbooks.accounting'],
  ],
  [
    'Shopify',
    `acme.myshopify.example/admin/oauth/authorize?${app}&scope=read_products,write_orders&optional_scopes=read_customers&grant_options[]=per-user`,
    ['read_products', 'write_orders', 'optional_scopes:read_customers'],
  ],
  [
    'Slack',
    `slack.example/oauth/v2/authorize?client_id=1.2&scope=chat%3Awrite,channels%3Aread&user_scope=search%3Aread%2Cchat%3Awrite&team=T0CANARY&${back}`,
    ['scope user_scope:chat:write', 'channels:read', 'user_scope:search:read'],
  ],
  [
    'Slack, for the user only',
    `slack.example/oauth/v2/authorize?client_id=1.2&scope=&user_scope=identity.basic,identity.email`,
    ['user_scope:identity.basic', 'user_scope:identity.email'],
  ],
  [
    'SMART on FHIR',
    `fhir.example/auth/authorize?${code}&aud=https%3A%2F%2Ffhir.example%2Fr4&scope=launch%2Fpatient%20patient%2FObservation.rs%3Fstatus%3Dfinal%2Camended`,
    ['launch/patient', 'patient/Observation.rs?status=final,amended'],
  ],
  [
    'Strava',
    `www.strava.example/oauth/authorize?${code}&approval_prompt=force&scope=read,activity:read_all`,
    ['read', 'activity:read_all'],
  ],
  [
    'Stripe',
    `connect.stripe.example/oauth/authorize?${code}&scope=read_write&stripe_user[email]=ada.CANARY%40acme.example`,
    ['read_write'],
  ],
  [
    'Xero',
    `login.xero.example/identity/connect/authorize?${code}&scope=accounting.transactions%20offline_access`,
    ['accounting.transactions', 'offline_access'],
  ],
  ['Zendesk', `acme.zendesk.example/oauth/authorizations/new?${code}&scope=read%20tickets:write`, ['read', 'tickets:write']],
  [
    'Zoho',
    `accounts.zoho.example/oauth/v2/auth?${code}&scope=ZohoCRM.modules.ALL,ZohoCRM.settings.READ&access_type=offline`,
    ['ZohoCRM.modules.ALL', 'ZohoCRM.settings.READ'],
  ],
  ['Zoom', `zoom.example/oauth/authorize?${code}`, []],
];

const listed = (url: string) => {
  const parsed = readRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value.scopes.map(({ id, parameter, alsoIn }) => {
    const lists = [parameter, ...(alsoIn ?? [])].join(' ');
    return lists === 'scope' ? id : `${lists}:${id}`;
  });
};

describe('an authorization request to any server', () => {
  it.each(requests)('of %s is read with all of its scopes', (_, address, scopes) => {
    const url = `https://${address}`;
    expect(listed(url)).toEqual(scopes);
    const pasted = parseInput(`Can I approve this? ${url}`);
    if (!pasted.ok) throw new Error(pasted.reason);
    expect(pasted.inputs).toHaveLength(1);
    const review = buildReview(pasted.input);
    expect(review).toMatchObject({ account: null, editable: false, diagnosis: null });
    expect(review.readOnlyReason).toBe(/permissions=|include_granted|\.default/.test(url) ? 'rights-beside-scope' : 'protocol-only');
    expect(review.provider).toEqual({ id: 'oauth2', name: URL.parse(url)?.host });
    expect(review.scopes).toHaveLength(scopes.length);
    expect(JSON.stringify(review)).not.toContain('CANARY');
  });

  it('names the lists of a scope that stands in another one than `scope`', () => {
    const pasted = parseInput('https://slack.example/oauth/v2/authorize?client_id=1&scope=chat:write,users:read&user_scope=chat:write');
    if (!pasted.ok) throw new Error(pasted.reason);
    expect(buildReview(pasted.input).scopes.map(({ parameters }) => parameters)).toEqual([['scope', 'user_scope'], undefined]);
  });

  it.each([
    'authorization_details=%5B%7B%22type%22%3A%22payment_initiation%22%7D%5D',
    'claims=%7B%22userinfo%22%3A%7B%22address%22%3Anull%7D%7D',
    'config_id=123',
    'permissions=8',
    'Permissions=8',
    'permissions[]=8',
    'x=1;permissions=8',
    'include_granted_scopes=true',
    'resource=https%3A%2F%2Fgraph.example',
    'user_scope=https%3A%2F%2Fgraph.example%2F.default',
    'user_scope=api%3A%2F%2Fa%2F.default+email',
    'user_scope=.default',
  ])('may ask for more than its scopes say: %s', (parameter) => {
    const url = `https://id.example/common/oauth2/authorize?${code}&scope=openid&${parameter}`;
    const pasted = parseInput(url);
    if (!pasted.ok) throw new Error(pasted.reason);
    const review = buildReview(pasted.input);
    expect(review).toMatchObject({ readOnlyReason: 'rights-beside-scope', isIncomplete: true });
  });

  it.each([
    'common/oauth2/authorize?scope=openid&permissions=',
    'common/oauth2/authorize?scope=openid&include_granted_scopes=false',
    'common/oauth2/v2.0/authorize?scope=openid&resource=https%3A%2F%2Fmcp.example',
    'common/oauth2/authorize?scope=openid&prompt=consent&access_type=offline&nonce=CANARY',
  ])('asks for no more than its scopes say: %s', (address) => {
    const pasted = parseInput(`https://id.example/${address}&${code}`);
    if (!pasted.ok) throw new Error(pasted.reason);
    const review = buildReview(pasted.input);
    expect(review).toMatchObject({ readOnlyReason: 'protocol-only', isIncomplete: false });
  });

  it('says nothing about the scopes of a request that is in an object of its own', () => {
    const pasted = parseInput('https://id.example/oauth/authorize?client_id=c&request_uri=urn%3Aietf%3Aparams%3ACANARY');
    if (!pasted.ok) throw new Error(pasted.reason);
    const review = buildReview(pasted.input);
    expect(review).toMatchObject({ readOnlyReason: 'request-object', scopes: [], findings: [] });
    expect(genericProvider.requests.narrow(pasted.input.request, new Set())).toMatchObject({ result: 'refused' });
  });

  it.each([
    ['the response to a request', 'https://app.example.org/oauth/callback?code=CANARY&state=CANARY&client_id=c'],
    ['an error', 'https://app.example.org/oauth/callback?error=access_denied&state=CANARY&client_id=c'],
    ['a request for a token', 'https://id.example/oauth/token?client_id=c&grant_type=client_credentials&scope=a'],
    ['a page with a client', 'https://id.example/apps/edit?client_id=c&state=CANARY&scope=a'],
    ['a page of an authorization without an app', 'https://id.example/oauth/authorize?state=CANARY&scope=a'],
    ['a request without a client that could be named', 'https://id.example/oauth/authorize?client_id=c'],
  ])('is not %s', (_, url) => {
    expect(readRequest(url)).toEqual({ ok: false, reason: 'unknown-provider' });
  });

  it('is read to its end in a text that has not escaped the spaces of the list', () => {
    const url = `https://login.example/oauth/authorize?client_id=c&scope=openid ${graph}/Mail.Read ${graph}/User.Read&state=CANARY`;
    const pasted = parseInput(`Please approve ${url} today.`);
    expect(pasted.ok && pasted.inputs.map(({ request }) => request.scopes.map(({ id }) => id))).toEqual([
      ['openid', `${graph}/Mail.Read`, `${graph}/User.Read`],
    ]);
  });
});

describe('the scopes of a list with unknown separators', () => {
  const token = fc.stringMatching(/^[A-Za-z0-9.:/_~*!-]{1,12}$/);
  const separator = fc.constantFrom(' ', '+', '%20', ',', '%2C', '%2c', ', ', ',+', '%20%20');

  it('keep their order and their characters', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(token, separator, fc.boolean())), (list) => {
        const raw = list.map(([id, after, isEscaped]) => (isEscaped ? encodeURIComponent(id) : id) + after).join('');
        expect(looseScopeIds(raw)).toEqual(list.map(([id]) => id));
      }),
    );
  });

  it('lose no character but the separators, and are read from any text', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const escaped = encodeURIComponent(raw.toWellFormed());
        const isWhole = escaped.includes('%3F') || looseScopeIds(escaped).join('') === raw.toWellFormed().replace(/[ ,]/g, '');
        expect(isWhole).toBe(true);
        expect(looseScopeIds(raw)).toBeInstanceOf(Array);
      }),
    );
  });

  it('are all in the request, whatever the list is called', () => {
    const name = fc.constantFrom('scope', 'scopes', 'user_scope', 'bot_scopes', 'scope[]');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.array(token)), { minLength: 1 }), (lists) => {
        const query = lists.map(([list, ids]) => `${list}=${ids.map(encodeURIComponent).join(',')}`).join('&');
        const parsed = genericProvider.requests.parseRequest(`https://id.example/authorize?response_type=code&client_id=c&${query}`);
        const ids = new Set(lists.flatMap(([, one]) => one));
        expect(parsed.ok && parsed.value.scopes.map(({ id }) => id)).toEqual([...ids]);
      }),
    );
  });
});
