/** Whether the user can really see what they click: a page may lay something over the frame or make it transparent. */
import { useEffect, useRef, useState } from 'preact/hooks';

/** `unknown` where the browser cannot tell (Firefox): the last click then belongs to the popup. */
export type Visibility = 'visible' | 'covered' | 'unknown';

/** Seen for this long, in milliseconds, before a click counts. */
const MIN_VISIBLE_MS = 400;

interface VisibleEntry extends IntersectionObserverEntry {
  isVisible: boolean;
}

/**
 * Reads the visibility of the action bar at the moment of the call. The bar and not the whole page: what is scrolled away counts as
 * not visible.
 */
export function useVisibility(): () => Promise<Visibility> {
  const seenSince = useRef<number | null>(null);
  const [bar, setBar] = useState<Element | null>(null);
  const supported = 'trackVisibility' in IntersectionObserver.prototype;

  // Any drawing may put another bar there: an answer may turn who can act.
  useEffect(() => setBar(document.querySelector('.sr-actions')));

  useEffect(() => {
    if (!supported || !bar) return;
    seenSince.current = null;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    const observer = new IntersectionObserver((entries) => {
      const visible = (entries.at(-1) as VisibleEntry | undefined)?.isVisible === true;
      seenSince.current = visible ? (seenSince.current ?? performance.now()) : null;
    }, options);
    observer.observe(bar);
    return () => observer.disconnect();
  }, [supported, bar]);

  const seen = () => seenSince.current !== null && performance.now() - seenSince.current >= MIN_VISIBLE_MS;
  return async () => {
    if (!supported) return 'unknown';
    if (!seen()) await new Promise((resolve) => setTimeout(resolve, MIN_VISIBLE_MS + 200));
    return seen() ? 'visible' : 'covered';
  };
}
