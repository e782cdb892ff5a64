/**
 * `npm run fuzz`: puts very many inputs through everything that reads what others wrote. The tests
 * do the same with fewer.
 */
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, type Rolldown } from 'vite';
import { browserPath, root } from '@/scripts/browsers.mjs';
import { readArguments } from '@/scripts/cli';
import { processorTime } from '../processor-time';
import type { InPage } from './in-page';
import { fuzz, type Growth, growth, type Outcome, type Target, textPieces } from './target';
import { targets } from './targets';

const usage = `Usage: npm run fuzz -- [--seed 1] [--inputs 500000] [--target WORDS]

Checks parsers, narrowing, texts, files, flows and page readers with random inputs. Exits with 1 if
something does not hold. The same seed gives the same inputs.
  --seed 1         another seed gives other inputs
  --inputs 500000  how many inputs in all
  --target WORDS   only the targets whose name contains the words
`;

/** A target where it can run. */
interface Runner extends Pick<Target, 'name' | 'share'> {
  grows: readonly string[];
  pieces: readonly string[];
  fuzz(seed: number, count: number): Outcome | Promise<Outcome>;
  /** The time on the processor that one of `grows` takes for a text, in milliseconds. */
  timeOf(name: string, text: string): number | Promise<number>;
}

const { values } = readArguments(usage, { seed: { type: 'string' }, inputs: { type: 'string' }, target: { type: 'string' } });
const seed = Number(values.seed ?? 1);
const total = Number(values.inputs ?? 500_000);

const browser = await chromium.launch({ executablePath: await browserPath('chromium'), args: ['--no-sandbox', '--disable-gpu'] });
const all = [...targets.map(inNode), ...(await inBrowser(await browser.newPage()))];
const chosen = all.filter(({ name }) => name.includes(String(values.target ?? '')));
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
console.log(`${total.toLocaleString('en-US')} inputs, seed ${seed}; the longest time is that of one input, in Node on the processor\n`);
let hasFailed = chosen.length === 0;
for (const runner of chosen) {
  const { inputs, failures, longest } = await runner.fuzz(seed, Math.ceil((total * runner.share) / shares));
  const grown = await growthOf(runner);
  hasFailed ||= failures.length > 0 || !grown.isLinear;
  console.log(runner.name);
  // Times that are too short to be told apart may even get shorter.
  const factor = runner.grows.length > 0 ? `twice the size takes at most ${Math.max(1, grown.factor).toFixed(1)} times as long` : '';
  console.log(
    `  ${inputs.toLocaleString('en-US')} inputs, ${failures.length} failures, longest ${longest.toFixed(1)} ms${factor && `, ${factor}`}`,
  );
  if (!grown.isLinear)
    console.log(`  fails: less than three times as long for twice the size: ${grown.factor.toFixed(1)} times (${grown.of})`);
  for (const failure of failures) {
    console.log(`  fails: ${failure.error}\n    with ${failure.input}`);
    console.log(`    again: npm run fuzz -- --target ${JSON.stringify(runner.name)} --seed ${failure.seed} --inputs 1000`);
  }
}
await browser.close();
console.log(hasFailed ? '\nSomething does not hold.' : '\nEverything holds.');
process.exitCode = hasFailed ? 1 : 0;

/** The worst growth of all functions and pieces, and of which. */
async function growthOf(runner: Runner): Promise<Growth & { of: string }> {
  let worst = { factor: 0, isLinear: true, of: '' };
  for (const name of runner.grows) {
    for (const piece of runner.pieces) {
      const one = { ...(await growth(piece, (text) => runner.timeOf(name, text))), of: `${name}, ${JSON.stringify(piece.slice(0, 30))}` };
      if (one.isLinear === worst.isLinear ? one.factor > worst.factor : worst.isLinear) worst = one;
    }
  }
  return worst;
}

function inNode(target: Target): Runner {
  const { grows = {}, pieces = textPieces } = target;
  const clock = () => {
    const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
    return (user + system) / 1_000;
  };
  return {
    ...{ name: target.name, share: target.share, grows: Object.keys(grows), pieces },
    fuzz: (first, count) => fuzz(target, first, count, clock),
    timeOf: (name, text) => processorTime(() => grows[name]?.(text)),
  };
}

/** Loads the targets of pages into one. */
async function inBrowser(page: Page): Promise<Runner[]> {
  const [bundle] = (await build({
    ...{ root, configFile: false, logLevel: 'warn', resolve: { alias: { '@': root } } },
    build: { write: false, minify: false, lib: { entry: join(import.meta.dirname, 'in-page.ts'), formats: ['iife'], name: 'fuzzing' } },
  })) as Rolldown.RolldownOutput[];
  await page.goto('about:blank');
  await page.addScriptTag({ content: bundle?.output[0].code ?? '' });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const listed = await page.evaluate(() => (globalThis as unknown as { inPage: InPage }).inPage.targets);
  return listed.map((target, index) => ({
    ...target,
    fuzz: (first, count) =>
      page.evaluate(([at, from, to]) => (globalThis as unknown as { inPage: InPage }).inPage.fuzz(at, from, to), [
        index,
        first,
        count,
      ] as const),
    async timeOf(name, text) {
      const before = await busy();
      await page.evaluate(([at, of, given]) => (globalThis as unknown as { inPage: InPage }).inPage.work(at, of, given), [
        index,
        name,
        text,
      ] as const);
      return (await busy()) - before;
    },
  }));
}
