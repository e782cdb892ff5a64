/**
 * Detects clickjacking: a page may cover the panel's frame, make it transparent, or move it under
 * the pointer. A click counts only if the user saw what it does before pressing.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/**
 * `covered`: the action bar was not visible for long enough, so the user should press again.
 * `unknown`: nobody can tell, as in Firefox, or the bar stays covered as far as the browser says; the
 * click must then be repeated in a window of the extension.
 */
export type Visibility = 'visible' | 'covered' | 'unknown';

/**
 * What the content script reported about the frame, see `DockReport`. Times are
 * `performance.now()`.
 */
export interface Plainness {
  /** Since when the frame has looked as it was drawn; null if something alters it. */
  since: number | null;
  /** When that was last reported. */
  at: number;
}

/**
 * The action bar must have been visible, and the frame unaltered, for this long before a press. A window
 * of the extension, which no page alters, must have shown the same request in front for as long.
 */
const MIN_VISIBLE_MS = 400;
/**
 * A bar that was not visible for this long is not just about to be. The browser counts each later
 * element of the top layer as a cover, wherever it is (Chromium 156, seen 2026-11-26).
 */
const MIN_COVERED_MS = 1_000;
/** A report that is older says nothing about now: the page may have stopped its scripts since. */
export const MAX_REPORT_AGE_MS = 500;

interface VisibleEntry extends IntersectionObserverEntry {
  isVisible: boolean;
}

/**
 * Returns a function that tells, in the handler of a click, whether the user could see the action
 * bar when pressing the button or the key. Nothing that happens after the press counts, because the
 * page learns of the press (the focus leaves it) and could uncover the panel then. It observes the
 * bar and not the whole page, because whatever is scrolled out of view counts as not visible.
 * Without `plainness`, as in the popup, it tells whether the window has had the focus for long enough: a
 * page could have it open, or change, under a pointer that clicks on and on. `subject`: what the click is
 * about. Another one must have been there for as long, too, because the second click of a double click
 * meets the button that took the place of the first one's.
 */
export function useVisibility(plainness: RefObject<Plainness> | undefined, subject: string | undefined): () => Visibility {
  const shownSince = useRef(0);
  useLayoutEffect(() => {
    const restart = () => {
      shownSince.current = performance.now();
    };
    restart();
    addEventListener('focus', restart);
    return () => removeEventListener('focus', restart);
  }, [subject]);
  const visibleSince = useRef<number | null>(null);
  const coveredSince = useRef(performance.now());
  const pressed = useRef<Visibility | null>(null);
  const [bar, setBar] = useState<Element | null>(null);
  const supported = 'trackVisibility' in IntersectionObserver.prototype;

  // Every render looks the bar up again, because an answer of the user may replace it with another
  // bar.
  useEffect(() => setBar(document.querySelector('.sr-actions')));

  useEffect(() => {
    if (!supported || !bar) return;
    visibleSince.current = null;
    coveredSince.current = performance.now();
    const options = { trackVisibility: true, delay: 100, threshold: [0, 1] };
    const observer = new IntersectionObserver((entries) => {
      // A bar that was hidden in between starts again, even if it is visible by now.
      const visible = (entries as VisibleEntry[]).every((entry) => entry.isVisible);
      const last = (entries.at(-1) as VisibleEntry | undefined)?.isVisible === true;
      if (visibleSince.current !== null) coveredSince.current = performance.now();
      visibleSince.current = last ? ((visible ? visibleSince.current : null) ?? performance.now()) : null;
    }, options);
    observer.observe(bar);
    return () => observer.disconnect();
  }, [supported, bar]);

  const judge = useRef((): Visibility => 'unknown');
  judge.current = () => {
    const isLong = (since: number | null) => since !== null && performance.now() - since >= MIN_VISIBLE_MS;
    if (!plainness) return isLong(shownSince.current) ? 'visible' : 'covered';
    if (!supported) return 'unknown';
    const isCovered = visibleSince.current === null && performance.now() - coveredSince.current >= MIN_COVERED_MS;
    if (!isLong(visibleSince.current)) return isCovered ? 'unknown' : 'covered';
    const { since, at } = plainness?.current ?? { since: null, at: 0 };
    if (since === null) return 'unknown';
    return isLong(since) && performance.now() - at < MAX_REPORT_AGE_MS ? 'visible' : 'covered';
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
