/**
 * The names in a report of version 1. Reports are exchanged between different versions of the
 * extension, so these names never change, even if the code uses other names for the same things.
 */

import type { Signal } from '@/providers/contract/diagnosis';
import type { PageKind } from '@/providers/contract/page';

const places = ['authorize', 'login', 'sso', 'consent', 'error', 'callback', 'home', 'left-alone', 'elsewhere'] as const;
/** The kind of page of a navigation step, as a report names it. */
export type ReportPlace = (typeof places)[number];
/** All kinds of page that a report may contain. */
export const reportPlaces: readonly ReportPlace[] = places;

/** Returns a report's name for the kind of a page. */
export function toReportPlace(kind: PageKind): ReportPlace {
  return kind === 'unsupported-flow' ? 'left-alone' : kind;
}

/** Returns the kind of page for a report's name. */
export function fromReportPlace(place: ReportPlace): PageKind {
  return place === 'left-alone' ? 'unsupported-flow' : place;
}

/** An observed signal, as a report names it: `seen:sso` for `observed:sso`. */
export type ReportSignal = `seen:${string}`;

/**
 * Returns the observed signals as a report names them. Other signals are left out, because they
 * follow from the rest of the report.
 */
export function toReportSignals(signals: readonly Signal[]): ReportSignal[] {
  return signals.flatMap((signal) => (signal.startsWith('observed:') ? [`seen:${signal.slice('observed:'.length)}` as const] : []));
}

/** Returns the observed signals for a report's names. */
export function fromReportSignals(signals: readonly ReportSignal[]): Signal[] {
  return signals.map((signal) => `observed:${signal.slice('seen:'.length)}` as const);
}
