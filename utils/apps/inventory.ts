/**
 * Lists the apps that hold tokens in an org, and what an admin may want to do about each: an app
 * that is not installed, not used, authorized by users themselves, or allowed to do everything.
 */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';
import { tableSpan } from '@/utils/files/table-time';
import type { Found } from '@/utils/files/types';
import { DAY_MS } from '@/utils/text/time';
import { type InventoryApp, type InventoryIssue, inventoryIssues } from './types';

/** An app is unused if no token of it was used for this time. */
const UNUSED_AFTER_DAYS = 90;

/** The files about one app. */
interface Sources {
  usage: Found[];
  settings: AppSettings | null;
}

/**
 * Returns the apps of the tables of OAuth usage, those with most issues first. Settings and audit
 * trails of the same name add the scopes. `now`: in milliseconds since the epoch.
 */
export function inventoryOf(found: readonly Found[], now: number): InventoryApp[] {
  const apps = new Map<string, Sources>();
  for (const one of found) {
    if (one.kind !== 'app-usage') continue;
    const key = keyOf(one, one.app);
    const sources = apps.get(key) ?? { usage: [], settings: null };
    apps.set(key, { ...sources, usage: [...sources.usage, one] });
  }
  for (const one of found) {
    if (one.settings === null || one.settings.isContested || (one.kind !== 'settings' && one.kind !== 'audit-trail')) continue;
    // A file of an external client app may have its label or its developer name.
    const sources = [one.app, one.settings.partOf ?? null].flatMap((name) => (name && apps.get(keyOf(one, name))) || [])[0];
    // A file of settings says more than a row about a change of them.
    if (sources && (sources.settings === null || one.kind === 'settings')) sources.settings = one.settings;
  }
  return [...apps.values()]
    .flatMap((sources) => (sources.usage[0] ? [inventoryApp(sources.usage[0], sources, now)] : []))
    .toSorted((left, right) => right.issues.length - left.issues.length || (left.name ?? '').localeCompare(right.name ?? ''));
}

/** An app has the same name in all files, but developer names have `_` for a space. */
function keyOf({ input }: Found, name: string | null): string {
  return JSON.stringify([input.request.provider, name?.toLowerCase().replace(/[_\s]+/g, ' ') ?? null]);
}

function inventoryApp({ app, input }: Found, { usage, settings }: Sources, now: number): InventoryApp {
  const provider = input.request.provider;
  const records = usage.flatMap((one) => one.records);
  const tokens = records.reduce((sum, { count }) => sum + count, 0);
  const events = new Set(records.map(({ event }) => event));
  const isInstalled = events.has('token-of-uninstalled-app') ? false : events.has('token-of-unknown-app') ? null : true;
  const sum = (name: 'uses' | 'selfAuthorized') => {
    const known = records.flatMap((record) => record[name] ?? []);
    return known.length > 0 ? known.reduce((total, value) => total + value, 0) : null;
  };
  const rules = settingsRulesOf(provider);
  const bySettings = settings && (rules?.isSelfAuthorized?.(settings) ?? null);
  const selfAuthorized = sum('selfAuthorized');
  const scopes = settings && scopesOf(settings);
  const answers: Readonly<Record<InventoryIssue, boolean | null>> = {
    'not-installed': isInstalled === null ? null : !isInstalled,
    broad: scopes === null ? null : scopes.some((id) => rules?.broadScopes.includes(id)),
    'self-authorized': selfAuthorized === null ? bySettings : selfAuthorized > 0,
    unused: isUnused(records, now),
  };
  return {
    provider,
    name: app,
    tokens,
    isInstalled,
    lastUsed: records.map(({ at }) => at).reduce(later, null),
    uses: sum('uses'),
    selfAuthorized,
    scopes,
    issues: inventoryIssues.filter((issue) => answers[issue] === true),
    unknown: inventoryIssues.filter((issue) => answers[issue] === null),
  };
}

function scopesOf({ required, conditionallyRequired, optional }: AppSettings): ScopeId[] | null {
  const all = [...new Set([...required, ...conditionallyRequired, ...optional])];
  return all.length > 0 ? all : null;
}

function later(one: string | null, other: string | null): string | null {
  const [left, right] = [tableSpan(one ?? ''), tableSpan(other ?? '')];
  return right !== null && (left === null || right[1] > left[1]) ? other : (one ?? other);
}

/**
 * Whether no token was used in the last days. A token that was never used counts from the day on
 * which it was created. Null if a date is missing, or may be within these days or before.
 */
function isUnused(records: Found['records'], now: number): boolean | null {
  const limit = now - UNUSED_AFTER_DAYS * DAY_MS;
  const spans = records.map(({ at, createdAt }) => tableSpan(at ?? createdAt ?? ''));
  if (spans.some((span) => span !== null && span[0] >= limit)) return false;
  return spans.length > 0 && spans.every((span) => span !== null && span[1] < limit) ? true : null;
}

/** The pages of an account's administration on which something is done about an issue. */
const issuePages: Readonly<Record<InventoryIssue, readonly string[]>> = {
  'not-installed': ['ConnectedAppsUsage'],
  broad: ['ConnectedApplication', 'PermSets'],
  'self-authorized': ['ConnectedApplication', 'ManageExternalClientApplication'],
  unused: ['ConnectedAppsUsage', 'ExternalClientApplicationOauthUsage'],
};

/** Returns the links for the issues of an app; empty if the account is unknown. */
export function inventoryLinks(provider: ProviderId, account: string | null, issue: InventoryIssue): { page: string; url: string }[] {
  const links = providerById(provider)?.knowledge.links(account) ?? {};
  return issuePages[issue].flatMap((page) => (links[page] === undefined ? [] : [{ page, url: links[page] }]));
}
