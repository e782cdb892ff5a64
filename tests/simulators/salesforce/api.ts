import { secret } from '../canary';
import { html, json, type SimRequest, type SimResponse } from '../web';
import type { Org } from './orgs';
import type { Person } from './people';
import type { Realm } from './realm';
import { scopes } from './scopes';
import { samlStartAddress } from './sign-in';
import type { World } from './world';

/** What is asked without a page. Undefined for any other path. */
export function api(world: World, realm: Realm, request: SimRequest): SimResponse | undefined {
  if (realm.path === '/services/oauth2/token' && request.method === 'POST') return token(world, request);
  if (realm.path === '/services/oauth2/userinfo') return userinfo(world, realm, request);
  if (realm.path === '/.well-known/auth-configuration') return authConfiguration(realm);
  if (realm.path === '/.well-known/openid-configuration') return openidConfiguration(realm);
  return undefined;
}

function token({ state, tokens }: World, { body }: SimRequest): SimResponse {
  const answer = tokens.exchange(new URLSearchParams(body));
  if (!answer.ok) return json({ error: answer.error, error_description: answer.description }, 400);
  const { approval, accessToken, refreshToken } = answer;
  const host = state.orgs.find(({ id }) => id === approval.orgId)?.host;
  const personId = state.people.find(({ username }) => username === approval.username)?.id;
  return json({
    access_token: accessToken,
    ...(refreshToken ? { refresh_token: refreshToken } : {}),
    signature: secret('signature'),
    scope: approval.scopes.join(' '),
    instance_url: `https://${host}`,
    id: `https://login.salesforce.com/id/${approval.orgId}/${personId}`,
    token_type: 'Bearer',
    issued_at: String(approval.since),
  });
}

/**
 * Takes a token or, as Salesforce Inspector Reloaded does, a session id; API Access Control shuts sessions out. Evidence: that
 * extension, the OpenID configuration, the Mobile SDK for the integration flag, sorenkrabbe/Chrome-Salesforce-inspector#149. The
 * answer to a bad token is a stand-in.
 */
function userinfo({ state, sessions, tokens }: World, realm: Realm, { headers }: SimRequest): SimResponse {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const approval = tokens.approvalOf(bearer);
  const session = sessions.called(bearer);
  if (session?.org.apiAccessControl)
    return json([{ message: 'This session is not valid for use with the REST API', errorCode: 'INVALID_SESSION_ID' }], 401);
  const person = approval ? state.people.find(({ username }) => username === approval.username) : session?.person;
  const org = state.orgs.find(({ id }) => id === person?.orgId);
  if (!person || !org || (realm.org && realm.org !== org)) return html('Bad_OAuth_Token', 403);
  return json({
    ...claims(person, org),
    ...(approval ? { is_app_installed: org.installed[approval.clientId] !== undefined } : {}),
  });
}

function claims(person: Person, org: Org): Record<string, unknown> {
  return {
    sub: `https://login.salesforce.com/id/${org.id}/${person.id}`,
    user_id: person.id,
    organization_id: org.id,
    preferred_username: person.username,
    name: person.name,
    user_type: person.licence === 'Partner Community' ? 'POWER_PARTNER' : 'STANDARD',
    active: person.active,
    is_salesforce_integration_user: person.licence === 'Salesforce Integration',
  };
}

/** Public; names no session. Not there on the generic hosts. Evidence: the Mobile SDK, which reads these keys; the values are stand-ins. */
function authConfiguration({ org, host, prefix, kind }: Realm): SimResponse {
  if (!org || (kind !== 'my-domain' && kind !== 'site')) return html('', 404);
  const sso = kind === 'my-domain' ? org.sso : null;
  return json({
    OrgId: org.id,
    Url: `https://${host}${prefix}`,
    MobileSDK: {},
    LoginPage: { LoginPageUrl: `https://${host}${prefix}` },
    LoginPageType: 'Standard',
    LoginPageTypeConfigs: [],
    SamlProviders: sso ? [{ Name: sso.idp, SsoUrl: `https://${host}${samlStartAddress(org, '')}` }] : [],
    AuthProviders: [],
    CertificateLogin: {},
  });
}

function openidConfiguration({ host, prefix }: Realm): SimResponse {
  const base = `https://${host}${prefix}`;
  return json({
    issuer: base,
    authorization_endpoint: `${base}/services/oauth2/authorize`,
    token_endpoint: `${base}/services/oauth2/token`,
    userinfo_endpoint: `${base}/services/oauth2/userinfo`,
    scopes_supported: scopes.flatMap(({ id, synonyms = [] }) => [id, ...synonyms]),
  });
}
