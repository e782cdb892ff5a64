import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { OpenedList } from '@/components/workbench/OpenedList';
import { RequestTable } from '@/components/workbench/review/RequestTable';
import { WhatToOpen } from '@/components/workbench/WhatToOpen';
import { t } from '@/utils/text/text';
import { openedLines } from '../opened-lines';
import type { ViewProps } from '../view-props';
import { RequestDetail } from './RequestDetail';
import { useRows } from './use-rows';

/** Opens requests and files, lists what is in them, and shows one of them. */
export function ReviewView({ path: [item, index], session }: ViewProps) {
  const { rows, isComplete } = useRows(session.items);
  const opened = session.items.find(({ id }) => id === item)?.opened?.found[Number(index)];
  if (opened) return <RequestDetail found={opened} />;
  return (
    <>
      <ViewTitle title={t('workbench_title_review')} text={t('workbench_review_text')} />
      <Intake
        label={t('workbench_review_intake')}
        reading={session.reading}
        onOpen={(contents) => void session.open(contents)}
        onCancel={session.cancel}
      />
      {session.items.length === 0 && <WhatToOpen />}
      <OpenedList lines={openedLines(session.items)} onRemove={session.remove} />
      {rows.length > 0 && (
        <section aria-label={t('workbench_review_found')} aria-busy={!isComplete}>
          <RequestTable rows={rows} />
        </section>
      )}
    </>
  );
}
