import { Fragment } from 'preact';
import { listStart } from '@/utils/diagnosis/finding-text';
import type { Approval } from '@/utils/review/approval';
import { approvalFacts, approvalTitle, isCovered } from '@/utils/review/approval-text';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { approvalAlerts } from '../../review/ApprovalLine';
import { Notice } from '../../review/Lead';
import { Confirm } from '../Confirm';
import { CopyButton } from '../CopyButton';
import { type ApprovalFields, ApprovalForm, type ApprovedClient } from './ApprovalForm';
import { AskedCard, type AskedFor } from './AskedCard';
import { DeclineForm } from './DeclineForm';
import { Facts } from './Facts';

/** What an admin decides with a form. A button with the ID `<decision>-open` opens it. */
export type Decision = 'approve' | 'decline';

interface Props {
  /** Null if nothing was approved. */
  approval: Approval | null;
  /** The accounts that the app was approved for, if it is unknown which of them the request is for. */
  possible: readonly string[];
  /** The name of the policy that has the baseline; null if it was approved on this device. */
  policy: string | null;
  /** Whether saving replaces `approval`; it may also be that of any account, which stays. */
  isReplaced: boolean;
  /** Whose form is open; null for none. */
  form: Decision | null;
  /** What the user who asks said, which the form starts with; null for any other request. */
  asked: AskedFor | null;
  /** The client that is approved, and where it returns to, to compare before the approval. */
  client: ApprovedClient;
  /** The scopes of the request. */
  scopes: Review['scopes'];
  /** Whether the approval can leave out scopes, and those that it leaves out. */
  canLeaveOut: boolean;
  left: readonly string[];
  /** What an audit trail that is open, too, says about the time since the approval. */
  changes: readonly { title: string; changes: readonly string[] }[];
  /** Why the last click changed nothing; null if it worked. */
  fault: string | null;
  onSave(fields: ApprovalFields): void;
  onClose(): void;
  onDelete(): void;
  /** Both resolve to whether the browser let them copy. */
  onCopyEntry(): Promise<boolean>;
  /** Copies the text that tells the user what was approved. */
  onCopyReply(): Promise<boolean>;
  /** What is known against the app, with which the form to decline it starts; may be empty. */
  declineReason: string;
  /** Copies the text that tells the user that the app was not approved. */
  onDecline(reason: string): void;
}

/** Shows what was approved and what is different now, and takes what an admin decides. */
export function ApprovalPanel({
  approval,
  possible,
  policy,
  isReplaced,
  form,
  asked,
  client,
  scopes,
  canLeaveOut,
  left,
  changes,
  fault,
  onSave,
  onClose,
  onDelete,
  onCopyEntry,
  onCopyReply,
  declineReason,
  onDecline,
}: Props) {
  return (
    <>
      {asked && <AskedCard asked={asked} />}
      {possible.length > 0 && <Notice icon="warning" text={t('workbench_review_which_approval', listStart(possible))} />}
      {approval && (
        <section class="sr-approval" aria-label={t('workbench_approved')}>
          <h2 class="sr-heading" tabIndex={-1} id="approved">
            {approvalTitle(approval)}
          </h2>
          <Facts facts={approvalFacts(approval, policy)} />
          {Object.values(approvalAlerts(approval, scopes)).map(
            (text) => text && <Notice key={text} icon={isCovered(approval) ? 'policy' : 'warning'} text={text} />,
          )}
          {approval.drift === null && <Notice icon="info" text={t('approval_not_compared', calendarDay(approval.at))} />}
          {changes.map((list) => (
            <Fragment key={list.title}>
              <h3 class="sr-small">{list.title}</h3>
              <ul class="sr-approval__changes">
                {list.changes.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Fragment>
          ))}
          <div class="sr-approval__actions">
            <CopyButton key={`reply ${approval.at}`} label={t('workbench_reply')} onCopy={onCopyReply} />
            <CopyButton key={`entry ${approval.at}`} label={t('workbench_approved_copy')} isLink onCopy={onCopyEntry} />
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
      {form === 'approve' && (
        <ApprovalForm
          approval={isReplaced ? approval : null}
          asked={asked}
          client={client}
          canLeaveOut={canLeaveOut}
          left={left}
          onSave={onSave}
          onClose={onClose}
        />
      )}
      {form === 'decline' && <DeclineForm known={declineReason} onDecline={onDecline} onClose={onClose} />}
      {fault && (
        <p class="sr-alert sr-alert--warning" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
