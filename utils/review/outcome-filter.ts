/** Filters and exports how flows ended. */

import { providerById } from '@/providers';
import { visibleJson } from '@/providers/oauth2/invisible';
import type { StoredOutcome } from '@/utils/storage/schema';
import { type CsvCell, writeCsv } from '@/utils/text/csv';
import { tById } from '@/utils/text/text';
import { isoWithOffset } from '@/utils/text/time';

/** What the user looks for; an empty or null part matches everything. */
export interface OutcomeFilter {
  /** Words that the app's name, client, account, provider, scopes or error contain, in any case. */
  text: string;
  /** The ID of a provider. */
  provider: string | null;
  kind: StoredOutcome['outcome']['kind'] | null;
}

/**
 * Returns a function that tells whether a flow matches the filter: all of its words, in any order.
 */
export function outcomeMatcher({ text, provider, kind }: OutcomeFilter): (outcome: StoredOutcome) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (outcome) => {
    if (provider !== null && outcome.provider !== provider) return false;
    if (kind !== null && outcome.outcome.kind !== kind) return false;
    if (words.length === 0) return true;
    const searched = searchedText(outcome);
    return words.every((word) => searched.includes(word));
  };
}

function searchedText({ provider, app, appName, account, scopes, outcome: { rule } }: StoredOutcome): string {
  const error = rule === null ? [] : [rule, ruleTitle(rule)];
  return [appName, app, account, providerName(provider), ...error, ...(scopes?.requested ?? [])].join('\n').toLowerCase();
}

/** Returns the name of a provider, or the ID if this version has no such provider. */
export function providerName(id: string): string {
  return providerById(id)?.name ?? id;
}

/** Returns the title of an error, or the ID if this version has no such error. */
export function ruleTitle(rule: string): string {
  return tById('finding', rule, 'title') || rule;
}

/**
 * The columns of `outcomesCsv`. They are part of the public interface, so they are not translated.
 */
const columns = [
  ...['time', 'provider', 'app', 'client', 'account', 'outcome', 'error', 'error_title'],
  ...['requested_count', 'kept_count', 'requested', 'kept', 'dropped', 'on_customer_page'],
];

/**
 * Returns how flows ended as CSV. `isFirst`: whether to begin with the names of the columns, and
 * with a byte order mark if `bom` is set; a long list is written in parts.
 */
export function outcomesCsv(outcomes: readonly StoredOutcome[], { isFirst, bom }: { isFirst: boolean; bom: boolean }): string {
  const rows = outcomes.map(({ at, provider, appName, app, account, scopes, outcome: { kind, rule }, onCustomerPage }): CsvCell[] => {
    const lists = scopes ? [scopes.requested, scopes.kept, scopes.dropped] : null;
    return [
      ...[isoWithOffset(at), provider, appName, app, account, kind, rule, rule && ruleTitle(rule)],
      ...[scopes?.requested.length ?? null, scopes?.kept.length ?? null],
      ...(lists?.map((ids) => ids.join(' ')) ?? [null, null, null]),
      onCustomerPage ? 'yes' : null,
    ];
  });
  return writeCsv(isFirst ? [columns, ...rows] : rows, { bom: isFirst && bom });
}

/**
 * Returns how one flow ended as an object for programs, with the time in the zone of this device.
 */
export function outcomeJson({ at, provider, appName, app, account, scopes, outcome, onCustomerPage }: StoredOutcome): string {
  return visibleJson({ time: isoWithOffset(at), provider, app: appName, client: app, account, ...outcome, scopes, onCustomerPage });
}
