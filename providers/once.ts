/**
 * Returns a function that makes a value when it is first called, and returns the same one from then
 * on. Catalogs and schemas use it, so that the background does not wait for what it may not need.
 */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
