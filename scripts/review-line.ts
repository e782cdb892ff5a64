/** The results of `npm run review`, before they are printed. */
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { Line } from '@/utils/files/review-line';
import type { Review } from '@/utils/review/types';

/**
 * One result, in the form for scripts and in the form for people. `review` is null if nothing was
 * read.
 */
export interface ReviewedInput {
  line: Line;
  review: Review | null;
  settings: AppSettings | null;
  request: AuthorizationRequest | null;
  /**
   * Why an earlier result is not compared: one of the two is `scopesUncertain`, or several earlier ones
   * of the app differ and none is of the same account; absent otherwise.
   */
  notCompared?: 'uncertain' | 'ambiguous';
  /** The length up to which a longer file was read; absent if all was read. */
  readUpTo?: number | undefined;
}
