import { canChangeData } from '@/utils/review/access';
import type { AppCorrection as Correction, Review, ReviewScope } from '@/utils/review/types';
import { counted, text, textById } from '@/utils/text';
import { Rich } from '../controls/Rich';
import { AppCorrection } from './AppCorrection';
import { Strip } from './Strip';
import { appName, appOnProvider, daySeen, initial, type Split } from './words';

interface Props {
  review: Review;
  brief: boolean;
  /** Null where nothing can be said of the app. */
  correction: Correction | null;
  onCorrect(said: Correction['said']): void;
}

/** Who asks whom, for which account, and how we know. */
export function Subject({ review, brief, correction, onCorrect }: Props) {
  const { account, redirectHost, app } = review;
  const facts = [
    account && text('review_account', account),
    review.username && text('review_user', review.username),
    redirectHost && text('review_returns_to', redirectHost),
  ].filter(Boolean);
  const resembles = app.matchedBy === 'page-name' || app.matchedBy === 'scope-set';
  return (
    <div class="sr-subject">
      <span class="sr-tile" aria-hidden="true">
        {initial(resembles && redirectHost ? null : app.name)}
      </span>
      <div>
        <h1 class="sr-subject__title" dir="auto">
          {appOnProvider(review)}
        </h1>
        <p class="sr-subject__meta" dir="auto">
          {facts.join(' \u00b7 ')}
        </p>
        {(!brief || resembles || correction) && (
          <div class="sr-subject__meta">
            <span dir="auto">{recognisedBy(app)}</span> {correction && <AppCorrection correction={correction} onCorrect={onCorrect} />}
          </div>
        )}
      </div>
    </div>
  );
}

function recognisedBy({ name, matchedBy, own, profile }: Review['app']): string {
  if (matchedBy === null) return text('review_not_recognised');
  const how = matchedBy === 'person' && name === null ? text('matched_none') : textById('matched', matchedBy, '', name ?? '');
  return own && profile ? text('matched_own', how, name ?? '', profile.title, daySeen(profile.seen)) : how;
}

/** One sentence, and the same as a strip. */
export function Verdict({ review, split, named }: { review: Review; split: Split; named: boolean }) {
  const droppable = review.scopes.filter((scope) => !scope.locked);
  const changing = review.scopes.filter(canChangeData).length;
  const total = review.scopes.length;
  // A host may hold asterisks, and two of them mean bold here.
  const name = appName(review).replaceAll('**', '* *');
  const sentences = [
    total === 0 ? asksNone(review, name) : counted('review_asks', total, name) + ask(review, split, droppable),
    changing > 0 ? counted('review_can_change', changing) : '',
  ];
  return (
    <div class="sr-section sr-verdict-block">
      <p class="sr-verdict">
        <Rich text={sentences.filter(Boolean).join(' ')} />
      </p>
      <Strip split={split} named={named} />
    </div>
  );
}

/** Nobody saw a request, and the page told nothing of it: that is not one without scopes. */
function asksNone({ readOnlyReason }: Review, name: string): string {
  return readOnlyReason === 'read-from-page' ? text('review_asks_unseen') : text('review_asks_none', name);
}

function ask({ editable, scopes }: Review, split: Split, droppable: readonly ReviewScope[]): string {
  if (droppable.length === 0) return text('review_asks_all_required');
  // Nobody called any of them optional.
  if (!editable && scopes.every(({ requirement }) => requirement === 'undeclared')) return '.';
  if (!editable) return text('review_asks_read_only', split.required, droppable.length);
  if (scopes.length === 1) return text('review_asks_only_one');
  if (droppable.length === scopes.length) return text('review_asks_all_optional');
  return text('review_asks_some', split.required, droppable.length);
}
