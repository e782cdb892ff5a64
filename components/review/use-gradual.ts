import { useEffect, useState } from 'preact/hooks';

/** How many rows are drawn at once. */
const PORTION = 64;

/**
 * Returns how many of `total` rows to draw now. A very long list is drawn in portions, so that
 * clicks do not have to wait for all of it.
 */
export function useGradual(total: number): number {
  const [count, setCount] = useState(PORTION);
  useEffect(() => {
    if (count >= total) return;
    const timer = setTimeout(() => setCount(count + PORTION));
    return () => clearTimeout(timer);
  }, [count, total]);
  return count;
}
