/** The parsers of requests, and narrowing. */
import fc from 'fast-check';
import { genericProvider, parseRequest, providerById, providerOf, providers, readRequest } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { readQuery, sameExcept } from '@/providers/oauth2/query';
import { unwrapUrl } from '@/utils/review/unwrap-url';
import { hubspotUrl } from '../providers/hubspot/sample-urls';
import { authorize } from '../providers/salesforce/sample-urls';
import { anyText, hostile, mutated, urls } from './inputs';
import { must, type Target } from './target';

const lists = new Set(['scope', 'scopes', 'optional_scope', 'optional_scopes']);
const everyProvider = [...providers, genericProvider];
const idsOf = ({ scopes }: AuthorizationRequest) => scopes.map(({ id }) => id);
const same = (left: readonly unknown[], right: readonly unknown[]) => JSON.stringify(left) === JSON.stringify(right);

/** Whether the short text is what is left of the long one after some characters were deleted. */
function isLeftOf(long: string, short: string): boolean {
  let at = 0;
  for (const unit of short) {
    at = long.indexOf(unit, at);
    if (at < 0) return false;
    at += unit.length;
  }
  return true;
}

/**
 * Checks scenarios B1 and B2 of docs/test-scenarios.md: narrowing a request removes the scopes that
 * `keep` lacks and no other byte, or refuses for a reason that applies.
 */
export function checkNarrowing(
  { requests }: Provider,
  request: AuthorizationRequest,
  keep: ReadonlySet<string>,
  unlocked: ReadonlySet<string> = new Set(),
): void {
  const kept = request.scopes.filter(({ id }) => keep.has(id));
  const narrowed = requests.narrow(request, keep, unlocked);
  if (narrowed.result === 'refused') {
    const reasons: (string | null)[] = [request.readOnly];
    if (!request.readOnly && request.scopes.some(({ id, locked }) => locked && !keep.has(id) && !unlocked.has(id)))
      reasons.push('locked-scope');
    if (!request.readOnly && !kept.some(({ parameter }) => parameter.startsWith('scope'))) reasons.push('nothing-left');
    must(reasons.includes(narrowed.reason), `no refusal, or one of ${reasons} instead of ${narrowed.reason}`);
    return;
  }
  must(request.readOnly === null, `a refusal because of ${request.readOnly}`);
  must((narrowed.result === 'unchanged') === (kept.length === request.scopes.length), 'a change if and only if a scope is dropped');
  must((narrowed.url === request.url) === (narrowed.result === 'unchanged'), 'the same URL if and only if nothing changed');
  must(sameExcept(request.url, narrowed.url, lists), `no other byte changed: ${narrowed.url}`);
  must(isLeftOf(request.url, narrowed.url), `bytes were only removed: ${narrowed.url}`);
  const after = requests.parseRequest(narrowed.url);
  must(after.ok && [null, 'truncated-scope'].includes(after.value.readOnly), `a request that can be read: ${narrowed.url}`);
  must(kept.length > 0 && same(after.value.scopes.map(listOf), kept.map(listOf)), `the kept scopes in their lists: ${narrowed.url}`);
  must(
    request.scopes.every(({ id, locked }) => !locked || keep.has(id) || unlocked.has(id)),
    'no locked scope was dropped',
  );
  must(after.value.account === request.account && after.value.pageKind === request.pageKind, 'the same page');
  // A list whose last ID looks cut off cannot be edited, but buildReview knows that it is whole.
  const again = requests.narrow({ ...after.value, readOnly: null }, keep, unlocked);
  must(again.result === 'unchanged' && again.url === narrowed.url, 'narrowing twice is narrowing once');
}

const listOf = ({ id, parameter }: AuthorizationRequest['scopes'][number]) => [id, parameter];

/** Which scopes a user keeps, and whether all were unlocked before. */
interface Choice {
  coins: boolean[];
  unlocks: boolean;
}
const choice: fc.Arbitrary<Choice> = fc.record({ coins: fc.array(fc.boolean(), { maxLength: 24 }), unlocks: fc.boolean() });

function narrowBy(request: AuthorizationRequest, { coins, unlocks }: Choice): void {
  const provider = providerById(request.provider);
  must(provider, `the provider ${request.provider}`);
  const ids = request.scopes.filter(({ locked }, at) => (locked && !unlocks) || (coins[at] ?? true)).map(({ id }) => id);
  checkNarrowing(provider, request, new Set(ids), new Set(unlocks ? idsOf(request) : []));
}

const bases = [
  'https://app.hubspot.com/oauth/authorize',
  'https://app-eu1.hubspot.com/oauth/12/authorize',
  'https://accounts.outreach.io/oauth/authorize',
  'https://api.outreach-staging.com/oauth/authorize',
  'https://acme.my.salesforce.com/services/oauth2/authorize',
  'https://login.salesforce.com/services/oauth2/authorize',
  'https://id.acme.example/oauth/authorize',
];

const query = fc.oneof(
  fc.webQueryParameters(),
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        ...['scope=a%20b+c', 'optional_scope=d+e', 'client_id=1', 'redirect_uri=https://a.example', 'response_type=code', 'scopes=a'],
        ...hostile,
      ),
      { maxLength: 12 },
    )
    .chain((parts) => fc.constantFrom('&', '').map((glue) => parts.join(glue))),
);

const requests: Target<[string, Choice]> = {
  name: 'B1, B2, B7: any URL is read without an exception, and narrowed as exactly as any other',
  share: 2_500,
  inputs: fc.tuple(
    fc.oneof(
      anyText,
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.tuple(fc.constantFrom(...bases), query).map(([base, text]) => `${base}?${text}`),
      mutated(urls),
    ),
    choice,
  ),
  check([text, chosen]) {
    for (const { requests } of everyProvider) {
      const parsed = requests.parseRequest(text);
      if (parsed.ok) narrowBy(parsed.value, chosen);
    }
    const parsed = readRequest(text);
    if (parsed.ok) narrowBy(parsed.value, chosen);
    for (const url of [text, `https://a.example/?${text}`]) {
      for (const { valueStart, end, raw } of readQuery(url).parameters) must(url.slice(valueStart, end) === raw, 'positions of the values');
    }
    unwrapUrl(text);
  },
  grows: {
    readRequest: (text) => [hubspotUrl(['oauth'], ['tickets']), authorize()].map((url) => readRequest(url + text)),
    narrow: (text) => [hubspotUrl(['oauth'], ['tickets']), authorize()].map((url) => narrowAny(url + text)),
    unwrapUrl: (text) => [`https://urldefense.com/v3/__${text}__;a!`, `https://www.google.com/url?q=${text}`].map(unwrapUrl),
    classifyUrl: (text) => ['https://app.hubspot.com/', authorize(), 'https://x.example/?'].map((url) => providerOf(new URL(url + text))),
  },
};

/** Narrows a request whatever its length, because the limit must not hide that editing is slow. */
function narrowAny(url: string): void {
  const parsed = parseRequest(url);
  if (!parsed.ok) return;
  for (const provider of providers) provider.requests.narrow({ ...parsed.value, readOnly: null }, new Set(['oauth', 'id']));
}

const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9._-]{0,20}$/),
  fc.constantFrom('__proto__', 'constructor', 'oauth', 'api', 'a%2Fb', 'é'),
);
const list = fc
  .tuple(fc.array(id, { minLength: 1, maxLength: 12 }), fc.constantFrom('%20', '+', ' ', '++', '%20+'))
  .map(([ids, separator]) => ids.join(separator));
const others = fc.array(
  fc.tuple(
    fc.stringMatching(/^x[a-z]{0,6}$/),
    fc.oneof(
      fc.webQueryParameters().map((text) => text.replaceAll('&', '')),
      fc.stringMatching(/^[\w+%20.:-]{0,12}$/),
      fc.constantFrom('', '%7E', '%7e'),
    ),
  ),
  { maxLength: 5 },
);

const narrowing: Target<{ parts: string[]; base: string; fragment: string; chosen: Choice }> = {
  name: 'B1, B2: a request is narrowed without changing a byte outside its scope lists',
  share: 3_000,
  inputs: fc
    .record({
      base: fc.constantFrom(...bases),
      scope: list.map((ids) => `scope=${ids}`),
      optional: fc.option(
        list.map((ids) => `optional_scope=${ids}`),
        { nil: '' },
      ),
      others,
      order: fc.array(fc.nat(9), { minLength: 6, maxLength: 6 }),
      fragment: fc.oneof(
        fc.constant(''),
        fc.webFragments().map((text) => `#${text}`),
      ),
      chosen: choice,
    })
    .map(({ base, scope, optional, others: more, order, fragment, chosen }) => {
      const fixed = [
        'client_id=1',
        'redirect_uri=https%3A%2F%2Fa.example%2Fcb%3Fx%3D1',
        'state=CANARY%3D',
        scope,
        base.includes('hubspot') ? optional : '',
      ];
      const sorted = fixed.map((part, at) => ({ part, place: order[at] ?? 0 })).toSorted((left, right) => left.place - right.place);
      return { base, fragment, chosen, parts: [...sorted.map(({ part }) => part), ...more.map((pair) => pair.join('='))].filter(Boolean) };
    }),
  check({ base, parts, fragment, chosen }) {
    const url = `${base}?${parts.join('&')}${fragment}`;
    const parsed = readRequest(url);
    must(parsed.ok && parsed.value.scopes.length > 0, `a request with scopes: ${url}`);
    narrowBy(parsed.value, chosen);
  },
};

/** All targets of this file. */
export const requestTargets: readonly Target[] = [requests, narrowing];
