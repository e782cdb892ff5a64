/** Functions that the comparisons of all providers share. */
import type { ScopeId } from '../contract/catalogue';
import type { HygieneKind, MismatchKind, SettingsProblem } from '../contract/settings-rules';
import { type Query, readQuery } from './query';
import { scopeIds } from './scope-list';

/** Returns a problem that the app's developer corrects, with the given properties. */
export function problem<Kind extends MismatchKind | HygieneKind>(
  given: Pick<SettingsProblem<Kind>, 'kind'> & Partial<SettingsProblem<Kind>>,
): SettingsProblem<Kind> {
  return { severity: 'blocker', confidence: 'likely', actor: 'app-vendor', scopes: [], urls: [], error: null, ...given };
}

/** Returns no problem for an empty list of scopes, else the problem about all of them. */
export function problemOf<Kind extends MismatchKind | HygieneKind>(
  scopes: readonly ScopeId[],
  given: Pick<SettingsProblem<Kind>, 'kind'> & Partial<SettingsProblem<Kind>>,
): SettingsProblem<Kind>[] {
  return scopes.length > 0 ? [problem({ ...given, scopes })] : [];
}

/** Adds a parameter at the end of a URL's query, with its value as it has to be written. */
export function appendParameter(url: string, name: string, raw: string): string {
  const { end, parameters } = readQuery(url);
  return `${url.slice(0, end)}${parameters.length > 0 ? '&' : '?'}${name}=${raw}${url.slice(end)}`;
}

/** Adds scopes that a list lacks, separated as its others are. */
export function appendScopes(raw: string, ids: readonly ScopeId[]): string {
  const known = new Set(scopeIds(raw));
  const separator = raw.includes('%20') ? '%20' : '+';
  return [...(raw === '' ? [] : [raw]), ...ids.filter((id) => !known.has(id)).map(encodeURIComponent)].join(separator);
}

/** The first parameter with one of these names; undefined if there is none. */
export const parameterOf = ({ parameters }: Query, names: ReadonlySet<string>) => parameters.find(({ name }) => names.has(name));
