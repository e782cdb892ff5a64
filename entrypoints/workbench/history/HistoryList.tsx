import { useMemo, useRef, useState } from 'preact/hooks';
import { Banner } from '@/components/controls/Banner';
import { Confirm } from '@/components/workbench/Confirm';
import { EmptyState } from '@/components/workbench/EmptyState';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { HistoryTable } from '@/components/workbench/history/HistoryTable';
import { type HistoryFilter, HistoryTools, noFilter } from '@/components/workbench/history/HistoryTools';
import { SearchStatus } from '@/components/workbench/history/SearchStatus';
import { SeenApps } from '@/components/workbench/history/SeenApps';
import { genericProvider, providers } from '@/providers';
import { providerName } from '@/utils/review/outcome-filter';
import { clearHistory } from '@/utils/storage/app-history';
import type { StoredAppHistory } from '@/utils/storage/schema';
import { t, tById, tPlural } from '@/utils/text/text';
import { DeleteElsewhere } from '../DeleteElsewhere';
import { usePolicies } from '../policy/use-policies';
import { linkTo } from '../route';
import { exportOutcomes, type HistoryFormat } from './export-outcomes';
import { Retention } from './Retention';
import { historyRow } from './rows';
import { useApproved } from './use-approved';
import type { useOutcomes } from './use-outcomes';
import { useSeenApps } from './use-seen-apps';

interface Props {
  filter: HistoryFilter;
  onFilter(filter: HistoryFilter): void;
  found: ReturnType<typeof useOutcomes>;
  /** What the last action did; empty if there was none. */
  message: string;
  onMessage(text: string): void;
}

/** Lists how flows ended, with a search, an export, and what the user can set and delete. */
export function HistoryList({ filter, onFilter, found, message, onMessage }: Props) {
  const { list, more, reload, cancel } = found;
  const seen = useSeenApps();
  const { managed, isLoaded } = usePolicies();
  const approved = useApproved();
  const rows = useMemo(() => list.items.map((item) => historyRow(item, approved)), [list.items, approved]);
  const { exported, save, stop } = useExport(found, onMessage);
  if (list.fault) {
    return (
      <EmptyState icon="warning" title={t('workbench_unreadable')}>
        {tById('workbench_fault', list.fault)}
      </EmptyState>
    );
  }
  if (list.isAny === null) return null;
  const clear = async () => {
    const done = await clearHistory();
    onMessage(done.ok ? t('workbench_history_cleared') : tById('workbench_fault', done.reason));
    document.querySelector<HTMLElement>('h1')?.focus();
    seen.reload();
    reload();
  };
  const change = (changed: HistoryFilter) => {
    onMessage('');
    onFilter(changed);
  };
  return (
    <>
      {!managed.switches.history && <Banner icon="lock" text={t('workbench_history_off')} />}
      {list.isAny ? (
        <>
          <HistoryTools
            filter={filter}
            providers={[...providers, genericProvider]}
            onChange={change}
            exports={<ExportMenu formats={['json', 'csv', 'excel']} onExport={(format) => void save(format)} />}
          />
          <SearchStatus
            found={list.items.length}
            read={exported ?? list.read}
            total={list.total}
            isSearching={list.isSearching || exported !== null}
            message={message}
            onCancel={exported === null ? cancel : stop}
          />
          {list.items.length > 0 && <HistoryTable rows={rows} />}
          {list.items.length === 0 && !list.isSearching && (
            <p class="sr-empty__text">
              {t('workbench_review_no_rows')}{' '}
              <button type="button" class="sr-link" onClick={() => change(noFilter)}>
                {t('workbench_review_clear')}
              </button>
            </p>
          )}
          {list.next !== null && !list.isSearching && (
            <button type="button" class="sr-button" onClick={more}>
              {t('idle_more')}
            </button>
          )}
        </>
      ) : (
        <>
          <p class="sr-result" role="status">
            {message}
          </p>
          {isLoaded && managed.switches.history && seen.items.every(({ outcomes }) => outcomes.length === 0) && (
            <EmptyState icon="history" title={t('workbench_history_empty')}>
              {t('workbench_history_empty_text')}
            </EmptyState>
          )}
        </>
      )}
      <SeenApps
        apps={seen.items.map(({ provider, app, last, outcomes }) => ({
          title: t('review_subject', app, providerName(provider)),
          href: linkTo('history', provider, app),
          last,
          result: resultText(outcomes.at(-1)),
        }))}
        onMore={seen.more}
      />
      <section class="sr-settings" aria-label={t('workbench_history_settings')}>
        <Retention onSaved={reload} />
        {(list.isAny || seen.items.length > 0) && (
          <Confirm
            label={t('workbench_history_clear')}
            text={t('workbench_history_clear_text')}
            yes={t('workbench_history_clear_yes')}
            onConfirm={() => void clear()}
          />
        )}
        <DeleteElsewhere views={['preferences', 'policy']} />
      </section>
    </>
  );
}

const resultText = (last: StoredAppHistory['outcomes'][number] | undefined) =>
  last ? t('history_outcome', last.day, tById('history_outcome', last.kind)) : null;

/**
 * Saves what matches the filter as a file. `exported`: how many records were read; null if none
 * are.
 */
function useExport({ parts }: Props['found'], onMessage: (text: string) => void) {
  const [exported, setExported] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  const save = async (format: HistoryFormat) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setExported(0);
    const count = await exportOutcomes(format, { ...parts, signal: control.signal }, setExported);
    if (running.current !== control) return;
    setExported(null);
    onMessage(count === null ? t('workbench_history_not_saved') : tPlural('workbench_history_saved', count));
  };
  return { exported, save, stop: () => running.current?.abort() };
}
