/**
 * Writes a message to the person who can fix a failure. It contains no code, token or user name.
 */
import type { Actor, Finding } from '@/providers/contract/finding';
import { findingSteps, findingText, plainText, topCauses } from '@/utils/diagnosis/finding-text';
import type { Diagnosis } from '@/utils/diagnosis/types';
import { t, tById } from '@/utils/text/text';
import { nameOfApp } from './app-name';
import type { Review } from './types';

/**
 * Returns whom the message is for and its text; null if nothing failed or if the user can act
 * alone.
 */
export function messageFor(review: Review): { actor: Actor; text: string } | null {
  const { diagnosis } = review;
  if (!diagnosis) return null;
  const cause = diagnosis.causes[0] ?? diagnosis.finding;
  const actor = cause.actor === 'you' ? otherActorOf(cause) : cause.actor;
  if (!actor) return null;
  const app = nameOfApp(review) ?? t('message_some_app');
  const lines = [
    t('message_hello'),
    purposeText(review, app),
    causeText(diagnosis, cause),
    actor === 'app-vendor' && review.clientId ? t('message_app', review.clientId, review.redirectHost ?? '\u2013') : '',
    ...stepsFor(cause, actor, review.links),
    ...otherCauses(diagnosis),
    t('message_thanks'),
  ];
  return { actor, text: lines.filter(Boolean).join('\n\n') };
}

function purposeText({ diagnosis, account, provider }: Review, app: string): string {
  if (diagnosis?.connected) return t('message_action', app, provider.name);
  return account ? t('message_wants', app, provider.name, account) : t('message_wants_somewhere', app, provider.name);
}

/** What happened and why. The text about an action that failed says all that its title says. */
function causeText(diagnosis: Diagnosis, cause: Finding): string {
  const reason = reasonOf(diagnosis);
  const confidence = cause.confidence === 'observed' ? '' : ` (${tById('confidence', cause.confidence)})`;
  const title = diagnosis.connected ? '' : `${findingText(cause, 'title')}${confidence}.`;
  const error = reason && t(diagnosis.connected ? 'message_error' : 'message_refused', reason);
  return [error, title, findingText(cause, 'text')].filter(Boolean).join(' ');
}

/**
 * The causes that the reader should keep in mind while none is likely: those that the review shows
 * at first.
 */
function otherCauses({ causes }: Diagnosis): string[] {
  const [first, ...others] = topCauses(causes);
  if (first?.confidence !== 'possible') return [];
  const titles = others.map((cause) => findingText(cause, 'title'));
  return titles.length > 0 ? [t('message_other_causes', titles.join('; '))] : [];
}

/** The first actor besides the user whom the steps name; null if there is none. */
function otherActorOf(finding: Finding): Actor | null {
  return findingSteps(finding).find((step) => step.actor !== 'you')?.actor ?? null;
}

function reasonOf({ error, description, errorText }: Diagnosis): string {
  return description || error || errorText;
}

function stepsFor(cause: Finding, actor: Actor, links: Review['links']): string[] {
  const steps = findingSteps(cause).filter((step) => step.actor === actor);
  if (steps.length === 0) return [];
  const numbered = steps.map((step, index) => {
    const note = step.note ? ` ${plainText(step.note, links)}` : '';
    return `${index + 1}. ${plainText(step.text, links)}${note}`;
  });
  return [[t('message_please'), ...numbered].join('\n')];
}
