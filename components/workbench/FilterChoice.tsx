import { Icon } from '../icons/Icon';

interface Props {
  /** The accessible name; the options say by themselves what they choose. */
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange(value: string): void;
}

/** Lets the user choose one of a few values. */
export function FilterChoice({ label, value, options, onChange }: Props) {
  return (
    <label class="sr-select">
      <span class="sr-hidden">{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" small />
    </label>
  );
}
