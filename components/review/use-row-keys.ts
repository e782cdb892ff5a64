import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a single letter does while the focus is in the list. */
interface Shortcuts {
  /** `/` */
  onFilter?(): void;
  /** `I` */
  onIds?(): void;
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Makes the list behind the returned ref one tab stop: the arrow keys, Home and End move between
 * the elements with `data-stop`, the right and left arrows open and close a row. Everything else
 * that can be clicked in a row has the `tabIndex` -1.
 */
export function useRowKeys(shortcuts: Shortcuts) {
  const list = useRef<HTMLDivElement>(null);
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  // The tab stop is an attribute of the page only, so that moving it renders no row again.
  useLayoutEffect(() => {
    const root = list.current;
    if (!root || root.querySelector('[data-stop][tabindex="0"]')) return;
    root.querySelector<HTMLElement>('[data-stop]')?.setAttribute('tabindex', '0');
  });
  useLayoutEffect(() => {
    const root = list.current;
    if (!root) return;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement) || !target.matches('[data-stop]')) return;
      for (const stop of root.querySelectorAll('[data-stop][tabindex="0"]')) stop.setAttribute('tabindex', '-1');
      target.setAttribute('tabindex', '0');
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      const row = target instanceof Element && target.closest('.sr-row, .sr-fold');
      if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
      const move = moves[key];
      if (move) {
        const stops = [...root.querySelectorAll<HTMLElement>('[data-stop]')];
        const own = row.querySelector<HTMLElement>('[data-stop]') ?? (row as HTMLElement);
        stops[move(stops.indexOf(own), stops.length)]?.focus();
      } else if (key === 'ArrowRight' || key === 'ArrowLeft') {
        const toggle = row.matches('[aria-expanded]') ? row : row.querySelector('[aria-expanded]');
        if ((toggle?.getAttribute('aria-expanded') === 'true') === (key === 'ArrowRight')) return;
        (toggle as HTMLElement | null)?.click();
      } else if (key === '/' && latest.current.onFilter) latest.current.onFilter();
      else if (key.toLowerCase() === 'i' && latest.current.onIds) latest.current.onIds();
      else return;
      event.preventDefault();
    };
    root.addEventListener('focusin', onFocus);
    root.addEventListener('keydown', onKeyDown);
    return () => {
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return list;
}
