/**
 * Runs a command of the terminal from a bundle. Each start from TypeScript takes more processor time
 * than most tests; `commands.test.ts` starts every command as users do.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Ended {
  stdout: string;
  stderr: string;
  status: number | null;
}

/** Bundles `scripts/<name>.ts`. Resolves to the path of the bundle, which is deleted after the tests. */
export async function bundleOf(name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'scope-review-bundle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, `scripts/${name}.ts`),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(folder, `${name}.mjs`);
}

/**
 * Bundles `scripts/<name>.ts`. Resolves to a function that runs it in a folder, the project's own by
 * default, and waits for its end.
 */
export async function bundled(name: string): Promise<(args: readonly string[], input?: string, cwd?: string) => Ended> {
  const bundle = await bundleOf(name);
  return (args, input, cwd = root) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bundle, ...args], {
      cwd,
      encoding: 'utf8',
      ...(input === undefined ? {} : { input }),
    });
    return { stdout, stderr, status };
  };
}
