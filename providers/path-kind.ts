/**
 * Classifies paths as any server may read them, so that no spelling of an address hides a request
 * from the review.
 */
import type { PageKind } from './contract/page';

/**
 * Patterns of paths. The first one that fits decides, so a kind that may be missed on no account
 * comes first.
 */
export type PathKinds = readonly (readonly [RegExp, PageKind])[];

/**
 * Returns the kind of the first row that fits one of the paths: by default the path as it is
 * written, and as the most lenient server may read it.
 */
export function kindOfPath(rows: PathKinds, url: URL, paths = [url.pathname, plainPath(url)]): PageKind {
  return rows.find(([pattern]) => paths.some((path) => pattern.test(path)))?.[1] ?? 'elsewhere';
}

/**
 * Returns the path as the most lenient server may read it, in lower case. Tomcat drops what follows a
 * semicolon in each segment, decodes escapes, joins slashes and resolves dots
 * (`CoyoteAdapter.postParseRequest`); Rails joins slashes, drops a final one and takes what follows a
 * dot for a format (`Journey::Router::Utils.normalize_path`; 2026-11-26). Escapes are undone once, as
 * servers do. A character that belongs to no name may follow the name of the endpoint.
 */
export function plainPath({ pathname }: URL): string {
  const decoded = pathname.replace(/%([0-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  const joined = decoded.replace(/;[^\\/]*/g, '').replace(/[\\/]+/g, '/');
  return new URL(`https://a${joined}`).pathname.toLowerCase().replace(/(?<=\/authorize)[^\w/-][^/]*\/?$|\/$/, '');
}
