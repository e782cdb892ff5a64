/** An authorize URL as apps build it. */
export function outreachUrl(
  scopes: readonly string[],
  separator = '%20',
  { base = 'https://accounts.outreach.io/oauth/authorize', redirect = 'https://connect.northwind.example/cb' } = {},
): string {
  const list = scopes.length ? `&scope=${scopes.map(encodeURIComponent).join(separator)}` : '';
  return `${base}?client_id=CLIENT-7&redirect_uri=${encodeURIComponent(redirect)}&response_type=code${list}&state=CANARY-state%3D1&x=1`;
}
