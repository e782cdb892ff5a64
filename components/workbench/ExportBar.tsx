import { useState } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/** The forms in which a list can be saved. */
export const exportFormats = ['csv', 'md', 'json'] as const;
/** One of them, which is also the end of the file's name. */
export type ExportFormat = (typeof exportFormats)[number];

interface Props {
  /** `bom`: whether a CSV file begins with a byte order mark. */
  onExport(format: ExportFormat, bom: boolean): void;
}

const names = { csv: 'CSV', md: 'Markdown', json: 'JSON' } as const satisfies Record<ExportFormat, string>;

/** Offers to save the list that is shown. */
export function ExportBar({ onExport }: Props) {
  const [bom, setBom] = useState(true);
  return (
    <fieldset class="sr-tools">
      <legend class="sr-hidden">{t('workbench_export')}</legend>
      {exportFormats.map((format) => (
        <button key={format} type="button" class="sr-button" onClick={() => onExport(format, bom)}>
          <Icon name="download" />
          {names[format]}
        </button>
      ))}
      <label class="sr-export__bom">
        <input class="sr-check" type="checkbox" checked={bom} onChange={({ currentTarget }) => setBom(currentTarget.checked)} />
        <span>{t('workbench_export_bom')}</span>
      </label>
    </fieldset>
  );
}
