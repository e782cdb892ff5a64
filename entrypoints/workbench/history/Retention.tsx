import { useEffect, useState } from 'preact/hooks';
import { RetentionForm } from '@/components/workbench/history/RetentionForm';
import { countExpired, loadSettings, saveRetention } from '@/utils/storage/pruning';
import { t, tById } from '@/utils/text/text';

/** Shows how long the history is kept, and lets the user change it. */
export function Retention({ onSaved }: { onSaved(): void }) {
  const [days, setDays] = useState<number | null | undefined>(undefined);
  useEffect(() => void loadSettings().then((settings) => setDays(settings.ok ? settings.value.retentionDays : null)), []);
  if (days === undefined) return null;
  const countOlder = async (wanted: number) => {
    const counted = await countExpired(wanted, Date.now());
    return counted.ok ? counted.value : null;
  };
  const save = async (wanted: number | null) => {
    const done = await saveRetention(wanted, Date.now());
    if (done.ok) setDays(wanted);
    onSaved();
    return done.ok ? t('workbench_history_retention_saved') : tById('workbench_fault', done.reason);
  };
  return <RetentionForm days={days} countOlder={countOlder} onSave={save} />;
}
