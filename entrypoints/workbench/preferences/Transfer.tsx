import { useRef, useState } from 'preact/hooks';
import { Icon } from '@/components/icons/Icon';
import { Confirm } from '@/components/workbench/Confirm';
import { ImportCard, type ImportState } from '@/components/workbench/preferences/ImportCard';
import { forgetSaved, type SectionChanges } from '@/utils/storage/backup';
import { markStored } from '@/utils/storage/database';
import { ifRemembering } from '@/utils/storage/managed';
import { tellPolicyChange } from '@/utils/storage/policy-signal';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { saveFile } from '../../app/save-file';
import { recordTitle } from './names';
import { useBackup } from './use-backup';
import type { Saved } from './use-saved';

interface Props {
  saved: Saved;
  /** Called when something begins, so that what was said before is no longer shown. */
  onStart(): void;
  /** Called with what to say after something has changed. */
  onDone(text: string): Promise<void>;
}

/** The buttons that work on everything: export, import with a preview, and forget. */
export function Transfer({ saved: { isAny, mayRemember }, onStart, onDone }: Props) {
  // Each has a worker of its own, so that an export leaves alone what is being read.
  const exporter = useBackup();
  const importer = useBackup();
  const [opened, setOpened] = useState<{ name: string; preview: number; state: ImportState } | null>(null);
  const previews = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  const read = async ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [file] = currentTarget.files ?? [];
    // The same file can be chosen again, after it has changed.
    currentTarget.value = '';
    // An import that has begun is not ended for another file.
    if (!file || opened?.state.step === 'importing') return;
    onStart();
    previews.current += 1;
    const preview = previews.current;
    const show = (state: ImportState) => setOpened({ name: file.name, preview, state });
    show({ step: 'reading' });
    const answer = await importer.run({ kind: 'read', preview, file });
    if (answer === undefined) return;
    if (answer === null) show({ step: 'faulty', faults: [{ field: '', fault: 'unreadable' }] });
    else if (answer.ok) show({ step: 'preview', sections: answer.value.map(sectionOf) });
    else show({ step: 'faulty', faults: 'faults' in answer ? answer.faults : [{ field: '', fault: answer.reason }] });
  };
  const close = () => {
    importer.stop();
    setOpened(null);
    button.current?.focus();
  };
  const store = async ({ name, preview }: { name: string; preview: number }) => {
    setOpened({ name, preview, state: { step: 'importing' } });
    const answer = await ifRemembering(() => importer.run({ kind: 'import', preview }));
    close();
    if (answer?.ok) {
      // The worker that imports can't.
      await markStored();
      await tellPolicyChange();
      const count = answer.value.reduce((sum, { added, replaced }) => sum + added + replaced, 0);
      await onDone(tPlural('workbench_preferences_imported', count));
    } else await onDone(t('workbench_preferences_not_imported', tById('workbench_fault', answer?.reason ?? 'unavailable')));
  };
  const save = async () => {
    const answer = await exporter.run({ kind: 'export' });
    if (answer === undefined) return;
    if (!answer?.ok) return onDone(tById('workbench_fault', answer?.reason ?? 'unavailable'));
    const { text, omitted } = answer.value;
    saveFile(`scope-review-preferences-${calendarDay(Date.now())}.json`, 'application/json', text);
    await onDone(omitted > 0 ? tPlural('workbench_preferences_exported_without', omitted) : t('workbench_preferences_exported'));
  };
  const forget = async () => {
    const done = await forgetSaved();
    if (done.ok) await tellPolicyChange();
    document.querySelector<HTMLElement>('h1')?.focus();
    await onDone(done.ok ? t('workbench_preferences_forgotten_all') : tById('workbench_fault', done.reason));
  };
  return (
    <>
      <div class="sr-tools">
        {isAny && (
          <button type="button" class="sr-button" onClick={() => void save()}>
            <Icon name="download" />
            {t('workbench_preferences_export')}
          </button>
        )}
        {mayRemember && (
          <button type="button" ref={button} class="sr-button" onClick={() => input.current?.click()}>
            <Icon name="file" />
            {t('workbench_preferences_import')}
          </button>
        )}
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={t('workbench_preferences_import')}
          onChange={(event) => void read(event)}
        />
        {isAny && (
          <Confirm
            label={t('workbench_preferences_forget_all')}
            text={t('workbench_preferences_forget_all_text')}
            yes={t('workbench_preferences_forget_all_yes')}
            onConfirm={() => void forget()}
          />
        )}
      </div>
      {opened && <ImportCard name={opened.name} state={opened.state} onImport={() => void store(opened)} onClose={close} />}
    </>
  );
}

function sectionOf({ store, listed, ...counts }: SectionChanges) {
  return { ...counts, id: store, listed: listed.map(({ record, isNew }) => ({ title: recordTitle(store, record), isNew })) };
}
