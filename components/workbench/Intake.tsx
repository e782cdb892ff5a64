import { useId, useRef, useState } from 'preact/hooks';
import { sizeText } from '@/utils/text/size';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  /** What the field takes, as its label. */
  label: string;
  /** What is being read; null if nothing is. */
  reading: { name: string | null; size: number; done: number; total: number; share: number } | null;
  onOpen(contents: readonly (File | string)[]): void;
  onCancel(): void;
}

/** A longer text is read when it is pasted, because drawing it in the field would take seconds. */
const MAX_SHOWN = 50_000;

/**
 * Takes everything that can be opened: texts that are pasted, and files that are dropped or chosen.
 */
export function Intake({ label, reading, onOpen, onCancel }: Props) {
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const submit = (event: Event) => {
    event.preventDefault();
    if (text.trim() === '') return field.current?.focus();
    onOpen([text]);
    setText('');
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    // The browser would leave the page and open the file.
    event.preventDefault();
    onOpen(files);
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? '';
    if (pasted.length <= MAX_SHOWN) return;
    event.preventDefault();
    onOpen([pasted]);
  };
  const choose = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const files = [...(currentTarget.files ?? [])];
    // The same file can be chosen again, after it has changed.
    currentTarget.value = '';
    if (files.length > 0) onOpen(files);
  };
  return (
    <form
      autocomplete="off"
      class={isOver ? 'sr-intake sr-intake--over' : 'sr-intake'}
      onSubmit={submit}
      onDragOver={(event) => {
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label class="sr-hidden" for={`${hint}-field`}>
        {label}
      </label>
      <textarea
        autocomplete="off"
        ref={field}
        id={`${hint}-field`}
        class="sr-area sr-intake__field"
        rows={5}
        spellcheck={false}
        placeholder={label}
        aria-describedby={hint}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onPaste={paste}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}
      />
      <div class="sr-intake__foot">
        <p class="sr-intake__note" id={hint}>
          <Icon name="lock" small />
          {t('workbench_intake_note')}
        </p>
        <button type="button" class="sr-button" onClick={() => input.current?.click()}>
          <Icon name="file" />
          {t('workbench_intake_files')}
        </button>
        <button type="submit" class="sr-button sr-button--primary">
          {t('workbench_intake_read')}
        </button>
        <input ref={input} type="file" multiple hidden aria-label={t('workbench_intake_files')} onChange={choose} />
      </div>
      <div class="sr-intake__reading" role="status">
        {reading && (
          <>
            {/* Without a value, it shows that something is read, but not how much. */}
            <progress max={reading.total} value={reading.done + reading.share || undefined} aria-label={t('workbench_intake_progress')} />
            <span>
              {t('workbench_intake_reading', reading.name ?? t('workbench_pasted'), sizeText(reading.size))}
              {reading.total > 1 && ` ${tPlural('workbench_intake_of', reading.total, reading.done + 1)}`}
            </span>
            <button type="button" class="sr-link" onClick={onCancel}>
              {t('cancel')}
            </button>
          </>
        )}
      </div>
    </form>
  );
}
