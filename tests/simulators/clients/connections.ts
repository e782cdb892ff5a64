import { canary } from '../canary';
import type { Hubspot } from '../hubspot/routes';
import type { Outreach } from '../outreach/routes';
import type { Salesforce } from '../salesforce/routes';
import { redirectUriOf, verifierFor } from './authorize-url';
import type { ClientApp } from './client-app';
import { outreachStates } from './outreach';
import { salesforceRedirectUri } from './salesforce';

/** The authorization servers, for the calls that an app's server makes. */
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
  /** How each `state` of such a request begins. */
  states: string;
  /** Turns the code into a token, and the token into what was really granted. */
  exchange(code: string, state: string): Exchanged;
}

interface Credentials {
  clientId: string;
  clientSecret: string;
}

export function connectionsOf(app: ClientApp, vendors: Vendors): Connection[] {
  return [hubspotConnection(app, vendors), ...salesforceConnections(app, vendors), ...outreachConnections(app, vendors)];
}

/** Asks for the granted scopes: HubSpot's token answer says nothing about them. */
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

/** The answer of Salesforce's token endpoint names the granted scopes. In the user-agent flow everything stays in the fragment. */
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

/** So does Outreach's. A verifier that nobody asked for fails there, so apps without PKCE send none. */
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
