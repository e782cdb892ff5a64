import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { MessageKind, Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { Banner } from '../controls/Banner';
import { Header } from '../controls/Header';
import { Diagnosis } from '../diagnosis/Diagnosis';
import { CopiedStatus, Messages } from '../diagnosis/Messages';
import { isUserActor } from '../diagnosis/SendBar';
import { Findings } from '../findings/Findings';
import { ActionBar } from './ActionBar';
import { AppHistoryNote } from './AppHistoryNote';
import { countScopes } from './format';
import { ChangesNote, PageNote } from './Notes';
import { OrgCheck } from './OrgCheck';
import { PlanEditor } from './PlanEditor';
import { ReviewHeader } from './ReviewHeader';
import { ReviewSummary } from './ReviewSummary';
import { type ReviewActions, ReviewActionsProvider, type ReviewState, type Surface, useReviewActions } from './review-state';
import { ScopeList } from './ScopeList';

interface Props {
  surface: Surface;
  state: ReviewState;
  actions: ReviewActions;
  /** A field to paste an error text, drawn if the error was not recognized. */
  paste?: ComponentChildren;
}

/**
 * Draws one review from top to bottom, the same in panel and popup except that the popup folds what
 * is long. It keeps no state of the review itself: every click calls one of the actions.
 */
export function ReviewView({ actions, ...sheet }: Props) {
  return (
    <ReviewActionsProvider value={actions}>
      <Sheet {...sheet} />
    </ReviewActionsProvider>
  );
}

function Sheet({ surface, state, paste }: Omit<Props, 'actions'>) {
  const { collapse } = useReviewActions();
  const { review, selection, plans, planChoices, messages, copied, orgCheck, appOverride, history } = state;
  const [kind, setKind] = useState<MessageKind | null>(null);
  const popup = surface === 'popup';
  const counts = countScopes(review, selection);
  const gated = planChoices.length > 0 && review.scopes.some((scope) => scope.plans.length > 0);
  // A user who can try again needs no text, except to a person who can help.
  const canRetry = review.diagnosis !== null && isUserActor(review.diagnosis) && review.editable;
  const sendable = messages.filter((message) => !canRetry || message.kind === 'admin');
  const chosen = sendable.find((message) => message.kind === kind) ?? sendable[0];
  // The popup draws them below the scopes, because its height is limited and choosing scopes comes
  // first.
  const asides = (
    <>
      <PageNote page={review.page} requested={review.current.length} />
      <AppHistoryNote history={history} />
      {gated && <PlanEditor account={review.account} choices={planChoices} plans={plans} />}
    </>
  );
  return (
    <div class={popup ? 'sr-sheet sr-sheet--popup' : 'sr-sheet'}>
      <Header onCollapse={collapse} />
      <main>
        <ReviewHeader review={review} brief={popup} appOverride={appOverride} />
        {review.diagnosis && (
          <Diagnosis
            diagnosis={review.diagnosis}
            provider={review.provider.name}
            links={review.links}
            send={chosen && <Messages messages={sendable} chosen={chosen} onChoose={setKind} {...(canRetry ? { copied } : {})} />}
          >
            {paste && !review.diagnosis.recognized && <div class="sr-section sr-block">{paste}</div>}
            {review.orgQuestions && <OrgCheck review={review} state={orgCheck} />}
          </Diagnosis>
        )}
        {(review.scopes.length > 0 || !review.diagnosis) && <ReviewSummary review={review} counts={counts} named={!popup} />}
        <Banners {...state} />
        <Findings findings={notInDiagnosis(review)} links={review.links} folded={popup} />
        {review.orgQuestions && review.username !== null && !review.diagnosis && <OrgCheck review={review} state={orgCheck} />}
        <div class="sr-section sr-notes">
          {review.scopes.length > 0 && !review.diagnosis && <ChangesNote changes={review.changes} history={history !== null} />}
          {!popup && asides}
        </div>
        {(review.scopes.length > 0 || !review.diagnosis) && (
          <ScopeList review={review} selection={selection} folded={popup} rememberedAt={state.rememberedAt} />
        )}
        {popup && <div class="sr-section sr-notes sr-notes--last">{asides}</div>}
      </main>
      <CopiedStatus messages={messages} copied={copied} />
      <ActionBar state={state} surface={surface} counts={counts} message={canRetry ? null : (chosen ?? null)} />
    </div>
  );
}

/** Returns the findings that the diagnosis does not already show. */
function notInDiagnosis({ findings, diagnosis }: Review): Review['findings'] {
  const shownIds = new Set(diagnosis ? [diagnosis.finding.id, ...diagnosis.causes.map(({ id }) => id)] : []);
  return findings.filter(({ id }) => !shownIds.has(id));
}

/**
 * Shows notices about the whole review. Notices about a click appear next to the button instead.
 */
function Banners({ review, storage }: ReviewState) {
  // If an action of a connected app failed, there is no request that could be edited.
  const readOnlyReason = review.diagnosis?.connected ? null : review.readOnlyReason;
  // The action bar already says that a code was issued.
  const readOnly = readOnlyReason && readOnlyReason !== 'already-answered' ? tById('readonly', readOnlyReason) : '';
  if (!readOnly && storage !== 'reset') return null;
  return (
    <div class="sr-section sr-banners">
      {readOnly && <Banner icon="lock" text={t('banner_read_only', readOnly)} />}
      {storage === 'reset' && <Banner icon="history" text={t('banner_storage_reset')} />}
    </div>
  );
}
