/** Opens the sample files in the workbench of either browser, and compares what it shows with their facts. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { t, tById, tPlural } from '@/utils/text/text';
import { findingTitle } from '../finding-title';
import { type Sample, type SampleFacts, samples } from '../utils/files/sample-facts';

const folder = join(import.meta.dirname, '../corpus/files');
/** What a file is called says nothing about it. */
const neutral = join(mkdtempSync(join(tmpdir(), 'sample-')), 'file');
const providerNames = { hubspot: 'HubSpot', outreach: 'Outreach', salesforce: 'Salesforce' };

/** The workbench in a tab of Playwright or Puppeteer. */
export interface WorkbenchTab {
  /** Runs a function in the page. */
  run<Given, Result>(run: (given: Given) => Promise<Result>, given: Given): Promise<Result>;
  /** Chooses a file for the only field of the view. */
  choose(path: string): Promise<void>;
}

/** Elements of the page, and the words that each contains. */
interface Shown {
  selector: string;
  words: readonly (readonly string[])[];
}

/** Something to press, and what the page shows then. */
interface Step {
  press?: string;
  shows: readonly Shown[];
}

/** Takes a step, and fails unless the page shows before long what it has to. Resolves to the page as HTML. */
async function take(tab: WorkbenchTab, step: Step, about: string): Promise<string> {
  const { isPressed, texts, html } = await tab.run(takeInPage, step);
  assert.ok(isPressed, `${about}: ${step.press} is missing`);
  for (const [at, { selector, words }] of step.shows.entries()) {
    const shown = texts[at] ?? [];
    assert.equal(shown.length, words.length, `${about}: the number of ${selector}`);
    for (const [index, all] of words.entries())
      for (const word of all) assert.ok(shown[index]?.includes(word), `${about}: “${word}” in “${shown[index]}” (${selector})`);
  }
  return html;
}

/** Runs in the page, so it is self-contained. */
async function takeInPage({ press, shows }: Step): Promise<{ isPressed: boolean; texts: string[][]; html: string }> {
  const end = performance.now() + 10_000;
  let isPressed = press === undefined;
  for (;;) {
    if (press !== undefined && !isPressed) {
      const element = document.querySelector<HTMLElement>(press);
      element?.click();
      isPressed = element !== null;
    }
    const texts = shows.map(({ selector }) => [...document.querySelectorAll(selector)].map((one) => one.textContent ?? ''));
    const isShown = shows.every(
      ({ words }, at) =>
        texts[at]?.length === words.length && words.every((all, index) => all.every((word) => texts[at]?.[index]?.includes(word))),
    );
    if ((isPressed && isShown) || performance.now() > end) return { isPressed, texts, html: document.documentElement.outerHTML };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const idsOf = ({ scopes }: SampleFacts) => scopes.split(' ').filter(Boolean);
/** Login histories and tables of tokens ask for nothing, so they have a view of their own. */
const isRequest = ({ kind }: SampleFacts) => kind !== 'login-history' && kind !== 'app-usage';

const providerOf = ({ provider }: SampleFacts) => providerNames[provider as keyof typeof providerNames];
const appOf = ({ app }: SampleFacts, { appInWorkbench }: Sample) => appInWorkbench ?? app ?? '';

/** The words that the row of a result has in the list of all results. */
function rowWords(fact: SampleFacts, sample: Sample): string[] {
  const count = idsOf(fact).length;
  return [
    tById('workbench_kind', fact.kind),
    providerOf(fact),
    appOf(fact, sample),
    count > 0 ? tPlural('refused_choice_scopes', count) : '',
    fact.error ? findingTitle(fact.error) : '',
  ];
}

/** The title of a case. */
export function caseTitle(fact: SampleFacts): string {
  if (fact.error) return findingTitle(fact.error);
  if (fact.kind === 'token-response') return tPlural('workbench_granted_title', idsOf(fact).length, providerOf(fact));
  return t(fact.kind === 'approval' ? 'workbench_diagnose_approved' : 'workbench_connection_end_unfinished');
}

/** What the view for a file shows of it. */
const shownIn: Readonly<Record<Sample['view'], (sample: Sample, fact: SampleFacts) => Shown[]>> = {
  // The rows and the scopes of each are compared for every file.
  review: () => [],
  diagnose: ({ steps = [] }, fact) => [
    { selector: '#why', words: [[caseTitle(fact)]] },
    { selector: '.sr-timeline tbody tr', words: steps.map((step, index) => (index === 0 ? [step, fact.scopes] : [step])) },
    ...(fact.kind === 'token-response' ? [{ selector: '.sr-diagnose__scopes dd', words: [[fact.scopes]] }] : []),
    ...(fact.kind === 'login-history' ? [{ selector: '.sr-diagnose__columns ~ p.sr-muted', words: [[fact.app ?? '']] }] : []),
  ],
  settings: (sample, fact) => [
    { selector: 'select option:checked', words: [[t('workbench_settings_choice', appOf(fact, sample), providerOf(fact), 'file')]] },
    { selector: '.sr-marks code', words: idsOf(fact).map((id) => [id]) },
  ],
  inventory: ({ facts }) => [
    {
      selector: '.sr-inventory__app',
      words: facts.map(({ app, records: [record = ''] = [] }) => {
        const [event, count] = record.split(' ');
        const isUninstalled = event === 'token-of-uninstalled-app';
        return [
          app ?? '',
          tPlural('workbench_inventory_tokens', Number(count)),
          isUninstalled ? tById('workbench_inventory_issue', 'not-installed') : '',
        ];
      }),
    },
  ],
};

/**
 * Opens a sample file in the first view, and follows it to the view that is for it. Resolves to all
 * that was shown, as HTML, with nothing open.
 */
export async function walkSample(tab: WorkbenchTab, name: string): Promise<string> {
  const sample = samples[name] as Sample;
  const { facts, view } = sample;
  const html: string[] = [];
  const step = async (one: Step) => void html.push(await take(tab, one, name));
  const requests = facts.filter(isRequest);
  const opened = { selector: '.sr-opened__item', words: [[tPlural('workbench_found', facts.length)]] };
  const rows = { selector: '.sr-requests tbody tr', words: requests.map((fact) => rowWords(fact, sample)) };
  copyFileSync(join(folder, name), neutral);
  await step({ press: 'a[href="#review"]', shows: [{ selector: 'input[type=file]', words: [[]] }] });
  await tab.choose(neutral);
  await step({ press: '.sr-opened__item [aria-expanded]', shows: [opened, rows, { selector: '.sr-receipt', words: [[]] }] });
  for (const [index, fact] of requests.entries()) {
    if (index > 0) await step({ press: '.sr-subject__back', shows: [rows] });
    const scopes = { selector: '.sr-scope-table code', words: idsOf(fact).map((id) => [id]) };
    await step({
      press: `.sr-requests tbody tr:nth-child(${index + 1}) a`,
      shows: [{ selector: '.sr-subject__back', words: [[]] }, scopes],
    });
  }
  if (view === 'diagnose') await step({ press: 'a[href="#diagnose"]', shows: [opened] });
  await step({
    press: view === 'diagnose' ? '.sr-cases a' : `a[href="#${view}"]`,
    shows: shownIn[view](sample, facts[0] as SampleFacts),
  });
  const tools = '.sr-opened__item, .sr-diagnose__tools';
  await step({ press: `:is(${tools}) .sr-icon-button`, shows: [{ selector: tools, words: [] }] });
  return html.join('\n');
}
