import { useEffect, useRef, useState } from 'preact/hooks';
import type { TableRecord } from '@/providers/contract/table';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import type { Approval } from '@/utils/review/approval';
import { approvalFacts } from '@/utils/review/approval-text';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { approvalAlerts } from '../../review/ApprovalLine';
import { Notice } from '../../review/Lead';
import { Confirm } from '../Confirm';

/** What an admin says about an approval; `until` is the last day, or null for no end. */
export type ApprovalFields = Pick<Approval, 'askedBy' | 'reason' | 'reviewedBy' | 'until' | 'dropped'>;

interface Props {
  /** Null if nothing was approved. */
  approval: Approval | null;
  /** The name of the policy that has the baseline; null if it was approved on this device. */
  policy: string | null;
  /** Whether saving replaces `approval`; it may also be that of any account, which stays. */
  isReplaced: boolean;
  /** Whether the form is open. */
  isOpen: boolean;
  /** What the user who asks said, which the form starts with; null for any other request. */
  asked: { by: string; reason: string; dropped?: readonly string[] | undefined } | null;
  /** The client that is approved, and where it returns to, to compare before the approval. */
  client: { id: string | null; redirectHost: string | null };
  /** The requested scopes that the approval can leave out; empty for none. */
  droppable: readonly string[];
  /**
   * The changes of this app in an audit trail that is open, too. `isAfter`: whether they are after
   * the approval; null if the dates can't be compared.
   */
  changes: readonly (TableRecord & { isAfter: boolean | null })[];
  /** Why the last click changed nothing; null if it worked. */
  fault: string | null;
  onSave(fields: ApprovalFields): void;
  onClose(): void;
  onDelete(): void;
  onCopyEntry(): void;
}

/** Shows what was approved and what is different now, and takes what an admin notes about it. */
export function ApprovalPanel({
  approval,
  policy,
  isReplaced,
  isOpen,
  asked,
  client,
  droppable,
  changes,
  fault,
  onSave,
  onClose,
  onDelete,
  onCopyEntry,
}: Props) {
  const after = changes.filter(({ isAfter }) => isAfter !== false);
  return (
    <>
      {asked && (asked.by || asked.reason || asked.dropped) && (
        <section class="sr-approval" aria-label={t('workbench_asked')}>
          <h2 class="sr-heading">{t('workbench_asked')}</h2>
          <Facts
            facts={[
              [t('approval_asked_by'), asked.by],
              [t('approval_reason'), asked.reason],
              [t('workbench_asked_dropped'), asked.dropped ? asked.dropped.join(', ') || t('workbench_asked_keeps_all') : ''],
            ]}
          />
        </section>
      )}
      {approval && (
        <section class="sr-approval" aria-label={t('workbench_approved')}>
          <h2 class="sr-heading" tabIndex={-1} id="approved">
            {t('workbench_approved_on', calendarDay(approval.at))}
          </h2>
          <Facts facts={approvalFacts(approval, policy)} />
          {Object.values(approvalAlerts(approval)).map((text) => text && <Notice key={text} icon="policy" text={text} />)}
          {approval.drift === null && <Notice icon="info" text={t('approval_not_compared', calendarDay(approval.at))} />}
          {after.length > 0 && (
            <>
              <h3 class="sr-small">{t('workbench_audit_after')}</h3>
              <ul class="sr-approval__changes">
                {after.map(({ event, at, isAfter }) => (
                  <li key={`${event} ${at}`}>
                    <code class="sr-code">{event}</code> {at}
                    {isAfter === null && ` ${t('workbench_audit_unsure')}`}
                  </li>
                ))}
              </ul>
            </>
          )}
          <div class="sr-approval__actions">
            <button type="button" class="sr-link" onClick={onCopyEntry}>
              {t('workbench_approved_copy')}
            </button>
            {policy === null && (
              <Confirm
                label={t('workbench_approved_delete')}
                text={t('workbench_approved_delete_sure')}
                yes={t('workbench_approved_delete_yes')}
                onConfirm={onDelete}
              />
            )}
          </div>
        </section>
      )}
      {isOpen && (
        <Form
          approval={isReplaced ? approval : null}
          asked={asked}
          client={client}
          droppable={droppable}
          onSave={onSave}
          onClose={onClose}
        />
      )}
      {fault && (
        <p class="sr-alert sr-alert--warning" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

/** Lists names and values, without those that are empty. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="sr-facts">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Form({
  approval,
  asked,
  client,
  droppable,
  onSave,
  onClose,
}: Pick<Props, 'approval' | 'asked' | 'client' | 'droppable' | 'onSave' | 'onClose'>) {
  // What the user asks for is the least that works.
  const [isSmaller, setSmaller] = useState(droppable.length > 0);
  const [fields, setFields] = useState({
    askedBy: asked?.by || approval?.askedBy || '',
    reason: asked?.reason || approval?.reason || '',
    reviewedBy: approval?.reviewedBy ?? '',
    until: approval?.until ?? '',
  });
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const input = (key: 'askedBy' | 'reviewedBy' | 'until') => ({
    value: fields[key],
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => setFields({ ...fields, [key]: currentTarget.value }),
  });
  const save = (event: Event) => {
    event.preventDefault();
    const { until, ...texts } = fields;
    const [askedBy, reason, reviewedBy] = [texts.askedBy.trim(), texts.reason.trim(), texts.reviewedBy.trim()];
    onSave({ askedBy, reason, reviewedBy, until: until || null, ...(isSmaller ? { dropped: [...droppable] } : {}) });
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    <form class="sr-approval sr-approval__form" aria-labelledby="approve" onSubmit={save} onKeyDown={onKeyDown}>
      <h2 class="sr-heading" id="approve">
        {t('workbench_approve_title')}
      </h2>
      <p class="sr-small sr-muted">{t('workbench_approve_text')}</p>
      <div class="sr-approval__reason">
        <Facts
          facts={[
            [t('workbench_export_client'), client.id ?? ''],
            [t('changes_list_other_host'), client.redirectHost ?? ''],
          ]}
        />
      </div>
      <label>
        <span>{t('approval_asked_by')}</span>
        <span class="sr-field">
          <input ref={first} type="text" maxLength={FIELD_LIMITS.person} {...input('askedBy')} />
        </span>
      </label>
      <label>
        <span>{t('approval_reviewed_by')}</span>
        <span class="sr-field">
          <input type="text" maxLength={FIELD_LIMITS.person} {...input('reviewedBy')} />
        </span>
      </label>
      <label class="sr-approval__reason">
        <span>{t('approval_reason')}</span>
        <textarea
          class="sr-area"
          rows={2}
          maxLength={FIELD_LIMITS.reason}
          value={fields.reason}
          onInput={({ currentTarget }) => setFields({ ...fields, reason: currentTarget.value })}
        />
      </label>
      <label>
        <span>{t('workbench_approve_until')}</span>
        <span class="sr-field">
          <input type="date" min={calendarDay(Date.now())} {...input('until')} />
        </span>
      </label>
      {droppable.length > 0 && (
        <label class="sr-option sr-approval__reason">
          <input type="checkbox" class="sr-check" checked={isSmaller} onChange={({ currentTarget }) => setSmaller(currentTarget.checked)} />
          <span>{t('workbench_approve_without', droppable.join(', '))}</span>
        </label>
      )}
      <p class="sr-approval__actions">
        <button type="submit" class="sr-button sr-button--primary">
          {t(approval ? 'workbench_approve_replace' : 'workbench_approve')}
        </button>
        <button type="button" class="sr-button" onClick={onClose}>
          {t('workbench_approve_cancel')}
        </button>
      </p>
    </form>
  );
}
