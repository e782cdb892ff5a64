import { useState } from 'preact/hooks';
import { Question } from '@/components/workbench/Confirm';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { BaselineDetail } from '@/components/workbench/preferences/BaselineDetail';
import { focusAction, SavedList, type SavedRow } from '@/components/workbench/preferences/SavedList';
import type { Baseline } from '@/utils/policy/baseline';
import { allBaselines } from '@/utils/storage/baselines';
import type { Page } from '@/utils/storage/paging';
import { t, tById } from '@/utils/text/text';
import { saveExport } from '../save-export';
import { approvedGroups, baselinesCsv, baselinesMarkdown } from './baselines-export';
import { appTitle, baselineFacts, baselineText, titlesApart } from './names';

interface Props {
  id: string;
  message: string;
  baselines: Page<Baseline>;
  onMore: (() => void) | undefined;
  onDelete(baseline: Baseline, title: string): Promise<void>;
  /** Called with why nothing was exported. */
  onFault(text: string): Promise<void>;
}

/** The ID of the list's heading. */
export const BASELINES = 'saved-baselines';

/** Lists the approved baselines; each opens to what was noted, and all of them can be exported as a table. */
export function BaselineList({ id, message, baselines: { items }, onMore, onDelete, onFault }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  const apart = titlesApart(items);
  const rowOf = (baseline: Baseline, index: number): SavedRow => {
    const { provider, app, account, at } = baseline;
    const key = JSON.stringify([provider, app, account]);
    const title = apart[index] ?? '';
    const action = (part: 'show' | 'delete', label: string) => {
      const isOpen = opened === `${part} ${key}`;
      return {
        label,
        name: tById('workbench_preferences_baseline', part, '', title),
        isOpen,
        run: () => setOpened(isOpen ? null : `${part} ${key}`),
      };
    };
    const show = action('show', t('workbench_preferences_baseline_open'));
    const remove = action('delete', t('workbench_approved_delete'));
    return {
      ...{ key, title: appTitle(baseline), at, text: baselineText(baseline), actions: [show, remove] },
      detail: (
        <>
          {show.isOpen && <BaselineDetail facts={baselineFacts(baseline)} groups={approvedGroups(baseline)} />}
          {remove.isOpen && (
            <Question
              label={remove.name}
              text={t('workbench_preferences_baseline_delete_text', title)}
              yes={t('workbench_approved_delete_yes')}
              onConfirm={() => void onDelete(baseline, title).then(() => setOpened(null))}
              onKeep={() => {
                setOpened(null);
                focusAction(remove.name);
              }}
            />
          )}
        </>
      ),
    };
  };
  const save = async (format: 'md' | 'csv' | 'excel') => {
    const all = await allBaselines();
    if (!all.ok) return onFault(tById('workbench_fault', all.reason));
    const text = format === 'md' ? baselinesMarkdown(all.value) : baselinesCsv(all.value, { bom: format === 'excel' });
    saveExport('scope-review-baselines', format, text);
  };
  return (
    <SavedList
      id={id}
      message={message}
      title={t('workbench_preferences_section_baselines')}
      text={t('workbench_preferences_baselines_text')}
      tools={
        <ExportMenu
          label={t('workbench_preferences_baselines_export')}
          formats={['md', 'csv', 'excel']}
          onExport={(format) => void save(format)}
        />
      }
      rows={items.map(rowOf)}
      onMore={onMore}
    />
  );
}
