/** The shortest time between the end of one read and the start of the next. */
const MIN_READ_INTERVAL_MS = 30;
/** A page on which a read is slow is read less often: this many times as long as a read took. */
const REST_PER_READ = 30;

/**
 * Calls `readPage` now and whenever the page changes. Changes during a read lead to one more read.
 * `onRestoredFromCache` is called first when the browser restores the page from the back-forward
 * cache.
 */
export function watchPage(readPage: () => Promise<void>, onRestoredFromCache: () => void): void {
  let isBusy = false;
  let hasChanged = false;

  const run = async () => {
    hasChanged = isBusy;
    if (isBusy) return;
    isBusy = true;
    const start = performance.now();
    const reading = readPage();
    const cost = performance.now() - start;
    try {
      await reading;
    } finally {
      setTimeout(
        () => {
          isBusy = false;
          if (hasChanged) void run();
        },
        Math.max(MIN_READ_INTERVAL_MS, REST_PER_READ * cost),
      );
    }
  };

  const observer = new MutationObserver((changes) => changes.some(isPageMutation) && void run());
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  // A restored document is unchanged, but the flow may have moved on while it was in the cache.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    onRestoredFromCache();
    void run();
  });
  void run();
}

/**
 * Returns false for the insertion and removal of our own marks, which would lead to an endless loop
 * of reads.
 */
function isPageMutation({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return (
    type !== 'childList' ||
    [...addedNodes, ...removedNodes].some((node) => !Reflect.get(Node.prototype, 'nodeName', node).startsWith('SCOPE-REVIEW-'))
  );
}
