import { Menu, type MenuItem } from '@/components/controls/Menu';
import { Icon } from '@/components/icons/Icon';
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
import { saveFile } from '../../app/save-file';
import { openedLines } from '../opened-lines';
import type { Session } from '../use-session';
import type { ViewProps } from '../view-props';
import { fileName, tableCsv, tableMarkdown } from './exports';
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
  const save = (ending: string, type: string, text: string) => saveFile(fileName('', ending), type, text);
  const items: MenuItem[] = [
    {
      icon: 'page',
      text: t('workbench_export_markdown'),
      hint: <small>.md</small>,
      onChoose: () => save('md', 'text/markdown', tableMarkdown(rows)),
    },
    {
      icon: 'code',
      text: t('workbench_export_json'),
      hint: <small>.jsonl</small>,
      onChoose: () => save('jsonl', 'application/jsonl', linesOf(session)),
    },
    {
      icon: 'table',
      text: t('workbench_export_csv'),
      hint: <small>.csv</small>,
      onChoose: () => save('csv', 'text/csv', tableCsv(rows, false)),
    },
    {
      icon: 'table',
      text: t('workbench_export_csv_excel'),
      hint: <small>.csv</small>,
      onChoose: () => save('csv', 'text/csv', tableCsv(rows, true)),
    },
    { icon: 'print', text: t('workbench_export_print'), onChoose: () => print() },
  ];
  return (
    <Menu label={t('workbench_export')} class="sr-button" items={items}>
      <Icon name="download" />
      {t('workbench_export')}
      <Icon name="chevron-down" small />
    </Menu>
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
