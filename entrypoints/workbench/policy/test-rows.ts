import { appOnProvider } from '@/components/review/format';
import type { MatchedRule } from '@/components/workbench/policy/RuleMatches';
import type { TestRow } from '@/components/workbench/policy/TestResults';
import type { Access } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import { reviewInputOf } from '@/utils/files/open';
import { nameInFile } from '@/utils/files/record-text';
import type { Found } from '@/utils/files/types';
import type { Baseline } from '@/utils/policy/baseline';
import type { PolicyFile } from '@/utils/policy/policy-file';
import type { PolicyResult } from '@/utils/policy/types';
import { approvedScopes } from '@/utils/review/approval-reply';
import type { ApprovedBaselines } from '@/utils/review/beyond-approval';
import { matchesByRule, policyEffect, policySummary } from '@/utils/review/policy-summary';
import type { Review } from '@/utils/review/types';
import type { Steps } from '@/utils/text/steps';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { baselineOf } from '../review/baseline-of';
import { reviewWithPolicy } from '../review/review-with-policy';
import { elsewhere } from '../review/use-rows';
import { linkTo } from '../route';
import { factsApart, sourceNames } from '../sources';
import type { OpenedItem } from '../use-session';

/** Further results would make the page slow; the list of requests has them all. */
const MAX_RESULTS = 200;

/** The part of the link to a review that shows it with the policy. */
export const POLICY_PART = 'policy';

/**
 * Returns what the policy would do to what was opened, the last one first, because that is what the
 * user wants to test. `stored`: what was approved on this device. `left`: how many further results there are.
 */
export function* testRows(
  policy: PolicyFile,
  items: readonly OpenedItem[],
  stored: readonly Baseline[],
): Steps<{ rows: readonly TestRow[]; left: number }> {
  const names = sourceNames(items);
  const tests = items.toReversed().flatMap((item) => testsOf(item, names.get(item.id) ?? ''));
  const built: ReturnType<Test>[] = [];
  for (const test of tests.slice(0, MAX_RESULTS)) {
    built.push(test({ policy, stored }));
    yield;
  }
  const apart = factsApart(built.map(({ row, facts }) => ({ name: row.title, facts })));
  return { rows: built.map(({ row }, index) => ({ ...row, apart: apart[index] ?? '' })), left: Math.max(0, tests.length - MAX_RESULTS) };
}

/** The policy that is tested, and what was approved on this device. */
type Tested = ApprovedBaselines & { policy: PolicyFile };

type Test = (tested: Tested) => { row: TestRow; facts: readonly string[] };

const noEffect = { drops: false, contradicts: '', rules: [] } as const;

/** Returns the test of each thing that was opened, also of what can't be read. */
function testsOf({ id, opened }: OpenedItem, source: string): Test[] {
  const unread = (part: string, summary: string): Test => {
    const row = { key: `${id}/${part}`, title: source, apart: '', scopes: 0, effect: 'unknown' as const, summary, ...noEffect, href: null };
    return () => ({ row, facts: [row.key] });
  };
  if (!opened || opened.reason !== null)
    return [unread('reason', t('workbench_nothing', tById('unreadable', opened?.reason ?? 'unreadable-file')))];
  const tests = [...opened.found.entries()].flatMap(([index, found]): Test[] => {
    if (elsewhere.has(found.kind)) return [];
    return [
      (tested) => {
        const place = t('workbench_place', source, index + 1);
        return testOf(tested, found, { key: `${id}/${index}`, href: linkTo('review', id, index, POLICY_PART), place });
      },
    ];
  });
  const broken = opened.format === 'text' ? opened.receipt.notUnderstood : 0;
  return broken > 0 ? [...tests, unread('broken', tPlural('workbench_policy_broken', broken))] : tests;
}

function testOf(
  tested: Tested,
  found: Found,
  { key, href, place }: { key: string; href: string; place: string },
): { row: TestRow; facts: readonly string[] } {
  const input = reviewInputOf(found.input);
  const review = input && reviewWithPolicy(input, baselineOf(tested, found, input), tested.policy);
  const policy = review?.policy;
  const title = review ? appOnProvider(review, nameInFile(found)) : place;
  const row = { key, title, apart: '', href };
  const facts = [review?.account ?? '', review?.redirectHost ?? '', place];
  if (!input || !policy || review.scopes.length === 0) {
    const reason = review?.readOnlyReason;
    const why =
      reason && saysWhy.has(reason)
        ? tById('readonly', reason)
        : tById('workbench_policy_no_scopes', found.kind === 'failure' ? 'error' : 'other');
    return { row: { ...row, scopes: 0, effect: 'unknown', summary: `${t('workbench_policy_not_known')} ${why}`, ...noEffect }, facts };
  }
  return {
    row: {
      ...row,
      scopes: review.scopes.length,
      effect: policyEffect(policy),
      summary: [policySummary(policy), emptied(input.provider, review, policy)].filter(Boolean).join(' '),
      drops: policy.dropped.length > 0,
      contradicts: contradiction(review, policy),
      rules: matchedRules(review, policy),
    },
    facts,
  };
}

/** Says that what the policy leaves of a request gives no access to data; empty unless the catalogue shows that. */
function emptied({ knowledge: { findScope } }: Provider, { scopes }: Review, { dropped, blocking, isIncomplete }: PolicyResult): string {
  const ids = scopes.flatMap(({ id }) => (dropped.includes(id) ? [] : [id]));
  const reached = ids.flatMap((id) => [id, ...(findScope(id)?.implies ?? [])]).map(findScope);
  const givesNone = (access: Access) => access === 'identity' || access === 'offline';
  const isEmptied = reached.every((scope) => scope && [scope.access, ...(scope.alsoAllows ?? [])].every(givesNone));
  if (dropped.length === 0 || ids.length === 0 || blocking.length > 0 || isIncomplete || !isEmptied) return '';
  return tPlural('workbench_policy_leaves_nothing', ids.length, listText(ids));
}

/** Says which approved scopes of a request the policy denies or asks about; empty if there are none. */
function contradiction(review: Review, policy: PolicyResult): string {
  const approved = new Set(approvedScopes(review));
  const [denied, asked] = (['deny', 'ask'] as const).map(
    (action) => policy.scopes.filter((one) => one.action === action && approved.has(one.id)).length,
  );
  const day = calendarDay(review.approval?.at ?? 0);
  return [
    denied ? tPlural('workbench_policy_denies_approved', denied, day) : '',
    asked ? tPlural('workbench_policy_asks_approved', asked, day) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Why a request names no scopes. */
const saysWhy: ReadonlySet<string> = new Set([
  'malformed-url',
  'missing-scope',
  'no-scope-parameter',
  'request-object',
  'too-long',
  'truncated-scope',
  'unsupported-flow',
]);

/** Returns the rules that decide about the scopes of a review, with the labels of these. */
export function matchedRules({ scopes }: Pick<Review, 'scopes'>, policy: PolicyResult): MatchedRule[] {
  const byId = new Map(scopes.map((scope) => [scope.id, scope]));
  return matchesByRule(policy).map(({ rule, action, reason, link, scopes: ids }) => ({
    title: rule === null ? t('workbench_policy_no_rule') : t('workbench_policy_rule', rule + 1),
    action,
    reason: reason ?? '',
    link,
    scopes: ids.map((id) => ({ id, label: byId.get(id)?.label ?? '', stays: policy.blocking.includes(id) })),
  }));
}
