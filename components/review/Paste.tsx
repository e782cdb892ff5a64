import { useState } from 'preact/hooks';
import { text, textById } from '@/utils/text';

interface Props {
  given?: string;
  /** Why the last text could not be read; a key of `unreadable_`. */
  problem?: string | null;
  onPaste(text: string): void;
}

/** A field for what people bring from elsewhere: a link, an error, a report. */
export function Paste({ given = '', problem = null, onPaste }: Props) {
  const [value, setValue] = useState(given);
  const submit = (event: Event) => {
    event.preventDefault();
    onPaste(value);
  };
  return (
    <form class="sr-paste" onSubmit={submit}>
      <label class="sr-heading" for="paste">
        {text('idle_paste_title')}
      </label>
      <textarea
        class="sr-paste__field"
        id="paste"
        rows={3}
        spellcheck={false}
        aria-describedby="paste-hint"
        aria-invalid={problem !== null}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <p class="sr-small sr-muted" id="paste-hint" role={problem === null ? undefined : 'alert'}>
        {problem === null ? text('idle_paste_hint') : text('idle_paste_unreadable', textById('unreadable', problem))}
      </p>
      <button type="submit" class="sr-button">
        {text('idle_paste_button')}
      </button>
    </form>
  );
}
