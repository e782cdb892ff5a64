/** Functions that the terminal commands share: options, inputs and output lines. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { buffer as readBytes } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { decodeFile } from '@/utils/files/decode';
import { MAX_FILE_LENGTH } from '@/utils/files/open';
import { escapeInvisible } from '@/utils/text/text';

type Options = Record<string, { type: 'boolean' | 'string'; short?: string; multiple?: boolean }>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/**
 * Parses the options and positional arguments. Prints the usage and exits with 0 for `--help`, and
 * with 2 if the options are wrong or if a command that `takesInput` has none at all.
 */
export function readArguments(usage: string, options: Options, takesInput = true): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (values.help) end(process.stdout, usage, 0);
    if (takesInput && positionals.length === 0 && process.stdin.isTTY) end(process.stderr, usage, 2);
    return { values, positionals };
  } catch (error) {
    return endWithUsage(usage, (error as Error).message);
  }
}

/** Prints what is wrong, which may quote anything, and the usage, and exits with 2. */
export function endWithUsage(usage: string, problem: string): never {
  return end(process.stderr, `${escapeInvisible(problem)}\n\n${usage}`, 2);
}

function end(stream: NodeJS.WriteStream, message: string, code: number): never {
  stream.write(message);
  process.exit(code);
}

/**
 * A text, and the name of the file that it is the content of; null for arguments and standard
 * input.
 */
export interface Input {
  text: string;
  file: string | null;
}

/**
 * Returns the inputs: the content of each argument that names a file, and the other arguments as
 * texts, where `join` makes one text of neighbors. Without arguments, standard input is the only
 * input, or none if it is empty. Exits with 2 if a file can't be read, or if there is no file at a
 * path.
 */
export async function readInputs(usage: string, positionals: readonly string[], texts: 'join' | 'separate' = 'separate'): Promise<Input[]> {
  if (positionals.length === 0) {
    const text = decodeFile(await readBytes(process.stdin));
    return text === '' && texts === 'separate' ? [] : [{ text, file: null }];
  }
  const contents = positionals.map((argument) => readFile(usage, argument));
  const isText = (argument: string, index: number) => contents[index] === null && !isPath(argument);
  const missing = positionals.find((argument, index) => contents[index] === null && isPath(argument));
  // Among the words of a joined text there may be a path, too.
  if (missing !== undefined && !(texts === 'join' && positionals.some(isText))) endWithUsage(usage, `There is no file ${missing}.`);
  const inputs: Input[] = [];
  let words: string[] = [];
  const endText = () => {
    if (words.length > 0) inputs.push({ text: words.join(' '), file: null });
    words = [];
  };
  for (const [index, argument] of positionals.entries()) {
    const content = contents[index] ?? null;
    if (content !== null) {
      endText();
      inputs.push({ text: content, file: argument });
    } else {
      words.push(argument);
      if (texts === 'separate') endText();
    }
  }
  endText();
  return inputs;
}

/** Whether an argument can be nothing but the path of a file. */
function isPath(argument: string): boolean {
  return /^(?:(?:~|\.{1,2})?\/|[A-Za-z]:\\)[^\s?&=<>]+$|^[^\s?&=<>:]+\.(?:har|json|csv|tsv|xml|txt|md|log|eml)$/i.test(argument);
}

/** The rest of a longer file is not read, in bytes: the longest text that is read, in UTF-16. */
const MAX_FILE_SIZE = 2 * MAX_FILE_LENGTH + 4;

/**
 * Returns the content of a file; null if there is none with this name. Exits with 2 if it can't be
 * read.
 */
export function readFile(usage: string, path: string): string | null {
  try {
    if (!statSync(path).isFile()) return null;
  } catch {
    return null;
  }
  try {
    const file = openSync(path, 'r');
    const bytes = Buffer.alloc(Math.min(statSync(path).size, MAX_FILE_SIZE));
    const length = readSync(file, bytes);
    closeSync(file);
    return decodeFile(bytes.subarray(0, length));
  } catch (error) {
    return endWithUsage(usage, `The file ${path} can’t be read: ${(error as Error).message}`);
  }
}

/** Prints the lines. A reader such as `head` may close the pipe early, which is not an error. */
export function writeLines(lines: readonly string[]): void {
  process.stdout.on('error', () => process.exit());
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
