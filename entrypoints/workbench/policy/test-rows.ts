import type { TestRow } from '@/components/workbench/policy/PolicyParts';
import { reviewInputOf } from '@/utils/files/open';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { nameOfApp } from '@/utils/review/app-name';
import { buildReview } from '@/utils/review/build-review';
import { policyEffect, policySummary } from '@/utils/review/policy-summary';
import { t } from '@/utils/text/text';
import { linkTo } from '../route';
import type { Session } from '../use-session';

/** Further results would make the page slow; the list of requests has them all. */
const MAX_RESULTS = 200;

/** Returns what the policy would do to the opened requests. */
export function testRows(file: PolicyFile, { items }: Session): TestRow[] {
  const found = items.flatMap(({ id, opened }) => (opened?.found ?? []).map((one, index) => ({ one, href: linkTo('review', id, index) })));
  // What was opened last is what the user wants to test.
  const requests = found.filter(({ one }) => one.input.request.scopes.length > 0).slice(-MAX_RESULTS);
  return requests.flatMap(({ one, href }) => {
    const input = reviewInputOf(one.input);
    if (!input) return [];
    const review = buildReview({ ...input, policy: { owner: 'file', file: { ...file, mode: 'audit' } } });
    if (!review.policy) return [];
    const app = nameOfApp(review) ?? one.app ?? t('review_unknown_app');
    return [
      {
        title: t('review_subject', app, review.provider.name),
        scopes: review.scopes.length,
        effect: policyEffect(review.policy),
        summary: policySummary(review.policy),
        href,
      },
    ];
  });
}
