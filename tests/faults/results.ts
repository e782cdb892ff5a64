/** What the results of tests say about the scenarios of docs/test-scenarios.md. */
import { idsOf, type Scenario } from './scenarios';

/** Where a test ran: in Node, or in a browser. */
export type Place = 'Node' | 'Chromium' | 'Firefox';

/** A test that ran. */
export interface TestResult {
  place: Place;
  /** The titles of the groups around the test, outermost first, and its own. */
  titles: readonly string[];
  passed: boolean;
}

/** What is known about one scenario. `missing`: no test of it ran. */
export interface Verdict {
  id: string;
  result: 'held' | 'broken' | 'missing' | 'does not apply';
  places: readonly Place[];
  /** How many tests ran. */
  tests: number;
  /** Why the scenario does not apply, or the titles of the tests that failed. */
  details: readonly string[];
}

const placesInOrder: readonly Place[] = ['Node', 'Chromium', 'Firefox'];

/** Judges each scenario by the tests that name it, in their own title or in that of a group. */
export function judge(scenarios: readonly Scenario[], results: readonly TestResult[]): Verdict[] {
  return scenarios.map(({ id, doesNotApply }) => {
    const own = results.filter(({ titles }) => titles.some((title) => idsOf(title).includes(id)));
    const failed = own.filter(({ passed }) => !passed);
    const places = placesInOrder.filter((place) => own.some((one) => one.place === place));
    const verdict = { id, places, tests: own.length };
    if (failed.length > 0) return { ...verdict, result: 'broken', details: failed.map(({ titles }) => titles.join(' › ')) };
    if (own.length > 0) return { ...verdict, result: 'held', details: [] };
    if (doesNotApply !== null) return { ...verdict, result: 'does not apply', details: [doesNotApply] };
    return { ...verdict, result: 'missing', details: [] };
  });
}

/** Whether nothing is broken or missing. */
export function allHold(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ result }) => result === 'held' || result === 'does not apply');
}

/** Returns the line of a verdict: `D1 · held · Chromium · 9 tests`. */
export function lineOf({ id, result, places, tests, details }: Verdict): string {
  const where = places.length > 0 ? [places.join(', '), `${tests} ${tests === 1 ? 'test' : 'tests'}`] : [];
  return [id, result, ...where, ...details].join(' · ');
}

/** The part of Vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: {
    name: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string }[];
  }[];
}

/** Returns the tests that ran; Vitest also lists those that the pattern leaves out. */
export function fromVitest({ testResults }: VitestReport): TestResult[] {
  return testResults.flatMap(({ name, assertionResults }) => {
    const place = /[\\/]tests[\\/](?:components|browser)[\\/]/.test(name) ? 'Chromium' : 'Node';
    const ran = assertionResults.filter(({ status }) => status === 'passed' || status === 'failed');
    return ran.map(({ ancestorTitles, title, status }) => ({ place, titles: [...ancestorTitles, title], passed: status === 'passed' }));
  });
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; tests: { status: string }[] }[];
}

/** The part of Playwright's JSON report that is read here. */
export interface PlaywrightReport {
  suites: PlaywrightSuite[];
}

/** Returns the tests that ran. A test that passed only when it was repeated has not passed. */
export function fromPlaywright({ suites }: PlaywrightReport): TestResult[] {
  const testsIn = ({ title, suites = [], specs }: PlaywrightSuite): TestResult[] => [
    ...specs.flatMap((spec) =>
      spec.tests
        .filter(({ status }) => status !== 'skipped')
        .map(({ status }): TestResult => ({ place: 'Chromium', titles: [title, spec.title], passed: status === 'expected' })),
    ),
    ...suites.flatMap((suite) => testsIn(suite).map((one) => ({ ...one, titles: [title, ...one.titles] }))),
  ];
  return suites.flatMap(testsIn);
}
