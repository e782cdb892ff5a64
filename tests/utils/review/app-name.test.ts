/** What an app is called, by how it was recognised. */
import { expect, it } from 'vitest';
import { nameOfApp } from '@/utils/review/app-name';
import type { MatchedBy } from '@/utils/review/types';

const named = (name: string | null, matchedBy: MatchedBy | null, redirectHost: string | null) =>
  nameOfApp({ app: { name, matchedBy, own: false, profile: null, reconnectPath: null }, redirectHost });

it.each(['person', 'client-id', 'redirect-host'] as const)('%s: by its name', (matchedBy) => {
  expect(named('Clay', matchedBy, 'app.example')).toBe('Clay');
});

it.each(['page-name', 'scope-set'] as const)('%s is a resemblance: by its name only where there is no address', (matchedBy) => {
  expect(named('Clay', matchedBy, 'app.example')).toBe('app.example');
  expect(named('Clay', matchedBy, null)).toBe('Clay');
});

it('an app that nobody knows goes by its address, and without one it has no name', () => {
  expect(named(null, 'person', 'app.example')).toBe('app.example');
  expect(named(null, null, 'app.example')).toBe('app.example');
  expect(named(null, null, null)).toBeNull();
});
