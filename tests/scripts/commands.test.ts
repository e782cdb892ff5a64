/** Every command must start right after `npm start`, without environment variables. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

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
    const other = /^npm run (?:--silent )?(\S+)$/.exec(step)?.[1];
    return other ? stepsOf(other) : [step];
  });
}
const steps = [...new Set(Object.keys(scripts).flatMap(stepsOf))];

/** The first part of a step that takes long or writes files: it loads the configuration or the script's modules. */
function firstPartOf(step: string): string {
  const [program, file] = step.split(' ');
  if (program === 'node') return step;
  if (program === 'tsx') return step.includes('--test') ? 'tsx --version' : `tsx ${file} --help`;
  if (program === 'playwright') return 'playwright test --list';
  return `${program} --version`;
}

/** The browsers that a step opens. */
function browsersOf(step: string): string[] {
  if (/^tsx --test tests\/e2e\/firefox\.ts|^wxt -b firefox --mv3$/.test(step)) return ['firefox'];
  return /^(wxt|vitest run|playwright test|tsx (scripts\/(journey|screenshots|store-pictures|icons)|tests\/bench\/bench)\.ts)$/.test(step)
    ? ['chromium']
    : [];
}

describe('every command of package.json', () => {
  it.each([...new Set(steps.map(firstPartOf))])('starts: %s', (command) => {
    const { status, stderr } = spawnSync(command, { cwd: root, env, encoding: 'utf8', shell: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.any(String) });
  });

  it.each(Object.keys(scripts))('sets up the browsers that it opens: %s', (name) => {
    const ready = new Set<string>();
    for (const step of stepsOf(name)) {
      if (step.startsWith('node scripts/set-up.mjs')) for (const kind of step.split(' ').slice(2)) ready.add(kind);
      else expect([...ready], step).toEqual(expect.arrayContaining(browsersOf(step)));
    }
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
