/** What an org answered stays with the request that it was asked about. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { browser } from 'wxt/browser';
import { ReviewApp } from '@/entrypoints/app/ReviewApp';
import { useReview } from '@/entrypoints/app/use-review';
import { sendMessage, sendWithRetry } from '@/utils/messages/client';
import { watchFlows } from '@/utils/messages/watch-flows';
import { t } from '@/utils/text/text';
import { open } from './diagnosis-samples';
import { button, clear, draw } from './draw';
import { appOverride, planChoices } from './samples';

vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));
vi.mock('@/utils/messages/watch-flows', () => ({ watchFlows: vi.fn() }));

const Popup = () => <ReviewApp surface="popup" tab={useReview(7)} />;
const stored = { closed: null, offer: null, rememberedAt: null, plans: null, history: null, saveFault: null, pasted: null, undone: null };
const facts = { signIn: { providers: ['acme.my.salesforce.com'], password: false } };
let shown = 'acme';
let onChange = () => {};
const reviewed = () => ({ state: 'review', review: open, storage: 'ok', shown, planChoices, appOverride, ...stored });
const show = (next: string) => {
  shown = next;
  onChange();
};

beforeEach(async () => {
  await page.viewport(380, 800);
  Object.assign(browser, { runtime: { getManifest: () => ({ version: '1.0.0' }) } });
  shown = 'acme';
  vi.mocked(watchFlows).mockImplementation(((listener: () => void) => {
    onChange = listener;
    return () => {};
  }) as never);
  vi.mocked(sendWithRetry).mockImplementation((async (name: string) => (name === 'getReview' ? reviewed() : { ok: true })) as never);
});
afterEach(clear);

it('is not shown for another request, and comes with the name of its own', async () => {
  vi.mocked(sendMessage).mockResolvedValue({ ok: true, value: facts } as never);
  draw(<Popup />, true);
  await button('Ask the org').click();
  await expect.element(page.getByText(/^Only through/)).toBeVisible();
  expect(sendWithRetry).toHaveBeenLastCalledWith('getReview', { tabId: 7, org: { shown: 'acme', facts } });
  show('globex');
  await expect.element(page.getByText(/^Only through/)).not.toBeInTheDocument();
  show('acme');
  await expect.element(page.getByText(/^Only through/)).toBeVisible();
});

it('is dropped if it arrives while another request is being checked', async () => {
  const answers: ((answer: unknown) => void)[] = [];
  vi.mocked(sendMessage).mockImplementation((() => new Promise((resolve) => answers.push(resolve))) as never);
  draw(<Popup />, true);
  await button('Ask the org').click();
  await expect.element(button('Checking…')).toBeVisible();
  show('globex');
  await button('Ask the org').click();
  answers[0]?.({ ok: true, value: facts });
  answers[1]?.({ ok: false, reason: 'unreachable' });
  await expect.element(page.getByText(t('org_failed_unreachable'))).toBeVisible();
  expect(page.getByText(/^Only through/).query()).toBeNull();
});

it('stays if a review that was asked for before it arrives after it', async () => {
  vi.mocked(sendMessage).mockResolvedValue({ ok: true, value: facts } as never);
  draw(<Popup />, true);
  await expect.element(button('Ask the org')).toBeVisible();
  const late = Promise.withResolvers();
  vi.mocked(sendWithRetry).mockReturnValueOnce(late.promise as never);
  onChange();
  const ofUser = (username: string) => ({ ...reviewed(), review: { ...open, username } });
  vi.mocked(sendWithRetry).mockResolvedValue(ofUser('new@acme.example') as never);
  await button('Ask the org').click();
  await expect.element(page.getByText(/new@acme\.example/).first()).toBeVisible();
  late.resolve(ofUser('old@acme.example'));
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect.element(page.getByText(/new@acme\.example/).first()).toBeVisible();
});
