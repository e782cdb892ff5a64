/** The files that only GitHub reads. No machine here runs them, so these tests read them strictly. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
// Knip depends on this YAML parser, so it is installed with it.
const yaml = createRequire(createRequire(import.meta.url).resolve('knip'))('yaml') as { parse(text: string): unknown };
const filesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      return { name, text, content: yaml.parse(text) };
    });

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  environment?: string;
  'timeout-minutes'?: number;
  steps: Step[];
}
interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

describe.each(filesIn('.github/workflows'))('the workflow $name', ({ name, text, content }) => {
  const workflow = content as Workflow;
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  it('pins every action by its full commit hash, with the version beside it', () => {
    const lines = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(lines.length).toBe(steps.filter(({ uses }) => uses).length);
    for (const line of lines) expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('H5: only reads the repository, except in the job that needs an approval', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const writing = jobs.filter(([, { permissions }]) => permissions?.contents === 'write');
    expect(writing.map(([, { environment }]) => environment)).toEqual(writing.map(() => 'release'));
    const more = jobs.filter(([, { permissions }]) => permissions).map(([job]) => job);
    expect(more).toEqual(name === 'release.yml' ? ['build', 'draft'] : []);
  });

  it('H5: has no secret but the token of the run, and leaves that out of the checkout', () => {
    expect(text).not.toContain('secrets.');
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with?.['persist-credentials']).toBe(false);
  });

  it('puts no text of a pull request into a command', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('has a time limit for every job', () => {
    for (const [job, { 'timeout-minutes': limit }] of jobs) expect(limit, job).toBeGreaterThan(0);
  });
});

it('one action has the same hash in every workflow', () => {
  const uses = filesIn('.github/workflows').flatMap(({ text }) => [...text.matchAll(/uses: (\S+)@(\S+)/g)]);
  const actions = new Map(uses.map(([, action, hash]) => [action, hash]));
  expect(uses.length).toBeGreaterThan(8);
  for (const [, action, hash] of uses) expect(actions.get(action), action).toBe(hash);
});

describe('H1, H2: the packages', () => {
  const commandsOf = (file: string, job: string) => {
    const { content } = filesIn('.github/workflows').find(({ name }) => name === file) ?? {};
    return (content as Workflow).jobs[job]?.steps.map(({ run = '' }) => run).join('\n') ?? '';
  };

  it.each([
    ['check.yml', 'reproducible', 'diff "$RUNNER_TEMP/one.sha256" "$RUNNER_TEMP/two.sha256"'],
    ['release.yml', 'build', 'sha256sum --check "$GITHUB_WORKSPACE/release/SHA256SUMS"'],
  ])('are built a second time in %s from a clean clone, without install scripts, and compared', (file, job, compare) => {
    const commands = commandsOf(file, job);
    const steps = ['git clone --quiet .', 'npm ci --ignore-scripts', 'npm run zip', 'npm run sbom', compare];
    const places = steps.map((step) => commands.lastIndexOf(step));
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(places).not.toContain(-1);
  });

  it('come from packages whose content the lock file pins, and from no registry but the public one', () => {
    const { lockfileVersion, packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      lockfileVersion: number;
      packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
    };
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(lockfileVersion).toBe(3);
    expect(entries.length).toBeGreaterThan(500);
    for (const [path, { version, integrity, resolved, link }] of entries) {
      expect(integrity, path).toMatch(/^sha512-[\w+/]{86}==$/);
      expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
      expect(link, path).toBeUndefined();
      // An entry without it comes from the registry that npm is set to, with the same content.
      if (resolved) expect(resolved, path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
    }
    expect(existsSync(join(root, '.npmrc')), 'a file that could name another registry').toBe(false);
  });

  it('are installed by npm ci, which changes neither versions nor the lock file', () => {
    const setUp = readFileSync(join(root, 'scripts/set-up.mjs'), 'utf8');
    expect(setUp).toContain("run('npm', 'ci', ...quiet)");
    expect(setUp).toContain("run('npm', 'install', '--no-save', ...quiet)");
  });
});

interface Form {
  name: string;
  description: string;
  body: { type: string; id?: string; attributes: { label?: string; options?: string[] }; validations?: { required?: boolean } }[];
}

describe.each(filesIn('.github/ISSUE_TEMPLATE').filter(({ name }) => name !== 'config.yml'))(
  'the issue form $name',
  ({ text, content }) => {
    const { body, ...form } = content as Form;
    const required = body.filter(({ validations }) => validations?.required).map(({ id }) => id);

    it('asks for the version and the browser', () => {
      expect(required).toEqual(expect.arrayContaining(['version', 'browser']));
    });

    it('asks for a redacted report, and for no secrets', () => {
      expect(body.map(({ id }) => id)).toContain('report');
      expect(text).toMatch(/no codes, tokens, cookies|Replace names, email addresses/);
    });

    it('is one that GitHub accepts: named, with unique ids and labels', () => {
      expect(form).toMatchObject({ name: expect.stringMatching(/./), description: expect.stringMatching(/./) });
      const fields = body.filter(({ type }) => type !== 'markdown');
      expect(fields.every(({ type }) => ['input', 'textarea', 'dropdown', 'checkboxes'].includes(type))).toBe(true);
      expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
      expect(new Set(fields.map(({ attributes }) => attributes.label)).size).toBe(fields.length);
    });
  },
);

it('the tested version of Node is the same everywhere', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: { node: string } };
  expect(readFileSync(join(root, '.nvmrc'), 'utf8').trim()).toBe(devDependencies.node.split('.')[0]);
});
