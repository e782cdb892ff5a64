/** Builds the extension from other files than those of this folder. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './browsers.mjs';

/** Contents of files by their paths, with slashes. */
export type Files = ReadonlyMap<string, Buffer>;

/** Returns the files below a folder. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(folder, name))]));
}

/** The names of the files that only one side has, or that differ. */
export function differences(left: Files, right: Files): string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => !right.get(name)?.equals(left.get(name) ?? Buffer.alloc(0)) || !left.has(name));
}

/**
 * Builds the sources in a folder of their own, with the installed packages of this one, and returns
 * the files of each build. Throws if they can't be built.
 */
export function buildFrom(sources: Files, ...browsers: ('chrome' | 'firefox')[]): Files[] {
  const folder = mkdtempSync(join(tmpdir(), 'scope-review-sources-'));
  try {
    for (const [name, content] of sources) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    return browsers.map((browser) => {
      const { status, stderr, stdout } = spawnSync(`npm run build:${browser} --silent`, { cwd: folder, encoding: 'utf8', shell: true });
      if (status !== 0) throw new Error(`The sources can't be built: ${stdout}${stderr}`);
      return filesIn(join(folder, `.output/${browser}-mv3`));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
