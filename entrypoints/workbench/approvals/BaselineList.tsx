import { useState } from 'preact/hooks';
import { Question } from '@/components/workbench/Confirm';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { BaselineDetail } from '@/components/workbench/preferences/BaselineDetail';
import { focusAction, SavedList, type SavedRow } from '@/components/workbench/preferences/SavedList';
import type { Baseline } from '@/utils/policy/baseline';
import { t, tById } from '@/utils/text/text';
import { appTitle, baselineFacts, baselineText, titlesApart } from '../preferences/names';
import { saveExport } from '../save-export';
import { approvedGroups, baselinesCsv, baselinesMarkdown } from './baselines-export';

interface Props {
  /** What the last action did; empty before the first. */
  message: string;
  /** The newest first. */
  baselines: readonly Baseline[];
  onDelete(baseline: Baseline, title: string): Promise<void>;
}

/** The ID of the list's heading. */
export const BASELINES = 'saved-baselines';

/** More are listed when the user asks for them. */
const PAGE = 100;

/** Lists the approved baselines; each opens to what was noted, and all of them can be exported as a table. */
export function BaselineList({ message, baselines, onDelete }: Props) {
  const [limit, setLimit] = useState(PAGE);
  const items = baselines.slice(0, limit);
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
  const save = (format: 'md' | 'csv' | 'excel') => {
    const text = format === 'md' ? baselinesMarkdown(baselines) : baselinesCsv(baselines, { bom: format === 'excel' });
    saveExport('scope-review-baselines', format, text);
  };
  return (
    <SavedList
      id={BASELINES}
      message={message}
      title={t('workbench_preferences_section_baselines')}
      text={t('workbench_preferences_baselines_text')}
      tools={<ExportMenu label={t('workbench_preferences_baselines_export')} formats={['md', 'csv', 'excel']} onExport={save} />}
      rows={items.map(rowOf)}
      onMore={limit < baselines.length ? () => setLimit(limit + PAGE) : undefined}
    />
  );
}
