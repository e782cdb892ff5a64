// @vitest-environment happy-dom
/** A content script stops when a newer copy of it starts on the same page. */
import { expect, it } from 'vitest';
import { ContentScriptContext } from '@/entrypoints/app/content-script-context';

it('aborts the older copies of the same script, and no other script', () => {
  const [first, other] = [new ContentScriptContext('consent'), new ContentScriptContext('sign-in')];
  expect([first, other].map(({ signal }) => signal.aborted)).toEqual([false, false]);
  const second = new ContentScriptContext('consent');
  expect([first, other, second].map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
  const third = new ContentScriptContext('consent');
  expect([second, third].map(({ signal }) => signal.aborted)).toEqual([true, false]);
});
