import type { Changes, PageComparison } from '@/utils/review/types';
import { listText, t, tPlural } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { ScopeIdList } from '../controls/ScopeIds';
import { Icon } from '../icons/Icon';
import { day } from './format';

/**
 * Says what changed since the last connection of this app and account. `history` is true if an
 * earlier flow of the app was recorded, even if no selection was saved.
 */
export function ChangesNote({ changes, history }: { changes: Changes | null; history: boolean }) {
  if (!changes) return <StaticLine>{t(history ? 'changes_not_remembered' : 'changes_first')}</StaticLine>;
  const { added, removed, newlyRequired } = changes;
  const since = day(changes.since);
  const parts = [
    ...(added.length ? [tPlural('changes_new', added.length)] : []),
    ...(removed.length ? [tPlural('changes_removed', removed.length)] : []),
    ...(newlyRequired.length ? [tPlural('changes_newly_required', newlyRequired.length)] : []),
  ];
  if (parts.length === 0) return <StaticLine>{t('changes_none', since)}</StaticLine>;
  return (
    <Disclosure icon="history" line={<InlineMarkup text={t('changes_since', since, listText(parts))} />}>
      <dl class="sr-lines">
        <ScopeIdList title={t('changes_list_new')} ids={added} />
        <ScopeIdList title={t('changes_list_removed')} ids={removed} />
        <ScopeIdList title={t('changes_list_required')} ids={newlyRequired} />
      </dl>
    </Disclosure>
  );
}

/**
 * Compares the list on the provider's page with the request. `requested` is the number of
 * scopes that the page requests now.
 */
export function PageNote({ page, requested }: { page: PageComparison | null; requested: number }) {
  if (!page) return null;
  return (
    <Disclosure icon="page" line={page.lines === 0 ? t('page_no_list') : t('page_lines', page.lines, requested, page.marked)}>
      <p class="sr-small sr-muted">{page.marked === 0 ? t('page_unmarked') : t('page_explained')}</p>
    </Disclosure>
  );
}

/** Looks like the line of a `Disclosure`, but cannot be opened. */
function StaticLine({ children }: { children: string }) {
  return (
    <p class="sr-line sr-line--still">
      <Icon name="history" />
      <span>{children}</span>
    </p>
  );
}
