/**
 * The last step of `npm run zip`. Checks that Chrome and Edge get the same files and that the
 * sources build the Firefox package file by file, as Mozilla's reviewers do, and prints the
 * checksums.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packageJson from '@/package.json';
import { root } from './browsers.mjs';
import { readArguments } from './cli';
import { readZip } from './zip';

readArguments('Usage: tsx scripts/check-packages.ts (the last step of npm run zip)\n', {}, false);
type Files = ReadonlyMap<string, Buffer>;

const [chrome, edge, firefox, sources] = [open('chrome'), open('edge'), open('firefox'), open('sources')];
const problems = [
  ...differences(chrome, edge).map((file) => `${file} is not the same for Chrome and Edge.`),
  ...differences(firefox, buildFrom(sources)).map((file) => `${file} is not what the sources build.`),
];
console.log(problems.length ? problems.join('\n') : 'Chrome and Edge get the same files, and the sources build the Firefox package.');
process.exitCode = problems.length ? 1 : 0;

/** Reads an archive in .output, and prints its checksum. */
function open(kind: string): Files {
  const name = `${packageJson.name}-${packageJson.version}-${kind}.zip`;
  const content = readFileSync(join(root, '.output', name));
  console.log(`${createHash('sha256').update(content).digest('hex')}  ${name} (${Math.ceil(content.length / 1000)} kB)`);
  return readZip(content);
}

/** The names of the files that only one side has, or that differ. */
function differences(left: Files, right: Files): string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => !right.get(name)?.equals(left.get(name) ?? Buffer.alloc(0)) || !left.has(name));
}

/**
 * Builds the Firefox package from its sources in a folder of their own, with the packages of this
 * one.
 */
function buildFrom(files: Files): Files {
  const folder = mkdtempSync(join(tmpdir(), 'scope-review-sources-'));
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const command = 'npm run build:firefox --silent';
    const { status, stderr, stdout } = spawnSync(command, { cwd: folder, encoding: 'utf8', shell: true });
    if (status !== 0) throw new Error(`The sources can't be built: ${stdout}${stderr}`);
    const built = join(folder, '.output/firefox-mv3');
    const names = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(built, name)).isFile());
    return new Map(names.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(built, name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
