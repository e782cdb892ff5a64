import type { Receipt, RemovedKind } from '@/utils/files/types';
import { sizeText } from '@/utils/text/size';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/**
 * Says what was taken out of a file, what was kept, and what could not be read, by count. Of a text,
 * everything is dropped but its links and errors, whatever it is, so that is not counted.
 */
export function ReceiptCard({ receipt, isText = false }: { receipt: Receipt; isText?: boolean }) {
  const { removed, kept, leftOut, repeated = 0, notUnderstood, isCut, readUpTo } = receipt;
  const kinds = Object.entries(removed) as [RemovedKind, number][];
  const total = kinds.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div class="sr-receipt">
      {total > 0 && (
        <div class="sr-receipt__part">
          <p class="sr-receipt__title">
            <Icon name="trash" small />
            {t('workbench_receipt_removed')}
            <span>{tPlural('workbench_receipt_values', total)}</span>
          </p>
          <dl>
            {kinds.map(([kind, count]) => (
              <div key={kind}>
                <dt>{tById('workbench_removed', kind)}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <div class="sr-receipt__part">
        <dl>
          <div>
            <dt>{t('workbench_receipt_kept')}</dt>
            <dd>{kept}</dd>
          </div>
          {repeated > 0 && (
            <div>
              <dt>{t('workbench_receipt_repeated')}</dt>
              <dd>{repeated}</dd>
            </div>
          )}
          {leftOut > 0 && (
            <div>
              <dt>{t('workbench_receipt_left_out')}</dt>
              <dd>{leftOut}</dd>
            </div>
          )}
        </dl>
      </div>
      {isText && <p class="sr-receipt__part sr-small sr-muted">{t('workbench_receipt_text')}</p>}
      {(notUnderstood > 0 || isCut) && (
        <div class="sr-receipt__part sr-receipt__part--warning">
          <Icon name="warning" small />
          <span>
            {[
              notUnderstood > 0 && tPlural('workbench_receipt_not_understood', notUnderstood),
              isCut && (readUpTo === undefined ? t('workbench_receipt_cut') : t('workbench_receipt_limit', sizeText(readUpTo))),
            ]
              .filter(Boolean)
              .join(' ')}
          </span>
        </div>
      )}
    </div>
  );
}
