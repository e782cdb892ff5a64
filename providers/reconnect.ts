/** Where the users of an app change the scopes of a connection, in the app's own words. By the id of the app's profile. */
import type { Source } from './types';

const paths: Readonly<Record<string, { path: string; source: Source }>> = {
  clay: {
    path: 'Settings → Connected accounts → Reconnect',
    source: { title: 'Clay: OAuth optional scopes', url: 'https://university.clay.com/docs/oauth-optional-scopes', seen: '2026-11-22' },
  },
};

/** `Settings → Connected accounts → Reconnect`; null for an app that does not publish it. */
export function reconnectPath(profileId: string): string | null {
  return Object.hasOwn(paths, profileId) ? (paths[profileId]?.path ?? null) : null;
}
