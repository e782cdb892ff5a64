import { useId, useMemo, useState } from 'preact/hooks';
import type { Finding, Requirement, ScopeId } from '@/providers/types';
import type { ReviewScope } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { type RowProps, ScopeRow } from './ScopeRow';

export interface GroupProps extends Pick<RowProps, 'readOnly' | 'onToggle' | 'onUnlock'> {
  requirement: Requirement;
  scopes: readonly ReviewScope[];
  selection: ReadonlySet<ScopeId>;
  findings: readonly Finding[];
  /** Popup: only the head, which opens. */
  folded: boolean;
  onKeep(ids: readonly ScopeId[], keep: boolean): void;
}

const icons = { required: 'lock', 'optional-on': 'box-on', 'optional-off': 'box-off', undeclared: 'question' } as const satisfies Record<
  Requirement,
  IconName
>;

/** The scopes of one requirement, those of an object together, objects in the order of the request. */
export function ScopeGroup(props: GroupProps) {
  const { requirement, scopes, selection, readOnly, folded, onKeep } = props;
  const [open, setOpen] = useState(!folded);
  const id = useId();
  if (scopes.length === 0) return null;

  const title = textById('requirement', requirement);
  const free = scopes.filter((scope) => !scope.locked);
  const kept = free.filter((scope) => selection.has(scope.id));
  const side = free.length === 0 ? text('group_always_kept') : text('group_kept', kept.length);
  const all = kept.length === free.length;
  const objects = [...new Set(scopes.map((scope) => scope.object).filter(Boolean))];
  return (
    <section class={open ? 'sr-group' : 'sr-group sr-group--folded'} aria-label={title}>
      {folded && (
        <button type="button" class="sr-fold" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Icon name={icons[requirement]} />
          <span class="sr-fold__title">
            {title}
            <span class="sr-group__count">{scopes.length}</span>
          </span>
          <span class="sr-fold__side">{side}</span>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
          {!open && <span class="sr-fold__text">{objects.join(', ')}</span>}
        </button>
      )}
      {!folded && (
        <div class="sr-group__head">
          <Icon name={icons[requirement]} />
          <h3 class="sr-group__title">
            {title}
            <span class="sr-group__count">{scopes.length}</span>
          </h3>
          <span class="sr-group__side">
            {side}
            {free.length > 0 && !readOnly && (
              <>
                {' \u00b7 '}
                <button
                  type="button"
                  class="sr-link"
                  onClick={() =>
                    onKeep(
                      free.map((scope) => scope.id),
                      !all,
                    )
                  }
                >
                  {text(all ? 'group_drop_all' : 'group_keep_all')}
                  <span class="sr-hidden">: {title}</span>
                </button>
              </>
            )}
          </span>
        </div>
      )}
      {open && <Rows id={id} {...props} />}
    </section>
  );
}

function Rows({ id, scopes, selection, findings, readOnly, onToggle, onUnlock }: GroupProps & { id: string }) {
  const grouped = useMemo(() => [...Map.groupBy(scopes, (scope) => scope.object).values()].flat(), [scopes]);
  return (
    <ul id={id}>
      {grouped.map((scope, index) => (
        <ScopeRow
          key={scope.id}
          scope={scope}
          checked={selection.has(scope.id)}
          split={index > 0 && grouped[index - 1]?.object !== scope.object}
          readOnly={readOnly}
          flag={flagOf(findings, scope.id)}
          onToggle={onToggle}
          onUnlock={onUnlock}
        />
      ))}
    </ul>
  );
}

function flagOf(findings: readonly Finding[], id: ScopeId): RowProps['flag'] {
  const severity = findings.find((finding) => finding.severity !== 'notice' && finding.scopes.includes(id))?.severity;
  return severity === 'blocker' || severity === 'warning' ? severity : null;
}
