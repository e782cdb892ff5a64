import { useMemo, useState } from 'preact/hooks';
import { ReviewView } from '@/components/review/ReviewView';
import type { ReviewActions, ReviewState } from '@/components/review/review-state';
import { SampleFrame } from '@/components/workbench/about/About';
import type { ScopeId } from '@/providers/contract/catalogue';
import { sample } from '@/providers/sample';
import { buildReview } from '@/utils/review/build-review';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import { tById, tPlural } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { noActions } from '../no-actions';

const parsed = sample.provider.requests.parseRequest(sample.url);

/**
 * Shows the review of a sample request as the panel would. The choice is kept here and ends with
 * the page; no message is sent, and nothing is stored or opened.
 */
export function Sample({ onClose }: { onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly ScopeId[] | null>(null);
  const [unlocked, setUnlocked] = useState<readonly ScopeId[]>([]);
  const [answer, setAnswer] = useState<string | null>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const review = useMemo(
    () =>
      parsed.ok && buildReview({ provider: sample.provider, request: parsed.value, isObserved: true, draftSelection: chosen, unlocked }),
    [chosen, unlocked],
  );
  if (!review) return null;
  const choose = (ids: Iterable<ScopeId>) => {
    setChosen([...ids]);
    setAnswer(null);
  };
  const markdown = () => reviewMarkdown(review).join('\n');
  const copy = async () => {
    const text = markdown();
    const succeeded = await copyText(text);
    setCopied(succeeded ? text : null);
    setAnswer(succeeded ? null : tById('refused', 'review-not-copied'));
  };
  const state: ReviewState = {
    review,
    selection: new Set(review.selection),
    storage: 'sample',
    rememberedAt: null,
    plans: null,
    planChoices: [],
    busy: false,
    confirmed: new Set(),
    covered: false,
    refused: answer,
    undone: null,
    messages: [],
    copied: copied === markdown() ? 'review' : null,
    orgCheck: { busy: null, done: [], failed: null },
    appOverride: null,
    history: null,
    pasted: null,
  };
  const actions: ReviewActions = {
    ...noActions,
    select: choose,
    unlock(id) {
      setUnlocked([...unlocked, id]);
      choose(review.selection);
    },
    continue: () => setAnswer(tPlural('workbench_about_sample_continue', review.selection.length)),
    copy: () => void copy(),
  };
  return (
    <SampleFrame onClose={onClose}>
      <ReviewView surface="page" state={state} actions={actions} />
    </SampleFrame>
  );
}
