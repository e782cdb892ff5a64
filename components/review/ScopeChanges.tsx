import { useId, useState } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { appName } from './format';

/** Explains which connections the selection applies to, and how to change it later. */
export function ScopeChanges({ review }: { review: Review }) {
  const { reconnectPath } = review.app;
  return (
    <p class="sr-actions__effect">
      {t('later_existing')} {reconnectPath ? t('later_change_path', appName(review), reconnectPath) : t('later_change')}
    </p>
  );
}

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
