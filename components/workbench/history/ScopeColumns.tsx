import { tById } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';

/** What happened to the scopes of a list; its title is `workbench_history_scopes_<kind>`. */
export type ScopeListKind = 'added' | 'removed' | 'kept' | 'beyond' | 'denied' | 'dropped' | 'first' | 'learned';

/** Shows lists of scope IDs beside each other, without those that are empty. */
export function ScopeColumns({ lists }: { lists: readonly (readonly [kind: ScopeListKind, ids: readonly string[]])[] }) {
  const filled = lists.filter(([, ids]) => ids.length > 0);
  if (filled.length === 0) return null;
  return (
    <dl class="sr-columns">
      {filled.map(([kind, ids]) => (
        <div key={kind}>
          <dt>
            {tById('workbench_history_scopes', kind)} <span class="sr-columns__count">{ids.length}</span>
          </dt>
          {ids.map((id) => (
            <dd key={id}>
              <ScopeIdText id={id} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
