/** Draws a review like panel and popup, with the real styles, and keeps its selection. */
import '@/components/tokens.css';
import '@/components/components.css';
import '@/components/review/review.css';
import '@/components/diagnosis/diagnosis.css';
import axe from 'axe-core';
import { type ComponentChild, render } from 'preact';
import { useState } from 'preact/hooks';
import { vi } from 'vitest';
import { page } from 'vitest/browser';
import { ReviewView, type ReviewViewProps } from '@/components/review/ReviewView';
import type { ScopeId } from '@/providers/types';
import { messageFor } from '@/utils/diagnosis/message';
import type { AppCorrection, Review } from '@/utils/review/types';
import { correction, planChoices } from './samples';

type Options = Partial<
  Pick<
    ReviewViewProps,
    | 'surface'
    | 'storage'
    | 'rememberedAt'
    | 'plans'
    | 'busy'
    | 'covered'
    | 'refused'
    | 'check'
    | 'copied'
    | 'message'
    | 'correction'
    | 'seen'
  >
>;

export interface Drawn {
  onSelect: ReturnType<typeof vi.fn<(ids: ReadonlySet<ScopeId>) => void>>;
  onContinue: ReturnType<typeof vi.fn<(choice: { remember: boolean }) => void>>;
  onRestore: ReturnType<typeof vi.fn<() => void>>;
  onForget: ReturnType<typeof vi.fn<() => void>>;
  onPlans: ReturnType<typeof vi.fn<(plans: Record<string, string> | null) => void>>;
  onCollapse: ReturnType<typeof vi.fn<() => void>>;
  onAnswer: ReturnType<typeof vi.fn<(question: string, answer: string) => void>>;
  onCopy: ReturnType<typeof vi.fn<(what: 'message' | 'report') => void>>;
  onCheck: ReturnType<typeof vi.fn<(about: 'user' | 'sign-in') => void>>;
  onCorrect: ReturnType<typeof vi.fn<(said: AppCorrection['said']) => void>>;
  onForgetSeen: ReturnType<typeof vi.fn<() => void>>;
}

export function draw(content: ComponentChild, popup = false): void {
  clear();
  document.body.className = popup ? 'sr popup' : 'sr';
  const root = document.createElement('div');
  root.id = 'app';
  document.body.append(root);
  render(content, root);
}

export function clear(): void {
  const root = document.querySelector('#app');
  if (root) render(null, root);
  root?.remove();
}

export function drawReview(review: Review, options: Options = {}): Drawn {
  const calls: Drawn = {
    onSelect: vi.fn(),
    onContinue: vi.fn(),
    onRestore: vi.fn(),
    onForget: vi.fn(),
    onPlans: vi.fn(),
    onCollapse: vi.fn(),
    onAnswer: vi.fn(),
    onCopy: vi.fn(),
    onCheck: vi.fn(),
    onCorrect: vi.fn(),
    onForgetSeen: vi.fn(),
  };
  draw(<Session review={review} options={options} calls={calls} />, options.surface === 'popup');
  return calls;
}

function Session({ review, options, calls }: { review: Review; options: Options; calls: Drawn }) {
  const [selection, setSelection] = useState<ReadonlySet<ScopeId>>(new Set(review.selection));
  const [unlocked, setUnlocked] = useState<readonly ScopeId[]>([]);
  const scopes = review.scopes.map((scope) => (unlocked.includes(scope.id) ? { ...scope, locked: false } : scope));
  const [forgotten, setForgotten] = useState(false);
  const { onCollapse, ...rest } = calls;
  return (
    <ReviewView
      surface="panel"
      storage="ok"
      rememberedAt={null}
      plans={null}
      planChoices={planChoices}
      busy={false}
      covered={false}
      refused={null}
      copied={null}
      message={messageFor(review)}
      check={{ busy: null, done: [], failed: null }}
      correction={correction}
      {...rest}
      {...options}
      {...(options.surface === 'popup' ? {} : { onCollapse })}
      review={{ ...review, scopes }}
      selection={selection}
      onSelect={(ids) => {
        calls.onSelect(ids);
        setSelection(ids);
      }}
      onUnlock={(id) => setUnlocked([...unlocked, id])}
      seen={forgotten ? null : (options.seen ?? null)}
      onForgetSeen={() => {
        calls.onForgetSeen();
        setForgotten(true);
      }}
    />
  );
}

export const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
export const checkbox = (name: string | RegExp) => page.getByRole('checkbox', { name, exact: typeof name === 'string' });
export const effect = () => document.querySelector('.sr-actions__effect')?.textContent ?? '';

/** Resolves to the rule and the element of every accessibility violation. */
export async function violations(): Promise<string[]> {
  const { violations: found } = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
}
