import type { ScopeId } from '@/providers/contract/catalogue';
import { escapeInvisible } from '@/utils/text/text';

/** The end of an ID that says what may be done: its last segment, with the version after it. */
const tail = /(?<=.)\.[^.]{1,23}(?:\.v\d+)?$/;

/**
 * Shows a scope ID exactly as the request spells it. Where there is no room, the beginning is cut
 * and the end stays.
 */
export function ScopeIdText({ id: raw }: { id: ScopeId }) {
  const id = escapeInvisible(raw);
  const cut = tail.exec(id)?.index ?? id.length;
  return (
    <code class="sr-id" dir="ltr" title={id}>
      <bdi class="sr-id__head">{id.slice(0, cut)}</bdi>
      {cut < id.length && <wbr />}
      {cut < id.length && <bdi class="sr-id__tail">{id.slice(cut)}</bdi>}
    </code>
  );
}

interface ListProps {
  title: string;
  ids: readonly ScopeId[];
  /** What to call the scopes besides their IDs, by ID. */
  labels?: ReadonlyMap<ScopeId, string>;
}

/**
 * Shows a titled list of scopes as one term of a description list, or nothing if there are none.
 */
export function ScopeIdList({ title, ids, labels }: ListProps) {
  if (ids.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {ids.map((id) => (
          <div key={id}>
            {labels?.has(id) && `${labels.get(id)} `}
            <ScopeIdText id={id} />
          </div>
        ))}
      </dd>
    </>
  );
}
