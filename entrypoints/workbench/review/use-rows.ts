import { useMemo } from 'preact/hooks';
import { type RequestRow, type RowPolicy, rowOf } from '@/components/workbench/review/request-rows';
import { reviewInputOf } from '@/utils/files/open';
import { nameInFile } from '@/utils/files/record-text';
import type { Found, FoundKind } from '@/utils/files/types';
import type { PolicyMode, PolicyVerdict } from '@/utils/policy/types';
import { reachOf } from '@/utils/review/access-reach';
import type { ApprovedBaselines } from '@/utils/review/beyond-approval';
import { policyVerdict } from '@/utils/review/policy-summary';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Steps } from '@/utils/text/steps';
import { t, tById } from '@/utils/text/text';
import { linkTo } from '../route';
import { factsApart, sourceNames } from '../sources';
import type { OpenedItem } from '../use-session';
import { useSliced } from '../use-sliced';
import { baselineOf, possibleBaselines } from './baseline-of';
import { reviewWithPolicy } from './review-with-policy';

/** The rows of a table without scopes of a request have a view of their own. */
export const elsewhere: ReadonlySet<FoundKind> = new Set<FoundKind>(['login-history', 'app-usage']);

/** Returns the key of the row of something that was opened, by its place in its item. */
export const rowKey = (id: string, index: number): string => `${id}/${index}`;

/** A row, and the facts that may tell it from others; the last one is unique. */
interface Built {
  row: RequestRow;
  facts: readonly string[];
}

/**
 * Returns a row for everything that was opened and can be reviewed, compared with its baseline; what was
 * opened last comes first. `isComplete` says whether all are there.
 */
export function useRows(items: readonly OpenedItem[], baselines: ApprovedBaselines): { rows: readonly RequestRow[]; isComplete: boolean } {
  const known = useMemo(() => new WeakMap<Found, RequestRow>(), [baselines]);
  const { result: rows = none, isDone } = useSliced(rowsOf, items, baselines, known);
  return { rows, isComplete: isDone };
}

const none: readonly RequestRow[] = [];

function* rowsOf(
  items: readonly OpenedItem[],
  baselines: ApprovedBaselines,
  known: WeakMap<Found, RequestRow>,
): Steps<readonly RequestRow[]> {
  const names = sourceNames(items);
  const built: Built[] = [];
  // What was opened last is what the user wants to see.
  for (const { id, name, opened } of items.toReversed()) {
    for (const [index, found] of (opened?.found ?? []).entries()) {
      const input = elsewhere.has(found.kind) ? null : reviewInputOf(found.input);
      if (!input) continue;
      const row =
        known.get(found) ?? rowOfFound(found, input, baselines, { key: rowKey(id, index), href: linkTo('review', id, index), file: name });
      known.set(found, row);
      // The row has the name of its file already.
      const place = name === null ? t('workbench_place', names.get(id) ?? '', index + 1) : t('workbench_entry', index + 1);
      built.push({ row, facts: [input.request.redirectHost ?? '', place] });
      yield;
    }
  }
  return withFacts(built);
}

function rowOfFound(
  found: Found,
  input: ReviewInput,
  sources: ApprovedBaselines,
  place: Pick<RequestRow, 'key' | 'href' | 'file'>,
): RequestRow {
  const review = reviewWithPolicy(input, baselineOf(sources, found, input), sources.policy);
  return rowOf(review, {
    ...place,
    kind: found.kind,
    askedBy: found.asked ? found.asked.by : null,
    app: nameInFile(found),
    approvals: possibleBaselines(sources, found, input).length,
    reach: reachOf(input.provider, review),
    policy: review.policy && sources.policy && rowPolicy(policyVerdict(review.policy), sources.policy.mode),
  });
}

/** Returns what a policy does, or would do if it were enforced. */
const rowPolicy = (verdict: PolicyVerdict, mode: PolicyMode): RowPolicy => ({
  verdict,
  text: mode === 'enforce' ? tById('workbench_policy_does', verdict) : tById('workbench_policy_would', verdict),
});

function withFacts(built: readonly Built[]): RequestRow[] {
  const apart = factsApart(
    built.map(({ row: { kind, app, provider, account, file }, facts }) => ({
      name: JSON.stringify([kind, app, provider, account, file]),
      facts,
    })),
  );
  return built.map(({ row }, index) => ({ ...row, apart: apart[index] ?? '' }));
}
