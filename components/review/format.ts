/** Texts and counts that several components share. */
import type { Requirement } from '@/providers/contract/request';
import { canChangeData } from '@/utils/review/access';
import { isCertainMatch, nameOfApp } from '@/utils/review/app-name';
import { type ChangeKind, changesByKind } from '@/utils/review/drift-lists';
import type { Review, ReviewScope } from '@/utils/review/types';
import { listText, t, tPlural } from '@/utils/text/text';

/**
 * Returns the name of the app as the review prints it: the name in the file that it was found in (`inFile`), its own
 * name, else its redirect host, else a text for an unknown app.
 */
export function appName(review: Review, inFile: string | null = null): string {
  return inFile ?? nameOfApp(review) ?? t('review_unknown_app');
}

/** Names the app that a request only resembles, as `recognizedBy` does: `Looks like Clay`. Empty for any other. */
export function resembledApp({ name, matchedBy }: Review['app']): string {
  return name !== null && matchedBy !== null && !isCertainMatch(matchedBy) ? t('matched_resembles', name) : '';
}

/** Whether the app goes by its redirect host, because nothing names it for certain. */
export function isNamedByHost(review: Review): boolean {
  return review.redirectHost !== null && appName(review) === review.redirectHost;
}

/**
 * Returns `<app> on <provider>`, in the language of the UI; only the app if nothing shows the
 * provider. `inFile`: see `appName`.
 */
export function appOnProvider(review: Review, inFile: string | null = null): string {
  const name = appName(review, inFile);
  return review.diagnosis?.owner === 'unknown' ? name : t('review_subject', name, review.provider.name);
}

/** Returns where the request leads back to, as `redirectHost` of a review says it. */
export function returnsTo(redirectHost: string): string {
  return t(redirectHost.endsWith(':') ? 'review_returns_to_scheme' : 'review_returns_to', redirectHost);
}

/**
 * Returns why the read-only preset is missing. Null means that it is offered, that no scope can be
 * dropped anyway, or that nothing keeps the user from dropping what changes data.
 */
export function whyNotReadOnly({ editable, scopes, notReadOnly: { changing, unknown } }: Review): string | null {
  if (!editable || scopes.every((scope) => scope.locked)) return null;
  if (scopes.every(canChangeData)) return t('preset_none_reads');
  if (changing > 0) return tPlural('preset_not_read_only', changing);
  return unknown > 0 ? tPlural('preset_not_read_only_unknown', unknown) : null;
}

/** Formats a span of time as `+1.2s`. `span` is in milliseconds. */
export function timeOffset(span: number): string {
  return new Intl.NumberFormat(t('date_language'), {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'always',
  }).format(span / 1000);
}

/**
 * Returns the capital letter for the tile of an app, or `?` if the app has no name. Of a host it is
 * that of the domain, because many hosts begin with `app.`.
 */
export function initial(name: string | null): string {
  const text = name ?? '';
  const domain = /([^.\s]+)(?:\.com?)?\.[^.\s]+$/.exec(text)?.[1] ?? text;
  return [...(text.includes(' ') ? text : domain)][0]?.toUpperCase() ?? '?';
}

/** Returns the objects that scopes are about, as one text: `Contacts, companies, CMS pages`. */
export function objectsOf(scopes: readonly ReviewScope[]): string {
  const objects = [...new Set(scopes.map((scope) => scope.category).filter(Boolean))];
  // A word such as `Companies` is lowercased within the text, an abbreviation such as `CMS` is not.
  const toLower = (object: string) => (/^.-?\p{Ll}/u.test(object) ? object[0]?.toLowerCase() + object.slice(1) : object);
  return listText(objects.map((object, index) => (index ? toLower(object) : object)));
}

/** How many scopes are named in a line, before the others are only counted. */
export const MAX_NAMES = 2;

/**
 * Names scopes by what they allow, the first ones only: `View contacts, Change or delete deals + 3`.
 * A scope without a description goes by its ID.
 */
export function namesOf(scopes: readonly ReviewScope[]): string {
  const names = listText(scopes.slice(0, MAX_NAMES).map(({ id, label, known }) => (known ? label : id)));
  return scopes.length > MAX_NAMES ? t('names_more', names, scopes.length - MAX_NAMES) : names;
}

/** The scopes of a request by what it says of them. */
export type DeclaredCounts = Record<'required' | 'optional' | 'undeclared', number>;

/** Counts the scopes of a review by what is declared, whatever the user chooses. */
export function countDeclared({ scopes }: Review): DeclaredCounts {
  const count = (...requirements: Requirement[]) => scopes.filter(({ requirement }) => requirements.includes(requirement)).length;
  return { required: count('required'), optional: count('optional-on', 'optional-off'), undeclared: count('undeclared') };
}

/** Lists the counts that are not zero: `7 required, 11 optional`. */
export function declaredText(counts: DeclaredCounts): string {
  const kinds = ['required', 'optional', 'undeclared'] as const;
  return listText(kinds.filter((kind) => counts[kind] > 0).map((kind) => tPlural(`review_strip_${kind}`, counts[kind])));
}

/** Counts the scopes of a request by what happens to them when the user continues. */
export interface ScopeCounts {
  required: number;
  kept: number;
  dropped: number;
}

/**
 * Counts the scopes of a review for the given selection. Locked scopes count as required, because
 * they cannot be dropped while they are locked.
 */
export function countScopes(review: Review, selection: ReadonlySet<string>): ScopeCounts {
  const required = review.scopes.filter((scope) => scope.locked).length;
  const kept = review.scopes.filter((scope) => !scope.locked && selection.has(scope.id)).length;
  return { required, kept, dropped: review.scopes.length - required - kept };
}

/**
 * Counts what changed, as a list that holds `**bold**`: `2 new, 1 can change data, 1 newly required`.
 * Empty if nothing did. `scopes`: those of the request. What an approval left out is no change.
 */
export function changeList(changes: Parameters<typeof changesByKind>[0], scopes: readonly ReviewScope[]): string {
  const parts = changesByKind(changes).flatMap(([kind, ids]) =>
    kind === 'left-out' ? [] : changeCounts(kind, ids.length, scopes.filter((one) => ids.includes(one.id) && canChangeData(one)).length),
  );
  return listText(parts);
}

/**
 * Returns the counts of a kind of change. With more access, a scope can always change data, so that
 * is only said of scopes that are merely new.
 */
export const changeCounts = (kind: ChangeKind, count: number, changing: number): string[] => [
  changeCount(kind, count),
  ...(kind === 'new' && changing > 0 ? [tPlural('changes_added_changing', changing)] : []),
];

/** Returns `2 new`, as text that holds `**bold**`. */
export const changeCount = (kind: ChangeKind, count: number): string => tPlural(`changes_${kind.replaceAll('-', '_')}`, count);
