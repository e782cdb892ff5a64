import { findingText } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import { unreadableText } from '@/utils/files/cut-text';
import { loginText, noLoginText } from '@/utils/files/login-text';
import { approvedTitle, askForWholeFile, endTexts, missingEnd } from '@/utils/files/missing-end';
import { tableTimeText } from '@/utils/files/table-time';
import { nameOfApp } from '@/utils/review/app-name';
import { approvedMessage } from '@/utils/review/approved-message';
import { choicesFor, providerChoices } from '@/utils/review/chosen-provider';
import { messageFor, solvedText } from '@/utils/review/message';
import type { MessageKind, Review } from '@/utils/review/types';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { choicesOf, type DiagnosedInput, failuresOf, foundOf, loginsFor, stepsOf } from './diagnosed-input';
import { joinBlocks, oneLine } from './format';
import { incompleteText, receiptText } from './review-format';

function loginLines(input: DiagnosedInput, review: Review): string[] {
  const { rows = [], none = null } = loginsFor(input, review) ?? {};
  const lines = [
    ...rows.map((row) => `${tableTimeText(row.time)} ${row.event} \u00b7 ${loginText(row)}`),
    ...(none ? [noLoginText(none)] : []),
  ];
  return lines.map((line) => t('cli_login', line));
}

/** The text to send about the first error, or why there is none. */
export function diagnosisMessage(input: DiagnosedInput, kind: MessageKind): string[] {
  const [failed] = failuresOf(input);
  if (!failed) return messageWithoutFailure(input, kind) ?? withoutFailure(input);
  return [messageFor(failed, kind)?.text ?? solvedLines(failed)[0] ?? t('cli_no_message')];
}

/** The text to send about a connection that was approved, or whose end a file lacks; null for any other. */
function messageWithoutFailure(input: DiagnosedInput, kind: MessageKind): string[] | null {
  const [first] = input.reviews;
  if (!first || kind === 'questions') return null;
  const found = foundOf(input, first);
  const isCut = found && input.parsed.opened && missingEnd(found, input.parsed.opened) === 'cut';
  if (isCut) return kind === 'customer' ? [askForWholeFile()] : null;
  const approved = approvedMessage(first, kind);
  return approved && [approved.text];
}

/** Says that the end of the input was not read, or how much of it was not understood; empty if all of it was read. */
export const unreadLines = ({ parsed: { file, isIncomplete, readUpTo, opened } }: DiagnosedInput): string[] => [
  ...(isIncomplete ? incompleteText({ file, receipt: { isCut: true, ...(readUpTo !== null && { readUpTo }) } }) : []),
  ...(opened && opened.receipt.notUnderstood > 0 ? receiptText({ file, receipt: opened.receipt }) : []),
];

/** The app, the account, the time and the file, as far as they are known; at most one line. */
function factLines(input: DiagnosedInput, review: Review): string[] {
  const found = foundOf(input, review);
  const at = review.diagnosis?.at ?? found?.timeline?.find((step) => step.at !== null)?.at ?? null;
  const time = at === null ? tableTimeText(found?.records[0]?.at ?? '') : momentText(at);
  const facts = [found?.app ?? nameOfApp(review), review.account, time, input.parsed.file].filter(Boolean);
  return facts.length > 0 ? [facts.join(' \u00b7 ')] : [];
}

/** How a recorded connection ended that did not fail, or why nobody knows; empty for anything else. */
function endLines(input: DiagnosedInput, review: Review): string[] {
  const found = foundOf(input, review);
  if (!found?.timeline || !input.parsed.opened || review.diagnosis) return [];
  const end = missingEnd(found, input.parsed.opened);
  return end ? endTexts(end, found) : [approvedTitle(found)];
}

/** The other connections of a trace, each with its end. `shown`: the reviews that are printed already. */
function otherBlocks(input: DiagnosedInput, shown: readonly (Review | undefined)[]): string[][] {
  return input.reviews
    .filter((review) => !shown.includes(review))
    .map((review) => endLines(input, review).flatMap((line, index) => (index === 0 ? [line, ...factLines(input, review)] : [line])))
    .filter(({ length }) => length > 0);
}

/** Why nothing is diagnosed: what the input is instead, or why it can't be read. */
function withoutFailure(input: DiagnosedInput): string[] {
  const {
    parsed,
    reviews: [first],
  } = input;
  if (!parsed.ok)
    return [
      t('cli_unreadable', unreadableText(parsed.reason, parsed.readUpTo ?? 0)),
      ...(choicesFor(parsed).length > 0 ? [questionLine(ownerQuestion)] : []),
    ];
  if (first?.outcome?.kind !== 'code') {
    const lines = first ? endLines(input, first) : [];
    const kind = first && foundOf(input, first)?.kind;
    return lines.length > 0 ? lines : [kind ? tById('workbench_no_failure', kind) : '', t('cli_nothing_failed')].filter(Boolean);
  }
  return first.findings.flatMap((finding) => [findingText(finding, 'title'), findingText(finding, 'text'), ...stepsOf(finding, first)]);
}

/** The provider and the error, for the first line. */
function titleOf({ provider, diagnosis }: Review): string {
  const reason = [diagnosis?.error, diagnosis?.description].filter(Boolean).join(': ') || diagnosis?.errorText;
  const owner = diagnosis?.owner === 'unknown' ? '' : provider.name;
  return [owner, reason].filter(Boolean).join(': ');
}

/** The general explanation, unless the first cause says the same. */
function explanationOf({ diagnosis }: Review): string[] {
  const cause = diagnosis?.causes[0];
  const isExplained = cause?.confidence === 'observed' || cause?.id === diagnosis?.finding.id;
  return isExplained || !diagnosis ? [] : [findingText(diagnosis.finding, 'title')];
}

const ownerQuestion: [question: string, option: string] = [
  t('owner_question'),
  `--provider ${providerChoices.map(({ id }) => id).join('|')}`,
];

/** The questions that wait for an answer, each with the option that gives it, or without one. */
function questionsOf(review: Review): [question: string, option: string][] {
  const { diagnosis } = review;
  const questions = (diagnosis?.questions ?? [])
    .filter(({ answer }) => answer === null)
    .map(({ id, answers: offered }): [string, string] => [tById('question', id), `--answer ${id}=${offered.join('|')}`]);
  return [
    ...(choicesOf(review).length > 0 ? [ownerQuestion] : []),
    ...(diagnosis?.isTextMissing ? [[t('message_ask_text'), ''] as [string, string]] : []),
    ...questions,
  ];
}

const questionLine = ([question, option]: readonly [string, string]) => `? ${question}  ${option}`.trimEnd();
const causeTitle = (cause: Cause) => `${findingText(cause, 'title')} (${tById('confidence', cause.confidence)})`;

/** When the connection succeeded later; empty if nothing shows that. */
const solvedLines = ({ diagnosis }: Review) => [diagnosis ? solvedText(diagnosis) : ''].filter(Boolean);

/** The blocks for people: each error with all causes, their steps, and the questions. */
export function diagnosisText(input: DiagnosedInput): string[] {
  const failures = failuresOf(input);
  const blocks = failures.map((review) => [
    titleOf(review),
    ...factLines(input, review),
    ...solvedLines(review),
    ...explanationOf(review),
    ...(review.diagnosis?.causes ?? []).flatMap((cause, index) => [
      `${index + 1}. ${causeTitle(cause)}`,
      `   ${findingText(cause, 'text')}`,
      ...stepsOf(cause, review).map((step, number) => `   ${number + 1}) ${step}`),
    ]),
    ...loginLines(input, review),
    ...questionsOf(review).map(questionLine),
  ]);
  const first = failures.length > 0 ? blocks : [withoutFailure(input)];
  const others = otherBlocks(input, failures.length > 0 ? failures : input.reviews.slice(0, 1));
  return joinBlocks([unreadLines(input), ...first, ...others].filter(({ length }) => length > 0).map((lines) => lines.map(oneLine)));
}

/** The same blocks as Markdown, for a ticket. */
export function diagnosisMarkdown(input: DiagnosedInput): string[] {
  const failures = failuresOf(input);
  const blocks = failures.map((review) => [
    `## ${markdownText(titleOf(review))}`,
    '',
    ...[...factLines(input, review), ...solvedLines(review)].flatMap((text) => [markdownText(text), '']),
    ...explanationOf(review).flatMap((text) => [markdownText(text), '']),
    ...(review.diagnosis?.causes ?? []).flatMap((cause, index) => [
      `${index + 1}. **${markdownText(causeTitle(cause))}** ${markdownText(findingText(cause, 'text'))}`,
      ...stepsOf(cause, review).map((step) => `   - ${markdownText(step)}`),
    ]),
    ...loginLines(input, review).map((line) => `- ${markdownText(line)}`),
    ...questionsOf(review).map(([question, option]) => `- ${markdownText(question)}${option && ` ${inlineCode(option)}`}`),
  ]);
  const first = failures.length > 0 ? blocks : [withoutFailure(input).map(markdownText)];
  const others = otherBlocks(input, failures.length > 0 ? failures : input.reviews.slice(0, 1)).map((lines) => lines.map(markdownText));
  return joinBlocks([unreadLines(input).map(markdownText), ...first, ...others].filter(({ length }) => length > 0));
}
