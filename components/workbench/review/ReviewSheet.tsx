import { useEffect, useRef } from 'preact/hooks';
import type { Review, ReviewScope } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { Findings } from '../../findings/Findings';
import { Icon } from '../../icons/Icon';
import { appOnProvider } from '../../review/format';
import { Notice } from '../../review/Lead';

interface Props {
  review: Review;
  /** The scopes by requirement. `lists`: the lists of the request that carry the scope. */
  groups: readonly { title: string; scopes: readonly { scope: ReviewScope; lists: string }[] }[];
  /** The link to the list. */
  back: string;
  /** Whether the last copy succeeded; null before the first. */
  copied: boolean | null;
  onCopy(): void;
}

/** Shows the scopes of a request by requirement, and what to know about them. */
export function ReviewSheet({ review, groups, back, copied, onCopy }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const facts = [review.account && t('review_account', review.account), review.redirectHost].filter(Boolean);
  return (
    <>
      <a class="sr-link" href={back}>
        <Icon name="chevron-left" small />
        {t('workbench_review_back')}
      </a>
      <div class="sr-subject">
        <div>
          <h1 ref={title} tabIndex={-1}>
            {appOnProvider(review)}
          </h1>
          <p class="sr-small sr-muted">{facts.join(' \u00b7 ')}</p>
        </div>
        <button type="button" class="sr-button" onClick={onCopy}>
          <Icon name="copy" />
          {t('workbench_review_copy')}
        </button>
        <p class="sr-hidden" role="status">
          {copied !== null && t(copied ? 'workbench_copied' : 'workbench_not_copied')}
        </p>
      </div>
      <div class="sr-alerts">
        {review.readOnlyReason && <Notice icon="lock" text={t('banner_read_only', tById('readonly', review.readOnlyReason))} />}
        <Findings findings={review.findings} links={review.links} />
      </div>
      <div class="sr-scroll">
        <table class="sr-table sr-scopes">
          <thead>
            <tr>
              <th scope="col">{t('cli_scope')}</th>
              <th scope="col">{t('workbench_review_id')}</th>
              <th scope="col">{t('workbench_review_access')}</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.title}>
              <tr class="sr-table__group">
                <th scope="rowgroup" colSpan={3}>
                  {group.title}
                  <span>{group.scopes.length}</span>
                </th>
              </tr>
              {group.scopes.map(({ scope, lists }) => (
                <tr key={scope.id}>
                  <td class="sr-table__name">{scope.label}</td>
                  <td>
                    <ScopeIdText id={scope.id} /> {lists}
                  </td>
                  <td>{scope.access && tById('access', scope.access)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </>
  );
}
