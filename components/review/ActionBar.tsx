import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { isBlockedByPolicy, undoRefusal } from '@/utils/review/access';
import type { Message, Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Banner } from '../controls/Banner';
import { InlineMarkup } from '../controls/InlineMarkup';
import { CopyReport, isUserActor, SendButtons } from '../diagnosis/SendBar';
import { Icon } from '../icons/Icon';
import { ActionSummary, canContinue, isRequested } from './ActionSummary';
import { countOptional, DropOptional } from './DropOptional';
import { blamedScopes, DropUnknown } from './DropUnknown';
import { appOnProvider, countDeclared, type ScopeCounts } from './format';
import { PastedButtons } from './PastedButtons';
import { CopyException, openQuestions, PolicyQuestions } from './Policy';
import { type ReviewState, useReviewActions } from './review-state';
import { hasSelection, SavedLine, savesAll } from './SavedLine';
import { SelectionMeter } from './SelectionMeter';

interface Props {
  state: ReviewState;
  counts: ScopeCounts;
}

/** Whether somebody else has to act, so that sending a text comes before trying again. */
export function isForSomebodyElse({ review: { diagnosis, editable }, messages }: ReviewState): boolean {
  return diagnosis !== null && messages.length > 0 && !(isUserActor(diagnosis) && editable);
}

/**
 * Says what the next click does to the request, above the button that does it. Without a request
 * that can be edited there is no button, and the bar says why.
 */
export function ActionBar({ state, counts }: Props) {
  const { review, selection, busy, copied } = state;
  const actions = useReviewActions();
  const [remember, setRemember] = useState(true);
  const kept = review.scopes.length - counts.dropped;
  const isAsked = openQuestions(state).length > 0;
  const isDisabled = busy || kept === 0 || isAsked;
  const isNarrowed = review.editable && review.current.length < review.scopes.length;
  if (!canContinue(review)) {
    const { pasted } = state;
    const hasChoice = review.editable || review.presets.length > 0;
    return (
      <Bar state={state}>
        {review.scopes.length > 0 && <SelectionMeter counts={hasChoice ? counts : countDeclared(review)} />}
        {pasted?.hasRequest && !review.diagnosis ? (
          <PastedButtons url={pasted.url} copied={copied} />
        ) : (
          <div class="sr-actions__line">
            {(!review.diagnosis || review.editable) && (
              <p id="effect">
                <ActionSummary review={review} selection={selection} />
              </p>
            )}
            {review.diagnosis && <CopyReport copied={copied} />}
          </div>
        )}
        <CopyException state={state} />
      </Bar>
    );
  }
  // If the page already requests exactly the ticked scopes, the user's next click belongs to the
  // page.
  const sends = review.failed || !isRequested(review, selection);
  const unknown = blamedScopes(state);
  const keepsAll = !sends && kept === review.scopes.length;
  const isSaved = keepsAll && savesAll(state);
  return (
    <Bar state={state} undone={review.failed ? null : state.undone}>
      <SelectionMeter counts={counts} />
      <div class="sr-actions__line">
        <p id="effect" aria-live="polite">
          {isAsked && (
            <>
              <InlineMarkup text={t('policy_off_asked')} />{' '}
            </>
          )}
          {busy ? t('action_busy') : <ActionSummary review={review} selection={selection} blamed={unknown.length} />}
          {sends && review.asksForAccount && <span> {t('action_account_again', review.provider.name)}</span>}
        </p>
        {!isSaved && <RememberOption state={state} checked={remember} onChange={setRemember} />}
      </div>
      <PolicyQuestions state={state} />
      {isSaved && <SavedLine state={state} />}
      <div class="sr-actions__main">
        {unknown.length > 0 && <DropUnknown scopes={unknown} selection={selection} />}
        <button
          type="button"
          id="continue"
          class={sends && unknown.length === 0 ? 'sr-button sr-button--primary sr-button--large' : 'sr-button sr-button--large'}
          aria-disabled={isDisabled}
          aria-describedby="effect"
          onClick={() => isDisabled || actions.continue({ remember })}
        >
          {tPlural(keepsAll ? 'action_keep_all' : 'action_continue', kept)}
        </button>
        {isNarrowed && kept < review.scopes.length && !review.failed && <UndoButton review={review} />}
      </div>
      {review.diagnosis && <CopyReport copied={copied} />}
    </Bar>
  );
}

interface RememberProps {
  state: ReviewState;
  checked: boolean;
  onChange(checked: boolean): void;
}

/** Offers to save the selection for the next time, or says why it can't be saved. */
function RememberOption({ state: { review, storage }, checked, onChange }: RememberProps) {
  if (storage !== 'ok' && storage !== 'reset') return <span class="sr-muted">{tById('storage', storage)}</span>;
  return (
    <label class="sr-option">
      <input
        class="sr-check"
        type="checkbox"
        aria-label={t('action_remember_for', appOnProvider(review))}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {t('action_remember')}
    </label>
  );
}

/**
 * The bar after Continue. The next button is the page's, so this bar has no primary one: it only
 * undoes what Continue did.
 */
export function ReducedBar({ state, onChange }: { state: ReviewState; onChange: () => void }) {
  const { review } = state;
  return (
    <Bar state={state}>
      <SavedLine state={state} />
      <div class="sr-actions__main sr-actions__main--start">
        <UndoButton review={review} />
        <button type="button" class="sr-link" onClick={onChange}>
          {t('state_change_selection')}
        </button>
      </div>
    </Bar>
  );
}

/**
 * The bar of a refusal that somebody else has to fix: the texts to send. Where dropping scopes may
 * help, that comes first. Trying again is possible where the choice is.
 */
export function SendBar({ state, messages, onDrop }: { state: ReviewState; messages: readonly Message[]; onDrop(): void }) {
  const canDrop = countOptional(state.review) > 0;
  return (
    <Bar state={state}>
      {canDrop && <DropOptional state={state} onDrop={onDrop} />}
      <SendButtons messages={messages} copied={state.copied} isSecondary={canDrop} />
    </Bar>
  );
}

/** Sends the request again with the selected scopes, and saves them for the next time if the user wants that. */
export function RetryButton({ state }: { state: ReviewState }) {
  const { review, selection } = state;
  const actions = useReviewActions();
  const [remember, setRemember] = useState(true);
  const isDisabled = state.busy || openQuestions(state).length > 0;
  const kept = review.scopes.filter((scope) => scope.locked || selection.has(scope.id)).length;
  if (!review.editable || kept === 0 || isBlockedByPolicy(review)) return null;
  return (
    <div class="sr-section sr-fold__body">
      {review.asksForAccount && (
        <p class="sr-small sr-muted" id="account-note">
          {t('action_account_again', review.provider.name)}
        </p>
      )}
      <PolicyQuestions state={state} />
      <RememberOption state={state} checked={remember} onChange={setRemember} />
      <button
        type="button"
        class="sr-button"
        title={t('action_again')}
        aria-disabled={isDisabled}
        aria-describedby={review.asksForAccount ? 'account-note' : undefined}
        onClick={() => isDisabled || actions.continue({ remember })}
      >
        {tPlural('action_continue', kept)}
      </button>
    </div>
  );
}

/** The bar after the approval or the denial; nothing if it would be empty. */
export function DoneBar({ state }: { state: ReviewState }) {
  if (!hasSelection(state) && noticesOf(state).length === 0) return null;
  return (
    <Bar state={state}>
      <SavedLine state={state} />
    </Bar>
  );
}

/**
 * Offers *Undo*, or says that the policy refuses it. Ignores the second click of a double click, because
 * the first one was on *Continue*, in the same place.
 */
function UndoButton({ review }: { review: Review }) {
  const { restoreOriginal } = useReviewActions();
  return undoRefusal(review) ? (
    <p class="sr-small">
      <InlineMarkup text={t('policy_off_undo')} />
    </p>
  ) : (
    <button type="button" class="sr-button" onClick={({ detail }) => detail > 1 || restoreOriginal()}>
      <Icon name="restore" />
      {tPlural('action_undo', review.scopes.length)}
    </button>
  );
}

function Bar({ state, undone = null, children }: { state: ReviewState; undone?: string | null; children: ComponentChildren }) {
  return (
    <footer class="sr-actions">
      <div aria-live="polite" class="sr-actions__notices">
        {undone && (
          <div class="sr-undone" tabIndex={-1}>
            <Banner icon="restore" text={undone} />
          </div>
        )}
        {noticesOf(state).map((notice) => (
          <Banner key={notice} icon="warning" text={notice} />
        ))}
      </div>
      {children}
    </footer>
  );
}

function noticesOf({ covered, refused }: ReviewState): string[] {
  return [covered ? t('banner_covered') : null, refused].filter((notice) => notice !== null);
}
