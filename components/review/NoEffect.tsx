import { useId, useState } from 'preact/hooks';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';

/** Lists what to check if the app still behaves as before after the approval. */
export function NoEffect() {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div class="sr-no-effect">
      <button type="button" class="sr-link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t('no_effect_title')} <Icon name={open ? 'chevron-up' : 'chevron-down'} small />
      </button>
      <ol id={id} class="sr-steps" hidden={!open}>
        {open && [t('no_effect_complete'), t('no_effect_retry'), t('no_effect_again')].map((step) => <li key={step}>{step}</li>)}
      </ol>
    </div>
  );
}
