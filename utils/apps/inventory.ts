/**
 * Lists the apps that hold tokens in an org, and what an admin may want to do about each: an app
 * that is not installed, not used, authorized by users themselves, or allowed to do everything.
 */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ProviderId } from '@/providers/contract/page';
import type { AppSettings } from '@/providers/contract/settings';
import type { TokenRow } from '@/providers/contract/table';
import { settingsRulesOf } from '@/providers/settings-rules';
import { tableSpan } from '@/utils/files/table-time';
import type { Found } from '@/utils/files/types';
import { DAY_MS } from '@/utils/text/time';
import { type InventoryApp, type InventoryEvidence, type InventoryIssue, inventoryIssues } from './types';

/** An app is unused if no token of it was used for this time. */
const UNUSED_AFTER_DAYS = 90;

/** An opened file, and what was found in it. */
export interface InventoryFile {
  name: string;
  found: readonly Found[];
}

/** A part of a file that is about the app. */
interface Part {
  file: InventoryFile;
  found: Found;
}

/** The files about one app. */
interface Sources {
  /** The first one names the app. */
  usage: [Part, ...Part[]];
  trails: Part[];
  settings: (Part & { settings: AppSettings })[];
}

/** Sorts apps: those with most issues first, then by name. */
export const mostIssuesFirst = (apps: readonly InventoryApp[]): InventoryApp[] =>
  apps.toSorted((left, right) => right.issues.length - left.issues.length || (left.name ?? '').localeCompare(right.name ?? ''));

/**
 * Yields the apps of the tables of OAuth usage, one by one, because an org has up to 300,000 tokens.
 * Settings and audit trails of the same name add what they say. `now`: in milliseconds since the
 * epoch.
 */
export function* inventoryApps(files: readonly InventoryFile[], now: number): Generator<InventoryApp> {
  const parts = files.flatMap((file) => file.found.map((found) => ({ file, found })));
  const apps = new Map<string, Sources>();
  for (const part of parts) {
    if (part.found.kind !== 'app-usage') continue;
    const key = keyOf(part.found, part.found.app);
    const known = apps.get(key);
    if (known) known.usage.push(part);
    else apps.set(key, { usage: [part], trails: [], settings: [] });
  }
  for (const part of parts) {
    const { kind, app, settings } = part.found;
    if (kind !== 'settings' && kind !== 'audit-trail') continue;
    // A file of an external client app may have its label or its developer name.
    const sources = [app, settings?.partOf ?? null].flatMap((name) => (name && apps.get(keyOf(part.found, name))) || [])[0];
    if (kind === 'audit-trail') sources?.trails.push(part);
    if (settings && !settings.isContested) sources?.settings.push({ ...part, settings });
  }
  for (const sources of apps.values()) yield inventoryApp(sources, now);
  spans.clear();
}

/** An app has the same name in all files, but developer names have `_` for a space. */
function keyOf({ input }: Found, name: string | null): string {
  return JSON.stringify([input.request.provider, name?.toLowerCase().replace(/[_\s]+/g, ' ') ?? null]);
}

/** What the times of one app mean, because each is asked for about ten times. */
const spans = new Map<string, ReturnType<typeof tableSpan>>();

function spanOf(text: string): ReturnType<typeof tableSpan> {
  const known = spans.get(text);
  if (known !== undefined) return known;
  const span = tableSpan(text);
  spans.set(text, span);
  return span;
}

function inventoryApp(sources: Sources, now: number): InventoryApp {
  spans.clear();
  const { app, input } = sources.usage[0].found;
  const provider = input.request.provider;
  const tables = [...Map.groupBy(sources.usage, ({ file }) => file)].map(([file, parts]) => ({
    file: file.name,
    tokens: parts.flatMap(({ found }) => found.tokens ?? []),
  }));
  const tokens = distinctTokens(tables.map((table) => table.tokens));
  const evidence = [...tables.flatMap((table) => tableEvidence(table, now)), ...otherEvidence(sources)];
  const unused = isUnused(tokens, now);
  // A token that an older table calls unused may be used in a newer one.
  const answer = (issue: InventoryIssue) => (issue === 'unused' ? unused : answerOf(evidence, issue));
  const isMissing = answer('not-installed');
  // Who may connect an app is a policy of the installed app.
  const applicable = inventoryIssues.filter((issue) => issue !== 'self-authorized' || isMissing !== true);
  return {
    provider,
    name: app,
    tokens: tokens.length,
    isInstalled: isMissing === null ? null : !isMissing,
    lastUsed: tokens.map(({ at }) => at).reduce(later, null),
    uses: sumOf(tokens, 'uses'),
    selfAuthorized: sumOf(tokens, 'selfAuthorized'),
    scopes: agreedScopes(sources),
    issues: applicable.filter((issue) => answer(issue) === true),
    unknown: applicable.filter((issue) => answer(issue) === null),
    evidence: applicable.flatMap((issue) =>
      evidence.filter((one) => one.issue === issue && (issue !== 'unused' || one.isIssue === unused)),
    ),
  };
}

/** Whether an app has an issue; null if no file says so, or if they contradict each other. */
function answerOf(evidence: readonly InventoryEvidence[], issue: InventoryIssue): boolean | null {
  const said = evidence.filter((one) => one.issue === issue);
  const [first] = said;
  return first && said.every(({ isIssue }) => isIssue === first.isIssue) ? first.isIssue : null;
}

/**
 * Returns the tokens of an app, of which the same one may be in several tables. What tells them
 * apart is when they were created, or else how they were used. Two tokens of one table are never
 * the same.
 */
function distinctTokens(tables: readonly (readonly TokenRow[])[]): TokenRow[] {
  const hasDates = tables.flat().every(({ createdAt }) => createdAt !== undefined);
  const tokens = new Map<string, TokenRow>();
  for (const table of tables) {
    const counts = new Map<string, number>();
    for (const token of table) {
      const { at, uses, createdAt = '' } = token;
      const mark = hasDates ? (spanOf(createdAt)?.join() ?? createdAt) : `${spanOf(at ?? '')?.join() ?? at} ${uses}`;
      const count = (counts.get(mark) ?? 0) + 1;
      counts.set(mark, count);
      const key = `${mark} ${count}`;
      const known = tokens.get(key);
      const isNewer = !known || isLater(token.at, known.at) || (token.uses ?? 0) > (known.uses ?? 0);
      tokens.set(key, isNewer ? { ...known, ...token } : { ...token, ...known });
    }
  }
  return [...tokens.values()];
}

function sumOf(tokens: readonly TokenRow[], name: 'uses' | 'selfAuthorized'): number | null {
  const known = tokens.flatMap((token) => token[name] ?? []);
  return known.length > 0 ? known.reduce((total, value) => total + value, 0) : null;
}

/** Returns what a table says. */
function tableEvidence({ file, tokens }: { file: string; tokens: readonly TokenRow[] }, now: number): InventoryEvidence[] {
  const events = new Set(tokens.map(({ event }) => event));
  const selfAuthorized = sumOf(tokens, 'selfAuthorized');
  const isMissing = events.has('token-of-uninstalled-app') ? true : events.has('token-of-unknown-app') ? null : false;
  // Users also authorize an app that is not installed, which says nothing about a policy.
  const maySelfAuthorize = selfAuthorized === 0 ? false : selfAuthorized === null || isMissing !== false ? null : true;
  const answers: Partial<Record<InventoryIssue, boolean | null>> = {
    'not-installed': isMissing,
    'self-authorized': maySelfAuthorize,
    unused: isUnused(tokens, now),
  };
  const at = tokens.flatMap(({ at, createdAt = null }) => [at, createdAt]).reduce(later, null);
  return inventoryIssues.flatMap((issue) => {
    const isIssue = answers[issue] ?? null;
    return isIssue === null ? [] : [{ issue, isIssue, file, at }];
  });
}

/** Returns what audit trails and the settings say. */
function otherEvidence({ trails, settings }: Sources): InventoryEvidence[] {
  const changes = trails.flatMap(({ file: { name: file }, found }) =>
    found.records.flatMap(({ at, isInstalled, isSelfAuthorized }): InventoryEvidence[] => [
      ...(isInstalled ? [{ issue: 'not-installed' as const, isIssue: false, file, at }] : []),
      ...(isSelfAuthorized === undefined ? [] : [{ issue: 'self-authorized' as const, isIssue: isSelfAuthorized, file, at }]),
    ]),
  );
  // Only the last change counts.
  const lasting = changes.filter((one) => !changes.some((other) => other.issue === one.issue && isLater(other.at, one.at)));
  const listed = lastSettings(settings).flatMap((part): InventoryEvidence[] => {
    const rules = settingsRulesOf(part.found.input.request.provider);
    const scopes = scopesOf(part.settings);
    const isSelfAuthorized = rules?.isSelfAuthorized?.(part.settings) ?? null;
    const source = { file: part.file.name, at: part.found.settingsAt ?? null };
    return [
      ...(scopes ? [{ issue: 'broad' as const, isIssue: scopes.some((id) => rules?.broadScopes.includes(id)), ...source }] : []),
      ...(isSelfAuthorized === null ? [] : [{ issue: 'self-authorized' as const, isIssue: isSelfAuthorized, ...source }]),
    ];
  });
  return [...lasting, ...listed];
}

/** Those of the settings that no later change of them replaced. A file has no date, so it stays. */
function lastSettings(settings: Sources['settings']): Sources['settings'] {
  const last = settings.reduce<string | null>((day, { found }) => later(day, found.settingsAt ?? null), null);
  return settings.filter(({ found: { settingsAt } }) => settingsAt === undefined || !isLater(last, settingsAt));
}

/** Returns the scopes that an app may ask for; null if no file has them, or if files contradict each other. */
function agreedScopes({ settings }: Sources): ScopeId[] | null {
  const [first = null, ...others] = lastSettings(settings).flatMap((part) => {
    const scopes = scopesOf(part.settings);
    return scopes ? [scopes] : [];
  });
  return first && others.every((scopes) => scopes.length === first.length && scopes.every((id) => first.includes(id))) ? first : null;
}

function scopesOf({ required, conditionallyRequired, optional }: AppSettings): ScopeId[] | null {
  const all = [...new Set([...required, ...conditionallyRequired, ...optional])];
  return all.length > 0 ? all : null;
}

/** Whether a time is later than another one, which may be missing. */
function isLater(at: string | null, other: string | null): boolean {
  const [span, before] = [spanOf(at ?? ''), spanOf(other ?? '')];
  return span !== null && (before === null || span[1] > before[1]);
}

const later = (one: string | null, other: string | null) => (isLater(other, one) ? other : (one ?? other));

/**
 * Whether no token was used in the last days. A token that was never used counts from the day on
 * which it was created. Null if a date is missing, or may be within these days or before.
 */
function isUnused(tokens: readonly TokenRow[], now: number): boolean | null {
  const limit = now - UNUSED_AFTER_DAYS * DAY_MS;
  const spans = tokens.map(({ at, createdAt }) => spanOf(at ?? createdAt ?? ''));
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
