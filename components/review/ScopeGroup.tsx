import { useId, useMemo, useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { Requirement } from '@/providers/contract/request';
import type { ReviewScope } from '@/utils/review/types';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { KeepAll } from './KeepAll';
import { type RowProps, ScopeRow } from './ScopeRow';

/** The scopes of one requirement, and how the group is drawn. */
export interface GroupProps extends Pick<RowProps, 'readOnly' | 'onToggle' | 'onUnlock'> {
  requirement: Requirement;
  scopes: readonly ReviewScope[];
  /** How many of the scopes to draw now. */
  rows: number;
  selection: ReadonlySet<ScopeId>;
  findings: readonly Finding[];
  /** True in the popup: the group starts as a head that can be opened. */
  folded: boolean;
  /** True while a filter is active: the group is open, even if the user closed it. */
  unfolded: boolean;
  onKeep(ids: readonly ScopeId[], keep: boolean): void;
}

const icons = { required: 'lock', 'optional-on': 'box-on', 'optional-off': 'box-off', undeclared: 'question' } as const satisfies Record<
  Requirement,
  IconName
>;

/**
 * Shows the scopes of one requirement. Scopes of the same category are drawn together, and the
 * categories keep the order of the request.
 */
export function ScopeGroup(props: GroupProps) {
  const { requirement, scopes, selection, readOnly, folded, unfolded, onKeep } = props;
  const [opened, setOpened] = useState(!folded);
  const open = opened || unfolded;
  const id = useId();
  if (scopes.length === 0) return null;

  const title = tById('requirement', requirement);
  const free = scopes.filter((scope) => !scope.locked);
  const kept = free.filter((scope) => selection.has(scope.id));
  const side = free.length === 0 ? t('group_always_kept') : tPlural('group_kept', kept.length);
  const keepAll = free.length > 0 && !readOnly && <KeepAll {...{ title, free, selection, onKeep }} />;
  return (
    <section class={open ? 'sr-group' : 'sr-group sr-group--folded'} aria-label={title}>
      {folded && (
        <button type="button" class="sr-fold" aria-expanded={open} aria-controls={id} onClick={() => setOpened(!open)}>
          <Icon name={icons[requirement]} />
          <span class="sr-fold__title">
            {title}
            <span class="sr-group__count">{scopes.length}</span>
          </span>
          <span class="sr-fold__side">{side}</span>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} small />
          {!open && <span class="sr-fold__text">{categoriesOf(scopes)}</span>}
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
            {keepAll && (
              <>
                {' \u00b7 '}
                {keepAll}
              </>
            )}
          </span>
        </div>
      )}
      {folded && open && keepAll && <p class="sr-fold__keep">{keepAll}</p>}
      {open && <Rows id={id} {...props} />}
    </section>
  );
}

function Rows({ id, scopes, rows, selection, findings, readOnly, onToggle, onUnlock }: GroupProps & { id: string }) {
  const grouped = useMemo(() => [...Map.groupBy(scopes, (scope) => scope.category).values()].flat(), [scopes]);
  return (
    <ul id={id}>
      {grouped.slice(0, rows).map((scope, index) => (
        <ScopeRow
          key={scope.id}
          scope={scope}
          checked={selection.has(scope.id)}
          split={index > 0 && grouped[index - 1]?.category !== scope.category}
          readOnly={readOnly}
          flag={flagOf(findings, scope.id)}
          onToggle={onToggle}
          onUnlock={onUnlock}
        />
      ))}
    </ul>
  );
}

/** Returns the categories of the scopes as one text, such as `Contacts, companies, CMS pages`. */
function categoriesOf(scopes: readonly ReviewScope[]): string {
  const categories = [...new Set(scopes.map((scope) => scope.category).filter(Boolean))];
  // A word such as `Companies` is lowercased within the text, an abbreviation such as `CMS` is not.
  const toLower = (category: string) => (/^.-?\p{Ll}/u.test(category) ? category[0]?.toLowerCase() + category.slice(1) : category);
  return listText(categories.map((category, index) => (index ? toLower(category) : category)));
}

function flagOf(findings: readonly Finding[], id: ScopeId): RowProps['flag'] {
  const severity = findings.find((finding) => finding.severity !== 'notice' && finding.scopes.includes(id))?.severity;
  return severity === 'blocker' || severity === 'warning' ? severity : null;
}
