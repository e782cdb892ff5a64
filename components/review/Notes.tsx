import type { Review } from '@/utils/review/types';
import { counted, text } from '@/utils/text';
import { Disclosure } from '../controls/Disclosure';
import { Rich } from '../controls/Rich';
import { ScopeIdList } from '../controls/ScopeIds';
import { day } from './words';

/** Quiet lines under the findings: what changed since last time, and what the page itself shows. */
export function Notes({ review }: { review: Review }) {
  const { changes, page } = review;
  const changed = changes && [
    counted('changes_new', changes.added.length),
    ...(changes.removed.length ? [counted('changes_removed', changes.removed.length)] : []),
    ...(changes.newlyRequired.length ? [counted('changes_newly_required', changes.newlyRequired.length)] : []),
  ];
  const nothing = changes && changes.added.length + changes.removed.length + changes.newlyRequired.length === 0;
  return (
    <>
      {!changes && <p class="sr-line sr-line--still">{text('changes_first')}</p>}
      {changes && nothing && <p class="sr-line sr-line--still">{text('changes_none', day(changes.since))}</p>}
      {changes && !nothing && (
        <Disclosure icon="history" line={<Rich text={text('changes_since', day(changes.since), changed?.join(', ') ?? '')} />}>
          <dl class="sr-lines">
            <ScopeIdList title={text('changes_list_new')} ids={changes.added} />
            <ScopeIdList title={text('changes_list_removed')} ids={changes.removed} />
            <ScopeIdList title={text('changes_list_required')} ids={changes.newlyRequired} />
          </dl>
        </Disclosure>
      )}
      {page && (
        <Disclosure
          icon="page"
          line={page.lines === 0 ? text('page_no_list') : text('page_lines', page.lines, review.current.length, page.marked)}
        >
          <p class="sr-small sr-muted">{page.marked === 0 ? text('page_unmarked') : text('page_explained')}</p>
        </Disclosure>
      )}
    </>
  );
}
