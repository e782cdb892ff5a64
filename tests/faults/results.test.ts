import { describe, expect, it } from 'vitest';
import { allHold, fromPlaywright, fromVitest, judge, lineOf, type TestResult } from './results';
import { namePattern, readScenarios } from './scenarios';

const page = `
| id | what must hold | tested in |
|---|---|---|
| A1 | Events change nothing. | \`tests/a.test.ts\`, \`tests/e2e/b.e2e.ts\` |
| A2 | Nobody listens. | does not apply: there is no listener |
| A10 | Lines agree. | not yet covered |
`;
const scenarios = readScenarios(page);
const passed = (titles: string[], place: TestResult['place'] = 'Node') => ({ place, titles, passed: true });

it('reads the rows of the page, with their files and with why one does not apply', () => {
  expect(scenarios.map(({ id, files, doesNotApply }) => [id, files, doesNotApply])).toEqual([
    ['A1', ['tests/a.test.ts', 'tests/e2e/b.e2e.ts'], null],
    ['A2', [], 'there is no listener'],
    ['A10', [], null],
  ]);
});

describe('the verdict of a scenario', () => {
  const linesFor = (...results: TestResult[]) => judge(scenarios, results).map(lineOf);

  it('is that it held where all of its tests passed, those of its groups included', () => {
    const results = [
      passed(['A1: a group', 'of a test'], 'Firefox'),
      passed(['a group', 'A10, A1: a test']),
      passed(['A2: another']),
      passed(['without an id'], 'Chromium'),
    ];
    expect(linesFor(...results)).toEqual([
      'A1 · held · Node, Firefox · 2 tests',
      'A2 · held · Node · 1 test',
      'A10 · held · Node · 1 test',
    ]);
    expect(allHold(judge(scenarios, results))).toBe(true);
  });

  it('is that it is missing without a test, unless the page says why it does not apply', () => {
    expect(linesFor()).toEqual(['A1 · missing', 'A2 · does not apply · there is no listener', 'A10 · missing']);
    expect(allHold(judge(scenarios, [passed(['A1: a test'])]))).toBe(false);
  });

  it('is that it is broken as soon as one test of it failed, with the name of that test', () => {
    const failed: TestResult = { place: 'Chromium', titles: ['a group', 'A1: a click'], passed: false };
    expect(linesFor(passed(['A1: a test']), failed)[0]).toBe('A1 · broken · Node, Chromium · 2 tests · a group › A1: a click');
    expect(allHold(judge(scenarios, [passed(['A10: a test']), failed]))).toBe(false);
  });
});

describe('the pattern of names', () => {
  it.each([
    ['A1: a test', true],
    ['a group A3, A1, B2: a test', true],
    ['A10: a test', false],
    ['a group about A1', false],
  ])('of A1: %s', (name, matches) => {
    expect(new RegExp(namePattern(['A1'])).test(name)).toBe(matches);
  });
});

describe('the report of a harness', () => {
  it('of Vitest has the tests that ran, and where', () => {
    const test = (title: string, status: string) => ({ ancestorTitles: ['group'], title, status });
    const report = {
      testResults: [
        { name: '/root/tests/utils/a.test.ts', assertionResults: [test('one', 'passed'), test('two', 'failed'), test('out', 'skipped')] },
        { name: '/root/tests/browser/b.test.ts', assertionResults: [test('three', 'passed')] },
      ],
    };
    expect(fromVitest(report)).toEqual([
      passed(['group', 'one']),
      { ...passed(['group', 'two']), passed: false },
      passed(['group', 'three'], 'Chromium'),
    ]);
  });

  it('of Playwright has the tests that ran, with their groups, and counts a repeated one as failed', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
    const group = { title: 'group', specs: [spec('two', 'flaky'), spec('three', 'unexpected'), spec('out', 'skipped')] };
    expect(fromPlaywright({ suites: [{ title: 'a.e2e.ts', specs: [spec('one', 'expected')], suites: [group] }] })).toEqual([
      passed(['a.e2e.ts', 'one'], 'Chromium'),
      { ...passed(['a.e2e.ts', 'group', 'two'], 'Chromium'), passed: false },
      { ...passed(['a.e2e.ts', 'group', 'three'], 'Chromium'), passed: false },
    ]);
  });
});
