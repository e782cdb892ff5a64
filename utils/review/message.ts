/**
 * Writes the texts that a user or a support engineer sends about a failure. Each is plain text, ready
 * to send, and contains no code, token or user name. None says who writes it, because that may be
 * the user or somebody who helps the user.
 */
import type { Actor, Finding } from '@/providers/contract/finding';
import { redactText } from '@/providers/oauth2/redact';
import {
  findingSteps,
  findingText,
  notSure,
  plainText,
  type Step,
  sentenceOf,
  showsNoReason,
  stepText,
  topCauses,
} from '@/utils/diagnosis/finding-text';
import type { Diagnosis, QuestionState } from '@/utils/diagnosis/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { nameOfApp } from './app-name';
import { plainClientId } from './report';
import type { Message, MessageKind, Review } from './types';

/** The kinds of message, in the order in which they are offered. */
export const messageKinds = ['admin', 'customer', 'questions'] as const satisfies readonly MessageKind[];

/** Whether the text names a kind of message. */
export function isMessageKind(text: string): text is MessageKind {
  return messageKinds.some((kind) => kind === text);
}

/**
 * Returns the messages about a failure: to the person who can fix it, to the customer, and with the
 * questions that are still open. A message that would say nothing is left out; empty if nothing
 * failed.
 */
export function messagesFor(review: Review): Message[] {
  return messageKinds.map((kind) => messageFor(review, kind)).filter((message) => message !== null);
}

/**
 * Returns one message; null if nothing failed, if the user can act alone (`admin`), if the cause is
 * certain (`questions`), or if the error is solved, which only the customer is told.
 */
export function messageFor(review: Review, kind: MessageKind): Message | null {
  if (!review.diagnosis) return null;
  const solved = solvedText(review.diagnosis);
  if (solved) {
    const text = paragraphs(t('message_hello'), sentences(failureText(review, review.diagnosis), solved), t('message_thanks'));
    return kind === 'customer' ? { kind, recipient: null, text } : null;
  }
  if (kind === 'customer') return { kind, recipient: null, text: replyToCustomer(review, review.diagnosis) };
  return kind === 'admin' ? messageToActor(review, review.diagnosis) : questionsToAsk(review, review.diagnosis);
}

/** Says when the connection succeeded after the error; empty if nothing shows that. */
export const solvedText = ({ connectedAt }: Diagnosis): string =>
  connectedAt === undefined ? '' : t('diagnosis_solved', momentText(connectedAt));

const paragraphs = (...parts: readonly string[]) => parts.filter(Boolean).join('\n\n');

/** What to change, where and why, for the first actor besides the user. */
function messageToActor(review: Review, diagnosis: Diagnosis): Message | null {
  const cause = diagnosis.causes[0] ?? diagnosis.finding;
  const recipient = cause.actor === 'you' ? otherActorOf(cause) : cause.actor;
  if (!recipient) return null;
  const steps = findingSteps(cause).filter((step) => step.actor === recipient);
  const isOpen = isUndecided(diagnosis);
  const please = t(isOpen ? 'message_please_if' : 'message_please', findingText(cause, 'title'));
  const text = paragraphs(
    t('message_hello'),
    failureText(review, diagnosis),
    // The text names no user, so whoever sends it fills that in.
    diagnosis.connected ? '' : t(review.account ? 'message_who' : 'message_who_where'),
    ...(isOpen ? openCauses(review, diagnosis) : [causeText(diagnosis, cause)]),
    loginsText(diagnosis),
    review.clientId ? t('message_app', plainClientId(review.clientId), review.redirectHost ?? '\u2013') : '',
    recipient === 'app-vendor' ? (isAboutScopes(diagnosis) ? requestedText(review) : '') : optionalText(review, cause),
    steps.length > 0 ? `${please}\n${numbered(steps.map((step) => stepText(step, review.links)))}` : '',
    t('message_thanks'),
  );
  return { kind: 'admin', recipient, text };
}

/** Whether several causes are possible and none is likely, so that nobody can say yet what to do. */
const isUndecided = ({ causes: [first, ...others] }: Diagnosis) => first?.confidence === 'possible' && others.length > 0;

/** What is possible and what is still to be found out. */
function openCauses(review: Review, diagnosis: Diagnosis): string[] {
  const { causes } = diagnosis;
  const titles = topCauses(causes).map((cause) => findingText(cause, 'title'));
  const questions = openQuestions(diagnosis).map((question) => questionText(question, review.links));
  return [
    sentences(reasonText(diagnosis), diagnosis.recognized ? `${findingText(diagnosis.finding, 'title')}.` : ''),
    `${t('message_causes')}\n${numbered(titles)}`,
    questions.length > 0 ? `${t('message_open')}\n${numbered(questions)}` : '',
  ];
}

/** Errors and causes about scopes say so in their IDs. */
const isAboutScopes = ({ finding, causes }: Diagnosis) => [finding, ...causes.slice(0, 1)].some(({ id }) => id.includes('scope'));

/** The scopes of the request that failed; empty if none are known. */
function requestedText({ current, scopes }: Review): string {
  const known = new Set(scopes.filter((scope) => scope.known).map(({ id }) => id));
  // An ID that nobody knows may be anything, such as a part of the URL.
  const ids = current.map((id) => (known.has(id) ? id : redactText(id)));
  return ids.length > 0 ? tPlural('message_requested', ids.length, ids.join(' ')) : '';
}

/**
 * Says which of the scopes that the error names are required, so that nobody has to approve all of
 * them; empty if they are all of one kind, or if it is not certain of each.
 */
function optionalText({ scopes }: Review, cause: Finding): string {
  const named = scopes.filter(({ id }) => cause.scopes.includes(id));
  const required = named.filter(({ locked }) => locked).map(({ id }) => id);
  const isMixed = required.length > 0 && required.length < named.length;
  return isMixed && named.every(({ unlockable }) => !unlockable) ? tPlural('message_optional', required.length, required.join(' ')) : '';
}

/** What happened in plain words, and what happens next. */
function replyToCustomer(review: Review, diagnosis: Diagnosis): string {
  const [cause] = diagnosis.causes;
  const next = cause && t(cause.confidence === 'possible' ? 'message_try' : cause.actor === 'you' ? 'message_next_you' : 'message_next');
  // Only a case with a reduced request shows that the customer uses the extension.
  const isReduced = review.current.length < review.scopes.length;
  const steps = (cause ? findingSteps(cause) : []).filter(({ needsExtension }) => isReduced || !needsExtension);
  // Below another person's step, the reader's own would seem to be that person's, too.
  const isForOthers = steps.some(({ actor }) => actor !== 'you');
  // The vendor may be who writes, so the app says whose task it is.
  const nameOf = (actor: Actor) => (actor === 'app-vendor' && nameOfApp(review)) || tById('actor', actor);
  const who = ({ actor }: Step) => (isForOthers || actor !== 'you' ? `${nameOf(actor)}: ` : '');
  const tasks = next && steps.length > 0 ? `${next}\n${numbered(steps.map((step) => who(step) + stepText(step, review.links)))}` : '';
  return paragraphs(
    t('message_hello'),
    failureText(review, diagnosis),
    cause ? causeText(diagnosis, cause) : sentences(reasonText(diagnosis), t('message_cause_unknown')),
    loginsText(diagnosis),
    isAboutScopes(diagnosis) && !diagnosis.connected && diagnosis.finding.scopes.length === 0 ? requestedText(review) : '',
    otherCauses(diagnosis),
    tasks,
    t(tasks ? 'message_again' : 'message_ask_page'),
    t('message_thanks'),
  );
}

/** The questions that are open, each with where to find its answer, and how to send what happened. */
function questionsToAsk(review: Review, diagnosis: Diagnosis): Message | null {
  if (diagnosis.causes[0]?.confidence === 'observed') return null;
  const questions = [
    ...openQuestions(diagnosis).map((question) => questionText(question, review.links)),
    ...(diagnosis.owner === 'unknown' ? [t('message_ask_provider', diagnosis.ownerNames.join(', '))] : []),
    ...(diagnosis.isTextMissing ? [t('message_ask_text')] : []),
    ...(diagnosis.at === null ? [t('message_ask_time')] : []),
  ];
  const text = paragraphs(
    t('message_hello'),
    sentences(failureText(review, diagnosis), reasonText(diagnosis)),
    questions.length > 0 ? `${t('message_questions')}\n${numbered(questions)}` : '',
    t('message_record_report'),
    t('message_record_har'),
    t('message_thanks'),
  );
  return { kind: 'questions', recipient: null, text };
}

const numbered = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
const sentences = (...parts: readonly string[]) => parts.filter(Boolean).join(' ');

function questionText({ id, answers }: QuestionState, links: Review['links']): string {
  const choices = answers.map((answer) => tById('question', id, answer)).join(' / ');
  return sentences(tById('question', id), `(${choices})`, plainText(tById('question', id, 'where'), links));
}

/** The questions without an answer; the reader may know what the user was not sure of. */
const openQuestions = ({ questions }: Diagnosis) => questions.filter(({ answer }) => answer === null || answer === notSure);

/** Which connection or action failed, and when. */
function failureText(review: Review, { connected, at, owner }: Diagnosis): string {
  const { account } = review;
  const app = nameOfApp(review) ?? t('message_some_app');
  const provider = owner === 'unknown' ? t('message_some_provider') : review.provider.name;
  if (connected) return t('message_action', app, provider);
  const failed = account ? t('message_failed', app, provider, account) : t('message_failed_somewhere', app, provider);
  return sentences(failed, at === null ? '' : t('message_when', momentText(at)));
}

/** What people write around an error, and no provider does. */
const ownWords =
  /(?<!\p{L})(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen)|bonjour|hola|thanks|i|i['’]m|my|me|our|we (?:are|were|tr(?:y|ied)|get|got|see|saw))(?!\p{L})/iu;

/**
 * The sentence of the error. Of a pasted text that no rule knows, it is the first sentence without words of a
 * person in the line that reports the failure; empty without one.
 */
function quotedError({ errorText, recognized, pastedFrom, failureLine }: Diagnosis): string {
  if (recognized || pastedFrom !== 'text') return sentenceOf(errorText);
  const sentences = (failureLine ?? (/\n/.test(errorText) ? '' : sentenceOf(errorText))).split(/(?<=[.!?])\s+/);
  return sentences.find((sentence) => !ownWords.test(sentence)) ?? '';
}

/** The error in the words of the provider; empty if it has none. */
function reasonText(diagnosis: Diagnosis): string {
  const { error, description, connected } = diagnosis;
  // The sentence around it has a period of its own.
  const words = (description || error || quotedError(diagnosis)).replace(/\.$/, '');
  const reason = description && error ? `${words} (${error})` : words;
  return reason && t(connected || showsNoReason(diagnosis) ? 'message_error' : 'message_refused', reason);
}

/** The rows of a login history; empty if none was opened or none fits. */
const loginsText = ({ logRows = [] }: Diagnosis) => (logRows.length > 0 ? [`${t('workbench_login_title')}:`, ...logRows].join('\n') : '');

/** The error and its cause. The text about an action that failed says all that its title says. */
function causeText(diagnosis: Diagnosis, cause: Finding): string {
  const confidence = cause.confidence === 'observed' ? '' : ` (${tById('confidence', cause.confidence)})`;
  const title = diagnosis.connected ? '' : `${findingText(cause, 'title')}${confidence}.`;
  return sentences(reasonText(diagnosis), title, findingText(cause, 'text'));
}

/**
 * The causes that the reader should keep in mind while none is likely: those that the review shows
 * at first.
 */
function otherCauses({ causes }: Diagnosis): string {
  const [first, ...others] = topCauses(causes);
  if (first?.confidence !== 'possible') return '';
  const titles = others.map((cause) => findingText(cause, 'title'));
  return titles.length > 0 ? t('message_other_causes', titles.join('; ')) : '';
}

/** The first actor besides the user whom the steps name; null if there is none. */
function otherActorOf(finding: Finding): Actor | null {
  return findingSteps(finding).find((step) => step.actor !== 'you')?.actor ?? null;
}
