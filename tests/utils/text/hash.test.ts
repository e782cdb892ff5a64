import { expect, it } from 'vitest';
import { hash } from '@/utils/text/hash';

it('is the first half of SHA-256, as published in FIPS 180-2 for "abc"', () => {
  expect(hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223');
  expect(hash('caf\u00e9')).not.toBe(hash('cafe\u0301'));
});
