/** The texts that users really paste must get the right answer. `npm run cases` prints the rest. */
import { describe, expect, it } from 'vitest';
import en from '@/public/_locales/en/messages.json';
import { cases } from './cases';
import { isGoodEnough, judge } from './judge';

/** The cases that are not right yet, each with the reason. A case that becomes right leaves the list. */
const notRight: Readonly<Record<string, string>> = {};

describe('the texts that users paste', () => {
  it('are judged by unique IDs', () => {
    const ids = cases.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are judged by IDs of findings that exist', () => {
    const ids = cases.flatMap(({ verdict }) => [
      ...('cause' in verdict ? [verdict.cause].flat() : []),
      ...verdict.never,
      ...(verdict.findings ?? []).flatMap((finding) => finding.ids),
    ]);
    const findings = ids.filter((id) => id !== null && /^(salesforce|hubspot|outreach|oauth)-/.test(id));
    const missing = findings.filter((id) => !Object.hasOwn(en, `finding_${id}_title`.replaceAll('-', '_')));
    expect([...new Set(missing)], 'correct the ID in cases.json').toEqual([]);
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
