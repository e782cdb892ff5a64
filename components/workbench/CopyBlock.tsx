import { useId } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  title: string;
  /** What the text is for. */
  note: string;
  text: string;
  onCopy(): void;
}

/** A longer text scrolls. */
const MAX_ROWS = 14;

/** Shows a text to copy, exactly as it is. */
export function CopyBlock({ title, note, text, onCopy }: Props) {
  const id = useId();
  return (
    <section class="sr-copy" aria-labelledby={id}>
      <div class="sr-copy__head">
        <h3 id={id}>{title}</h3>
        <button type="button" class="sr-button" aria-describedby={id} onClick={onCopy}>
          <Icon name="copy" />
          {t('workbench_copy')}
        </button>
      </div>
      <p class="sr-small sr-muted">{note}</p>
      <textarea
        class="sr-area"
        dir="ltr"
        readOnly
        spellcheck={false}
        rows={Math.min(MAX_ROWS, Math.max(2, text.split('\n').length))}
        aria-labelledby={id}
        value={text}
      />
    </section>
  );
}
