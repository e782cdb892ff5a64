import type { Access } from '@/providers/contract/catalogue';
import { canChangeData } from '@/utils/review/access';
import { tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { accessIcons } from '../../icons/mark-shapes';

/** Names the access of a scope, with an icon if it can change data; nothing if it is not known. */
export function AccessChip({ access }: { access: Access | null }) {
  if (access === null) return null;
  if (!canChangeData({ access })) return <>{tById('access', access)}</>;
  return (
    <span class={`sr-chip sr-chip--${access}`}>
      <Icon name={accessIcons[access]} small />
      {tById('access', access)}
    </span>
  );
}
