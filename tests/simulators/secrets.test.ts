import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secret } from './canary';
import { findSecrets, secretsOf } from './secrets';
import { createState } from './state';

const secrets = secretsOf({ state: createState() });
const planted = { canary: secret('code'), 'email address': 'ben@acme.example', 'org ID': '00Dsim000000000ACM' } as const;
const bytes = (text: string) => Buffer.from(text, 'latin1');

const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  'as a parameter': encodeURIComponent,
  'as a parameter of a parameter': (text) => encodeURIComponent(encodeURIComponent(`?a=${text}`)),
  'with every character escaped': (text) => [...bytes(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'as base64': (text) => bytes(text).toString('base64'),
  'as base64url': (text) => bytes(text).toString('base64url'),
  'as UTF-16': (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  'as UTF-16 of the other order': (text) => Buffer.from(text, 'utf16le').swap16().toString('latin1'),
};

describe.each(Object.entries(planted))('F1: a planted %s', (kind, text) => {
  it.each(Object.entries(encodings))('is found %s, whatever stands around it', (_, encode) => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const around = (one: string) => [...one].filter((character) => character < '\u0080').join('');
        const found = findSecrets(encode(around(before) + text + around(after)), secrets);
        expect(found.map((one) => one.kind)).toContain(kind);
      }),
      { numRuns: 50 },
    );
  });
});

it('a text without a secret has none', () => {
  expect(findSecrets('https://app.hubspot.com/oauth/4100001/authorize?scope=oauth ada@other.invalid Canary 00D', secrets)).toEqual([]);
});
