import { randomBytes } from 'node:crypto';

/**
 * The marker in every value that must never leave the flow. Tests search profiles, exports and logs
 * for it.
 */
export const canary = 'CANARY';

/**
 * Returns a new recognizable secret, for example `CANARY-code-9f…`. It contains only characters
 * that need no encoding in a URL.
 */
export function secret(kind: string): string {
  return `${canary}-${kind}-${randomBytes(12).toString('hex')}`;
}
