import { useEffect, useRef, useState } from 'preact/hooks';
import { type RequestRow, rowOf } from '@/components/workbench/review/request-rows';
import { reviewInputOf } from '@/utils/files/open';
import type { FoundKind } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { linkTo } from '../route';
import type { OpenedItem } from '../use-session';

/** The rows of a table without scopes of a request have a view of their own. */
const elsewhere: ReadonlySet<FoundKind> = new Set<FoundKind>(['login-history', 'app-usage']);

/** The page answers to the user again after so many milliseconds of work. */
const SLICE = 16;

/**
 * Returns a row for everything that was opened and can be reviewed. Many rows are built in slices,
 * so they arrive little by little; `isComplete` says whether all are there.
 */
export function useRows(items: readonly OpenedItem[]): { rows: readonly RequestRow[]; isComplete: boolean } {
  const [state, setState] = useState<{ rows: readonly RequestRow[]; of: readonly OpenedItem[] }>({ rows: [], of: [] });
  const built = useRef(new WeakMap<object, RequestRow>());
  useEffect(() => {
    let timer = 0;
    const work = rowsOf(items, built.current);
    const rows: RequestRow[] = [];
    const slice = () => {
      const until = performance.now() + SLICE;
      for (let next = work.next(); ; next = work.next()) {
        if (next.done) return setState({ rows, of: items });
        rows.push(next.value);
        if (performance.now() > until) break;
      }
      timer = setTimeout(slice) as unknown as number;
    };
    slice();
    return () => clearTimeout(timer);
  }, [items]);
  return { rows: state.rows, isComplete: state.of === items };
}

function* rowsOf(items: readonly OpenedItem[], built: WeakMap<object, RequestRow>): Generator<RequestRow> {
  for (const { id, name, opened } of items) {
    for (const [index, found] of (opened?.found ?? []).entries()) {
      const input = elsewhere.has(found.kind) ? null : reviewInputOf(found.input);
      if (!input) continue;
      const row =
        built.get(found) ??
        rowOf(buildReview(input), {
          key: `${id}/${index}`,
          href: linkTo('review', id, index),
          kind: found.kind,
          file: name,
          app: found.app,
        });
      built.set(found, row);
      yield row;
    }
  }
}
