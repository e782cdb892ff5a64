/** The place where a compromised renderer has the powers of a content script. */
import type { Page } from 'playwright';

export interface IsolatedWorld {
  /** Resolves to the value of a JavaScript expression, after its promise if it is one. */
  run(expression: string): Promise<unknown>;
}

/**
 * Watches the worlds of a tab's pages; call it before the page loads. The result resolves to the world
 * in which the content script of this extension runs on the present page.
 */
export async function watchIsolatedWorld(page: Page, extensionId: string): Promise<() => Promise<IsolatedWorld>> {
  const session = await page.context().newCDPSession(page);
  const worlds: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  session.on('Runtime.executionContextsCleared', () => worlds.splice(0));
  await session.send('Runtime.enable');
  return async () => {
    const find = () => worlds.findLast(({ origin }) => origin === `chrome-extension://${extensionId}`);
    for (let attempt = 0; !find() && attempt < 100; attempt += 1) await page.waitForTimeout(100);
    const contextId = find()?.id;
    if (contextId === undefined) throw new Error('no content script of the extension runs on this page');
    return {
      async run(expression) {
        const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
          contextId,
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
    };
  };
}
