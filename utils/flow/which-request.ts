/** Tells a flow's two requests apart. */
import { readQuery } from '@/providers/oauth2/query';
import type { Flow } from './flow';

/**
 * Tells which of a flow's two requests has the same query; null if neither has. Host and path
 * may differ, because HubSpot moves the user to the region of the account.
 */
export function whichRequest(
  { requestUrl, narrowedUrl }: Pick<Flow, 'requestUrl' | 'narrowedUrl'>,
  url: string,
): Flow['activeRequest'] | null {
  if (hasSameQuery(narrowedUrl, url)) return 'narrowed';
  return hasSameQuery(requestUrl, url) ? 'original' : null;
}

function hasSameQuery(left: string | null, right: string): boolean {
  const queryOf = (url: string) => {
    const query = readQuery(url);
    return url.slice(query.start, query.end);
  };
  return left !== null && queryOf(left) === queryOf(right);
}
