/** Draws a review like panel and popup, with the real styles, and keeps its selection. */
import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import '@/components/popup/popup.css';
import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import { useState } from 'preact/hooks';
import { expect, type Mock, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ReviewView } from '@/components/review/ReviewView';
import type { ReviewActions, ReviewState, Surface } from '@/components/review/review-state';
import type { ScopeId } from '@/providers/contract/catalogue';
import { messagesFor } from '@/utils/review/message';
import type { Review } from '@/utils/review/types';
import { appOverride, planChoices } from './samples';

type Options = Partial<Omit<ReviewState, 'review'>> & { surface?: Surface };

/** One mock per action: it records the calls of the buttons. */
export type RecordedActions = { [Name in keyof ReviewActions]: Mock<NonNullable<ReviewActions[Name]>> };

const recordActions = (): RecordedActions => ({
  select: vi.fn(),
  confirmReason: vi.fn(),
  unlock: vi.fn(),
  continue: vi.fn(),
  restoreOriginal: vi.fn(),
  forgetSavedSelection: vi.fn(),
  savePlans: vi.fn().mockResolvedValue(true),
  answerQuestion: vi.fn(),
  chooseProvider: vi.fn(),
  copy: vi.fn(),
  askAdmin: vi.fn(),
  openPasted: vi.fn(),
  checkOrg: vi.fn(),
  setAppOverride: vi.fn().mockResolvedValue(true),
  clearAppHistory: vi.fn(),
  collapse: vi.fn(),
  moveToOtherSide: vi.fn(),
  openWorkbench: vi.fn(),
});

export function draw(content: ComponentChild, popup = false): void {
  clear();
  document.body.className = popup ? 'sr popup' : 'sr';
  const root = document.createElement('div');
  root.id = 'app';
  document.body.append(root);
  render(content, root);
}

/** Lets a second pass on the clock of the page, so that a click counts at once. */
export function passTime(): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 1_000;
}

export function clear(): void {
  const root = document.querySelector('#app');
  if (root) render(null, root);
  root?.remove();
}

export function drawReview(review: Review, { surface = 'panel', ...options }: Options = {}): RecordedActions {
  const calls = recordActions();
  draw(<Session review={review} surface={surface} options={options} calls={calls} />, surface === 'popup');
  return calls;
}

interface SessionProps {
  review: Review;
  surface: Surface;
  options: Omit<Options, 'surface'>;
  calls: RecordedActions;
}

function Session({ review, surface, options, calls }: SessionProps) {
  const [selection, setSelection] = useState<ReadonlySet<ScopeId>>(new Set(review.selection));
  const [unlocked, setUnlocked] = useState<readonly ScopeId[]>([]);
  const scopes = review.scopes.map((scope) => (unlocked.includes(scope.id) ? { ...scope, locked: false } : scope));
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set());
  const [forgotten, setForgotten] = useState(false);
  const state: ReviewState = {
    storage: 'ok',
    rememberedAt: null,
    plans: null,
    planChoices,
    confirmed,
    busy: false,
    covered: false,
    refused: null,
    undone: null,
    copied: null,
    messages: messagesFor(review),
    orgCheck: { busy: null, done: [], failed: null },
    appOverride,
    pasted: null,
    ...options,
    review: { ...review, scopes },
    selection,
    history: forgotten ? null : (options.history ?? null),
  };
  const actions: ReviewActions = {
    ...calls,
    select(ids) {
      calls.select(ids);
      setSelection(ids);
    },
    confirmReason(reason, isConfirmed) {
      calls.confirmReason(reason, isConfirmed);
      setConfirmed(new Set(isConfirmed ? [...confirmed, reason] : [...confirmed].filter((one) => one !== reason)));
    },
    unlock(id) {
      calls.unlock(id);
      setUnlocked([...unlocked, id]);
    },
    clearAppHistory() {
      calls.clearAppHistory();
      setForgotten(true);
    },
    collapse: surface === 'popup' ? null : calls.collapse,
    moveToOtherSide: surface === 'popup' ? null : calls.moveToOtherSide,
  };
  return <ReviewView surface={surface} state={state} actions={actions} />;
}

/** Opens every collapsed part, in several rounds, because opening one can draw new ones. */
export async function openAll(): Promise<void> {
  for (let rounds = 0; rounds < 4; rounds += 1) {
    for (const closed of document.querySelectorAll<HTMLElement>('[aria-expanded=false]')) closed.click();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
export const checkbox = (name: string | RegExp) => page.getByRole('checkbox', { name, exact: typeof name === 'string' });
export const effect = () => document.querySelector('#effect')?.textContent ?? '';

const allRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose result depends on the colors. */
export const colorRules = ['color-contrast', 'link-in-text-block'];
/** The rules whose result depends on the width. */
export const sizeRules = ['target-size', 'scrollable-region-focusable'];

/**
 * Resolves to the rule and the element of every accessibility violation, of these rules or of all.
 */
export async function violations(rules?: string[]): Promise<string[]> {
  // A color in the middle of a transition is not what anybody reads.
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.all(transitions.map(({ finished }) => finished.catch(() => {})));
  const { violations: found } = await axe.run(document, {
    runOnly: rules ? { type: 'rule', values: rules } : allRules,
    // Whatever else axe collects costs more time than the check itself.
    resultTypes: ['violations'],
    preload: false,
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}

/** Expects what is drawn to have no accessibility violation, and to be no wider than the window. */
export async function expectAccessible(width: number, theme: 'light' | 'dark' = 'light'): Promise<void> {
  document.documentElement.dataset.theme = theme;
  await page.viewport(width, 700);
  const found = await violations();
  delete document.documentElement.dataset.theme;
  expect(found).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
}

/** What the content script reports of a panel that nothing alters. */
export const unaltered = {
  get current() {
    return { since: 0, at: performance.now() };
  },
};
