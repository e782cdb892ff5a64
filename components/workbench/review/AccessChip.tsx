import type { Access } from '@/providers/contract/catalogue';
import { canChangeData } from '@/utils/review/access';
import { tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { accessIcons } from '../../icons/mark-shapes';

/** Names what a scope allows, with an icon if it can change data; nothing if it is not known. */
export function AccessChip({ access, also = [] }: { access: Access | null; also?: readonly Access[] | undefined }) {
  if (access === null) return null;
  const text = [access, ...also].map((one) => tById('access', one)).join(', ');
  if (!canChangeData({ access })) return <>{text}</>;
  return (
    <span class={`sr-chip sr-chip--${access}`}>
      <Icon name={accessIcons[access]} small />
      {text}
    </span>
  );
}
