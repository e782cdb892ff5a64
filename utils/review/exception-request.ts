/** Writes the text with which a user asks for an exception from the policy. */
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t } from '@/utils/text/text';
import { nameOfApp } from './app-name';
import { reviewMarkdown } from './review-markdown';
import type { Review } from './types';

/** Returns the text as Markdown, with the review below it; null if the policy blocks nothing. */
export function exceptionRequest(review: Review): string | null {
  const { policy, provider } = review;
  if (!policy || policy.blocking.length === 0) return null;
  const app = nameOfApp(review) ?? t('review_unknown_app');
  const denied = policy.scopes.filter(({ id }) => policy.blocking.includes(id));
  return [
    markdownText(t('exception_request', app, provider.name, policy.name)),
    '',
    ...denied.map(({ id, reason }) => `- ${inlineCode(id)} ${markdownText(reason ?? '')}`),
    '',
    ...reviewMarkdown(review),
  ].join('\n');
}
