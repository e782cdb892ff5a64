import type { Baseline } from '@/utils/policy/baseline';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Review } from '@/utils/review/types';

/** Returns the review as the workbench shows it: the policy changes nothing in it, whatever its mode is. */
export function reviewWithPolicy(input: ReviewInput, baseline: Baseline | null, file: PolicyFile | null): Review {
  return buildReview({ ...input, baseline, policy: file && { owner: 'user', file: { ...file, mode: 'audit' } } });
}
