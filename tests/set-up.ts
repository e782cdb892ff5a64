import fc from 'fast-check';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * The fake browser's i18n always throws. Without it, texts come from the English file, as in the
 * terminal.
 */
Reflect.set(fakeBrowser.i18n, 'getMessage', undefined);

/**
 * Every run of the tests has the same inputs, so that a failure comes from a change. Another seed
 * finds other inputs: `FUZZ_SEED=7 npm run unit`.
 */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) });
