/**
 * Where the focus is after each action of panel and popup, and what assistive technology announces.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { browser } from 'wxt/browser';
import type { ReviewActions } from '@/components/review/review-state';
import { ReviewApp } from '@/entrypoints/app/ReviewApp';
import { useReview } from '@/entrypoints/app/use-review';
import { Popup } from '@/entrypoints/popup/Popup';
import { sendMessage, sendWithRetry } from '@/utils/messages/client';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { open, withAnswers } from './diagnosis-samples';
import { button, checkbox, clear, draw, passTime, unaltered } from './draw';
import {
  appOverride,
  asked,
  clay,
  history,
  lastSelection,
  planChoices,
  readOnly,
  remembered,
  remembers,
  unknownApp,
  unlockable,
} from './samples';

vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));
vi.mock('@/utils/messages/watch-flows', () => ({ watchFlows: () => () => {} }));

/** What the background answers, by the name of the message. An `Error` is thrown. */
type Answers = Record<string, unknown>;

const stored = { closed: null, offer: null, rememberedAt: null, plans: null, history: null, saveFault: null, pasted: null, undone: null };
const reviewed = (review: Review, more: Answers = {}) => ({
  getReview: { state: 'review', review, storage: 'ok', shown: '7', planChoices, appOverride, ...stored, ...more },
});
const [clayItem] = remembers;
const saved = {
  ...clayItem,
  appName: 'Clay',
  provider: 'hubspot',
  providerName: 'HubSpot',
  account: '',
  kept: [],
  requested: [],
  required: [],
};
const profile = { provider: 'hubspot', id: 'acme', name: 'Acme', providerName: 'HubSpot', required: 3, optional: 2, at: remembered };
const lists = (preferences: unknown[], profiles: unknown[] = [], lastCase: unknown = null) => ({
  listPreferences: { ok: true, preferences, anything: preferences.length > 0 },
  listProfiles: profiles,
  lastPastedCase: lastCase,
});
const home = (more: Answers = {}, data = lists([])) => ({ getReview: { state: 'none', closed: null, offer: null, ...more }, ...data });
const lastCase = { report: 'report', at: remembered, title: 'Salesforce: Blocked' };
const closed = { tabId: 9, provider: 'Salesforce', isDenied: false, at: remembered };
const offer = { host: 'acme.example', provider: 'Salesforce', reason: 'unlisted' as const, origins: ['https://acme.example/*'] };
const pastedReview = (review: Review) => ({
  reviewPasted: reviewed(review, { pasted: { hasRequest: true, url: 'https://a.example/' } }).getReview,
});
const analyze = async () => {
  await page.getByRole('textbox').fill('text');
  await button('Analyze').click();
};

interface Row {
  before: Answers;
  act: () => Promise<void>;
  /** What the background answers from the first click on. */
  after?: Answers;
  /** The name of the element that has the focus afterwards. */
  focus: string | RegExp;
  /**
   * What the live regions that were there before the action say because of it; empty for nothing.
   */
  says?: string | RegExp;
}

const click = (name: string | RegExp) => () => button(name).click();
const inTurn =
  (...names: (string | RegExp)[]) =>
  async () => {
    for (const name of names) await button(name).click();
  };
const question = open.diagnosis?.questions[0] as NonNullable<Review['diagnosis']>['questions'][number];
const reduced = { ...clay, current: lastSelection };

/** Every action of a review; one that is missing is an error of types. */
const actions: Record<keyof ReviewActions, Row> = {
  select: {
    before: reviewed(clay),
    act: () => checkbox(/^View deals/).click(),
    after: reviewed({ ...clay, selection: lastSelection.filter((id) => id !== 'crm.objects.deals.read') }),
    focus: /^View deals/,
    says: /^Drops 7\./,
  },
  confirmReason: {
    before: reviewed(asked),
    act: () => checkbox('I confirm: A ticket asks for it').click(),
    focus: 'I confirm: A ticket asks for it',
    says: /^Drops 6\./,
  },
  unlock: {
    before: reviewed(unlockable),
    act: inTurn(/^Required 8/, 'Details: View deals (crm.objects.deals.read)', 'Unlock anyway'),
    after: reviewed(clay),
    focus: /^View deals/,
  },
  continue: {
    before: { ...reviewed(clay), continueWith: { ok: true, url: 'navigating', remembered: true } },
    act: click('Continue with 12 scopes'),
    after: reviewed(reduced, { rememberedAt: remembered }),
    focus: 'Down to 12 of 18. Now decide on the page.',
  },
  restoreOriginal: {
    before: { ...reviewed(reduced), restoreOriginal: { ok: true, url: 'navigating', remembered: false } },
    act: click('Undo: request all 18'),
    after: reviewed({ ...clay, selection: clay.current }, { undone: 'restored' }),
    focus: 'Undone: the page requests all 18 again. Your earlier choice stays saved for the next connection.',
  },
  forgetSavedSelection: {
    before: { ...reviewed(reduced, { rememberedAt: remembered }), forget: true },
    act: click('Forget'),
    after: reviewed(reduced),
    focus: 'Down to 12 of 18. Now decide on the page.',
    says: 'This selection is not saved for next time.',
  },
  savePlans: {
    before: { ...reviewed(clay), savePlans: true },
    act: inTurn(/^Plan/, 'Save'),
    after: reviewed(clay, { plans: { sales: 'professional' } }),
    focus: /^Plan.*Sales Hub Professional/,
  },
  answerQuestion: {
    before: reviewed(open),
    act: () => page.getByRole('radio').first().click(),
    after: reviewed(withAnswers({ [question.id]: question.answers[0] as string })),
    focus: tById('question', question.id, question.answers[0]),
    says: /./,
  },
  chooseProvider: {
    before: {
      ...home(),
      reviewPasted: { state: 'unreadable', reason: 'no-known-error', choices: [{ id: 'salesforce', name: 'Salesforce' }] },
    },
    act: async () => {
      await page.getByRole('textbox').fill('text');
      await userEvent.keyboard('{Control>}{Enter}{/Control}');
      await page.getByRole('radio', { name: 'Salesforce' }).click();
    },
    after: pastedReview(open),
    focus: /^Salesforce/,
  },
  copy: { before: reviewed(open), act: click('Copy redacted report'), focus: /copied/i, says: /copied/i },
  askAdmin: {
    before: reviewed(clay),
    act: async () => {
      await button('More').click();
      await page.getByRole('menuitem', { name: t('ask_menu') }).click();
      await button(t('ask_copy')).click();
    },
    focus: t('ask_copy'),
    says: t('ask_copied'),
  },
  openPasted: {
    before: { ...home(), ...pastedReview(readOnly('pasted')) },
    act: async () => {
      await analyze();
      await button('Open').click();
    },
    focus: 'Open',
  },
  checkOrg: {
    before: { ...reviewed(open), checkOrg: { ok: true, value: { signIn: { providers: [], password: true } } } },
    act: click('Ask the org'),
    focus: 'Ask the org',
    says: /password/,
  },
  setAppOverride: {
    before: { ...reviewed(unknownApp), setAppOverride: true },
    act: async () => {
      await inTurn(/^App not recognized/, 'This app is …')();
      await page.getByRole('combobox').selectOptions('Clay');
      await button('Save').click();
    },
    focus: 'This app is …',
  },
  clearAppHistory: {
    before: { ...reviewed({ ...clay, page: null }, { history }), clearAppHistory: true },
    act: inTurn(/^History/, 'Clear this app’s history'),
    after: reviewed({ ...clay, page: null }),
    focus: /^History/,
  },
  collapse: { before: reviewed(clay), act: click('Fold panel (Escape)'), focus: 'Fold panel (Escape)' },
  moveToOtherSide: {
    before: reviewed(clay),
    act: async () => {
      await button('More').click();
      await page.getByRole('menuitem', { name: /other side/ }).click();
    },
    focus: 'More',
  },
  openWorkbench: {
    before: reviewed(clay),
    act: async () => {
      const open = vi.spyOn(window, 'open').mockReturnValue(null);
      await button('More').click();
      await page.getByRole('menuitem', { name: 'Open the workbench' }).click();
      expect(open).toHaveBeenCalledExactlyOnceWith('/workbench.html', '_blank', 'noopener');
      open.mockRestore();
    },
    focus: 'More',
  },
};

/** What else a click does, above all in the popup. */
const others: Record<string, Row> = {
  'Change selection': { before: reviewed(reduced), act: click('Change selection'), focus: 'Clay on HubSpot' },
  'a refused Continue': {
    before: { ...reviewed(clay), continueWith: { ok: false, reason: 'moved-on' } },
    act: click('Continue with 12 scopes'),
    focus: 'Continue with 12 scopes',
    says: /^The page has moved on/,
  },
  'a failed Undo': {
    before: { ...reviewed(reduced), restoreOriginal: new Error('stopped') },
    act: click('Undo: request all 18'),
    focus: 'Undo: request all 18',
    says: /./,
  },
  'Try again after a failure to load': {
    before: { getReview: new Error('stopped') },
    act: click('Try again'),
    after: reviewed(clay),
    focus: 'Clay on HubSpot',
  },
  'an analyzed text': { before: { ...home(), ...pastedReview(readOnly('pasted')) }, act: analyze, focus: 'Clay on HubSpot' },
  'an unreadable text': {
    before: { ...home(), reviewPasted: { state: 'unreadable', reason: 'no-known-error', choices: [] } },
    act: analyze,
    focus: /Paste/,
  },
  'the open last case': {
    before: { ...home({}, lists([], [], lastCase)), ...pastedReview(readOnly('pasted')) },
    act: click('Open'),
    focus: 'Clay on HubSpot',
  },
  'the discarded last case': { before: home({}, lists([], [], lastCase)), act: click('Discard'), after: home(), focus: /Paste/ },
  'a forgotten selection': {
    before: home({}, lists([saved])),
    act: inTurn(/^Forget .*Clay/, /^Forget$/),
    after: home(),
    focus: 'Saved selections',
  },
  'all forgotten': { before: home({}, lists([saved])), act: inTurn('Forget all', 'Forget'), after: home(), focus: 'Saved selections' },
  'all kept': { before: home({}, lists([saved])), act: inTurn('Forget all', 'Keep'), focus: 'Forget all' },
  'a deleted profile': { before: home({}, lists([], [profile])), act: click(/^Delete/), after: home(), focus: 'Saved selections' },
  'the review of a closed window': { before: { ...home({ closed }) }, act: click('See why'), after: reviewed(open), focus: 'Back' },
  'a site that was allowed': { before: home({ offer }), act: click(/^Allow/), after: home(), focus: 'Nothing to review on this tab' },
  'a site that was allowed beside a review': {
    before: reviewed(clay, { offer }),
    act: click(/^Allow/),
    after: reviewed(clay),
    focus: 'Clay on HubSpot',
  },
};

function Panel() {
  const panel = { collapse() {}, onDone() {}, moveToOtherSide() {}, plainness: unaltered };
  return <ReviewApp surface="panel" tab={useReview(7)} panel={panel} />;
}

const liveRegions = () => [...document.querySelectorAll('[aria-live], [role=status], [role=alert]')];
const textOf = (element: Element | null) => element?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
function nameOfFocused(): string {
  const focused = document.activeElement as HTMLInputElement;
  return (
    focused.getAttribute('aria-label') ?? (textOf(focused.labels?.[0] ?? null) || (focused === document.body ? 'nothing' : textOf(focused)))
  );
}

beforeEach(async () => {
  await page.viewport(380, 800);
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  Object.assign(browser, {
    tabs: { create: vi.fn() },
    permissions: { request: vi.fn().mockResolvedValue(true) },
    runtime: { getManifest: () => ({ version: '1.0.0' }) },
  });
});
// Before each press, so that it counts in the popup.
for (const press of ['pointerdown', 'keydown']) addEventListener(press, passTime, true);
afterEach(clear);

async function perform({ before, act, after = {} }: Row, content = <Popup tabId={7} />) {
  let answers = before;
  let heard: [Element, string][] = [];
  const answer = async (name: string) => {
    if (answers[name] instanceof Error) throw answers[name];
    return answers[name] ?? { ok: true };
  };
  vi.mocked(sendWithRetry).mockImplementation(answer as never);
  vi.mocked(sendMessage).mockImplementation(answer as never);
  draw(content, true);
  const onClick = () => {
    heard = liveRegions().map((region) => [region, textOf(region)]);
    answers = { ...answers, ...after };
  };
  addEventListener('click', onClick, true);
  await act();
  removeEventListener('click', onClick, true);
  return () =>
    heard
      .filter(([region, text]) => region.isConnected && textOf(region) !== text)
      .map(([region]) => textOf(region))
      .join(' ');
}

describe.each([
  ['an action of a review', actions],
  ['a click', others],
])('the focus after %s', (_, rows: Record<string, Row>) => {
  it.each(Object.keys(rows))('is at what it led to, and its result is announced: %s', async (name) => {
    const row = rows[name] as Row;
    const says = await perform(row, name === 'collapse' || name === 'moveToOtherSide' ? <Panel /> : undefined);
    await expect.poll(nameOfFocused).toEqual(typeof row.focus === 'string' ? row.focus : expect.stringMatching(row.focus));
    await expect.poll(says).toEqual(typeof row.says === 'object' ? expect.stringMatching(row.says) : (row.says ?? ''));
  });
});

it('the focus after Back from the review of a closed window is at its button', async () => {
  await perform({ before: home({ closed }), act: click('See why'), after: reviewed(open), focus: '' });
  vi.mocked(sendWithRetry).mockImplementation((async (name: string) => home({ closed })[name as 'getReview']) as never);
  await userEvent.keyboard('{Escape}');
  await expect.poll(nameOfFocused).toBe('See why');
});
