/** What `npm run fuzz` and the tests do with a target. Runs in Node and in a page. */
import fc from 'fast-check';

/** Something that must hold for any input. */
export interface Target<Input = unknown> {
  /** What holds; begins with its ids of docs/test-scenarios.md. */
  name: string;
  /** How many of the 20,000 inputs of `npm test` the target gets. */
  share: number;
  inputs: fc.Arbitrary<Input>;
  /** Throws if it does not hold. */
  check(input: Input): void;
  /** Functions whose time must grow with the length of a text and not faster, by name. */
  grows?: Readonly<Record<string, (text: string) => unknown>>;
  /** What such a text consists of, over and over again; `textPieces` if absent. */
  pieces?: readonly string[];
}

/** What a long text of a target without own pieces consists of. */
export const textPieces: readonly string[] = ['&a', '%25', '[', '((((', '\\', ' ', 'error=', 'https://', '&amp;', '=\n'];

/** An input for which a target does not hold. */
export interface Failure {
  /** The first run with this seed fails, see `fuzz`. */
  seed: number;
  /** The smallest input that fails, as source. */
  input: string;
  error: string;
}

/** What came of a target. */
export interface Outcome {
  inputs: number;
  failures: readonly Failure[];
  /** The longest time that one input took, in milliseconds of the given clock. */
  longest: number;
}

/** Throws an error that says what was expected if the condition is not met. */
export function must(condition: unknown, expected: string): asserts condition {
  if (!condition) throw new Error(`expected: ${expected}`);
}

/** After this time an input counts as one that hangs, in milliseconds. */
const HANGS_MS = 10_000;

/** So many inputs share a seed, so that a failure can be repeated without all inputs before it. */
const RUN_LENGTH = 1_000;

/**
 * Checks a target with so many inputs, in runs of 1,000 whose seeds follow each other. A run ends
 * with its first failure. `clock`: a time in milliseconds.
 */
export function fuzz<Input>(target: Target<Input>, seed: number, count: number, clock: () => number): Outcome {
  const failures: Failure[] = [];
  let inputs = 0;
  let longest = 0;
  const property = fc.property(target.inputs, (input) => {
    const began = clock();
    target.check(input);
    const time = clock() - began;
    longest = Math.max(longest, time);
    must(time < HANGS_MS, `less than ${HANGS_MS} ms`);
  });
  for (let run = 0; run * RUN_LENGTH < count; run += 1) {
    const numRuns = Math.min(RUN_LENGTH, count - run * RUN_LENGTH);
    const details = fc.check(property, { seed: seed + run, numRuns });
    inputs += details.numRuns;
    if (!details.failed) continue;
    const { errorInstance: error, counterexample } = details;
    failures.push({ seed: seed + run, input: fc.stringify(counterexample?.[0]), error: String(error) });
  }
  return { inputs, failures, longest };
}

/** Times below this one are too short to tell how they grow, in milliseconds. */
const SLACK_MS = 15;

/** The length of the shorter text, in UTF-16 code units. */
const LENGTH = 40_000;

/** How the time of a function grows with the length of its text. */
export interface Growth {
  /** How many times longer it takes for a text of twice the length, as far as that can be told. */
  factor: number;
  /** Whether that is less than three times. */
  isLinear: boolean;
}

/**
 * Measures the growth for texts that consist of the piece. `timeOf`: the time on the processor that
 * a text takes, in milliseconds, because the time on the clock depends on what else the machine does.
 */
export async function growth(piece: string, timeOf: (text: string) => number | Promise<number>): Promise<Growth> {
  // Other work on the machine disturbs single measurements, so the best of several counts.
  const best = async (size: number) => {
    const text = piece.repeat(Math.ceil(size / piece.length));
    return Math.min(await timeOf(text), await timeOf(text));
  };
  await best(LENGTH / 4);
  let factor = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const [short, long] = [await best(LENGTH), await best(2 * LENGTH)];
    factor = Math.min(factor, long / Math.max(short, SLACK_MS));
    if (long < 3 * short + SLACK_MS) return { factor, isLinear: true };
  }
  return { factor, isLinear: false };
}
