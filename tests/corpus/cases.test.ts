/** The texts that users really paste must get the right answer. `npm run cases` prints the rest. */
import { describe, expect, it } from 'vitest';
import { cases } from './cases';
import { isGoodEnough, judge } from './judge';

/** The cases that are not right yet, each with the reason. A case that becomes right leaves the list. */
const notRight: Readonly<Record<string, string>> = {};

describe('the texts that users paste', () => {
  it('are judged by unique IDs', () => {
    const ids = cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(cases.filter(({ id }) => !Object.hasOwn(notRight, id)))('$id get the right answer: $expected', (one) => {
    const { grade, why, got } = judge(one);
    expect({ grade, why }, `got ${got}`).toEqual({ grade: 'right', why: '' });
  });

  it('are right except for at most five, and never get a false answer', () => {
    expect(isGoodEnough(cases.map((one) => judge(one).grade))).toBe(true);
  });

  it('are named with a reason as long as they are not right', () => {
    const right = cases.filter((one) => judge(one).grade === 'right').map(({ id }) => id);
    expect(Object.keys(notRight).filter((id) => right.includes(id) || !cases.some((one) => one.id === id))).toEqual([]);
  });
});
