import { useEffect, useRef } from 'preact/hooks';

/**
 * Calls `fit` with the height of a state face, in px, whenever it changes, so that the frame frees
 * the rest of the page; with null for every other face.
 */
export function useFit(fit: (height: number | null) => void): void {
  const last = useRef<number | null>(null);
  const latest = useRef(fit);
  latest.current = fit;
  useEffect(() => {
    const report = () => {
      const card = document.querySelector('.sr-sheet--card');
      const height = card ? Math.ceil(card.getBoundingClientRect().height) : null;
      if (height !== last.current) latest.current(height);
      last.current = height;
    };
    // One face replaces another within the same element, so its size is what changes.
    const observer = new ResizeObserver(report);
    const watch = new MutationObserver(() => {
      const sheet = document.querySelector('.sr-sheet');
      if (sheet) observer.observe(sheet);
      report();
    });
    watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['class'] });
    return () => {
      observer.disconnect();
      watch.disconnect();
    };
  }, []);
}
