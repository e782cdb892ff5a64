/** The drawings of the history and of the preferences. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { browser } from 'wxt/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/history.css';
import '@/components/workbench/preferences.css';
import { PlanForm } from '@/components/review/PlanEditor';
import { Confirm } from '@/components/workbench/Confirm';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { ViewTitle } from '@/components/workbench/Frame';
import { AppTimeline, type TimelineRow } from '@/components/workbench/history/AppTimeline';
import type { ExplainedError } from '@/components/workbench/history/ErrorExplanation';
import { type HistoryRow, HistoryTable } from '@/components/workbench/history/HistoryTable';
import { HistoryTools, noFilter } from '@/components/workbench/history/HistoryTools';
import { RetentionForm } from '@/components/workbench/history/RetentionForm';
import { SearchStatus } from '@/components/workbench/history/SearchStatus';
import { SeenApps } from '@/components/workbench/history/SeenApps';
import { BaselineDetail } from '@/components/workbench/preferences/BaselineDetail';
import { ImportCard, type ImportedSection } from '@/components/workbench/preferences/ImportCard';
import { RowEditor } from '@/components/workbench/preferences/RowEditor';
import { SavedList } from '@/components/workbench/preferences/SavedList';
import { SelectionEditor } from '@/components/workbench/preferences/SelectionEditor';
import { ApprovalsView } from '@/entrypoints/workbench/approvals/ApprovalsView';
import { Workbench } from '@/entrypoints/workbench/Workbench';
import { explainRule } from '@/utils/diagnosis/explain-rule';
import { findPlans, savePlans } from '@/utils/storage/accounts';
import { findAppOverride } from '@/utils/storage/app-overrides';
import { listBaselines } from '@/utils/storage/baselines';
import { closeDatabase, storeInDatabase } from '@/utils/storage/database';
import { recordOutcome } from '@/utils/storage/outcomes';
import { saveOwnPolicy } from '@/utils/storage/policy';
import { forgetAll } from '@/utils/storage/preferences';
import { writeSettings } from '@/utils/storage/settings';
import { t, tPlural } from '@/utils/text/text';
import { samplePolicy } from '../sample-policy';
import { button, clear, draw, expectAccessible, openAll } from './draw';
import { planChoices } from './samples';
import { breakStorage, client, drawState } from './workbench-states';

const error: ExplainedError = {
  title: 'The app is not installed in this Salesforce org',
  known: explainRule('salesforce', 'salesforce-app-not-installed'),
  links: {},
};
const scopes = { requested: ['a.read', 'a.write'], kept: ['a.read'], dropped: ['a.write'] };
const row = (over: Partial<HistoryRow>): HistoryRow => ({
  ...{ key: over.kind ?? '1', at: Date.parse('2026-11-22T12:00:00'), app: 'Clay', provider: 'HubSpot', account: '42' },
  ...{ href: '#history/hubspot/client', kind: 'connected', error: null, scopes, beyond: [], denied: [], onCustomerPage: false },
  ...over,
});
const entry = (over: Partial<TimelineRow>): TimelineRow => ({
  ...{ day: '2026-11-22', at: null, account: '', requested: ['a.read', 'a.write'], kept: ['a.read'], dropped: ['a.write'], beyond: [] },
  ...{ denied: [], change: null, kind: null, error: null, onCustomerPage: false },
  ...over,
});
const section = (over: Partial<ImportedSection>): ImportedSection => ({
  ...{ id: 'preferences', added: 0, replaced: 0, newer: 0, unchanged: 0, listed: [], isTooMany: false },
  ...over,
});
const bench = (children: preact.ComponentChild) =>
  draw(
    <main class="sr-bench sr-bench__main">
      <ViewTitle title="History" text="What happened." />
      {children}
    </main>,
  );
const text = () => document.querySelector('main')?.textContent ?? '';

beforeEach(async () => {
  await page.viewport(1200, 900);
});
afterEach(clear);

describe('the list of connections', () => {
  it('says how each ended, and opens to the scopes and the explanation of the error', async () => {
    bench(<HistoryTable rows={[row({}), row({ kind: 'refused', provider: 'Salesforce', error })]} />);
    expect(text()).toContain('Kept 1 of 2');
    await page.getByRole('button').nth(1).click();
    await expect.element(page.getByText('Who can fix it: Salesforce admin')).toBeVisible();
    await expect.element(page.getByText('a.write')).toBeVisible();
    expect(document.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(2);
  });

  it('says how many of the kept scopes the approval did not cover, also in the timeline', async () => {
    bench(<HistoryTable rows={[row({ beyond: ['a.read'] })]} />);
    expect(text()).toContain('Kept 1 of 2 \u00b7 1 beyond the approval');
    await page.getByRole('button').click();
    expect(document.querySelector('.sr-columns')?.textContent).toContain('Not approved 1a.read');
    clear();
    bench(<AppTimeline rows={[entry({ kind: 'connected', beyond: ['a.read'] })]} />);
    expect(text()).toContain('Kept 1 of 2 \u00b7 1 beyond the approval');
  });

  it('says how many of the granted scopes the policy denies, also in the timeline', async () => {
    bench(<HistoryTable rows={[row({ denied: ['a.read'] })]} />);
    expect(text()).toContain('Kept 1 of 2 \u00b7 1 denied by the policy');
    await page.getByRole('button').click();
    expect(document.querySelector('.sr-columns')?.textContent).toContain('Denied by the policy 1a.read');
    clear();
    bench(<AppTimeline rows={[entry({ kind: 'connected', denied: ['a.read'] })]} />);
    expect(text()).toContain('Kept 1 of 2 \u00b7 1 denied by the policy');
  });

  it('says of a result that only a page of the customer shows who says so, also in the timeline', () => {
    bench(<HistoryTable rows={[row({ onCustomerPage: true }), row({ key: '2' })]} />);
    const bySite = t('workbench_history_by_site');
    expect([...document.querySelectorAll('tbody tr')].map((line) => line.textContent?.includes(bySite))).toEqual([true, false]);
    bench(<AppTimeline rows={[entry({ kind: 'connected', onCustomerPage: true }), entry({ kind: 'connected' })]} />);
    expect([...document.querySelectorAll('.sr-app-history > li')].map((item) => item.textContent?.includes(bySite))).toEqual([true, false]);
  });

  it.each(['refused', 'denied'] as const)('does not say that anything was kept of a connection that was %s', async (kind) => {
    const scopes = { requested: ['a.read', 'b.read'], kept: ['a.read', 'b.read'], dropped: [] };
    bench(<HistoryTable rows={[row({ kind, scopes }), row({ kind, scopes: { ...scopes, kept: ['a.read'], dropped: ['b.read'] } })]} />);
    expect([...document.querySelectorAll('tbody td:nth-child(4)')].map((cell) => cell.textContent)).toEqual([
      'Requested 2 scopes',
      'Requested 1 of 2',
    ]);
    await page.getByRole('button').nth(1).click();
    expect([...document.querySelectorAll('dt')].map((title) => title.textContent)).toEqual(['Requested 1', 'Dropped 1']);
    const entry = { day: '2026-11-22', at: null, account: '', change: null, error: null, onCustomerPage: false, ...scopes };
    bench(<AppTimeline rows={[{ ...entry, beyond: [], denied: [], kind }]} />);
    expect(text()).not.toContain('Kept');
  });

  it('shows an error that this version does not know by its ID, and offers nothing to open', () => {
    bench(<HistoryTable rows={[row({ kind: 'refused', scopes: null, error: { title: 'acme-gone', known: null, links: {} } })]} />);
    expect(text()).toContain('acme-gone');
    expect(text()).toContain(t('workbench_history_no_scopes'));
    expect(page.getByRole('button').elements()).toEqual([]);
  });

  it('says that an error names no reason, without promising causes', async () => {
    const unnamed = { title: 'Refused', known: explainRule('salesforce', 'salesforce-approval-error'), links: {} };
    bench(<HistoryTable rows={[row({ kind: 'refused', error: unnamed })]} />);
    await page.getByRole('button').click();
    await expect.element(page.getByText(t('workbench_history_no_reason'))).toBeVisible();
    expect(text()).not.toContain('below');
  });

  it('reports each change of a filter with the others', async () => {
    const onChange = vi.fn();
    bench(<HistoryTools filter={{ ...noFilter, kind: 'denied' }} providers={[{ id: 'hubspot', name: 'HubSpot' }]} onChange={onChange} />);
    await page.getByRole('searchbox').fill('clay');
    await page.getByRole('combobox').nth(0).selectOptions('HubSpot');
    expect(onChange.mock.calls.at(0)).toEqual([{ ...noFilter, kind: 'denied', text: 'clay' }]);
    expect(onChange.mock.calls.at(-1)).toEqual([{ ...noFilter, kind: 'denied', provider: 'hubspot' }]);
  });

  it('shows the progress of a long search only, and can stop it', async () => {
    const onCancel = vi.fn();
    const status = { found: 3, read: 400, total: 500, isSearching: true, message: '', onCancel };
    bench(<SearchStatus {...status} />);
    expect(page.getByRole('progressbar').elements()).toEqual([]);
    bench(<SearchStatus {...status} total={100_000} />);
    await expect.element(page.getByRole('progressbar')).toHaveAttribute('value', '400');
    await button(t('cancel')).click();
    expect(onCancel).toHaveBeenCalledOnce();
    bench(<SearchStatus {...status} isSearching={false} />);
    expect(text()).toContain(t('workbench_history_read', 400, 500));
  });
});

describe('the timeline of an app', () => {
  it('shows what was added and removed, and what is not known', () => {
    bench(
      <AppTimeline
        rows={[
          entry({ kind: 'connected', account: '42', change: { added: ['a.write'], removed: ['b.read'] } }),
          entry({ kind: 'denied', change: { added: [], removed: [] } }),
          entry({ kind: 'refused', requested: null, error }),
          entry({}),
        ]}
      />,
    );
    const items = [...document.querySelectorAll('.sr-app-history > li')].map((item) => item.textContent ?? '');
    expect(items[0]).toMatch(/Connected.*Kept 1 of 2.*Account 42.*Added.*a\.write.*Removed.*b\.read/);
    expect(items[1]).toContain(t('workbench_history_same'));
    expect(items[2]).toContain(t('workbench_history_no_scopes'));
    expect(items[3]).toContain(tPlural('workbench_history_requested', 2));
    expect(items[3]).not.toContain('Kept');
  });
});

describe('the apps that the table does not have', () => {
  it('names the last result of an app where one is known', () => {
    const app = { title: 'Clay on HubSpot', href: '#a', last: '2026-11-22' };
    bench(
      <SeenApps
        apps={[
          { ...app, result: '2026-11-20: connected' },
          { ...app, href: '#b', result: null },
        ]}
        onMore={null}
      />,
    );
    expect([...document.querySelectorAll('li span')].map((one) => one.textContent)).toEqual([
      '2026-11-22 · last result 2026-11-20: connected',
      '2026-11-22',
    ]);
  });
});

describe('the retention setting', () => {
  const deletes = (what: string) => t('workbench_history_retention_older', what);
  it('says how much it deletes before it saves, and asks again for another number', async () => {
    const onSave = vi.fn();
    const countOlder = vi.fn(async (days: number) =>
      days < 40 ? { outcomes: 7, seen: 1, trimmed: 0 } : { outcomes: 0, seen: days < 100 ? 3 : 0, trimmed: days < 150 ? 2 : 0 },
    );
    bench(<RetentionForm days={null} countOlder={countOlder} onSave={onSave} />);
    await page.getByRole('radio').nth(1).click();
    await page.getByRole('spinbutton').fill('30');
    await button(t('workbench_history_retention_save')).click();
    await expect.element(page.getByText(deletes('7 older connections, 1 history of an app'))).toBeVisible();
    expect(onSave).not.toHaveBeenCalled();
    await page.getByRole('spinbutton').fill('60');
    await button(t('workbench_history_retention_save')).click();
    await expect.element(page.getByText(deletes('3 histories of apps, the older results of 2 apps that are still used'))).toBeVisible();
    await button(t('workbench_history_retention_confirm')).click();
    expect(onSave.mock.calls).toEqual([[60]]);
    await page.getByRole('spinbutton').fill('200');
    await button(t('workbench_history_retention_save')).click();
    await expect.poll(() => onSave.mock.calls).toEqual([[60], [200]]);
  });

  it('says beside the button that it was saved, until another number is typed', async () => {
    bench(<RetentionForm days={null} countOlder={async () => ({ outcomes: 0, seen: 0, trimmed: 0 })} onSave={async () => 'Saved.'} />);
    await page.getByRole('radio').nth(1).click();
    await button(t('workbench_history_retention_save')).click();
    await expect.element(page.getByRole('status')).toHaveTextContent('Saved.');
    await page.getByRole('spinbutton').fill('0');
    await expect.element(page.getByRole('status')).toHaveTextContent(t('workbench_history_retention_text'));
  });

  it('says that it is unknown how much it deletes, instead of deleting at once', async () => {
    const onSave = vi.fn();
    bench(<RetentionForm days={90} countOlder={async () => null} onSave={onSave} />);
    await button(t('workbench_history_retention_save')).click();
    await expect.element(page.getByText(t('workbench_history_retention_unknown'))).toBeVisible();
    expect(onSave).not.toHaveBeenCalled();
    await button(t('workbench_history_retention_confirm')).click();
    expect(onSave.mock.calls).toEqual([[90]]);
  });

  it.each(['0', '3651', '1.5', ''])('does not save %j days', async (days) => {
    const onSave = vi.fn();
    const countOlder = vi.fn(async () => null);
    bench(<RetentionForm days={90} countOlder={countOlder} onSave={onSave} />);
    await page.getByRole('spinbutton').fill(days);
    await button(t('workbench_history_retention_save')).click();
    // The browser's own check of the field can be bypassed.
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
    expect(countOlder).not.toHaveBeenCalled();
    expect(onSave).not.toHaveBeenCalled();
  });
});

describe('a question before something is deleted', () => {
  it('moves the focus to the safe answer and back, and deletes only after a yes', async () => {
    const onConfirm = vi.fn();
    bench(<Confirm label="Delete all" text="It is gone then." yes="Yes" onConfirm={onConfirm} />);
    await button('Delete all').click();
    await expect.element(button(t('workbench_keep'))).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Delete all')).toHaveFocus();
    expect(onConfirm).not.toHaveBeenCalled();
    await button('Delete all').click();
    await button('Yes').click();
    expect(onConfirm).toHaveBeenCalledOnce();
  });

  it('stands below the buttons, and moves none of them', async () => {
    bench(
      <div class="sr-tools">
        <button type="button">Export</button>
        <Confirm label="Delete all" text="It is gone then." yes="Yes" onConfirm={vi.fn()} />
      </div>,
    );
    const places = () => ['Export', 'Delete all'].map((name) => button(name).element().getBoundingClientRect());
    const before = places().map(({ top, left }) => [top, left]);
    await button('Delete all').click();
    expect(places().map(({ top, left }) => [top, left])).toEqual(before);
    const question = document.querySelector('.sr-confirmation')?.getBoundingClientRect();
    expect(question?.top).toBeGreaterThan(places()[0]?.bottom ?? Infinity);
  });
});

describe('the editor of a saved selection', () => {
  const edited = [
    { id: 'a.read', label: 'View a', isKept: true, isLocked: true },
    { id: 'a.write', label: 'Change a', isKept: true, isLocked: false },
    { id: 'b.read', label: null, isKept: false, isLocked: false },
  ];

  const editor = (scopes: typeof edited, onSave: () => void, onCancel = vi.fn()) =>
    bench(
      <RowEditor label="Edit Clay" onCancel={onCancel}>
        <SelectionEditor scopes={scopes} onSave={onSave} onCancel={onCancel} />
      </RowEditor>,
    );

  it('keeps what is required, and changes the rest', async () => {
    const onSave = vi.fn();
    editor(edited, onSave);
    const write = page.getByRole('checkbox', { name: 'Change a (a.write)' });
    await expect.element(write).toHaveFocus();
    await write.click();
    await page.getByRole('checkbox', { name: 'b.read' }).click();
    await button(t('workbench_preferences_edit_save')).click();
    expect(onSave.mock.calls).toEqual([[['a.read', 'b.read']]]);
  });

  it('refuses a selection of nothing', async () => {
    const onSave = vi.fn();
    editor(edited.slice(1), onSave);
    await page.getByRole('checkbox', { name: 'Change a (a.write)' }).click();
    await button(t('workbench_preferences_edit_save')).click();
    await expect.element(page.getByRole('alert')).toHaveTextContent(t('workbench_preferences_edit_empty'));
    expect(onSave).not.toHaveBeenCalled();
  });
});

describe('the plans and the chosen apps', () => {
  const edit = (title: string) => button(t('workbench_preferences_edit_named', title));
  const plans = 'Account 42 on HubSpot';
  const app = `${client.app} on HubSpot`;

  it('change in place: the form starts with what is saved, and the focus goes back to its button', async () => {
    await drawState('preferences, saved');
    await edit(plans).click();
    const sales = page.getByRole('combobox', { name: 'Sales Hub' });
    await expect.element(sales).toHaveValue('starter');
    await expect.element(page.getByRole('combobox').first()).toHaveFocus();
    await sales.selectOptions('');
    await page.getByRole('combobox', { name: 'Service Hub' }).selectOptions('professional');
    await button(t('plans_save')).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(`Saved: ${plans} · Service Hub: Professional`);
    await expect.element(edit(plans)).toHaveFocus();
    expect(await findPlans('hubspot', '42')).toEqual({ ok: true, value: { service: 'professional' } });
    await edit(app).click();
    await expect.element(page.getByRole('combobox')).toHaveFocus();
    await expect.element(page.getByRole('combobox')).toHaveValue('profile:clay');
    await page.getByRole('combobox').selectOptions(t('app_is_none'));
    await button(t('app_is_save')).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(`Saved: ${app} · ${t('workbench_preferences_override_none')}`);
    await expect.element(edit(app)).toHaveFocus();
    expect(await findAppOverride('hubspot', client.app)).toMatchObject({ value: { profile: null } });
  });

  it('are deleted if nothing is stated any more, and stay as they are after Escape', async () => {
    await drawState('preferences, saved');
    await edit(plans).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('');
    await userEvent.keyboard('{Escape}');
    await expect.element(edit(plans)).toHaveFocus();
    expect(await findPlans('hubspot', '42')).toEqual({ ok: true, value: { sales: 'starter' } });
    await edit(plans).click();
    await page.getByRole('combobox', { name: 'Sales Hub' }).selectOptions('');
    await button(t('plans_save')).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(t('workbench_preferences_forgotten', plans));
    expect(await findPlans('hubspot', '42')).toEqual({ ok: true, value: null });
  });

  it('are not replaced if another tab changed them meanwhile, and stay in the form if they cannot be stored', async () => {
    await drawState('preferences, saved');
    await edit(plans).click();
    await savePlans('hubspot', '42', { sales: 'enterprise' }, 1);
    await button(t('plans_save')).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(t('workbench_preferences_moved_on', plans));
    expect(await findPlans('hubspot', '42')).toEqual({ ok: true, value: { sales: 'enterprise' } });
    await edit(app).click();
    browser.storage.managed.get = async () => ({ remembering: false });
    await button(t('app_is_save')).click();
    await expect.element(page.getByRole('status').first()).toHaveTextContent(t('workbench_fault_managed'));
    await expect.poll(() => page.getByRole('button', { name: /^Edit/ }).elements()).toEqual([]);
  });

  it('name an edition that this version does not know, and keep it', async () => {
    const onPlans = vi.fn();
    bench(<PlanForm account="42" choices={planChoices} plans={{ sales: 'ultimate', other: 'x' }} onPlans={onPlans} onCancel={vi.fn()} />);
    await expect.element(page.getByRole('combobox', { name: 'Sales Hub' })).toHaveValue('ultimate');
    await button(t('plans_save')).click();
    expect(onPlans).toHaveBeenCalledWith({ sales: 'ultimate', other: 'x' });
  });
});

const ended = { id: '1', at: 1, account: '', appName: 'Clay', scopes: null, outcome: { kind: 'connected' as const, rule: null } };

describe('the approvals', () => {
  const links = () => [...document.querySelectorAll('p a')].map((link) => [link.getAttribute('href'), link.textContent]);

  it('lead to where they are transferred, and to a policy that has approvals of its own', async () => {
    await drawState('approvals, deleting one');
    const approved = await listBaselines();
    const baselines = approved.ok ? approved.value.items : [];
    const transfer = ['#preferences', t('workbench_approvals_transfer')];
    const drawWith = async (mode: 'off' | 'audit') => {
      clear();
      await saveOwnPolicy(samplePolicy([], { baselines, mode }), 1);
      draw(<ApprovalsView path={[]} session={{} as never} isPrivate={false} />);
    };
    await drawWith('off');
    await expect.poll(links).toEqual([transfer]);
    await drawWith('audit');
    await expect.poll(links).toEqual([['#policy', tPlural('workbench_approvals_policy', 1, 'Acme connection policy')], transfer]);
  });

  it('are deleted in a view of their own, which the others name', async () => {
    await drawState('preferences, saved');
    await button(t('workbench_preferences_forget_all')).click();
    await expect.poll(links).toContainEqual(['#history', t('workbench_title_history')]);
    expect(links()).toContainEqual(['#policy', t('workbench_title_policy')]);
  });
});

describe('the numbers in the navigation', () => {
  const numbers = () => [...document.querySelectorAll('nav a')].flatMap(({ textContent }) => (/\d/.test(textContent) ? textContent : []));

  it('count what the views list, follow each change, and never show 0', async () => {
    await drawState('preferences, saved');
    await saveOwnPolicy(samplePolicy([{ reason: 'No tickets', scopes: ['tickets'] }]), 1);
    draw(<Workbench isPrivate={false} />);
    await expect.poll(numbers).toEqual(['Approvals1', 'Preferences4', 'Policy1']);
    await savePlans('hubspot', '43', { sales: 'starter' }, 1);
    await recordOutcome({ ...client, ...ended }, true);
    await expect.poll(numbers).toEqual(['History1', 'Approvals1', 'Preferences5', 'Policy1']);
    await forgetAll();
    await expect.poll(numbers).toEqual(['Policy1']);
    await expectAccessible(320);
  });

  it.each([
    [
      'were lost',
      async () => void (await storeInDatabase((data) => writeSettings(data.transaction('settings', 'readwrite').store, { dataLostAt: 1 }))),
    ],
    ['cannot be read', breakStorage],
  ])('are not shown if the data %s', async (_, happens) => {
    await drawState('preferences, saved');
    await closeDatabase();
    await happens();
    draw(<Workbench isPrivate={false} />);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(numbers()).toEqual([]);
  });
});

describe('the import of a file', () => {
  const card = (state: Parameters<typeof ImportCard>[0]['state'], onImport = vi.fn()) =>
    bench(<ImportCard name="saved.json" state={state} onImport={onImport} onClose={vi.fn()} />);

  it('shows what would change before anything is stored', async () => {
    const onImport = vi.fn();
    const sections = [
      section({ added: 1, replaced: 2, newer: 1, unchanged: 4, listed: [{ title: 'Clay on HubSpot', isNew: true }] }),
      section({ id: 'plans' }),
    ];
    card({ step: 'preview', sections }, onImport);
    await expect.element(page.getByRole('heading', { level: 2 })).toHaveFocus();
    expect(text()).toContain('1 new, 2 replaced, 4 unchanged');
    expect(text()).toContain(tPlural('workbench_preferences_import_newer', 1));
    expect(text()).toContain('Clay on HubSpot new');
    expect(text()).toContain(tPlural('custom_profile_faults_more', 2));
    expect(text()).toContain(t('workbench_preferences_count_none'));
    await button(tPlural('workbench_preferences_import_do', 3)).click();
    expect(onImport).toHaveBeenCalledOnce();
  });

  it('offers no import if nothing would change, or too much', () => {
    card({ step: 'preview', sections: [section({ unchanged: 4 })] });
    expect(
      page
        .getByRole('button')
        .elements()
        .map((one) => one.textContent),
    ).toEqual([t('workbench_close')]);
    card({ step: 'preview', sections: [section({ added: 4, isTooMany: true })] });
    expect(text()).toContain(t('workbench_preferences_import_too_many'));
    expect(
      page
        .getByRole('button')
        .elements()
        .map((one) => one.textContent),
    ).toEqual([t('cancel')]);
  });

  it('names the field that is wrong, and why', () => {
    card({
      step: 'faulty',
      faults: [
        { field: 'preferences[3].kept[0]', fault: 'too-long' },
        { field: '', fault: 'not-json' },
      ],
    });
    expect(text()).toContain(`preferences[3].kept[0] ${t('profile_fault_too_long')}`);
    expect(text()).toContain(`${t('custom_profile_fault_file')} ${t('workbench_preferences_fault_not_json')}`);
  });
});

const action = (label: string) => ({ label, name: `${label} Clay`, run: vi.fn(), isOpen: false });
const saved = { key: '1', title: 'Clay on HubSpot', text: 'Kept 1 of 2', at: 0, actions: [action('Edit'), action('Forget')] };

describe('the history and the preferences', () => {
  it.each([1200, 320])('have no accessibility violation, and nothing wider than a window of %d pixels', async (width) => {
    bench(
      <>
        <HistoryTools filter={noFilter} providers={[]} onChange={vi.fn()} />
        <SearchStatus found={3} read={4} total={100_000} isSearching message="" onCancel={vi.fn()} />
        <HistoryTable
          rows={[
            row({ onCustomerPage: true }),
            row({ kind: 'refused', error, account: 'a-very-long-host-name-of-an-org.my.salesforce.com' }),
          ]}
        />
        <AppTimeline
          rows={[entry({ kind: 'refused', error, change: { added: ['automation.sequences.enrollments.write'], removed: [] } })]}
        />
        <SeenApps
          apps={[
            {
              title: 'client-of-a-very-long-name-without-any-space.acme.example on HubSpot',
              href: '#a',
              last: '2026-11-22',
              result: '2026-11-20: connected',
            },
          ]}
          onMore={vi.fn()}
        />
        <RetentionForm days={90} countOlder={async () => null} onSave={vi.fn()} />
        <SavedList id="saved" title="Saved" text="What is saved." message="" rows={[saved]} onMore={vi.fn()} />
        <SavedList
          id="approved"
          title="Approved"
          text="What was approved."
          message=""
          tools={<ExportMenu label="Export as a table" formats={['md', 'csv']} onExport={vi.fn()} />}
          rows={[
            {
              ...{ ...saved, actions: [{ label: 'Show', name: 'Show Clay', run: vi.fn(), isOpen: true }] },
              detail: (
                <BaselineDetail
                  facts={[['Why', 'Enriches contacts of a-very-long-host-name-of-an-org.my.salesforce.com']]}
                  groups={[{ title: 'Required', scopes: [{ id: 'automation.sequences.enrollments.write', label: 'Enroll contacts' }] }]}
                />
              ),
            },
          ]}
        />
        <SelectionEditor
          scopes={[{ id: 'automation.sequences.enrollments.write', label: 'Enroll contacts', isKept: true, isLocked: false }]}
          onSave={vi.fn()}
          onCancel={vi.fn()}
        />
        <ImportCard
          name="a-very-long-name-of-a-file-that-somebody-has-sent-by-mail.json"
          state={{ step: 'preview', sections: [section({ added: 1, newer: 1, listed: [{ title: 'Clay', isNew: true }] })] }}
          onImport={vi.fn()}
          onClose={vi.fn()}
        />
        <Confirm label="Delete all" text="It is gone then." yes="Yes" onConfirm={vi.fn()} />
      </>,
    );
    await openAll();
    for (const details of document.querySelectorAll('details')) details.open = true;
    await expectAccessible(width);
  });
});
