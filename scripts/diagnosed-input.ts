/** The diagnosis of one input of `npm run diagnose`, before it is printed. */
import type { Finding } from '@/providers/contract/finding';
import { findingSteps, stepText } from '@/utils/diagnosis/finding-text';
import { loginsOf, whyNoLogin, withLogins } from '@/utils/files/join-logins';
import type { LoginFacts, NoLogin } from '@/utils/files/login-text';
import { failuresFirst } from '@/utils/files/open';
import type { Found, OpenedFile } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { providerChoices } from '@/utils/review/chosen-provider';
import type { ParsedInput } from '@/utils/review/parse-input';
import { reportedActor } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';
import { allSteps } from '@/utils/text/steps';

/** An input and the reviews of all that it contains, the most important first; none if it can't be read. */
export interface DiagnosedInput {
  /**
   * `file`: the name of the file, as it was given; null for arguments and standard input. `opened`:
   * null for a text. `isIncomplete`: whether the end is missing or was not read.
   * `readUpTo`: the length up to which a longer one was read; null if all of it was.
   */
  parsed: ParsedInput & { file: string | null; opened: OpenedFile | null; isIncomplete: boolean; readUpTo: number | null };
  reviews: readonly Review[];
  /** What was found in the file, in the order of the reviews; empty for a text. */
  found: readonly Found[];
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
  const found = parsed.opened ? failuresFirst(parsed.opened) : [];
  const reviews = inputs.map((input, index) => {
    const review = buildReview({ ...input, isObserved: true, answers: { ...input.answers, ...answers } });
    const attempt = found[index];
    return attempt?.timeline ? withLogins(review, allSteps(loginsOf(attempt, all))) : review;
  });
  return { parsed, all, reviews, found };
}

/** What a review was made of; undefined for a text. */
export const foundOf = ({ reviews, found }: DiagnosedInput, review: Review) => found[reviews.indexOf(review)];

/** The reviews of the failures. */
export const failuresOf = ({ reviews }: DiagnosedInput) => reviews.filter(({ diagnosis }) => diagnosis !== null);

/** Whether an error in the input is a known one. */
export const isExplained = (input: DiagnosedInput): boolean => failuresOf(input).some(({ diagnosis }) => diagnosis?.recognized);

/** The rows of login histories for an attempt in a trace, or why there is none; null without a table. */
export function loginsFor(input: DiagnosedInput, review: Review): { rows: readonly LoginFacts[]; none: NoLogin | null } | null {
  const attempt = foundOf(input, review);
  const { all } = input;
  if (!attempt?.timeline) return null;
  const rows = allSteps(loginsOf(attempt, all));
  const none = rows.length > 0 ? null : allSteps(whyNoLogin(attempt, all));
  return rows.length > 0 || none ? { rows, none } : null;
}

/** One line per step: `Salesforce admin: Open Connected Apps OAuth Usage (https://…) in Setup.` */
export function stepsOf(cause: Finding, { links }: Review): string[] {
  return findingSteps(cause).map((step) => `${reportedActor(step.actor)}: ${stepText(step, links)}`);
}

/** Whose error it can be, for `--provider`; empty if that is known or was chosen. */
export const choicesOf = ({ diagnosis }: Review) => (diagnosis?.owner === 'unknown' || diagnosis?.owner === 'named' ? providerChoices : []);
