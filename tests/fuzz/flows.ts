/** The flow of a tab. */
import fc from 'fast-check';
import { parseRequest } from '@/providers';
import { isTooLong } from '@/providers/oauth2/request';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import { pageSnapshot } from '../page-snapshot';
import { clayUrl, hubspotUrl } from '../providers/hubspot/sample-urls';
import { outreachUrl } from '../providers/outreach/sample-urls';
import { acme, approval, authorize, errorPage, refusal, saml } from '../providers/salesforce/sample-urls';
import { mutated, urls } from './inputs';
import { must, type Target } from './target';

const smaller = clayUrl.replace('crm.objects.deals.write%20', '');
const callbacks = ['https://hooks.ledgerly.example/cb', 'https://app.clay.com/callback', 'https://connect.northwind.example/cb'];
const code = 'CANARYcode';

const pages = [
  ...urls,
  ...[smaller, outreachUrl(['prospects.read']), authorize('https://login.salesforce.com'), acme + saml, acme + approval, acme + errorPage],
  ...[
    refusal('OAUTH_APP_BLOCKED', `for ada@acme.example, code=${code}`),
    'https://acme.okta.com/app/x/sso/saml',
    'about:blank',
    'not a URL',
  ],
  `${hubspotUrl(['oauth'], ['tickets'])}${'&a'.repeat(100_001)}`,
];
const ends = callbacks.flatMap((to) => [`${to}?code=${code}&state=s`, `${to}#access_token=${code}`, `${to}?error=access_denied`, to]);

const page = fc.oneof({ arbitrary: fc.constantFrom(...pages), weight: 5 }, { arbitrary: mutated(urls, 2), weight: 1 });
const end = fc.constantFrom(...ends, ...pages);
const destination = end.map((text) => parseDestination(text) ?? { originAndPath: text, codes: 0, error: null, description: null });
const ids = fc.subarray(['oauth', 'tickets', 'api', '__proto__']);
const anywhere = fc.oneof(page, end, fc.constant(undefined));

/** The time since the event before, in milliseconds; a clock may also jump back. */
const pause = fc.constantFrom(0, 1, 50, 1_000, 9_999, 10_001, 60_001, -5_000);
/** An event without its time. */
type Timeless<Event> = Event extends FlowEvent ? Omit<Event, 'at'> : never;
const event: fc.Arbitrary<Timeless<FlowEvent>> = fc.oneof(
  fc.record({
    type: fc.constantFrom('request', 'tabUpdated'),
    url: page,
    incognito: fc.constantFrom(true, undefined),
    initiatorOrigin: fc.constantFrom('https://workspace.ledgerly.example', acme, undefined),
  }) as fc.Arbitrary<Timeless<FlowEvent>>,
  fc.record({ type: fc.constantFrom('redirected', 'announced'), to: destination }) as fc.Arbitrary<Timeless<FlowEvent>>,
  fc.record({ type: fc.constantFrom('loading', 'loaded'), url: anywhere }) as fc.Arbitrary<Timeless<FlowEvent>>,
  fc.record({ type: fc.constant('narrowed'), url: fc.constantFrom(smaller, clayUrl) }),
  fc.record({ type: fc.constant('originalRestored'), keep: ids }),
  fc.record({ type: fc.constant('selectionChanged'), keep: ids, unlocked: ids }),
  fc.record({ type: fc.constant('download'), url: page }),
  fc.record({ type: fc.constant('rejected'), url: page, initiatorOrigin: page, status: fc.constantFrom(400, 422, 500) }),
  fc.record({ type: fc.constantFrom('closed', 'scopesLearned') }) as fc.Arbitrary<Timeless<FlowEvent>>,
  fc.record({ type: fc.constant('answered'), question: fc.constantFrom('a', '__proto__'), answer: fc.constantFrom('yes', null) }),
  fc.record({
    type: fc.constant('pageRead'),
    snapshot: fc.constantFrom(pageSnapshot({ lines: ['View contacts'] }), pageSnapshot({ headings: ['OAuth Error'] })),
    page: page.map((text) => parseDestination(text)?.originAndPath ?? ''),
    url: fc.option(page, { nil: undefined }),
  }),
);

const reducer: Target<{ pause: number; event: Timeless<FlowEvent> }[]> = {
  name: 'B8, D9, F1: any events of a tab leave a flow that is true, plain and without a code',
  share: 1_000,
  inputs: fc.array(fc.record({ pause, event }), { maxLength: 25 }),
  check(list) {
    let flow: Flow | null = null;
    let at = Date.UTC(2026, 10, 22, 12);
    const given: FlowEvent[] = [];
    for (const { pause: after, event: one } of list) {
      at += after;
      const next = { ...one, at } as FlowEvent;
      given.push(next);
      const before: Flow | null = flow;
      flow = reduceFlow(frozen(before), next);
      checkFlow(flow, before, next, given);
    }
  },
  grows: { reduceFlow: (text) => reduceFlow(null, { type: 'request', url: hubspotUrl(['oauth'], ['tickets']) + text, at: 1 }) },
};

function checkFlow(flow: Flow | null, before: Flow | null, event: FlowEvent, given: readonly FlowEvent[]): void {
  if (event.type === 'closed' && before?.incognito) must(flow === null, 'nothing left of a private window');
  if (!flow) return;
  const text = JSON.stringify(flow);
  must(!text.includes(code), `a flow without the code: ${text}`);
  must(!text.includes('ada@'), `a flow without a person: ${text}`);
  must(
    Object.values(flow).every((value) => value !== undefined),
    'plain JSON',
  );
  must(flow.navigation.length <= 40, 'at most 40 steps');
  for (const url of [flow.requestUrl, flow.narrowedUrl]) {
    const urlsOf = (one: FlowEvent) => ('url' in one ? [one.url ?? ''] : 'from' in one ? [one.from] : []);
    const isGiven = given.some((one) => urlsOf(one).some((text) => [text, requestIn(text)].includes(url ?? undefined)));
    must(url === null || (!isTooLong(url) && isGiven), `a URL that an event had: ${url}`);
  }
  must(flow.activeRequest === 'original' || flow.narrowedUrl !== null, 'a narrowed request to be active');
  must((flow.outcome === null) === (flow.outcomeAt === null), 'an outcome and its time');
  const hasCode = given.some((one) => 'to' in one && one.to.codes > 0 && callbacks.includes(one.to.originAndPath));
  must(flow.outcome?.kind !== 'code' || hasCode, 'no approval unless a code went to the app');
  const isSame = before?.startedAt === flow.startedAt && before.requestUrl === flow.requestUrl;
  if (isSame && before.outcome?.kind === 'code' && event.type !== 'redirected' && !before.announced)
    must(flow.outcome?.kind === 'code', 'an approval that stays');
}

/** The URL of the request in a page's URL, which a sign-in page carries along. */
function requestIn(url: string): string | undefined {
  const parsed = parseRequest(url);
  return parsed.ok ? parsed.value.url : undefined;
}

/** Makes every part of a flow throw if it is changed. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** All targets of this file. */
export const flowTargets: readonly Target[] = [reducer];
