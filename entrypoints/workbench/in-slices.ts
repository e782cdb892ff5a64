/** The page answers to the user again after so many milliseconds of work. */
const SLICE_MS = 16;

/**
 * Does work that yields often in slices, so that the page stays responsive, and then passes on
 * everything that it yielded; at once if one slice is enough. Returns a function that stops it.
 */
export function inSlices<Item>(work: Iterator<Item>, onDone: (items: Item[]) => void): () => void {
  const items: Item[] = [];
  let timer = 0;
  const slice = () => {
    const until = performance.now() + SLICE_MS;
    for (let next = work.next(); ; next = work.next()) {
      if (next.done) return onDone(items);
      items.push(next.value);
      if (performance.now() > until) break;
    }
    timer = setTimeout(slice) as unknown as number;
  };
  slice();
  return () => clearTimeout(timer);
}
