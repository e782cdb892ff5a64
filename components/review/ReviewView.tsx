import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { Diagnosis } from '../diagnosis/Diagnosis';
import { ActionBar, canContinue, DoneBar, ReducedBar } from './ActionBar';
import { isRequested } from './ActionSummary';
import { Details } from './Details';
import { countScopes } from './format';
import { Lead } from './Lead';
import { OrgCheck } from './OrgCheck';
import { ReviewHead } from './ReviewHead';
import { type ReviewActions, ReviewActionsProvider, type ReviewState, type Surface } from './review-state';
import { ScopeList } from './ScopeList';
import { ApprovedFace, ReducedFace } from './StateFace';

interface Props {
  surface: Surface;
  state: ReviewState;
  actions: ReviewActions;
  /** A field to paste an error text, drawn if the error was not recognized. */
  paste?: ComponentChildren;
}

/**
 * Draws one review, the same in panel and popup, with one face for each moment of a connection. It
 * keeps no state of the review itself: every click calls one of the actions.
 */
export function ReviewView({ actions, ...sheet }: Props) {
  return (
    <ReviewActionsProvider value={actions}>
      <Sheet {...sheet} />
    </ReviewActionsProvider>
  );
}

function Sheet({ surface, state, paste }: Omit<Props, 'actions'>) {
  const { review, appOverride } = state;
  const [idsShown, setIdsShown] = useState(false);
  const [isChanging, setIsChanging] = useState(false);
  const requested = review.current.join(' ');
  // Once the page requests something else, the choice was made.
  useEffect(() => setIsChanging(false), [requested]);
  const isReduced = !isChanging && isNarrowedTo(state);
  const isApproved = review.outcome?.kind === 'code' && review.scopes.length > 0;
  const isCard = isReduced || isApproved;
  const sheet = ['sr-sheet', surface === 'popup' && 'sr-sheet--popup', isCard && 'sr-sheet--card'].filter(Boolean).join(' ');
  return (
    <div class={sheet}>
      <ReviewHead
        review={review}
        appOverride={appOverride}
        canContinue={!isCard && canContinue(state)}
        idsShown={idsShown}
        onShowIds={setIdsShown}
      />
      {isApproved ? (
        <>
          <main>
            <ApprovedFace state={state} idsShown={idsShown} />
          </main>
          <DoneBar state={state} />
        </>
      ) : isReduced ? (
        <>
          <main>
            <ReducedFace state={state} idsShown={idsShown} />
          </main>
          <ReducedBar state={state} onChange={() => setIsChanging(true)} />
        </>
      ) : (
        <Decision state={state} idsShown={idsShown} onShowIds={setIdsShown} paste={paste} />
      )}
    </div>
  );
}

interface DecisionProps extends Pick<Props, 'state' | 'paste'> {
  idsShown: boolean;
  onShowIds(shown: boolean): void;
}

/** Shows the choice, below the reason if the request was refused. */
function Decision({ state, paste, ...ids }: DecisionProps) {
  const { review, selection, message, orgCheck } = state;
  const { diagnosis } = review;
  const counts = countScopes(review, selection);
  const hasList = review.scopes.length > 0 || !diagnosis;
  return (
    <>
      <main>
        {diagnosis && (
          <Diagnosis diagnosis={diagnosis} provider={review.provider.name} links={review.links} message={message}>
            {paste && !diagnosis.recognized && <div class="sr-section sr-block">{paste}</div>}
            {review.orgQuestions && <OrgCheck review={review} state={orgCheck} />}
          </Diagnosis>
        )}
        {hasList && <Lead state={state} counts={counts} findings={notInDiagnosis(review)} />}
        {review.orgQuestions && review.username !== null && !diagnosis && <OrgCheck review={review} state={orgCheck} />}
        {hasList && <ScopeList review={review} selection={selection} {...ids} />}
        <Details state={state} />
      </main>
      <ActionBar state={state} counts={counts} />
    </>
  );
}

/** Whether the page requests what the user continued with, and waits for the decision. */
function isNarrowedTo({ review, selection }: ReviewState): boolean {
  const { editable, failed, diagnosis, current, scopes } = review;
  return editable && !failed && !diagnosis && current.length < scopes.length && isRequested(review, selection);
}

/** Returns the findings that the diagnosis does not already show. */
function notInDiagnosis({ findings, diagnosis }: Review): Review['findings'] {
  const shownIds = new Set(diagnosis ? [diagnosis.finding.id, ...diagnosis.causes.map(({ id }) => id)] : []);
  return findings.filter(({ id }) => !shownIds.has(id));
}
