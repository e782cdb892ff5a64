/** Inputs that several targets share. */
import fc from 'fast-check';
import { clayUrl } from '../providers/hubspot/sample-urls';
import { outreachUrl } from '../providers/outreach/sample-urls';
import { acme, authorize, bridge, refusal, signIn } from '../providers/salesforce/sample-urls';

/** Requests as apps make them, and other pages of the providers. */
export const urls: readonly string[] = [
  clayUrl,
  clayUrl.replace('/oauth/authorize', '/oauth/4521873/authorize'),
  `https://app.hubspot.com/login?loginRedirectUrl=${encodeURIComponent(clayUrl)}`,
  outreachUrl(['prospects.read', 'users.all', 'accounts.write']),
  outreachUrl(['prospects.read', 'users.all'], '+', { base: 'https://accounts.outreach.io/mcpOAuth/authorize' }),
  authorize(),
  acme + signIn,
  acme + bridge,
  refusal('invalid_client', 'app must be installed into org'),
  'https://id.acme.example/oauth/authorize?response_type=code&client_id=c&redirect_uri=https%3A%2F%2Fa.example&scope=openid+a.read&state=s',
];

/** Texts that parsers trip over: separators, brackets, escapes, marks and names of prototypes. */
export const hostile: readonly string[] = [
  ...[
    '&',
    '&&',
    '=',
    '?',
    '#',
    '%',
    '%2',
    '%25',
    '%26',
    '%E0%A4',
    '+',
    '%20',
    '\\',
    '\\u0026',
    '"',
    "'",
    '`',
    '```json\n',
    '<',
    '>',
    '<!--',
    '&amp;',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ';',
    ':',
    '://',
    'https://',
    '\n',
    '\r\n',
    '\n> ',
    '\t',
    ' ',
    '\0',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud800',
    'ﷺ',
    'İ',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '"__proto__":{"evil":1},',
    'scope=',
    '&scope=a',
    'state=',
    'error=',
    'null',
    '1e999',
    '-1',
    'true',
  ],
];

interface Mutation {
  kind: 'cut' | 'end' | 'insert' | 'repeat';
  /** The place, in parts of 10,000 of the text. */
  at: number;
  length: number;
  piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'cut', 'repeat', 'end'),
  at: fc.nat(10_000),
  length: fc.oneof(fc.nat(4), fc.nat(400)),
  piece: fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 })),
});

function mutate(text: string, { kind, at, length, piece }: Mutation): string {
  const start = Math.floor((text.length * at) / 10_000);
  if (kind === 'end') return text.slice(0, start);
  if (kind === 'insert') return text.slice(0, start) + piece + text.slice(start);
  const end = kind === 'cut' ? start + length : Math.max(0, start - length);
  return text.slice(0, start) + text.slice(end);
}

/** One of the texts with up to so many places that were cut, repeated or replaced. */
export function mutated(texts: readonly string[], maxLength = 4): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...texts), fc.array(mutation, { maxLength })).map(([text, mutations]) => mutations.reduce(mutate, text));
}

/** The pieces in any order, up to so many. */
export const joined = (pieces: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((list) => list.join(''));

/** Any text, with characters of any kind. */
export const anyText: fc.Arbitrary<string> = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));

/** A value that may stand where another one belongs; undefined removes that one. */
export const oddValue: fc.Arbitrary<unknown> = fc.constantFrom(undefined, null, 0, -1, 'x', '', [], {}, [[]], true, '__proto__');

/** Replaces about every 40th value of a JSON text, but no part of a text that is no JSON. */
export function changedJson(text: string, at: number, to: unknown): string {
  if (!text.startsWith('{')) return text;
  let count = 0;
  return JSON.stringify(JSON.parse(text, (_, value) => (++count % 40 === at % 40 ? to : value))) ?? '';
}
