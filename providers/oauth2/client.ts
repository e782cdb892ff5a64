/** Says which app makes a request: for certain, and as a server might read it otherwise. */
import type { AuthorizationRequest } from '../contract/request';
import { possibleValues } from './ambiguous';
import { readQuery } from './query';
import { hostnameOf, isWholeHost } from './redirect';
import { isTooLong, whyUncertain } from './request';
import { isClientAmbiguous } from './uncertain';

const readText = ({ url, publicUrl = url }: AuthorizationRequest) => {
  const text = isTooLong(publicUrl) ? '' : publicUrl;
  return { text, query: readQuery(text) };
};

/**
 * Whether the request shows for certain which client asks, and nothing of that was lost on the way to
 * here. Where no provider is supported (`oauth2`), the same client ID is another app's at another server.
 */
export function isCertainClient(request: AuthorizationRequest): boolean {
  const { provider, server, isUncertain = false } = request;
  return !isUncertain && (provider !== 'oauth2' || isWholeHost(server)) && isUnambiguous(request);
}

/**
 * Whether every server reads the same client ID and redirect URI in the request. The URL is looked
 * at again, because the request has only the first of several reasons why it can't be edited.
 */
export function isUnambiguous(request: AuthorizationRequest): boolean {
  const { text, query } = readText(request);
  return !isClientAmbiguous(request) && whyUncertain(text, query, () => false) === null;
}

/**
 * Returns every client ID that some server may read in the request, and every redirect host, also as
 * a host name without port, whatever the scheme is.
 */
export function possibleClients(request: AuthorizationRequest): { clientIds: string[]; redirectHosts: string[] } {
  const { text, query } = readText(request);
  const known = (values: readonly (string | null | undefined)[]) => [...new Set(values.flatMap((value) => value ?? []))];
  // As an https URL, the host of an app's own scheme is spelled like any other.
  const hosts = possibleValues(text, query, 'redirect_uri').map(
    (uri) => URL.parse(uri.trim().replace(/^[a-z][a-z\d+.-]*:/i, 'https:'))?.host,
  );
  const { clientId, redirectHost } = request;
  return {
    clientIds: known([clientId, ...possibleValues(text, query, 'client_id')]),
    redirectHosts: known([redirectHost, ...hosts].flatMap((host) => (host ? [host, hostnameOf(host)] : []))),
  };
}
