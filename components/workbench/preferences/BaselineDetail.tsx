import { ScopeIdText } from '../../controls/ScopeIds';
import { Facts } from '../review/Facts';

/** The approved scopes of one requirement; the label is null if the provider does not describe it. */
export interface ApprovedScopes {
  title: string;
  scopes: readonly { id: string; label: string | null }[];
}

/** Shows what an admin noted about an approval, and which scopes were approved. */
export function BaselineDetail({ facts, groups }: { facts: Parameters<typeof Facts>[0]['facts']; groups: readonly ApprovedScopes[] }) {
  return (
    <div class="sr-edit">
      <Facts facts={facts} />
      {groups.map(({ title, scopes }) => (
        <section key={title} aria-label={title}>
          <h3 class="sr-small">{title}</h3>
          <ul class="sr-edit__scopes">
            {scopes.map(({ id, label }) => (
              <li key={id}>
                {label} <ScopeIdText id={id} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
