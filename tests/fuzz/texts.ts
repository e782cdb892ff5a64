/** Pasted texts, their diagnosis, and what is taken out of the text of an error. */
import fc from 'fast-check';
import { redactText } from '@/providers/oauth2/redact';
import { errorFinding, recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { errorIn } from '@/utils/flow/outcome';
import { buildReview } from '@/utils/review/build-review';
import { findUrls } from '@/utils/review/find-urls';
import { parseInput } from '@/utils/review/parse-input';
import { readRequests } from '@/utils/review/read-requests';
import { withoutMarkup } from '@/utils/text/markup';
import { normalize } from '@/utils/text/normalize';
import { cases } from '../corpus/cases';
import { hubspotUrl } from '../providers/hubspot/sample-urls';
import { acme, errorPage, installMissing } from '../providers/salesforce/sample-urls';
import { headings, rules } from '../utils/diagnosis/sample-rules';
import { anyText, hostile, joined, mutated } from './inputs';
import { must, type Target } from './target';

const url = hubspotUrl(['oauth'], ['tickets']);

const parts = [
  ...[acme, errorPage, '?error=', '&error_description=', installMissing[1], 'code=CANARYcode1', 'x', '3D', '=\n', 'a.b/', '\\/', '@'],
  ...hostile,
];

const pasted: Target<string> = {
  name: 'B7: any pasted text is read and diagnosed without an exception, and its review leaks no code',
  share: 3_000,
  inputs: fc.oneof(
    anyText,
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    joined(parts, 60),
    mutated(cases.map(({ input }) => input)),
  ),
  check(text) {
    let end = 0;
    for (const found of findUrls(text)) {
      must(found.start >= end && found.end > found.start, 'URLs that lie one after the other');
      end = found.end;
    }
    readRequests(text);
    const parsed = parseInput(text);
    if (!parsed.ok) return;
    must(parsed.input === parsed.inputs[0], 'the most important part first');
    must(!JSON.stringify(parsed.inputs.map((input) => buildReview(input))).includes('CANARYcode'), 'no code in a review');
  },
  grows: {
    parseInput: (text) => [text, url + text, `${url}\n${text}`].map((one) => parseInput(one)),
    readRequests: (text) => [text, `Look: ${url}${text}`].map(readRequests),
    findUrls: (text) => [text, `https://a.b/?${text}`, `<https://a.b/?${text}`, `https://a.b/?${text}x`].map((one) => findUrls(one)),
    withoutMarkup,
  },
};

/** Starts and ends with a marker that occurs nowhere else, so that a part of it is found, too. */
const secretOf = (unit: string, minLength: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength, maxLength: 60 }).map((middle) => `QzJ7${middle}w4Vq`);
const secret = secretOf('abcXYZ019-_.~', 4);
const noise = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...':/?#&=@%[]\'" ;,.a3\\') }));
const names = ['state', 'code', 'login_hint', 'code_challenge', 'code_verifier', 'access_token', 'SAMLResponse', 'nonce', 'state%5B%5D'];

/** The ways in which a text names a secret. */
const planted = fc.oneof(
  fc.tuple(fc.constantFrom(...names), fc.constantFrom('=', '%3D', '%253d'), secret).map((pair) => pair.join('')),
  fc
    .tuple(fc.constantFrom('state', 'login_hint', 'client_secret', 'nonce'), fc.constantFrom(' = ', '= ', ' =', ' == '), secret)
    .map((pair) => ` ${pair.join('')}`),
  fc.tuple(fc.constantFrom(...names, 'pw'), secret).map(([name, value]) => ` {"name":"${name}","value":"${value}"}`),
  fc.tuple(fc.webUrl(), fc.constantFrom('?', '#', '?a&', '?a=b&state='), secret).map((pair) => ` ${pair.join('')}`),
  secret.map((name) => ` ${name}@example.com `),
  secretOf('abcXYZ019-_', 12).map((token) => ` ${token} `),
);

const redaction: Target<[string, string, string]> = {
  name: 'F2: no parameter, query, address or token stays in the text of an error',
  share: 1_500,
  inputs: fc.tuple(noise, planted, noise),
  check(text) {
    const redacted = redactText(text.join(''));
    must(!/QzJ7|w4Vq/.test(redacted), `a text without the secret: ${redacted}`);
  },
  grows: { redactText },
};

const wording = fc.oneof(
  fc.string({ unit: 'binary' }),
  joined(['[', ']', '*', 'scopes are missing [', 'a', ',', ' ', '\u202e', '\0', '__proto__', 'It didn’t work', 'scopes are wrong'], 12),
);

const errors: Target<{ first: string[]; second: string[]; error: string }> = {
  name: 'B7: any text of an error page is recognized or unknown, and shows no invisible character',
  share: 1_500,
  inputs: fc.record({ first: fc.array(wording), second: fc.array(wording), error: wording }),
  check({ first, second, error }) {
    for (const answer of [recognizeErrors(rules, first, second, headings), recognizeCallback(rules, error, second[0] ?? null)]) {
      if (!('text' in answer)) continue;
      errorFinding(answer);
      must(!/[\p{Cc}\p{Cf}\p{DI}]/u.test(answer.text), 'visible characters only');
    }
    errorIn(`error=${error}`);
    for (const text of ['İ', '\ud800', error]) must(normalize(normalize(text)) === normalize(text), 'a text that is normalized once');
  },
};

/** All targets of this file. */
export const textTargets: readonly Target[] = [pasted, redaction, errors];
