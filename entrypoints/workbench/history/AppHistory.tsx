import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { Confirm } from '@/components/workbench/Confirm';
import { EmptyState } from '@/components/workbench/EmptyState';
import { AppTimeline } from '@/components/workbench/history/AppTimeline';
import { ScopeColumns } from '@/components/workbench/history/ScopeColumns';
import { timelineOf } from '@/utils/review/app-timeline';
import { providerName } from '@/utils/review/outcome-filter';
import { clearAppHistory, findAppHistory } from '@/utils/storage/app-history';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { listOutcomes } from '@/utils/storage/outcomes';
import type { StorageFault, StoredAppHistory, StoredOutcome } from '@/utils/storage/schema';
import { t, tById } from '@/utils/text/text';
import { linkTo } from '../route';
import { timelineRow } from './rows';
import { useApproved } from './use-approved';

interface Loaded {
  history: StoredAppHistory | null;
  learned: readonly string[];
  outcomes: readonly StoredOutcome[];
  /** Where older outcomes begin; null if all are loaded. */
  next: string | null;
  fault: StorageFault | null;
}

interface Props {
  provider: string;
  app: string;
  /** Called with what to say after the history was deleted. */
  onDeleted(text: string): void;
}

/** Shows the timeline of one app, page by page, and can delete its history. */
export function AppHistory({ provider, app, onDeleted }: Props) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [fault, setFault] = useState('');
  const approved = useApproved();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => void load(provider, app).then(setLoaded), [provider, app]);
  useEffect(() => title.current?.focus(), []);
  const appName = loaded?.outcomes.find((one) => one.appName)?.appName ?? '';
  const name = appName || app;
  const subject = t('review_subject', name, providerName(provider));
  const remove = async () => {
    const done = await clearAppHistory(provider, app);
    if (done.ok) onDeleted(t('workbench_history_deleted', subject));
    else setFault(tById('workbench_fault', done.reason));
  };
  const more = async () => {
    if (!loaded) return;
    const page = await listOutcomes(loaded.next, { of: { provider, app } });
    setLoaded(
      page.ok
        ? { ...loaded, outcomes: [...loaded.outcomes, ...page.value.items], next: page.value.next }
        : { ...loaded, fault: page.reason },
    );
  };
  const rows = loaded
    ? timelineOf(loaded.history, loaded.outcomes, loaded.next === null).map((entry) =>
        timelineRow({ provider, app, appName }, entry, approved),
      )
    : [];
  return (
    <>
      <a class="sr-link" href={linkTo('history')}>
        <Icon name="chevron-left" small />
        {t('workbench_history_back')}
      </a>
      <div class="sr-subject">
        <div>
          <h1 ref={title} tabIndex={-1} dir="auto">
            {subject}
          </h1>
          <p class="sr-small sr-muted">
            <span dir="auto">{t('workbench_history_client', app)}</span>
            {loaded?.history && ` \u00b7 ${t('workbench_history_first', loaded.history.first)}`}
          </p>
        </div>
        {rows.length > 0 && (
          <Confirm
            label={t('workbench_history_delete')}
            text={t('workbench_history_delete_text', subject)}
            yes={t('workbench_history_delete_yes')}
            onConfirm={() => void remove()}
          />
        )}
      </div>
      <p class="sr-result" role="alert">
        {fault || (loaded?.fault && tById('workbench_fault', loaded.fault))}
      </p>
      <ScopeColumns lists={[['learned', loaded?.learned ?? []]]} />
      <AppTimeline rows={rows} />
      {loaded && !loaded.fault && rows.length === 0 && <EmptyState icon="history" title={t('workbench_history_none_of_app')} />}
      {loaded?.next != null && (
        <button type="button" class="sr-button" onClick={() => void more()}>
          {t('idle_more')}
        </button>
      )}
    </>
  );
}

async function load(provider: string, app: string): Promise<Loaded> {
  const [history, learned, page] = await Promise.all([
    findAppHistory(provider, app),
    findLearnedScopes(provider, app),
    listOutcomes(null, { of: { provider, app } }),
  ]);
  return {
    history: history.ok ? history.value : null,
    learned: learned.ok ? learned.value : [],
    outcomes: page.ok ? page.value.items : [],
    next: page.ok ? page.value.next : null,
    fault: page.ok ? null : page.reason,
  };
}
