import type { PolicyEffect, PolicyMode } from '@/utils/policy/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';

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

/** What the policy would do to one opened request. */
export interface TestRow {
  title: string;
  scopes: number;
  effect: PolicyEffect;
  summary: string;
  href: string;
}

const icons: Record<PolicyEffect, IconName> = { blocked: 'blocker', changed: 'question', allowed: 'check' };

/** Lists what the policy would do to the opened requests. */
export function TestResults({ rows }: { rows: readonly TestRow[] }) {
  return (
    <ul class="sr-tested" aria-label={t('workbench_policy_results')}>
      {rows.map(({ title, scopes, effect, summary, href }) => (
        <li key={href} data-effect={effect}>
          <Icon name={icons[effect]} />
          <p>
            <strong dir="auto">{title}</strong> <span class="sr-muted">{tPlural('refused_choice_scopes', scopes)}</span>
            <br />
            {summary}
          </p>
          <a class="sr-link" href={href}>
            {t('workbench_policy_open')}
          </a>
        </li>
      ))}
    </ul>
  );
}
