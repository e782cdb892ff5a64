/** The scenarios of docs/test-scenarios.md, and the titles of tests that name them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@/scripts/browsers.mjs';

/** A row of the page's tables: `| A1 | the scenario | where it is tested |`. */
export interface Scenario {
  id: string;
  text: string;
  /** The last column, as Markdown. */
  where: string;
  /** The test files in the last column, as paths from the root folder. */
  files: readonly string[];
  /** Why no test can cover the scenario; null if one can. */
  doesNotApply: string | null;
}

/** Returns the scenarios in the order of the page. */
export function readScenarios(page = readFileSync(join(root, 'docs/test-scenarios.md'), 'utf8')): Scenario[] {
  return [...page.matchAll(/^\| ([A-H]\d{1,2}) \| (.+?) \| (.+?) \|$/gm)].map(([, id = '', text = '', where = '']) => ({
    id,
    text,
    where,
    files: [...where.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = '']) => file),
    doesNotApply: /^does not apply: (.+)$/.exec(where)?.[1] ?? null,
  }));
}

/** Returns the scenario IDs of a title such as `A3, A4: a covered panel refuses the click`. */
export function idsOf(title: string): string[] {
  return /^([A-H]\d{1,2}(?:, [A-H]\d{1,2})*): /.exec(title)?.[1]?.split(', ') ?? [];
}

/**
 * Returns a pattern of the full names of the tests that name one of the scenarios, in their own
 * title or in that of a group around them.
 */
export function namePattern(ids: readonly string[]): string {
  return `(?:^| )(?:[A-H]\\d{1,2}, )*(?:${ids.join('|')})(?:, [A-H]\\d{1,2})*: `;
}

/** A title in the source of a test file. */
export interface Title {
  /** The path from the root folder. */
  file: string;
  title: string;
}

/** Whether the file has tests for `node:test`, which run in Firefox. */
export const isFirefox = (file: string) => /^tests\/e2e\/firefox(?:\/[\w-]+)?\.ts$/.test(file);

/** Whether the file has targets of the fuzzer, whose names are the titles of their tests. */
export const isFuzz = (file: string) => /^tests\/fuzz\/(?!.*\.test\.ts$)/.test(file);

/**
 * Returns the titles in the source of all test files: the first argument of `it`, `test` and
 * `describe`, or of the function that `it.each` returns, or the name of a target.
 */
export function readTitles(): Title[] {
  const names = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const files = names
    .filter((name) => name.endsWith('.ts') || name.endsWith('.tsx'))
    .map((name) => `tests/${name}`)
    .filter((file) => /\.(test\.tsx?|e2e\.ts)$/.test(file) || isFirefox(file) || isFuzz(file));
  return files.flatMap((file) => titlesIn(file).map((title) => ({ file, title })));
}

function titlesIn(file: string): string[] {
  const source = readFileSync(join(root, file), 'utf8');
  const call = isFuzz(file) ? /\bname: (['"`])(.*?)\1/g : /(?:\b(?:it|test|describe)(?:\.\w+)*|\))\(\s*(['"`])(.*?)\1/g;
  return [...source.matchAll(call)].map(([, , title = '']) => title);
}
