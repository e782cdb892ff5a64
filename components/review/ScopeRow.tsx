import { memo } from 'preact/compat';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import { isDeniedByPolicy } from '@/utils/review/access';
import type { ReviewScope, Tag } from '@/utils/review/types';
import { listText, t, tById } from '@/utils/text/text';
import { ScopeIdText } from '../controls/ScopeIds';
import { Icon } from '../icons/Icon';
import { accessIcons } from '../icons/mark-shapes';
import { PolicyTag } from './Policy';
import { ScopeDetails } from './ScopeDetails';

/** One scope, and how its row is drawn. */
export interface RowProps {
  scope: ReviewScope;
  checked: boolean;
  readOnly: boolean;
  /** Whether the ID is shown although the row is closed. */
  idsShown: boolean;
  /** The severity of the worst finding about this scope; null if there is none. */
  flag: 'blocker' | 'warning' | null;
  /** The label of the kept scope that includes this dropped one; null if there is none. */
  grantedBy: string | null;
  /** Set while the user is to be led to this row; null for every other row. */
  target: RowTarget | null;
  onTargetShown(): void;
  onToggle(id: ScopeId, keep: boolean): void;
  onUnlock(id: ScopeId): void;
}

/** The row to which the user is led: it is scrolled into view and gets the focus. */
export interface RowTarget {
  id: ScopeId;
}

/** What the rows of one list share. */
export interface RowsProps extends Omit<RowProps, 'scope' | 'checked' | 'flag' | 'grantedBy'> {
  selection: ReadonlySet<ScopeId>;
  flagOf(id: ScopeId): RowProps['flag'];
  grantedByOf(id: ScopeId): RowProps['grantedBy'];
}

/** Lists scopes as rows; only the first `limit` are drawn for now. */
export function Rows({
  scopes,
  limit,
  selection,
  flagOf,
  grantedByOf,
  target,
  ...row
}: RowsProps & { scopes: readonly ReviewScope[]; limit: number }) {
  return (
    <ul>
      {scopes.slice(0, limit).map((scope) => (
        <ScopeRow
          key={scope.id}
          scope={scope}
          checked={selection.has(scope.id)}
          flag={flagOf(scope.id)}
          grantedBy={grantedByOf(scope.id)}
          target={target?.id === scope.id ? target : null}
          {...row}
        />
      ))}
    </ul>
  );
}

/** Tags for a change since the last connection, which are drawn highlighted. */
const changed: ReadonlySet<Tag> = new Set(['new', 'newly-required']);

/**
 * Shows one scope in one line: its checkbox or lock, its label, its tags, and its access if that is
 * more than reading. An unknown scope has nothing but its ID. A scope that the user drops says
 * below what stops working. The row opens to its ID and details, and is memoized because a list may
 * have thousands. The list manages which of its controls has a tab stop.
 */
const ScopeRow = memo(function ScopeRow({
  scope,
  checked,
  readOnly,
  idsShown,
  flag,
  grantedBy,
  target,
  onTargetShown,
  onToggle,
  onUnlock,
}: RowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!target) return;
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.querySelector<HTMLElement>('[data-stop]')?.focus({ preventScroll: true });
    onTargetShown();
  }, [target, onTargetShown]);
  // What the app leaves off by default, it does not need.
  const isLost = !checked && grantedBy === null && scope.requirement !== 'optional-off';
  const impact = isLost && !open ? scope.impactIfDropped : null;
  const isFixed = readOnly || isDeniedByPolicy(scope);
  return (
    <li class={open ? 'sr-row sr-row--open' : 'sr-row'} ref={row}>
      {scope.locked ? (
        <Icon name="lock" />
      ) : (
        <input
          class="sr-check"
          type="checkbox"
          id={id}
          data-scope={scope.id}
          tabIndex={-1}
          data-stop={isFixed ? undefined : ''}
          aria-label={t('row_name', scope.label, scope.id)}
          aria-describedby={impact === null ? undefined : `${id}-impact`}
          checked={checked}
          disabled={isFixed}
          onChange={(event) => onToggle(scope.id, event.currentTarget.checked)}
        />
      )}
      <div class="sr-row__main">
        {scope.locked ? (
          <span class="sr-row__name sr-row__name--locked">
            {scope.label}
            <span class="sr-hidden"> {t('row_required')}</span>
          </span>
        ) : (
          <label class="sr-row__name" for={id}>
            {scope.label}
          </label>
        )}
        <PolicyTag scope={scope} />
        {scope.tags.map((tag) => (
          <span key={tag} class={changed.has(tag) ? 'sr-tag sr-tag--new' : 'sr-tag'}>
            {tById('tag', tag)}
          </span>
        ))}
        {grantedBy !== null && <span class="sr-tag">{t('row_still_granted', grantedBy)}</span>}
        {scope.parameters?.map((name) => (
          <span key={name} class="sr-tag sr-code">
            {name}
          </span>
        ))}
        {flag && scope.plans.length > 0 && (
          <span class={`sr-tag sr-tag--${flag}`}>
            <Icon name={flag} small />
            {t('row_needs_plan', listText(scope.plans, 'disjunction'))}
          </span>
        )}
      </div>
      {scope.access && scope.access !== 'read' && (
        <span class={`sr-chip sr-chip--${scope.access}`}>
          <Icon name={accessIcons[scope.access]} small />
          {tById('access', scope.access)}
        </span>
      )}
      <button
        type="button"
        class="sr-row__open"
        tabIndex={-1}
        data-stop={scope.locked || isFixed ? '' : undefined}
        aria-expanded={open}
        aria-label={t('row_details', scope.label, scope.id)}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      {impact !== null && (
        <p class="sr-row__impact" id={`${id}-impact`}>
          {impact}
        </p>
      )}
      {(open || idsShown || !scope.known) && (
        <div class="sr-row__id">
          <ScopeIdText id={scope.id} />
        </div>
      )}
      {open && <ScopeDetails scope={scope} onUnlock={readOnly ? null : () => onUnlock(scope.id)} />}
    </li>
  );
});
