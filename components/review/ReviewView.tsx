import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asksFirst, shownFinding } from '@/utils/diagnosis/finding-text';
import type { Diagnosis as DiagnosisData } from '@/utils/diagnosis/types';
import { findingsFor, isDeniedByUser } from '@/utils/review/shown-alerts';
import type { MessageKind, Review } from '@/utils/review/types';
import { t, tPlural } from '@/utils/text/text';
import { Fold } from '../controls/Fold';
import { Diagnosis } from '../diagnosis/Diagnosis';
import { CopiedStatus, Messages } from '../diagnosis/Messages';
import { Findings } from '../findings/Findings';
import { ActionBar, DoneBar, isForSomebodyElse, ReducedBar, RetryButton, SendBar } from './ActionBar';
import { canContinue, isRequested } from './ActionSummary';
import { ApprovedFace } from './ApprovedFace';
import { AskAdmin } from './AskAdmin';
import { Details } from './Details';
import { countScopes } from './format';
import { Lead } from './Lead';
import { OrgCheck } from './OrgCheck';
import { ReviewHead } from './ReviewHead';
import { type ReviewActions, ReviewActionsProvider, type ReviewState, type Surface } from './review-state';
import { ScopeList } from './ScopeList';
import type { RowTarget } from './ScopeRow';
import { DeniedFace, ReducedFace } from './StateFace';

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
  const [isAsking, setAsking] = useState(false);
  const [isChanging, setIsChanging] = useState(false);
  const requested = review.current.join(' ');
  // Once the page requests something else, the choice was made.
  useEffect(() => setIsChanging(false), [requested]);
  // The button that led to the choice is gone.
  useEffect(() => {
    if (isChanging) document.querySelector<HTMLElement>('h1')?.focus();
  }, [isChanging]);
  const isReduced = !isChanging && isNarrowedTo(state);
  const isApproved = review.outcome?.kind === 'code' && (review.scopes.length > 0 || state.pasted === null);
  const isDenied = isDeniedByUser(review);
  const isCard = isReduced || isApproved || isDenied;
  const sheet = ['sr-sheet', surface !== 'panel' && `sr-sheet--${surface}`, isCard && 'sr-sheet--card'].filter(Boolean).join(' ');
  return (
    <div class={sheet}>
      <ReviewHead
        review={review}
        copied={state.copied}
        appOverride={appOverride}
        canContinue={surface !== 'page' && !isCard && !isForSomebodyElse(state) && canContinue(review)}
        idsShown={idsShown}
        onShowIds={setIdsShown}
        onAsk={surface !== 'page' && review.scopes.length > 0 ? () => setAsking(true) : null}
      />
      {isAsking && <AskAdmin copied={state.copied} onClose={() => setAsking(false)} />}
      {isApproved ? (
        <>
          <Body surface={surface}>
            <ApprovedFace state={state} idsShown={idsShown} />
          </Body>
          <DoneBar state={state} />
        </>
      ) : isReduced ? (
        <>
          <Body surface={surface}>
            <ReducedFace state={state} idsShown={idsShown} />
          </Body>
          <ReducedBar state={state} onChange={() => setIsChanging(true)} />
        </>
      ) : isDenied ? (
        <>
          <Body surface={surface}>
            <DeniedFace state={state} />
          </Body>
          <DoneBar state={state} />
        </>
      ) : review.diagnosis ? (
        <Refused surface={surface} state={state} idsShown={idsShown} onShowIds={setIdsShown} paste={paste} />
      ) : (
        <Decision surface={surface} state={state} idsShown={idsShown} onShowIds={setIdsShown} onAsk={() => setAsking(true)} />
      )}
    </div>
  );
}

/**
 * The part between head and bar. A page that draws the review as a part of itself has a `main` of
 * its own.
 */
function Body({ surface, children }: { surface: Surface; children: ComponentChildren }) {
  return surface === 'page' ? <div class="sr-sheet__body">{children}</div> : <main>{children}</main>;
}

interface DecisionProps extends Pick<Props, 'surface' | 'state' | 'paste'> {
  idsShown: boolean;
  onShowIds(shown: boolean): void;
}

/** Shows the choice, and below it the questions that the user may ask the org. */
function Decision({ surface, state, onAsk, ...ids }: DecisionProps & { onAsk(): void }) {
  const counts = countScopes(state.review, state.selection);
  const { orgQuestions, username } = state.review;
  return (
    <>
      <Body surface={surface}>
        <Choice state={state} findings={state.review.findings} onAsk={onAsk} {...ids} />
        {orgQuestions && username !== null && <OrgCheck review={state.review} state={state.orgCheck} />}
        <Details state={state} />
      </Body>
      <ActionBar state={state} counts={counts} />
    </>
  );
}

/**
 * Shows why the request was refused. Where the user can try again at once, the choice follows;
 * otherwise it is one line, because sending a text comes first.
 */
function Refused({ surface, state, paste, ...ids }: DecisionProps) {
  const { review, selection, messages, copied, orgCheck } = state;
  const diagnosis = review.diagnosis as DiagnosisData;
  const [kind, setKind] = useState<MessageKind | null>(null);
  const [isDropping, setDropping] = useState(false);
  const isForOthers = isForSomebodyElse(state) && !isDropping;
  // Whoever pastes an error may help somebody else; a tab is the user's own, so nobody waits for a
  // reply. A user who can try again needs no text, except to a person who can help.
  const isHelper = state.pasted !== null;
  const asks = asksFirst(diagnosis);
  const kinds: readonly MessageKind[] = asks ? ['questions', 'admin', 'customer'] : ['admin', 'customer', 'questions'];
  const sendable = messages
    .filter((message) => isForOthers || message.kind === 'admin')
    .toSorted((one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
  const chosen = sendable.find((message) => message.kind === kind) ?? sendable[0];
  const findings = notInDiagnosis(review);
  // What may explain the refusal stays in view where the choice is folded.
  const inView = isForOthers ? findings.filter(({ severity }) => severity !== 'notice') : [];
  // The app starts the same request again; here it can only be changed.
  const canRetry = review.editable && review.scopes.some(({ locked, unlockable }) => !locked || unlockable);
  const choice = review.scopes.length > 0 && (
    <Choice state={state} findings={findings.filter((finding) => !inView.includes(finding))} {...ids} />
  );
  return (
    <>
      <Body surface={surface}>
        <Diagnosis
          diagnosis={diagnosis}
          provider={review.provider.name}
          links={review.links}
          ownerChoice={state.pasted?.ownerChoice}
          send={chosen && <Messages messages={sendable} chosen={chosen} copied={copied} onChoose={setKind} />}
        >
          {paste && !diagnosis.recognized && <div class="sr-section sr-block">{paste}</div>}
          {review.orgQuestions && <OrgCheck review={review} state={orgCheck} />}
        </Diagnosis>
        {inView.length > 0 && (
          <div class="sr-lead">
            <Findings findings={inView} links={review.links} />
          </div>
        )}
        {choice &&
          (isForOthers ? (
            <Fold
              icon="box-on"
              title={t(canRetry ? 'refused_choice' : 'refused_request')}
              summary={tPlural('refused_choice_scopes', review.scopes.length)}
            >
              {choice}
              {canRetry && <RetryButton state={state} />}
            </Fold>
          ) : (
            choice
          ))}
        <Details state={state} />
      </Body>
      <CopiedStatus messages={messages} copied={copied} />
      {isForOthers ? (
        <SendBar
          state={state}
          messages={sendable.filter((message) => isHelper || message.kind === 'admin' || (asks && message.kind === 'questions'))}
          onDrop={() => setDropping(true)}
        />
      ) : (
        <ActionBar state={state} counts={countScopes(review, selection)} />
      )}
    </>
  );
}

/** Shows the summary and the list of scopes. The summary alone says why there are none. */
function Choice({
  state,
  findings,
  onAsk,
  ...ids
}: Omit<DecisionProps, 'surface' | 'paste'> & { findings: Review['findings']; onAsk?: () => void }) {
  const { review, selection } = state;
  const shown = findingsFor(findings, review.scopes, selection);
  const [target, setTarget] = useState<RowTarget | null>(null);
  return (
    <>
      <Lead state={state} counts={countScopes(review, selection)} findings={shown} onShow={(id) => setTarget({ id })} onAsk={onAsk} />
      {review.scopes.length > 0 && (
        <ScopeList review={review} selection={selection} target={target} onTargetShown={() => setTarget(null)} {...ids} />
      )}
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
  if (!diagnosis) return findings;
  const main = shownFinding(diagnosis);
  // What supports the shown cause is its evidence, not one more warning.
  const evidence = diagnosis.causes.find(({ id }) => id === main.id)?.for ?? [];
  const shownIds = new Set([
    diagnosis.finding.id,
    ...diagnosis.causes.map(({ id }) => id),
    ...evidence.map((signal) => signal.replace('observed:', '')),
  ]);
  return findings.filter(({ id }) => !shownIds.has(id));
}
