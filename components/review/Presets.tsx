import { useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Preset, PresetId } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';

interface Props {
  presets: readonly Preset[];
  selection: ReadonlySet<ScopeId>;
  onSelect(keep: ReadonlySet<ScopeId>): void;
}

/**
 * Offers ready-made selections. If several equal the current one, the clicked one is checked, else
 * the last, because “My last selection” says more than “All”.
 */
export function Presets({ presets, selection, onSelect }: Props) {
  const [chosen, setChosen] = useState<PresetId | null>(null);
  if (presets.length === 0) return null;
  const equal = (preset: Preset) => preset.keep.length === selection.size && preset.keep.every((id) => selection.has(id));
  const equals = presets.filter(equal);
  const checked = (equals.find(({ id }) => id === chosen) ?? equals.at(-1))?.id;
  const choose = (preset: Preset) => {
    setChosen(preset.id);
    onSelect(new Set(preset.keep));
  };
  return (
    <fieldset class="sr-segments">
      <legend class="sr-hidden">{t('review_preset')}</legend>
      {presets.map((preset) => (
        <label key={preset.id}>
          <input type="radio" name="preset" checked={preset.id === checked} onChange={() => choose(preset)} />
          <span>{tById('preset', preset.id)}</span>
          <small>{preset.keep.length}</small>
        </label>
      ))}
    </fieldset>
  );
}
