/**
 * Reads and writes project files for `npm run new-provider`, `npm run new-app` and
 * `npm run new-fixture`. All changes are prepared first and then written together.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Thrown if nothing can be written. The message is the reason, for the user of the command. */
export class Refused extends Error {}

/** New contents by path relative to the project's root. */
export type Changes = ReadonlyMap<string, string>;

/** Whether the path, relative to the project's root, exists. */
export const exists = (path: string): boolean => existsSync(join(root, path));

/** The text of a file, by its path relative to the project's root. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Adds an import after the first one; formatting sorts them. */
export function addImport(source: string, line: string): string {
  return source.replace(/^import .*;\n/m, (first) => `${first}${line}\n`);
}

/** Changes the list that starts with `opening`. Throws `Refused` if there is no such list. */
export function changeList(path: string, source: string, opening: string, change: (entries: string[]) => string[]): string {
  const start = source.indexOf(opening) + opening.length;
  const end = source.indexOf(']', start);
  if (start < opening.length || end < 0)
    throw new Refused(`${path} has no list that starts with "${opening}", so the new entry can't be added.`);
  const entries = source
    .slice(start, end)
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return source.slice(0, start) + change(entries).join(', ') + source.slice(end);
}

/** Formats files like `npm run fix`. Throws if one of them can't be formatted. */
function format(paths: readonly string[]): void {
  if (paths.length === 0) return;
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout, stderr, status, error } = spawnSync(process.execPath, [biome, 'check', '--write', ...paths], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw error ?? new Error(stdout + stderr);
}

/** Writes all files, formatted, or none: after an error it restores what it wrote before. */
export function write(changes: Changes): void {
  const undo: (() => void)[] = [];
  try {
    for (const [path, text] of changes) {
      const file = join(root, path);
      const before = existsSync(file) ? readFileSync(file) : null;
      const folder = mkdirSync(dirname(file), { recursive: true });
      undo.unshift(() => {
        if (before) writeFileSync(file, before);
        else rmSync(folder ?? file, { recursive: true, force: true });
      });
      writeFileSync(file, text);
    }
    format([...changes.keys()].filter((path) => path.endsWith('.ts')));
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
}
