/**
 * `npm run cases` judges what the engine makes of the texts that users paste, and fails if anything
 * false is said or too little is right. `npm run cases -- --evidence` prints what may make a cause certain.
 */
import { everyObserved } from '../structure/evidence';
import { cases, kinds } from './cases';
import { type Grade, isGoodEnough, judge, MIN_RIGHT } from './judge';

const grades: readonly Grade[] = ['right', 'unknown', 'missed', 'wrong'];
const judged = cases.map((one) => ({ ...one, ...judge(one) }));

const row = (name: string, of: typeof judged) => {
  const counts = grades.map((grade) => of.filter((one) => one.grade === grade).length);
  return [name, ...[...counts, of.length].map((count) => String(count || '·').padStart(8))].join('');
};
const width = 64;
const names = [...Object.keys(kinds), null].map(
  (kind) => [kind, kind ? `${kind.padEnd(5)}${kinds[kind]}` : 'right from the start'] as const,
);
const lines = [
  [''.padEnd(width), ...[...grades, 'total'].map((name) => name.padStart(8))].join(''),
  ...names.map(([kind, name]) =>
    row(
      name.padEnd(width),
      judged.filter((one) => one.kind === kind),
    ),
  ),
  row('all'.padEnd(width), judged),
];
for (const { id, kind, shape, grade, why, expected, got } of judged.filter((one) => one.grade !== 'right')) {
  lines.push('', `${id}${kind ? ` (${kind})` : ''} ${grade}: ${why}. ${shape[0]?.toUpperCase()}${shape.slice(1)}.`);
  lines.push(`  expected  ${expected}`, `  got       ${got}`);
}
if (process.argv.includes('--evidence')) {
  const kindsOfEvidence = Object.groupBy(everyObserved(), ({ kind }) => kind ?? 'nothing that is known');
  for (const [kind, observed = []] of Object.entries(kindsOfEvidence)) {
    lines.push(
      '',
      `Observed for ${kind}: ${observed.length}`,
      ...observed.map(({ id, source }) => `  ${id.padEnd(38)}${source?.title ?? ''}`),
    );
  }
}
const isEnough = isGoodEnough(judged.map(({ grade }) => grade));
lines.push('', isEnough ? 'Passed.' : `Failed: nothing may be wrong, and at least ${MIN_RIGHT} must be right.`);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = isEnough ? 0 : 1;
