/** Salesforce's approval page has a URL of its own, which does not carry the request. */
import { describe, expect, it } from 'vitest';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow, FlowEvent } from '@/utils/flow/flow';
import { reduceFlow } from '@/utils/flow/reduce';
import { buildReview } from '@/utils/review/build-review';
import { flowInput } from '@/utils/review/flow-input';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { acme, authorize, installMissing, refusal } from '../../providers/salesforce/sample-urls';

const original = authorize();
const callback = new URL(original).searchParams.get('redirect_uri');
const narrowed = original.replace(/scope=[^&]*/, 'scope=id');
const other = original.replace(/state=[^&]*/, 'state=other');
const pageOf = (source: string) => `${acme}/setup/secur/RemoteAccessAuthorizationPage.apexp?source=${source}`;

/** What happened in a tab, one event a second. */
class Events {
  flow: Flow | null = null;
  at = 1_000;

  add(event: Record<string, unknown>): this {
    this.at += 1_000;
    this.flow = reduceFlow(this.flow, { at: this.at, ...event } as FlowEvent);
    return this;
  }
  request = (url: string) => this.add({ type: 'request', url });
  shows = (url: string) => this.add({ type: 'tabUpdated', url });
  stops = (url: string) => this.add({ type: 'stopped', url });
  narrows = () => this.add({ type: 'narrowed', url: narrowed });
  reads = (url: string, line: string) => {
    const page = url.replace(/\?.*/, '');
    return this.add({ type: 'pageRead', snapshot: pageSnapshot({ lines: [line] }), page, url });
  };
}

/** Requests the URLs, each by a redirect of the one before. */
const chain = (tab: Events, urls: readonly string[]) =>
  urls.reduce((shown, url) => shown.add({ type: 'request', url, requestId: '5' }), tab);
const atOriginal = () => new Events().request(original).request(pageOf('1')).shows(pageOf('1')).reads(pageOf('1'), 'all');
const atNarrowed = () => atOriginal().narrows().request(narrowed).request(pageOf('2')).shows(pageOf('2')).reads(pageOf('2'), 'few');
const originalAgain = { activeRequest: 'original', requestUrl: original, navigationStartedAt: null };

describe('B8: the page of the request before', () => {
  it('is distinguished from that of the smaller request after Back and Forward', () => {
    const tab = atNarrowed();
    expect(tab.flow).toMatchObject({ activeRequest: 'narrowed', navigationStartedAt: null });
    expect(tab.shows(pageOf('1')).flow).toMatchObject({ ...originalAgain, snapshot: null });
    expect(tab.shows(pageOf('2')).flow).toMatchObject({ activeRequest: 'narrowed' });
    // Without the back-forward cache the browser requests the page.
    expect(tab.request(pageOf('1')).flow).toMatchObject(originalAgain);
    expect(tab.reads(pageOf('1'), 'all').flow).toMatchObject({ snapshotOrigin: 'original' });
  });

  it('is distinguished from that of a later request of the app, about which nothing is known', () => {
    const tab = atOriginal().request(other).request(pageOf('2')).shows(pageOf('2')).reads(pageOf('2'), 'few');
    expect(tab.flow).toMatchObject({ requestUrl: other });
    const page = { requestUrl: null, snapshot: null };
    expect(tab.shows(pageOf('1')).flow).toMatchObject(page);
    const { flow } = tab;
    expect(tab.shows(pageOf('1')).flow).toBe(flow);
    expect(tab.reads(pageOf('1'), 'all').flow).toMatchObject({ requestUrl: null, consentRead: true });
  });

  it('is not read as the page of a request that still loads', () => {
    const tab = atOriginal().request(other).reads(pageOf('1'), 'changed');
    expect(tab.flow).toMatchObject({ requestUrl: other, snapshot: null, before: { snapshot: { lines: ['changed'] } } });
  });

  it('is known by the redirect from the request, although the tab had it before', () => {
    const to = { originAndPath: pageOf('').replace(/\?.*/, ''), codes: 0, error: null, description: null };
    const key = Object.keys(atOriginal().flow?.consentPages ?? {})[0];
    const tab = atOriginal().request(other).add({ type: 'redirected', from: other, to, page: key });
    expect(tab.request(pageOf('1')).shows(pageOf('1')).flow).toMatchObject({ requestUrl: other });
  });

  it('has no URL in the flow', () => {
    expect(JSON.stringify(atOriginal().flow)).not.toContain('source');
  });
});

describe('A1: a consent page to which something else than the request led', () => {
  const app = 'https://workspace.ledgerly.example';
  const evil = 'https://evil.example';
  const login = (source: string, parameter = 'startURL', host = acme) =>
    `${host}/?${new URLSearchParams({ ec: '302', [parameter]: pageOf(source).slice(acme.length) })}`;
  const redirects = (tab: Events, from: string, to: string, requestId: string) =>
    tab
      .add({ type: 'redirected', from, to: parseDestination(to), page: nextConsentPage(to) })
      .add({ type: 'request', url: to, requestId, initiatorOrigin: app });
  const made = (url = original) => new Events().add({ type: 'request', url, requestId: '1', initiatorOrigin: app });
  const follows = (tab: Events, url: string, initiatorOrigin: string | undefined, requestId = '9') =>
    tab.add({ type: 'request', url, requestId, initiatorOrigin });
  const isKnown = { requestUrl: original, activeRequest: 'original' };
  const isUnknown = { requestUrl: null, snapshot: null };

  it.each([
    ['another site', evil],
    ['an opaque origin, or a typed address', undefined],
    ['an account of somebody else', 'https://globex.my.salesforce.com'],
    ['a page that a customer publishes', 'https://acme.my.site.com'],
  ])('is reviewed by its text, whether the page of the request was shown or not: %s', (_, from) => {
    const shown = redirects(made(), original, pageOf('1'), '1').shows(pageOf('1')).reads(pageOf('1'), 'one');
    expect(shown.flow).toMatchObject(isKnown);
    expect(follows(shown, pageOf('B'), from).shows(pageOf('B')).flow).toMatchObject(isUnknown);
    expect(follows(made(), pageOf('B'), from).flow).toMatchObject(isUnknown);
  });

  it('is not that of the smaller request either, which may still load', () => {
    const shown = redirects(made(), original, pageOf('1'), '1').shows(pageOf('1')).narrows();
    expect(follows(shown, pageOf('B'), evil).flow).toMatchObject(isUnknown);
  });

  it('does not count although the provider sent the tab there, if a site sent the tab to the provider', () => {
    const bounced = follows(follows(made(), login('B'), evil), pageOf('B'), acme, '10');
    expect(bounced.flow).toMatchObject(isUnknown);
    const redirected = follows(made(), login('B'), evil, '9').add({
      type: 'redirected',
      from: login('B'),
      to: parseDestination(pageOf('B')),
      page: nextConsentPage(pageOf('B')),
    });
    expect(follows(redirected, pageOf('B'), evil, '9').flow).toMatchObject(isUnknown);
  });

  it('does not count if the request was answered, and the app redirects on', () => {
    const callback = `${app}/callback`;
    const answered = made().add({ type: 'redirected', from: original, to: parseDestination(`${callback}?error=x`), page: null });
    expect(follows(answered, pageOf('B'), app, '1').flow).toMatchObject(isUnknown);
  });

  it('does not count if only a parameter of the request, or of a page with its query, names it', () => {
    const start = `startURL=${encodeURIComponent(pageOf('B').slice(acme.length))}`;
    const asking = `${original}&${start}`;
    expect(follows(made(asking), pageOf('B'), evil).flow).toMatchObject({ requestUrl: null });
    const bridge = asking.replace('/services/oauth2/authorize', '/secur/frontdoor.jsp');
    const tab = follows(made(asking), bridge, evil, '9').add({
      type: 'redirected',
      from: bridge,
      to: parseDestination(pageOf('B')),
      page: nextConsentPage(pageOf('B')),
    });
    expect(follows(tab, pageOf('B'), evil, '9').flow).toMatchObject({ requestUrl: null });
    expect(follows(made(), login('B', 'un'), acme).flow?.consentPages).toEqual({});
  });

  it('counts again once the request is made again', () => {
    const tab = follows(made(), login('B'), evil).add({ type: 'request', url: original, requestId: '11', initiatorOrigin: app });
    expect(redirects(tab, original, pageOf('2'), '11').flow).toMatchObject(isKnown);
  });

  it.each([
    ['a redirect', (tab: Events) => redirects(tab, original, login('1'), '1')],
    ['a script', (tab: Events) => follows(tab.shows(original), login('1'), acme, '2')],
    [
      'a redirect to an identity provider',
      (tab: Events) => {
        const to = login('1', 'RelayState', 'https://idp.example');
        return tab.add({ type: 'redirected', from: original, to: parseDestination(to), page: nextConsentPage(to) });
      },
    ],
  ])('is that of the request if %s of the provider named it, whoever sends the tab there after the sign-in', (_, leave) => {
    const signedIn = follows(leave(made()), `${acme}/?so=00D1`, 'https://idp.example', '5');
    expect(follows(signedIn, pageOf('1'), 'https://idp.example', '5').shows(pageOf('1')).flow).toMatchObject(isKnown);
  });

  it('is that of the request on a customer’s own domain, if its sign-in led there', () => {
    const site = 'https://account.hon.example';
    const there = (url: string) => url.replace(acme, site);
    const signIn = follows(made(there(original)).shows(there(original)), `${site}/s/login`, site, '2').shows(`${site}/s/login`);
    const tab = follows(signIn, there(pageOf('1')), site, '3');
    expect(tab.flow).toMatchObject({ requestUrl: there(original) });
    expect(follows(made(there(original)), there(pageOf('1')), evil).flow).toMatchObject({ requestUrl: null });
  });

  it('does not count if any other page of the provider came between, although its origin then leads on', () => {
    const shown = redirects(made(), original, pageOf('1'), '1').shows(pageOf('1'));
    for (const tab of [shown, made()]) {
      const device = follows(tab, `${acme}/setup/connect?user_code=ABCD`, evil, '2').shows(`${acme}/setup/connect`);
      expect(device.flow).toMatchObject({ requestUrl: original, isInterrupted: true });
      expect(follows(device, pageOf('B'), acme, '3').flow).toMatchObject(isUnknown);
    }
  });

  it('does not count if the request was repeated and cut off at a sign-in page that a site had opened', () => {
    const begin = redirects(made(), original, login('1'), '1').shows(login('1'));
    const bounced = follows(begin, login('B'), evil, '2').shows(login('B'));
    const repeated = bounced.add({ type: 'request', url: original, requestId: '3', initiatorOrigin: evil });
    expect(repeated.flow).toMatchObject({ isInterrupted: true });
    const cut = repeated.add({ type: 'stopped', url: original, requestId: '3' }).shows(login('B'));
    expect(follows(follows(cut, `${acme}/secur/frontdoor.jsp`, acme, '4'), pageOf('B'), acme, '4').flow).toMatchObject(isUnknown);
    // The sign-in may also be sent before the request is cut off.
    const early = redirects(made(), original, login('1'), '1').shows(login('1'));
    const sent = follows(follows(early, login('B'), evil, '2').shows(login('B')), original, evil, '3');
    expect(follows(sent, pageOf('B'), acme, '4').flow).toMatchObject(isUnknown);
  });

  it('does not count if an org signed the user in at another org, which shows a page of its own', () => {
    const nestedFor = (org: string) =>
      `https://login.salesforce.com/services/oauth2/authorize?${new URLSearchParams({
        client_id: 'EVIL',
        redirect_uri: `${org}/services/authcallback/Partner`,
        scope: 'full refresh_token',
      })}`;
    const askedBy = (nested: string) => {
      const signIn = redirects(made(), original, `${acme}/services/auth/sso/Partner?startURL=${encodeURIComponent('/home')}`, '1');
      const there = redirects(signIn, '', nested, '1').add({ type: 'request', url: nested, requestId: '1' });
      const atOther = redirects(there, nested, login('B', 'startURL', 'https://login.salesforce.com'), '1');
      return follows(atOther, pageOf('B'), 'https://login.salesforce.com', '2').flow;
    };
    const nested = nestedFor(acme);
    expect(askedBy(nested)).toMatchObject(isUnknown);
    // An org that the tab did not come through does not sign its users in: it is an app like others.
    const foreign = nestedFor('https://globex.my.salesforce.com');
    expect(askedBy(foreign)).toMatchObject({ requestUrl: foreign, isInterrupted: false });
    // Without a page of its own, it is a step of the sign-in.
    const known = redirects(
      redirects(redirects(made(), original, login('1'), '1'), '', nested, '1'),
      nested,
      `${acme}/services/authcallback/x`,
      '1',
    );
    expect(follows(known, pageOf('1'), 'https://login.salesforce.com', '1').shows(pageOf('1')).flow).toMatchObject({
      ...isKnown,
      isInterrupted: false,
    });
  });

  it('does not count once the tab has had so many pages that some are forgotten', () => {
    const tab = redirects(made(), original, pageOf('B'), '1').shows(pageOf('B'));
    for (let index = 0; index < 45; index += 1)
      tab
        .add({ type: 'request', url: `${other}${index}`, requestId: `o${index}` })
        .add({ type: 'request', url: pageOf(`p${index}`), requestId: `o${index}` })
        .shows(pageOf(`p${index}`));
    tab.add({ type: 'request', url: other, requestId: 'last' }).shows(pageOf('B'));
    expect(tab.flow).toMatchObject({ requestUrl: null });
  });

  it('does not count if the page of the request is known already, and nothing reported another', () => {
    const tab = redirects(made(), original, pageOf('1'), '1').shows(pageOf('1'));
    expect(tab.shows(pageOf('B')).flow).toMatchObject(isUnknown);
  });

  it('is that of the request after a sign-in that names it nowhere, if only the provider had a say', () => {
    const signIn = () => redirects(made(), original, `${acme}/login`, '1').shows(`${acme}/login#top`);
    const signedIn = (tab: Events) => follows(follows(tab, `${acme}/secur/frontdoor.jsp`, acme, '2'), pageOf('1'), acme, '2');
    expect(signedIn(signIn()).flow).toMatchObject(isKnown);
    // Any site can send the tab back there, or to the sign-in of another request.
    for (const url of [`${acme}/login?of=another`, 'https://app.hubspot.com/contacts/1'])
      expect(signedIn(signIn().shows(url)).flow).toMatchObject(isUnknown);
    expect(signedIn(signIn().add({ type: 'loading' })).flow).toMatchObject(isUnknown);
    expect(
      signedIn(
        signIn()
          .add({ type: 'loading' })
          .add({ type: 'loaded', url: `${acme}/login` }),
      ).flow,
    ).toMatchObject(isKnown);
  });

  it('does not count if the tab may still show the page of another request', () => {
    // The sign-in page was open before, and the response of the request is saved as a file.
    const tab = follows(made(), `${acme}/login`, acme, '2');
    expect(follows(tab, pageOf('B'), acme, '2').flow).toMatchObject(isUnknown);
    const saved = made().add({ type: 'download', url: original });
    const shown = saved.add({ type: 'loaded', url: login('B') });
    expect(follows(follows(shown, `${acme}/login`, acme, '2'), pageOf('B'), acme, '2').shows(pageOf('B')).flow).toMatchObject(isUnknown);
  });

  it('does not count beside the page of the request, although a page of the provider led there', () => {
    const tab = redirects(made(), original, login('1'), '1').shows(login('1'));
    expect(follows(tab, pageOf('B'), acme, '2').flow).toMatchObject(isUnknown);
  });

  it('does not count if the request was answered without a page, and nothing reported another', () => {
    expect(made().shows(pageOf('B')).flow).toMatchObject(isUnknown);
  });
});

describe('A1: an error page to which something else than the request led', () => {
  const app = 'https://workspace.ledgerly.example';
  const evil = 'https://evil.example';
  const refused = () => refusal(...installMissing);
  const made = () =>
    new Events()
      .add({ type: 'request', url: original, requestId: '1', initiatorOrigin: app })
      .add({ type: 'redirected', from: original, to: parseDestination(pageOf('1')), page: nextConsentPage(pageOf('1')) })
      .add({ type: 'request', url: pageOf('1'), requestId: '1', initiatorOrigin: app });
  const closes = (tab: Events) => tab.add({ type: 'closed' }).flow;

  it.each([
    ['a request', () => made()],
    ['a request of another provider', () => new Events().request(clayUrl)],
    ['nothing', () => new Events()],
  ])('answers no request, and is forgotten with its tab, after %s', (_, begin) => {
    const tab = begin().add({ type: 'request', url: refused(), requestId: '2', initiatorOrigin: evil });
    expect(tab.flow).toMatchObject({ provider: 'salesforce', requestUrl: null, outcome: { kind: 'error' } });
    const { flow } = tab.shows(refused());
    expect(flow).toMatchObject({ requestUrl: null, outcome: { kind: 'error' } });
    const input = flow && flowInput(flow, new URL(refused()));
    const review = input && buildReview(input);
    expect(review?.diagnosis).toMatchObject({
      at: null,
      isUnled: true,
      finding: { id: 'salesforce-app-not-installed', confidence: 'possible' },
    });
    expect(closes(tab)).toBeNull();
  });

  it.each([
    ['the request', (tab: Events) => tab.add({ type: 'request', url: refused(), requestId: '1', initiatorOrigin: app })],
    ['its page', (tab: Events) => tab.shows(pageOf('1')).add({ type: 'request', url: refused(), requestId: '2', initiatorOrigin: acme })],
    [
      'a sign-in elsewhere that ends at its page',
      (tab: Events) =>
        [`${acme}/?so=00D1`, pageOf('1'), refused()].reduce(
          (all, url) => all.add({ type: 'request', url, requestId: '3', initiatorOrigin: 'https://idp.example' }),
          tab,
        ),
    ],
  ])('answers the request if %s led there, also after a reload', (_, lead) => {
    const tab = lead(made());
    const answered = { requestUrl: original, outcome: { kind: 'error' } };
    expect(tab.flow).toMatchObject(answered);
    expect(tab.flow && flowInput(tab.flow, null)).toMatchObject({ isUnled: false });
    const reloaded = tab.shows(refused()).add({ type: 'request', url: refused(), requestId: '4' });
    expect(reloaded.flow).toMatchObject(answered);
    expect(closes(reloaded)).toMatchObject({ ...answered, closedAt: expect.any(Number) });
  });

  it('does not replace the answer that came before', () => {
    const tab = made().add({ type: 'redirected', from: pageOf('1'), to: parseDestination(`${callback}?code=1`) });
    expect(tab.flow).toMatchObject({ outcome: { kind: 'code' } });
    expect(tab.add({ type: 'request', url: refused(), requestId: '2', initiatorOrigin: evil }).flow).toMatchObject({
      requestUrl: original,
      outcome: { kind: 'code' },
    });
  });
});

describe('B8: the page of the smaller request', () => {
  const isLoading = ({ flow }: Events) => flow && flowInput(flow, null)?.isLoading;

  it.each([
    ['its URL is in the tab', (tab: Events) => tab.shows(pageOf('2'))],
    ['its text was read', (tab: Events) => tab.reads(pageOf('2'), 'few')],
  ])('loads from Continue until %s', (_, arrive) => {
    const tab = atOriginal();
    expect(isLoading(tab)).toBe(false);
    tab.narrows();
    for (const step of [tab.request(narrowed), tab.reads(pageOf('1'), 'all'), tab.shows(pageOf('1')), tab.request(pageOf('2'))])
      expect(isLoading(step)).toBe(true);
    expect(isLoading(arrive(tab))).toBe(false);
    expect(tab.flow).toMatchObject({ activeRequest: 'narrowed' });
  });
});

describe('B8: the page of a smaller request that the user reduced once more', () => {
  const again = narrowed.replace('scope=id', 'scope=openid');
  const twice = () => atNarrowed().add({ type: 'narrowed', url: again });

  it('is not taken for that of the new request, neither while it loads nor if it stops nor after Back', () => {
    const loading = twice().request(again);
    expect(loading.shows(pageOf('2')).flow).toMatchObject({ narrowedUrl: again, navigationStartedAt: expect.any(Number) });
    expect(loading.stops(again).shows(pageOf('2')).flow).toMatchObject({ requestUrl: null });
    const arrived = twice().request(again).request(pageOf('3')).shows(pageOf('3'));
    expect(arrived.flow).toMatchObject({ requestUrl: original, narrowedUrl: again, activeRequest: 'narrowed', navigationStartedAt: null });
    expect(arrived.shows(pageOf('2')).flow).toMatchObject({ requestUrl: null });
  });

  it('stays known if it is the same request', () => {
    const tab = atNarrowed().shows(pageOf('1')).narrows();
    expect(tab.shows(pageOf('2')).flow).toMatchObject({ activeRequest: 'narrowed', navigationStartedAt: null });
  });
});

describe('D1: a request whose report the background missed', () => {
  it.each([
    ['nothing', () => new Events()],
    ['an earlier request of the app', () => atOriginal()],
    ['a connection', () => atOriginal().add({ type: 'redirected', from: pageOf('1'), to: parseDestination(`${callback}?code=1`) })],
  ])('is known by its redirect, after %s', (_, begin) => {
    const tab = begin()
      .add({ type: 'redirected', from: other, to: parseDestination(pageOf('2')), page: nextConsentPage(pageOf('2')) })
      .add({ type: 'request', url: pageOf('2'), requestId: '9' })
      .shows(pageOf('2'));
    expect(tab.flow).toMatchObject({ requestUrl: other, outcome: null, isInterrupted: false });
  });

  it('is still that of a private window, and of the site that made it', () => {
    const facts = { initiatorOrigin: 'https://workspace.ledgerly.example', requestId: '9', incognito: true };
    const to = parseDestination(pageOf('2'));
    const tab = new Events().add({ type: 'redirected', from: other, to, page: nextConsentPage(pageOf('2')), ...facts });
    expect(tab.flow).toMatchObject({ requestUrl: other, ...facts });
  });

  it('is not one that the page’s own script announced', () => {
    const tab = atOriginal();
    const { flow } = tab;
    tab.add({ type: 'redirected', from: other, to: parseDestination(pageOf('2')) });
    expect(tab.flow).toMatchObject({ requestUrl: original, startedAt: flow?.startedAt });
  });
});

describe('D1: the page of the smaller request whose report the background missed', () => {
  it('is shown as what it is, because the page before is known', () => {
    const tab = atOriginal().narrows().request(narrowed).shows(pageOf('2'));
    expect(tab.flow).toMatchObject({ activeRequest: 'narrowed', navigationStartedAt: null });
    expect(tab.shows(pageOf('1')).flow).toMatchObject(originalAgain);
  });

  it('is not taken for the page before if that is unknown', () => {
    const tab = new Events().request(original).narrows();
    const { flow } = tab;
    expect(tab.shows(pageOf('1')).flow).toBe(flow);
  });
});

describe('B8: a request that is stopped before its page has come', () => {
  it.each(['before the first response', 'at the page to which it was redirected'])('leaves the tab at the request before: %s', (when) => {
    const tab = atOriginal().narrows().request(narrowed);
    if (when.startsWith('at')) tab.request(pageOf('2')).stops(pageOf('2'));
    else tab.stops(narrowed);
    expect(tab.flow).toMatchObject(originalAgain);
    expect(tab.shows(pageOf('1')).flow).toMatchObject(originalAgain);
  });

  it('brings the flow before back, however many were stopped', () => {
    const before = atOriginal().flow;
    const tab = atOriginal().request(other).request(`${other}2`);
    expect(tab.flow).toMatchObject({ requestUrl: `${other}2` });
    expect(tab.stops(other).stops(`${other}2`).flow).toEqual({ ...before, isInterrupted: true });
    const atPage = atOriginal().request(other).request(pageOf('2')).stops(pageOf('2'));
    expect(atPage.flow).toMatchObject({ requestUrl: original, snapshot: { lines: ['all'] } });
    // It had come after all.
    expect(atPage.shows(pageOf('2')).flow).toMatchObject({ requestUrl: null });
  });

  const answer = (from: string, requestId: string) => {
    const to = parseDestination(`${callback}?code=CANARY-code`);
    return { type: 'redirected', from, to, requestId, page: null };
  };
  const form = { type: 'request', url: pageOf('').replace(/\?.*/, ''), requestId: '9' };

  it.each([
    ['before', (tab: Events) => tab.stops(narrowed).add({ ...form, initiatorOrigin: acme })],
    ['after', (tab: Events) => tab.add({ ...form, initiatorOrigin: acme }).add({ type: 'stopped', url: narrowed, requestId: '5' })],
  ])('leaves the page before, whose own button then ends the flow: the end is reported %s the click', (_, leave) => {
    const loading = chain(atOriginal().narrows(), [narrowed]);
    expect(leave(loading).add(answer(form.url, '9')).flow).toMatchObject({ activeRequest: 'original', outcome: { kind: 'code' } });
  });

  it('leaves the page before, and another site ends nothing by a page of the provider', () => {
    const loading = chain(atOriginal().narrows(), [narrowed]).add({ type: 'stopped', url: narrowed, requestId: '5' });
    const forged = loading.add({ ...form, initiatorOrigin: 'https://evil.example' }).add(answer(form.url, '9'));
    expect(forged.flow).toMatchObject({ activeRequest: 'original', outcome: null });
  });

  it('may still lead to its page, which then is not that of the request before', () => {
    const late = atOriginal().narrows().request(narrowed).stops(narrowed).request(pageOf('2'));
    expect(late.flow).toMatchObject({ requestUrl: null });
    const tab = atOriginal().request(other).stops(other).request(pageOf('2'));
    expect(tab.flow).toMatchObject({ requestUrl: null });
    const again = chain(atOriginal().request(other).stops(other), [original, pageOf('3')]);
    expect(again.flow).toMatchObject({ requestUrl: original, isInterrupted: true });
    expect(again.shows(pageOf('3')).flow).toMatchObject({ requestUrl: original, isInterrupted: false });
    const smaller = chain(atOriginal().request(other).stops(other).narrows(), [narrowed, pageOf('3')]).shows(pageOf('3'));
    expect(smaller.flow).toMatchObject({ requestUrl: original, activeRequest: 'narrowed', navigationStartedAt: null });
  });

  it('changes nothing if another request is stopped', () => {
    const tab = atOriginal().request(other).request(pageOf('2')).shows(pageOf('2'));
    expect(tab.flow?.before).toBeNull();
    for (const url of [original, pageOf('1'), clayUrl, 'https://other.example/', '']) {
      const { flow } = tab;
      expect(tab.stops(url).flow).toBe(flow);
    }
    const loading = chain(atOriginal(), [other]);
    const { flow: before } = loading;
    expect(loading.add({ type: 'stopped', url: other, requestId: '4' }).flow).toBe(before);
    const leaving = atOriginal().narrows();
    const { flow } = leaving;
    expect(leaving.stops(pageOf('1')).stops(original).flow).toBe(flow);
  });

  it.each([
    ['the hop to its page', `${acme}/secur/frontdoor.jsp?sid=CANARY`],
    ['its page', pageOf('2')],
    ['itself', other],
  ])('is known by its ID, wherever it was stopped: %s', (_, url) => {
    const tab = chain(atOriginal(), [other, `${acme}/secur/frontdoor.jsp?sid=CANARY`]);
    expect(tab.flow).toMatchObject({ requestUrl: other });
    expect(tab.add({ type: 'stopped', url, requestId: '5' }).flow).toMatchObject({ requestUrl: original, snapshot: { lines: ['all'] } });
  });

  it('leaves a tab without a known page at an unknown one', () => {
    const tab = chain(new Events(), [other]).add({ type: 'stopped', url: other, requestId: '5' });
    expect(tab.flow).toMatchObject({ requestUrl: other, isInterrupted: true });
    expect(tab.shows(pageOf('9')).flow).toMatchObject({ requestUrl: null });
  });

  it('says how the flow ended: a response that is saved as a file is stopped too', () => {
    const tab = atOriginal().request(other).add({ type: 'download', url: other });
    const { flow } = tab;
    expect(tab.stops(other).flow).toBe(flow);
  });

  it('keeps the choice of the user', () => {
    const keep = ['id'];
    const tab = atOriginal().add({ type: 'selectionChanged', keep, unlocked: [] }).narrows().request(narrowed).stops(narrowed);
    expect(tab.flow).toMatchObject({ ...originalAgain, draftSelection: keep });
  });
});
