/**
 * The words of a report, version 1. Reports travel between copies of different ages, so these words stay the same even where the code
 * has other names for the same things by now.
 */

import type { Signal } from '@/providers/contract/diagnosis';
import type { PageKind } from '@/providers/contract/page';

const places = ['authorize', 'login', 'sso', 'consent', 'error', 'callback', 'home', 'left-alone', 'elsewhere'] as const;
/** What a step of the trail is called in a report. */
export type ReportPlace = (typeof places)[number];
export const reportPlaces: readonly ReportPlace[] = places;

/** The report's word for the kind of a page. */
export function toReportPlace(kind: PageKind): ReportPlace {
  return kind === 'unsupported-flow' ? 'left-alone' : kind;
}

/** The kind of page that a report means. */
export function fromReportPlace(place: ReportPlace): PageKind {
  return place === 'left-alone' ? 'unsupported-flow' : place;
}

/** An observed signal, as a report spells it: `seen:sso` for `observed:sso`. */
export type ReportSign = `seen:${string}`;

/** Of the signals only those that were observed go into a report. */
export function toReportSigns(signals: readonly Signal[]): ReportSign[] {
  return signals.flatMap((signal) => (signal.startsWith('observed:') ? [`seen:${signal.slice('observed:'.length)}` as const] : []));
}

/** The signals that a report means. */
export function fromReportSigns(signs: readonly ReportSign[]): Signal[] {
  return signs.map((sign) => `observed:${sign.slice('seen:'.length)}` as const);
}
