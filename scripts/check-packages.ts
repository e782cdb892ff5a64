/**
 * The last step of `npm run zip`. Checks that Chrome and Edge get the same files and that the
 * sources build the Firefox package file by file, as Mozilla's reviewers do, and prints the
 * checksums.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '@/package.json';
import { root } from './browsers.mjs';
import { buildFrom, differences, type Files } from './clean-build';
import { readArguments } from './cli';
import { readZip } from './zip';

readArguments('Usage: tsx scripts/check-packages.ts (the last step of npm run zip)\n', {});

const [chrome, edge, firefox, sources] = [open('chrome'), open('edge'), open('firefox'), open('sources')];
const [fromSources = new Map()] = buildFrom(sources, 'firefox');
const problems = [
  ...differences(chrome, edge).map((file) => `${file} is not the same for Chrome and Edge.`),
  ...differences(firefox, fromSources).map((file) => `${file} is not what the sources build.`),
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
