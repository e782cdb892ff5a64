import { expect, it } from 'vitest';
import { sameExcept } from '@/providers/oauth2/query';

const url = 'https://a.example/authorize?client_id=1&scope=a%20b&state=x+y&empty=#f';
const scope = new Set(['scope']);

it('B1: a URL with another scope list is the same as before', () => {
  for (const other of [url, url.replace('a%20b', 'a'), url.replace('&scope=a%20b', '')]) expect(sameExcept(url, other, scope)).toBe(true);
});

it.each([
  ['host', ['a.example', 'b.example']],
  ['path', ['/authorize', '/authorise']],
  ['another value', ['client_id=1', 'client_id=2']],
  ['another spelling of a space', ['x+y', 'x%20y']],
  ['another order', ['client_id=1&scope=a%20b&state=x+y', 'state=x+y&scope=a%20b&client_id=1']],
  ['a parameter more', ['&empty=', '&empty=&more=1']],
  ['a parameter less', ['&empty=', '']],
  ['another fragment', ['#f', '#g']],
] as const)('B1: a URL with %s is not', (_, [from, to]) => {
  expect(sameExcept(url, url.replace(from, to), scope)).toBe(false);
});
