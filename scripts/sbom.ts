/**
 * `npm run sbom`: writes .output/sbom.cdx.json, the list of the packages that the build uses in CycloneDX, and marks those whose code is
 * in the packages of the stores. The same lock file gives the same text.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'wxt';
import packageJson from '@/package.json';
import { root } from './browsers.mjs';
import { readArguments } from './cli';

const silent = { debug() {}, log() {}, info() {}, warn() {}, error: console.error, fatal: console.error, success() {}, level: 0 };

readArguments('Usage: npm run sbom\n', {});

interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string } };
  components: { name: string; properties?: { name: string; value: string }[] }[];
}

const options = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const bom = JSON.parse(
  execFileSync('npm', options, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 }),
) as Bom;
// Without them, two runs give the same bytes. npm takes the name from the folder.
delete bom.serialNumber;
delete bom.metadata.timestamp;
bom.metadata.component.name = packageJson.name;

const bundled = new Set([...(await packagesIn('chrome')), ...(await packagesIn('firefox'))]);
const unlisted = [...bundled].filter((name) => !bom.components.some((component) => component.name === name));
if (unlisted.length > 0) throw new Error(`These packages are in the build, but not in the list: ${unlisted.join(', ')}`);
for (const component of bom.components) {
  if (bundled.has(component.name))
    component.properties = [...(component.properties ?? []), { name: 'scope-review:bundled', value: 'true' }];
}
writeFileSync(join(root, '.output/sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${bom.components.length} packages, of which the packages of the stores contain ${[...bundled].toSorted().join(', ')}`);

/** The names of the installed packages of which a build contains code. */
async function packagesIn(browser: 'chrome' | 'firefox'): Promise<Set<string>> {
  const names = new Set<string>();
  const outDir = mkdtempSync(join(tmpdir(), 'scope-review-sbom-'));
  const noteModules = {
    name: 'note-modules',
    generateBundle(_: unknown, bundle: Record<string, { type: string; modules?: Record<string, { renderedLength: number }> }>) {
      for (const { modules = {} } of Object.values(bundle)) {
        for (const [id, { renderedLength }] of Object.entries(modules)) {
          const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id) ?? [];
          if (name && renderedLength > 0) names.add(name.replace('\\', '/'));
        }
      }
    },
  };
  try {
    await build({
      root,
      browser,
      manifestVersion: 3,
      outDir,
      logger: silent,
      vite: () => ({ plugins: [noteModules], logLevel: 'silent' }),
    });
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
  return names;
}
