/** What `npm run diagnose` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { genericProvider } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { findingSteps, findingText, plainText } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import { loginsOf, whyNoLogin, withLogRow } from '@/utils/files/join-logins';
import { type LoginFacts, loginText, type NoLogin, noLoginText } from '@/utils/files/login-text';
import { tableTimeText } from '@/utils/files/table-time';
import type { Found, TimelineStep } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { choicesFor, providerChoices } from '@/utils/review/chosen-provider';
import { messageFor } from '@/utils/review/message';
import type { ParsedInput } from '@/utils/review/parse-input';
import type { MessageKind, Review } from '@/utils/review/types';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';
import { joinBlocks, oneLine } from './format';

/** An input and the reviews of all that it contains, the most important first; none if it can't be read. */
export interface DiagnosedInput {
  /**
   * `file`: the name of the file, as it was given; null for arguments and standard input.
   * `found`: what was found in it, in the order of the reviews; empty for a text.
   */
  parsed: ParsedInput & { file: string | null; found: readonly Found[] };
  reviews: readonly Review[];
  /** What was found in all inputs, of which login histories have rows of these attempts. */
  all: readonly Found[];
}

/** Diagnoses an input. `answers`: question ID to answer ID. */
export function diagnoseInput(
  parsed: DiagnosedInput['parsed'],
  answers: Readonly<Record<string, string>>,
  all: readonly Found[],
): DiagnosedInput {
  const inputs = parsed.ok ? parsed.inputs : [];
  const reviews = inputs.map((input, index) => {
    const review = buildReview({ ...input, answers: { ...input.answers, ...answers } });
    const attempt = parsed.found[index];
    return attempt?.timeline && loginsOf(attempt, all).length > 0 ? withLogRow(review) : review;
  });
  return { parsed, all, reviews };
}

const failuresOf = ({ reviews }: DiagnosedInput) => reviews.filter(({ diagnosis }) => diagnosis !== null);

/** Whether something is known about an error in the input: its wording, or its provider. */
export function isExplained(input: DiagnosedInput): boolean {
  return failuresOf(input).some(({ diagnosis }) => diagnosis?.recognized || diagnosis?.owner !== 'unknown');
}

/** The JSON output. Pipelines depend on its keys, so they keep their names. `failures` lists all errors. */
export function diagnosisJson(input: DiagnosedInput) {
  const { reviews, parsed } = input;
  const [first] = reviews;
  const timelineOf = (review: Review) => timelineJson(parsed.found[reviews.indexOf(review)]?.timeline ?? []);
  const providers = first ? choicesOf(first) : choicesFor(parsed);
  return {
    ...failureJson(first),
    providers: providers.map(({ id }) => id),
    kind: first ? kindOf(first) : null,
    failures: failuresOf(input).map((review) => ({ ...failureJson(review), timeline: timelineOf(review), ...loginsJson(input, review) })),
    timeline: first ? timelineOf(first) : [],
    file: parsed.file,
  };
}

/** The rows of login histories for an attempt in a trace, or why there is none; null without a table. */
function loginsFor({ parsed, reviews, all }: DiagnosedInput, review: Review): { rows: readonly LoginFacts[]; none: NoLogin | null } | null {
  const attempt = parsed.found[reviews.indexOf(review)];
  if (!attempt?.timeline) return null;
  const rows = loginsOf(attempt, all);
  const none = rows.length > 0 ? null : whyNoLogin(attempt, all);
  return rows.length > 0 || none ? { rows, none } : null;
}

function loginsJson(input: DiagnosedInput, review: Review) {
  const logins = loginsFor(input, review);
  if (!logins) return {};
  const rows = logins.rows.map(({ event, time, secondsApart, isZoneUnknown, same, isCertain }) => ({
    event,
    time,
    secondsApart,
    isZoneUnknown,
    same,
    isCertain,
  }));
  return { logins: rows, noLogin: logins.none?.reason ?? null };
}

function loginLines(input: DiagnosedInput, review: Review): string[] {
  const { rows = [], none = null } = loginsFor(input, review) ?? {};
  const lines = [
    ...rows.map((row) => `${tableTimeText(row.time)} ${row.event} \u00b7 ${loginText(row)}`),
    ...(none ? [noLoginText(none)] : []),
  ];
  return lines.map((line) => t('cli_login', line));
}

/** The steps of a connection in a trace. `at`: ISO 8601, in UTC. */
function timelineJson(steps: readonly TimelineStep[]) {
  return steps.map(({ url: _url, redirect: _redirect, from: _from, idp = null, at, ...step }) => ({
    at: at === null ? null : new Date(at).toISOString(),
    ...step,
    idp,
  }));
}

function kindOf({ diagnosis, outcome }: Review): 'failure' | 'approval' | 'request' {
  if (diagnosis) return 'failure';
  return outcome?.kind === 'code' ? 'approval' : 'request';
}

function failureJson(review: Review | undefined) {
  const diagnosis = review?.diagnosis ?? null;
  return {
    // The generic provider stands for any provider, so it names none.
    provider: review && review.provider.id !== genericProvider.id ? review.provider.id : null,
    code: diagnosis?.error ?? null,
    reason: diagnosis?.description ?? (diagnosis?.errorText || null),
    recognised: diagnosis?.recognized ?? false,
    providers: review ? choicesOf(review).map(({ id }) => id) : [],
    causes: (diagnosis?.causes ?? []).map((cause) => ({
      id: cause.id,
      confidence: cause.confidence,
      actor: cause.actor,
      title: findingText(cause, 'title'),
      scopes: cause.scopes,
      steps: review ? stepsOf(cause, review) : [],
    })),
    questions: (diagnosis?.questions ?? []).map(({ id, answers: offered, answer }) => ({
      id,
      question: tById('question', id),
      answers: offered,
      answer,
    })),
  };
}

/** One line per step: `Salesforce admin: Open Connected Apps OAuth Usage (https://…) in Setup.` */
function stepsOf(cause: Finding, { links }: Review): string[] {
  return findingSteps(cause).map(
    ({ actor, text, note }) => `${tById('actor', actor)}: ${plainText(text, links)}${note ? ` ${plainText(note, links)}` : ''}`,
  );
}

/** The text to send about the first error, or why there is none. */
export function diagnosisMessage(input: DiagnosedInput, kind: MessageKind): string[] {
  const [failed] = failuresOf(input);
  if (!failed) return withoutFailure(input);
  return [messageFor(failed, kind)?.text ?? t('cli_no_message')];
}

/** Why nothing is diagnosed: what the input is instead, or why it can't be read. */
function withoutFailure({ parsed, reviews: [first] }: DiagnosedInput): string[] {
  if (!parsed.ok)
    return [
      t('cli_unreadable', tById('unreadable', parsed.reason)),
      ...(choicesFor(parsed).length > 0 ? [questionLine(ownerQuestion)] : []),
    ];
  if (first?.readOnlyReason === 'app-settings') return [t('readonly_app_settings')];
  if (first?.outcome?.kind !== 'code') return [t('cli_nothing_failed')];
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

/** Whose error it can be, for `--provider`; empty if that is known. */
const choicesOf = ({ diagnosis }: Review) => (diagnosis?.owner === 'unknown' ? providerChoices : []);

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

/** The blocks for people: each error with all causes, their steps, and the questions. */
export function diagnosisText(input: DiagnosedInput): string[] {
  const failures = failuresOf(input);
  if (failures.length === 0) return withoutFailure(input).map(oneLine);
  return joinBlocks(
    failures.map((review) =>
      [
        titleOf(review),
        ...explanationOf(review),
        ...(review.diagnosis?.causes ?? []).flatMap((cause, index) => [
          `${index + 1}. ${causeTitle(cause)}`,
          `   ${findingText(cause, 'text')}`,
          ...stepsOf(cause, review).map((step, number) => `   ${number + 1}) ${step}`),
        ]),
        ...loginLines(input, review),
        ...questionsOf(review).map(questionLine),
      ].map(oneLine),
    ),
  );
}

/** The same blocks as Markdown, for a ticket. */
export function diagnosisMarkdown(input: DiagnosedInput): string[] {
  const failures = failuresOf(input);
  if (failures.length === 0) return withoutFailure(input).map(markdownText);
  return joinBlocks(
    failures.map((review) => [
      `## ${markdownText(titleOf(review))}`,
      '',
      ...explanationOf(review).flatMap((text) => [markdownText(text), '']),
      ...(review.diagnosis?.causes ?? []).flatMap((cause, index) => [
        `${index + 1}. **${markdownText(causeTitle(cause))}** ${markdownText(findingText(cause, 'text'))}`,
        ...stepsOf(cause, review).map((step) => `   - ${markdownText(step)}`),
      ]),
      ...loginLines(input, review).map((line) => `- ${markdownText(line)}`),
      ...questionsOf(review).map(([question, option]) => `- ${markdownText(question)}${option && ` ${inlineCode(option)}`}`),
    ]),
  );
}
