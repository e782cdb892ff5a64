// @ts-check
/**
 * `node scripts/check-commits.mjs main..HEAD` checks the subjects of a range of commits. It prints
 * what is wrong and exits with 1 if anything is, and with 2 if the range can't be read. It imports
 * only modules of Node, so CI runs it without installing anything.
 */
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** First words that only look like another form of a verb. */
const isImperative = (/** @type {string} */ subject) => /^(?:Alias|Always|Bias|Embed|String)\b/.test(subject);

/** The longest subject that lists of commits show in full. */
const MAX_LENGTH = 72;

/**
 * The rules, each with what it asks for. The mood of a verb can't be told for certain, so only first
 * words that look like another form are refused: "Fixed", "Fixing", "Fixes".
 *
 * @type {{ isBroken(subject: string): boolean, asks: string }[]}
 */
const rules = [
  { isBroken: (subject) => subject.length > MAX_LENGTH, asks: `at most ${MAX_LENGTH} characters` },
  { isBroken: (subject) => /[.\u2026]$/.test(subject), asks: 'no period at the end' },
  { isBroken: (subject) => !/^\p{Lu}/u.test(subject), asks: 'a capital letter at the start' },
  { isBroken: (subject) => /\bWIP\b/i.test(subject), asks: 'finished work, not WIP' },
  { isBroken: (subject) => /^(?:fixup|squash|amend)!/.test(subject), asks: 'a rebase with --autosquash' },
  {
    isBroken: (subject) => /^Merge (?:branch|pull request|remote-tracking branch|tag|commit)\b/.test(subject),
    asks: 'a rebase instead of a merge',
  },
  {
    isBroken: (subject) => /^(?:\p{L}{2,}[^e\P{L}]ed|\p{L}{3,}ing|\p{L}+[^su\P{L}]s)\b/u.test(subject) && !isImperative(subject),
    asks: 'the imperative, as in "Fold the panel"',
  },
];

/**
 * Returns what is wrong with the subject of a commit, as what the rules ask for; an empty array if
 * nothing is.
 *
 * @param {string} subject
 * @returns {string[]}
 */
export function subjectFaults(subject) {
  return rules.filter(({ isBroken }) => isBroken(subject)).map(({ asks }) => asks);
}

/**
 * Checks a range of commits and prints the result. Returns the exit code.
 *
 * @param {string} range
 */
function main(range) {
  const { status, stdout, stderr } = spawnSync('git', ['log', '--format=%h%x09%s', range, '--'], { encoding: 'utf8' });
  if (status !== 0) {
    console.error(stderr);
    return 2;
  }
  const commits = stdout.split('\n').filter(Boolean);
  const faulty = commits.flatMap((line) => {
    const [hash, subject = ''] = line.split('\t');
    const faults = subjectFaults(subject);
    return faults.length ? [`${hash} ${subject}\n  needs ${faults.join('; ')}`] : [];
  });
  for (const fault of faulty) console.error(fault);
  console.log(`check-commits: ${commits.length} commits, ${faulty.length} faulty`);
  return faulty.length ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = process.argv[2] ? main(process.argv[2]) : 2;
}
