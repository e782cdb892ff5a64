import type { ScopeId } from '@/providers/contract/catalogue';
import type { Preset } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

interface Props {
  presets: readonly Preset[];
  selection: ReadonlySet<ScopeId>;
  /** The number of scopes, of which a policy may deny some. */
  total: number;
  /** Whether the request can't be changed here, so that the presets only show what fits it. */
  readOnly: boolean;
  onSelect(keep: ReadonlySet<ScopeId>): void;
}

/** Offers ready-made selections. *Custom* stands at the end while the selection equals none of them. */
export function Presets({ presets, selection, total, readOnly, onSelect }: Props) {
  const equal = (preset: Preset) => preset.keep.length === selection.size && preset.keep.every((id) => selection.has(id));
  const checked = presets.find(equal)?.id;
  return (
    <fieldset class="sr-segments" disabled={readOnly}>
      <legend class="sr-hidden">{t('review_preset')}</legend>
      {presets.map((preset) => (
        <label key={preset.id}>
          <input type="radio" name="preset" checked={preset.id === checked} onChange={() => onSelect(new Set(preset.keep))} />
          {preset.id === 'all' && preset.keep.length < total ? t('preset_all_allowed') : tById('preset', preset.id)}
          <small>{sizeOf(preset)}</small>
          {preset.isLast && (
            <span class="sr-segments__last" title={t('preset_is_last')}>
              <Icon name="history" small />
              <span class="sr-hidden">{t('preset_is_last')}</span>
            </span>
          )}
        </label>
      ))}
      {!checked && (
        <label>
          <input type="radio" name="preset" checked />
          {t('preset_custom')}
          <small>{selection.size}</small>
        </label>
      )}
    </fieldset>
  );
}

/** Says how many scopes it keeps, and which of them the saved selection does not. */
function sizeOf({ keep, added = 0, required = 0 }: Preset): string | number {
  const more = added + required;
  if (more === 0) return keep.length;
  if (added > 0 && required > 0) return tPlural('preset_more', more, keep.length - more);
  return tPlural(added > 0 ? 'preset_added' : 'preset_required', more, keep.length - more);
}
