import { describe, expect, it } from 'vitest';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import { bracketedIds } from '@/utils/diagnosis/match-text';
import { errorFinding, recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { hasErrorHeading } from '@/utils/flow/outcome';
import { normalize } from '@/utils/text/normalize';
import { matchesText } from '../../matches-text';
import { headings, rule, rules } from './sample-rules';

const idOf = (...texts: string[]) => {
  const answer = recognizeErrors(rules, [], texts, headings);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
};

describe('normalize', () => {
  it('unifies quotes, case, spacing and invisible characters', () => {
    expect(normalize(' “Don’t”\u00a0 \n\tＡsk‘ ')).toBe('"don\'t" ask\'');
    expect(normalize('ab\u200bc\u202e\u2066d\ufeff\u00ad\u0000e')).toBe('abcd e');
  });

  it('does not change its own result, whatever a character is made of', () => {
    for (const [text, expected] of [
      ['‴ ⁗ ŉ', "''' '''' 'n"],
      ['don´t ″now″', `don't "now"`],
    ] as const) {
      expect(normalize(text)).toBe(expected);
      expect(normalize(expected)).toBe(expected);
    }
  });

  it('cuts its result, even when one character expands to many', () => {
    expect(normalize('x'.repeat(100_000))).toHaveLength(2_000);
    expect(normalize('\ufdfa'.repeat(100_000))).toHaveLength(2_000);
  });
});

describe('the wording of a rule', () => {
  it('matches * with any text, including none, in order', () => {
    expect(matchesText('install * now', 'Please install Ärzte & Co. (EU) now!')).toBe(true);
    expect(matchesText('a*b*c', 'abc')).toBe(true);
    expect(matchesText('a*b*c', 'acb')).toBe(false);
    expect(matchesText('install *', 'install')).toBe(true);
  });

  it('matches nothing with a pattern of wildcards only', () => {
    for (const pattern of ['', '*', ' * * ']) expect(matchesText(pattern, 'anything'), pattern).toBe(false);
  });

  it('treats characters of regular expressions literally', () => {
    expect(matchesText('(a+)+$', 'aaaa')).toBe(false);
    expect(matchesText('[*', 'see [x]')).toBe(true);
  });
});

describe('bracketedIds', () => {
  it('reads the first pair of brackets, whatever separates and quotes the ids', () => {
    expect(bracketedIds('missing [a.read, "b_c.write"\n ‘tickets-writer’,,a.read] and [z]')).toEqual([
      'a.read',
      'b_c.write',
      'tickets-writer',
    ]);
    expect(bracketedIds('[[a, b]]')).toEqual(['a', 'b']);
  });

  it('omits text that cannot be a scope id, and a last id that may be cut', () => {
    expect(bracketedIds('[<img, a.read, ünder, b&c, %20]')).toEqual(['a.read']);
    expect(bracketedIds('missing [a.read, b.read, crm.obje')).toEqual(['a.read', 'b.read']);
    expect(bracketedIds(`[${'x'.repeat(129)}, a]`)).toEqual(['a']);
  });

  it('returns an empty list when there are no ids', () => {
    for (const text of ['', '[[[[', ']]]]', '] [', '[]', 'none']) expect(bracketedIds(text), text).toEqual([]);
  });

  it('returns at most 200 ids', () => {
    expect(bracketedIds(`[${Array.from({ length: 500 }, (_, index) => `s${index}`).join(' ')}]`)).toHaveLength(200);
  });

  it('treats names of built-in properties as ids', () => {
    expect(bracketedIds('[__proto__, constructor]')).toEqual(['__proto__', 'constructor']);
    const finding = errorFinding({ state: 'recognized', rule: rule('x', 'x'), ids: ['__proto__'], text: '' });
    expect(finding?.params).toEqual([['__proto__']]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('recognizeErrors', () => {
  it('prefers the more specific wording, in one text and among several', () => {
    expect(idOf('The requested scopes are wrong for Acme today')).toBe('long');
    expect(idOf('Your scopes are wrong', 'The requested scopes are wrong for Acme today')).toBe('long');
    expect(idOf('The requested scopes are wrong')).toBe('short');
  });

  it('prefers an error that stops the connection to a warning', () => {
    expect(idOf('This app was not verified by anybody at all', 'The scopes are wrong')).toBe('short');
    expect(idOf('This app was not verified by anybody at all')).toBe('warned');
  });

  it('does not match a callback code on a page', () => {
    expect(idOf('access_denied')).toBe('none');
  });

  it('reports an unknown error only under an error heading, with redacted text', () => {
    const paragraphs = ['', 'Ask jo@example.com at https://help.example.com/x?state=s3cret'];
    expect(recognizeErrors(rules, ["It didn't  work"], paragraphs, headings)).toEqual({
      state: 'unknown',
      text: 'Ask [email] at https://help.example.com/x',
    });
    expect(recognizeErrors(rules, ['It didn’t work'], [], headings)).toEqual({ state: 'unknown', text: 'It didn’t work' });
    expect(recognizeErrors(rules, ['Welcome'], paragraphs, headings)).toEqual({ state: 'none' });
    expect(hasErrorHeading(headings, ['Welcome'])).toBe(false);
  });

  it('takes the ids after the wording, not those in an app name before it', () => {
    expect(recognizeErrors(rules, [], ['Acme [EU]: İ ½ scopes are missing [a.read]'], headings)).toMatchObject({ ids: ['a.read'] });
  });

  it('stays fast on hostile text', () => {
    const size = 100_000;
    const texts = [
      '[',
      '*',
      ' ',
      '\0',
      '\u202e',
      'a',
      'a@',
      '%40',
      '%3D',
      '://',
      'a://',
      '?',
      '=',
      "'",
      '(',
      'scopes ',
      'scopes are missing [',
      '\ufdfa',
      '\ud800',
    ];
    const started = performance.now();
    for (const text of texts) {
      const long = text.repeat(size / text.length);
      recognizeErrors(rules, [long], [long, `${long}x`], headings);
      recognizeErrors(rules, ['It didn’t work'], [`${long}x`], headings);
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('recognizeCallback', () => {
  it('prefers the wording of the description to the code', () => {
    expect(recognizeCallback(rules, 'access_denied', 'Your scopes are missing [a.read]')).toMatchObject({
      rule: { id: 'named' },
      ids: ['a.read'],
    });
    expect(recognizeCallback(rules, 'access_denied', 'Something new')).toMatchObject({
      rule: { id: 'code' },
      text: 'access_denied: Something new',
    });
  });

  it('leaves an unknown code unknown', () => {
    expect(recognizeCallback(rules, 'access_denied_too', 'by jo@example.com')).toEqual({
      state: 'unknown',
      text: 'access_denied_too: by [email]',
    });
    expect(recognizeCallback(rules, '__proto__', null)).toEqual({ state: 'unknown', text: '__proto__' });
    expect(recognizeCallback(rules, '', null)).toEqual({ state: 'none' });
  });
});

describe('errorFinding', () => {
  it('contains the rule, the ids and the redacted text', () => {
    const named = rules[2] as ErrorRule;
    const answer = recognizeErrors(rules, [], ['scopes are missing [a, b]'], headings);
    expect(errorFinding(answer)).toEqual({
      id: 'named',
      severity: 'blocker',
      confidence: 'observed',
      actor: 'app-vendor',
      params: [['a', 'b']],
      scopes: ['a', 'b'],
      evidence: ['scopes are missing [a, b]'],
      source: named.source,
    });
  });

  it('is null without an error', () => {
    expect(errorFinding({ state: 'none' })).toBeNull();
  });

  it('makes an unknown error a blocker without guessing a cause', () => {
    expect(errorFinding({ state: 'unknown', text: 'Hm' })).toMatchObject({
      id: 'unknown-error',
      severity: 'blocker',
      actor: 'you',
      evidence: ['Hm'],
    });
  });
});
