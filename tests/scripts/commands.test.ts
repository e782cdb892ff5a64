/**
 * Every command must start right after `npm start`, without environment variables. `npm test` starts
 * its own steps itself.
 */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clayUrl } from '../providers/hubspot/sample-urls';

const root = join(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|DEV$|PROD$|MODE$|(CHROMIUM|FIREFOX)_PATH$)/.test(name),
  ),
);

/** The steps of a command, with those of the commands that it runs. */
function stepsOf(name: string): string[] {
  return (scripts[name] ?? `no script is called ${name}`).split(' && ').flatMap((step) => {
    const other = /^npm run (?:--silent )?(\S+)(?: 1>&2)?$/.exec(step)?.[1];
    return other ? stepsOf(other) : [step];
  });
}
const programOf = (step: string) => step.split(' ')[0] ?? '';
const tested = stepsOf('test');
const untested = [...new Set(Object.keys(scripts).flatMap(stepsOf))].filter((step) => !tested.includes(step));

/** Prints what each of the scripts prints for `--help`, loaded one after another like by its command. */
const help = (files: readonly string[]) => `
  process.argv.splice(1, Infinity, '', '--help');
  process.exit = (status) => { throw status; };
  const outputs = {};
  const print = process.stdout.write.bind(process.stdout);
  for (const file of ${JSON.stringify(files)}) {
    process.stdout.write = (text) => { outputs[file] = text; return true; };
    await import('./' + file).catch((status) => { if (status !== 0) outputs[file] = String(status?.stack ?? status); });
  }
  print(JSON.stringify(outputs));`;

/** The browsers that a step opens. */
function browsersOf(step: string): string[] {
  if (/^tsx --test tests\/e2e\/firefox\.ts|^wxt -b firefox --mv3$/.test(step)) return ['firefox'];
  return /^(wxt|vitest run|playwright test|tsx (scripts\/(journey|screenshots|store-pictures|icons)|tests\/bench\/bench)\.ts)$/.test(step)
    ? ['chromium']
    : [];
}

describe('every command of package.json', () => {
  it.each(untested.filter((step) => programOf(step) === 'node'))('starts: %s', (command) => {
    const { status, stderr } = spawnSync(command, { cwd: root, env, encoding: 'utf8', shell: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  });

  it('starts: the scripts', () => {
    const files = new Set(untested.filter((step) => programOf(step) === 'tsx').map((step) => step.split(' ')[1] ?? ''));
    const { stdout, stderr } = spawnSync('tsx', ['--input-type=module', '--eval', help([...files])], { cwd: root, env, encoding: 'utf8' });
    const usage = expect.stringMatching(/^Usage: /);
    expect({ stderr, ...JSON.parse(stdout) }).toEqual({ stderr: '', ...Object.fromEntries([...files].map((file) => [file, usage])) });
  });

  it('starts: the programs, all of which npm test starts', () => {
    expect(untested.map(programOf).filter((program) => !tested.map(programOf).includes(program))).toEqual([]);
  });

  it.each(Object.keys(scripts))('sets up the browsers that it opens: %s', (name) => {
    const ready = new Set<string>();
    for (const step of stepsOf(name)) {
      if (step.startsWith('node scripts/set-up.mjs')) for (const kind of step.split(' ').slice(2)) ready.add(kind);
      else expect([...ready], step).toEqual(expect.arrayContaining(browsersOf(step)));
    }
  });
});

describe('a command in a pipeline', () => {
  const npmRun = (command: string, args: string[], input: string) =>
    spawnSync('npm', ['run', '--silent', command, '--', ...args], { cwd: root, env, input, encoding: 'utf8' });

  it('reads standard input, prints the results alone, and ends with the code of the worst', () => {
    const { stdout, stderr, status } = npmRun('review', ['--json', '--keep', 'forms'], `${clayUrl}\nnonsense\n`);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ app: 'Clay' }, { readOnlyReason: 'not-a-url' }]);
    expect({ stderr, status }).toEqual({ stderr: expect.stringContaining('forms'), status: 1 });
  });

  it('prints what is wrong with its arguments to standard error, and ends with 2', () => {
    const { stdout, stderr, status } = npmRun('diagnose', ['--nonsense'], '');
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^Unknown option '--nonsense'.*\n\nUsage: npm run --silent diagnose/s);
  });
});

describe('every command in the documentation', () => {
  const pages = globSync('{*.md,{docs,providers,tests,utils,scripts}/**/*.md}', { cwd: root });
  const commands = pages.flatMap((page) => {
    const names = readFileSync(join(root, page), 'utf8').matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g);
    return [...names].map(([, script, name = script]) => ({ page, name: name ?? '' }));
  });

  it('exists in package.json', () => {
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
