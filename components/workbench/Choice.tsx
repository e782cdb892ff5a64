import { Icon } from '../icons/Icon';

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

/** Lets the user choose one of several values from a menu. */
export function Choice({ label, isLabelHidden = false, value, options, onChange }: Props) {
  const drawn = (entries: Props['options']) =>
    entries.map((entry) =>
      'title' in entry ? (
        <optgroup key={entry.title} label={entry.title}>
          {drawn(entry.options)}
        </optgroup>
      ) : (
        <option key={entry[0]} value={entry[0]}>
          {entry[1]}
        </option>
      ),
    );
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
