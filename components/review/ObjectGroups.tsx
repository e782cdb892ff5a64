import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import { canChangeData, isDeniedByPolicy, isSensitive } from '@/utils/review/access';
import type { ReviewScope } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { Rows, type RowsProps } from './ScopeRow';

interface Props extends RowsProps {
  /** The scopes that can be dropped, those of one object side by side. */
  scopes: readonly ReviewScope[];
  onKeep(ids: readonly ScopeId[], keep: boolean): void;
}

/** Shows a long list as one line for each object, which opens to the rows of its scopes. */
export function ObjectGroups({ scopes, ...rest }: Props) {
  return (
    <ul>
      {[...Map.groupBy(scopes, (scope) => scope.category)].map(([object, group]) => (
        <ObjectGroup key={object} object={object || t('choice_no_object')} scopes={group} {...rest} />
      ))}
    </ul>
  );
}

function ObjectGroup({ object, scopes, onKeep, ...rows }: Props & { object: string }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const checkbox = useRef<HTMLInputElement>(null);
  const kept = scopes.filter((scope) => rows.selection.has(scope.id)).length;
  const free = scopes.filter((scope) => !isDeniedByPolicy(scope)).length;
  const isMixed = kept > 0 && kept < scopes.length;
  useEffect(() => {
    if (checkbox.current) checkbox.current.indeterminate = isMixed;
  }, [isMixed]);
  const { target } = rows;
  useEffect(() => {
    if (target && scopes.some((scope) => scope.id === target.id)) setOpen(true);
  }, [target, scopes]);
  const sensitiveCount = scopes.filter(isSensitive).length;
  const changing = scopes.filter(canChangeData).length;
  const added = scopes.filter(({ tags }) => tags.includes('new')).length;
  return (
    <li>
      <div class={open ? 'sr-fold sr-fold--object sr-fold--open' : 'sr-fold sr-fold--object'}>
        <input
          type="checkbox"
          class="sr-check"
          ref={checkbox}
          tabIndex={-1}
          data-stop={rows.readOnly || free === 0 ? undefined : ''}
          aria-label={t('choice_object', object, kept, scopes.length)}
          checked={kept === free && free > 0}
          disabled={rows.readOnly || free === 0}
          onChange={() =>
            onKeep(
              scopes.map((scope) => scope.id),
              kept < free,
            )
          }
        />
        <span class="sr-fold__title">
          {object}
          <small>{t('filter_count', kept, scopes.length)}</small>
        </span>
        <span class="sr-fold__side">
          {added > 0 && <span class="sr-tag sr-tag--new">{tPlural('choice_new', added)}</span>}
          {sensitiveCount > 0 && <span class="sr-tag">{tPlural('choice_sensitive', sensitiveCount)}</span>}
          {changing > 0 && (
            <span class="sr-chip sr-chip--write">
              <Icon name="pencil" small />
              <span class="sr-hidden">{t('filter_changing')} </span>
              {changing}
            </span>
          )}
        </span>
        <button
          type="button"
          class="sr-row__open"
          tabIndex={-1}
          data-stop={rows.readOnly || free === 0 ? '' : undefined}
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('choice_show', object)}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
        </button>
      </div>
      <div id={id} class="sr-objects">
        {open && <Rows scopes={scopes} limit={scopes.length} {...rows} />}
      </div>
    </li>
  );
}
