import type { ScopeId } from '@/providers/types';
import type { Preset } from '@/utils/review/types';
import { text, textById } from '@/utils/text';

interface Props {
  presets: readonly Preset[];
  selection: ReadonlySet<ScopeId>;
  onSelect(keep: ReadonlySet<ScopeId>): void;
}

/** The last one that equals the selection is checked: "My last selection" says more than "All". */
export function Presets({ presets, selection, onSelect }: Props) {
  if (presets.length === 0) return null;
  const equal = (preset: Preset) => preset.keep.length === selection.size && preset.keep.every((id) => selection.has(id));
  const checked = presets.findLast(equal)?.id;
  return (
    <fieldset class="sr-segments">
      <legend class="sr-hidden">{text('review_preset')}</legend>
      {presets.map((preset) => (
        <label key={preset.id}>
          <input type="radio" name="preset" checked={preset.id === checked} onChange={() => onSelect(new Set(preset.keep))} />
          <span>{textById('preset', preset.id)}</span>
          <small>{preset.keep.length}</small>
        </label>
      ))}
    </fieldset>
  );
}
