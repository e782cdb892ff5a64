/** A tab beside its flow, where the tab's URL and the recorded requests may disagree. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { applyEvent, OUTCOME_TTL_MS, readFlow } from '@/utils/flow/store';
import { readTabFlow, syncFlowWithTab } from '@/utils/flow/tab';
import type { Tab } from '@/utils/permissions/tab';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const otherUrl = clayUrl.replace('CANARY-state', 'other');
const appPage = 'https://app.clay.com/done';
const requested = (url: string, at = Date.now()) => applyEvent(7, { type: 'request', url, at });
const tab = (change: Partial<Tab>) => ({ id: 7, url: clayUrl, status: 'complete', incognito: false, ...change }) as Tab;
const shows = (change: Partial<Tab>) => vi.spyOn(browser.tabs, 'get').mockResolvedValue(tab(change) as never);

beforeEach(() => fakeBrowser.reset());

describe('syncFlowWithTab', () => {
  it('starts a flow for a tab that is older than the extension', async () => {
    shows({ status: 'loading', incognito: true });
    await syncFlowWithTab(7);
    expect(await readFlow(7)).toMatchObject({ requestUrl: clayUrl, incognito: true });
  });

  it('follows a page out of the back-forward cache, which makes no request', async () => {
    await requested(clayUrl, Date.now() - 2_000);
    await requested(otherUrl, Date.now() - 1_000);
    shows({ url: clayUrl });
    await syncFlowWithTab(7);
    expect(await readFlow(7)).toMatchObject({ requestUrl: clayUrl });
  });

  it('ignores the URL of a tab that still loads: it is that of the page before', async () => {
    await requested(otherUrl, Date.now() - 1_000);
    shows({ url: clayUrl, status: 'loading' });
    await syncFlowWithTab(7);
    expect(await readFlow(7)).toMatchObject({ requestUrl: otherUrl });
  });

  it('ignores a URL that was read before the tab’s latest request', async () => {
    vi.spyOn(browser.tabs, 'get').mockImplementation(async () => {
      await requested(otherUrl, Date.now() + 1);
      return tab({ url: clayUrl });
    });
    await syncFlowWithTab(7);
    expect(await readFlow(7)).toMatchObject({ requestUrl: otherUrl });
  });

  it('changes nothing on the page of an app, or of a tab that is gone', async () => {
    const before = await requested(clayUrl);
    shows({ url: appPage });
    await syncFlowWithTab(7);
    vi.spyOn(browser.tabs, 'get').mockRejectedValue(new Error('no tab'));
    await syncFlowWithTab(7);
    expect(await readFlow(7)).toEqual(before);
  });
});

describe('readTabFlow', () => {
  it.each([
    ['a page of the flow’s provider', tab({}), true],
    ['a page of another provider', tab({ url: 'https://accounts.outreach.io/oauth/authorize?client_id=1' }), false],
    ['the page of an app', tab({ url: appPage }), false],
    ['a page of the app that still loads', tab({ url: appPage, status: 'loading' }), true],
    ['a tab that is gone', null, true],
  ])('belongs to the tab or not: %s', async (_, shown, isFound) => {
    const flow = await requested(clayUrl);
    expect(await readTabFlow(7, shown)).toEqual(isFound ? flow : null);
  });

  it('finds a recent outcome on the page of an app, and no old one', async () => {
    const at = Date.now();
    await requested(clayUrl, at);
    const to = { originAndPath: 'https://app.clay.com/callback', codes: 0, error: 'access_denied', description: null };
    await applyEvent(7, { type: 'redirected', from: clayUrl, to, at });
    expect(await readTabFlow(7, tab({ url: appPage }))).toMatchObject({ outcomeAt: at });
    await applyEvent(7, { type: 'redirected', from: clayUrl, to, at: at - OUTCOME_TTL_MS });
    expect(await readTabFlow(7, tab({ url: appPage }))).toBeNull();
  });
});
