import { useEffect, useRef } from 'preact/hooks';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

/** What an import changes in one section. */
export interface ImportedSection {
  /** A key of `workbench_preferences_section_`. */
  id: string;
  added: number;
  replaced: number;
  /** How many of the replaced ones are newer than those in the file. */
  newer: number;
  unchanged: number;
  /** The first records that change. */
  listed: readonly { title: string; isNew: boolean }[];
  /** Whether there would be too many, so that nothing can be imported. */
  isTooMany: boolean;
}

/** Where an import stands. */
export type ImportState =
  | { step: 'reading' }
  | { step: 'faulty'; faults: readonly { field: string; fault: string }[] }
  | { step: 'preview'; sections: readonly ImportedSection[] }
  | { step: 'importing' };

interface Props {
  /** The name of the file, untrusted. */
  name: string;
  state: ImportState;
  onImport(): void;
  onClose(): void;
}

/** Shows what a file would change before anything is stored, or why it can't be imported. */
export function ImportCard({ name, state, onImport, onClose }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  // The file dialog leaves the focus at the button, which is above the card.
  useEffect(() => title.current?.focus(), [state.step]);
  const total = state.step === 'preview' ? state.sections.reduce((sum, { added, replaced }) => sum + added + replaced, 0) : 0;
  const isTooMany = state.step === 'preview' && state.sections.some((section) => section.isTooMany);
  return (
    <section class="sr-import" aria-labelledby="import-title" aria-busy={state.step === 'reading' || state.step === 'importing'}>
      <h2 class="sr-heading" id="import-title" ref={title} tabIndex={-1} dir="auto">
        {tById('workbench_preferences_import', state.step, '', name)}
      </h2>
      {state.step === 'faulty' && (
        <div role="alert">
          <ul class="sr-import__faults">
            {state.faults.map(({ field, fault }) => (
              <li key={field + fault}>
                <code dir="ltr">{field || t('custom_profile_fault_file')}</code>{' '}
                {tById('workbench_preferences_fault', fault) || tById('profile_fault', fault)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {state.step === 'preview' && <Preview sections={state.sections} />}
      {state.step !== 'importing' && (
        <p class="sr-tools">
          {total > 0 && !isTooMany && (
            <button type="button" class="sr-button sr-button--primary" onClick={onImport}>
              {tPlural('workbench_preferences_import_do', total)}
            </button>
          )}
          <button type="button" class="sr-button" onClick={onClose}>
            {t(total > 0 || state.step === 'reading' ? 'cancel' : 'workbench_close')}
          </button>
        </p>
      )}
    </section>
  );
}

function Preview({ sections }: { sections: readonly ImportedSection[] }) {
  return (
    <ul class="sr-import__sections">
      {sections.map((section) => (
        <li key={section.id}>
          <strong>{tById('workbench_preferences_section', section.id)}</strong> <span class="sr-muted">{countsOf(section)}</span>
          {section.newer > 0 && (
            <p class="sr-import__warning">
              <Icon name="warning" small /> {tPlural('workbench_preferences_import_newer', section.newer)}
            </p>
          )}
          {section.isTooMany && (
            <p class="sr-import__warning" role="alert">
              <Icon name="warning" small /> {t('workbench_preferences_import_too_many')}
            </p>
          )}
          <Changes section={section} />
        </li>
      ))}
    </ul>
  );
}

function Changes({ section: { listed, added, replaced } }: { section: ImportedSection }) {
  if (listed.length === 0) return null;
  const more = added + replaced - listed.length;
  return (
    <details>
      <summary>{t('workbench_preferences_import_list')}</summary>
      <ul>
        {listed.map(({ title, isNew }, index) => (
          <li key={index}>
            <bdi>{title}</bdi>{' '}
            <small class="sr-muted">{t(isNew ? 'workbench_preferences_import_new' : 'workbench_preferences_import_replaced')}</small>
          </li>
        ))}
        {more > 0 && <li class="sr-muted">{tPlural('custom_profile_faults_more', more)}</li>}
      </ul>
    </details>
  );
}

function countsOf({ added, replaced, unchanged }: ImportedSection): string {
  const parts = [
    added > 0 && tPlural('workbench_preferences_count_new', added),
    replaced > 0 && tPlural('workbench_preferences_count_replaced', replaced),
    unchanged > 0 && tPlural('workbench_preferences_count_unchanged', unchanged),
  ].filter(Boolean);
  return parts.join(', ') || t('workbench_preferences_count_none');
}
