/** Functions that the terminal commands share: options, inputs and output lines. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { buffer as readBytes } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { decodeFile } from '@/utils/files/decode';
import { MAX_FILE_LENGTH } from '@/utils/files/open';
import { escapeInvisible } from '@/utils/text/text';

type Options = Record<string, { type: 'boolean' | 'string'; short?: string; multiple?: boolean }>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** What a command of the terminal prints, and its exit code. */
export interface Ended {
  stdout: string;
  stderr: string;
  status: number;
}

/** What a command was given. `stdin`: standard input; empty if it is not read. */
export interface Call {
  values: Values;
  positionals: readonly string[];
  stdin: Uint8Array;
}

/** A command that reads texts and files. */
export interface Command {
  usage: string;
  options: Options;
  /** Whether standard input is read for these arguments; without it, if there are none. */
  readsStdin?(positionals: readonly string[]): boolean;
  /** Throws `WrongUsage` if the arguments contradict each other, or name something unknown. */
  run(call: Call): Ended;
}

/** Thrown if the arguments of a command are wrong. The message says why, and may quote anything. */
export class WrongUsage extends Error {}

/** Runs a command. `stdin`: null if nothing is piped into it. Wrong usage ends with 2. */
export function runCommand({ usage, options, run }: Command, args: readonly string[], stdin: Uint8Array | null): Ended {
  try {
    const { values, positionals } = parse(options, args);
    if (values.help) return { stdout: usage, stderr: '', status: 0 };
    if (positionals.length === 0 && stdin === null) return { stdout: '', stderr: usage, status: 2 };
    return run({ values, positionals, stdin: stdin ?? new Uint8Array() });
  } catch (error) {
    if (!(error instanceof WrongUsage)) throw error;
    return { stdout: '', stderr: problemText(usage, error.message), status: 2 };
  }
}

/** Runs a command in the terminal that started this process. */
export async function start(command: Command): Promise<void> {
  const { stdout, stderr, status } = runCommand(
    command,
    process.argv.slice(2),
    isStdinRead(command) ? await readBytes(process.stdin) : null,
  );
  process.stderr.write(stderr);
  // A reader such as `head` may close the pipe early, which is not an error.
  process.stdout.on('error', () => process.exit());
  process.stdout.write(stdout);
  process.exitCode = status;
}

function isStdinRead({ options, readsStdin }: Command): boolean {
  // What is wrong with the options is reported later.
  const { values, positionals } = parse(options, process.argv.slice(2), false);
  return !values.help && (readsStdin ? readsStdin(positionals) : positionals.length === 0 && !process.stdin.isTTY);
}

/** Parses the options and positional arguments. Throws `WrongUsage` if the options are wrong, unless that does not matter. */
function parse(options: Options, args: readonly string[], strict = true): { values: Values; positionals: string[] } {
  try {
    const all = { ...options, help: { type: 'boolean', short: 'h' } } as const;
    return parseArgs({ args: [...args], allowPositionals: true, options: all, strict });
  } catch (error) {
    throw new WrongUsage((error as Error).message);
  }
}

/**
 * Returns the options and positional arguments of this process. Prints the usage and exits with 0
 * for `--help`, and with 2 if the options are wrong.
 */
export function readArguments(usage: string, options: Options): { values: Values; positionals: string[] } {
  const given = parsed(usage, options);
  if (given.values.help) end(process.stdout, usage, 0);
  return given;
}

function parsed(usage: string, options: Options) {
  try {
    return parse(options, process.argv.slice(2));
  } catch (error) {
    return endWithUsage(usage, (error as Error).message);
  }
}

/** Prints what is wrong, which may quote anything, and the usage, and exits with 2. */
export function endWithUsage(usage: string, problem: string): never {
  return end(process.stderr, problemText(usage, problem), 2);
}

function problemText(usage: string, problem: string): string {
  return `${escapeInvisible(problem)}\n\n${usage}`;
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
 * input, or none if it is empty. Throws `WrongUsage` if a file can't be read, or if there is no file
 * at a path.
 */
export function readInputs({ positionals, stdin }: Omit<Call, 'values'>, texts: 'join' | 'separate' = 'separate'): Input[] {
  if (positionals.length === 0) {
    const text = decodeFile(stdin);
    return text === '' && texts === 'separate' ? [] : [{ text, file: null }];
  }
  const contents = positionals.map((argument) => readFile(argument));
  const isText = (argument: string, index: number) => contents[index] === null && !isPath(argument);
  const missing = positionals.find((argument, index) => contents[index] === null && isPath(argument));
  // Among the words of a joined text there may be a path, too.
  if (missing !== undefined && !(texts === 'join' && positionals.some(isText))) throw new WrongUsage(`There is no file ${missing}.`);
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
 * Returns the content of a file; null if there is none with this name. Throws `WrongUsage` if it
 * can't be read.
 */
export function readFile(path: string): string | null {
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
    throw new WrongUsage(`The file ${path} can’t be read: ${(error as Error).message}`);
  }
}

/** The text of lines. */
export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
