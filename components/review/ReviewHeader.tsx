import type { AppOverride, Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { AppOverrideForm } from './AppOverrideForm';
import { appOnProvider, formatIsoDay, initial } from './format';

interface Props {
  review: Review;
  brief: boolean;
  /** Null if the user cannot set which app this client is. */
  appOverride: AppOverride | null;
}

/** Shows which app asks which provider, for which account, and how the app was recognized. */
export function ReviewHeader({ review, brief, appOverride }: Props) {
  const { account, redirectHost, app } = review;
  const facts = [
    account && t('review_account', account),
    review.username && t('review_user', review.username),
    redirectHost && t('review_returns_to', redirectHost),
  ].filter(Boolean);
  const resembles = app.matchedBy === 'page-name' || app.matchedBy === 'scope-set';
  return (
    <div class="sr-subject">
      <span class="sr-tile" aria-hidden="true">
        {initial(resembles && redirectHost ? null : app.name)}
      </span>
      <div>
        <h1 class="sr-subject__title" dir="auto" tabIndex={-1}>
          {appOnProvider(review)}
        </h1>
        <p class="sr-subject__meta" dir="auto">
          {facts.join(' \u00b7 ')}
        </p>
        {(!brief || resembles || appOverride) && (
          <div class="sr-subject__meta">
            <span dir="auto">{recognizedBy(app)}</span> {appOverride && <AppOverrideForm appOverride={appOverride} />}
          </div>
        )}
      </div>
    </div>
  );
}

function recognizedBy({ name, matchedBy, isCustom, profile }: Review['app']): string {
  if (matchedBy === null) return t('review_not_recognised');
  const method = matchedBy === 'user' && name === null ? t('matched_none') : tById('matched', matchedBy, '', name ?? '');
  return isCustom && profile ? t('matched_custom', method, name ?? '', profile.title, formatIsoDay(profile.accessedOn)) : method;
}
