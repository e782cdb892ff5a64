import type { PolicyMode } from '@/utils/policy/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

const modes = ['off', 'audit', 'enforce'] as const satisfies readonly PolicyMode[];

interface ModeProps {
  name: string;
  /** How many rules, from which day, and whose they are. */
  about: string;
  mode: PolicyMode;
  /** Null if the mode can't be changed here. */
  onMode: ((mode: PolicyMode) => void) | null;
}

/** Shows which policy it is, and whether it is applied. */
export function ModeBar({ name, about, mode, onMode }: ModeProps) {
  return (
    <div class="sr-mode">
      <Icon name="policy" />
      <p>
        <strong dir="auto">{name}</strong> <span>{about}</span>
      </p>
      <fieldset class="sr-segments">
        <legend class="sr-hidden">{t('workbench_policy_mode')}</legend>
        {modes.map((one) => (
          <label key={one}>
            <input type="radio" name="policy-mode" checked={mode === one} disabled={!onMode} onChange={() => onMode?.(one)} />
            {tById('policy_mode', one)}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
