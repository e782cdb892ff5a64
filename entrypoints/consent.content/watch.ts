/** Calls `readPage` now and after the page changed, at most once in `pause` ms. */
const MIN_READ_INTERVAL_MS = 120;

export function watchPage(signal: AbortSignal, readPage: () => Promise<void>, onRestoredFromCache: () => void): void {
  let waiting = false;
  let again = false;

  const run = async () => {
    if (signal.aborted) return;
    if (waiting) {
      again = true;
      return;
    }
    waiting = true;
    await readPage();
    setTimeout(() => {
      waiting = false;
      if (again) {
        again = false;
        void run();
      }
    }, MIN_READ_INTERVAL_MS);
  };

  const observer = new MutationObserver((changes) => changes.some(isPageMutation) && void run());
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  signal.addEventListener('abort', () => observer.disconnect());
  // Out of the back-forward cache the same document shows another moment of the flow.
  addEventListener(
    'pageshow',
    (event) => {
      if (!event.persisted) return;
      onRestoredFromCache();
      void run();
    },
    { signal },
  );
  void run();
}

/** Our own marks coming and going are no news. */
function isPageMutation({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type !== 'childList' || [...addedNodes, ...removedNodes].some((node) => !node.nodeName.startsWith('SCOPE-REVIEW-'));
}
