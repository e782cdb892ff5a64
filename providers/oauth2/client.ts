/** Says which apps may make a request, as servers might read it. */
import type { AuthorizationRequest } from '../contract/request';
import { possibleValues } from './ambiguous';
import { readQuery } from './query';
import { hostnameOf } from './redirect';
import { isTooLong } from './request';

/**
 * Returns every client ID that some server may read in the request, and every redirect host, also as
 * a host name without port, whatever the scheme is.
 */
export function possibleClients({ clientId, redirectHost, url, publicUrl = url }: AuthorizationRequest): {
  clientIds: string[];
  redirectHosts: string[];
} {
  const text = isTooLong(publicUrl) ? '' : publicUrl;
  const query = readQuery(text);
  const known = (values: readonly (string | null | undefined)[]) => [...new Set(values.flatMap((value) => value ?? []))];
  // As an https URL, the host of an app's own scheme is spelled like any other.
  const hosts = possibleValues(text, query, 'redirect_uri').map(
    (uri) => URL.parse(uri.trim().replace(/^[a-z][a-z\d+.-]*:/i, 'https:'))?.host,
  );
  return {
    clientIds: known([clientId, ...possibleValues(text, query, 'client_id')]),
    redirectHosts: known([redirectHost, ...hosts].flatMap((host) => (host ? [host, hostnameOf(host)] : []))),
  };
}
