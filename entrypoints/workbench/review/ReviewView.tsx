import { ExportMenu } from '@/components/workbench/ExportMenu';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { OpenedList } from '@/components/workbench/OpenedList';
import { RequestTable } from '@/components/workbench/review/RequestTable';
import type { RequestRow } from '@/components/workbench/review/request-rows';
import { WhatToOpen } from '@/components/workbench/WhatToOpen';
import { reviewInputOf } from '@/utils/files/open';
import { lineOf } from '@/utils/files/review-line';
import { buildReview } from '@/utils/review/build-review';
import { t } from '@/utils/text/text';
import { openedLines } from '../opened-lines';
import { saveExport } from '../save-export';
import type { Session } from '../use-session';
import type { ViewProps } from '../view-props';
import { fileName, rowsCsv, rowsMarkdown } from './exports';
import { RequestDetail } from './RequestDetail';
import { useRows } from './use-rows';

/** Opens requests and files, lists what is in them, and shows one of them. */
export function ReviewView({ path: [item, index], session, isPrivate }: ViewProps) {
  const { rows, isComplete } = useRows(session.items);
  const opened = session.items.find(({ id }) => id === item);
  const found = opened?.opened?.found[Number(index)];
  if (opened && found)
    return <RequestDetail item={opened} found={found} session={session} rows={rows} place={`${item}/${index}`} isPrivate={isPrivate} />;
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
          <RequestTable rows={rows} exports={<TableExport rows={rows} session={session} />} />
        </section>
      )}
    </>
  );
}

/** Saves all rows as a file, or prints them. */
function TableExport({ rows, session }: Pick<ViewProps, 'session'> & { rows: readonly RequestRow[] }) {
  const textIn = {
    md: () => rowsMarkdown(rows),
    jsonl: () => linesOf(session),
    csv: () => rowsCsv(rows, false),
    excel: () => rowsCsv(rows, true),
  };
  return (
    <ExportMenu
      formats={['md', 'jsonl', 'csv', 'excel']}
      onExport={(format) => saveExport(fileName(''), format, textIn[format]())}
      onPrint={() => print()}
    />
  );
}

/** Everything that was opened, as the terminal prints it with `--json`. */
function linesOf({ items }: Session): string {
  const lines = items.flatMap(({ name, opened }) =>
    (opened?.found ?? []).flatMap((found) => {
      const input = reviewInputOf(found.input);
      return input ? [lineOf(buildReview(input), input.request, { file: name, receipt: opened?.receipt ?? null }, found)] : [];
    }),
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
