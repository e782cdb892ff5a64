import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/review.css';
import { resembledApp } from '@/components/review/format';
import { recognizedBy } from '@/components/review/ReviewHead';
import { Frame, ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { type OpenedLine, OpenedList } from '@/components/workbench/OpenedList';
import { RequestTable } from '@/components/workbench/review/RequestTable';
import type { RequestRow } from '@/components/workbench/review/request-rows';
import { useRows } from '@/entrypoints/workbench/review/use-rows';
import { openContent } from '@/utils/files/open-content';
import { t } from '@/utils/text/text';
import { samplePolicy } from '../sample-policy';
import { clear, draw, expectAccessible } from './draw';

const line = (over: Partial<OpenedLine>): OpenedLine => ({
  id: '1',
  name: 'acme.har',
  size: 2_100_000,
  format: 'har',
  found: 1,
  reason: null,
  receipt: { removed: { cookies: 214, tokens: 9 }, kept: 7, leftOut: 238, notUnderstood: 1, isCut: true },
  ...over,
});

const row = (over: Partial<RequestRow>): RequestRow => ({
  key: over.app ?? '1',
  href: '#review/1/0',
  kind: 'request',
  app: 'Clay',
  resembles: '',
  provider: 'HubSpot',
  account: '4100001',
  clientId: null,
  file: null,
  askedBy: null,
  required: 7,
  optional: 11,
  undeclared: 0,
  reach: { access: 'write', isAll: false, order: [5, 6, 0, 18] },
  changing: 6,
  sensitive: 0,
  finding: { severity: 'warning', title: 'The plan may lack required access' },
  moreFindings: 2,
  scopeText: 'api refresh_token',
  apart: '',
  change: null,
  policy: null,
  ...over,
});

const rows = [
  row({}),
  row({
    app: 'Workato',
    provider: 'Salesforce',
    account: 'acme.my.salesforce.com',
    required: 0,
    optional: 0,
    undeclared: 3,
    changing: 1,
    finding: null,
    moreFindings: 0,
  }),
  row({
    app: 'Apollo',
    provider: 'Outreach',
    account: null,
    file: 'acme.har',
    required: 1,
    optional: 1,
    changing: 0,
    finding: { severity: 'blocker', title: 'The request was refused' },
  }),
];

const bench = (children: preact.ComponentChild, isPrivate = false) =>
  draw(
    <Frame items={[{ id: 'review', icon: 'table', title: 'Review', href: '#review' }]} current="review" isPrivate={isPrivate}>
      <ViewTitle title="Review" text="Paste requests or open files." />
      {children}
    </Frame>,
  );

const names = () =>
  page
    .getByRole('link')
    .elements()
    .map((link) => link.textContent)
    .filter((name) => name !== 'Review');

beforeEach(async () => {
  await page.viewport(1200, 900);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(clear);

describe('what was opened', () => {
  it('has its size apart from its name, and says of a text that more was dropped than is counted', async () => {
    bench(<OpenedList lines={[line({ name: 'Pasted text 2', size: 807, format: 'text' })]} onRemove={vi.fn()} />);
    expect(document.querySelector('.sr-opened__line')?.textContent).toContain('Pasted text 2 \u00b7 807 bytes \u00b7 ');
    await page.getByRole('button', { name: 'What was removed' }).click();
    const note = page.getByText(t('workbench_receipt_text'));
    await expect.element(note).toBeVisible();
    clear();
    bench(<OpenedList lines={[line({})]} onRemove={vi.fn()} />);
    await page.getByRole('button', { name: 'What was removed' }).click();
    await expect.element(note).not.toBeInTheDocument();
  });
});

describe('the intake', () => {
  const drawIntake = (reading: Parameters<typeof Intake>[0]['reading'] = null) => {
    const calls = { onOpen: vi.fn(), onCancel: vi.fn() };
    bench(<Intake label="Paste here" reading={reading} {...calls} />);
    return calls;
  };

  it('reads a pasted text with Ctrl+Enter, and is empty afterwards', async () => {
    const { onOpen } = drawIntake();
    const field = page.getByRole('textbox', { name: 'Paste here' });
    await field.fill('error=invalid_client');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(['error=invalid_client']);
    await expect.element(field).toHaveValue('');
  });

  it('keeps the focus in the field if there is nothing to read', async () => {
    const { onOpen } = drawIntake();
    await page.getByRole('button', { name: 'Read' }).click();
    expect(onOpen).not.toHaveBeenCalled();
    await expect.element(page.getByRole('textbox')).toHaveFocus();
  });

  it('reads a long text when it is pasted, without drawing it', async () => {
    const { onOpen } = drawIntake();
    const pasteText = (text: string) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('textarea')?.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(pasteText('https://app.hubspot.com/oauth/authorize')).toBe(false);
    expect(onOpen).not.toHaveBeenCalled();
    const list = 'https://app.hubspot.com/oauth/authorize\n'.repeat(2_000);
    expect(pasteText(list)).toBe(true);
    expect(onOpen).toHaveBeenCalledExactlyOnceWith([list]);
    await expect.element(page.getByRole('textbox')).toHaveValue('');
  });

  it('opens all files that are dropped, instead of leaving the page', () => {
    const { onOpen } = drawIntake();
    const data = new DataTransfer();
    const files = ['a.har', 'b.csv'].map((name) => new File(['x'], name));
    for (const file of files) data.items.add(file);
    const drop = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector('.sr-intake')?.dispatchEvent(drop);
    expect(drop.defaultPrevented).toBe(true);
    expect(onOpen.mock.calls[0]?.[0].map(({ name }: File) => name)).toEqual(['a.har', 'b.csv']);
  });

  it('says what it reads, and can be stopped', async () => {
    const { onCancel } = drawIntake({ name: 'acme.har', size: 48_000_000, done: 1, total: 3, share: 0.4 });
    await expect.element(page.getByRole('status')).toHaveTextContent('Reading acme.har (48 MB)… (2 of 3)Cancel');
    const bar = page.getByRole('progressbar');
    expect(bar.element().getBoundingClientRect().width).toBeGreaterThan(100);
    await expect.element(bar).toHaveAttribute('value', '1.4');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('shows no amount of a single file until some of it was read', async () => {
    drawIntake({ name: 'acme.har', size: 48_000_000, done: 0, total: 1, share: 0 });
    await expect.element(page.getByRole('progressbar')).not.toHaveAttribute('value');
  });
});

describe('the list of what was opened', () => {
  it('shows what was removed, kept and not understood', async () => {
    bench(<OpenedList lines={[line({})]} onRemove={vi.fn()} />);
    await expect.element(page.getByText('2.1 MB · Network trace (HAR) · 1 result')).toBeVisible();
    await page.getByRole('button', { name: 'What was removed' }).click();
    await expect
      .poll(() => document.querySelector('.sr-receipt')?.textContent)
      .toBe(
        'Removed223 valuesCookies214Tokens and session IDs9Used for the results7Not about an authorization2381 entry was not understood. The end of the file is missing or was not read.',
      );
  });

  it('says without a click that a file is incomplete', async () => {
    bench(<OpenedList lines={[line({})]} onRemove={vi.fn()} />);
    await expect
      .element(page.getByText('The end is missing or was not read, which may change the result. Ask for the whole file.'))
      .toBeVisible();
  });

  it('says why nothing was found, and closes a file', async () => {
    const onRemove = vi.fn();
    bench(<OpenedList lines={[line({ reason: 'nothing-in-file', found: 0 })]} onRemove={onRemove} />);
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Nothing found: the file has no authorization request, error or app settings.');
    await page.getByRole('button', { name: 'Close acme.har' }).click();
    expect(onRemove).toHaveBeenCalledExactlyOnceWith('1');
  });

  it('shows the last ones first, and the others on demand', async () => {
    const receipt = { removed: {}, kept: 7, leftOut: 0, notUnderstood: 0, isCut: false };
    const lines = Array.from({ length: 9 }, (_, index) => line({ id: String(index), name: `${index}.har`, receipt }));
    bench(<OpenedList lines={lines} onRemove={vi.fn()} />);
    expect(page.getByRole('button', { name: /^Close/ }).elements()).toHaveLength(4);
    await page.getByRole('button', { name: 'Show 5 more' }).click();
    expect(page.getByRole('button', { name: /^Close/ }).elements()).toHaveLength(9);
  });

  it('never folds away a file of which nothing, or not everything, was read', () => {
    const receipt = { removed: {}, kept: 7, leftOut: 0, notUnderstood: 0, isCut: false };
    const change = (index: number) => (index === 6 ? { reason: 'unknown-table', found: 0 } : index === 8 ? {} : { receipt });
    bench(
      <OpenedList
        lines={Array.from({ length: 9 }, (_, index) => line({ id: String(index), name: `${index}.har`, ...change(index) }))}
        onRemove={vi.fn()}
      />,
    );
    const shown = page.getByRole('button', { name: /^Close/ }).elements();
    expect(shown.map((button) => button.getAttribute('aria-label'))).toEqual([0, 1, 2, 3, 6, 8].map((index) => `Close ${index}.har`));
    expect(page.getByRole('button', { name: 'Show 3 more' }).elements()).toHaveLength(1);
  });
});

describe('the table of requests', () => {
  it('is in the order of opening, and sorted by each column in both directions', async () => {
    bench(<RequestTable rows={rows} />);
    expect(names()).toEqual(['Clay', 'Workato', 'Apollo']);
    const sort = async (name: string) => page.getByRole('button', { name, exact: true }).click();
    await sort('App');
    expect(names()).toEqual(['Apollo', 'Clay', 'Workato']);
    await expect.element(page.getByRole('columnheader', { name: 'App' })).toHaveAttribute('aria-sort', 'ascending');
    await sort('App');
    expect(names()).toEqual(['Workato', 'Clay', 'Apollo']);
    await sort('App');
    expect(names()).toEqual(['Clay', 'Workato', 'Apollo']);
    await sort('Finding');
    expect(names()).toEqual(['Apollo', 'Clay', 'Workato']);
    await sort('Scopes');
    expect(names()).toEqual(['Clay', 'Workato', 'Apollo']);
  });

  it('counts scopes by what the request says of them, where it says anything', () => {
    const counts = (more: Partial<RequestRow>) => {
      bench(
        <RequestTable rows={rows.slice(0, 1).map((row) => ({ ...row, required: 0, optional: 0, undeclared: 4, sensitive: 0, ...more }))} />,
      );
      return document.querySelectorAll('tbody td')[3]?.textContent;
    };
    expect(counts({})).toBe('4 scopes');
    expect(counts({ required: 2 })).toBe('6 scopes2 required, 4 undeclared');
  });

  it('has a tile with the letter of the app, or of its domain if only a host names it', () => {
    const tileOf = (app: string) => {
      bench(<RequestTable rows={rows.slice(0, 1).map((row) => ({ ...row, app }))} />);
      return document.querySelector('.sr-tile')?.textContent;
    };
    const apps = {
      Clay: 'C',
      'Cal.com': 'C',
      'app.cal.com': 'C',
      'oauth.us.n8n.io': 'N',
      'app.vendor.co.uk': 'V',
      'Dr. Sync': 'D',
      localhost: 'L',
    };
    for (const [app, letter] of Object.entries(apps)) expect(tileOf(app), app).toBe(letter);
  });

  it('is filtered by words, provider and findings', async () => {
    bench(<RequestTable rows={rows} />);
    const field = page.getByRole('searchbox');
    await field.fill('acme.my');
    expect(names()).toEqual(['Workato']);
    await expect.element(page.getByText('1 of 3')).toBeVisible();
    await field.fill('nothing like this');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    expect(names()).toEqual(['Clay', 'Workato', 'Apollo']);
    await page.getByRole('combobox', { name: 'Provider' }).selectOptions('Outreach');
    expect(names()).toEqual(['Apollo']);
    await page.getByRole('combobox', { name: 'Provider' }).selectOptions('All providers');
    await page.getByRole('button', { name: 'Blockers and warnings' }).click();
    expect(names()).toEqual(['Clay', 'Apollo']);
  });

  it('exports the rows that are left, in the order that is shown', async () => {
    const exports = (shown: readonly RequestRow[]) => <output>{shown.map(({ app }) => app).join(' ')}</output>;
    bench(<RequestTable rows={[...rows, row({ key: '4', app: 'Zapier' })]} exports={exports} />);
    const exported = () => document.querySelector('output')?.textContent;
    expect(exported()).toBe('Clay Workato Apollo Zapier');
    await page.getByRole('combobox', { name: 'Group' }).selectOptions('By provider');
    await expect.poll(exported).toBe('Clay Zapier Workato Apollo');
    await page.getByRole('combobox', { name: 'Group' }).selectOptions('No groups');
    await page.getByRole('button', { name: 'App', exact: true }).click();
    await page.getByRole('button', { name: 'Blockers and warnings' }).click();
    expect(exported()).toBe('Apollo Clay Zapier');
    await page.getByRole('searchbox').fill('nothing like this');
    await expect.poll(exported).toBeUndefined();
  });

  it('is grouped, with the number of rows of each group', async () => {
    bench(<RequestTable rows={[...rows, row({ key: '4' })]} />);
    await page.getByRole('combobox', { name: 'Group' }).selectOptions('By file');
    const titles = () => [...document.querySelectorAll('th[scope=rowgroup]')].map(({ textContent }) => textContent);
    await expect.poll(titles).toEqual(['Pasted text3', 'acme.har1']);
  });

  it('says what changed since the approval, and is sorted and filtered by it', async () => {
    const change = (count: number | null, text: string, isExpired = false) => ({ change: { count, isExpired, text } });
    bench(
      <RequestTable
        rows={[
          row({ app: 'Unapproved' }),
          row({ app: 'Same', ...change(0, 'unchanged') }),
          row({ app: 'Ended', ...change(0, 'unchanged, **approval ended**', true) }),
          row({ app: 'More', ...change(2, '**2 new**') }),
        ]}
      />,
    );
    const cells = () => [...document.querySelectorAll('tbody td:nth-child(7)')].map(({ textContent }) => textContent);
    expect(cells()).toEqual(['no approval', 'unchanged', 'unchanged, approval ended', '2 new']);
    const labels = [...document.querySelectorAll<HTMLElement>('tbody td:nth-child(7)')].map(({ dataset }) => dataset.label);
    expect(new Set(labels)).toEqual(new Set(['Since approval']));
    await page.getByRole('button', { name: 'Since approval' }).click();
    expect(names()).toEqual(['More', 'Ended', 'Same', 'Unapproved']);
    await page.getByRole('button', { name: 'Changed since approval' }).click();
    expect(names()).toEqual(['More', 'Ended']);
    await page.getByRole('searchbox').fill('ended');
    expect(names()).toEqual(['Ended']);
  });

  it('has no column about approvals or the policy if there is nothing of them', () => {
    bench(<RequestTable rows={rows} />);
    expect(page.getByRole('button', { name: /approval|policy/i }).elements()).toEqual([]);
  });

  const pasted = (...lines: string[]) => ({ id: '1', name: null, size: 1, opened: openContent(lines.join('\n')), joinedInto: null });
  const salesforce = 'https://login.salesforce.com/services/oauth2/authorize?response_type=code&redirect_uri=https%3A%2F%2F';
  const hubspot = 'https://app.hubspot.com/oauth/authorize?redirect_uri=https%3A%2F%2F';

  it('is sorted by how far a request reaches, which it says, and not by the number of scopes', async () => {
    const items = [
      pasted(
        `${hubspot}read.example&client_id=1&scope=oauth%20crm.objects.contacts.read%20crm.objects.deals.read%20crm.lists.read`,
        `${hubspot}write.example&client_id=2&scope=crm.objects.contacts.write%20crm.objects.deals.write%20crm.lists.read`,
        `${salesforce}full.example&client_id=3&scope=full`,
        `${hubspot}unknown.example&client_id=4&scope=no.such.scope`,
      ),
    ];
    const sources = { stored: [], policy: null };
    function Rows() {
      return <RequestTable rows={useRows(items, sources).rows} />;
    }
    bench(<Rows />);
    await expect.poll(() => names().length).toBe(4);
    await page.getByRole('button', { name: 'Access' }).click();
    expect(names()).toEqual(['full.example', 'write.example', 'unknown.example', 'read.example']);
    const cells = () => [...document.querySelectorAll('tbody td:nth-child(5)')].map(({ textContent }) => textContent);
    expect(cells()).toEqual(['Fulleverything the user can do', 'Delete2 can change data', 'Not known', 'Read']);
    await page.getByRole('button', { name: 'Access' }).click();
    expect(names()[0]).toBe('read.example');
  });

  it('says what the policy does, or would do in audit mode, and is sorted and filtered by it', async () => {
    const url = (host: string, scope: string) => `${hubspot}${host}&client_id=${host}&scope=crm.lists.read&optional_scope=${scope}`;
    const items = [
      pasted(
        url('fine.example', 'crm.objects.contacts.read'),
        url('asks.example', 'crm.objects.deals.read'),
        url('partly.example', 'crm.objects.custom.read'),
        `${hubspot}no.example&client_id=5&scope=crm.objects.custom.read`,
      ),
    ];
    const rules = [{ scopes: ['crm.objects.custom.read'] }, { action: 'ask' as const, scopes: ['crm.objects.deals.read'] }];
    const drawWith = (mode: 'audit' | 'enforce') => {
      const sources = { stored: [], policy: samplePolicy(rules, { mode }) };
      function Rows() {
        return <RequestTable rows={useRows(items, sources).rows} />;
      }
      bench(<Rows />);
    };
    const cells = () => [...document.querySelectorAll('tbody td:last-child')].map(({ textContent }) => textContent);
    drawWith('enforce');
    await expect.poll(cells).toEqual(['allowed', 'asks first', 'partly denied', 'denied']);
    clear();
    drawWith('audit');
    await expect.poll(cells).toEqual(['would be allowed', 'would ask first', 'would be partly denied', 'would be denied']);
    await page.getByRole('button', { name: 'Policy' }).click();
    expect(names()).toEqual(['no.example', 'partly.example', 'asks.example', 'fine.example']);
    await page.getByRole('searchbox').fill('would ask');
    expect(names()).toEqual(['asks.example']);
  });

  it('says in the words of the review which app a request only resembles', async () => {
    const items = [pasted(`${hubspot}app.clay.com%2F&client_id=1&scope=oauth`, `${hubspot}x.example&client_id=1&scope=oauth`)];
    const sources = { stored: [], policy: null };
    function Rows() {
      return <RequestTable rows={useRows(items, sources).rows} />;
    }
    bench(<Rows />);
    await expect.poll(names).toEqual(['app.clay.com', 'x.example']);
    const facts = () => [...document.querySelectorAll('.sr-requests__app small')].map(({ textContent }) => textContent);
    expect(facts()).toEqual(['Request \u00b7 Looks like Clay', 'Request']);
    const resembled = { name: 'Clay', isCustom: false, profile: null, reconnectPath: null };
    for (const matchedBy of ['claimed-host', 'page-name', 'scope-set'] as const)
      expect(recognizedBy({ ...resembled, matchedBy })).toMatch(new RegExp(`^${resembledApp({ ...resembled, matchedBy })}\\b`));
    for (const matchedBy of ['client-id', 'user', null] as const) expect(resembledApp({ ...resembled, matchedBy })).toBe('');
    await page.getByRole('searchbox').fill('looks like clay');
    expect(names()).toEqual(['app.clay.com']);
  });

  it('has what was opened last at the top, and tells requests of one file apart without repeating its name', async () => {
    const url = 'https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fx.example%2F&scope=';
    const items = ['mail.txt', null].map((name, index) => {
      const opened = openContent(`${url}oauth\n${url}tickets`);
      return { id: String(index), name, size: 1, opened, joinedInto: null };
    });
    const sources = { stored: [], policy: null };
    function Rows() {
      return <RequestTable rows={useRows(items, sources).rows} />;
    }
    bench(<Rows />);
    await expect
      .poll(() => [...document.querySelectorAll('.sr-requests__app small')].map(({ textContent }) => textContent))
      .toEqual(
        ['Pasted text, entry 1', 'Pasted text, entry 2', 'mail.txt \u00b7 entry 1', 'mail.txt \u00b7 entry 2'].map(
          (facts) => `Request \u00b7 ${facts}`,
        ),
      );
  });

  it('says who asks for an app, and is found by that name', async () => {
    bench(<RequestTable rows={[row({ askedBy: 'Sam Sales' }), row({ key: '2', askedBy: '' }), row({ key: '3' })]} />);
    const facts = () => [...document.querySelectorAll('.sr-requests__app small')].map(({ textContent }) => textContent);
    expect(facts()).toEqual(['Request \u00b7 asked by Sam Sales', 'Request \u00b7 a user asks for it', 'Request']);
    await page.getByRole('searchbox').fill('sam');
    await expect.poll(facts).toEqual(['Request \u00b7 asked by Sam Sales']);
  });

  it('is a list that is not cut at 320 px, and can still be sorted', async () => {
    const apart = 'Pasted text 2, entry 3';
    bench(<RequestTable rows={[...rows, row({ key: '4', apart, change: { count: 1, isExpired: false, text: '**1 new**' } })]} />);
    await expectAccessible(320);
    for (const part of document.querySelectorAll('.sr-scroll, .sr-requests td'))
      expect(part.getBoundingClientRect().right, part.textContent).toBeLessThanOrEqual(320);
    const scroll = document.querySelector('.sr-scroll');
    expect(scroll?.scrollWidth).toBe(scroll?.clientWidth);
    await expect.element(page.getByText(`Request \u00b7 ${apart}`)).toBeVisible();
    await page.getByRole('button', { name: 'App', exact: true }).click();
    expect(names()).toEqual(['Apollo', 'Clay', 'Clay', 'Workato']);
  });

  it('gives the focus to a row that is drawn later', async () => {
    const onFocused = vi.fn();
    const rows = Array.from({ length: 100 }, (_, index) => row({ key: `1/${index}`, app: `App ${index}` }));
    bench(<RequestTable rows={rows} focused="1/90" onFocused={onFocused} />);
    await expect.element(page.getByRole('link', { name: 'App 90', exact: true })).toHaveFocus();
    expect(onFocused).toHaveBeenCalledOnce();
  });

  it('shows 100 rows at a time', async () => {
    bench(<RequestTable rows={Array.from({ length: 250 }, (_, index) => row({ key: String(index), app: `App ${index}` }))} />);
    // To draw them at once would block the page.
    expect(names().length).toBeLessThan(50);
    await expect.poll(names).toHaveLength(100);
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    await page.getByRole('button', { name: 'Show 50 more' }).click();
    await expect.poll(names).toHaveLength(250);
  });
});
