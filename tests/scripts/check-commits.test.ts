import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script: string = '../../scripts/check-commits.mjs';
const { subjectFaults } = (await import(script)) as { subjectFaults(subject: string): string[] };

describe('the subject of a commit', () => {
  it.each([
    'Fold the panel on Escape',
    'Always list the causes of a Salesforce error that a guide names',
    'Merge the reading of pasted errors',
    'Process, embed and focus what the page needs',
    'Need no session for the public settings',
    'Bring back the last selection',
    'Embed the texts of the terminal',
    'Address the org by its own host',
    'Revert "Fold the panel on Escape"',
    'Keep '.padEnd(72, 'a'),
  ])('is accepted: %s', (subject) => {
    expect(subjectFaults(subject)).toEqual([]);
  });

  it.each([
    ['Keep '.padEnd(73, 'a'), 'at most 72 characters'],
    ['Fold the panel on Escape.', 'no period at the end'],
    ['fold the panel on Escape', 'a capital letter at the start'],
    ['WIP: fold the panel', 'finished work, not WIP'],
    ['Fold the panel (wip)', 'finished work, not WIP'],
    ['Merge branch main into panel', 'a rebase instead of a merge'],
    ['Merge pull request #7 from a/b', 'a rebase instead of a merge'],
    ['Fixed the panel', 'the imperative, as in "Fold the panel"'],
    ['Fixing the panel', 'the imperative, as in "Fold the panel"'],
    ['Fixes the panel', 'the imperative, as in "Fold the panel"'],
  ])('is refused: %s', (subject, asks) => {
    expect(subjectFaults(subject)).toEqual([asks]);
  });

  it('is refused for everything that is wrong with it', () => {
    expect(subjectFaults('fixup! fold the panel.')).toEqual([
      'no period at the end',
      'a capital letter at the start',
      'a rebase with --autosquash',
    ]);
  });
});

describe('node scripts/check-commits.mjs', () => {
  const run = (...args: string[]) =>
    spawnSync('node', ['scripts/check-commits.mjs', ...args], { cwd: join(import.meta.dirname, '../..'), encoding: 'utf8' });

  it('accepts an empty range', () => {
    expect(run('HEAD..HEAD')).toMatchObject({ status: 0, stdout: 'check-commits: 0 commits, 0 faulty\n' });
  });

  it('exits with 2 for a range that does not exist, and for none', () => {
    expect(run('no-such-branch..HEAD').status).toBe(2);
    expect(run().status).toBe(2);
  });
});
