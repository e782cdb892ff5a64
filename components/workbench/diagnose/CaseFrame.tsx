import type { ComponentChildren } from 'preact';
import { cutText } from '@/utils/files/cut-text';
import type { FileFormat, Receipt } from '@/utils/files/types';
import { sizeText } from '@/utils/text/size';
import { t, tById, tPlural } from '@/utils/text/text';
import { IsForSupport } from '../../findings/actor-name';
import { Icon } from '../../icons/Icon';
import { Notice } from '../../review/Lead';
import { ReceiptCard } from '../ReceiptCard';

interface Props {
  /** The name of the file; null for a pasted text. */
  name: string | null;
  size: number;
  format: FileFormat;
  receipt: Receipt;
  /** Whether the case itself says that the file ends early. */
  saysCut?: boolean;
  /** The link to everything that was opened. */
  back: string;
  /** Whether there are other cases. */
  hasOthers: boolean;
  /** Saves the trace without its secrets; null if the file is no trace. */
  onSave: (() => void) | null;
  isSaved: boolean;
  onClose(): void;
  children: ComponentChildren;
  /** What stands below the case and the receipt. */
  below?: ComponentChildren;
}

/** Draws the file of a case above it, and beside it what was removed from the file. */
export function CaseFrame({
  name,
  size,
  format,
  receipt,
  saysCut = false,
  back,
  hasOthers,
  onSave,
  isSaved,
  onClose,
  children,
  below,
}: Props) {
  const title = name ?? t('workbench_pasted');
  const read = receipt.kept + receipt.leftOut;
  const counts = onSave ? tPlural('workbench_diagnose_counts', read, receipt.kept) : '';
  return (
    <>
      <div class="sr-diagnose__file">
        <Icon name="file" />
        <p>
          <strong dir="auto">{title}</strong>{' '}
          <small>{[sizeText(size), tById('workbench_format', format), counts].filter(Boolean).join(' \u00b7 ')}</small>
        </p>
        <div class="sr-diagnose__tools">
          {onSave && (
            <button type="button" class="sr-button" title={t('workbench_diagnose_save_text')} onClick={onSave}>
              <Icon name={isSaved ? 'check' : 'download'} />
              {t(isSaved ? 'workbench_diagnose_saved' : 'workbench_diagnose_save')}
            </button>
          )}
          <a class="sr-button" href={back}>
            {t(hasOthers ? 'workbench_diagnose_all' : 'workbench_diagnose_another')}
          </a>
          <button type="button" class="sr-icon-button" aria-label={t('workbench_remove', title)} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        <span class="sr-hidden" role="status">
          {isSaved && t('workbench_diagnose_saved')}
        </span>
      </div>
      {receipt.isCut && !saysCut && <Notice icon="warning" text={cutText(receipt)} />}
      <div class="sr-diagnose__columns">
        <IsForSupport.Provider value={true}>{children}</IsForSupport.Provider>
        <aside class="sr-diagnose__receipt">
          <h2 class="sr-heading">{t('workbench_receipt')}</h2>
          <ReceiptCard receipt={receipt} />
        </aside>
      </div>
      {below}
    </>
  );
}
