/** Authorize URLs for tests. Values that must never leave the URL carry the marker CANARY. */
import { clay } from '@/providers/hubspot/apps/clay';

const rest = 'state=CANARY-state%3D1&code_challenge=CANARY-challenge&code_challenge_method=S256';

export function hubspotUrl(
  scopes: readonly string[],
  optional: readonly string[] = [],
  separator = '%20',
  base = 'https://app.hubspot.com/oauth/authorize',
): string {
  const list = (ids: readonly string[]) => ids.map(encodeURIComponent).join(separator);
  const optionalPart = optional.length ? `&optional_scope=${list(optional)}` : '';
  return `${base}?client_id=7f0d-CLIENT&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&scope=${list(scopes)}${optionalPart}&${rest}`;
}

export const clayUrl = hubspotUrl(clay.required, [...clay.optionalOn, ...clay.optionalOff]).replace('app.example.com', 'app.clay.com');
