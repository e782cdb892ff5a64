/** Keeps the work of the content script out of the way of the page's own. */

/** A page in the background paints nothing, and is read after this time all the same. */
const MAX_PAINT_WAIT_MS = 1000;
/** How long the panel waits for the page's load event after its first paint. */
const MAX_LOAD_WAIT_MS = 1000;

/** Resolves when the page has painted for the first time, or after a second. */
export function whenPainted(): Promise<unknown> {
  return new Promise<unknown>((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, MAX_PAINT_WAIT_MS);
  });
}

/**
 * Resolves when the page has loaded and the main thread is idle: a frame that is added before the
 * load event would delay it.
 */
export async function whenIdle(): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise<unknown>((resolve) => {
      addEventListener('load', resolve, { once: true });
      setTimeout(resolve, MAX_LOAD_WAIT_MS);
    });
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: 500 });
  });
}
