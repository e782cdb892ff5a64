import { t, tPlural } from '@/utils/text/text';
import { Banner } from '../controls/Banner';

interface Props {
  name: string;
  provider: string;
  /** How many scopes the profile calls required. */
  required: number;
  /** How many scopes the profile calls optional. */
  optional: number;
  /** True if the user already has a profile with this ID. */
  replaces: boolean;
  /** The displayed reason why the profile was not added; null if there was no attempt. */
  refused: string | null;
  onAdd(): void;
}

/**
 * Offers to add a profile that was pasted or chosen as a file. Nothing is stored before the user
 * clicks.
 */
export function ProfileOffer({ name, provider, required, optional, replaces, refused, onAdd }: Props) {
  return (
    <section class="sr-offer" aria-labelledby="offer">
      <h1 class="sr-heading" id="offer" dir="auto">
        {t('custom_profile_offer_title', name, provider)}
      </h1>
      <p class="sr-small">{tPlural('custom_profile_scopes', required, optional)}</p>
      <p class="sr-small">{t('custom_profile_offer_text')}</p>
      <button type="button" class="sr-button" onClick={onAdd}>
        {t(replaces ? 'custom_profile_offer_replace' : 'custom_profile_offer_add', name, provider)}
      </button>
      <div aria-live="polite">{refused && <Banner icon="warning" text={refused} />}</div>
    </section>
  );
}
