import type { ComponentChild } from 'preact';
import { Icon } from '../icons/Icon';
import { useDrawn } from './use-drawn';

/** A value, and what the user reads. */
export type Option = readonly [value: string, text: string];

interface Props {
  label: string;
  /** Whether the label is only the accessible name, because the options say what they choose. */
  isLabelHidden?: boolean;
  value: string;
  /** The options, and lists of them that have a heading. */
  options: readonly (Option | { title: string; options: readonly Option[] })[];
  onChange(value: string): void;
}

/** So many options are drawn at a time. */
const OPTIONS = 200;

/** Lets the user choose one of several values from a menu. */
export function Choice({ label, isLabelHidden = false, value, options, onChange }: Props) {
  const count = options.reduce((sum, entry) => sum + ('title' in entry ? entry.options.length : 1), 0);
  let left = useDrawn(count, '', OPTIONS);
  const drawn = (entries: Props['options']): ComponentChild[] =>
    entries.map((entry) => {
      if ('title' in entry) {
        return (
          <optgroup key={entry.title} label={entry.title}>
            {drawn(entry.options)}
          </optgroup>
        );
      }
      left -= 1;
      // The chosen one is shown at once.
      if (left < 0 && entry[0] !== value) return null;
      return (
        <option key={entry[0]} value={entry[0]}>
          {entry[1]}
        </option>
      );
    });
  return (
    <label class="sr-labeled">
      <span class={isLabelHidden ? 'sr-hidden' : 'sr-small sr-muted'}>{label}</span>
      <span class="sr-select">
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {drawn(options)}
        </select>
        <Icon name="chevron-down" small />
      </span>
    </label>
  );
}
