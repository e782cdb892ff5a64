/** A report may come from an attacker, and most pasted texts are no report. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { readReport } from '@/utils/review/read-report';
import { type Report, reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';
import { acme, authorize, errorPage, generalError, refusal } from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

const startedFlow = () => new Tab().open(authorize(), 'https://workspace.ledgerly.example');
const general = () =>
  startedFlow()
    .redirect(acme + errorPage)
    .read(generalError());

function reportIn(review: Review): Report {
  const report = reportOf(review);
  if (!report) throw new Error('nothing to report');
  return report;
}

const hostile = [
  '`',
  '``` \n```',
  '</code><img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  '](http://evil)',
  '![x](http://evil/y)',
  '| a | b |',
  '\n# Heading\n',
  '{"format":',
  '\u0000\u200b',
  '"}\n```\n',
];

describe('A9: a report with hostile text', () => {
  it.each([...hostile, 'x'.repeat(100_000)])('keeps its Markdown intact and can be imported: %j', (words) => {
    const review = startedFlow()
      .redirect(refusal(words.slice(0, 500), words))
      .read({ headings: [words], paragraphs: [words] })
      .review();
    for (const one of [review, { ...review, app: { ...review.app, name: words.slice(0, 400) } }]) {
      const report = reportIn(one);
      const text = reportAsMarkdown(one, report);
      expect(readReport(text)).toEqual(report);
      const [prose = '', json = ''] = text.split('```json');
      expect(text.split('```')).toHaveLength(3);
      expect(json).toMatch(/^\n\{/);
      // Hostile text may appear in code spans only, where Markdown does not interpret it.
      const plain = prose.replace(/`[^`\n]*`/g, '');
      expect(plain).not.toMatch(/evil|onerror|Heading|\u202e|`/);
    }
  });
});

describe('B7, C3: importing a report', () => {
  const good = reportIn(general().review());
  const changed = (more: object) => JSON.stringify({ ...good, ...more });

  it('accepts an unchanged one', () => {
    expect(readReport(changed({}))).toEqual(good);
  });

  it.each([
    ['another format', { format: 'x' }],
    ['a later version', { version: 2 }],
    ['a version that is a string', { version: '1' }],
    ['no scopes', { requested: undefined }],
    ['scopes that are not strings', { requested: [1] }],
    ['too many scopes', { requested: Array.from({ length: 501 }, () => 'a') }],
    ['a long client ID', { clientId: 'x'.repeat(401) }],
    ['a host that is a link', { redirectHost: 'a](http://evil)' }],
    ['an account with a path', { account: 'acme.my.salesforce.com/x' }],
    ['a cause with markup for an id', { causes: [{ id: '<b>', confidence: 'likely', actor: 'you' }] }],
    ['an unknown confidence', { causes: [{ id: 'a', confidence: 'certain', actor: 'you' }] }],
    ['answers with strange ids', { answers: { 'a b': 'c' } }],
    ['an unknown place', { trail: [{ after: 0, host: 'a', place: 'moon' }] }],
    ['a time before the first', { trail: [{ after: -1, host: 'a', place: 'login' }] }],
    ['too many steps', { trail: Array.from({ length: 61 }, () => ({ after: 0, host: 'a', place: 'login' })) }],
    ['a signal of another kind', { seen: ['error:salesforce-approval-error'] }],
  ])('rejects %s', (_, more) => {
    expect(readReport(changed(more))).toBeNull();
  });

  it('cannot change a prototype, and drops unknown fields', () => {
    const read = readReport(JSON.stringify({ ...good, extra: 1 }).replace('{', '{"__proto__":{"evil":1},'));
    expect(read).toEqual(good);
    expect(({} as { evil?: number }).evil).toBeUndefined();
    expect(readReport(changed({}).replace('"answers":{}', '"answers":{"__proto__":"x"}'))?.answers ?? {}).toEqual({});
  });

  it('rejects hostile input quickly', () => {
    const began = performance.now();
    for (const text of [
      `\`\`\`json${'\n'.repeat(199_000)}`,
      '```json\n'.repeat(24_000),
      '['.repeat(199_000),
      `\`\`\`json\n${'`'.repeat(190_000)}`,
      changed({}).padEnd(200_001),
    ]) {
      expect(readReport(text)).toBeNull();
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('an error that is stated above a report', () => {
  const partsOf = (text: string) => {
    const pasted = parseInput(text);
    return pasted.ok ? pasted.inputs.map((input) => buildReview(input).diagnosis?.finding.id ?? 'request') : [];
  };
  const review = general().review();
  const report = reportAsMarkdown(review, reportIn(review));
  const quoted = report.replace(/^/gm, '> ');

  it.each([
    ['quoted', quoted],
    ['copied', report],
    ['copied as JSON', JSON.stringify(reportIn(review))],
  ])('goes before that of a report that is %s', (_, text) => {
    const newer = `Update: now it shows OAUTH_APP_BLOCKED.\n\n${text}`;
    expect(partsOf(newer)).toEqual(['salesforce-app-blocked', 'salesforce-approval-error']);
  });

  it('is not repeated if it is that of the report, and a text that withdraws it still has the report', () => {
    expect(partsOf(`Still OAUTH_APPROVAL_ERROR_GENERIC\n\n${quoted}`)).toEqual(['salesforce-approval-error']);
    expect(partsOf(`It works now, thanks!\n\n${quoted}`)).toEqual(['salesforce-approval-error']);
  });
});
