import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** The accessible name, which contains what the row is about. */
  label: string;
  onCancel(): void;
  children: ComponentChildren;
}

/** Frames the form that is open below a row: its first field takes the focus, and Escape closes it. */
export function RowEditor({ label, onCancel, children }: Props) {
  const frame = useRef<HTMLFieldSetElement>(null);
  useEffect(() => frame.current?.querySelector<HTMLElement>('input, select, button')?.focus(), []);
  return (
    <fieldset ref={frame} class="sr-edit" aria-label={label} onKeyDown={({ key }) => key === 'Escape' && onCancel()}>
      {children}
    </fieldset>
  );
}
