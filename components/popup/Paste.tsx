import { useEffect, useRef, useState } from 'preact/hooks';
import { t, tById, tPlural } from '@/utils/text/text';

interface Props {
  /** The text that the field starts with. */
  given?: string;
  /** True if the field takes the focus, because the user comes back to it. */
  focused?: boolean;
  /** Why the last text could not be read; a key of `unreadable_`. */
  problem?: string | null;
  /** The faults of a profile file, by field; `fault` is a key of `profile_fault_`. */
  faults?: readonly { field: string; fault: string }[];
  onPaste(text: string): void;
  /** Called when the user chooses a file instead of pasting. */
  onFile(file: File): void;
}

/** Further faults are only counted. */
const MAX_FAULTS = 5;

/**
 * Takes what the user brings from elsewhere: a link, an error, a report or a profile, as text or
 * as a file.
 */
export function Paste({ given = '', focused = false, problem = null, faults = [], onPaste, onFile }: Props) {
  const [value, setValue] = useState(given);
  const input = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  const submit = (event: Event) => {
    event.preventDefault();
    onPaste(value);
  };
  const choose = () => {
    const file = input.current?.files?.[0];
    if (file) onFile(file);
  };
  const [isTooMany, setTooMany] = useState(false);
  const drop = (event: DragEvent) => {
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (!file) return;
    // The browser would leave the popup and open the file.
    event.preventDefault();
    setTooMany(others.length > 0);
    if (others.length === 0) onFile(file);
  };
  const hasProblem = isTooMany || problem !== null || faults.length > 0;
  return (
    <form autocomplete="off" class="sr-paste" onSubmit={submit} onDragOver={allowFiles} onDrop={drop}>
      <label class="sr-heading" for="paste">
        {t('idle_paste_title')}
      </label>
      <textarea
        autocomplete="off"
        ref={field}
        class="sr-paste__field"
        id="paste"
        rows={3}
        spellcheck={false}
        aria-describedby="paste-hint"
        aria-invalid={hasProblem}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
      />
      <div class="sr-small sr-muted" id="paste-hint" role={hasProblem ? 'alert' : undefined}>
        {isTooMany ? t('idle_paste_one_file') : faults.length > 0 ? <Faults faults={faults} /> : hint(problem)}
      </div>
      <p class="sr-paste__buttons">
        <button type="submit" class="sr-button">
          {t('idle_paste_button')}
        </button>
        <button type="button" class="sr-link" onClick={() => input.current?.click()}>
          {t('idle_paste_file')}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,.xml,.txt,application/json,text/xml,text/plain"
          aria-label={t('idle_paste_file')}
          hidden
          onChange={choose}
        />
      </p>
    </form>
  );
}

/** A dragged text goes into the field by itself, a file only if the page says that it takes one. */
function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
}

const hint = (problem: string | null) =>
  problem === null ? t('idle_paste_hint') : t('idle_paste_unreadable', tById('unreadable', problem));

function Faults({ faults }: Pick<Required<Props>, 'faults'>) {
  const more = faults.length - MAX_FAULTS;
  return (
    <>
      <p>{t('custom_profile_faults')}</p>
      <ul class="sr-faults">
        {faults.slice(0, MAX_FAULTS).map(({ field, fault }) => (
          <li key={field + fault}>{t('custom_profile_fault', field || t('custom_profile_fault_file'), tById('profile_fault', fault))}</li>
        ))}
        {more > 0 && <li>{tPlural('custom_profile_faults_more', more)}</li>}
      </ul>
    </>
  );
}
