/**
 * An authorize URL as apps build it. Every value that must never leave it contains the marker
 * CANARY.
 */
export function acmeCrmUrl(scopes: readonly string[], separator = '%20', base = 'https://acme.example/oauth/authorize'): string {
  const list = scopes.length ? `&scope=${scopes.map(encodeURIComponent).join(separator)}` : '';
  return `${base}?client_id=CLIENT-7&redirect_uri=https%3A%2F%2Fconnect.northwind.example%2Fcb&response_type=code${list}&state=CANARY-state%3D1&x=1`;
}
