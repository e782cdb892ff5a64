/** What the terminal commands share: options, lines in, lines out. */
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

type Options = Record<string, { type: 'boolean' | 'string'; short?: string; multiple?: boolean }>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Options and texts of the command line. Prints the usage and ends with 2 (0 for `--help`) where they make no sense. */
export function readArguments(usage: string, options: Options): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (values.help) end(process.stdout, usage, 0);
    if (positionals.length === 0 && process.stdin.isTTY) end(process.stderr, usage, 2);
    return { values, positionals };
  } catch (error) {
    return end(process.stderr, `${(error as Error).message}\n\n${usage}`, 2);
  }
}

function end(stream: NodeJS.WriteStream, said: string, code: number): never {
  stream.write(said);
  process.exit(code);
}

export function readInput(): Promise<string> {
  return text(process.stdin);
}

/** An empty line is a line; the end of the last one is not. */
export function linesOf(input: string): string[] {
  return input === '' ? [] : input.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** One line out for every text in, whatever the text holds. */
export function oneLine(said: string): string {
  return said.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** A reader such as `head` may close the pipe: that is no error. */
export function writeLines(lines: readonly string[]): void {
  process.stdout.on('error', () => process.exit());
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
