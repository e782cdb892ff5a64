/** Any site that opened a tab can send it to a request that is never answered. The page before then still works. */
import { describe, expect, it } from 'vitest';
import { consentPageKey } from '@/utils/flow/consent-page';
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { flowOnScreen } from '@/utils/flow/on-screen';
import { reduceFlow } from '@/utils/flow/reduce';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { acme, authorize, refusal } from '../../providers/salesforce/sample-urls';
import { flowAfter, reads, request, shows, stops } from './events';

const harmless = hubspotUrl(['crm.objects.contacts.read'], []);
const narrowed = clayUrl.replace(/&optional_scope=[^&]*/, '');
const approval = (source: string) => `${acme}/setup/secur/RemoteAccessAuthorizationPage.apexp?source=${source}`;
const small = authorize().replace(/scope=[^&]*/, 'scope=id');

describe('B8: a request that is not answered yet', () => {
  const pending = flowAfter(request(clayUrl), shows(clayUrl), request(harmless));

  it('is not what the page on screen grants', () => {
    expect(pending.requestUrl).toBe(harmless);
    expect(flowOnScreen(pending, clayUrl).requestUrl).toBe(clayUrl);
    expect(flowOnScreen(pending, harmless).requestUrl).toBe(harmless);
  });

  it('makes its address no other page’s once it has ended without a page', () => {
    const written = { requestUrl: null, isInterrupted: true };
    const stopped = { ...stops(harmless), requestId: '1' };
    const next = { ...request(clayUrl), requestId: '2' };
    const first = { ...request(harmless), requestId: '1' };
    // The end of the first may be reported late.
    expect(flowAfter(first, stopped, next, shows(clayUrl), shows(harmless))).toMatchObject(written);
    expect(flowAfter(first, next, stopped, shows(clayUrl), shows(harmless))).toMatchObject(written);
    const cutOff = [{ type: 'narrowed', url: narrowed }, request(narrowed), stops(narrowed)];
    expect(flowAfter(request(clayUrl), shows(clayUrl), ...cutOff, shows(narrowed))).toMatchObject(written);
  });

  it('is over if that page goes on, which then has its outcome', () => {
    const callback = { originAndPath: 'https://app.clay.com/callback', codes: 1, error: null, description: null };
    const announced = reduceFlow(pending, { type: 'announced', from: clayUrl, to: callback, at: 9_000 });
    const left = reduceFlow(announced, { type: 'loading', url: undefined, at: 9_100 });
    expect(left).toMatchObject({ requestUrl: clayUrl, outcome: { kind: 'code' } });
    const form = { ...request(clayUrl), isPosted: true, at: 9_000 };
    const own = reduceFlow(pending, { ...form, initiatorOrigin: 'https://app.hubspot.com' } as FlowEvent);
    expect(own).toMatchObject({ requestUrl: clayUrl, isPosted: false, startedAt: pending.before?.startedAt });
    const foreign = reduceFlow(pending, { ...form, initiatorOrigin: 'https://evil.example' } as FlowEvent);
    expect(foreign).toMatchObject({ requestUrl: clayUrl, isPosted: true });
  });

  it('ends the reduced one on its way, whose end is reported after it', () => {
    const flow = flowAfter(
      request(clayUrl),
      shows(clayUrl),
      { type: 'narrowed', url: narrowed },
      { ...request(narrowed), requestId: 'reduced' },
      { ...request(harmless), requestId: 'other' },
      { type: 'stopped', url: narrowed, requestId: 'reduced' },
    );
    expect(flow).toMatchObject({ requestUrl: harmless, before: { activeRequest: 'original', navigationStartedAt: null } });
  });

  it('is unknown beside the page of a third one, although nothing is known of the flow before', () => {
    const alone = flowAfter(request(harmless));
    expect(flowOnScreen(alone, clayUrl)).toMatchObject({ requestUrl: null, isInterrupted: true });
    expect(reduceFlow(alone, reads(clayUrl, 'all') as FlowEvent)).toBe(alone);
    // A page whose request is not known is read all the same.
    const unknown = flowAfter(request(harmless), shows(harmless), shows(clayUrl));
    expect(unknown.requestUrl).toBeNull();
    expect(reduceFlow(unknown, reads(clayUrl, 'all') as FlowEvent)).toMatchObject({ snapshot: { lines: ['all'] } });
  });

  it('gets no text of that page', () => {
    const read = reduceFlow(pending, reads(clayUrl, 'all') as FlowEvent);
    expect(read).toMatchObject({ requestUrl: harmless, snapshot: null, before: { snapshot: { lines: ['all'] } } });
  });

  it('has arrived once its page is read, although the tab still loads', () => {
    const arrived = reduceFlow(pending, reads(harmless, 'few') as FlowEvent) as Flow;
    expect(arrived).toMatchObject({ before: null, snapshot: { lines: ['few'] } });
    // The next one is not answered either.
    const next = reduceFlow(arrived, { ...request(clayUrl), at: 9_000 } as FlowEvent) as Flow;
    expect(flowOnScreen(next, harmless).requestUrl).toBe(harmless);
  });

  it('may be the other one of the two requests', () => {
    const reduced = flowAfter(request(clayUrl), shows(clayUrl), { type: 'narrowed', url: narrowed }, request(narrowed), shows(narrowed));
    const back = [request(clayUrl), shows(clayUrl), request(narrowed)];
    const flow = back.reduce((now, event, index) => reduceFlow(now, { ...event, at: 9_000 + index } as FlowEvent) as Flow, reduced);
    expect(flow.activeRequest).toBe('narrowed');
    expect(flowOnScreen(flow, clayUrl).activeRequest).toBe('original');
    expect(flowOnScreen(flow, narrowed).activeRequest).toBe('narrowed');
    // A third request changes nothing of that.
    const third = reduceFlow(flow, { ...request(harmless), at: 9_900 } as FlowEvent) as Flow;
    expect(flowOnScreen(third, clayUrl)).toMatchObject({ requestUrl: clayUrl, activeRequest: 'original' });
  });

  it('may be the other one, whose page is then approved', () => {
    const loading = flowAfter(request(clayUrl), shows(clayUrl), { type: 'narrowed', url: narrowed }, request(narrowed));
    const callback = { originAndPath: 'https://app.clay.com/callback', codes: 1, error: null, description: null };
    const announced = reduceFlow(loading, { type: 'announced', from: clayUrl, to: callback, at: 9_000 });
    const left = reduceFlow(announced, { type: 'loading', url: undefined, at: 9_100 });
    expect(left).toMatchObject({ activeRequest: 'original', outcome: { kind: 'code' } });
  });

  it('after Continue leaves the review at the page that loads, which says so', () => {
    const loading = flowAfter(request(clayUrl), shows(clayUrl), { type: 'narrowed', url: narrowed }, request(narrowed));
    expect(flowOnScreen(loading, clayUrl)).toBe(loading);
  });

  it('leaves an error page its error', () => {
    const error = refusal('invalid_scope', 'the requested scope is not allowed');
    const refused = flowAfter(request(authorize()), request(error), shows(error), request(small));
    expect(flowOnScreen(refused, error)).toMatchObject({ requestUrl: authorize(), outcome: { error: 'invalid_scope' } });
    // Once it is refused as well, the page is that of its own error.
    const next = refusal('invalid_client', 'invalid client credentials');
    const again = [request(next), shows(next)].reduce(
      (now, event) => reduceFlow(now, { ...event, at: 9_000 } as FlowEvent) as Flow,
      refused,
    );
    expect(again).toMatchObject({ requestUrl: small, outcome: { error: 'invalid_client' }, before: null });
  });
});

describe('B8: an approval page of Salesforce while another request is not answered', () => {
  const first = [request(authorize()), request(approval('1')), shows(approval('1'))];

  it('is that of the request which led there', () => {
    const pending = flowAfter(...first, request(small));
    expect(flowOnScreen(pending, approval('1')).requestUrl).toBe(authorize());
    const led = flowAfter(...first, { ...request(small), requestId: '2' }, { ...request(approval('2')), requestId: '2' });
    expect(flowOnScreen(led, approval('2')).requestUrl).toBe(small);
  });

  it('is unknown if neither led there', () => {
    const unknown = flowOnScreen(flowAfter(...first, request(small)), approval('3'));
    expect(unknown).toMatchObject({ requestUrl: null, isInterrupted: true, snapshot: null });
  });
});

describe('B8: the approval page that the user left for the smaller request', () => {
  const signIn = `${acme}/?ec=302&startURL=${encodeURIComponent(approval('2').slice(acme.length))}`;
  const sent = [request(authorize()), request(approval('1')), shows(approval('1')), { type: 'narrowed', url: small }, request(small)];
  const atSignIn = [...sent, request(signIn), { type: 'loading', url: signIn }];
  const again = { ...request(approval('1')), requestId: '3' };
  it.each<[string, Record<string, unknown>[]]>([
    ['Back from the sign-in', [...atSignIn, again, shows(approval('1'))]],
    ['Back from the sign-in, without a request', [...atSignIn, shows(approval('1'))]],
    ['Back from an identity provider', [...sent, { type: 'loading', url: undefined }, again, shows(approval('1'))]],
    ['the site that opened the tab', [...atSignIn, { ...again, initiatorOrigin: 'https://evil.example' }, shows(approval('1'))]],
    ['a reload before the answer', [...sent, again, shows(approval('1'))]],
    ['a reload that is under way', [...sent, again]],
  ])('is that of the original request after %s', (_, events) => {
    const flow = flowAfter(...events);
    expect(flowOnScreen(flow, approval('1'))).toMatchObject({ activeRequest: 'original', navigationStartedAt: null });
    expect(flow.activeRequest).toBe('original');
  });

  it('is that of the smaller one if this led there', () => {
    const to = { originAndPath: `${acme}/setup/secur/RemoteAccessAuthorizationPage.apexp`, codes: 0, error: null, description: null };
    const key = consentPageKey(approval('1'));
    expect(flowAfter(...sent, { type: 'redirected', from: small, to, page: key }, again, shows(approval('1'))).activeRequest).toBe(
      'narrowed',
    );
  });
});

describe('B8: the same request, to another account', () => {
  const at = (portal: number) => clayUrl.replace('/oauth/authorize', `/oauth/${portal}/authorize`);

  it('is not that of the page on screen', () => {
    const pending = flowAfter(request(at(1)), shows(at(1)), request(at(2)));
    expect(flowOnScreen(pending, at(1)).requestUrl).toBe(at(1));
    expect(flowOnScreen(pending, at(2))).toBe(pending);
    const stopped = reduceFlow(reduceFlow(pending, { type: 'stopped', url: at(2), at: 8_000 }), {
      type: 'tabUpdated',
      url: at(1),
      at: 9_000,
    });
    expect(stopped?.requestUrl).toBe(at(1));
  });

  it('is not the smaller one of that page either', () => {
    const few = (portal: number) => narrowed.replace('/oauth/authorize', `/oauth/${portal}/authorize`);
    const reduced = flowAfter(
      request(at(1)),
      shows(at(1)),
      { type: 'narrowed', url: few(1) },
      request(few(1)),
      shows(few(1)),
      request(few(2)),
    );
    expect(flowOnScreen(reduced, few(1))).toMatchObject({ requestUrl: at(1), narrowedUrl: few(1) });
  });
});

describe('B8: a request that ends at a site which nobody observes', () => {
  const posted = [{ ...request(clayUrl), isPosted: true, initiatorOrigin: 'https://evil.example' }, shows(clayUrl)];

  it('leaves the page on screen what it was, with what is known of it', () => {
    const back = flowAfter(...posted, request(harmless), shows(clayUrl));
    expect(back).toMatchObject({ requestUrl: clayUrl, isPosted: true, isInterrupted: false });
    const dropped = { type: 'selectionChanged', keep: ['crm.lists.read'], unlocked: [] };
    expect(flowAfter(request(clayUrl), shows(clayUrl), dropped, request(harmless), shows(clayUrl)).draftSelection).toEqual([
      'crm.lists.read',
    ]);
  });

  it('has no outcome for the page on screen', () => {
    const callback = { originAndPath: 'https://hooks.ledgerly.example/cb', codes: 1, error: null, description: null };
    const answered = flowAfter(...posted, request(small), { type: 'redirected', from: small, to: callback, page: null });
    expect(answered.outcome).toEqual({ kind: 'code' });
    expect(flowOnScreen(answered, clayUrl)).toMatchObject({ requestUrl: clayUrl, outcome: null });
  });

  it('is not known by its address once another page was shown, because that does not say what was posted', () => {
    const back = flowAfter(...posted, request(harmless), shows(harmless), shows(clayUrl));
    expect(back).toMatchObject({ requestUrl: null, isInterrupted: true });
  });
});

describe('B8: a posted request', () => {
  const posts = (url: string) => ({ ...request(url), isPosted: true, initiatorOrigin: 'https://evil.example' });

  it('may be what the page at its address grants, also if the same one was requested before', () => {
    const next = flowAfter(request(clayUrl), posts(clayUrl), request(harmless));
    expect(flowOnScreen(next, clayUrl)).toMatchObject({ requestUrl: clayUrl, isPosted: true });
    const other = flowAfter(request(clayUrl), shows(clayUrl), posts(narrowed), request(harmless));
    expect(flowOnScreen(other, clayUrl)).toMatchObject({ requestUrl: clayUrl, isPosted: false });
  });

  it('is not forgotten when its address is requested again, before or after', () => {
    const back = flowAfter(request(clayUrl), posts(clayUrl), shows(clayUrl), request(harmless), shows(harmless), shows(clayUrl));
    expect(back).toMatchObject({ requestUrl: null, isInterrupted: true });
    const unread = flowAfter(posts(clayUrl), request(harmless), request(clayUrl));
    expect(flowOnScreen(unread, clayUrl)).toMatchObject({ requestUrl: clayUrl, isPosted: true });
  });

  it('is not forgotten after any number of others', () => {
    const many = (act: (url: string) => object) => Array.from({ length: 50 }, (_, index) => act(hubspotUrl([`scope.${index}`], [])));
    for (const others of [many(request), many(posts)]) {
      const flow = flowAfter(
        posts(clayUrl),
        ...(others as Record<string, unknown>[]),
        request(clayUrl),
        request(harmless),
        shows(harmless),
      );
      expect(flow.made.length).toBeLessThanOrEqual(80);
      const back = reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: 900_000 });
      expect(back).toMatchObject({ requestUrl: null, isInterrupted: true });
    }
  });

  it('is the only one of its tab, where an address is then no request', () => {
    const flow = flowAfter(posts(harmless), shows(harmless), shows(clayUrl));
    expect(flow).toMatchObject({ requestUrl: null, isInterrupted: true });
  });
});

describe('B8: an answer to a request of Salesforce’s shared host', () => {
  const shared = authorize().replace(acme, 'https://login.salesforce.com');
  const callback = { originAndPath: 'https://hooks.ledgerly.example/cb', codes: 1, error: null, description: null };
  const evil = 'https://evil.my.salesforce.com/secur/frontdoor.jsp?retURL=x';
  const first = [{ ...request(shared), requestId: '1' }, { ...request(approval('1')), requestId: '1' }, shows(approval('1'))];
  const sentOn = [
    { ...request(evil), requestId: '2', initiatorOrigin: 'https://evil.example' },
    { type: 'redirected', from: evil, to: callback, page: null, requestId: '2' },
  ];

  it('counts from a page of the flow', () => {
    const posted = { type: 'redirected', from: approval('1'), to: callback, page: null, requestId: '3' };
    expect(flowAfter(...first, posted).outcome).toEqual({ kind: 'code' });
  });

  it('does not count from an org to which another site sent the tab', () => {
    expect(flowAfter(...first, ...sentOn).outcome).toBeNull();
    const announced = { type: 'announced', from: evil, to: callback };
    expect(flowAfter(...first, sentOn[0] ?? {}, announced).announced?.to.codes).toBe(0);
  });

  it('counts of a request that is answered without a page', () => {
    const at = { type: 'redirected', from: shared, to: callback, page: null, requestId: '1' };
    expect(flowAfter({ ...request(shared), requestId: '1' }, at).outcome).toEqual({ kind: 'code' });
  });
});
