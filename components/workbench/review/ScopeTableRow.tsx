import { useState } from 'preact/hooks';
import { t, tById } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { Icon } from '../../icons/Icon';
import { ScopeDetails } from '../../review/ScopeDetails';
import { Action } from '../policy/RuleMatches';
import { AccessChip } from './AccessChip';
import type { ScopeRow } from './scope-rows';

/** Which scopes an approval keeps. */
export interface ScopeChoice {
  /** The scopes that it can leave out. */
  droppable: ReadonlySet<string>;
  /** Those of them that it leaves out. */
  left: ReadonlySet<string>;
  onChange(id: string, isLeft: boolean): void;
}

interface RowProps extends Record<'isCompared' | 'isOtherApp' | 'hasPolicy' | 'hasPlan', boolean> {
  row: ScopeRow;
  width: number;
  choice: ScopeChoice | null;
  /** The label of a kept scope that includes this one, which is left out; else null. */
  grantedBy: string | null;
}

/** One scope, which opens to the details of a row of the panel. */
export function ScopeTableRow({ row, width, choice, grantedBy, isCompared, isOtherApp, hasPolicy, hasPlan }: RowProps) {
  const { id, label, access, alsoAllows, tags, change, policy, plans, planNote, lists, locked, isUnwanted, included, details } = row;
  const [open, setOpen] = useState(false);
  const cells = (
    <tr data-change={change === 'removed' && !isOtherApp ? 'removed' : undefined}>
      <td class="sr-table__name">
        <span class="sr-scope-table__name">
          {choice?.droppable.has(id) ? (
            <label class="sr-option">
              <input
                type="checkbox"
                class="sr-check"
                aria-label={t('row_name', label, id)}
                checked={!choice.left.has(id)}
                onChange={({ currentTarget }) => choice.onChange(id, !currentTarget.checked)}
              />
              <span>{label}</span>
            </label>
          ) : (
            <>
              {locked && <Icon name="lock" small />}
              <span>{label}</span>
            </>
          )}
          {tags.map((tag) => (
            <span key={tag} class="sr-tag">
              {tById('tag', tag)}
            </span>
          ))}
          {isUnwanted && <span class="sr-tag">{t('workbench_asked_unwanted')}</span>}
          {details && (
            <button
              type="button"
              class="sr-row__open"
              aria-expanded={open}
              aria-label={t('row_details', label, id)}
              onClick={() => setOpen(!open)}
            >
              <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
            </button>
          )}
        </span>
      </td>
      <td>
        <ScopeIdText id={id} /> {lists}
        {grantedBy !== null && <small>{t('row_still_granted', grantedBy)}</small>}
      </td>
      <td>
        <AccessChip access={access} also={alsoAllows} />
      </td>
      {isCompared && (
        <td>
          {change && (
            <span class={change === 'same' || change === 'removed' ? 'sr-muted' : 'sr-tag sr-tag--new'}>
              {tById(isOtherApp && change !== 'same' ? 'workbench_contrast' : 'workbench_change', change)}
            </span>
          )}
          {included && <small>{included}</small>}
        </td>
      )}
      {hasPolicy && <td>{policy && <Action action={policy} />}</td>}
      {hasPlan && (
        <td>
          {plans.join(', ')}
          {planNote && <small>{planNote}</small>}
        </td>
      )}
    </tr>
  );
  return (
    <>
      {cells}
      {open && details && (
        <tr class="sr-scope-table__details">
          <td colSpan={width}>
            <ScopeDetails scope={details} onUnlock={null} />
          </td>
        </tr>
      )}
    </>
  );
}
