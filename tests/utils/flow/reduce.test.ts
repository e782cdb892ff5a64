import { describe, expect, it } from 'vitest';
import { parseDestination } from '@/utils/flow/destination';
import { isDownload } from '@/utils/flow/download';
import { type Flow, type FlowEvent, snapshotOf } from '@/utils/flow/flow';
import { flowOnScreen } from '@/utils/flow/on-screen';
import { reduceFlow } from '@/utils/flow/reduce';
import { buildReview } from '@/utils/review/build-review';
import { flowInput } from '@/utils/review/flow-input';
import type { Preference } from '@/utils/storage/schema';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, approval, authorize, errorPage, generalError, installMissing, refusal } from '../../providers/salesforce/sample-urls';
import { Tab } from './tab';

const at = 1000;
const begin = (url = clayUrl): Flow => reduceFlow(null, { type: 'request', url, at }) as Flow;
const withRequest = (flow: Flow | null, url: string) => reduceFlow(flow, { type: 'request', url, at: at + 1 }) as Flow;
const smaller = clayUrl.replace('crm.objects.deals.write', 'x');
const left = (flow: Flow, url: string, from = flow.requestUrl ?? clayUrl) =>
  reduceFlow(flow, { type: 'redirected', from, to: parseDestination(url) as never, at: at + 2 }) as Flow;

describe('the flow of a tab', () => {
  it('follows the tab after the clock was set back', () => {
    const there = 1_800_000_000_000;
    const before = reduceFlow(null, { type: 'request', url: clayUrl, at: there - 7_200_000 });
    const flow = reduceFlow(before, { type: 'request', url: smaller, at: there }) as Flow;
    expect(reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: there - 1_000 })).toBe(flow);
    expect(reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: there - 3_600_000 })).toMatchObject({ requestUrl: clayUrl });
  });

  it('does not believe an address to which a script of the page has changed its own', () => {
    const forged = clayUrl.replace(/scope=.*/, 'scope=oauth');
    const flow = reduceFlow(begin(), { type: 'tabUpdated', url: forged, at: at + 2 }) as Flow;
    expect(flow).toMatchObject({ requestUrl: null, isInterrupted: true });
    expect(reduceFlow(flow, { type: 'tabUpdated', url: forged, at: at + 3 })).toBe(flow);
    // The true address, or a request, makes it known again.
    expect(reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: at + 4 })).toMatchObject({ requestUrl: clayUrl, isInterrupted: false });
    expect(withRequest(flow, forged)).toMatchObject({ requestUrl: forged, isInterrupted: false });
    const other = withRequest(reduceFlow(begin(), { type: 'narrowed', url: smaller, at }), clayUrl.replace('state=', 'state=2'));
    const reduced = { requestUrl: clayUrl, narrowedUrl: smaller, activeRequest: 'narrowed' };
    expect(reduceFlow(other, { type: 'tabUpdated', url: smaller, at: at + 4 })).toMatchObject(reduced);
    // Where no request was reported, the address is all there is.
    const shown = reduceFlow(null, { type: 'tabUpdated', url: clayUrl, at }) as Flow;
    expect(reduceFlow(shown, { type: 'tabUpdated', url: forged, at: at + 2 })).toMatchObject({ requestUrl: forged });
  });

  it('is read-only and incomplete if another site posted the request, whose form nobody reads', () => {
    const posted = (flow: Flow | null, initiatorOrigin?: string, url = clayUrl) =>
      reduceFlow(flow, { type: 'request', url, at: at + 9, initiatorOrigin, isPosted: true }) as Flow;
    // What the URL lacks may be in the form, with more scopes.
    const without = (name: string) => posted(null, 'https://evil.example', clayUrl.replace(new RegExp(`${name}=[^&]*&`), ''));
    const some = [posted(null, 'https://evil.example'), posted(begin(), 'https://evil.example'), posted(begin())];
    for (const flow of [...some, without('client_id'), without('redirect_uri'), without('scope')]) {
      const input = flowInput(flow, null);
      expect(input && buildReview(input)).toMatchObject({ readOnlyReason: 'ambiguous-parameters', isIncomplete: true });
    }
    // The page's own form.
    expect(posted(begin(), 'https://app.hubspot.com')).toMatchObject({ startedAt: at, isPosted: false });
  });

  it('starts only with an authorization request', () => {
    expect(begin()).toMatchObject({ provider: 'hubspot', requestUrl: clayUrl, activeRequest: 'original', startedAt: at });
    expect(withRequest(null, 'https://app.hubspot.com/contacts/1')).toBeNull();
    expect(reduceFlow(null, { type: 'selectionChanged', keep: [], unlocked: [] })).toBeNull();
  });

  it.each([
    [outreachUrl(['prospects.all']), '/oauth/authorize', '/mcpOAuth/authorize'],
    [clayUrl, '/oauth/authorize', '/static-token/9/authorize'],
  ])('ends at an endpoint that may grant something else for the same query', (url, from, to) => {
    const elsewhere = url.replace(from, to);
    const flow = withRequest(begin(url), elsewhere);
    expect(flow).toMatchObject({ requestUrl: elsewhere, startedAt: at + 1 });
    expect(withRequest(flow, elsewhere)).toMatchObject({ requestUrl: elsewhere, startedAt: at + 1 });
    expect(withRequest(flow, url)).toMatchObject({ requestUrl: url });
  });

  it('continues over sign-in, account choice and the move to a regional host', () => {
    const flow = begin();
    expect(withRequest(flow, `https://app.hubspot.com/login?loginRedirectUrl=${encodeURIComponent(clayUrl)}`)).toMatchObject({
      ...flow,
      navigation: expect.anything(),
      led: expect.anything(),
      lastRequestAt: at + 1,
    });
    expect(withRequest(flow, clayUrl.replace('/oauth/authorize', '/oauth-bridge'))).toMatchObject({
      ...flow,
      navigation: expect.anything(),
      led: expect.anything(),
      lastRequestAt: at + 1,
    });
    const moved = withRequest(flow, clayUrl.replace('app.hubspot.com/oauth/', 'app-eu1.hubspot.com/oauth/9/'));
    expect(moved).toMatchObject({ startedAt: at, requestUrl: expect.stringContaining('app-eu1.hubspot.com/oauth/9/') });
  });

  it('B8: starts over when the app sends a new state', () => {
    const flow = reduceFlow(begin(), { type: 'selectionChanged', keep: ['a'], unlocked: [] });
    expect(withRequest(flow, clayUrl.replace('CANARY-state', 'CANARY-other'))).toMatchObject({ draftSelection: null, startedAt: at + 1 });
  });

  it('distinguishes the narrowed request from the original one, even after Back', () => {
    const reissued = reduceFlow(begin(), { type: 'narrowed', url: smaller, at }) as Flow;
    const arrived = withRequest(reissued, smaller);
    expect(arrived).toMatchObject({ activeRequest: 'narrowed', requestUrl: clayUrl, narrowedUrl: smaller });
    expect(withRequest(arrived, clayUrl)).toMatchObject({ activeRequest: 'original', narrowedUrl: smaller });
    const settled = reduceFlow(arrived, { type: 'tabUpdated', url: smaller, at: at + 2 });
    expect(reduceFlow(settled, { type: 'tabUpdated', url: clayUrl, at: at + 3 })).toMatchObject({ activeRequest: 'original' });
  });

  it('keeps the narrowed request active while the browser still shows the original page', () => {
    const shown = reduceFlow(begin(), { type: 'tabUpdated', url: clayUrl, at: at + 1 });
    const moving = reduceFlow(shown, { type: 'narrowed', url: smaller, at: at + 2 }) as Flow;
    expect(reduceFlow(moving, { type: 'tabUpdated', url: clayUrl, at: at + 50 })).toBe(moving);
    expect(reduceFlow(moving, { type: 'tabUpdated', url: clayUrl, at: at + 60_000 })).toMatchObject({
      activeRequest: 'original',
      navigationStartedAt: null,
    });
    const navigating = withRequest(moving, smaller);
    expect(reduceFlow(navigating, { type: 'tabUpdated', url: clayUrl, at: at + 60 })).toBe(navigating);
    expect(reduceFlow(navigating, { type: 'tabUpdated', url: smaller, at: at + 70 })).toMatchObject({
      activeRequest: 'narrowed',
      navigationStartedAt: null,
    });
  });

  it('uses the text of a page only for the request whose page it is, in any order of events', () => {
    const text = (name: string) => pageSnapshot({ headings: [name] });
    const read = (flow: Flow | null, url: string, name: string) =>
      reduceFlow(flow, { type: 'pageRead', snapshot: text(name), page: 'https://app.hubspot.com/oauth/authorize', url }) as Flow;
    const shows = (flow: Flow | null) => snapshotOf(flow as Flow)?.headings[0] ?? null;
    const back = (flow: Flow | null) => reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: at + 3 });
    const arrived = withRequest(reduceFlow(read(begin(), clayUrl, 'all'), { type: 'narrowed', url: smaller, at }), smaller);
    const settled = read(reduceFlow(arrived, { type: 'tabUpdated', url: smaller, at: at + 2 }), smaller, 'fewer');
    expect(shows(settled)).toBe('fewer');
    expect(shows(back(settled))).toBeNull();
    expect(shows(read(back(settled), clayUrl, 'all'))).toBe('all');
    // The restored page may be read before the browser reports its URL, and the page before after
    // that.
    expect(shows(read(settled, clayUrl, 'all'))).toBeNull();
    expect(shows(back(read(settled, clayUrl, 'all')))).toBe('all');
    expect(shows(read(back(settled), smaller, 'fewer'))).toBeNull();
  });

  it('keeps what Undo did until the user chooses anew or the page requests something else', () => {
    const narrowed = withRequest(reduceFlow(begin(), { type: 'narrowed', url: smaller, at }), smaller);
    const undone = reduceFlow(reduceFlow(narrowed, { type: 'originalRestored', keep: [], at }), {
      type: 'saved',
      saved: null,
      fault: null,
      undone: 'deleted',
    });
    expect(withRequest(undone, clayUrl)).toMatchObject({ undone: 'deleted', saved: null });
    expect(reduceFlow(undone, { type: 'selectionChanged', keep: [], unlocked: [] })?.undone).toBeNull();
    expect(withRequest(undone, smaller).undone).toBeNull();
  });

  it('remembers what applied before the first Continue, however often the user continues', () => {
    const record = (at: number) => ({ provider: 'hubspot', app: 'a', at }) as Preference;
    const saved = (now: number, before: number) => ({ now: record(now), before: record(before) });
    const save = (flow: Flow | null, given: ReturnType<typeof saved> | null) =>
      reduceFlow(flow, { type: 'saved', saved: given, fault: null });
    const first = reduceFlow(save(begin(), saved(2, 1)), { type: 'narrowed', url: smaller, at });
    expect(save(first, saved(3, 2))?.saved).toEqual(saved(3, 1));
    expect(save(first, null)?.saved).toEqual(saved(2, 1));
    // Another tab has saved a selection in between.
    expect(save(first, saved(4, 3))?.saved).toEqual(saved(4, 3));
    expect(save(withRequest(first, clayUrl), null)?.saved).toBeNull();
  });

  it('keeps the selection when it narrows the request, and drops it on Back', () => {
    const chosen = reduceFlow(begin(), { type: 'selectionChanged', keep: ['a'], unlocked: [] });
    const arrived = withRequest(reduceFlow(chosen, { type: 'narrowed', url: smaller, at }), smaller);
    expect(arrived.draftSelection).toEqual(['a']);
    expect(withRequest(arrived, clayUrl).draftSelection).toBeNull();
    const restored = withRequest(reduceFlow(arrived, { type: 'originalRestored', keep: ['a', 'b'], at }), clayUrl);
    expect(restored).toMatchObject({ activeRequest: 'original', draftSelection: ['a', 'b'] });
  });

  it('B8: ignores a page that was read before the tab navigated to a new request', () => {
    const next = withRequest(begin(), clayUrl.replace('CANARY-state', 'CANARY-other'));
    expect(reduceFlow(next, { type: 'tabUpdated', url: clayUrl, at })).toBe(next);
    expect(reduceFlow(next, { type: 'tabUpdated', url: clayUrl, at: at + 1 })).toMatchObject({ requestUrl: clayUrl });
    const refusal = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client';
    const request = 'https://acme.my.salesforce.com/services/oauth2/authorize?client_id=a&redirect_uri=https%3A%2F%2Fa.example%2Fcb';
    const again = withRequest(withRequest(begin(request), refusal), request);
    expect(again.outcome).toBeNull();
    expect(reduceFlow(again, { type: 'tabUpdated', url: refusal, at })).toBe(again);
  });

  it('forgets the request on a page of a host without permission, because it may belong to another org', () => {
    const requested = withRequest(begin(authorize()), acme + approval);
    const shown = (before: Flow, origin: string) => reduceFlow(before, { type: 'tabUpdated', url: origin + approval, at: at + 5 }) as Flow;
    const flow = shown(requested, acme);
    expect(shown(flow, acme)).toBe(flow);
    const site = 'https://partners.acme.example';
    const unobserved = shown(flow, site);
    expect(unobserved).toMatchObject({ provider: 'salesforce', requestUrl: null, navigation: [] });
    // The flow of that page must survive the next event from it.
    expect(shown(unobserved, site)).toBe(unobserved);
  });

  it('forgets the text of the page before on a page of a host without permission', () => {
    const before = new Tab()
      .open(authorize())
      .redirect(acme + approval)
      .read({ username: 'ben@acme.example' });
    const url = `https://partners.acme.example/emea${approval}`;
    const page = url.replace(/\?.*/, '');
    expect(before.event({ type: 'tabUpdated', url, at: before.now }).flow).toMatchObject({ requestUrl: null, snapshot: null });
    before.event({ type: 'pageRead', snapshot: pageSnapshot({ username: 'pat@partner.example' }), page });
    expect(before.event({ type: 'tabUpdated', url, at: before.now }).flow?.snapshot?.username).toBe('pat@partner.example');
  });

  it('returns the same object when an event changes nothing', () => {
    const flow = reduceFlow(begin(), { type: 'tabUpdated', url: clayUrl, at: at + 1 }) as Flow;
    expect(reduceFlow(flow, { type: 'tabUpdated', url: clayUrl, at: at + 5 })).toBe(flow);
    expect(withRequest(flow, clayUrl)).toBe(flow);
    const home = 'https://app.hubspot.com/contacts/1';
    expect(withRequest(flow, home)).toEqual({ ...flow, led: expect.anything(), lastRequestAt: at + 1 });
  });
});

describe('the outcome of a flow', () => {
  it('is a code at the redirect URI, whose value is not kept', () => {
    const flow = left(begin(), 'https://app.clay.com/callback?code=CANARY-code&state=CANARY');
    expect(flow.outcome).toEqual({ kind: 'code' });
    expect(JSON.stringify(flow)).not.toContain('CANARY-code');
  });

  it('is an error with its redacted description', () => {
    const flow = left(
      begin(),
      'https://app.clay.com/callback?error=access_denied&error_description=No+for+ada%40ridgeline.example&state=s',
    );
    expect(flow.outcome).toMatchObject({ kind: 'error', error: 'access_denied' });
    expect(JSON.stringify(flow.outcome)).not.toContain('ada@');
  });

  it('makes the flow ignore navigations until a new request', () => {
    const denied = left(begin(), 'https://app.clay.com/callback?error=access_denied');
    expect(withRequest(denied, 'https://app.hubspot.com/login').navigation).toEqual(denied.navigation);
    expect(withRequest(withRequest(denied, clayUrl), 'https://app.hubspot.com/login').navigation.at(-1)?.pageKind).toBe('login');
  });

  it('is not taken from an address other than the redirect URI, or without code and error', () => {
    for (const url of ['https://evil.example/callback?code=1', 'https://app.clay.com/other?code=1', 'https://app.clay.com/callback']) {
      expect(left(begin(), url).outcome).toBeNull();
    }
  });

  it('belongs to another flow once the request is made again after a code, while an error is cleared', () => {
    const done = left(begin(), 'https://app.clay.com/callback?code=1');
    expect(done.outcome).toEqual({ kind: 'code' });
    expect(reduceFlow(done, { type: 'request', url: clayUrl, at: at + 3 })).toMatchObject({ outcome: null, startedAt: at + 3 });
    expect(reduceFlow(done, { type: 'request', url: clayUrl, at: at + 1 })?.outcome).toEqual({ kind: 'code' });
    expect(reduceFlow(done, { type: 'tabUpdated', url: clayUrl, at: at + 3 })?.outcome).toEqual({ kind: 'code' });
    const denied = left(begin(), 'https://app.clay.com/callback?error=access_denied');
    expect(reduceFlow(denied, { type: 'tabUpdated', url: clayUrl, at })?.outcome).not.toBeNull();
    expect(withRequest(denied, clayUrl).outcome).toBeNull();
  });
});

describe('the answer to a request whose redirect URI has a query', () => {
  const answered = (query: string, answer: string) => {
    const url = clayUrl.replace(/redirect_uri=[^&]*/, `redirect_uri=${encodeURIComponent(`https://app.clay.com/callback?${query}`)}`);
    return left(begin(url), `https://app.clay.com/callback?${query}&${answer}`).outcome;
  };
  const denied = { kind: 'error', error: 'access_denied', description: null };

  it.each([
    ['code=0', 'error=access_denied&state=1', denied],
    ['error=invalid_scope&error_description=Ask%20your%20admin', 'error=access_denied', denied],
    ['error=invalid_scope&error_description=x', 'error=access_denied&error_description=y', { ...denied, description: 'y' }],
    ['error=invalid_scope', 'code=1', { kind: 'code' }],
    ['from=1', 'code=1', { kind: 'code' }],
    ['code=0', 'code=1', { kind: 'code' }],
    ['code=0&access_token=', 'code=1', { kind: 'code' }],
    // What the provider answered can't be told.
    ['error=access_denied', 'error=access_denied', null],
    ['from=1', 'code=1&error=access_denied', null],
    ['code=0', 'state=1', null],
    ['code=0&access_token=', 'state=1', null],
  ])('is what the provider added: %s and %s', (query, answer, expected) => {
    expect(answered(query, answer)).toEqual(expected);
  });
});

describe('A1: a page of somebody else', () => {
  const site = 'https://evil.my.site.com';
  const requestUrl = authorize();
  const approvalPage = acme + approval;
  const callback = new URL(requestUrl).searchParams.get('redirect_uri') ?? '';
  const to = (answer: string) => parseDestination(`${callback}?${answer}`) as never;
  const answers = ['code=1', 'error=access_denied&error_description=forged'];
  const query = new URL(requestUrl).search;
  const generic = `https://login.salesforce.com/services/oauth2/authorize${query}`;

  it.each([
    ['of a customer', `${site}/go`, clayUrl, 'https://app.clay.com/callback'],
    ['of a customer, with the path of an error page', `${site}/setup/secur/RemoteAccessErrorPage.apexp`, generic, callback],
    ['of another org', 'https://evil.my.salesforce.com/services/oauth2/authorize?client_id=1', requestUrl, callback],
    ['of the org, where an admin decides where it leads', `${acme}/services/auth/sso/Evil`, requestUrl, callback],
    ['of a look-alike', 'https://evil.example/services/oauth2/authorize?x', generic, callback],
    ['that is no page', 'data:text/html,x', requestUrl, callback],
  ])('answers nothing: %s', (_, from, requested, uri) => {
    for (const answer of answers) {
      const given = parseDestination(`${uri}?${answer}`) as never;
      for (const type of ['redirected', 'announced'] as const) {
        const sent = reduceFlow(begin(requested), { type, from, to: given, at: at + 2 });
        const loaded = sent && reduceFlow(sent, { type: 'loading', url: undefined, at: at + 3 });
        expect(loaded?.outcome).toBeNull();
        expect(JSON.stringify(loaded)).not.toContain('forged');
      }
    }
  });

  it.each([
    ['the authorize page', requestUrl, requestUrl],
    ['the approval page', approvalPage, requestUrl],
    ['the page after a sign-in', `${acme}/secur/frontdoor.jsp`, requestUrl],
    ['the approval page of the org that the user chose', approvalPage, generic],
    [
      'a page of the site where it was requested',
      `${site}/setup/secur/RemoteAccessAuthorizationPage.apexp`,
      `${site}/services/oauth2/authorize${query}`,
    ],
  ])('unlike %s, which answers', (_, from, requested) => {
    for (const answer of answers)
      expect(reduceFlow(begin(requested), { type: 'redirected', from, to: to(answer), at: at + 2 })?.outcome).not.toBeNull();
  });

  it.each([
    ['a customer', requestUrl, `${site}/services/oauth2/authorize${query}`],
    ['a customer, after a host that all orgs share', generic, `${site}/services/oauth2/authorize${query}`],
    ['another org', requestUrl, `https://evil.my.salesforce.com/services/oauth2/authorize${query}`],
    ['another provider', requestUrl, `https://app.hubspot.com/oauth/authorize${query}`],
  ])('starts a flow of its own with the same query: %s', (_, requested, same) => {
    const flow = withRequest(begin(requested), same);
    expect(flow).toMatchObject({ startedAt: at + 1, requestUrl: same });
    // Back to the page before, which the browser kept.
    expect(reduceFlow(flow, { type: 'tabUpdated', url: approvalPage, at: at + 9 })).toMatchObject({ requestUrl: null });
  });

  it.each([
    ['an org to which a page of the flow redirects', requestUrl, 'https://globex.my.salesforce.com', true],
    ['an org to which its own sign-in redirects', `${acme}/services/auth/sso/Evil`, 'https://globex.my.salesforce.com', false],
    ['an org to which another org redirects', 'https://evil.my.salesforce.com/', 'https://globex.my.salesforce.com', false],
    ['a customer to whom a page of the flow redirects', requestUrl, site, false],
    ['somebody else to whom a page of the flow redirects', requestUrl, 'https://evil.example', false],
  ])('belongs to the flow or not: %s', (_, from, origin, belongs) => {
    const page = origin + approval;
    const sent = reduceFlow(begin(requestUrl), {
      type: 'redirected',
      from,
      to: parseDestination(page) as never,
      page: null,
      at: at + 1,
    }) as Flow;
    const shown = reduceFlow(sent, { type: 'request', url: page, at: at + 2 });
    expect(shown?.requestUrl).toBe(belongs ? requestUrl : null);
  });

  it('does not count as the page of the request, whatever it lists', () => {
    const page = `${site}/setup/secur/RemoteAccessAuthorizationPage.apexp`;
    const flow = withRequest(begin(generic), page);
    expect(flow).toMatchObject({ requestUrl: null });
    const snapshot = pageSnapshot({ lines: ['Full access'] });
    expect(reduceFlow(begin(generic), { type: 'pageRead', snapshot, page })).toMatchObject({ consentRead: false });
  });
});

describe('a form of the page that the provider rejects', () => {
  const { origin } = new URL(clayUrl);
  const reject = (more: { url?: string; initiatorOrigin?: string } = {}, flow = begin()) =>
    reduceFlow(flow, { type: 'rejected', url: clayUrl, initiatorOrigin: origin, status: 422, at: at + 1, ...more }) as Flow;

  it('ends the flow with its status', () => {
    expect(reject()).toMatchObject({ outcome: { kind: 'error', error: 'HTTP 422', description: null }, outcomeAt: at + 1 });
    expect(withRequest(reject(), clayUrl).outcome).toBeNull();
  });

  it.each([
    ['from another site', { initiatorOrigin: 'https://attacker.example' }],
    ['from nobody', { initiatorOrigin: '' }],
    ['to another page of the provider', { url: `${origin}/login` }],
    ['to another site', { url: 'https://attacker.example/oauth/authorize' }],
  ])('ends nothing if it came %s', (_, more) => expect(reject(more).outcome).toBeNull());

  it('is what the tab shows at the address of the page without its query, which is otherwise unknown', () => {
    const answer = clayUrl.replace(/\?.*/, '');
    expect(flowOnScreen(reject(), answer)).toMatchObject({ requestUrl: clayUrl, outcome: { error: 'HTTP 422' } });
    expect(flowOnScreen(begin(), answer).requestUrl).toBeNull();
  });

  it('ends nothing once the app has its code', () => {
    const connected: Flow = { ...begin(), outcome: { kind: 'code' }, outcomeAt: at };
    expect(reject({}, connected)).toBe(connected);
  });
});

describe('a response that the browser saves as a file', () => {
  const saved = (url = clayUrl, flow = begin()) => reduceFlow(flow, { type: 'download', url, at: at + 1 }) as Flow;

  it('ends the flow only when its address is the active request', () => {
    expect(saved()).toMatchObject({ outcome: { kind: 'download' }, outcomeAt: at + 1 });
    expect(saved(smaller, withRequest(reduceFlow(begin(), { type: 'narrowed', url: smaller, at }), smaller)).outcome).toEqual({
      kind: 'download',
    });
    for (const url of [
      'https://app.hubspot.com/contacts/1/export.csv',
      clayUrl.replace('CANARY-state', 'x'),
      clayUrl.replace('/oauth/authorize', '/login'),
      'no URL',
    ])
      expect(saved(url).outcome, url).toBeNull();
    expect(reduceFlow(null, { type: 'download', url: clayUrl, at })).toBeNull();
  });

  it('is cleared as the outcome once the page loads, is read, or is requested again', () => {
    expect(reduceFlow(saved(), { type: 'tabUpdated', url: clayUrl, at: at + 2 })?.outcome).toBeNull();
    expect(reduceFlow(saved(), { type: 'pageRead', snapshot: pageSnapshot(), page: '' })).toMatchObject({ outcome: null, outcomeAt: null });
    expect(withRequest(saved(), clayUrl).outcome).toBeNull();
    expect(reduceFlow(saved(), { type: 'tabUpdated', url: 'https://app.hubspot.com/', at: at + 2 })?.outcome).toEqual({ kind: 'download' });
  });

  it.each([
    [200, { 'Content-Type': '' }, true],
    [200, {}, true],
    [400, { 'content-type': 'application/octet-stream' }, true],
    [200, { 'content-type': 'text/html', 'Content-Disposition': 'Attachment; filename="authorize"' }, true],
    [200, { 'content-type': 'text/plain; charset=utf-8' }, false],
    [400, { 'CONTENT-TYPE': 'Application/JSON' }, false],
    [200, { 'content-type': 'application/xhtml+xml', 'content-disposition': 'inline' }, false],
    [200, { 'content-type': 'application/problem+json' }, false],
    [302, {}, false],
    [204, {}, false],
    [0, {}, false],
  ])('is recognized from status %i and headers %j: %s', (status, headers, expected) => {
    expect(
      isDownload(
        status,
        Object.entries(headers).map(([name, value]) => ({ name, value })),
      ),
    ).toBe(expected);
  });
});

describe('an answer to a question of the diagnosis', () => {
  const answer = (flow: Flow, question: string, chosen: string | null) =>
    reduceFlow(flow, { type: 'answered', question, answer: chosen }) as Flow;
  const both = answer(answer(begin(), 'listed', 'install'), 'who', 'own');

  it('is added to the other answers', () => {
    expect(both.answers).toEqual({ listed: 'install', who: 'own' });
  });

  it('replaces the earlier answer to the same question', () => {
    expect(answer(both, 'listed', 'absent').answers).toEqual({ listed: 'absent', who: 'own' });
  });

  it('is removed by null', () => {
    expect(answer(both, 'listed', null).answers).toEqual({ who: 'own' });
  });
});

describe("a provider's error page", () => {
  const salesforce = begin(authorize());
  const show = (flow: Flow, query: string, when: number) =>
    reduceFlow(flow, { type: 'request', url: `${acme}/setup/secur/RemoteAccessErrorPage.apexp?${query}`, at: when }) as Flow;
  const failed = show(salesforce, 'error=invalid_client&error_description=one', at + 5);

  it('sets the outcome and its time from the URL', () => {
    expect(failed).toMatchObject({ outcome: { kind: 'error', error: 'invalid_client', description: 'one' }, outcomeAt: at + 5 });
  });

  it('keeps the time of the outcome when the same page arrives again', () => {
    expect(show(failed, 'error=invalid_client&error_description=one', at + 9).outcomeAt).toBe(at + 5);
  });

  it.each([
    ['error', 'error=invalid_scope&error_description=one'],
    ['description', 'error=invalid_client&error_description=two'],
  ])('replaces the outcome when the page has another %s', (_, query) => {
    expect(show(failed, query, at + 9)).toMatchObject({ outcomeAt: at + 9 });
  });

  it('changes nothing after the app received its code', () => {
    const connected = { ...salesforce, outcome: { kind: 'code' as const }, outcomeAt: at + 1 };
    expect(show(connected, 'error=invalid_client', at + 9).outcome).toEqual({ kind: 'code' });
  });
});

describe('a second error in the same tab', () => {
  const other = 'https://globex.my.salesforce.com';
  const blocked = `${errorPage}?error=access_denied&error_description=app+blocked`;
  const installFailed = '/identity/app/AppInstallErrorPage.apexp?app_id=0Ci000000000000';
  const missing = refusal(...installMissing);
  const german = { headings: ['OAuth-Fehler'], paragraphs: ['Bei der Anmeldung ist ein Fehler aufgetreten.'] };
  const shown = (tab: Tab) => {
    const { diagnosis, account, scopes } = tab.review();
    return { error: diagnosis?.error ?? null, finding: diagnosis?.finding.id, account, scopes: scopes.length };
  };
  const started = () => new Tab().open(authorize(), 'https://workspace.ledgerly.example').redirect(missing).read(generalError());

  it.each([
    ['a page of the same org without a reason', acme + errorPage, { error: null, account: 'acme.my.salesforce.com' }],
    ['a page of the same org with another reason', acme + blocked, { error: 'access_denied', account: 'acme.my.salesforce.com' }],
    ['a page of another org', other + blocked, { error: 'access_denied', account: 'globex.my.salesforce.com' }],
    [
      'a page of another org with the same reason',
      missing.replace(acme, other),
      { error: 'invalid_client', account: 'globex.my.salesforce.com' },
    ],
    ['a page of another org without a reason', other + errorPage, { error: null, account: 'globex.my.salesforce.com' }],
    ['another kind of error page', other + installFailed, { error: null, account: 'globex.my.salesforce.com' }],
    ['a page without an org', `https://login.salesforce.com${blocked}`, { error: 'access_denied', account: null }],
  ])('is explained by itself: %s', (_, url, expected) => {
    const after = started().open(url);
    expect(after.flow?.snapshot).toBeNull();
    expect(shown(after.read(german))).toMatchObject(expected);
    expect(shown(started().event({ type: 'tabUpdated', url, at: after.now }).read(german))).toMatchObject({ error: expected.error });
    // In the other order, and by Back, whether the browser requests the page again or not.
    const reversed = new Tab().open(url).read(german).open(missing).read(generalError());
    expect(shown(reversed)).toMatchObject({
      error: 'invalid_client',
      finding: 'salesforce-app-not-installed',
      account: 'acme.my.salesforce.com',
    });
    expect(shown(after.open(missing).read(generalError()))).toMatchObject({ error: 'invalid_client', account: 'acme.my.salesforce.com' });
    const cached = started().open(url).read(german);
    expect(shown(cached.event({ type: 'tabUpdated', url: missing, at: cached.now }).read(generalError()))).toMatchObject({
      error: 'invalid_client',
    });
  });

  it('keeps the text of a restored page whose URL the browser reports later, in any org', () => {
    for (const origin of [acme, other]) {
      const page = origin + errorPage.replace('RemoteAccess', 'remoteaccess');
      const snapshot = pageSnapshot(german);
      const read = started().event({ type: 'pageRead', snapshot, page });
      expect(read.event({ type: 'tabUpdated', url: `${page}?error=`, at: read.now }).flow).toMatchObject({ outcome: null, snapshot });
      const unread = started().event({ type: 'tabUpdated', url: `${other}${installFailed}`, at: read.now });
      expect(snapshotOf(unread.flow as Flow)).toBeNull();
    }
  });

  it('keeps its text although the browser reports its request later', () => {
    const page = other + errorPage;
    const tab = started().event({ type: 'pageRead', snapshot: pageSnapshot(german), page });
    expect(snapshotOf(tab.flow as Flow)).toBeNull();
    expect(snapshotOf(tab.open(page).flow as Flow)).toEqual(pageSnapshot(german));
  });

  it('keeps its text although the browser reports the page before once more while the tab loads', () => {
    const tab = started()
      .open(other + installFailed)
      .read(german);
    tab.event({ type: 'tabUpdated', url: missing, at: tab.now }).event({ type: 'tabUpdated', url: other + installFailed, at: tab.now });
    expect(snapshotOf(tab.flow as Flow)).toEqual(pageSnapshot(german));
    expect(shown(tab)).toMatchObject({ error: null, account: 'globex.my.salesforce.com' });
  });

  it('keeps the request for a page of the same org only', () => {
    expect(shown(started().open(acme + blocked)).scopes).toBe(3);
    expect(shown(started().open(other + blocked)).scopes).toBe(0);
  });

  it('has no answers of the first', () => {
    const answered = started()
      .open(acme + errorPage)
      .event({ type: 'answered', question: 'listed', answer: 'install' });
    expect(answered.open(acme + errorPage).flow?.answers).toEqual({ listed: 'install' });
    expect(answered.open(acme + blocked).flow?.answers).toEqual({});
  });

  it('is not explained by a callback, nor a callback by it', () => {
    const callback = 'https://workspace.ledgerly.example/oauth/callback?error=access_denied&error_description=end-user+denied';
    const denied = new Tab()
      .open(authorize())
      .leave(new URL(authorize()).searchParams.get('redirect_uri') + callback.slice(callback.indexOf('?')));
    expect(shown(denied)).toMatchObject({ error: 'access_denied' });
    expect(shown(denied.open(other + errorPage).read(german))).toMatchObject({
      error: null,
      account: 'globex.my.salesforce.com',
      scopes: 0,
    });
    expect(
      shown(denied.open(authorize()).leave(`${new URL(authorize()).searchParams.get('redirect_uri')}?error=server_error`)),
    ).toMatchObject({
      error: 'server_error',
    });
  });

  it('leaves its text to itself when the browser restores the consent page, which makes no request', () => {
    const page = acme + approval;
    const refused = new Tab()
      .open(authorize(), acme)
      .redirect(page)
      .read({ headings: ['Allow access?'] });
    refused.open(missing).read(generalError()).event({ type: 'tabUpdated', url: page, at: refused.now });
    expect(refused.flow).toMatchObject({ errorPage: null });
    expect(snapshotOf(refused.flow as Flow)).toBeNull();
    expect(refused.review().diagnosis).toBeNull();
    const again = refused.event({ type: 'pageRead', snapshot: pageSnapshot({ headings: ['Allow access?'] }), page });
    expect(snapshotOf(again.flow as Flow)?.headings).toEqual(['Allow access?']);
  });

  it('is not the text of a flow that has got its code', () => {
    const callback = `${new URL(authorize()).searchParams.get('redirect_uri')}?code=1`;
    const done = new Tab()
      .open(acme + approval)
      .open(authorize())
      .read({ headings: ['Allow access?'] })
      .leave(callback);
    const after = done.open(missing).read(generalError());
    expect(snapshotOf(after.flow as Flow)?.headings).toEqual(['Allow access?']);
  });

  it('leaves nothing for the consent page that a user goes back to', () => {
    const back = started().open(acme + approval);
    expect(back.flow).toMatchObject({ outcome: null, errorPage: null, snapshot: null });
    const cached = started();
    expect(cached.event({ type: 'tabUpdated', url: acme + approval, at: cached.now }).flow).toMatchObject({
      outcome: null,
      errorPage: null,
    });
  });

  it('of HubSpot or Outreach replaces the text of the first as soon as the page is requested', () => {
    for (const url of [clayUrl, outreachUrl(['prospects.all'])]) {
      const refused = new Tab().open(url).read(german);
      expect(refused.flow?.snapshot).not.toBeNull();
      expect(refused.open(url).flow?.snapshot).toBeNull();
      expect(started().open(url).flow).toMatchObject({ outcome: null, errorPage: null, snapshot: null });
      expect(shown(new Tab().open(url).read(german).open(missing))).toMatchObject({ error: 'invalid_client', scopes: 0 });
    }
  });

  it('is the same for the browser when the page is loaded again', () => {
    const flow = reduceFlow(started().flow, { type: 'tabUpdated', url: missing, at: 9e15 });
    expect(reduceFlow(flow, { type: 'request', url: missing, at: 9e15 })).toBe(flow);
    expect(reduceFlow(flow, { type: 'tabUpdated', url: missing, at: 9e15 })).toBe(flow);
  });
});

describe('a tab that starts to load a page', () => {
  const refused = left(begin(), 'https://app.clay.com/callback?error=access_denied');

  it('loses an outcome that is not a moment old, and nothing else', () => {
    const laterBy = (flow: Flow, ms: number) => reduceFlow(flow, { type: 'loading', url: undefined, at: (flow.outcomeAt ?? at) + ms });
    expect(laterBy(refused, 9_000)).toBe(refused);
    expect(laterBy(refused, 11_000)).toMatchObject({ requestUrl: null, outcome: null, made: refused.made, isInterrupted: true });
    const open = begin();
    expect(laterBy(open, 60_000)).toBe(open);
  });
});

describe('F1: the texts of an announced navigation', () => {
  it('are redacted in the flow, before the browser agrees', () => {
    const url = `https://app.clay.com/callback?error=access_denied&error_description=${encodeURIComponent('for ada@acme.example, code=CANARY')}`;
    const flow = reduceFlow(begin(), { type: 'announced', from: clayUrl, to: parseDestination(url) as never, at });
    expect(flow?.announced?.to).toMatchObject({ error: 'access_denied', description: 'for [email], code=[value]' });
    expect(JSON.stringify(flow?.announced)).not.toMatch(/CANARY|ada@/);
  });
});

describe('A1: a navigation that only the page announced', () => {
  const callback = 'https://app.clay.com/callback';
  const announced = (url: string, flow = begin()) =>
    reduceFlow(flow, { type: 'announced', from: clayUrl, to: parseDestination(url) as never, at: at + 2 }) as Flow;
  const loads = (flow: Flow, url: string | undefined, later = 100, type: 'loading' | 'loaded' = 'loading') =>
    reduceFlow(flow, { type, url, at: at + 2 + later }) as Flow;
  const { pathname } = new URL(callback);

  it.each(['?code=1', '?error=access_denied&error_description=forged'])('ends nothing while the tab shows the page: %s', (query) => {
    const still = announced(callback + query);
    expect(still.outcome).toBeNull();
    expect(still.navigation).toEqual(begin().navigation);
    for (const type of ['loading', 'loaded'] as const) expect(loads(still, clayUrl, 100, type).outcome).toBeNull();
    // A page can change the path of its own URL, and start a request that it stops.
    expect(loads(still, 'https://app.hubspot.com/other').outcome).toBeNull();
    const requested = withRequest(still, 'https://app.hubspot.com/other');
    expect(requested.outcome).toBeNull();
    expect(loads(requested, undefined).outcome).toBeNull();
  });

  it('ends the flow once the tab shows a page whose URL is hidden, requests the destination or shows it', () => {
    const code = announced(`${callback}?code=1`);
    for (const type of ['loading', 'loaded'] as const)
      expect(loads(code, undefined, 100, type)).toMatchObject({ outcome: { kind: 'code' }, outcomeAt: at + 102, announced: null });
    expect(loads(code, `https://app.clay.com${pathname}?code=1`).outcome).toEqual({ kind: 'code' });
    expect(withRequest(code, `${callback}?code=1`).outcome).toEqual({ kind: 'code' });
    expect(loads(announced(`${callback}?error=access_denied`), undefined).outcome).toMatchObject({ error: 'access_denied' });
  });

  it('is forgotten after a minute', () => {
    const old = loads(announced(`${callback}?code=1`), undefined, 61_000);
    expect(old).toMatchObject({ outcome: null, announced: null });
  });

  it('remains a step of the sign-in when the identity provider sends the user straight back', () => {
    const back = withRequest(announced('https://acme.okta.com/sso/saml'), clayUrl);
    expect(back.navigation.map(({ host }) => host)).toContain('acme.okta.com');
  });
});

describe('closing a tab', () => {
  const closed = (flow: Flow | null) => reduceFlow(flow, { type: 'closed', at: at + 9 });
  const refused = (flow = begin()) => left(flow, 'https://app.clay.com/callback?error=access_denied');

  it('keeps a refusal, and forgets a finished or abandoned flow', () => {
    expect(closed(refused())).toMatchObject({ closedAt: at + 9, outcome: { error: 'access_denied' } });
    expect(closed(begin())).toBeNull();
    expect(closed(left(begin(), 'https://app.clay.com/callback?code=1'))).toBeNull();
    expect(closed(null)).toBeNull();
  });

  /** Opens the request, and reads the page with these headings once the tab shows it. */
  const reads = (headings: string[], url = clayUrl, incognito = false) => {
    const shown = { type: 'tabUpdated', url, at, incognito } as const;
    const flow = reduceFlow(reduceFlow(null, { ...shown, type: 'request' }), shown);
    const page = parseDestination(url)?.originAndPath ?? '';
    return reduceFlow(flow, { type: 'pageRead', snapshot: pageSnapshot({ headings }), page, url });
  };
  const heading = 'Couldn\u2019t complete the connection';

  it('keeps a refusal that only the text of the page shows', () => {
    expect(closed(reads([heading]))).toMatchObject({ closedAt: at + 9, outcome: null, snapshot: { headings: [heading] } });
    expect(closed(reads(['An error has occurred'], outreachUrl(['users.read'])))).toMatchObject({ closedAt: at + 9 });
    const page = acme + errorPage;
    const [request, failed] = ['request', 'tabUpdated'].map((type) => ({ type, url: page, at: at + 1 }) as FlowEvent);
    const read = { type: 'pageRead', snapshot: pageSnapshot({ headings: ['OAuth Error'] }), page, url: page } as const;
    const refusedByOrg = [request, failed, read].reduce<Flow | null>(
      (flow, event) => reduceFlow(flow, event as FlowEvent),
      left(begin(authorize()), page),
    );
    expect(closed(refusedByOrg)).toMatchObject({ closedAt: at + 9, outcome: null, errorPage: page });
  });

  it('forgets a page that only contains an error, was left, or was requested again', () => {
    expect(closed(reads(['Northwind', `Northwind: ${heading}`]))).toBeNull();
    expect(closed(reads(['OAuth Error']))).toBeNull();
    expect(closed(reads(['OAuth Error'], authorize('https://evil.my.site.com')))).toBeNull();
    for (const url of ['https://app.clay.com/', undefined])
      expect(closed(reduceFlow(reads([heading]), { type: 'loading', url, at: at + 5 }))).toBeNull();
    expect(closed(withRequest(reads([heading]), clayUrl))).toBeNull();
    expect(closed(withRequest(reads([heading]), smaller))).toBeNull();
  });

  it('keeps nothing of a private window', () => {
    expect(closed(reads([heading], clayUrl, true))).toBeNull();
    for (const type of ['request', 'tabUpdated'] as const) {
      const secret = reduceFlow(null, { type, url: clayUrl, at, incognito: true }) as Flow;
      expect(secret.incognito).toBe(true);
      expect(closed(refused(secret))).toBeNull();
    }
  });
});

describe('a consent form that is posted to the authorization endpoint', () => {
  const url = outreachUrl(['prospects.all', 'users.read'], '+', { base: 'https://api.outreach.io/oauth/authorize' });
  const moved = url.replace('api.', 'accounts.');

  it('belongs to one flow, from the first host over sign-in to the callback', () => {
    const flow = [moved, 'https://accounts.outreach.io/users/sign_in', moved, 'https://accounts.outreach.io/oauth/authorize'].reduce(
      withRequest,
      begin(url),
    );
    expect(flow).toMatchObject({ provider: 'outreach', startedAt: at, requestUrl: moved, activeRequest: 'original', outcome: null });
    expect(flow.navigation.map((step) => `${step.host} ${step.pageKind}`)).toEqual([
      'api.outreach.io authorize',
      'accounts.outreach.io authorize',
      'accounts.outreach.io login',
      'accounts.outreach.io authorize',
    ]);
    expect(left(flow, 'https://connect.northwind.example/cb?code=CANARY').outcome).toEqual({ kind: 'code' });
  });

  it('adds an external step only when another site posts it, not the provider or the extension', () => {
    const posted = { type: 'request', url: 'https://accounts.outreach.io/oauth/authorize', at: at + 1 } as const;
    const hostsAfter = (initiatorOrigin: string) =>
      reduceFlow(begin(moved), { ...posted, initiatorOrigin })?.navigation.map((step) => step.host);
    expect(hostsAfter('https://accounts.outreach.io')).toEqual(['accounts.outreach.io']);
    expect(hostsAfter('chrome-extension://abcdefghijklmnop')).toEqual(['accounts.outreach.io']);
    expect(hostsAfter('https://sso.ridgeline.example')).toContain('sso.ridgeline.example');
  });
});
