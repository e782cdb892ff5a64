/** The views of the workbench in their states, by name; each function draws one. */
import '@/components/workbench/workbench.css';
import '@/components/workbench/settings.css';
import '@/components/workbench/inventory.css';
import '@/components/workbench/diagnose.css';
import '@/components/workbench/history.css';
import '@/components/workbench/preferences.css';
import '@/components/workbench/policy.css';
import '@/components/workbench/about.css';
import '@/components/workbench/review.css';
import { deleteDB } from 'idb';
import { expect, vi } from 'vitest';
import { page } from 'vitest/browser';
import { browser } from 'wxt/browser';
import { Frame } from '@/components/workbench/Frame';
import { views } from '@/entrypoints/workbench/views';
import { openContent } from '@/utils/files/open-content';
import type { Baseline } from '@/utils/policy/baseline';
import { writePolicyFile } from '@/utils/policy/policy-file';
import { savePlans } from '@/utils/storage/accounts';
import { recordSighting } from '@/utils/storage/app-history';
import { saveAppOverride } from '@/utils/storage/app-overrides';
import { exportBackup } from '@/utils/storage/backup';
import { saveBaseline } from '@/utils/storage/baselines';
import { closeDatabase } from '@/utils/storage/database';
import { recordOutcome } from '@/utils/storage/outcomes';
import { saveOwnPolicy } from '@/utils/storage/policy';
import { savePreference } from '@/utils/storage/preferences';
import { databaseName } from '@/utils/storage/schema';
import { t, tById } from '@/utils/text/text';
import type { OpenedItem, Reading } from '../../entrypoints/workbench/use-session';
import { clayUrl } from '../providers/hubspot/sample-urls';
import { samplePolicy } from '../sample-policy';
import { button, draw } from './draw';

const files = import.meta.glob<string>('../corpus/files/*', { query: '?raw', import: 'default', eager: true });

interface State {
  /** The fragment of the URL. */
  at: string;
  /** A text that the state has. */
  shows: string | RegExp;
  /** The sample files and texts that are open. */
  open?: readonly string[];
  reading?: Reading;
  isPrivate?: boolean;
  managed?: Record<string, unknown>;
  /** Stores what the view reads. */
  store?(): Promise<unknown>;
  /** What the user does then. */
  act?(): unknown;
}

const longHost = 'a-very-long-host-name-of-an-org.my.salesforce.com';
const ids = ['crm.objects.contacts.read', 'automation.sequences.enrollments.write', 'a.scope.that.nobody.has.published'];
const scopes = { requested: ids, kept: ids.slice(0, 1), dropped: ids.slice(1) };
/** The client of what the states store. */
export const client = { provider: 'hubspot', app: '7f0d0000-CLIENT-0000-4000-800000000000' };
const at = Date.parse('2026-11-22T12:00:00Z');
const baseline: Baseline = {
  ...{ ...client, account: '', appName: 'Clay', at, scopes: ids.map((id) => ({ id, requirement: 'required' as const })) },
  ...{ askedBy: 'Sales operations', reason: `Enriches contacts of ${longHost}`, reviewedBy: 'Ada', until: '2026-11-01' },
};
const policy = samplePolicy(
  [
    {
      provider: 'hubspot',
      scopes: ['crm.objects.custom.write'],
      reason: 'Custom records feed billing',
      link: 'https://wiki.acme.example/',
    },
    { action: 'ask', access: ['write', 'delete', 'full', 'admin'], reason: 'A ticket asks for it' },
  ],
  { mode: 'audit', baselines: [baseline] },
);

async function storeHistory(): Promise<void> {
  const end = (kind: 'continued' | 'connected' | 'refused' | 'denied', rule: string | null = null) => ({ outcome: { kind, rule } });
  const outcomes = [
    { ...client, account: longHost, appName: 'Clay', scopes, ...end('connected') },
    { ...client, account: '', appName: '', scopes, ...end('continued') },
    { ...client, account: '42', appName: 'Clay', scopes, ...end('denied'), onCustomerPage: true as const },
    {
      provider: 'salesforce',
      app: '3MVG9',
      account: longHost,
      appName: '',
      scopes: null,
      ...end('refused', 'salesforce-app-not-installed'),
    },
  ];
  for (const [index, outcome] of outcomes.entries()) await recordOutcome({ id: String(index), at: at + index, ...outcome }, true);
  const sighting = { flow: '1', day: '2026-11-21', requested: ids, reduced: null, outcome: null, decided: true };
  await recordSighting(client.provider, client.app, sighting);
  await recordSighting(client.provider, client.app, { ...sighting, flow: '2', day: '2026-11-22', requested: ids.slice(1) });
}

async function storeSaved(): Promise<void> {
  await savePreference({ ...client, account: '42', appName: 'Clay', at, ...scopes, required: ids.slice(0, 1) });
  await savePreference({ ...client, account: longHost, appName: 'Clay', at, ...scopes, required: ids.slice(0, 1) });
  await saveAppOverride({ ...client, profile: 'clay', at });
  await savePlans('hubspot', '42', { sales: 'starter' }, at);
  await saveBaseline(baseline);
}

/** Chooses a file in the field of this name. */
function choose(label: string, name: string, text: string): void {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!input) throw new Error(`there is no field ${label}`);
  input.files = data.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
const importPolicy = (text: string) => choose(t('workbench_policy_import'), 'policy.json', text);
const longName = 'a-very-long-name-of-a-file-that-somebody-has-sent-by-mail.json';
const importSaved = (text: string) => choose(t('workbench_preferences_import'), longName, text);

async function importChanged(): Promise<void> {
  const backup = await exportBackup();
  if (!backup.ok) throw new Error(backup.reason);
  importSaved(backup.value.text.replaceAll('"42"', '"43"').replaceAll(String(at), String(at - 1)));
}

/** As if the browser had no storage for the extension. */
export async function breakStorage(): Promise<void> {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('no storage', 'UnknownError');
  });
}

const reading = (name: string | null): Reading => ({ name, size: 48_000_000, done: 1, total: 3, share: 0.4 });
const cutText = 'https://app.hubspot.com/oauth/authorize?client_id=x&redirect_uri=https%3A%2F%2Fx.example%2F&scope=crm.objects.con\nThanks';
const requests = [clayUrl, 'chrome.har', 'fiddler.har', 'app-hsmeta.json', cutText, 'nothing', '{"log":{"version":"1.2","entries":['];
const orgFiles = ['oauth-tokens-query.csv', 'login-history-query.csv', 'audit-trail-page.csv', 'connected-app.xml'];
const samples = Object.keys(files).map((path) => path.slice(path.lastIndexOf('/') + 1));

const states: Record<string, State> = {
  'review, empty': { at: 'review', shows: t('workbench_review_text') },
  'review, private': { at: 'review', shows: t('workbench_private'), isPrivate: true },
  'review, reading a file': { at: 'review', shows: /^Reading/, reading: reading('acme.har') },
  'review, requests': { at: 'review', shows: /rows$/, open: requests, store: () => saveBaseline(baseline) },
  'review, every kind of file': { at: 'review', shows: /rows$/, open: samples },
  'review, a request': { at: 'review/0/0', shows: t('workbench_review_back'), open: requests, store: () => saveOwnPolicy(policy, 1) },
  'review, approving a request': {
    ...{ at: 'review/0/0', shows: t('workbench_approve_title'), open: requests },
    act: () => button(t('workbench_approve_open')).click(),
  },
  'review, what a policy says of a request': {
    at: 'review/0/0/policy',
    shows: t('workbench_policy_back'),
    open: requests,
    store: () => saveOwnPolicy(policy, 1),
  },
  'diagnose, empty': { at: 'diagnose', shows: t('workbench_diagnose_record') },
  'diagnose, cases': { at: 'diagnose', shows: /failures/, open: samples },
  'diagnose, a refusal': { at: 'diagnose/0/0', shows: t('workbench_diagnose_all'), open: ['chrome.har', 'login-history-query.csv'] },
  'diagnose, a token response': { at: 'diagnose/0/0', shows: t('report_copy'), open: ['token-response.json', 'firefox.har'] },
  'diagnose, a case that was closed': { at: 'diagnose/7/0', shows: t('workbench_gone') },
  'settings, empty': { at: 'settings', shows: t('workbench_settings_empty') },
  'settings, compared': { at: 'settings', shows: 'Settings', open: ['app-hsmeta.json', 'connected-app.xml', clayUrl, 'chrome.har'] },
  'settings, a template': { at: 'settings/hubspot-clay', shows: 'Settings', open: [clayUrl] },
  'inventory, empty': { at: 'inventory', shows: t('workbench_inventory_empty') },
  'inventory, apps': { at: 'inventory', shows: /apps?$/, open: orgFiles },
  'history, empty': { at: 'history', shows: t('workbench_history_empty') },
  'history, private': { at: 'history', shows: t('workbench_private_title'), isPrivate: true },
  'history, not recorded': { at: 'history', shows: t('workbench_history_off'), managed: { history: false } },
  'history, unreadable': { at: 'history', shows: t('workbench_unreadable'), store: breakStorage },
  'history, connections': { at: 'history', shows: t('workbench_history_clear'), store: storeHistory },
  'history, nothing found': {
    ...{ at: 'history', shows: t('workbench_review_clear'), store: storeHistory },
    act: () => page.getByRole('searchbox').fill('nothing like this'),
  },
  'history, an app': { at: `history/${client.provider}/${client.app}`, shows: t('workbench_history_delete'), store: storeHistory },
  'history, an app that is not known': { at: 'history/hubspot/x', shows: t('workbench_history_none_of_app') },
  'preferences, empty': { at: 'preferences', shows: t('workbench_preferences_empty') },
  'preferences, private': { at: 'preferences', shows: t('workbench_private_title'), isPrivate: true },
  'preferences, unreadable': { at: 'preferences', shows: t('workbench_unreadable'), store: breakStorage },
  'preferences, nothing may be saved': {
    at: 'preferences',
    shows: t('storage_managed'),
    managed: { remembering: false },
    store: storeSaved,
  },
  'preferences, saved': { at: 'preferences', shows: t('workbench_preferences_forget_all'), store: storeSaved },
  'preferences, choosing an app': {
    ...{ at: 'preferences', shows: t('app_is_why'), store: storeSaved },
    act: () => button(t('workbench_preferences_edit_named', `${client.app} on HubSpot`)).click(),
  },
  'preferences, stating plans': {
    ...{ at: 'preferences', shows: t('plans_why'), store: storeSaved },
    act: () => button(t('workbench_preferences_edit_named', 'Account 42 on HubSpot')).click(),
  },
  'approvals, empty': { at: 'approvals', shows: t('workbench_approvals_empty') },
  'approvals, in a private window': { at: 'approvals', shows: t('workbench_private_title'), isPrivate: true },
  'approvals, deleting one': {
    ...{ at: 'approvals', shows: t('workbench_approved_delete_yes'), store: storeSaved },
    act: () =>
      page
        .getByRole('button', { name: /^Delete/ })
        .last()
        .click(),
  },
  'preferences, a faulty import': { at: 'preferences', shows: t('workbench_close'), act: () => importSaved('{') },
  'preferences, an import': { at: 'preferences', shows: /^Import \d/, store: storeSaved, act: importChanged },
  'policy, empty': { at: 'policy', shows: t('workbench_policy_own') },
  'policy, audit': {
    at: 'policy',
    shows: policy.name,
    store: () => saveOwnPolicy(policy, 1),
    open: [`${clayUrl}\n\n${cutText}`, 'nothing'],
  },
  'policy, enforced': { at: 'policy', shows: policy.name, store: () => saveOwnPolicy({ ...policy, mode: 'enforce' }, 1), open: [clayUrl] },
  'policy, of the organization': {
    ...{ at: 'policy', shows: t('workbench_policy_managed_faults') },
    managed: { policy: writePolicyFile({ ...policy, mode: 'enforce' }), history: 'no' },
  },
  'policy, a faulty import': {
    ...{ at: 'policy', shows: /policy\.json/, store: () => saveOwnPolicy(policy, 1) },
    act: () => importPolicy(JSON.stringify({ ...policy, mode: 'strict', rules: [{ action: 'block' }] })),
  },
  'policy, an import': {
    ...{ at: 'policy', shows: t('workbench_policy_import_yes'), store: () => saveOwnPolicy(policy, 1) },
    act: () =>
      importPolicy(
        writePolicyFile(samplePolicy([{ reason: 'No tickets', scopes: ['tickets'] }], { baselines: [{ ...baseline, scopes: [] }] })),
      ),
  },
  'policy, private': { at: 'policy', shows: t('workbench_private_title'), isPrivate: true },
  'policy, private with a policy': { at: 'policy', shows: policy.name, isPrivate: true, store: () => saveOwnPolicy(policy, 1) },
  about: { at: 'about', shows: t('workbench_about_browser') },
  'about, the sample': { at: 'about', shows: 'Clay on HubSpot', act: () => button(t('workbench_about_try')).click() },
};

/** The names of all states. */
export const stateNames = Object.keys(states);

const listener = { addListener() {}, removeListener() {} };

/** Draws a state, in an empty database. */
export async function drawState(name: string): Promise<void> {
  const { at: hash, shows, open = [], reading: now = null, isPrivate = false, managed = {}, store, act } = states[name] as State;
  vi.restoreAllMocks();
  await closeDatabase();
  await deleteDB(databaseName);
  Object.assign(browser, {
    storage: { managed: { get: async () => managed }, session: { set: vi.fn() }, onChanged: listener },
    permissions: {
      contains: async ({ origins: [host] }: { origins: string[] }) => !host?.includes('sales'),
      getAll: async () => ({ origins: ['https://*/*'] }),
      onAdded: listener,
      onRemoved: listener,
    },
    extension: { isAllowedIncognitoAccess: async () => false },
    commands: { getAll: async () => [{ name: 'open-panel', description: 'Open the panel', shortcut: '' }] },
  });
  await store?.();
  const [view, ...path] = hash.split('/');
  const items = open.map((content, index): OpenedItem => {
    const text = files[`../corpus/files/${content}`];
    return { id: String(index), name: text ? content : null, size: 1, opened: openContent(text ?? content), joinedInto: null };
  });
  const session = { items, reading: now, open: async () => [], cancel() {}, remove() {} };
  const { View } = views.find(({ id }) => id === view) ?? views[0];
  draw(
    <Frame
      items={views.map(({ id, icon }) => ({ id, icon, title: tById('workbench_title', id), href: `#${id}` }))}
      current={view ?? ''}
      isPrivate={isPrivate}
    >
      <View path={path} session={session} isPrivate={isPrivate} />
    </Frame>,
  );
  document.body.classList.add('workbench');
  if (!act) return shown(shows);
  await expect.poll(() => document.querySelector('.sr-bench__main button')).not.toBeNull();
  await act();
  await shown(shows);
}

const shown = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible();
