import { t } from '@/utils/text/text';
import { Menu, type MenuItem } from '../controls/Menu';
import { Icon } from '../icons/Icon';

/** The forms of a saved file. In Excel's there is a byte order mark. */
export const exportFormats = {
  md: { icon: 'page', text: 'workbench_export_markdown', ending: 'md', type: 'text/markdown' },
  json: { icon: 'code', text: 'workbench_export_json', ending: 'json', type: 'application/json' },
  jsonl: { icon: 'code', text: 'workbench_export_json', ending: 'jsonl', type: 'application/jsonl' },
  csv: { icon: 'table', text: 'workbench_export_csv', ending: 'csv', type: 'text/csv' },
  excel: { icon: 'table', text: 'workbench_export_csv_excel', ending: 'csv', type: 'text/csv' },
} as const;
/** One of these forms. */
export type ExportFormat = keyof typeof exportFormats;

interface Props<Format extends ExportFormat> {
  /** What is exported, if a page has several menus. */
  label?: string;
  /** The forms to offer, in this order. */
  formats: readonly Format[];
  onExport(format: Format): void;
  /** What else can be done with it; undefined if it can't. */
  onCopy?: () => void;
  onPrint?: () => void;
}

/** Offers to save what is shown. */
export function ExportMenu<Format extends ExportFormat>({
  label = t('workbench_export'),
  formats,
  onExport,
  onCopy,
  onPrint,
}: Props<Format>) {
  const items: MenuItem[] = [
    ...(onCopy ? [{ icon: 'copy' as const, text: t('workbench_review_copy'), onChoose: onCopy }] : []),
    ...formats.map((format) => {
      const { icon, text, ending } = exportFormats[format];
      return { icon, text: t(text), hint: <small>.{ending}</small>, onChoose: () => onExport(format) };
    }),
    ...(onPrint ? [{ icon: 'print' as const, text: t('workbench_export_print'), onChoose: onPrint }] : []),
  ];
  return (
    <Menu label={label} class="sr-button" items={items}>
      <Icon name="download" />
      {label}
      <Icon name="chevron-down" small />
    </Menu>
  );
}
