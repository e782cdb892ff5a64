/** A review, top to bottom. The same in panel and popup; the popup folds what is long. */
import type { ComponentChildren } from 'preact';
import type { Catalogue, ScopeId } from '@/providers/types';
import type { StorageState } from '@/utils/review/of-tab';
import type { AppCorrection, Review, SeenApp } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { Diagnosis } from '../diagnosis/Diagnosis';
import { Findings } from '../findings/Findings';
import { ActionBar } from './ActionBar';
import { Banner } from './Banner';
import { ChangesNote, PageNote } from './Notes';
import { OrgCheck, type OrgCheckState } from './OrgCheck';
import { PlanEditor } from './PlanEditor';
import { ScopeList } from './ScopeList';
import { SeenNote } from './SeenNote';
import { Subject, Verdict } from './Subject';
import { Top } from './Top';
import { splitOf } from './words';

export interface ReviewViewProps {
  review: Review;
  surface: 'panel' | 'popup';
  selection: ReadonlySet<ScopeId>;
  storage: StorageState;
  /** When the remembered selection was kept, milliseconds since the epoch. */
  rememberedAt: number | null;
  /** As stated for this account. */
  plans: Readonly<Record<string, string>> | null;
  planChoices: Catalogue['plans'];
  busy: boolean;
  /** The person's last click was not taken: something lies over the panel. */
  covered: boolean;
  /** Why the last click changed nothing, in words. */
  refused: string | null;
  onSelect(ids: ReadonlySet<ScopeId>): void;
  onUnlock(id: ScopeId): void;
  onContinue(choice: { remember: boolean }): void;
  onRestore(): void;
  onForget(): void;
  onPlans(plans: Record<string, string> | null): void;
  onCollapse?(): void;
  /** To a question of the diagnosis. */
  onAnswer(question: string, answer: string): void;
  /** What could be sent, and to whom; null where there is nobody else to ask. */
  message: { actor: string; text: string } | null;
  /** What was copied last. */
  copied: 'message' | 'report' | null;
  onCopy(what: 'message' | 'report'): void;
  /** The questions to the account's org. */
  check: OrgCheckState;
  onCheck(about: 'user' | 'sign-in'): void;
  /** Null where nothing can be said of the app. */
  correction: AppCorrection | null;
  onCorrect(said: AppCorrection['said']): void;
  /** Of earlier flows; null where there is nothing to tell. */
  seen: SeenApp | null;
  onForgetSeen(): void;
  /** For the text of an error that was not recognised. */
  paste?: ComponentChildren;
}

export function ReviewView(props: ReviewViewProps) {
  const { review, surface, selection, storage, plans, planChoices, busy } = props;
  const popup = surface === 'popup';
  const split = splitOf(review, selection);
  const gated = planChoices.length > 0 && review.scopes.some((scope) => scope.plans.length > 0);
  // In the popup below the choice: its height is the browser's, and the choice comes first.
  const asides = (
    <>
      <PageNote page={review.page} asked={review.current.length} />
      <SeenNote seen={props.seen} onForget={props.onForgetSeen} />
      {gated && <PlanEditor account={review.account} choices={planChoices} plans={plans} onPlans={props.onPlans} />}
    </>
  );
  return (
    <div class={popup ? 'sr-sheet sr-sheet--popup' : 'sr-sheet'}>
      <Top {...(props.onCollapse ? { onCollapse: props.onCollapse } : {})} />
      <main>
        <Subject review={review} brief={popup} correction={props.correction} onCorrect={props.onCorrect} />
        {review.diagnosis && (
          <Diagnosis
            diagnosis={review.diagnosis}
            provider={review.provider.name}
            links={review.links}
            message={props.message}
            onAnswer={props.onAnswer}
          >
            {props.paste && !review.diagnosis.recognised && <div class="sr-section sr-block">{props.paste}</div>}
            {review.orgQuestions && <OrgCheck review={review} state={props.check} onCheck={props.onCheck} />}
          </Diagnosis>
        )}
        {(review.scopes.length > 0 || !review.diagnosis) && <Verdict review={review} split={split} named={!popup} />}
        <Banners {...props} />
        <Findings findings={notInDiagnosis(review)} links={review.links} folded={popup} />
        {review.orgQuestions && review.username !== null && !review.diagnosis && (
          <OrgCheck review={review} state={props.check} onCheck={props.onCheck} />
        )}
        <div class="sr-section sr-notes">
          {review.scopes.length > 0 && !review.diagnosis && <ChangesNote changes={review.changes} seen={props.seen !== null} />}
          {!popup && asides}
        </div>
        {(review.scopes.length > 0 || !review.diagnosis) && (
          <ScopeList
            review={review}
            selection={selection}
            folded={popup}
            rememberedAt={props.rememberedAt}
            onSelect={props.onSelect}
            onUnlock={props.onUnlock}
            onForget={props.onForget}
          />
        )}
        {popup && <div class="sr-section sr-notes sr-notes--last">{asides}</div>}
      </main>
      <ActionBar
        review={review}
        split={split}
        selection={selection}
        surface={surface}
        notRemembered={storage === 'ok' || storage === 'reset' ? null : textById('storage', storage)}
        busy={busy}
        notices={[props.covered ? text('banner_covered') : null, props.refused].filter((notice) => notice !== null)}
        onContinue={props.onContinue}
        onRestore={props.onRestore}
        message={props.message}
        copied={props.copied}
        onCopy={props.onCopy}
      />
    </div>
  );
}

/** What the diagnosis tells is not told twice. */
function notInDiagnosis({ findings, diagnosis }: Review): Review['findings'] {
  const told = new Set(diagnosis ? [diagnosis.finding.id, ...diagnosis.causes.map(({ id }) => id)] : []);
  return findings.filter(({ id }) => !told.has(id));
}

/** What is true of the whole review. What answers a click stands at the button instead, where one looks. */
function Banners({ review, storage }: ReviewViewProps) {
  // Where an action of a connected app failed there is no request to change.
  const readOnlyReason = review.diagnosis?.connected ? null : review.readOnlyReason;
  // That a code was issued stands in the action bar alone: there is nothing else to say about it.
  const readOnly = readOnlyReason && readOnlyReason !== 'already-answered' ? textById('readonly', readOnlyReason) : '';
  if (!readOnly && storage !== 'reset') return null;
  return (
    <div class="sr-section sr-banners">
      {readOnly && <Banner icon="lock" text={text('banner_read_only', readOnly)} />}
      {storage === 'reset' && <Banner icon="history" text={text('banner_storage_reset')} />}
    </div>
  );
}
