/**
 * `npm run diagnose` explains why a connection was refused, from a URL, a text or a report. It uses
 * the extension's engine.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Provider } from '@/providers/contract/provider';
import { findingSteps, findingText, plainText } from '@/utils/diagnosis/finding-text';
import { notSure } from '@/utils/diagnosis/questions';
import type { Cause } from '@/utils/diagnosis/types';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { oneLine, readArguments, readInput, writeLines } from './cli';

const usage = `Usage: npm run --silent diagnose -- [--json] [--answer question=answer]… URL|text|file
       … | npm run --silent diagnose -- [--json]

Takes the URL of an error page or of an app's callback, an error's text, an authorize URL, or a report of the extension
(a file or its text). Prints the possible causes, who can fix them and how, and questions that narrow them down.
  --json                   print one JSON object: provider, code, reason, recognised, causes, questions
  --answer listed=install  answer a question of an earlier call; can be repeated

Exit codes: 0 an error was found and explained · 1 the input has no error or can't be read · 2 wrong usage
`;

const { values, positionals } = readArguments(usage, { json: { type: 'boolean' }, answer: { type: 'string', multiple: true } });
const given = positionals.length ? positionals.join(' ') : await readInput();
const pasted = parseInput(existsSync(given) ? readFileSync(given, 'utf8') : given);
const answers = Object.fromEntries(
  ((values.answer as string[] | undefined) ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
);
if (pasted.ok) checkAnswers(pasted.input.provider.knowledge.questions);
const review = pasted.ok ? buildReview({ ...pasted.input, answers: { ...pasted.input.answers, ...answers } }) : null;

writeLines(values.json ? [JSON.stringify(asJson(review))] : asLines(review));
process.exitCode = review?.diagnosis ? 0 : 1;

function checkAnswers(questions: Provider['knowledge']['questions']): void {
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.find((one) => one.id === id);
    if (question && [...question.answers, notSure].includes(answer)) continue;
    const known = question ? `${id}=${[...question.answers, notSure].join('|')}` : questions.map((one) => one.id).join(', ');
    process.stderr.write(
      `"${id}=${answer}" is not an answer to a question about this error. Possible: ${known || 'no questions'}.\n\n${usage}`,
    );
    process.exit(2);
  }
}

function asJson(result: Review | null) {
  const diagnosis = result?.diagnosis ?? null;
  return {
    provider: result?.provider.id ?? null,
    code: diagnosis?.error ?? null,
    reason: diagnosis?.description ?? (diagnosis?.errorText || null),
    recognised: diagnosis?.recognized ?? false,
    causes: (diagnosis?.causes ?? []).map((cause) => ({
      id: cause.id,
      confidence: cause.confidence,
      actor: cause.actor,
      title: findingText(cause, 'title'),
      scopes: cause.scopes,
      steps: result ? stepsOf(cause, result) : [],
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
function stepsOf(cause: Cause, { links }: Review): string[] {
  return findingSteps(cause).map(
    ({ actor, text, note }) => `${tById('actor', actor)}: ${plainText(text, links)}${note ? ` ${plainText(note, links)}` : ''}`,
  );
}

function asLines(result: Review | null): string[] {
  if (!pasted.ok) return [t('cli_unreadable', tById('unreadable', pasted.reason))];
  const diagnosis = result?.diagnosis;
  if (!result || !diagnosis) return [t('cli_nothing_failed')];
  const reason = [diagnosis.error, diagnosis.description].filter(Boolean).join(': ') || diagnosis.errorText;
  const causes = diagnosis.causes.flatMap((cause, index) => [
    `${index + 1}. ${findingText(cause, 'title')} (${tById('confidence', cause.confidence)})`,
    ...(index === 0 || cause.named
      ? [`   ${findingText(cause, 'text')}`, ...stepsOf(cause, result).map((step, number) => `   ${number + 1}) ${step}`)]
      : []),
  ]);
  const questions = diagnosis.questions
    .filter(({ answer }) => answer === null)
    .map(({ id, answers: offered }) => `? ${tById('question', id)}  --answer ${id}=${offered.join('|')}`);
  const cause = diagnosis.causes[0];
  const isExplained = cause?.confidence === 'observed' || cause?.id === diagnosis.finding.id;
  const first = isExplained ? [] : [findingText(diagnosis.finding, 'title')];
  return [reason ? `${result.provider.name}: ${reason}` : result.provider.name, ...first, ...causes, ...questions].map(oneLine);
}
