import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import { canChangeData } from '@/utils/review/access';
import type { Approval } from '@/utils/review/approval';
import type { Review } from '@/utils/review/types';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';
import { Findings } from '../findings/Findings';
import { Icon } from '../icons/Icon';
import type { IconName } from '../icons/shapes';
import { approvalAlerts, ChangedScopes } from './ApprovalLine';
import { appName, countDeclared, declaredText, namesOf, type ScopeCounts } from './format';
import { type ReviewState, useReviewActions } from './review-state';

interface Props {
  state: ReviewState;
  counts: ScopeCounts;
  findings: readonly Finding[];
  /** Shows the row of a scope. */
  onShow(id: ScopeId): void;
  /** Opens the form for asking an admin; absent where the user is past that. */
  onAsk?: (() => void) | undefined;
}

/**
 * Sums the request up in one sentence, and lists what to know before the choice, one line each.
 * Nothing else stands above the choice.
 */
export function Lead({ state, counts, findings, onShow, onAsk }: Props) {
  const { review, storage } = state;
  // If an action of a connected app failed, there is no request that could be edited.
  const readOnlyReason = review.diagnosis?.connected ? null : review.readOnlyReason;
  const isStatic = readOnlyReason !== null && readOnlyReason !== 'already-answered';
  return (
    <section class="sr-lead sr-lead--pair" aria-label={t('review_summary')}>
      <p class="sr-verdict">
        <InlineMarkup text={verdictOf(review, counts)} />
      </p>
      <div class="sr-alerts">
        {isStatic && <Notice icon="lock" text={t('banner_read_only', tById('readonly', readOnlyReason))} />}
        {storage === 'reset' && <Notice icon="history" text={t('banner_storage_reset')} />}
        <Denied review={review} />
        {review.approval && <ApprovalAlerts approval={review.approval} scopes={review.scopes} />}
        <NotApproved state={state} />
        <KeptAgain state={state} onShow={onShow} />
        <NewScopes state={state} onShow={onShow} />
        <Findings findings={findings} links={review.links} />
        {onAsk && review.scopes.length > 0 && findings.some(needsAdmin) && (
          <button type="button" class="sr-link" onClick={onAsk}>
            {t('ask_menu')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Whether nobody but an administrator can let the connection succeed. */
const needsAdmin = ({ severity, actor }: Finding) => severity === 'blocker' && actor.endsWith('-admin');

/** Shows a notice about the whole review, which may hold `**bold**`. Blockers and warnings are colored. */
export function Notice({ icon, text }: { icon: IconName; text: string }) {
  return (
    <p class={icon === 'blocker' || icon === 'warning' ? `sr-alert sr-alert--${icon}` : 'sr-alert'}>
      <Icon name={icon} />
      <span>
        <InlineMarkup text={text} />
      </span>
    </p>
  );
}

/** The scopes that could be dropped and that the policy denies, so that nobody can keep them. */
const deniedOf = ({ scopes }: Review) => scopes.filter(({ locked, policy }) => !locked && policy?.action === 'deny');

/** Says why some scopes can't be kept. */
function Denied({ review }: { review: Review }) {
  const denied = review.editable ? deniedOf(review) : [];
  const reasons = [...new Set(denied.map(({ policy }) => policy?.reason.replaceAll('**', '* *')))];
  return denied.length > 0 && <Notice icon="policy" text={tPlural('policy_denies_here', denied.length, reasons.join('; '))} />;
}

/** Says what has to be known of an approval. The one about changes opens to the scopes. */
function ApprovalAlerts({ approval, scopes }: { approval: Approval; scopes: Review['scopes'] }) {
  const [isOpen, setOpen] = useState(false);
  // `NotApproved` offers to drop what is not locked.
  const offered = scopes.filter(({ locked }) => !locked).map(({ id }) => id);
  const { expired, changed } = approvalAlerts(approval, scopes, offered);
  return (
    <>
      {expired && <Notice icon="policy" text={expired} />}
      {changed && (
        <div class={isOpen ? 'sr-finding' : undefined}>
          <button type="button" class={isOpen ? 'sr-finding__head' : 'sr-alert'} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Icon name="policy" />
            <span class="sr-alert__title">
              <span>
                <InlineMarkup text={changed} />
              </span>
            </span>
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} small />
          </button>
          {isOpen && approval.drift && (
            <dl class="sr-finding__body sr-lines">
              <ChangedScopes changes={approval.drift} scopes={scopes} />
            </dl>
          )}
        </div>
      )}
    </>
  );
}

/**
 * Says how many scopes are new since last time and what they can do, names those first that the
 * user decides on, leads to their rows, and offers to drop those that are ticked.
 */
function NewScopes({ state, onShow }: { state: ReviewState; onShow(id: ScopeId): void }) {
  const { changes, scopes } = state.review;
  const added = scopes
    .filter(({ id }) => changes?.added.includes(id))
    .toSorted((one, other) => Number(one.locked) - Number(other.locked) || Number(canChangeData(other)) - Number(canChangeData(one)));
  const [first] = added;
  if (!first) return null;
  const changing = added.filter(canChangeData).length;
  const droppable = droppableOf(
    state,
    added.map(({ id }) => id),
  );
  const parts = [
    tPlural('changes_new', added.length),
    changing > 0 ? tPlural('changes_added_changing', changing) : '',
    tPlural('changes_added_selected', droppable.length),
  ];
  return (
    <DropAlert state={state} text={listText(parts.filter(Boolean))} drop={droppable} label={t('changes_drop')}>
      <Names scopes={added} onShow={() => onShow(first.id)} />
    </DropAlert>
  );
}

/** Says which scopes must stay although the saved selection drops them. */
function KeptAgain({ state, onShow }: { state: ReviewState; onShow(id: ScopeId): void }) {
  const { keptAgain, scopes } = state.review;
  const kept = scopes.filter(({ id }) => keptAgain.includes(id));
  const [first] = kept;
  if (!first) return null;
  return (
    <DropAlert state={state} text={tPlural('changes_kept_again', kept.length)}>
      <Names scopes={kept} onShow={() => onShow(first.id)} />
    </DropAlert>
  );
}

/** Names scopes, and leads to the row of the first one. */
function Names({ scopes, onShow }: { scopes: Review['scopes']; onShow(): void }) {
  const names = namesOf(scopes);
  return (
    <button type="button" class="sr-link sr-alert__names" aria-label={t('changes_show', names)} onClick={onShow}>
      {names}
    </button>
  );
}

/** Says that the approval leaves out scopes that are ticked, and offers to drop them. */
function NotApproved({ state }: { state: ReviewState }) {
  const drop = droppableOf(state, state.review.approval?.drift?.notApproved ?? []);
  if (drop.length === 0) return null;
  const text = tPlural('approval_leaves_out', drop.length);
  return <DropAlert state={state} text={text} drop={drop} label={tPlural('approval_drop', drop.length)} />;
}

/** Those of the scopes that are ticked and can be dropped. */
function droppableOf({ review, selection }: ReviewState, ids: readonly ScopeId[]): ScopeId[] {
  return review.scopes.filter(({ id, locked }) => !locked && ids.includes(id) && selection.has(id)).map(({ id }) => id);
}

interface DropProps {
  state: ReviewState;
  text: string;
  /** What the button with this label drops; without them, there is no button. */
  drop?: readonly ScopeId[];
  label?: string;
  /** What stands on a second line. */
  children?: ComponentChildren;
}

function DropAlert({ state: { review, selection }, text, drop = [], label, children }: DropProps) {
  const { select } = useReviewActions();
  return (
    <div class="sr-alert sr-alert--new">
      <Icon name="plus" />
      <span class="sr-alert__title" role="status">
        <InlineMarkup text={text} />
      </span>
      {review.editable && drop.length > 0 && (
        <button type="button" class="sr-link" onClick={() => select(new Set([...selection].filter((id) => !drop.includes(id))))}>
          {label}
        </button>
      )}
      {children}
    </div>
  );
}

/** Sums a request up in one sentence, which may hold `**bold**`. */
export function verdictOf(review: Review, { required }: ScopeCounts): string {
  const { editable, scopes, readOnlyReason } = review;
  const total = scopes.length;
  // A redirect host may contain asterisks, and two of them would switch to bold.
  if (total === 0)
    return readOnlyReason === 'read-from-page' || readOnlyReason === 'request-object'
      ? t('review_asks_unseen')
      : t('review_asks_none', appName(review).replaceAll('**', '* *'));
  if (review.isIncomplete) return `${tPlural('verdict_incomplete', total)} ${effectOf(review)}`.trim();
  const free = total - required;
  if (free === 0) return `${tPlural('verdict_all_required', total)} ${effectOf(review)}`;
  // Nothing states whether these scopes are optional.
  if (!editable && scopes.every(({ requirement }) => requirement === 'undeclared'))
    return `${tPlural('verdict_count', total)} ${effectOf(review)}`;
  if (!editable) return `${tPlural('verdict_read_only', total, declaredText(countDeclared(review)))} ${effectOf(review)}`;
  if (total === 1) return t('verdict_single');
  if (scopes.every(({ requirement }) => requirement === 'undeclared')) return tPlural('verdict_undeclared', total);
  const denied = deniedOf(review).length;
  if (denied > 0) return tPlural('verdict_denied', total, required, denied, free - denied);
  return required === 0 ? tPlural('verdict_any', total) : tPlural('verdict_some', total, required, free);
}

/**
 * Says whether the scopes can change data, where there is no filter that counts them. Scopes that
 * nobody describes are counted, because they may change data too.
 */
function effectOf({ scopes, isIncomplete, readOnlyReason }: Review): string {
  const changing = scopes.filter(canChangeData).length;
  const unknown = scopes.filter(({ access }) => access === null).length;
  const parts = [changing > 0 ? tPlural('verdict_can_change', changing) : '', unknown > 0 ? tPlural('verdict_unknown', unknown) : ''];
  // Without `openid`, the meaning of the other standard scopes is unspecified (OpenID Connect Core
  // 1.0, section 3.1.2.1).
  const isSpecified = readOnlyReason !== 'protocol-only' || scopes.some(({ id }) => id === 'openid');
  if (changing + unknown === 0 && isSpecified && !isIncomplete) return t('verdict_changes_nothing');
  return parts.filter(Boolean).join(' ');
}
