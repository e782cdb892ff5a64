/** The presets: which are offered, and how they are named. */
import { describe, expect, it } from 'vitest';
import type { Access } from '@/providers/contract/catalogue';
import { notReadOnly, presetsFor } from '@/utils/review/selection';
import type { ReviewScope } from '@/utils/review/types';

const scope = (id: string, access: Access | null, more: Partial<ReviewScope> = {}) =>
  ({ id, access, requirement: 'optional-on', locked: more.requirement === 'required', ...more }) as ReviewScope;
const required = (id: string, access: Access | null) => scope(id, access, { requirement: 'required' });
const optional = [scope('a', 'read'), scope('b', 'write')];
const readOnly = (scopes: readonly ReviewScope[]) => presetsFor(scopes, null).find(({ id }) => id === 'read-only')?.keep;

it('keeps the name of a preset that equals the saved selection, and marks it', () => {
  const scopes = [required('r', 'read'), ...optional];
  const presets = (kept: string[], dropped: string[]) =>
    presetsFor(scopes, { kept, dropped }).map(({ id, isLast }) => (isLast ? `${id} (last)` : id));
  expect(presets(['r', 'a'], ['b'])).toEqual(['all', 'read-only (last)', 'least-access']);
  expect(presets(['r', 'b'], ['a'])).toEqual(['last', 'all', 'read-only', 'least-access']);
  // What is new was not decided, so this is not what was saved.
  expect(presets(['r'], ['b'])).toEqual(['last', 'all', 'least-access']);
});

describe('the read-only preset', () => {
  it.each(['read', 'identity', 'offline'] as const)('keeps a required scope of access %s', (access) => {
    expect(readOnly([required('r', access), ...optional])).toEqual(['r', 'a']);
  });

  it.each(['write', 'delete', 'full', 'admin'] as const)('is not offered beside a required scope of access %s', (access) => {
    const scopes = [required('r', access), ...optional];
    expect(readOnly(scopes)).toBeUndefined();
    expect(notReadOnly(scopes)).toEqual({ changing: 1, unknown: 0 });
  });

  it('is not offered beside a required scope that nobody knows, nor beside one that is locked for another reason', () => {
    expect(readOnly([required('r', null), ...optional])).toBeUndefined();
    expect(notReadOnly([required('r', null), ...optional])).toEqual({ changing: 0, unknown: 1 });
    expect(readOnly([scope('l', 'write', { requirement: 'undeclared', locked: true }), ...optional])).toBeUndefined();
  });

  it('is offered whatever the scopes that it drops can do', () => {
    expect(readOnly([scope('x', 'admin'), scope('y', null, { requirement: 'undeclared' }), ...optional])).toEqual(['a']);
  });
});
