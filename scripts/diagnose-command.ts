/**
 * `npm run diagnose` explains why a connection was refused, from a URL, a text or a report. It uses
 * the extension's engine.
 */
import type { Question } from '@/providers/contract/diagnosis';
import { visibleJson } from '@/providers/oauth2/invisible';
import { notSure } from '@/utils/diagnosis/finding-text';
import { endsEarly } from '@/utils/files/ends-early';
import { joinableIn, openFile, parsedFile } from '@/utils/files/open';
import { isUnknownTable } from '@/utils/files/table';
import { providerChoices, withChosenProvider } from '@/utils/review/chosen-provider';
import { isMessageKind, messageKinds } from '@/utils/review/message';
import { type ParsedInput, parseInput } from '@/utils/review/parse-input';
import type { MessageKind } from '@/utils/review/types';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { decodeMail } from '@/utils/text/mail-text';
import { type Call, type Command, type Ended, linesText, readInputs, WrongUsage } from './cli';
import { type DiagnosedInput, diagnoseInput, isExplained } from './diagnosed-input';
import { diagnosisMarkdown, diagnosisMessage, diagnosisText, unreadLines } from './diagnosis-format';
import { diagnosisJson } from './diagnosis-json';
import { joinBlocks, oneLine } from './format';

const usage = `Usage: npm run --silent diagnose -- [--json | --markdown | --message kind] [--answer question=answer]… [--provider id] URL|text|file…
       … | npm run --silent diagnose -- [--json | --markdown | --message kind] [--answer question=answer]… [--provider id]

Takes the URL of an error page or of an app's callback, an error's text, a whole ticket, a report of the extension, a trace
(HAR, SAML-tracer) or a login history as CSV.
An argument that names a file is replaced by the file's content; the others together are one text. Prints every error
with its possible causes, who can fix them and how, and questions that narrow them down.
  --json                   print one JSON object per input: provider, code, reason, recognised, causes and questions of the
                           first error, kind (failure, approval, request), all errors as failures, the steps of a
                           trace as timeline, and file
  --markdown               print Markdown for a ticket
  --message kind           print a text to send: admin (to whoever can fix it), customer (a reply) or questions (to ask)
  --answer listed=install  answer a question of an earlier call; can be repeated
  --provider id            say whose error it is if the text does not: ${providerChoices.map(({ id }) => id).join(', ')}

Exit codes: 0 each input has an error, which was explained · 1 an input has no known error or can't be read · 2 wrong usage
`;

/** `npm run diagnose`. */
export const diagnose: Command = {
  usage,
  options: {
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
    message: { type: 'string' },
    answer: { type: 'string', multiple: true },
    provider: { type: 'string' },
  },
  run,
};

function run(call: Call): Ended {
  const { values } = call;
  const kind = values.message as string | undefined;
  if ([values.json, values.markdown, kind].filter(Boolean).length > 1)
    throw new WrongUsage('--json, --markdown and --message exclude each other.');
  if (kind !== undefined && !isMessageKind(kind))
    throw new WrongUsage(`"${kind}" is no kind of message. Possible: ${messageKinds.join(', ')}.`);
  const provider = values.provider as string | undefined;
  if (provider !== undefined && !providerChoices.some(({ id }) => id === provider))
    throw new WrongUsage(`"${provider}" is no provider. Possible: ${providerChoices.map(({ id }) => id).join(', ')}.`);
  const parsed = readInputs(call, 'join').map(({ text, file }) => ({ file, ...parseFile(text, file, provider) }));
  const all = parsed.flatMap(({ opened }) => (opened ? joinableIn(opened) : []));
  const answers = Object.fromEntries(
    ((values.answer as string[] | undefined) ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? '']),
  );
  const readable = parsed.flatMap((one) => (one.ok ? one.inputs : []));
  if (readable.length > 0)
    checkAnswers(
      answers,
      readable.flatMap((one) => one.provider.knowledge.questions),
    );
  const inputs = parsed.map((one) => diagnoseInput(one, answers, all));
  return { ...printed(inputs, values, kind), status: inputs.every(isExplained) ? 0 : 1 };
}

function printed(inputs: readonly DiagnosedInput[], { json, markdown }: Call['values'], kind?: MessageKind): Omit<Ended, 'status'> {
  const print = (lines: readonly string[]) => ({ stdout: linesText(lines), stderr: '' });
  if (json) return print(inputs.map((input) => visibleJson(diagnosisJson(input))));
  if (!kind) return print(joinBlocks(inputs.map(markdown ? diagnosisMarkdown : diagnosisText)));
  // Only the text to send goes to standard output.
  return {
    stdout: linesText(joinBlocks(inputs.map((input) => diagnosisMessage(input, kind)))),
    stderr: linesText(inputs.flatMap(unreadLines).map(oneLine)),
  };
}

/** Reads a file by its content, and any other text like a pasted one. */
function parseFile(
  content: string,
  file: string | null,
  provider: string | undefined,
): ParsedInput & Omit<DiagnosedInput['parsed'], 'file' | keyof ParsedInput> {
  const opened = openFile(content);
  const { text } = decodeMail(content);
  if (opened) return { ...parsedFile(opened), opened, isIncomplete: opened.receipt.isCut, readUpTo: opened.receipt.readUpTo ?? null };
  const readUpTo = text.length > MAX_PASTED_LENGTH ? MAX_PASTED_LENGTH : null;
  const isIncomplete = readUpTo !== null || (file !== null && endsEarly(text));
  const read = withChosenProvider(parseInput(text), text, provider);
  const reason = readUpTo !== null ? 'over-limit' : isIncomplete ? 'incomplete-file' : isUnknownTable(text) ? 'unknown-table' : null;
  if (file !== null && text.trim() === '') return { ok: false, reason: 'empty-file', opened: null, isIncomplete, readUpTo };
  return { ...(reason && !read.ok ? { ok: false, reason } : read), opened: null, isIncomplete, readUpTo };
}

/** Throws `WrongUsage` if one of the answers belongs to no question. */
function checkAnswers(answers: Readonly<Record<string, string>>, questions: readonly Question[]): void {
  for (const [id, answer] of Object.entries(answers)) {
    const question = questions.find((one) => one.id === id);
    if (question && [...question.answers, notSure].includes(answer)) continue;
    const ids = [...new Set(questions.map((one) => one.id))];
    const known = question ? `${id}=${[...question.answers, notSure].join('|')}` : ids.join(', ');
    throw new WrongUsage(`"${id}=${answer}" is not an answer to a question about this error. Possible: ${known || 'no questions'}.`);
  }
}
