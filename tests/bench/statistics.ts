/** Medians of samples, and how sure they are. */

/** What was measured, and the limit that it must keep. */
export interface Result {
  median: number;
  /** The interval that contains the true median with a probability of 95 %. */
  interval: [number, number];
  samples: number;
  unit: 'ms' | 'B' | 'KiB' | 'tasks';
  /** Absent if there is no budget. */
  budget?: number;
}

/**
 * Returns the median of the samples and its interval. The interval follows from the order of the
 * samples alone, so a few slow loads of a busy machine do not widen it.
 */
export function summarize(samples: readonly number[], unit: Result['unit'], budget?: number): Result {
  const sorted = samples.toSorted((left, right) => left - right);
  const at = (index: number) => Number((sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? Number.NaN).toFixed(2));
  const middle = (sorted.length - 1) / 2;
  // The ranks that a binomial distribution with p = 1/2 leaves 2.5 % outside of on each side.
  const margin = 0.98 * Math.sqrt(sorted.length);
  return {
    median: Number(((at(Math.floor(middle)) + at(Math.ceil(middle))) / 2).toFixed(2)),
    interval: [at(Math.floor(middle - margin)), at(Math.ceil(middle + margin))],
    samples: sorted.length,
    unit,
    ...(budget === undefined ? {} : { budget }),
  };
}

/** The differences of samples that were taken in the same rounds. */
export function differences(samples: readonly number[], base: readonly number[]): number[] {
  return samples.map((sample, round) => sample - (base[round] ?? Number.NaN));
}

/**
 * A budget is exceeded if the whole interval lies above it; if only a part does, the result is
 * unclear.
 */
export function verdict({ budget, median, interval }: Result): string {
  if (budget === undefined) return '';
  if (interval[0] > budget) return `over ${budget}`;
  return `${median <= budget ? 'within' : 'unclear,'} ${budget}`;
}
