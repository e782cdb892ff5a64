import { useEffect, useState } from 'preact/hooks';

/** So many rows are drawn at a time. */
const ROWS = 20;

/**
 * Returns how many of the rows of a list to draw now. Of many, these are more after each painting, until
 * they are all: to draw them at once would block the page. `list`: another value begins another list.
 * `step`: how many are drawn at a time.
 */
export function useDrawn(count: number, list: string | undefined, step = ROWS): number {
  const [state, setState] = useState({ list, limit: step });
  const limit = state.list === list ? state.limit : step;
  // A few rows that are added to a list are drawn at once, and may take the focus.
  const end = count + step;
  useEffect(() => {
    if (limit === end && state.list === list) return;
    const timer = setTimeout(() => setState({ list, limit: Math.min(limit + step, end) }));
    return () => clearTimeout(timer);
  }, [limit, end, list, step]);
  return Math.min(limit, count);
}
