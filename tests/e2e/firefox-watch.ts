/** Watches the extension in Firefox for secrets, as `watch.ts` does in Chromium. */
import type { Secret } from '../simulators/secrets';
import { addOnId, type InBrowserWindow } from './firefox-extension';
import { formsInPages, type Place, watchPage } from './leaks';

/** What the extension left somewhere. */
type Left = readonly [place: Place, text: string];

/**
 * Watches every page of the extension from its start, and its console. WebDriver BiDi reports neither
 * of pages of an extension, so this runs in the browser's own processes. Returns a function that
 * resolves to what was left since its last call: the excerpts of pages that contain a secret, and
 * everything that was printed or copied.
 */
export async function watchExtension(inWindow: InBrowserWindow, secrets: readonly Secret[]): Promise<() => Promise<Left[]>> {
  // The compiler calls `__name` for each function inside another one.
  const inPage = `{ const __name = (one) => one; (${watchPage})(${JSON.stringify(formsInPages(secrets))}); }`;
  const inProcess = `{
    const tell = (place, text) => sendAsyncMessage('scope-review:left', [place, text]);
    const textOf = (given) => {
      try {
        return given + ' ' + JSON.stringify(given);
      } catch {
        return '';
      }
    };
    Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).addLogEventListener((event) => {
      if (event.addonId === '${addOnId}') tell('console', event.arguments.map(textOf).join(' '));
    }, Services.scriptSecurityManager.getSystemPrincipal());
    Services.obs.addObserver(({ defaultView, nodePrincipal }) => {
      if (nodePrincipal.addonId !== '${addOnId}' || !defaultView) return;
      const sandbox = Cu.Sandbox(defaultView, { sandboxPrototype: defaultView, wantXrays: false });
      Cu.exportFunction(tell, sandbox, { defineAs: 'reportToTest' });
      Cu.evalInSandbox(${JSON.stringify(inPage)}, sandbox);
    }, 'document-element-inserted');
  }`;
  await inWindow(`(() => {
    window.left = [];
    Services.ppmm.addMessageListener('scope-review:left', ({ data }) => window.left.push(data));
    Services.ppmm.loadProcessScript('data:,' + encodeURIComponent(${JSON.stringify(inProcess)}), true);
  })()`);
  return () => inWindow<Left[]>('window.left.splice(0)');
}
