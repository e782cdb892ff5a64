/** Finds the secrets that the simulator planted, plain and encoded, in what was left somewhere. */
import { canary } from './canary';
import type { Simulator } from './server';

export interface Secret {
  kind: 'canary' | 'email address' | 'org ID';
  text: string;
}

/**
 * Returns what occurs in the secrets of a simulator and nowhere else. The IDs of HubSpot accounts and
 * the hosts of Salesforce orgs are not among them: docs/storage.md says that they are stored as the
 * account.
 */
export function secretsOf({ state }: Pick<Simulator, 'state'>): Secret[] {
  const addresses = [
    ...state.users.map(({ email }) => email),
    ...state.salesforce.people.map(({ username }) => username),
    ...state.outreach.people.map(({ email }) => email),
  ];
  const domains = new Set(addresses.map((address) => address.slice(address.indexOf('@'))));
  return [
    { kind: 'canary', text: canary },
    ...[...domains].map((text): Secret => ({ kind: 'email address', text })),
    { kind: 'org ID', text: '00Dsim' },
  ];
}

/**
 * Returns every text by which an encoded text can be recognized: percent encoding, once and twice,
 * base64 at each offset in both alphabets, and UTF-16.
 */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const percent = [...bytes].map((byte) => `%${byte.toString(16)}`).join('');
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Only the characters that depend on no neighbor.
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  const once = encodeURIComponent(text);
  return [
    ...new Set([
      text,
      once,
      encodeURIComponent(once),
      percent,
      percent.toUpperCase(),
      ...base64,
      ...base64.map((one) => one.replaceAll('+', '-').replaceAll('/', '_')),
      [...text].join('\0'),
    ]),
  ];
}

/** Returns each secret that a text contains, with what stands around it; `text` may be bytes as Latin-1. */
export function findSecrets(text: string, secrets: readonly Secret[]): { kind: Secret['kind']; around: string }[] {
  return secrets.flatMap(({ kind, text: secret }) => {
    const found = Math.max(...formsOf(secret).map((form) => text.indexOf(form)));
    return found < 0 ? [] : [{ kind, around: text.slice(Math.max(0, found - 60), found + 60) }];
  });
}
