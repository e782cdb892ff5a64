import type { PolicyAction } from '@/utils/policy/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';
import { useDrawn } from '../use-drawn';
import { Action } from './RuleMatches';

/** A rule, as words. */
export interface RuleRow {
  action: PolicyAction;
  provider: string;
  app: string;
  /** The patterns, or what else the rule matches. */
  scopes: readonly string[];
  /** Access and sensitivity, in words; empty for any. */
  only: string;
  reason: string;
  /** What the rule does not do, though its author may expect it; empty for nothing. */
  note: string;
  /** In how many recorded flows the rule would have decided; null if that is not known. */
  used: number | null;
}

interface Props {
  rows: readonly RuleRow[];
  /** Null if the rules can't be changed here. */
  edit: { change(index: number): void; move(index: number, by: -1 | 1): void; remove(index: number): void } | null;
  /** Whether the rows are only some rules, which says nothing about what is recorded or applies. */
  isPart?: boolean;
}

/** Lists the rules of a policy from the top, and what applies if none matches. */
export function RuleTable({ rows, edit, isPart = false }: Props) {
  const columns = (['rule', 'provider', 'app', 'scopes', 'reason', 'used'] as const).filter((column) => column !== 'used' || !isPart);
  const drawn = useDrawn(rows.length, undefined);
  const label = (column: (typeof columns)[number]) => ({ 'data-label': tById('workbench_policy_column', column) });
  return (
    <div class="sr-rules">
      <table class="sr-table sr-table--list">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {tById('workbench_policy_column', column)}
              </th>
            ))}
            {edit && (
              <th scope="col">
                <span class="sr-hidden">{t('workbench_policy_column_edit')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, drawn).map((row, index) => (
            <tr key={`${index} ${row.reason}`}>
              <td>
                <span class="sr-policy">
                  {!isPart && index + 1}
                  <Action action={row.action} />
                </span>
              </td>
              <td {...label('provider')}>{row.provider || t('workbench_policy_any')}</td>
              <td {...label('app')}>
                <bdi>{row.app || t('workbench_policy_any')}</bdi>
              </td>
              <td {...label('scopes')}>
                {row.scopes.map((pattern) => (
                  <bdi class="sr-code" key={pattern}>
                    {pattern}{' '}
                  </bdi>
                ))}
                {row.only || (row.scopes.length === 0 && t('workbench_policy_any'))}
                {row.note && (
                  <p class="sr-rules__note">
                    <Icon name="warning" small /> {row.note}
                  </p>
                )}
              </td>
              <td {...label('reason')}>
                <bdi>{row.reason}</bdi>
              </td>
              {!isPart && <td {...label('used')}>{row.used ?? '\u2013'}</td>}
              {edit && (
                <td class="sr-rules__edit">
                  <RowButton icon="pencil" text={t('workbench_policy_edit', index + 1)} onClick={() => edit.change(index)} />
                  <RowButton
                    icon="chevron-up"
                    text={t('workbench_policy_up', index + 1)}
                    isOff={index === 0}
                    onClick={() => edit.move(index, -1)}
                  />
                  <RowButton
                    icon="chevron-down"
                    text={t('workbench_policy_down', index + 1)}
                    isOff={index === rows.length - 1}
                    onClick={() => edit.move(index, 1)}
                  />
                  <RowButton icon="trash" text={t('workbench_policy_delete', index + 1)} onClick={() => edit.remove(index)} />
                </td>
              )}
            </tr>
          ))}
          {!isPart && (
            <tr>
              <td>
                <Action action="ask" />
              </td>
              <td colSpan={edit ? 6 : 5}>{t('workbench_policy_default')}</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function RowButton({ icon, text, isOff = false, onClick }: { icon: IconName; text: string; isOff?: boolean; onClick(): void }) {
  return (
    <button type="button" class="sr-icon-button" title={text} aria-label={text} disabled={isOff} onClick={onClick}>
      <Icon name={icon} small />
    </button>
  );
}
