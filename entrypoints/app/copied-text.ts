/** The texts that a user copies out of a review. They are loaded with the first one. */
import type { Copyable } from '@/components/review/review-state';
import { type Asked, accessRequestMarkdown } from '@/utils/review/access-request';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import type { Review } from '@/utils/review/types';
import { writtenBy } from './written-by';

/** Returns what is copied; null if it is no text about a review, or if there is nothing to report. */
export function copiedText(what: Copyable, review: Review, selection: ReadonlySet<string>, asked?: Asked): string | null {
  if (what === 'request') return accessRequestMarkdown(review, asked, selection);
  if (what === 'exception') return accessRequestMarkdown(review);
  if (what === 'review') return reviewMarkdown(review).join('\n');
  const report = what === 'report' ? reportOf(review, writtenBy()) : null;
  return report && reportAsMarkdown(review, report);
}
