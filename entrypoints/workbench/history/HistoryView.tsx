import { useCallback, useState } from 'preact/hooks';
import { EmptyState } from '@/components/workbench/EmptyState';
import { ViewTitle } from '@/components/workbench/Frame';
import { noFilter } from '@/components/workbench/history/HistoryTools';
import { t } from '@/utils/text/text';
import { go } from '../route';
import type { ViewProps } from '../view-props';
import { AppHistory } from './AppHistory';
import { HistoryList } from './HistoryList';
import { useOutcomes } from './use-outcomes';

/**
 * Shows how flows ended, or the timeline of one app. The list stays as it is while the user looks
 * at an app.
 */
export function HistoryView({ path: [provider, app], isPrivate }: ViewProps) {
  const [filter, setFilter] = useState(noFilter);
  const [message, setMessage] = useState('');
  const found = useOutcomes(filter, !isPrivate);
  const { reload } = found;
  const deleted = useCallback(
    (text: string) => {
      setMessage(text);
      go('history');
      reload();
    },
    [reload],
  );
  if (provider && app && !isPrivate) return <AppHistory key={`${provider} ${app}`} provider={provider} app={app} onDeleted={deleted} />;
  return (
    <>
      <ViewTitle title={t('workbench_title_history')} text={t('workbench_history_text')} />
      {isPrivate ? (
        <EmptyState icon="lock" title={t('workbench_private_title')}>
          {t('workbench_private_text')}
        </EmptyState>
      ) : (
        <HistoryList filter={filter} onFilter={setFilter} found={found} message={message} onMessage={setMessage} />
      )}
    </>
  );
}
