import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesOne, matchesPattern } from '@/utils/policy/pattern';

/** The meaning of a pattern, by trying every length for each `*`. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern;
  if (pattern === '') return text === '';
  if (first !== '*') return text.startsWith(first) && fits(rest.join(''), text.slice(first.length));
  return Array.from({ length: text.length + 1 }, (_, length) => text.slice(length)).some((end) => fits(rest.join(''), end));
}

describe('a pattern', () => {
  it.each([
    ['crm.objects.owners.read', 'crm.objects.owners.read', true],
    ['crm.objects.owners.read', 'crm.objects.owners', false],
    ['crm.*.read', 'crm.objects.owners.read', true],
    ['crm.*.read', 'crm.read', false],
    ['*.highly_sensitive.*', 'crm.objects.contacts.highly_sensitive.read', true],
    ['*.all', 'users.all', true],
    ['*', '', true],
    ['a*a', 'a', false],
    // The other characters that a regular expression would understand stand for themselves.
    ['crm.lists.read', 'crmxlistsxread', false],
    ['a+(b)*', 'a+(b)c', true],
  ])('%s compared with %s gives %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  it('means the same as trying every length for each asterisk', () => {
    const short = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
    fc.assert(
      fc.property(short('ab*'), short('ab'), (pattern, text) => matchesPattern(pattern, text) === fits(pattern, text)),
      {
        numRuns: 2000,
      },
    );
  });

  it('of a list fits like each of them alone', () => {
    const short = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 5 });
    fc.assert(
      fc.property(fc.array(short('ab*'), { maxLength: 5 }), short('ab*'), (patterns, text) => {
        expect(matchesOne(patterns, text)).toBe(patterns.some((pattern) => matchesPattern(pattern, text)));
      }),
    );
  });

  it('takes linear time on a text that nearly matches', () => {
    const start = performance.now();
    for (let run = 0; run < 100; run++) matchesPattern(`${'*a'.repeat(99)}*b`, 'a'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
