/** The displayed name of an app depends on how the app was recognized. */
import { expect, it } from 'vitest';
import { nameOfApp } from '@/utils/review/app-name';
import type { MatchedBy } from '@/utils/review/types';

const named = (name: string | null, matchedBy: MatchedBy | null, redirectHost: string | null) =>
  nameOfApp({ app: { name, matchedBy, isCustom: false, profile: null, reconnectPath: null }, redirectHost });

it.each(['user', 'client-id', 'redirect-host'] as const)('an app that is matched by %s goes by its name', (matchedBy) => {
  expect(named('Clay', matchedBy, 'app.example')).toBe('Clay');
});

it.each(['claimed-host', 'page-name', 'scope-set'] as const)(
  'an app that only resembles a profile by %s goes by its redirect host, or by its name without one',
  (matchedBy) => {
    expect(named('Clay', matchedBy, 'app.example')).toBe('app.example');
    expect(named('Clay', matchedBy, null)).toBe('Clay');
  },
);

it('an unknown app goes by its redirect host, and has no name without one', () => {
  expect(named(null, 'user', 'app.example')).toBe('app.example');
  expect(named(null, null, 'app.example')).toBe('app.example');
  expect(named(null, null, null)).toBeNull();
  // A scheme, whose links any app may open, is no name.
  expect(named(null, null, 'nwsync:')).toBeNull();
});
