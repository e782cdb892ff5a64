import { t } from '@/utils/text/text';

interface Props {
  host: string;
  /** The display name of the provider. */
  provider: string;
  /**
   * `unlisted`: a custom domain; `revoked`: the manifest requests this host and the user revoked
   * it; `out-of-reach`: the browser keeps the extension away despite its permission.
   */
  reason: 'unlisted' | 'revoked' | 'out-of-reach';
  /** True if the user has just denied the browser's prompt. */
  refused: boolean;
  onAllow(): void;
}

/**
 * Offers to allow a site that could be reviewed, or reviewed better, with the browser's
 * permission, or says that no permission would help.
 */
export function PermissionPrompt({ host, provider, reason, refused, onAllow }: Props) {
  const texts = {
    unlisted: [t('idle_offer_title', host, provider), t('idle_offer_text'), t('idle_offer_button')],
    revoked: [t('idle_revoked_title', host), t('idle_revoked_text'), t('idle_revoked_button', provider)],
    'out-of-reach': [t('idle_unreached_title', host), t('idle_unreached_text'), null],
  } as const;
  const [title, text, button] = texts[reason];
  return (
    <section class="sr-section sr-offer" aria-labelledby="offer">
      <h2 class="sr-heading" id="offer" dir="auto">
        {title}
      </h2>
      <p class="sr-small">{text}</p>
      {button && (
        <button type="button" class="sr-button" onClick={onAllow}>
          {button}
        </button>
      )}
      {refused && (
        <p class="sr-small" role="alert">
          {t('idle_offer_refused')}
        </p>
      )}
    </section>
  );
}
