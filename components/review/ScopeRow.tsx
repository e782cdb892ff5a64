import { memo } from 'preact/compat';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { ReviewScope, Tag } from '@/utils/review/types';
import { listText, t, tById } from '@/utils/text/text';
import { ScopeIdText } from '../controls/ScopeIds';
import { Icon } from '../icons/Icon';
import { accessIcons } from '../icons/mark-shapes';
import { ScopeDetails } from './ScopeDetails';

/** One scope, and how its row is drawn. */
export interface RowProps {
  scope: ReviewScope;
  checked: boolean;
  /** True for the first row of another category, which has a hairline above. */
  split: boolean;
  readOnly: boolean;
  /** The severity of the worst finding about this scope; null if there is none. */
  flag: 'blocker' | 'warning' | null;
  onToggle(id: ScopeId, keep: boolean): void;
  onUnlock(id: ScopeId): void;
}

/** Tags for a change since the last connection, which are drawn highlighted. */
const changed: ReadonlySet<Tag> = new Set(['new', 'newly-required']);

/**
 * Shows one scope with its checkbox or lock, label, access, ID and tags. The row opens to its
 * details, and is memoized because a list may have thousands.
 */
export const ScopeRow = memo(function ScopeRow({ scope, checked, split, readOnly, flag, onToggle, onUnlock }: RowProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const checkbox = useRef<HTMLInputElement>(null);
  const unlocking = useRef(false);
  // Unlocking removes the button that had the focus, so the focus moves to the new checkbox.
  useEffect(() => {
    if (unlocking.current && !scope.locked) checkbox.current?.focus();
    unlocking.current = false;
  }, [scope.locked]);
  const unlock = () => {
    unlocking.current = true;
    onUnlock(scope.id);
  };
  const classes = ['sr-row', split && 'sr-row--split', open && 'sr-row--open'].filter(Boolean).join(' ');
  return (
    <li class={classes}>
      {scope.locked ? (
        <>
          <Icon name="lock" />
          <span class="sr-row__name sr-row__name--locked">
            {scope.label}
            <span class="sr-hidden"> {t(scope.requirement === 'required' ? 'row_required' : 'row_locked')}</span>
          </span>
        </>
      ) : (
        <>
          <input
            class="sr-check"
            type="checkbox"
            id={id}
            ref={checkbox}
            aria-label={t('row_name', scope.label, scope.id)}
            checked={checked}
            disabled={readOnly}
            onChange={(event) => onToggle(scope.id, event.currentTarget.checked)}
          />
          <label class="sr-row__name" for={id}>
            {scope.label}
          </label>
        </>
      )}
      {scope.access ? (
        <span class={`sr-chip sr-chip--${scope.access}`}>
          <Icon name={accessIcons[scope.access]} small />
          {tById('access', scope.access)}
        </span>
      ) : (
        <span />
      )}
      <button
        type="button"
        class="sr-row__open"
        aria-expanded={open}
        aria-label={t('row_details', scope.label, scope.id)}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <div class="sr-row__more">
        <ScopeIdText id={scope.id} />
        {scope.tags.map((tag) => (
          <span key={tag} class={changed.has(tag) ? 'sr-tag sr-tag--new' : 'sr-tag'}>
            {tById('tag', tag)}
          </span>
        ))}
        {scope.plans.length > 0 && <PlanTag plans={scope.plans} flag={flag} />}
      </div>
      {open && <ScopeDetails scope={scope} readOnly={readOnly} onUnlock={unlock} />}
    </li>
  );
});

/** A plan that may stop the connection carries the finding's severity, any other is plain text. */
function PlanTag({ plans, flag }: { plans: readonly string[]; flag: RowProps['flag'] }) {
  const words = t('row_needs_plan', listText(plans, 'disjunction'));
  if (!flag) return <span class="sr-tag sr-tag--plain">{words}</span>;
  return (
    <span class={`sr-tag sr-tag--${flag}`}>
      <Icon name={flag} small />
      {words}
    </span>
  );
}
