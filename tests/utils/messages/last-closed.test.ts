import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { onFlowChanged } from '@/utils/background/history-recorder';
import { applyEvent } from '@/utils/flow/store';
import { lastClosed } from '@/utils/messages/last-closed';
import { clayUrl } from '../../providers/hubspot/sample-urls';

/** The texts that the badge of each tab was set to. */
const badges = new Map<number, string>();

beforeEach(() => {
  fakeBrowser.reset();
  badges.clear();
  vi.spyOn(browser.action, 'setBadgeBackgroundColor').mockResolvedValue(undefined as never);
  vi.spyOn(browser.action, 'setBadgeTextColor').mockResolvedValue(undefined as never);
  vi.spyOn(browser.action, 'setBadgeText').mockImplementation(
    (({ tabId, text }: { tabId: number; text: string }) => void badges.set(tabId, text)) as never,
  );
});

type Answer = { error: string; description?: string } | 'code';
/** Lets the app's window get this answer and close. */
async function answered(tabId: number, answer: Answer, at = Date.now()): Promise<void> {
  const to = answer === 'code' ? { codes: 1, error: null } : { codes: 0, error: answer.error };
  const description = answer === 'code' ? null : (answer.description ?? null);
  await applyEvent(tabId, { type: 'request', url: clayUrl, at });
  await applyEvent(tabId, {
    type: 'redirected',
    from: clayUrl,
    to: { originAndPath: 'https://app.clay.com/callback', description, ...to },
    at,
  });
  await applyEvent(tabId, { type: 'closed', at });
  await onFlowChanged(tabId);
}

it('tells a denial that only the user explains from a refusal', async () => {
  await answered(71, { error: 'access_denied' }, Date.now() - 3_000);
  expect(await lastClosed()).toMatchObject({
    tabId: 71,
    isDenied: true,
    cause: 'Clay: Someone declined it on the page, or a rule refused it.',
  });
  await answered(72, { error: 'access_denied', description: 'the user is not a partner' }, Date.now() - 2_000);
  expect(await lastClosed()).toMatchObject({ tabId: 72, isDenied: false, cause: 'Clay: Access was not granted' });
  await answered(73, { error: 'invalid_scope' }, Date.now() - 1_000);
  expect(await lastClosed()).toMatchObject({ tabId: 73, isDenied: false });
});

it('says nothing of a failure once the same app was connected, and the tab in front has its own badge again', async () => {
  const { id: front = 0 } = await fakeBrowser.tabs.create({ url: 'https://app.clay.com/' });
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: front }] as never);
  await answered(71, { error: 'invalid_scope' }, Date.now() - 2_000);
  expect(badges.get(front)).toBe('2');
  await answered(72, 'code', Date.now() - 1_000);
  expect(await lastClosed()).toBeNull();
  expect(badges.get(front)).toBe('');
});

it('leaves the badge of the tab in front alone while a failure is left, and after a denial', async () => {
  const { id: front = 0 } = await fakeBrowser.tabs.create({ url: 'https://app.clay.com/' });
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ id: front }] as never);
  await answered(71, { error: 'invalid_scope' });
  await onFlowChanged(79);
  await answered(72, { error: 'access_denied' });
  expect(badges.get(front)).toBe('2');
});
