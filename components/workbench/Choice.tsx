import { Icon } from '../icons/Icon';

/** Options under one heading; without a heading if it is empty. */
export interface ChoiceGroup {
  title: string;
  options: readonly { value: string; text: string }[];
}

interface Props {
  label: string;
  value: string;
  groups: readonly ChoiceGroup[];
  onChange(value: string): void;
}

/** A menu with its label above it. */
export function Choice({ label, value, groups, onChange }: Props) {
  const drawn = (options: ChoiceGroup['options']) =>
    options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.text}
      </option>
    ));
  return (
    <label class="sr-labeled">
      <span class="sr-small sr-muted">{label}</span>
      <span class="sr-select">
        <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {groups.map(({ title, options }) =>
            title === '' ? (
              drawn(options)
            ) : (
              <optgroup key={title} label={title}>
                {drawn(options)}
              </optgroup>
            ),
          )}
        </select>
        <Icon name="chevron-down" small />
      </span>
    </label>
  );
}
