/** A finding may be `observed` only for a published wording or for something that was observed. */
import { describe, expect, it } from 'vitest';
import { isDay } from '../day';
import { observedByRanking, observedInCode, observedRules } from './evidence';

const idsWithoutKind = (of: ReturnType<typeof observedInCode>) => of.filter(({ kind }) => kind === null).map(({ id }) => id);

describe('what earns a finding the confidence "observed"', () => {
  it('is the wording of a vendor or the protocol, published or quoted from a known kind of source', () => {
    expect(observedRules().length).toBeGreaterThan(50);
    expect(idsWithoutKind(observedRules()), 'name the kind of the source in evidence.ts, or mend the source').toEqual([]);
  });

  it('is a wording whose source has a title and the day on which it was read', () => {
    const undated = observedRules().filter(({ source }) => !source?.title || !isDay(source.accessedOn));
    expect(undated.map(({ id }) => id)).toEqual([]);
  });

  it('is otherwise an observation that is named', () => {
    expect(observedInCode().length).toBeGreaterThan(10);
    expect(idsWithoutKind(observedInCode()), 'say in evidence.ts what was observed, or make the finding likely').toEqual([]);
  });

  it('is never a rank', () => {
    expect(observedByRanking()).toEqual([]);
  });
});
