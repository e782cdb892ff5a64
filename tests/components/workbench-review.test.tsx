/** One request in the workbench: its scopes, what was approved, and the menu of exports. */
import type { ReviewScope } from '@/utils/review/types';
import '@/components/workbench/workbench.css';
import '@/components/workbench/policy.css';
import '@/components/workbench/review.css';
import type { ComponentProps } from 'preact';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { RuleMatches } from '@/components/workbench/policy/RuleMatches';
import { ApprovalPanel } from '@/components/workbench/review/ApprovalPanel';
import { ReviewSheet } from '@/components/workbench/review/ReviewSheet';
import type { ScopeGroup } from '@/components/workbench/review/scope-rows';
import type { Approval } from '@/utils/review/approval';
import { button, clear, draw, expectAccessible, violations } from './draw';
import { clay, clayScopes, approval as sample } from './samples';

afterEach(async () => {
  clear();
  await page.viewport(1000, 800);
});

const row = (id: string, more: Partial<ScopeGroup['rows'][number]> = {}) => {
  const scope = clayScopes.find((one) => one.id === id) ?? { ...clayScopes[0], id, label: 'View line items' };
  const details = scope as (typeof clayScopes)[number];
  return { ...details, details, lists: '', isUnwanted: false, change: null, included: '', policy: null, ...more };
};
const groups = (isCompared: boolean): ScopeGroup[] => {
  const change = <Change extends string>(value: Change) => ({ change: isCompared ? value : null });
  return [
    {
      title: 'Required',
      rows: [row('crm.objects.contacts.read', change('same')), row('crm.objects.leads.read', change('newly-required'))],
    },
    {
      title: 'Optional, on by default',
      rows: [row('crm.objects.leads.write', change('more-access')), row('crm.objects.deals.read', change('new'))],
    },
    ...(isCompared ? [{ title: 'No longer requested', rows: [row('crm.objects.line_items.read', change('removed'))] }] : []),
  ] as ScopeGroup[];
};
const approval: Approval = {
  ...sample,
  account: '',
  drift: {
    added: ['crm.objects.leads.write'],
    removed: ['crm.objects.line_items.read'],
    newlyRequired: [],
    moreAccess: ['crm.objects.leads.write'],
  },
};

type PanelProps = ComponentProps<typeof ApprovalPanel>;
const panel = (more: Partial<PanelProps> = {}): PanelProps => ({
  approval: null,
  possible: [],
  policy: null,
  isReplaced: false,
  form: null,
  asked: null,
  client: { id: 'client-1', redirectHost: 'app.clay.com', account: '' },
  scopes: clayScopes,
  canLeaveOut: false,
  left: [],
  changes: [],
  fault: null,
  onSave: vi.fn(),
  onClose: vi.fn(),
  onDelete: vi.fn(),
  onCopyEntry: vi.fn(async () => true),
  onCopyReply: vi.fn(async () => true),
  declineReason: '',
  onDecline: vi.fn(),
  ...more,
});

function drawDetail(more: Partial<ComponentProps<typeof ReviewSheet>> = {}, approvalProps = panel(), isCompared = true) {
  const calls = { onCompare: vi.fn(), onForm: vi.fn(), onExport: vi.fn() };
  draw(
    <div class="sr-bench">
      <main class="sr-bench__main">
        <ReviewSheet
          review={clay}
          title="Clay on HubSpot"
          dropped={null}
          back={{ href: '#review', text: 'All requests' }}
          policy={null}
          tab=""
          scopes={{
            groups: groups(isCompared),
            choices: [
              ['baseline', 'Approved baseline, 2026-08-14'],
              ['1/0', 'Clay · 4521873'],
            ],
            compared: isCompared ? 'baseline' : '',
            isOtherApp: false,
            onCompare: calls.onCompare,
          }}
          request={{
            title: 'Request',
            facts: [
              ['Client ID', clay.clientId ?? ''],
              ['scope', clay.current.join(' ')],
            ],
          }}
          exports={<ExportMenu formats={['md', 'csv', 'excel']} onExport={calls.onExport} onPrint={() => {}} />}
          status=""
          approve={{ isReplaced: false, whyNot: null }}
          form={approvalProps.form}
          onForm={calls.onForm}
          {...more}
        >
          <ApprovalPanel {...approvalProps} />
        </ReviewSheet>
      </main>
    </div>,
  );
  return calls;
}

/** Shows the page as it is printed, until the test is over. */
async function asPrinted(): Promise<void> {
  const media = (name: string) => cdp().send('Emulation.setEmulatedMedia', { media: name });
  onTestFinished(() => void media(''));
  await media('print');
}

it('the findings explain how certain each of them may be', async () => {
  drawDetail();
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await expect.element(page.getByText(/^Observed: direct evidence/)).toBeVisible();
});

it('a printed review has each finding with its scopes and steps, and nothing that only opens something', async () => {
  drawDetail();
  const full = document.querySelector<HTMLElement>('.sr-full');
  expect(full?.checkVisibility()).toBe(false);
  const headings = () =>
    [...document.querySelectorAll<HTMLElement>('p.sr-print')].filter((one) => one.checkVisibility()).map(({ textContent }) => textContent);
  expect(headings()).toEqual([]);
  await asPrinted();
  expect(headings()).toEqual([
    expect.stringMatching(/^Printed on \d{4}-\d{2}-\d{2}$/),
    'Scopes',
    'Compared with: Approved baseline, 2026-08-14',
    'Findings',
    'Request',
  ]);
  expect(full?.checkVisibility()).toBe(true);
  for (const part of ['The plan may lack required access', 'crm.objects.leads.read', 'HubSpot super admin: Look up'])
    expect(full?.textContent).toContain(part);
  expect([...document.querySelectorAll('.sr-tabs__panel button')].filter((one) => one.checkVisibility())).toEqual([]);
});

const ids = () => [...document.querySelectorAll('.sr-scope-table .sr-id')].map((id) => id.getAttribute('title'));
const tab = (name: RegExp) => page.getByRole('tab', { name });

describe('the scopes of a request in the workbench', () => {
  it('are listed with what changed, and counted by kind of change', () => {
    drawDetail();
    expect([...document.querySelectorAll('.sr-diff span')].map((part) => part.textContent)).toEqual([
      '1 new',
      '1 new with more access',
      '1 newly required',
      '1 removed',
      '1 same',
    ]);
    expect(ids()).toHaveLength(5);
    expect(document.querySelector('[data-change=removed]')?.textContent).toContain('removed');
  });

  it('are marked if they are for sensitive data, and found by that word', async () => {
    const [first, ...rest] = groups(false);
    const marked = { ...first, rows: [row('crm.objects.contacts.read', { tags: ['highly-sensitive'] })] } as ScopeGroup;
    const scopes = { groups: [marked, ...rest], choices: [], compared: '', isOtherApp: false, onCompare: vi.fn() };
    drawDetail({ scopes });
    await expect.element(page.getByText('highly sensitive')).toBeVisible();
    await page.getByRole('searchbox').fill('sensitive');
    await expect.poll(() => document.querySelectorAll('.sr-scope-table td:first-child').length).toBe(1);
  });

  it('say who is meant by “you”, where a name says it', async () => {
    const [first, ...rest] = groups(false);
    const of = (label: string) => ({ ...first, rows: [row('crm.objects.contacts.read', { label })] }) as ScopeGroup;
    const drawOf = (label: string) =>
      drawDetail({ scopes: { groups: [of(label), ...rest], choices: [], compared: '', isOtherApp: false, onCompare: vi.fn() } });
    drawOf('See who you are');
    await expect.element(page.getByText(/the user who connects the app/)).toBeVisible();
    clear();
    drawOf('View youth programs');
    await expect.element(page.getByText(/the user who connects the app/)).not.toBeInTheDocument();
  });

  it('open to what the panel says about them, unless they are no longer requested', async () => {
    const gone = { title: 'No longer requested', rows: [row('tickets', { change: 'removed', details: null })] };
    drawDetail({ scopes: { groups: [...groups(false), gone], choices: [], compared: '', isOtherApp: false, onCompare: vi.fn() } });
    expect(document.querySelectorAll('.sr-scope-table [aria-expanded]')).toHaveLength(4);
    const opener = button(/^Details: View leads /);
    await opener.click();
    await expect.element(opener).toHaveAttribute('aria-expanded', 'true');
    const details = document.querySelector('.sr-scope-table__details');
    const { allows, impactIfDropped, sources } = clayScopes.find(({ id }) => id === 'crm.objects.leads.read') ?? {};
    for (const part of [allows, impactIfDropped ?? 'The app doesn\u2019t say', sources?.[0]?.title, sources?.[0]?.accessedOn]) {
      expect(part).toBeTruthy();
      expect(details?.textContent).toContain(part);
    }
    await page.viewport(320, 800);
    expect(document.documentElement.scrollWidth).toBe(320);
    expect(await violations()).toEqual([]);
    await opener.click();
    expect(document.querySelector('.sr-scope-table__details')).toBeNull();
  });

  it('of two apps are called neither new nor removed', async () => {
    const rows = [row('crm.lists.read', { change: 'new' }), row('crm.objects.leads.read', { change: 'newly-required' })];
    const groups = [
      { title: 'Required', rows },
      { title: 'Only in Northwind', rows: [row('tickets', { change: 'removed' }), row('oauth', { change: 'same' })] },
    ];
    drawDetail({ scopes: { groups, choices: [['1/0', 'Northwind']], compared: '1/0', isOtherApp: true, onCompare() {} } });
    expect(document.querySelector('.sr-diff')?.textContent).toBe('1 only here1 required only here1 only there1 same');
    const changes = [...document.querySelectorAll('.sr-scope-table td:nth-child(4)')].map(({ textContent }) => textContent);
    expect(changes).toEqual(['only here', 'required only here', 'only there', 'same']);
    expect(document.querySelector('[data-change=removed]')).toBeNull();
    await expect.element(page.getByRole('radio', { name: 'Different 3' })).toBeVisible();
  });

  it('can be reduced to those that changed, that change data, or that have the words', async () => {
    drawDetail();
    const counts = [...document.querySelectorAll('.sr-segments label')].map((label) => label.textContent);
    expect(counts).toEqual(['All scopes4', 'Can change data1', 'Other scopes3', 'Changed4']);
    await page.getByRole('radio', { name: /^Changed/ }).click();
    expect(ids()).toEqual(['crm.objects.leads.read', 'crm.objects.leads.write', 'crm.objects.deals.read', 'crm.objects.line_items.read']);
    await page.getByRole('radio', { name: /^Can change data/ }).click();
    expect(ids()).toEqual(['crm.objects.leads.write']);
    await page.getByRole('radio', { name: /^All/ }).click();
    await page.getByRole('searchbox').fill('LEADS view');
    expect(ids()).toEqual(['crm.objects.leads.read']);
    await page.getByRole('searchbox').fill('nothing');
    expect(document.querySelector('.sr-empty__text')?.textContent).toContain('No scope matches the filter.');
    await button('Clear the filter').click();
    expect(ids()).toHaveLength(5);
  });

  it('have no column and no filter for changes while nothing is compared', async () => {
    const { onCompare } = drawDetail({}, panel(), false);
    expect(document.querySelector('.sr-diff')).toBeNull();
    await expect.element(page.getByRole('radio', { name: /^Changed/ })).not.toBeInTheDocument();
    await page.getByRole('combobox').selectOptions('1/0');
    expect(onCompare).toHaveBeenCalledWith('1/0');
  });

  it('say which kept scope includes one that is left out, and have a column for plans only where one has a plan', async () => {
    const ids = ['crm.objects.contacts.read', 'crm.objects.deals.read'] as const;
    const label = 'Do everything that you can do in Salesforce';
    const [kept, left] = ids.map((id) =>
      row(id, { label, details: { ...(row(id).details as ReviewScope), id, label, implies: ['crm.objects.deals.read'] } }),
    );
    const scopes = (isLeft: boolean, plans: string[] = []) => ({
      groups: [{ title: 'Optional', rows: [kept, { ...left, plans }] }] as ScopeGroup[],
      ...{ choices: [], compared: '', isOtherApp: false, onCompare: vi.fn() },
      choice: { droppable: new Set(ids), left: new Set(isLeft ? ['crm.objects.deals.read'] : []), onChange: vi.fn() },
    });
    const table = () => document.querySelector('.sr-scope-table')?.textContent ?? '';
    await page.viewport(1280, 720);
    drawDetail({ scopes: scopes(true) });
    expect(table()).toContain(`still included in “${label}”`);
    const names = [...document.querySelectorAll('.sr-scope-table .sr-scope-table__name')];
    expect(Math.max(...names.map((name) => name.getBoundingClientRect().height))).toBeLessThan(60);
    expect(table()).not.toContain('Plan');
    clear();
    drawDetail({ scopes: scopes(false, ['Sales Hub Starter']) });
    expect(table()).not.toContain('still included');
    expect(table()).toContain('Plan');
  });

  it('stand beside the findings and the request, in tabs that the arrow keys change', async () => {
    drawDetail();
    await tab(/^Scopes/).click();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(tab(/^Findings/)).toHaveFocus();
    await expect.element(page.getByRole('tabpanel', { name: /^Findings/ })).toBeVisible();
    await userEvent.keyboard('{End}');
    await expect.element(page.getByRole('tabpanel', { name: 'Request' })).toBeVisible();
    await expect.element(page.getByText(clay.clientId ?? '')).toBeVisible();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(tab(/^Scopes/)).toHaveFocus();
  });

  it('are counted as required and optional, and by the choice of the user who asks', async () => {
    const key = () => [...document.querySelectorAll('.sr-strip-key > span')].map(({ textContent }) => textContent);
    drawDetail();
    expect(key()).toEqual(['7 required', '11 optional']);
    clear();
    const undeclared = clay.scopes.slice(0, 3).map((scope) => ({ ...scope, requirement: 'undeclared' as const, locked: false }));
    drawDetail({ review: { ...clay, editable: false, scopes: [...undeclared, ...clay.scopes.slice(3)] } });
    expect(key()).toEqual(['4 required', '11 optional', '3 undeclared']);
    expect(document.querySelector('.sr-verdict')?.textContent).toMatch(/^18 scopes: 4 required, 11 optional, 3 undeclared\./);
    drawDetail({ review: { ...clay, editable: false, scopes: undeclared } });
    expect(key()).toEqual([]);
    clear();
    const [dropped] = clay.selection.filter((id) => !clay.scopes.find((scope) => scope.id === id)?.locked);
    const rows = [{ title: 'Optional, on by default', rows: [row(dropped ?? '', { isUnwanted: true })] }];
    drawDetail({
      review: { ...clay, selection: clay.scopes.map(({ id }) => id) },
      dropped: [dropped ?? ''],
      scopes: { groups: rows, choices: [], compared: '', isOtherApp: false, onCompare() {} },
    });
    expect(key()).toEqual(['7 required', '10 kept', '1 dropped']);
    await expect.element(page.getByText('dropped by the user')).toBeVisible();
    expect(await violations()).toEqual([]);
  });

  it.each([1200, 320])(
    'have a checkbox where an approval can leave them out, and say where they were seen, at %d pixels',
    async (width) => {
      const choice = {
        ...{ droppable: new Set(['crm.objects.leads.write', 'crm.objects.deals.read']), left: new Set(['crm.objects.deals.read']) },
        onChange: vi.fn(),
      };
      const sourced = groups(true).map((group, index) => ({ ...group, source: index === 2 ? '' : 'according to the request' }));
      drawDetail({
        dropped: ['crm.objects.deals.read'],
        scopes: {
          ...{
            groups: sourced,
            choices: [['b', 'Approved baseline, 2026-08-14']],
            compared: 'b',
            isOtherApp: false,
            onCompare() {},
            choice,
          },
        },
      });
      const sides = [...document.querySelectorAll('.sr-table__group small')].map(({ textContent }) => textContent);
      expect(sides).toEqual(['according to the request', 'according to the request \u00b7 1 kept', 'Approved baseline, 2026-08-14']);
      const boxes = page.getByRole('checkbox');
      expect(boxes.elements().map((box) => (box as HTMLInputElement).checked)).toEqual([true, false]);
      await page.getByRole('checkbox', { name: /leads\.write/ }).click();
      await page.getByText('View deals', { exact: true }).click();
      expect(choice.onChange.mock.calls).toEqual([
        ['crm.objects.leads.write', true],
        ['crm.objects.deals.read', false],
      ]);
      await expectAccessible(width);
    },
  );

  it('have a column and a tab for what the policy says, if there is one', async () => {
    const rules = [
      {
        title: 'Rule 1',
        action: 'deny' as const,
        reason: 'No leads',
        link: null,
        scopes: [{ id: 'crm.objects.leads.read', label: 'View leads', stays: true }],
      },
    ];
    const policy = { notice: 'Can\u2019t connect.', isBlocking: true, decided: 1, panel: <RuleMatches rules={rules} /> };
    const denied = [
      { title: 'Required', rows: [row('crm.objects.leads.read', { policy: 'deny' }), row('crm.lists.read', { policy: 'allow' })] },
    ];
    drawDetail({ policy, tab: 'policy', scopes: { groups: denied, choices: [], compared: '', isOtherApp: false, onCompare() {} } });
    expect(page.getByRole('tabpanel', { name: /^Policy/ }).element().textContent).toMatch(/Rule 1.*No leads.*View leads.*has to stay/);
    await expect.element(page.getByText('Can\u2019t connect.')).toBeVisible();
    expect(document.querySelector('.sr-alert--blocker')?.textContent).toBe('Can\u2019t connect.');
    await tab(/^Scopes/).click();
    expect([...document.querySelectorAll('.sr-scope-table .sr-policy')].map(({ textContent }) => textContent)).toEqual(['deny', 'allow']);
    await expectAccessible(320);
    await expectAccessible(1200, 'dark');
  });

  it('have whole IDs, also where the column is narrow', async () => {
    const long = row('crm.objects.contacts.highly_sensitive.read.v2', { change: 'new' });
    drawDetail({
      scopes: {
        groups: [{ title: 'Required', rows: [long] }],
        choices: [['baseline', 'x']],
        compared: 'baseline',
        isOtherApp: false,
        onCompare() {},
      },
    });
    for (const width of [320, 341, 360, 420, 900, 1280]) {
      await page.viewport(width, 800);
      const cell = document.querySelector('.sr-scope-table td:has(.sr-id)') as HTMLElement;
      expect(cell.scrollWidth).toBeLessThanOrEqual(cell.clientWidth);
      expect(cell.getBoundingClientRect().right).toBeLessThanOrEqual(
        document.querySelector('.sr-scope-table')?.getBoundingClientRect().right ?? 0,
      );
      for (const part of cell.querySelectorAll('.sr-id > *'))
        expect(part.getBoundingClientRect().right, String(width)).toBeLessThanOrEqual(cell.getBoundingClientRect().right);
      expect(getComputedStyle(cell.querySelector('.sr-id__head') as Element).whiteSpace).toBe('normal');
    }
    expect(document.querySelector('.sr-id__tail')?.textContent).toBe('.read.v2');
  });

  it('have the name of a group in one line in 320 px, with its number', async () => {
    drawDetail();
    await page.viewport(320, 800);
    const title = [...document.querySelectorAll<HTMLElement>('th[scope=rowgroup]')][1];
    const range = document.createRange();
    if (title?.firstChild) range.selectNode(title.firstChild);
    expect(range.toString()).toBe('Optional, on by default');
    expect(range.getClientRects()).toHaveLength(1);
  });

  it('are readable without scrolling sideways in 320 px', async () => {
    drawDetail({}, panel({ approval, form: 'approve' }));
    await expectAccessible(320);
  });
});

describe('the approval of a request in the workbench', () => {
  it('takes who asked, why, who reviewed and until when, and nothing of that is needed', async () => {
    const props = panel({ form: 'approve' });
    drawDetail({}, props);
    await button('Save baseline').click();
    expect(props.onSave).toHaveBeenLastCalledWith({ askedBy: '', reason: '', reviewedBy: '', until: null });
    await page.getByLabelText('Asked by').fill(' Bo ');
    await page.getByLabelText('Why').fill('CRM');
    await page.getByLabelText('Reviewed by').fill('IT');
    await page.getByLabelText('Until').fill('2999-12-31');
    await button('Save baseline').click();
    expect(props.onSave).toHaveBeenLastCalledWith({ askedBy: 'Bo', reason: 'CRM', reviewedBy: 'IT', until: '2999-12-31' });
    await userEvent.keyboard('{Escape}');
    expect(props.onClose).toHaveBeenCalledOnce();
  });

  it('shows the client ID in the head and in the form, where it has to be compared', () => {
    drawDetail({}, panel({ form: 'approve' }));
    expect(document.querySelector('.sr-subject')?.textContent).toContain(`Client ID ${clay.clientId}`);
    const form = document.querySelector('form')?.textContent;
    for (const part of ['client-1', 'Redirect hostapp.clay.com', 'For accountAny account']) expect(form).toContain(part);
    clear();
    drawDetail({}, panel({ form: 'approve', client: { id: 'client-1', redirectHost: null, account: '4711' } }));
    expect(document.querySelector('form')?.textContent).toContain('For account4711');
  });

  it('starts with the words of the user who asks', async () => {
    drawDetail({}, panel({ form: 'approve', asked: { by: 'Bo from sales', reason: 'Trade fair' } }));
    await expect.element(page.getByLabelText('Asked by')).toHaveValue('Bo from sales');
    await expect.element(page.getByLabelText('Why', { exact: true })).toHaveValue('Trade fair');
    await expect.element(page.getByRole('region', { name: 'Who asks for this app' })).toBeVisible();
  });

  it('leaves out what is not ticked in the table of scopes, and says so', async () => {
    const props = panel({ form: 'approve', canLeaveOut: true, left: ['crm.objects.deals.write'] });
    drawDetail({}, props);
    expect(document.querySelector('form')?.textContent).toContain(
      'Leaves out the scopes that are not selected in the list: crm.objects.deals.write',
    );
    await button('Save baseline').click();
    expect(props.onSave).toHaveBeenLastCalledWith(expect.objectContaining({ dropped: ['crm.objects.deals.write'] }));
    clear();
    drawDetail({}, panel({ ...props, left: [] }));
    expect(document.querySelector('form')?.textContent).toContain('Approves all of these scopes.');
    await button('Save baseline').click();
    expect(props.onSave).toHaveBeenLastCalledWith({ askedBy: '', reason: '', reviewedBy: '', until: null });
    clear();
    drawDetail({}, panel({ approval: { ...approval, dropped: ['crm.objects.deals.write'] } }));
    expect(document.querySelector('.sr-approval')?.textContent).toContain('Leaves outcrm.objects.deals.write');
  });

  it('is answered with a text that the admin copies', async () => {
    const props = panel({ approval, asked: { by: 'Bo', reason: 'Trade fair' } });
    drawDetail({}, props);
    await button('Copy reply').click();
    expect(props.onCopyReply).toHaveBeenCalledOnce();
    // The button itself says so, and nothing moves.
    await expect.element(button('Copied')).toBeVisible();
    clear();
    drawDetail({}, { ...props, onCopyReply: async () => false });
    await button('Copy reply').click();
    await expect.element(button('The browser refused to copy.')).toBeVisible();
  });

  it.each([null, 'Not in a private window.'])(
    'can be declined with a reason, whoever asks and even if it can’t be approved: %s',
    async (whyNot) => {
      const { onForm } = drawDetail({ approve: { isReplaced: false, whyNot } });
      await button('Decline').click();
      expect(onForm).toHaveBeenLastCalledWith('decline');
      const props = panel({ form: 'decline' });
      drawDetail({ approve: { isReplaced: false, whyNot } }, props);
      await expect.element(button('Decline')).not.toBeInTheDocument();
      await expectAccessible(320);
      draw(<ApprovalPanel {...props} />);
      const field = page.getByRole('textbox', { name: 'Why it is not approved' });
      await expect.element(field).toHaveFocus();
      await expect.element(field).toHaveValue('');
      await userEvent.keyboard('Use the list import');
      await button('Copy reply').click();
      expect(props.onDecline).toHaveBeenLastCalledWith('Use the list import');
      field.element().focus();
      await userEvent.keyboard('{Escape}');
      expect(props.onClose).toHaveBeenCalledOnce();
    },
  );

  it('begins to decline with what is known against the app, which can be edited', async () => {
    const props = panel({ form: 'decline', declineReason: 'Custom records feed billing\nContacts stay in the CRM' });
    draw(<ApprovalPanel {...props} />);
    const field = page.getByRole('textbox', { name: 'Why it is not approved' });
    await expect.element(field).toHaveValue('Custom records feed billing\nContacts stay in the CRM');
    expect(props.onDecline).not.toHaveBeenCalled();
    await field.fill('Use the list import');
    await button('Copy reply').click();
    expect(props.onDecline).toHaveBeenCalledExactlyOnceWith('Use the list import');
  });

  it('says what was approved, that it ended, what changed, and what the audit trail says', async () => {
    const changes = [
      { title: 'Changed after the approval', changes: ['Scopes changed 2026-10-01', 'IP relaxation changed 8/14/2026 (unsure)'] },
      { title: 'Without the name of an app', changes: ['Callback URLs changed 2026-10-02'] },
    ];
    drawDetail({}, panel({ approval, changes }));
    const text = document.querySelector('.sr-approval')?.textContent.replaceAll('\u00a0', ' ') ?? '';
    for (const fact of ['Approval of 2026-08-14', 'IT security', 'Any account', 'ended on 2026-09-30', '1 new with more access, 1 removed'])
      expect(text).toContain(fact);
    const listed = [...document.querySelectorAll('.sr-approval__changes')].map((list) => [
      list.previousElementSibling?.textContent,
      ...[...list.querySelectorAll('li')].map((item) => item.textContent),
    ]);
    expect(listed).toEqual(changes.map(({ title, changes: texts }) => [title, ...texts]));
    expect(await violations()).toEqual([]);
  });

  it('is only called approved if it covers the request in view', () => {
    const same = { added: [], removed: ['crm.lists.read'], newlyRequired: [], moreAccess: [], notApproved: ['crm.objects.deals.write'] };
    const heading = (drift: Approval['drift'], until: string | null = null) => {
      clear();
      drawDetail({}, panel({ approval: { ...approval, until, drift } }));
      const isWarning = document.querySelector('.sr-approval .sr-alert--warning') !== null;
      return [document.querySelector('#approved')?.textContent, isWarning];
    };
    expect(heading(same)).toEqual(['Approved on 2026-08-14', false]);
    const other = { added: ['crm.lists.write'], newlyRequired: ['crm.objects.deals.write'], otherHosts: ['evil.example'] };
    for (const [kind, value] of Object.entries(other))
      expect(heading({ ...same, [kind]: value }), kind).toEqual(['Approval of 2026-08-14', true]);
    expect(heading(same, '2026-09-30')).toEqual(['Approval of 2026-08-14', true]);
    expect(heading(null)).toEqual(['Approval of 2026-08-14', false]);
  });

  it('of the same account is replaced and edited; that of any account stays beside a new one', async () => {
    const drawForm = (isReplaced: boolean) => drawDetail({}, panel({ approval, isReplaced, form: 'approve' }));
    drawForm(true);
    await expect.element(button('Replace baseline')).toBeVisible();
    await expect.element(page.getByLabelText('Reviewed by')).toHaveValue('IT security');
    clear();
    drawForm(false);
    await expect.element(button('Save baseline')).toBeVisible();
    await expect.element(page.getByLabelText('Reviewed by')).toHaveValue('');
  });

  it('is deleted only after a question, and copied for a policy file', async () => {
    const props = panel({ approval });
    drawDetail({}, props);
    await button('Copy for a policy file').click();
    expect(props.onCopyEntry).toHaveBeenCalledOnce();
    await button('Delete').click();
    await button('Keep').click();
    await expect.element(button('Delete')).toHaveFocus();
    await button('Delete').click();
    expect(props.onDelete).not.toHaveBeenCalled();
    await button('Delete it').click();
    expect(props.onDelete).toHaveBeenCalledOnce();
  });

  it('in a policy names it, and can’t be deleted here', async () => {
    drawDetail({}, panel({ approval, policy: 'Acme connection policy' }));
    await expect.element(page.getByText('Acme connection policy')).toBeVisible();
    await expect.element(button('Delete')).not.toBeInTheDocument();
    await expect.element(button('Copy for a policy file')).toBeVisible();
  });

  it('is not offered where it can’t be stored, and says why', async () => {
    drawDetail({ approve: { isReplaced: false, whyNot: 'Not in a private window.' } });
    await expect.element(button('Save as approved baseline')).not.toBeInTheDocument();
    await expect.element(page.getByText('Not in a private window.')).toBeVisible();
  });

  it('says that it could not be stored', async () => {
    drawDetail({}, panel({ form: 'approve', fault: 'The disk is full.' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('The disk is full.');
  });
});

describe('the menu of exports', () => {
  it('opens on a click, and its entries are chosen with the keyboard', async () => {
    const { onExport } = drawDetail();
    await button('Export').click();
    await expect.element(page.getByRole('menuitem', { name: /^Markdown/ })).toHaveFocus();
    expect(await violations()).toEqual([]);
    const entries = page.getByRole('menuitem').elements();
    expect(entries.map(({ textContent }) => textContent)).toEqual(['Markdown.md', 'CSV.csv', 'CSV for Excel.csv', 'Print or PDF']);
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
    expect(onExport).toHaveBeenCalledExactlyOnceWith('excel');
    await expect.element(button('Export')).toHaveFocus();
  });
});
