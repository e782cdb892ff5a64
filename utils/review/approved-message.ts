/** Writes the texts to send about a connection that was approved, for somebody who says that it failed. */
import { genericProvider } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { findingSteps, findingText, stepText } from '@/utils/diagnosis/finding-text';
import { t, tById } from '@/utils/text/text';
import { nameOfApp } from './app-name';
import type { Message, MessageKind, Review } from './types';

/** Returns the finding that says that the app got its approval; undefined if it did not. */
export const approvalFinding = ({ outcome, findings }: Review): Finding | undefined =>
  outcome?.kind === 'code' ? findings.find(({ id }) => id === 'oauth-code-returned' || id === 'oauth-app-failed') : undefined;

/** Returns the reply to the customer, or the text for the app vendor (`admin`); null for any other review. */
export function approvedMessage(review: Review, kind: Exclude<MessageKind, 'questions'>): Message | null {
  const approval = approvalFinding(review);
  if (!approval) return null;
  const isReply = kind === 'customer';
  const steps = findingSteps(approval).filter(({ actor }) => isReply || actor === 'app-vendor');
  const app = nameOfApp(review) ?? t('message_some_app');
  const provider = review.provider.id === genericProvider.id ? t('message_some_provider') : review.provider.name;
  const failed = approval.id === 'oauth-app-failed' ? ` ${findingText(approval, 'title')}.` : '';
  const tasks = steps.map((step, index) => {
    const who = isReply ? `${tById('actor', step.actor)}: ` : '';
    return `${index + 1}. ${who}${stepText(step, review.links)}`;
  });
  const text = [
    t('message_hello'),
    t('message_approved', app, provider) + failed,
    [t(isReply ? 'message_next' : 'message_please'), ...tasks].join('\n'),
    t('message_thanks'),
  ].join('\n\n');
  return { kind, recipient: isReply ? null : 'app-vendor', text };
}
