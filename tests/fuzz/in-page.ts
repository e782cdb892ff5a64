/** What `npm run fuzz` loads into a page, to read changed pages there. */
import { pageTargets } from './pages';
import { fuzz, type Outcome, textPieces } from './target';

/** What the script calls. `target` is the place in `pageTargets`. */
export interface InPage {
  targets: readonly { name: string; share: number; grows: readonly string[]; pieces: readonly string[] }[];
  fuzz(target: number, seed: number, count: number): Outcome;
  /** Runs one of the functions of `grows`. */
  work(target: number, name: string, text: string): void;
}

const inPage: InPage = {
  targets: pageTargets.map(({ name, share, grows = {}, pieces = textPieces }) => ({ name, share, grows: Object.keys(grows), pieces })),
  fuzz(target, seed, count) {
    const one = pageTargets[target];
    if (!one) throw new Error('no such target');
    return fuzz(one, seed, count, () => performance.now());
  },
  work(target, name, text) {
    pageTargets[target]?.grows?.[name]?.(text);
  },
};
Object.assign(globalThis, { inPage });
