import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/settings.css';
import '@/components/workbench/inventory.css';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { ViewTitle } from '@/components/workbench/Frame';
import { type InventoryFilter, InventoryTable } from '@/components/workbench/inventory/InventoryTable';
import { IssueCards } from '@/components/workbench/inventory/IssueCards';
import type { InventoryApp } from '@/utils/apps/types';
import { clear, draw, expectAccessible } from './draw';

const app = (over: Partial<InventoryApp>): InventoryApp => ({
  provider: 'salesforce',
  name: 'Sync',
  tokens: 2,
  isInstalled: false,
  lastUsed: '2026-11-20T08:00:00.000+0000',
  uses: 16,
  selfAuthorized: 2,
  scopes: null,
  issues: ['not-installed', 'self-authorized'],
  unknown: ['broad'],
  evidence: [{ issue: 'not-installed', isIssue: true, file: 'tokens.csv', at: '2026-11-20T08:00:00.000+0000' }],
  newest: {},
  differentScopes: [],
  ...over,
});
const apps = [
  app({}),
  app({ name: 'Other', isInstalled: true, uses: 0, lastUsed: null, selfAuthorized: 0, issues: ['unused'], unknown: [] }),
];

function List({ all, exports }: { all: readonly InventoryApp[]; exports: ComponentChildren }) {
  const [filter, setFilter] = useState<InventoryFilter>({ words: '', issue: null });
  return <InventoryTable apps={all} filter={filter} onFilter={setFilter} exports={exports} />;
}

const url = 'https://acme.my.salesforce.com/lightning/setup/ConnectedAppsUsage/home';

function drawList(all: readonly InventoryApp[] = apps) {
  const calls = { onHost: vi.fn(), onExport: vi.fn() };
  const links = [{ page: 'ConnectedAppsUsage', url }];
  draw(
    <main class="sr-bench__main">
      <ViewTitle title="Inventory" text="" />
      <List all={all} exports={<ExportMenu formats={['md', 'csv', 'excel']} onExport={calls.onExport} />} />
      <IssueCards
        issues={[
          { issue: 'not-installed', links },
          { issue: 'unused', links: [] },
        ]}
        host=""
        onHost={calls.onHost}
      />
    </main>,
  );
  return calls;
}

const names = () => [...document.querySelectorAll('.sr-inventory h2')].map((heading) => heading.textContent);

beforeEach(async () => {
  await page.viewport(1200, 900);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(clear);

describe('the list of apps', () => {
  it('says what is known of each app, what there is to do, and what no file says', async () => {
    drawList();
    const [first, second] = page
      .getByRole('listitem')
      .elements()
      .map((item) => item.querySelector('summary')?.textContent);
    expect(first).toBe(
      'Sync2 tokens · 2 authorized by their users · used 16 times · last used 2026-11-20Not installedAuthorized by usersScopes unknown',
    );
    expect(second).toBe('Other2 tokens · used 0 timesUnused for 90 days');
  });

  it('names the file and the day of what it says about an app, and where files disagree', async () => {
    const evidence = [
      { issue: 'not-installed' as const, isIssue: true, file: 'tokens.csv', at: '2026-11-18' },
      { issue: 'not-installed' as const, isIssue: false, file: 'trail.csv', at: '2026-11-19' },
      { issue: 'broad' as const, isIssue: true, file: 'app.xml', at: null },
    ];
    const newest = { 'not-installed': 'trail.csv' };
    drawList([app({ isInstalled: null, issues: ['broad'], unknown: ['not-installed'], scopes: ['api', 'full'], evidence, newest })]);
    const details = document.querySelector<HTMLElement>('.sr-inventory__evidence');
    await expect.element(details).not.toBeVisible();
    await page.getByText('Installed or not: unknown (the files disagree)').click();
    await expect.element(details).toBeVisible();
    expect([...(details?.querySelectorAll('dt, dd') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'Not installed',
      'tokens.csv (2026-11-18)',
      'Installed',
      'trail.csv (2026-11-19)',
      'Full access',
      'app.xml',
      'Installed or not: unknown',
      'The dates in trail.csv are later, so it is probably newer. Trust that one.',
      'Scopes',
      'api full',
    ]);
    await expectAccessible(320, 'light');
  });

  it('shows the scopes in each file, and which of them has no date, if files disagree', () => {
    const evidence = [true, false].map((isIssue) => ({
      issue: 'broad' as const,
      isIssue,
      file: isIssue ? 'a.xml' : 'b.csv',
      at: isIssue ? null : '2026-11-20',
    }));
    const differentScopes = [
      { file: 'a.xml', at: null, scopes: ['full'] },
      { file: 'b.csv', at: '2026-11-20', scopes: ['api', 'id'] },
    ];
    drawList([app({ evidence, newest: { broad: null }, differentScopes })]);
    const details = document.querySelector<HTMLElement>('.sr-inventory__evidence');
    expect([...(details?.querySelectorAll('dt, dd') ?? [])].slice(4).map(({ textContent }) => textContent)).toEqual([
      'Scopes unknown',
      'a.xml has no date, so nothing shows which file is newer. Retrieve it again, and trust the new one.',
      'Scopes in a.xml',
      'full',
      'Scopes in b.csv (2026-11-20)',
      'api id',
    ]);
  });

  it('is narrowed by what there is to do and by words, and cleared', async () => {
    drawList();
    const toggle = page.getByRole('button', { name: 'Unused for 90 days 1' });
    await toggle.click();
    await expect.element(toggle).toHaveAttribute('aria-pressed', 'true');
    expect(names()).toEqual(['Other']);
    await expect.element(page.getByText('1 of 2 apps')).toBeVisible();
    await toggle.click();
    expect(names()).toEqual(['Sync', 'Other']);
    await page.getByRole('searchbox').fill('nothing');
    expect(names()).toEqual([]);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    expect(names()).toEqual(['Sync', 'Other']);
    expect(page.getByRole('button', { name: 'Full access' }).query()).toBeNull();
  });

  it('shows 100 apps until the user asks for more', async () => {
    drawList(Array.from({ length: 130 }, (_, index) => app({ name: `App ${index}` })));
    await expect.poll(names).toHaveLength(100);
    await page.getByRole('button', { name: 'Show 30 more' }).click();
    await expect.poll(names).toHaveLength(130);
  });

  it('is saved in the form that the user chooses', async () => {
    const { onExport } = drawList();
    for (const name of [/^CSV ?\.csv/, /^CSV for Excel/, /^Markdown/]) {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name }).click();
    }
    expect(onExport.mock.calls).toEqual([['csv'], ['excel'], ['md']]);
  });
});

describe('what to do', () => {
  it('links to the pages of the org, which the user may name', async () => {
    const { onHost } = drawList();
    await expect.element(page.getByRole('link', { name: 'Connected Apps OAuth Usage' })).toHaveAttribute('href', url);
    await page.getByRole('textbox', { name: 'My Domain of your org, for links into Setup' }).click();
    await userEvent.keyboard('a');
    expect(onHost).toHaveBeenCalledExactlyOnceWith('a');
  });

  it.each([
    ['light', 1200],
    ['dark', 1200],
    ['light', 320],
  ] as const)('has no accessibility violations and does not scroll sideways: %s, %d px', async (theme, width) => {
    drawList();
    await expectAccessible(width, theme);
  });
});
