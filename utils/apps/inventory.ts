/**
 * Lists the apps that hold tokens in an org, and what an admin may want to do about each: an app
 * that is not installed, not used, authorized by users themselves, or allowed to do everything.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { AppSettings } from '@/providers/contract/settings';
import type { TokenRow } from '@/providers/contract/table';
import { settingsRulesOf } from '@/providers/settings-rules';
import type { Found } from '@/utils/files/types';
import { distinctTokens, later, latest, type Moment, momentOf, spansOf, sumUp, type Token, type TokenSums, tokenOf } from './token-sums';
import { type InventoryApp, type InventoryEvidence, type InventoryIssue, inventoryIssues } from './types';

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
 * Returns the apps of the tables of OAuth usage. Settings and audit trails of the same name add what
 * they say. `now`: in milliseconds since the epoch.
 */
export function inventoryApps(files: readonly InventoryFile[], now: number): InventoryApp[] {
  const parts = files.flatMap((file) => file.found.map((found) => ({ file, found })));
  const apps = new Map<string, Sources>();
  for (const part of parts) {
    if (part.found.kind !== 'app-usage') continue;
    const name = keyOf(part.found, part.found.app);
    // What was taken out of two names of one table may make them the same.
    const key = `${name} ${part.file.found.filter(({ app }) => app === part.found.app).indexOf(part.found)}`;
    const known = apps.get(key);
    if (known) known.usage.push(part);
    else apps.set(key, { usage: [part], trails: [], settings: [] });
  }
  const byName = Map.groupBy(apps.values(), ({ usage: [{ found }] }) => keyOf(found, found.app));
  const byDeveloperName = Map.groupBy(apps.values(), ({ usage: [{ found }] }) => keyOf(found, developerName(found.app)));
  const only = ([one, ...others]: readonly Sources[] = []) => (others.length === 0 ? one : undefined);
  for (const part of parts) {
    const { kind, app, settings } = part.found;
    if (kind !== 'settings' && kind !== 'audit-trail') continue;
    const developer = settings?.partOf ?? null;
    // A file of an external client app may have its label or its developer name, which may be that of several labels.
    const labeled = app === null || app === developer ? undefined : byName.get(keyOf(part.found, app));
    const sources = only(labeled ?? (developer === null ? [] : byDeveloperName.get(keyOf(part.found, developerName(developer)))));
    if (kind === 'audit-trail') sources?.trails.push(part);
    if (settings && !settings.isContested) sources?.settings.push({ ...part, settings });
  }
  const tokens = new Map(
    parts.flatMap(({ found }) => (found.kind === 'app-usage' ? [[found, readTokens(found).map(tokenOf)] as const] : [])),
  );
  const read = { tokens, ends: endsOf(parts, tokens) };
  return [...apps.values()].map((sources) => inventoryApp(sources, now, read));
}

/** Names that differ in anything are of two apps. */
const keyOf = ({ input }: Found, name: string | null) => JSON.stringify([input.request.provider, name]);

/** Returns a name as developer names are compared, which have `_` for a space. */
const developerName = (name: string | null) => name?.toLowerCase().replace(/[_\s]+/g, ' ') ?? null;

/** Returns of each file the last moment of which the rows of all its apps say anything; null for none. */
function endsOf(parts: readonly Part[], tokens: ReadonlyMap<Found, readonly Token[]>): Map<InventoryFile, Moment['span']> {
  const byFile = Map.groupBy(parts, ({ file }) => file);
  return new Map([...byFile].map(([file, all]) => [file, latest(all.map(({ found }) => latest(spansOf(tokens.get(found) ?? []))))]));
}

/**
 * What a file says about an issue, and the time that makes it newer than another file: the end of a whole table,
 * or when a change was made.
 */
type Statement = InventoryEvidence & { span: Moment['span'] };

/** The tokens of each part, and where the files end. */
interface Read {
  tokens: ReadonlyMap<Found, readonly Token[]>;
  ends: ReadonlyMap<InventoryFile, Moment['span']>;
}

function inventoryApp(sources: Sources, now: number, { tokens: read, ends }: Read): InventoryApp {
  const { app, input } = sources.usage[0].found;
  const provider = input.request.provider;
  const tables = [...Map.groupBy(sources.usage, ({ file }) => file)].map(([file, parts]) => {
    const tokens = parts.flatMap(({ found }) => read.get(found) ?? []);
    const end = ends.get(file) ?? null;
    return { file: file.name, tokens, end, sums: sumUp(tokens, now, startOf(end)) };
  });
  const end = latest(tables.map((table) => table.end));
  const all = distinctTokens(tables.map(({ tokens }) => tokens));
  const { count, lastUsed, uses, selfAuthorized, isUnused: unused } = sumUp(all, now, startOf(end));
  const statements = [
    ...tables.flatMap(({ file, sums, end: span }) => tableEvidence(file, sums).map((one): Statement => ({ ...one, span }))),
    ...otherEvidence(sources).map((one): Statement => ({ ...one, span: momentOf(one.at).span })),
  ];
  const evidence = statements.map(({ span: _, ...one }): InventoryEvidence => one);
  // A token that an older table calls unused may be used in a newer one.
  const answer = (issue: InventoryIssue) => (issue === 'unused' ? unused : answerOf(evidence, issue));
  const isMissing = answer('not-installed');
  // Who may connect an app is a policy of the installed app.
  const applicable = inventoryIssues.filter((issue) => issue !== 'self-authorized' || isMissing !== true);
  const contested = applicable.filter(
    (issue) => issue !== 'unused' && answer(issue) === null && evidence.some((one) => one.issue === issue),
  );
  const scopes = agreedScopes(sources);
  return {
    provider,
    name: app,
    tokens: count,
    isInstalled: isMissing === null ? null : !isMissing,
    lastUsed: lastUsed.text || null,
    uses,
    selfAuthorized,
    scopes,
    issues: applicable.filter((issue) => answer(issue) === true),
    unknown: applicable.filter((issue) => answer(issue) === null),
    evidence: applicable.flatMap((issue) =>
      evidence.filter((one) => one.issue === issue && (issue !== 'unused' || one.isIssue === unused)),
    ),
    newest: Object.fromEntries(contested.map((issue) => [issue, newestOf(statements.filter((one) => one.issue === issue))])),
    differentScopes: scopes ? [] : listedScopes(sources),
  };
}

/** A date with two meanings counts as the earlier one, as the later would make an old table look current. */
const startOf = (span: Moment['span']) => span?.[0] ?? null;

/** Returns the file that is newer than each that says otherwise; null if the dates don't show that. */
function newestOf(statements: readonly Statement[]): string | null {
  const isNewer = ({ span }: Statement, other: Statement) => span !== null && other.span !== null && span[0] > other.span[1];
  const newest = statements.find((one) => statements.every((other) => other.isIssue === one.isIssue || isNewer(one, other)));
  return newest?.file ?? null;
}

const readTokens = ({ tokens }: Found) => (typeof tokens === 'string' ? (JSON.parse(tokens) as TokenRow[]) : []);

/** Whether an app has an issue; null if no file says so, or if they contradict each other. */
function answerOf(evidence: readonly InventoryEvidence[], issue: InventoryIssue): boolean | null {
  const said = evidence.filter((one) => one.issue === issue);
  const [first] = said;
  return first && said.every(({ isIssue }) => isIssue === first.isIssue) ? first.isIssue : null;
}

/** Returns what a table says. */
function tableEvidence(file: string, { events, selfAuthorized, isUnused, lastUsed, lastCreated }: TokenSums): InventoryEvidence[] {
  const isMissing = events.has('token-of-uninstalled-app') ? true : events.has('token-of-unknown-app') ? null : false;
  // Users also authorize an app that is not installed, which says nothing about a policy.
  const maySelfAuthorize = selfAuthorized === 0 ? false : selfAuthorized === null || isMissing !== false ? null : true;
  const answers: Partial<Record<InventoryIssue, boolean | null>> = {
    'not-installed': isMissing,
    'self-authorized': maySelfAuthorize,
    unused: isUnused,
  };
  const at = lastUsed.text === '' ? null : later(lastUsed, lastCreated).text;
  return inventoryIssues.flatMap((issue) => {
    const isIssue = answers[issue] ?? null;
    return isIssue === null ? [] : [{ issue, isIssue, file, at }];
  });
}

/** Returns what audit trails and the settings say. */
function otherEvidence({ trails, settings }: Sources): InventoryEvidence[] {
  const changes = trails.flatMap(({ file: { name: file }, found }) =>
    found.records.flatMap(({ at, isInstalled, isSelfAuthorized }): InventoryEvidence[] => [
      ...(isInstalled === undefined ? [] : [{ issue: 'not-installed' as const, isIssue: !isInstalled, file, at }]),
      ...(isSelfAuthorized === undefined ? [] : [{ issue: 'self-authorized' as const, isIssue: isSelfAuthorized, file, at }]),
    ]),
  );
  const lasting = [...Map.groupBy(changes, ({ issue }) => issue).values()].flatMap((same) => lastOf(same, ({ at }) => at));
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

/** Those of the settings that no later change of them replaced. */
const lastSettings = (settings: Sources['settings']) => lastOf(settings, ({ found }) => found.settingsAt ?? null);

/** Those changes after which there is certainly no other. One without a readable date may be the last. */
function lastOf<T>(changes: readonly T[], timeOf: (change: T) => string | null): T[] {
  const spans = changes.map((change) => momentOf(timeOf(change)).span);
  const last = Math.max(...spans.flatMap((span) => span?.[0] ?? []));
  return changes.filter((_, index) => (spans[index]?.[1] ?? last) >= last);
}

/** Returns the scopes that an app may ask for; null if no file has them, or if files contradict each other. */
function agreedScopes(sources: Sources): ScopeId[] | null {
  const [first = null, ...others] = listedScopes(sources).map(({ scopes }) => scopes);
  return first && others.every((scopes) => scopes.length === first.length && scopes.every((id) => first.includes(id))) ? first : null;
}

const listedScopes = ({ settings }: Sources) =>
  lastSettings(settings).flatMap(({ file, found, settings: one }) => {
    const scopes = scopesOf(one);
    return scopes ? [{ file: file.name, at: found.settingsAt ?? null, scopes }] : [];
  });

function scopesOf({ required, conditionallyRequired, optional }: AppSettings): ScopeId[] | null {
  const all = [...new Set([...required, ...conditionallyRequired, ...optional])];
  return all.length > 0 ? all : null;
}
