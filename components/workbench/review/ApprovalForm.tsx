import { useEffect, useRef, useState } from 'preact/hooks';
import { FIELD_LIMITS } from '@/utils/policy/field-limits';
import type { Approval } from '@/utils/review/approval';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import type { AskedFor } from './AskedCard';
import { Facts } from './Facts';

/** What an admin says about an approval; `until` is the last day, or null for no end. */
export type ApprovalFields = Pick<Approval, 'askedBy' | 'reason' | 'reviewedBy' | 'until' | 'dropped'>;

/** What the approval is for; `account` is empty for any. */
export interface ApprovedClient {
  id: string | null;
  redirectHost: string | null;
  account: string;
}

interface Props {
  /** The approval that is replaced; null for a new one. */
  approval: Approval | null;
  asked: AskedFor | null;
  client: ApprovedClient;
  canLeaveOut: boolean;
  left: readonly string[];
  onSave(fields: ApprovalFields): void;
  onClose(): void;
}

/** Takes what an admin notes about an approval, and says which scopes it leaves out. The focus moves into it. */
export function ApprovalForm({ approval, asked, client, canLeaveOut, left, onSave, onClose }: Props) {
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
    onSave({
      askedBy,
      reason,
      reviewedBy,
      until: until || null,
      ...(left.length > 0 ? { dropped: [...left] } : {}),
    });
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    <form autocomplete="off" class="sr-approval sr-approval__form" aria-labelledby="approve" onSubmit={save} onKeyDown={onKeyDown}>
      <h2 class="sr-heading" id="approve">
        {t('workbench_approve_title')}
      </h2>
      <p class="sr-small sr-muted">{t('workbench_approve_text')}</p>
      <div class="sr-approval__reason">
        <Facts
          facts={[
            [t('workbench_export_client'), client.id ?? ''],
            [t('redirect_host'), client.redirectHost ?? ''],
            [t('approval_account'), client.account || t('workbench_approved_any_account')],
          ]}
        />
      </div>
      <label>
        <span>{t('approval_asked_by')}</span>
        <span class="sr-field">
          <input autocomplete="off" ref={first} type="text" maxLength={FIELD_LIMITS.person} {...input('askedBy')} />
        </span>
      </label>
      <label>
        <span>{t('approval_reviewed_by')}</span>
        <span class="sr-field">
          <input autocomplete="off" type="text" maxLength={FIELD_LIMITS.person} {...input('reviewedBy')} />
        </span>
      </label>
      <label class="sr-approval__reason">
        <span>{t('approval_reason')}</span>
        <textarea
          autocomplete="off"
          class="sr-area"
          rows={2}
          maxLength={FIELD_LIMITS.reason}
          value={fields.reason}
          onInput={({ currentTarget }) => setFields({ ...fields, reason: currentTarget.value })}
        />
      </label>
      <label>
        <span>{t('approval_until')}</span>
        <span class="sr-field">
          <input autocomplete="off" type="date" min={calendarDay(Date.now())} {...input('until')} />
        </span>
      </label>
      {canLeaveOut && (
        <p class="sr-approval__reason sr-small">
          {left.length > 0 ? t('workbench_approve_without', left.join(', ')) : t('workbench_approve_choose')}
        </p>
      )}
      <p class="sr-approval__actions">
        <button type="submit" class="sr-button sr-button--primary">
          {t(approval ? 'workbench_approve_replace' : 'workbench_approve')}
        </button>
        <button type="button" class="sr-button" onClick={onClose}>
          {t('cancel')}
        </button>
      </p>
    </form>
  );
}
