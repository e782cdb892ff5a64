import { useId, useRef, useState } from 'preact/hooks';
import { isCertainMatch } from '@/utils/review/app-name';
import type { AppOverride, Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../icons/Icon';
import { AppOverrideForm } from './AppOverrideForm';
import { appOnProvider, isNamedByHost, returnsTo } from './format';
import { MoreMenu } from './MoreMenu';
import { type Copyable, useReviewActions } from './review-state';

interface Props {
  review: Review;
  copied: Copyable | null;
  /** Null if the user cannot set which app this client is. */
  appOverride: AppOverride | null;
  /** Whether the bar below has a button to continue. */
  canContinue: boolean;
  idsShown: boolean;
  onShowIds(shown: boolean): void;
  /** Opens the form for asking an admin; null if there is nothing to ask for. */
  onAsk: (() => void) | null;
}

const separator = ' \u00b7 ';

/**
 * Shows which app asks which provider, for which account, and the way back to the page. How the app
 * was recognized is one click away, with the names in full, because the head cuts long ones.
 */
export function ReviewHead({ review, copied, appOverride, canContinue, idsShown, onShowIds, onAsk }: Props) {
  const { collapse } = useReviewActions();
  const [open, setOpen] = useState(false);
  const known = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { account, redirectHost, username, app } = review;
  const subject = appOnProvider(review);
  // The host of an org needs no word before it, as the username does not; words would cut both in a narrow head.
  const who = [account?.includes('.') ? account : account && t('review_account', account), username].filter(Boolean);
  const host = redirectHost && returnsTo(redirectHost);
  // The title is that host already.
  const isHostTitle = isNamedByHost(review);
  const where = isHostTitle ? null : host;
  // A resemblance names nobody for certain, so it is stated and not only one click away.
  const isRecognized = isCertainMatch(app.matchedBy);
  const resembles = app.matchedBy !== null && !isRecognized;
  const recognition = recognizedBy(app);
  return (
    <>
      <header class="sr-head">
        <span class="sr-brand" title={t('extension_name')}>
          <Icon name="brand" />
        </span>
        <div class={isHostTitle ? 'sr-head__who sr-head__who--host' : 'sr-head__who'}>
          <h1 class="sr-head__title" tabIndex={-1}>
            <span dir="auto">{subject}</span>
            <button
              type="button"
              ref={known}
              class="sr-known"
              aria-label={t('head_known', recognition)}
              title={recognition}
              aria-expanded={open}
              aria-controls={id}
              onClick={() => setOpen(!open)}
            >
              <Icon name={isRecognized ? 'verified' : 'unverified'} small />
            </button>
          </h1>
          <p class="sr-head__meta" dir="auto">
            {who.length > 0 && (
              <span>
                {who.map((fact, index) => (
                  <span key={fact}>{index > 0 ? `${separator}${fact}` : fact}</span>
                ))}
              </span>
            )}
            {where && (
              <span class="sr-head__where">
                <span>{where}</span>
              </span>
            )}
          </p>
        </div>
        <MoreMenu copied={copied} idsShown={idsShown} onShowIds={onShowIds} onAsk={onAsk} />
        {collapse && (
          <>
            <button
              type="button"
              class="sr-icon-button sr-head__fold"
              aria-label={t('panel_collapse')}
              title={t('panel_collapse')}
              onClick={collapse}
            >
              <Icon name="collapse" />
            </button>
            <button type="button" class="sr-button sr-head__back" onClick={collapse}>
              {t('panel_back')} <kbd class="sr-key">{t('key_escape')}</kbd>
            </button>
          </>
        )}
        {canContinue && (
          <a class="sr-skip" href="#continue">
            {t('skip_to_continue')}
          </a>
        )}
      </header>
      <section id={id} class="sr-section sr-recognition" aria-label={t('head_recognition')} hidden={!open && !resembles}>
        {(open || resembles) && (
          <>
            {open && (
              <p class="sr-small sr-recognition__names">
                <bdi>{subject}</bdi>
                <br />
                <bdi>{[...who, host].filter(Boolean).join(separator)}</bdi>
              </p>
            )}
            <p class="sr-small sr-muted" dir="auto">
              {recognition}
            </p>
            {appOverride && <AppOverrideForm appOverride={appOverride} />}
          </>
        )}
      </section>
    </>
  );
}

/** Says how the app was recognized, in one sentence. */
export function recognizedBy({ name, matchedBy, isCustom, profile }: Review['app']): string {
  if (matchedBy === null) return t('review_not_recognised');
  const method = matchedBy === 'user' && name === null ? t('matched_none') : tById('matched', matchedBy, '', name ?? '');
  return isCustom && profile ? t('matched_custom', method, name ?? '', profile.title, profile.accessedOn) : method;
}
