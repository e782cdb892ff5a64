import { Icon } from '@/components/icons/Icon';
import { text } from '@/utils/text';

export function Back({ onBack }: { onBack: () => void }) {
  return (
    <button type="button" class="sr-link sr-back" onClick={onBack}>
      <Icon name="chevron-left" small /> {text('idle_paste_back')}
    </button>
  );
}
