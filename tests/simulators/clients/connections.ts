import { canary } from '../canary';
import type { Hubspot } from '../hubspot/routes';
import type { Outreach } from '../outreach/routes';
import type { Salesforce } from '../salesforce/routes';
import { redirectUriOf, verifierFor } from './authorize-url';
import type { ClientApp } from './client-app';
import { outreachStates } from './outreach';
import { salesforceRedirectUri } from './salesforce';

/** The authorization servers, for the requests that an app's server sends. */
export interface Vendors {
  hubspot: Hubspot;
  salesforce: Salesforce;
  outreach: Outreach;
}

export type Exchanged = { ok: true; scopes: readonly string[] } | { ok: false; text: string };

/** One registration of an app at a vendor. */
export interface Connection {
  vendor: string;
  redirectUri: string;
  /** The prefix of every `state` in requests of this registration. */
  states: string;
  /** Exchanges the code for a token and resolves to the granted scopes. */
  exchange(code: string, state: string): Exchanged;
}

interface Credentials {
  clientId: string;
  clientSecret: string;
}

export function connectionsOf(app: ClientApp, vendors: Vendors): Connection[] {
  return [hubspotConnection(app, vendors), ...salesforceConnections(app, vendors), ...outreachConnections(app, vendors)];
}

/**
 * Requests the granted scopes separately, because HubSpot's token response does not contain them.
 */
function hubspotConnection(app: ClientApp, { hubspot: { tokens } }: Vendors): Connection {
  const redirectUri = redirectUriOf(app);
  return {
    vendor: 'HubSpot',
    redirectUri,
    states: `${canary}-state-`,
    exchange(code, state) {
      const answer = tokens.exchange(codeForm(app.registration, redirectUri, code, verifierFor(state)));
      return answer.ok ? { ok: true, scopes: tokens.introspect(answer.accessToken)?.scopes ?? [] } : { ok: false, text: answer.status };
    },
  };
}

/**
 * Salesforce's token response contains the granted scopes. In the user-agent flow the token arrives
 * in the fragment.
 */
function salesforceConnections(app: ClientApp, { salesforce: { tokens } }: Vendors): Connection[] {
  if (!app.salesforce) return [];
  const { registration } = app.salesforce;
  const redirectUri = salesforceRedirectUri(app);
  return [
    {
      vendor: 'Salesforce',
      redirectUri,
      states: `${canary}-state-`,
      exchange(code, state) {
        const answer = tokens.exchange(codeForm(registration, redirectUri, code, verifierFor(state)));
        return answer.ok ? { ok: true, scopes: answer.approval.scopes } : failure(answer);
      },
    },
  ];
}

/**
 * Outreach's token response contains the granted scopes. Outreach rejects an unexpected verifier,
 * so apps without PKCE send none.
 */
function outreachConnections({ outreach }: ClientApp, { outreach: { tokens } }: Vendors): Connection[] {
  return (outreach?.registrations ?? []).map((registration) => {
    const redirectUri = registration.redirectUris[0] ?? '';
    return {
      vendor: 'Outreach',
      redirectUri,
      states: outreachStates,
      exchange(code, state) {
        const answer = tokens.exchange(codeForm(registration, redirectUri, code, outreach?.pkce ? verifierFor(state) : undefined));
        return answer.ok ? { ok: true, scopes: answer.token.scopes } : failure(answer);
      },
    };
  });
}

function failure({ error, description }: { error: string; description: string }): Exchanged {
  return { ok: false, text: `${error}: ${description}` };
}

function codeForm({ clientId, clientSecret }: Credentials, redirectUri: string, code: string, verifier?: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uri: redirectUri,
    code,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  });
}
