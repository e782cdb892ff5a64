/**
 * `npm run bench`: what the production build costs pages and users, medians with their intervals,
 * all in one run, judged by the budgets. Timings are printed and asserted nowhere.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from '@/scripts/cli';
import { startSimulator } from '../simulators/server';
import { measureEngine, measureSizes } from './engine';
import { measurePage } from './pages';
import { measureWaits } from './reviews';
import { type Result, verdict } from './statistics';
import { measureWorkbench } from './workbench';
import { measureWorker } from './worker';

const usage = `Usage: npm run bench -- [--write] [--loads 24] [--peer FOLDER]...

Measures the production build and compares it with tests/bench/bench.json.
  --write        save the results there instead
  --loads 24     load each page this often; 2 for a quick look
  --peer FOLDER  measure another unpacked extension on the same pages
`;

const { values } = readArguments(usage, {
  write: { type: 'boolean' },
  loads: { type: 'string' },
  peer: { type: 'string', multiple: true },
});
const file = join(import.meta.dirname, 'bench.json');
const loads = Number(values.loads ?? 24);
const peers = [values.peer ?? []].flat().map(String);
const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Result>) : {};
const results: Record<string, Result> = {};

function report(measured: Record<string, Result>): void {
  for (const [name, result] of Object.entries(measured)) {
    const { median, interval, unit } = result;
    const last = before[name] ? `last ${before[name].median}` : '';
    const numbers = `${String(median).padStart(9)} ${unit.padEnd(5)} [${interval.join(' to ')}]`;
    console.log(`${name.padEnd(64)} ${numbers.padEnd(40)} ${verdict(result).padEnd(14)} ${last}`.trimEnd());
  }
  Object.assign(results, measured);
}

console.log('median [95 % interval], budget, median in bench.json\n');
report(measureSizes());
report(measureEngine());
const simulator = await startSimulator();
for (const look of ['open', 'folded'] as const) report(await measurePage(simulator, look, loads, peers));
report(await measureWaits(simulator, loads));
report(await measureWorkbench(simulator, loads));
report(await measureWorker(simulator, loads));
await simulator.close();
if (values.write) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
