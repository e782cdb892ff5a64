/**
 * The cases of a session: the failures that were opened, and whatever else of a trace has steps.
 */

import { appOnProvider } from '@/components/review/format';
import type { CaseCounts, CaseLine } from '@/components/workbench/diagnose/CaseList';
import { grantedAgainst, lackTitle } from '@/utils/files/granted';
import { loginsOfAttempts } from '@/utils/files/join-logins';
import { approvedTitle, endTexts, missingEnd } from '@/utils/files/missing-end';
import { joinableIn, reviewInputOf } from '@/utils/files/open';
import { tableTimeText } from '@/utils/files/table-time';
import type { Found, FoundKind } from '@/utils/files/types';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { buildReview } from '@/utils/review/build-review';
import { failureTitle } from '@/utils/review/pasted-review';
import type { Steps } from '@/utils/text/steps';
import { t, tById } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { linkTo } from '../route';
import type { OpenedItem } from '../use-session';

/** Something to diagnose. `index` is its position in what was found in the item. */
export interface Case {
  item: OpenedItem;
  index: number;
  found: Found;
  /** The title of a token response that leaves out requested scopes; null for all other cases. */
  lack: string | null;
  /** Whether it is a row of a login history that another case has, so that it is not listed. */
  isOfAttempt: boolean;
}

/** What the user said about a case. */
export interface CaseAnswers {
  answers: QuestionAnswers;
  /** Whose error it is, by the provider's ID; null if the user did not say. */
  provider: string | null;
}

const failures: ReadonlySet<FoundKind> = new Set<FoundKind>(['failure', 'login-history', 'report']);

/** Whether a case is about an error. */
const isFailure = ({ found: { kind, input } }: Case) => failures.has(kind) || input.errorText !== undefined;

/**
 * Returns what can be diagnosed, failures first, then the token responses that lack scopes. A request
 * in a text has nothing to diagnose. `listedCases` leaves out those that belong to another case.
 */
export function* casesOf(items: readonly OpenedItem[]): Steps<Case[]> {
  const opened = items.flatMap((item) => (item.opened ? joinableIn(item.opened) : []));
  const logins = yield* loginsOfAttempts(opened);
  const all: Case[] = [];
  for (const item of items) {
    for (const [index, found] of (item.opened?.found ?? []).entries()) {
      const lack = found.kind === 'token-response' ? lackTitle(yield* grantedAgainst(found, opened)) : null;
      all.push({ item, index, found, lack, isOfAttempt: logins.has(found) });
    }
  }
  const cases = all.filter((one) => isFailure(one) || one.found.timeline !== undefined || one.found.kind === 'token-response');
  const rankOf = (one: Case) => {
    const isSolved = one.found.input.connectedAt !== undefined;
    if (isFailure(one)) return isSolved ? 2 : one.found.isOutdated ? 1 : 0;
    return one.lack ? 3 : isSolved ? 5 : 4;
  };
  return cases.toSorted((one, other) => rankOf(one) - rankOf(other));
}

/** Returns the cases without those to which another case links. */
export const listedCases = (cases: readonly Case[]) => cases.filter(({ isOfAttempt }) => !isOfAttempt);

/** Counts the cases of each kind. */
export function countsOf(cases: readonly Case[]): CaseCounts {
  const failures = cases.filter(isFailure).length;
  const lacks = cases.filter(({ lack }) => lack !== null).length;
  return { failures, lacks, others: cases.length - failures - lacks };
}

/** Where what has no failure is used. The kind has a text `workbench_no_failure_<kind>`, which says what it is. */
const views: Partial<Record<FoundKind, string>> = { 'audit-trail': 'review', 'app-usage': 'inventory', settings: 'settings' };

/** What was opened and has nothing to diagnose, and the view that uses it. */
export interface Elsewhere {
  text: string;
  view: string;
}

/**
 * Returns what the items are that have nothing to diagnose, each kind once. A request beside a case needs no words;
 * alone, it is what has no error.
 */
export function elsewhereOf(items: readonly OpenedItem[], hasCases: boolean): Elsewhere[] {
  const kinds = new Set(items.flatMap(({ opened }) => opened?.found.map(({ kind }) => kind) ?? []));
  const known = [...kinds].flatMap((kind) => (views[kind] ? [{ text: tById('workbench_no_failure', kind), view: views[kind] }] : []));
  const isOther = !hasCases && known.length < kinds.size;
  return isOther ? [...known, { text: t('workbench_diagnose_nothing'), view: 'review' }] : known;
}

/** Returns the link to a case. */
export const linkToCase = ({ item, index }: Pick<Case, 'item' | 'index'>) => linkTo('diagnose', item.id, index);

/** Returns the first of the cases in one line each. */
export function* linesOf(cases: readonly Case[], limit: number): Steps<CaseLine[]> {
  const lines: CaseLine[] = [];
  for (const one of cases.slice(0, limit)) {
    const line = lineOf(one);
    if (line) lines.push(line);
    yield;
  }
  return lines;
}

/** Returns a case in one line. */
export function lineOf(one: Case): CaseLine | null {
  const { item, index, found, lack } = one;
  const input = reviewInputOf(found.input);
  if (!input) return null;
  const review = buildReview(input);
  const end = item.opened && missingEnd(found, item.opened);
  const at = review.diagnosis?.at ?? found.timeline?.find((step) => step.at !== null)?.at ?? null;
  const facts = [
    found.app ?? (review.clientId || review.redirectHost || review.app.name ? appOnProvider(review) : review.provider.name),
    review.account,
    at === null ? tableTimeText(found.records[0]?.at ?? '') : momentText(at),
    item.name ?? t('workbench_pasted'),
  ];
  return {
    id: `${item.id}/${index}`,
    href: linkToCase(one),
    severity: review.diagnosis ? review.diagnosis.finding.severity : lack ? 'warning' : 'notice',
    title: failureTitle(review) || lack || (end ? endTexts(end, found)[0] : titleOf(found)),
    facts: facts.filter((fact): fact is string => Boolean(fact)),
  };
}

/** Says what was found that is neither a failure nor a connection without a known end. */
const titleOf = (found: Found) => (found.input.appError ? approvedTitle(found) : tById('workbench_kind', found.kind));
