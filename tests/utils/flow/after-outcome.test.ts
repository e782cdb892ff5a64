/** What a tab shows after the outcome: its pages keep their requests, and what was approved stays. */
import { describe, expect, it } from 'vitest';
import { nextConsentPage } from '@/utils/flow/consent-page';
import { parseDestination } from '@/utils/flow/destination';
import type { Flow } from '@/utils/flow/flow';
import { flowOnScreen } from '@/utils/flow/on-screen';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, authorize } from '../../providers/salesforce/sample-urls';
import * as events from './events';
import { apply, flowAfter, reads, shows } from './events';

const narrowed = clayUrl.replace(/&optional_scope=[^&]*/, '');
const approval = `${acme}/setup/secur/RemoteAccessAuthorizationPage.apexp?source=1`;
const withScope = (scope: string) => authorize().replace(/scope=[^&]*/, `scope=${scope}`);

/** A request with an ID, which its redirects keep. */
const request = (url: string) => ({ ...events.request(url), requestId: url });
const answers = (from: string, query: string) => ({
  type: 'redirected',
  from,
  to: parseDestination(`${new URL(from).searchParams.get('redirect_uri')}?${query}`),
  page: null,
  requestId: from,
});
/** Long after the outcome. */
const late = 60_000;

describe('B8: a page that the tab still shows long after an outcome', () => {
  const refused = `${withScope('id')}&immediate=true`;
  const full = [
    request(withScope('full')),
    { ...answers(withScope('full'), ''), to: parseDestination(approval), page: nextConsentPage(approval) },
    { ...request(approval), requestId: withScope('full') },
    shows(approval),
  ];

  it('does not get the review of the next request, after another one was refused', () => {
    const flow = flowAfter(...full, request(refused), answers(refused, 'error=immediate_unsuccessful'));
    const loading = apply(flow, { type: 'loading', url: approval, at: late });
    const next = apply(loading, { ...request(withScope('id')), at: late + 100 }) as Flow;
    expect(flowOnScreen(next, approval).requestUrl).toBe(withScope('full'));
  });

  it('keeps its own outcome', () => {
    const url = outreachUrl(['prospects.read', 'users.read']);
    const approved = flowAfter(request(url), shows(url), answers(url, 'code=x'));
    for (const at of [url, `${url}#x`])
      expect(apply(approved, { type: 'loading', url: at, at: late })).toMatchObject({ outcome: { kind: 'code' } });
  });

  it('is over once the tab loads something else', () => {
    const approved = flowAfter(request(clayUrl), shows(clayUrl), answers(clayUrl, 'code=x'));
    for (const url of [undefined, 'https://app.hubspot.com/contacts/1', 'https://app.clay.com/'])
      expect(apply(approved, { type: 'loading', url, at: late })).toMatchObject({ requestUrl: null, outcome: null });
  });
});

describe('B8: a tab that moved on after an outcome', () => {
  const refused = `${withScope('id')}&immediate=true`;
  const elsewhere = { type: 'loading', url: undefined, at: late };
  const moved = (...before: Record<string, unknown>[]) => apply(flowAfter(...before), elsewhere) as Flow;

  it('still knows the page of an earlier request, which a later one does not get', () => {
    const left = moved(
      request(withScope('full')),
      { ...answers(withScope('full'), ''), to: parseDestination(approval), page: nextConsentPage(approval) },
      { ...request(approval), requestId: withScope('full') },
      shows(approval),
      request(refused),
      answers(refused, 'error=immediate_unsuccessful'),
    );
    const next = apply(left, { ...request(withScope('openid')), at: late + 100 });
    const back = apply(next, { ...request(approval), requestId: 'back', initiatorOrigin: acme, at: late + 200 });
    expect(apply(back, { ...shows(approval), at: late + 300 })).toMatchObject({ requestUrl: null });
    // Out of the back-forward cache, without a request.
    expect(apply(next, { ...shows(approval), at: late + 300 })).toMatchObject({ requestUrl: null });
  });

  it('still knows that something was posted to an address', () => {
    const url = outreachUrl(['prospects.read']);
    const left = moved({ ...request(url), isPosted: true, initiatorOrigin: 'https://evil.example' }, shows(url), answers(url, 'error=x'));
    expect(left).toMatchObject({ requestUrl: null, outcome: null });
    expect(apply(left, { ...shows(url), at: late + 100 })).toMatchObject({ requestUrl: null });
  });
});

describe('B8: what was approved', () => {
  const undone = [
    request(clayUrl),
    shows(clayUrl),
    { type: 'narrowed', url: narrowed },
    request(narrowed),
    shows(narrowed),
    { type: 'originalRestored', keep: [] },
    request(clayUrl),
    shows(clayUrl),
    reads(clayUrl, 'all', 'of', 'them'),
    answers(clayUrl, 'code=x'),
  ];

  it('is not the request of the page to which the user goes back', () => {
    const approved = flowAfter(...undone);
    expect(apply(approved, { ...shows(narrowed), at: late })).toBe(approved);
    const back = apply(apply(approved, { ...shows(narrowed), at: late }), { ...reads(narrowed, 'few'), at: late }) as Flow;
    expect(back).toMatchObject({ activeRequest: 'original', outcome: { kind: 'code' }, snapshot: { lines: ['all', 'of', 'them'] } });
    expect(flowOnScreen(back, narrowed)).toMatchObject({ activeRequest: 'original' });
  });

  it('is not the request of an approval page without a request in its address either', () => {
    const page = (source: string) => approval.replace('=1', `=${source}`);
    const led = (url: string, source: string) => [
      request(url),
      { ...answers(url, ''), to: parseDestination(page(source)), page: nextConsentPage(page(source)) },
      { ...request(page(source)), requestId: url },
      shows(page(source)),
    ];
    const reduced = [...led(withScope('full'), '1'), { type: 'narrowed', url: withScope('id') }, ...led(withScope('id'), '2')];
    const approved = flowAfter(...reduced, answers(withScope('id'), 'code=x'));
    expect(approved).toMatchObject({ activeRequest: 'narrowed', outcome: { kind: 'code' } });
    expect(apply(approved, { ...shows(page('1')), at: late })).toMatchObject({ activeRequest: 'narrowed' });
  });
});
