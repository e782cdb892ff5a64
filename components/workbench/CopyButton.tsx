import { useState } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  label: string;
  /** Whether it looks like a link, beside a button that matters more. */
  isLink?: boolean;
  /** Copies the text, and resolves to whether the browser let it. */
  onCopy(): Promise<boolean>;
}

/** A button that copies something, and says itself what became of it, so that nothing moves. */
export function CopyButton({ label, isLink = false, onCopy }: Props) {
  const [isDone, setDone] = useState<boolean | null>(null);
  const said = isDone === null ? '' : t(isDone ? 'workbench_copied' : 'workbench_not_copied');
  return (
    <>
      <button type="button" class={isLink ? 'sr-link' : 'sr-button'} onClick={() => void onCopy().then(setDone)}>
        {!isLink && <Icon name={isDone ? 'check' : 'copy'} />}
        {said || label}
      </button>
      <span class="sr-hidden" role="status">
        {said}
      </span>
    </>
  );
}
