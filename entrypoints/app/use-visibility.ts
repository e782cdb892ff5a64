/**
 * Detects clickjacking: a page may cover the panel's frame, make it transparent, or move it under
 * the pointer. A click counts only if the user saw what it does before pressing.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * `covered`: the action bar was not visible for long enough, so the user should press again.
 * `unknown`: nobody can tell, as in Firefox; the click must then be repeated in a window of the
 * extension.
 */
export type Visibility = 'visible' | 'covered' | 'unknown';

/** The action bar must have been visible, and the frame unaltered, for this long before a press. */
const MIN_VISIBLE_MS = 400;

interface VisibleEntry extends IntersectionObserverEntry {
  isVisible: boolean;
}

/**
 * Returns a function that tells, in the handler of a click, whether the user could see the action
 * bar when pressing the button or the key. Nothing that happens after the press counts, because the
 * page learns of the press (the focus leaves it) and could uncover the panel then. It observes the
 * bar and not the whole page, because whatever is scrolled out of view counts as not visible.
 * `isPlain`: what the content script reports, see `DockReport`.
 */
export function useVisibility(isPlain: boolean): () => Visibility {
  const visibleSince = useRef<number | null>(null);
  const plainSince = useRef<number | null>(null);
  const pressed = useRef<Visibility | null>(null);
  const [bar, setBar] = useState<Element | null>(null);
  const supported = 'trackVisibility' in IntersectionObserver.prototype;

  // Every render looks the bar up again, because an answer of the user may replace it with another
  // bar.
  useEffect(() => setBar(document.querySelector('.sr-actions')));

  useLayoutEffect(() => {
    plainSince.current = isPlain ? performance.now() : null;
  }, [isPlain]);

  useEffect(() => {
    if (!supported || !bar) return;
    visibleSince.current = null;
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    const observer = new IntersectionObserver((entries) => {
      // A bar that was hidden in between starts again, even if it is visible by now.
      const visible = (entries as VisibleEntry[]).every((entry) => entry.isVisible);
      const last = (entries.at(-1) as VisibleEntry | undefined)?.isVisible === true;
      visibleSince.current = last ? ((visible ? visibleSince.current : null) ?? performance.now()) : null;
    }, options);
    observer.observe(bar);
    return () => observer.disconnect();
  }, [supported, bar]);

  const judge = useRef((): Visibility => 'unknown');
  judge.current = () => {
    const isLong = (since: number | null) => since !== null && performance.now() - since >= MIN_VISIBLE_MS;
    if (!supported) return 'unknown';
    if (!isLong(visibleSince.current)) return 'covered';
    if (plainSince.current === null) return 'unknown';
    return isLong(plainSince.current) ? 'visible' : 'covered';
  };

  useEffect(() => {
    const onPointerDown = () => {
      pressed.current = judge.current();
    };
    const onKeyDown = ({ key, repeat }: KeyboardEvent) => {
      if ((key === 'Enter' || key === ' ') && !repeat) pressed.current = judge.current();
    };
    // The page can zoom and resize the frame, which moves what is in it.
    const onResize = () => {
      if (visibleSince.current !== null) visibleSince.current = performance.now();
    };
    addEventListener('pointerdown', onPointerDown, true);
    addEventListener('keydown', onKeyDown, true);
    addEventListener('resize', onResize);
    return () => {
      removeEventListener('pointerdown', onPointerDown, true);
      removeEventListener('keydown', onKeyDown, true);
      removeEventListener('resize', onResize);
    };
  }, []);

  return () => {
    // Assistive software clicks without a press.
    const verdict = pressed.current ?? judge.current();
    pressed.current = null;
    return verdict;
  };
}
