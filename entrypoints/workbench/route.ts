/** The view that the workbench shows, as the fragment of its URL: `#view/part/part`. */
import { useLayoutEffect, useState } from 'preact/hooks';

/** A view, and what it shows: the parts of the fragment, decoded. */
export interface Route {
  view: string;
  path: readonly string[];
}

/** Returns the fragment of a view, for a link. */
export function linkTo(view: string, ...path: readonly (string | number)[]): string {
  return `#${[view, ...path].map((part) => encodeURIComponent(part)).join('/')}`;
}

/** Goes to a view, as a link to it would. */
export function go(view: string, ...path: readonly (string | number)[]): void {
  location.hash = linkTo(view, ...path);
}

/** Reads a fragment. A part that is not valid is kept as it is. */
export function readRoute(hash: string): Route {
  const [view = '', ...path] = hash.replace(/^#/, '').split('/').map(decoded);
  return { view, path };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Returns the route of the page, which changes with its fragment. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.hash));
  // An effect after painting would miss a change of the fragment before it.
  useLayoutEffect(() => {
    const onChange = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return route;
}
