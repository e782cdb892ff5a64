/** What `npm run diagnose` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { genericProvider } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { findingSteps, findingText, plainText } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import type { TimelineStep } from '@/utils/files/types';
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
   * `timelines`: the steps of each connection in a trace; empty for anything else.
   */
  parsed: ParsedInput & { file: string | null; timelines: readonly (readonly TimelineStep[])[] };
  reviews: readonly Review[];
}

/** Diagnoses an input. `answers`: question ID to answer ID. */
export function diagnoseInput(parsed: DiagnosedInput['parsed'], answers: Readonly<Record<string, string>>): DiagnosedInput {
  const inputs = parsed.ok ? parsed.inputs : [];
  return { parsed, reviews: inputs.map((input) => buildReview({ ...input, answers: { ...input.answers, ...answers } })) };
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
  const timelineOf = (review: Review) => timelineJson(parsed.timelines[reviews.indexOf(review)] ?? []);
  const providers = first ? choicesOf(first) : choicesFor(parsed);
  return {
    ...failureJson(first),
    providers: providers.map(({ id }) => id),
    kind: first ? kindOf(first) : null,
    failures: failuresOf(input).map((review) => ({ ...failureJson(review), timeline: timelineOf(review) })),
    timeline: first ? timelineOf(first) : [],
    file: parsed.file,
  };
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
      ...questionsOf(review).map(([question, option]) => `- ${markdownText(question)}${option && ` ${inlineCode(option)}`}`),
    ]),
  );
}
