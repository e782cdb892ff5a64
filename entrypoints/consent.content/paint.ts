/** Keeps the content script from delaying the page. */

/**
 * The longest time to wait for a paint, which a page in the background never does, and for the load
 * event after it.
 */
const MAX_WAIT_MS = 1000;

/** Resolves when the page has painted for the first time, or after a second. */
export function whenPainted(): Promise<unknown> {
  return new Promise<unknown>((resolve) => {
    new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true });
    setTimeout(resolve, MAX_WAIT_MS);
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
      setTimeout(resolve, MAX_WAIT_MS);
    });
  await new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: 500 });
  });
}
