import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  title: string;
  /** The level of the title, below that of what it is a part of. */
  heading?: 'h2' | 'h3';
  /** What the text is for. */
  note: string;
  text: string;
  onCopy(): void;
  /** What else has to be known before the text is used. */
  children?: ComponentChildren;
}

/** A longer text scrolls. */
const MAX_ROWS = 14;
/** How many characters of a long line are sure to fit into one row where the page is wide. */
const LINE = 80;

/** Shows a text to copy, exactly as it is. */
export function CopyBlock({ title, heading: Heading = 'h3', note, text, onCopy, children }: Props) {
  const id = useId();
  return (
    <section class="sr-copy" aria-labelledby={id}>
      <div class="sr-copy__head">
        <Heading id={id}>{title}</Heading>
        <button type="button" class="sr-button" aria-describedby={id} onClick={onCopy}>
          <Icon name="copy" />
          {t('workbench_copy')}
        </button>
      </div>
      <p class="sr-small sr-muted">{note}</p>
      {children}
      <textarea
        class="sr-area"
        dir="ltr"
        readOnly
        spellcheck={false}
        rows={Math.min(MAX_ROWS, Math.max(text.split('\n').length, Math.ceil(text.length / LINE)))}
        aria-labelledby={id}
        value={text}
      />
    </section>
  );
}
