/** Functions that the terminal commands share: options, input lines and output lines. */
import { text as readText } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

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
    return end(process.stderr, `${(error as Error).message}\n\n${usage}`, 2);
  }
}

function end(stream: NodeJS.WriteStream, message: string, code: number): never {
  stream.write(message);
  process.exit(code);
}

/** Everything that standard input delivers until it ends. */
export function readInput(): Promise<string> {
  return readText(process.stdin);
}

/** The lines of a text, empty ones included. The line break at the end starts no further line. */
export function linesOf(input: string): string[] {
  return input === '' ? [] : input.replace(/\r?\n$/, '').split(/\r?\n/);
}

/**
 * Replaces line breaks and control characters by spaces, so that hostile text stays on one line.
 */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** Prints the lines. A reader such as `head` may close the pipe early, which is not an error. */
export function writeLines(lines: readonly string[]): void {
  process.stdout.on('error', () => process.exit());
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
