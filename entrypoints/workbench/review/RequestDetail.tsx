import { useState } from 'preact/hooks';
import { ReviewSheet } from '@/components/workbench/review/ReviewSheet';
import { reviewInputOf } from '@/utils/files/open';
import type { Found } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { groupScopes, listsOfScope, reviewMarkdown } from '@/utils/review/review-markdown';
import { copyText } from '../../app/copy';
import { linkTo } from '../route';

/** Shows the review of one request, or of one app in a file. */
export function RequestDetail({ found }: { found: Found }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const input = reviewInputOf(found.input);
  if (!input) return null;
  const review = buildReview(input);
  const copy = async () => setCopied(await copyText(reviewMarkdown(review, { settings: found.settings }).join('\n')));
  const groups = groupScopes(review, found.settings).map(({ title, scopes }) => ({
    title,
    scopes: scopes.map((scope) => ({ scope, lists: listsOfScope(scope) })),
  }));
  return <ReviewSheet review={review} groups={groups} back={linkTo('review')} copied={copied} onCopy={() => void copy()} />;
}
