/** The policy view of the workbench, with the browser's own IndexedDB and a fake managed storage. */
import '@/components/workbench/workbench.css';
import '@/components/workbench/history.css';
import '@/components/workbench/preferences.css';
import '@/components/workbench/policy.css';
import { deleteDB } from 'idb';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { browser } from 'wxt/browser';
import { Frame } from '@/components/workbench/Frame';
import { openContent } from '@/utils/files/open-content';
import type { Baseline } from '@/utils/policy/baseline';
import { POLICY_LIMITS, type PolicyFile, type PolicyRule, writePolicyFile } from '@/utils/policy/policy-file';
import { saveBaseline } from '@/utils/storage/baselines';
import { closeDatabase } from '@/utils/storage/database';
import { recordOutcome } from '@/utils/storage/outcomes';
import { findOwnPolicy, saveOwnPolicy } from '@/utils/storage/policy';
import { databaseName } from '@/utils/storage/schema';
import { t, tById } from '@/utils/text/text';
import { HistoryView } from '../../entrypoints/workbench/history/HistoryView';
import { PolicyView } from '../../entrypoints/workbench/policy/PolicyView';
import type { OpenedItem, Session } from '../../entrypoints/workbench/use-session';
import { clayUrl } from '../providers/hubspot/sample-urls';
import { samplePolicy } from '../sample-policy';
import { button, clear, draw, expectAccessible } from './draw';

const custom = 'crm.objects.custom.write';
const rules: Partial<PolicyRule>[] = [
  { provider: 'hubspot', scopes: [custom], reason: 'Custom records feed billing', link: 'https://wiki.acme.example/' },
  { action: 'ask', access: ['write', 'delete', 'full', 'admin'], reason: 'A ticket asks for it' },
];
const own = (change: Partial<PolicyFile> = {}) => samplePolicy(rules, { mode: 'audit', ...change });

const baseline = (...ids: string[]): Baseline => ({
  ...{ provider: 'hubspot', app: 'x', account: '', appName: 'Clay', at: 1, scopes: ids.map((id) => ({ id, requirement: 'required' })) },
  ...{ askedBy: '', reason: '', reviewedBy: 'Ada', until: null },
});

type Listener = (changes: object, area: string) => void;
const listeners = new Set<Listener>();

/** What managed storage has. */
let managed: Record<string, unknown> = {};

beforeEach(async () => {
  await page.viewport(1200, 900);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  managed = {};
  await closeDatabase();
  await deleteDB(databaseName);
  Object.assign(browser, {
    storage: {
      managed: { get: async () => managed },
      session: {
        set: async (changes: object) => {
          for (const listener of listeners) listener(changes, 'session');
        },
      },
      onChanged: { addListener: (one: Listener) => listeners.add(one), removeListener: (one: Listener) => listeners.delete(one) },
    },
  });
});
afterEach(async () => {
  clear();
  await closeDatabase();
  await deleteDB(databaseName);
});

/** Draws the view with these texts opened; further ones can be pasted. */
async function drawView({
  policy = null,
  texts = [],
  isPrivate = false,
  shown,
}: {
  /** A text that shows that the view has read everything. */
  shown?: string;
  policy?: PolicyFile | null;
  texts?: string[];
  isPrivate?: boolean;
}) {
  if (policy) await saveOwnPolicy(policy, 1);
  function View() {
    const read = (content: string, id: number): OpenedItem => ({
      id: String(id),
      name: null,
      size: 1,
      opened: openContent(content),
      joinedInto: null,
    });
    const [items, setItems] = useState(texts.map(read));
    const open = async (contents: readonly (File | string)[]) => {
      const added = contents.map((content, index) => read(String(content), items.length + index));
      setItems([...items, ...added]);
      return added;
    };
    const session: Session = { items, reading: null, open, cancel() {}, remove() {} };
    return <PolicyView path={[]} session={session} isPrivate={isPrivate} />;
  }
  draw(
    <Frame items={[{ id: 'policy', icon: 'policy', title: 'Policy', href: '#policy' }]} current="policy" isPrivate={isPrivate}>
      <View />
    </Frame>,
  );
  const usual =
    isPrivate && !policy
      ? t('workbench_private_title')
      : (policy?.name ?? (managed.policy ? 'Acme connection policy' : t('workbench_policy_own')));
  await expect.element(page.getByText(shown ?? usual).first()).toBeVisible();
}

const importText = (text: string) => {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${t('workbench_policy_import')}"]`);
  const data = new DataTransfer();
  data.items.add(new File([text], 'policy.json'));
  if (!input) throw new Error('a policy can’t be imported');
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};
const stored = async () => {
  const read = await findOwnPolicy();
  return read.ok ? read.value : null;
};
const focused = () => document.activeElement?.textContent ?? '';

describe('the connections to which the rules apply', () => {
  const connected = (app: string, requested: string[]) =>
    recordOutcome(
      {
        ...{ id: app, at: Date.now(), provider: 'hubspot', app, appName: '', account: '42' },
        ...{ scopes: { requested, kept: requested, dropped: [] }, outcome: { kind: 'connected', rule: null } },
      },
      true,
    );

  it.each([1200, 320])('are listed on demand, at %d pixels', async (width) => {
    await connected('client-1', ['tickets']);
    await connected('client-2', ['crm.lists.read']);
    const policy = samplePolicy(
      [
        { reason: 'No tickets', scopes: ['tickets'] },
        { action: 'allow', scopes: ['crm.*'] },
      ],
      { mode: 'audit' },
    );
    await drawView({ policy, shown: 'See it' });
    const links = () => [...document.querySelectorAll('.sr-history a')].map(({ textContent }) => textContent);
    expect(links()).toEqual([]);
    await button('See it').click();
    expect(links()).toEqual(['client-1']);
    await expectAccessible(width);
    await button('Hide them').click();
    expect(links()).toEqual([]);
  });
});

describe('the test of a policy', () => {
  it('takes the focus and is scrolled to, and names the scopes under each rule', async () => {
    await page.viewport(600, 500);
    await drawView({ policy: own() });
    await page.getByRole('textbox').fill(clayUrl);
    await button(t('workbench_intake_read')).click();
    await expect.poll(focused).toBe('1 result: 1 changed or asked about');
    expect(document.activeElement?.getBoundingClientRect().bottom).toBeLessThan(500);
    await page.getByRole('button', { name: /^Scopes by rule/ }).click();
    const matches = () => [...document.querySelectorAll('.sr-matches > li')].map((match) => match.textContent.replace(/\s+/g, ' '));
    expect(matches()).toEqual([
      expect.stringMatching(/^deny Rule 1 Custom records feed billing .*1 scopeChange or delete custom records/),
      expect.stringMatching(/^ask Rule 2 A ticket asks for it 5 scopes/),
      expect.stringMatching(/^allow No rule matches 12 scopes/),
    ]);
    await expect.element(page.getByRole('link', { name: /^Open/ })).toHaveAttribute('href', '#review/0/0/policy');
  });

  it('lists what is not known, and the last text first', async () => {
    const noScopes =
      'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=a&redirect_uri=https%3A%2F%2Fx.example%2F';
    await drawView({ policy: own(), texts: [clayUrl, noScopes, 'nothing'] });
    await expect.element(page.getByRole('heading', { level: 3 })).toHaveTextContent('3 results: 1 changed or asked about, 2 not known');
    expect([...document.querySelectorAll('.sr-tested strong')].map(({ textContent }) => textContent)).toEqual([
      'Pasted text 3',
      'x.example on Salesforce',
      'app.clay.com on HubSpot',
    ]);
  });
});

describe('a rule that is typed', () => {
  it('has its errors at the fields, and the focus goes to the first of them', async () => {
    await drawView({ policy: own() });
    await button(t('workbench_policy_add')).click();
    await page.getByLabelText(t('workbench_policy_field_scopes')).fill('crm.* "tickets" é');
    await page.getByLabelText(t('workbench_policy_field_link')).fill('http://wiki.acme.example/');
    await button(t('workbench_policy_save')).click();
    const scopes = page.getByLabelText(t('workbench_policy_field_scopes'));
    await expect.element(scopes).toHaveFocus();
    await expect.element(scopes).toHaveAccessibleDescription(`"tickets", é: ${t('workbench_policy_fault_scope')}`);
    await expect
      .element(page.getByLabelText(t('workbench_policy_field_reason')))
      .toHaveAccessibleDescription(t('workbench_policy_fault_reason'));
    await expect
      .element(page.getByLabelText(t('workbench_policy_field_link')))
      .toHaveAccessibleDescription(t('workbench_policy_fault_address'));
    await expectAccessible(1200);
    await scopes.fill('crm.*');
    await page.getByLabelText(t('workbench_policy_field_link')).fill('');
    await button(t('workbench_policy_save')).click();
    await expect.element(page.getByLabelText(t('workbench_policy_field_reason'))).toHaveFocus();
    await userEvent.keyboard('No CRM');
    await button(t('workbench_policy_save')).click();
    await expect.poll(async () => (await stored())?.rules.at(-1)).toEqual({ action: 'deny', scopes: ['crm.*'], reason: 'No CRM' });
  });
});

describe('a rule that is edited while another tab changes the policy', () => {
  const third = { scopes: ['crm.objects.deals.write'], reason: 'Deals feed the forecast' };
  const open = async () => {
    await drawView({ policy: samplePolicy([...rules, third]) });
    await button(t('workbench_policy_edit', 2)).click();
    await page.getByLabelText(t('workbench_policy_field_reason_ask')).fill('Ask IT first');
  };
  const reasons = async () => (await stored())?.rules.map(({ reason }) => reason);

  it('is saved in its new place, and replaces no other rule', async () => {
    await open();
    await saveOwnPolicy(samplePolicy([rules[1] ?? {}, third]), 2);
    await expect.element(button(t('workbench_policy_edit', 3))).not.toBeInTheDocument();
    await button(t('workbench_policy_save')).click();
    await expect.poll(reasons).toEqual(['Ask IT first', third.reason]);
  });

  it('is not saved once it is gone, and what was typed stays', async () => {
    await open();
    await saveOwnPolicy(samplePolicy([rules[0] ?? {}, third]), 2);
    await expect.element(button(t('workbench_policy_edit', 3))).not.toBeInTheDocument();
    await button(t('workbench_policy_save')).click();
    await expect.element(page.getByText(t('workbench_policy_rule_gone'))).toBeVisible();
    await expect.element(page.getByLabelText(t('workbench_policy_field_reason_ask'))).toHaveValue('Ask IT first');
    expect(await reasons()).toEqual([rules[0]?.reason, third.reason]);
  });

  it('is not saved over a policy that this tab has not read yet', async () => {
    await open();
    const refusing = [...listeners];
    listeners.clear();
    await saveOwnPolicy(samplePolicy([rules[1] ?? {}]), 2);
    await button(t('workbench_policy_save')).click();
    await expect.element(page.getByText(t('storage_changed'))).toBeVisible();
    expect(await reasons()).toEqual([rules[1]?.reason]);
    // The signal of the other tab comes after the refusal, which stays in view.
    for (const listener of refusing) listener({ policyChanged: {} }, 'session');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect.element(page.getByText(t('storage_changed'))).toBeVisible();
    await button(t('workbench_policy_save')).click();
    await expect.poll(reasons).toEqual(['Ask IT first']);
  });

  it('keeps an open question when something else changes', async () => {
    await drawView({ policy: samplePolicy(rules) });
    await button(t('workbench_policy_delete', 1)).click();
    await expect.element(button(t('workbench_policy_delete_yes'))).toBeVisible();
    for (const listener of listeners) listener({ policyChanged: {} }, 'session');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect.element(button(t('workbench_policy_delete_yes'))).toBeVisible();
  });
});

describe('the form of a rule', () => {
  it('takes several kinds of access, a service that is not listed, and a sentence to confirm', async () => {
    await drawView({ policy: own() });
    await button(t('workbench_policy_add')).click();
    await page.getByRole('combobox', { name: t('workbench_policy_field_provider') }).selectOptions('oauth2');
    for (const kind of ['write', 'admin', 'read'])
      await page.getByRole('checkbox', { name: tById('workbench_policy_access', kind), exact: true }).click();
    await page.getByRole('checkbox', { name: 'read', exact: true }).click();
    await page.getByRole('combobox', { name: t('workbench_policy_field_action') }).selectOptions('ask');
    await page.getByLabelText(t('workbench_policy_field_reason_ask')).fill('A ticket asks for it');
    await button(t('workbench_policy_save')).click();
    const rule = { action: 'ask', provider: 'oauth2', access: ['write', 'admin'], reason: 'A ticket asks for it' };
    await expect.poll(async () => (await stored())?.rules.at(-1)).toEqual(rule);
  });

  it('has the fields of a row in line, also if the label of one needs two lines', async () => {
    await drawView({ policy: own() });
    await button(t('workbench_policy_add')).click();
    for (const width of [1280, 1240, 1200, 980, 720, 600]) {
      await page.viewport(width, 900);
      const fields = [...document.querySelectorAll('.sr-rule-form :is(.sr-rule-form__input, .sr-select)')];
      const places = fields.map((field) => field.getBoundingClientRect());
      expect(places).toHaveLength(7);
      // A field that begins further left than the one before begins a row.
      for (const [index, { top, left }] of places.entries()) {
        const before = places[index - 1];
        if (before && left > before.left) expect(top, `${width} px`).toBeCloseTo(before.top, 0);
      }
    }
    await expectAccessible(600);
  });
});

describe('a rule that does less than it seems to', () => {
  it('says so in the list, and in the form how it is compared with a scope', async () => {
    await drawView({ policy: samplePolicy([{ action: 'ask', access: ['write'] }, { scopes: ['crm.objects.deals.write'] }]) });
    const notes = () => [...document.querySelectorAll('td .sr-rules__note')].map(({ textContent }) => textContent.trim());
    expect(notes()).toEqual(['Decides about no listed scope, because rules above come first: 1']);
    await button(t('workbench_policy_edit', 1)).click();
    const hint = () => document.querySelector('fieldset [role="status"]')?.textContent;
    await expect.poll(hint).toBe(t('workbench_policy_matches_any'));
    await page.getByRole('combobox', { name: t('workbench_policy_field_action') }).selectOptions('allow');
    await expect.poll(hint).toBe(t('workbench_policy_matches_all'));
    await expectAccessible(1200);
  });

  it('shows that the first one can’t move up', async () => {
    await drawView({ policy: own() });
    const [off, on] = [1, 2].map((at) => getComputedStyle(button(t('workbench_policy_up', at)).element()).color);
    expect(off).not.toBe(on);
  });
});

describe('the name of a policy', () => {
  const rename = () => button(t('workbench_policy_rename'));
  const name = () => page.getByRole('textbox', { name: t('workbench_policy_name') });

  it('is changed by the user, and stays if they cancel or type nothing', async () => {
    await drawView({ policy: own() });
    await rename().click();
    await expect.element(name()).toHaveFocus();
    await userEvent.keyboard('Sales tools{Enter}');
    await expect.poll(async () => (await stored())?.name).toBe('Sales tools');
    await expect.element(rename()).toHaveFocus();
    await rename().click();
    await userEvent.keyboard(' {Enter}');
    await expect.element(name()).toHaveFocus();
    await button(t('cancel')).click();
    await expect.element(page.getByText('Sales tools')).toBeVisible();
    await expect.element(rename()).toHaveFocus();
  });

  it('can’t be changed if the policy can’t', async () => {
    managed = { policy: writePolicyFile(own()) };
    await drawView({});
    await expect.element(rename()).not.toBeInTheDocument();
  });
});

describe('a policy that is imported', () => {
  const other = () => samplePolicy([rules[1] ?? {}, { scopes: ['tickets'], reason: 'No tickets' }], { name: 'Other policy' });

  it('is shown with what it replaces, and stored in audit mode only after a confirmation', async () => {
    await drawView({ policy: own({ mode: 'enforce' }) });
    importText(writePolicyFile(other()));
    await expect.element(page.getByRole('heading', { name: 'What policy.json would change' })).toHaveFocus();
    const card = document.querySelector('.sr-import')?.textContent;
    expect(card).toContain('It replaces your policy “Acme connection policy”: 1 stays, 1 new, 1 deleted.');
    expect(card).toContain('Custom records feed billing');
    await button(t('cancel')).click();
    await expect.element(button(t('workbench_policy_import'))).toHaveFocus();
    expect((await stored())?.name).toBe('Acme connection policy');
    importText(writePolicyFile(other()));
    await button(t('workbench_policy_import_yes')).click();
    await expect.element(page.getByText('Other policy')).toBeVisible();
    expect(await stored()).toMatchObject({ name: 'Other policy', mode: 'audit' });
    await expect.element(button(t('workbench_policy_import'))).toHaveFocus();
  });

  it('is shown before it is stored even if there is no policy yet', async () => {
    await drawView({});
    importText(writePolicyFile(other()));
    await expect.element(button(t('workbench_policy_import_use'))).toBeVisible();
    expect(await stored()).toBeNull();
    await button(t('workbench_policy_import_use')).click();
    await expect.poll(async () => (await stored())?.name).toBe('Other policy');
  });

  it('shows what a changed baseline approves before it is stored', async () => {
    await drawView({ policy: own({ baselines: [baseline('oauth')] }) });
    importText(writePolicyFile(own({ baselines: [baseline('oauth', custom)] })));
    await expect.element(page.getByText('1 approved baseline of your policy is different in the file.')).toBeVisible();
    await page.getByText('Clay on HubSpot').click();
    await expect.element(page.getByRole('region', { name: 'New', exact: true }).getByText(custom)).toBeVisible();
  });
});

it('a copy for managed storage says its mode, and that approvals of this device are not in it', async () => {
  await drawView({ policy: own({ mode: 'audit' }) });
  await expect.element(page.getByText(t('workbench_policy_copy_mode', t('policy_mode_audit')), { exact: false })).toBeVisible();
  await expect.element(page.getByText(t('workbench_policy_copy_without'), { exact: false })).not.toBeInTheDocument();
  clear();
  await saveBaseline(baseline('oauth'));
  await drawView({ policy: own({ mode: 'enforce' }) });
  await expect.element(page.getByText(t('workbench_policy_copy_mode', t('policy_mode_enforce')), { exact: false })).toBeVisible();
  await expect.element(page.getByText(t('workbench_policy_copy_without'), { exact: false })).toBeVisible();
});

it('a policy is deleted after one question, which says what is lost, and the focus goes to the title', async () => {
  await drawView({ policy: own({}) });
  await button(t('workbench_policy_remove')).click();
  await expect.element(button(t('workbench_keep'))).toHaveFocus();
  expect(await stored()).not.toBeNull();
  await expect.element(page.getByText(t('workbench_policy_remove_text', 'Acme connection policy'))).toBeVisible();
  await button(t('workbench_policy_remove_yes')).click();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
  await expect.element(page.getByText(t('workbench_policy_removed'))).toBeVisible();
  await expect.element(page.getByText(t('workbench_policy_none'))).toBeVisible();
  await expect.element(button(t('workbench_policy_remove'))).not.toBeInTheDocument();
  expect(await stored()).toBeNull();
});

it('a file with more baselines than a policy may have is not saved, and says why', async () => {
  await saveBaseline({ ...baseline('oauth'), app: 'stored' });
  const ofPolicy = (count: number) => Array.from({ length: count }, (_, index) => ({ ...baseline('oauth'), app: `app-${index}` }));
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  onTestFinished(() => saved.mockRestore());
  await drawView({ policy: own({ baselines: ofPolicy(POLICY_LIMITS.baselines) }) });
  await button('Export with 501 baselines').click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('baselines: There are too many entries. Use at most 500.');
  await expect.element(page.getByRole('alert')).toHaveFocus();
  expect(saved).not.toHaveBeenCalled();
  await expectAccessible(320);
  clear();
  await drawView({ policy: own({ baselines: ofPolicy(1) }) });
  await button('Export with 2 baselines').click();
  expect(saved).toHaveBeenCalledOnce();
});

it('a policy of the organization can’t be changed, and its faulty settings are named', async () => {
  managed = { policy: writePolicyFile(own({ mode: 'enforce' })), history: 'no' };
  await drawView({});
  await expect.element(page.getByText(tById('policy_owner', 'organization'), { exact: false })).toBeVisible();
  await expect.element(page.getByRole('alert')).toHaveTextContent(`history: ${t('workbench_policy_fault_switch')}`);
  expect(document.activeElement).toBe(document.body);
  await expect.element(button(t('workbench_policy_add'))).not.toBeInTheDocument();
  await expect.element(button(t('workbench_policy_remove'))).not.toBeInTheDocument();
  await expect.element(page.getByRole('radio', { name: t('policy_mode_off') })).toBeDisabled();
});

describe('how often a rule applied', () => {
  const used = () => [...document.querySelectorAll('.sr-rules [data-label="Last 30 days"]')].map((cell) => cell.textContent);
  beforeEach(async () => {
    const scopes = { requested: [custom], kept: [custom], dropped: [] };
    const outcome = { kind: 'connected', rule: null } as const;
    const client = { provider: 'hubspot', app: 'x', appName: 'Clay', account: '42' };
    await recordOutcome({ id: '1', at: Date.now() - 1, ...client, scopes, outcome }, true);
  });

  it('is counted in what was recorded', async () => {
    await drawView({ policy: own() });
    await expect.poll(used).toEqual(['1', '0']);
  });

  it('is unknown if the organization turned the history off, and so says the history', async () => {
    managed = { policy: writePolicyFile(own()), history: false };
    await drawView({});
    await expect.element(page.getByText(t('workbench_history_off'), { exact: false })).toBeVisible();
    expect(used()).toEqual(['–', '–']);
    expect(document.querySelector('main')?.textContent).not.toContain('of the last 30 days');
    await closeDatabase();
    await deleteDB(databaseName);
    const session: Session = { items: [], reading: null, open: async () => [], cancel() {}, remove() {} };
    draw(<HistoryView path={[]} session={session} isPrivate={false} />);
    await expect.element(page.getByText(t('workbench_history_off'))).toBeVisible();
    await expect.element(page.getByText(t('workbench_history_retention'))).toBeVisible();
    expect(document.body.textContent).not.toContain(t('workbench_history_empty_text'));
  });

  it('is also what the history says, of a connection that has what the policy denies', async () => {
    managed = { policy: writePolicyFile(own({ mode: 'enforce' })) };
    const session: Session = { items: [], reading: null, open: async () => [], cancel() {}, remove() {} };
    draw(<HistoryView path={[]} session={session} isPrivate={false} />);
    await expect.element(page.getByText('1 denied by the policy', { exact: false })).toBeVisible();
    draw(<HistoryView path={['hubspot', 'x']} session={session} isPrivate={false} />);
    await expect.element(page.getByText('1 denied by the policy', { exact: false })).toBeVisible();
  });

  it('is unknown if the records can’t be read', async () => {
    const open = IDBIndex.prototype.openCursor;
    const read = vi.spyOn(IDBIndex.prototype, 'openCursor').mockImplementation(function (this: IDBIndex, ...range) {
      if (this.name === 'at') throw new DOMException('damaged', 'UnknownError');
      return open.apply(this, range);
    });
    onTestFinished(() => read.mockRestore());
    await drawView({ policy: own() });
    await expect.poll(() => read.mock.contexts.some((index) => (index as IDBIndex).name === 'at')).toBe(true);
    await expect.poll(used).toEqual(['–', '–']);
  });
});

it('a policy of the organization that can’t be read leaves nobody’s policy in its place', async () => {
  managed = { policy: writePolicyFile(own()).replace('"deny"', '"denied"') };
  await drawView({ policy: own({ name: 'Mine' }), shown: t('workbench_policy_unread') });
  await expect.element(page.getByText('Rule 1, action', { exact: false })).toBeVisible();
  await expect.element(page.getByText('Mine')).not.toBeInTheDocument();
  await expect.element(button(t('workbench_policy_add'))).not.toBeInTheDocument();
});
