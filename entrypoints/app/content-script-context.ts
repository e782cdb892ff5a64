/**
 * Replaces the context of WXT in our content scripts, which use nothing of it but `signal`. The
 * original is a tenth of the code that runs on each consent page (wxt 0.21.4).
 */
import { browser } from 'wxt/browser';

/**
 * The context of one content script. `signal` aborts once the browser starts a newer copy of the
 * script on the same page, as it does after an update of the extension.
 */
export class ContentScriptContext {
  readonly signal: AbortSignal;

  /** `name`: the name of the entry point, which the copies of one script share. */
  constructor(name: string) {
    const started = `${browser.runtime.id}:${name}:started`;
    const controller = new AbortController();
    this.signal = controller.signal;
    // The older copy hears of this one before this one listens itself.
    document.dispatchEvent(new Event(started));
    document.addEventListener(started, () => controller.abort(), { once: true });
  }
}
