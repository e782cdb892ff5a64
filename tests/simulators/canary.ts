import { randomBytes } from 'node:crypto';

/** Planted in everything that must never leave the flow. A search for it over profiles, exports and logs must find nothing. */
export const canary = 'CANARY';

/** A fresh recognisable secret, for example `CANARY-code-9f…`. Only characters that need no encoding in a URL. */
export function secret(kind: string): string {
  return `${canary}-${kind}-${randomBytes(12).toString('hex')}`;
}
