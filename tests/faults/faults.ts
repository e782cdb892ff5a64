/**
 * `npm run faults`: runs every test that names a scenario of docs/test-scenarios.md, with the full
 * counts, and prints one line per scenario. What the tests themselves print goes to standard error.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { root } from '@/scripts/browsers.mjs';
import { endWithUsage, readArguments } from '@/scripts/cli';
import { allHold, fromPlaywright, fromVitest, judge, lineOf, type TestResult } from './results';
import { idsOf, isFirefox, isFuzz, namePattern, readScenarios, readTitles } from './scenarios';

const usage = `Usage: npm run faults -- [ID]...

Runs the tests of all scenarios of docs/test-scenarios.md, or of the given ones (D1 E3), with full
counts. Prints whether each scenario holds, in which browsers, and by how many tests. Exits with 1
if one is broken or has no test.
`;

const { positionals } = readArguments(usage, {});
const all = readScenarios();
const unknown = positionals.filter((id) => !all.some((one) => one.id === id));
if (unknown.length > 0) endWithUsage(usage, `docs/test-scenarios.md has no scenario ${unknown.join(', ')}.`);
const scenarios = positionals.length > 0 ? all.filter(({ id }) => positionals.includes(id)) : all;
const pattern = namePattern(scenarios.map(({ id }) => id));
const named = readTitles().filter(({ title }) => scenarios.some(({ id }) => idsOf(title).includes(id)));
const files = [...new Set(named.map(({ file }) => file))];
process.env.FULL_COUNTS = '1';

const folder = mkdtempSync(join(tmpdir(), 'scope-review-faults-'));
const results = [...runVitest(), ...runPlaywright('chromium'), ...runPlaywright('alone'), ...(await runFirefox())];
rmSync(folder, { recursive: true });
const verdicts = judge(scenarios, results);
console.log(verdicts.map(lineOf).join('\n'));
process.exitCode = allHold(verdicts) ? 0 : 1;

function runVitest(): TestResult[] {
  // These two give the targets of the fuzzer their inputs.
  const fuzz = files.some(isFuzz) ? ['tests/fuzz/fuzz.test.ts', 'tests/browser/fuzz.test.ts'] : [];
  const tests = [...files.filter((file) => /\.test\.tsx?$/.test(file)), ...fuzz];
  if (tests.length === 0) return [];
  const report = join(folder, 'vitest.json');
  start('vitest/vitest.mjs', ['run', ...tests, '-t', pattern, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  return fromVitest(read(report));
}

/** The projects run one after the other, because one sets a policy for every Chromium of the machine. */
function runPlaywright(project: string): TestResult[] {
  const tests = files.filter((file) => file.endsWith('.e2e.ts'));
  if (tests.length === 0) return [];
  const report = join(folder, `${project}.json`);
  const options = ['--no-deps', '--pass-with-no-tests', '--reporter=list,json'];
  start('@playwright/test/cli.js', ['test', ...tests, '--project', project, '--grep', pattern, ...options], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return fromPlaywright(read(report));
}

async function runFirefox(): Promise<TestResult[]> {
  const tests = files.filter(isFirefox).map((file) => join(root, file));
  if (tests.length === 0) return [];
  const results: TestResult[] = [];
  const add = (title: string, passed: boolean) => {
    console.error(`${passed ? 'passed' : 'failed'}: ${title}`);
    results.push({ place: 'Firefox', titles: [title], passed });
  };
  const stream = run({ files: tests, concurrency: false, testNamePatterns: [new RegExp(pattern)] });
  stream.on('test:pass', ({ name, skip }) => skip || add(name, true));
  stream.on('test:fail', ({ name, details }) => {
    console.error(details.error);
    add(name, false);
  });
  for await (const _ of stream.resume());
  return results;
}

/** Runs a command of a package. A test that fails is not an error here: the report names it. */
function start(command: string, options: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
  spawnSync(process.execPath, [join(root, 'node_modules', command), ...options], {
    cwd: root,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, ...environment },
  });
}

function read<Report>(report: string): Report {
  if (!existsSync(report)) throw new Error('The tests ended without a report.');
  return JSON.parse(readFileSync(report, 'utf8')) as Report;
}
