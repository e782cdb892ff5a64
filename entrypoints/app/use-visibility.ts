/** Detects clickjacking: a page may cover the panel's frame or make it transparent. */
import { useEffect, useRef, useState } from 'preact/hooks';

/**
 * `unknown`: the browser cannot tell, as in Firefox; the click must then be repeated in a window of
 * the extension.
 */
export type Visibility = 'visible' | 'covered' | 'unknown';

/** The action bar must have been visible for this long before a click counts. */
const MIN_VISIBLE_MS = 400;

interface VisibleEntry extends IntersectionObserverEntry {
  isVisible: boolean;
}

/**
 * Returns a function that resolves to the current visibility of the action bar. It waits once if
 * the bar was not visible long enough yet. It observes the bar and not the whole page, because
 * whatever is scrolled out of view counts as not visible.
 */
export function useVisibility(): () => Promise<Visibility> {
  const visibleSince = useRef<number | null>(null);
  const [bar, setBar] = useState<Element | null>(null);
  const supported = 'trackVisibility' in IntersectionObserver.prototype;

  // Every render looks the bar up again, because an answer of the user may replace it with another
  // bar.
  useEffect(() => setBar(document.querySelector('.sr-actions')));

  useEffect(() => {
    if (!supported || !bar) return;
    visibleSince.current = null;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    const observer = new IntersectionObserver((entries) => {
      const visible = (entries.at(-1) as VisibleEntry | undefined)?.isVisible === true;
      visibleSince.current = visible ? (visibleSince.current ?? performance.now()) : null;
    }, options);
    observer.observe(bar);
    return () => observer.disconnect();
  }, [supported, bar]);

  const isVisible = () => visibleSince.current !== null && performance.now() - visibleSince.current >= MIN_VISIBLE_MS;
  return async () => {
    if (!supported) return 'unknown';
    if (!isVisible()) await new Promise((resolve) => setTimeout(resolve, MIN_VISIBLE_MS + 200));
    return isVisible() ? 'visible' : 'covered';
  };
}
