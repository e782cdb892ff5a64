import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * The fake browser's i18n always throws. Without it, texts come from the English file, as in the
 * terminal.
 */
Reflect.set(fakeBrowser.i18n, 'getMessage', undefined);
