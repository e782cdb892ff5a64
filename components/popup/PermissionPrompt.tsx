import { t } from '@/utils/text/text';

interface Props {
  host: string;
  /** The display name of the provider. */
  provider: string;
  /** True if the manifest requests this host and the user revoked it; false for a custom domain. */
  revoked: boolean;
  /** True if the user has just denied the browser's prompt. */
  refused: boolean;
  onAllow(): void;
}

/**
 * Offers to allow a site that could be reviewed, or reviewed better, with the browser's
 * permission.
 */
export function PermissionPrompt({ host, provider, revoked, refused, onAllow }: Props) {
  return (
    <section class="sr-section sr-offer" aria-labelledby="offer">
      <h2 class="sr-heading" id="offer" dir="auto">
        {revoked ? t('idle_revoked_title', host) : t('idle_offer_title', host, provider)}
      </h2>
      <p class="sr-small">{revoked ? t('idle_revoked_text') : t('idle_offer_text')}</p>
      <button type="button" class="sr-button" onClick={onAllow}>
        {revoked ? t('idle_revoked_button', provider) : t('idle_offer_button')}
      </button>
      {refused && (
        <p class="sr-small" role="alert">
          {t('idle_offer_refused')}
        </p>
      )}
    </section>
  );
}
