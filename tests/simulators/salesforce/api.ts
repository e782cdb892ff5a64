import { secret } from '../canary';
import { html, json, type SimRequest, type SimResponse } from '../web';
import type { Org } from './orgs';
import type { Person } from './people';
import type { Realm } from './realm';
import { scopes } from './scopes';
import { ssoStartAddress } from './single-sign-on';
import type { Approval } from './tokens';
import type { World } from './world';

type Answer = SimResponse | Promise<SimResponse>;

/** Never responds, until the client aborts the request. */
const never = () => new Promise<SimResponse>(() => {});

/** A JSON object that ends too early. */
const broken = (): SimResponse => ({ ...json({}), body: '{"cut": "of' });

/** Handles the requests that lead to no page. Undefined for any other path. */
export function api(world: World, realm: Realm, request: SimRequest): Answer | undefined {
  if (realm.path === '/services/oauth2/token' && request.method === 'POST') return token(world, request);
  if (realm.path === '/services/oauth2/userinfo') return userinfo(world, realm, request);
  if (realm.path === '/.well-known/auth-configuration') return authConfiguration(world, realm);
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
 * Takes a token or, as Salesforce Inspector Reloaded does, a session ID; API Access Control rejects
 * session IDs. Evidence: that extension, the OpenID configuration, the Mobile SDK for the
 * integration flag, sorenkrabbe/Chrome-Salesforce-inspector#149. The one-word response to a bad
 * token is what public clients (nforce, jsforce) expect.
 */
function userinfo({ state, sessions, tokens }: World, realm: Realm, { headers }: SimRequest): Answer {
  if (state.userinfo === 'slow') return never();
  if (state.userinfo === 'broken') return broken();
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  const approval = tokens.approvalOf(bearer);
  const session = sessions.called(bearer);
  if (session?.org.apiAccessControl) return invalidSession('This session is not valid for use with the REST API');
  if (approval && isLockedOut(state, approval)) return invalidSession('Session expired or invalid');
  const person = approval ? state.people.find(({ username }) => username === approval.username) : session?.person;
  const org = state.orgs.find(({ id }) => id === person?.orgId);
  if (!person || !org || (realm.org && realm.org !== org))
    return state.userinfoRefusal === 401 ? invalidSession('Session expired or invalid') : html('Bad_OAuth_Token', 403);
  return json({
    ...claims(person, org),
    ...(approval ? { is_app_installed: org.installed[approval.clientId] !== undefined } : {}),
  });
}

/**
 * A token works only from the IP address that received it. Evidence: jsforce/jsforce#386, where
 * turning the setting off helped.
 */
function isLockedOut({ apps, orgs }: World['state'], { clientId, orgId }: Approval): boolean {
  const locked = orgs.find(({ id }) => id === orgId)?.sessionSettings.lockedToIp;
  return Boolean(locked && apps.find((app) => app.clientId === clientId)?.changesAddress);
}

function invalidSession(message: string): SimResponse {
  return json([{ message, errorCode: 'INVALID_SESSION_ID' }], 401);
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

/**
 * The configuration is public, needs no session, and does not exist on the generic hosts. Evidence:
 * the Mobile SDK for the keys; Salesforce's Embedded Login script for `UsernamePasswordEnabled`,
 * `Name`, `SsoUrl` and two of the page types; the schema of its API collection for null. The other
 * values are stand-ins.
 */
function authConfiguration({ state }: World, { org, host, prefix, kind }: Realm): Answer {
  if (!org || (kind !== 'my-domain' && kind !== 'site') || state.authConfiguration === 'absent') return html('', 404);
  if (state.authConfiguration === 'slow') return never();
  if (state.authConfiguration === 'broken') return broken();
  const sso = kind === 'my-domain' ? org.sso : null;
  const base = `https://${host}${prefix}`;
  const providers = sso ? [{ Name: sso.idp, SsoUrl: `${base}${ssoStartAddress(org, '')}` }] : [];
  return json({
    OrgId: org.id,
    Url: base,
    MobileSDK: { UseiOSNativeBrowserForAuthentication: false, UseAndroidNativeBrowserForAuthentication: false },
    LoginPage:
      state.authConfiguration === 'without-login-page' ? null : { LoginPageUrl: base, UsernamePasswordEnabled: !sso || sso.passwordForm },
    LoginPageType: org.loginPageType,
    LoginPageTypeConfigs: { ApplyToEmbeddedLogin: false },
    SamlProviders: sso?.kind === 'saml' ? providers : [],
    AuthProviders: sso?.kind === 'openid' ? providers : [],
    CertificateLogin: null,
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
