import { useEffect, useMemo, useState } from 'preact/hooks';
import { appOnProvider } from '@/components/review/format';
import type { Option } from '@/components/workbench/Choice';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import type { ApprovalFields } from '@/components/workbench/review/ApprovalForm';
import { ApprovalPanel, type Decision } from '@/components/workbench/review/ApprovalPanel';
import { EarlierConnections } from '@/components/workbench/review/EarlierConnections';
import { ReviewSheet } from '@/components/workbench/review/ReviewSheet';
import type { RequestRow } from '@/components/workbench/review/request-rows';
import { visibleJson } from '@/providers/oauth2/invisible';
import { isWholeHost } from '@/providers/oauth2/redirect';
import { auditChanges, auditLists } from '@/utils/files/audit-trail';
import { reviewInputOf } from '@/utils/files/open';
import { nameInFile } from '@/utils/files/record-text';
import { tableDayText } from '@/utils/files/table-time';
import type { Found } from '@/utils/files/types';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { nameOfApp } from '@/utils/review/app-name';
import { approvalAccount, isComplete } from '@/utils/review/approval';
import { approvalReply, declineReason, declineReply } from '@/utils/review/approval-reply';
import { droppableOf } from '@/utils/review/droppable';
import type { ReviewInput } from '@/utils/review/review-input';
import { approvalClient } from '@/utils/review/user-overrides';
import { approvedAccount } from '@/utils/storage/baselines';
import { t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { copyText } from '../../app/copy';
import { historyRow } from '../history/rows';
import { POLICY_PART } from '../policy/test-rows';
import { linkTo } from '../route';
import { saveExport } from '../save-export';
import type { OpenedItem, Session } from '../use-session';
import { baselineOf, possibleBaselines, possibleKey } from './baseline-of';
import { beforeChange, compareScopes, requestAt } from './comparison';
import { exportsOf, fileName } from './exports';
import { policyPart } from './policy-part';
import { requestFacts } from './request-facts';
import { reviewWithPolicy } from './review-with-policy';
import { type Baselines, useSeen } from './use-baselines';
import { useChoice } from './use-choice';
import { useEarlier } from './use-earlier';
import { whyNotApprovable } from './why-not-approvable';

interface Props {
  item: OpenedItem;
  found: Found;
  session: Session;
  /** The rows of everything that was opened. */
  rows: readonly RequestRow[];
  /** The key of the row that is shown. */
  place: string;
  /** The part of the review that is shown first; empty for the scopes. */
  part: string;
  baselines: Baselines;
  /** The policy that counts; null if there is none. */
  policyFile: PolicyFile | null;
  /** Whether there may be a policy that can't be read. */
  isPolicyUnread: boolean;
  isPrivate: boolean;
}

/** Shows the review of one request, or of one app in a file. */
export function RequestDetail({ found, isPolicyUnread, ...props }: Props) {
  const input = useMemo(() => {
    const read = reviewInputOf(found.input);
    return read && { ...read, appName: read.appName ?? nameInFile(found), isPolicyUnread };
  }, [found, isPolicyUnread]);
  return input && <Detail key={props.place} found={found} input={input} {...props} />;
}

type DetailProps = Omit<Props, 'isPolicyUnread'> & { input: ReviewInput };

/** What is no request, and so has its own name in the tab of what was read. */
const tabKinds: ReadonlySet<string> = new Set(['audit-trail', 'settings']);

const BASELINE = 'baseline';
const BEFORE = 'before';
/** Further requests are not offered for a comparison. */
const MAX_CHOICES = 500;

function Detail({ item, found, input, session, rows, place, part, baselines, policyFile, isPrivate }: DetailProps) {
  const { provider, request } = input;
  const { settings } = found;
  const client = approvalClient(request);
  const account = input.account ?? approvalAccount(request);
  const earlier = useEarlier(provider.id, client, isPrivate);
  const { baseline, possible } = useMemo(() => {
    const known = { stored: baselines.all, policy: policyFile };
    return { baseline: baselineOf(known, found, input), possible: possibleBaselines(known, found, input) };
  }, [baselines.all, policyFile, found, input]);
  const owner = baseline && policyFile?.baselines?.includes(baseline) ? policyFile : null;
  const review = useMemo(() => reviewWithPolicy(input, baseline, policyFile), [input, baseline, policyFile]);
  const { approval } = review;
  // Only what can be dropped is a choice; a pasted request may say anything.
  const asked = found.asked?.dropped;
  const dropped = useMemo(() => asked && droppableOf(review, asked), [review, asked]);
  const target = approvedAccount(account, baseline);
  // The baseline of any account is compared, too, but approving one account leaves it as it is.
  const isReplaced = baseline?.account === target && !owner;
  const [chosen, setChosen] = useState<string | null>(null);
  const [form, setForm] = useState<Decision | null>(null);
  const seen = useSeen(baselines, { provider: provider.id, app: client ?? '', account: target }, form);
  const [status, setStatus] = useState('');
  const [focused, setFocused] = useState('');
  useEffect(() => {
    if (focused) document.getElementById(focused)?.focus();
    setFocused('');
  }, [focused]);

  // A list that may have other scopes is neither the same as another nor different.
  const isComparable = ({ key, provider: name }: RequestRow) => key !== place && name === review.provider.name && requestAt(session, key);
  const others = isComplete(request) ? rows.filter(isComparable) : [];
  const change = useMemo(() => beforeChange(found), [found]);
  const choices: Option[] = [
    ...(change ? [[BEFORE, [t('workbench_review_before'), change.at && tableDayText(change.at)].filter(Boolean).join(', ')] as const] : []),
    ...(baseline ? [[BASELINE, t('workbench_review_baseline', calendarDay(baseline.at))] as const] : []),
    ...possible.map((one) => [possibleKey(one), t('workbench_review_baseline_of', calendarDay(one.at), one.account)] as const),
    ...others
      .slice(0, MAX_CHOICES)
      .map(({ key, app, account: of, file, apart }) => [key, [app, of, file, apart].filter(Boolean).join(' \u00b7 ')] as const),
  ];
  const wanted = chosen ?? (approval?.drift ? BASELINE : change ? BEFORE : '');
  const compared = choices.find(([value]) => value === wanted) ?? null;
  const appAt = (key: string | undefined) => rows.find((row) => row.key === key)?.app ?? null;
  const otherApp = compared?.[0] === BEFORE || appAt(compared?.[0]) === appAt(place) ? null : appAt(compared?.[0]);
  const approved = compared?.[0] === BASELINE ? baseline : (possible.find((one) => possibleKey(one) === compared?.[0]) ?? null);
  const before = useMemo(
    () => approved?.scopes ?? (compared?.[0] === BEFORE ? change?.scopes : null) ?? requestAt(session, compared?.[0] ?? '')?.scopes ?? null,
    [compared?.[0], approved, change, session.items],
  );
  const { groups, drift } = useMemo(
    () => compareScopes(input, review, settings, before, { unwanted: dropped ?? [], otherApp, baseline: approved }),
    [review, before, otherApp, approved],
  );

  const subject = appOnProvider(review, nameInFile(found));
  const name = found.app ?? nameOfApp(review) ?? '';
  const allFound = session.items.flatMap(({ opened }) => opened?.found ?? []);
  const named = baseline && { provider: provider.id, appName: review.app.name ?? baseline.appName, at: baseline.at };
  const changes = named ? auditLists(auditChanges(allFound, named)) : [];
  const whyNot = whyNotApprovable(request, isPrivate, owner?.name ?? null);
  const { choice, left, leftOut, reset } = useChoice(review, whyNot === null, dropped ?? null, isReplaced ? approval : null);

  const textIn = exportsOf({
    review,
    request,
    found,
    source: { file: item.name, receipt: item.opened?.receipt ?? null },
    groups,
    compared: compared && drift && { with: compared[1], drift, isApproval: approved !== null },
    approvedIn: owner?.name ?? null,
    changes,
    policyFile,
  });
  const copy = async (text: string) => setStatus(t((await copyText(text)) ? 'workbench_copied' : 'workbench_not_copied'));

  const approve = async (fields: ApprovalFields) => {
    if (client === null) return;
    const scopes = request.scopes.map(({ id, requirement }) => ({ id, requirement }));
    const host = isWholeHost(request.redirectHost) ? { redirectHost: request.redirectHost } : {};
    const entry = { provider: provider.id, app: client, account: target, appName: name, at: Date.now(), ...host, scopes, ...fields };
    if (!(await baselines.save(entry, seen))) return;
    setForm(null);
    setChosen(null);
    reset();
    setStatus(t('workbench_approved'));
    setFocused('approved');
  };
  const close = () => {
    setForm(null);
    setFocused(`${form}-open`);
  };
  const forget = async () => {
    if (!baseline || !(await baselines.remove(baseline))) return;
    setStatus(t('workbench_approved_deleted'));
    setFocused('approve-open');
  };
  const isTest = part === POLICY_PART;
  return (
    <ReviewSheet
      review={review}
      title={subject}
      dropped={leftOut}
      back={
        isTest ? { href: linkTo('policy'), text: t('workbench_policy_back') } : { href: linkTo('review'), text: t('workbench_review_back') }
      }
      scopes={{ groups, choices, compared: compared?.[0] ?? '', isOtherApp: otherApp !== null, choice, onCompare: setChosen }}
      policy={review.policy && policyFile && policyPart(review, review.policy, policyFile, isTest)}
      tab={part}
      request={{ title: tById('workbench_kind', tabKinds.has(found.kind) ? found.kind : 'request'), facts: requestFacts(review, found) }}
      exports={
        <ExportMenu
          formats={['md', 'json', 'csv', 'excel']}
          onExport={(format) => saveExport(fileName(subject), format, textIn[format]())}
          onCopy={() => void copy(textIn.md())}
          onPrint={() => print()}
        />
      }
      status={status}
      approve={{ isReplaced, whyNot }}
      form={form}
      onForm={setForm}
    >
      <ApprovalPanel
        approval={approval}
        possible={possible.map(({ account: of }) => of)}
        policy={owner?.name ?? null}
        isReplaced={isReplaced}
        form={form === 'approve' && whyNot !== null ? null : form}
        asked={found.asked ?? null}
        client={{ id: client, redirectHost: request.redirectHost, account: target }}
        scopes={review.scopes}
        canLeaveOut={choice !== null}
        left={left}
        changes={changes}
        fault={baselines.fault && tById('storage', baselines.fault)}
        onSave={(fields) => void approve(fields)}
        onClose={close}
        onDelete={() => void forget()}
        onCopyEntry={() => copyText(visibleJson(baseline, 2))}
        onCopyReply={async () =>
          approval !== null && copyText(approvalReply({ subject, approval, scopes: review.scopes, droppable: droppableOf(review) }))
        }
        declineReason={declineReason(review, policyFile?.mode)}
        onDecline={(reason) => void copy(declineReply({ subject, reason }))}
      />
      <EarlierConnections
        rows={earlier.map((one) => historyRow(one, { stored: baselines.all, policy: policyFile }))}
        href={linkTo('history', provider.id, client ?? '')}
      />
    </ReviewSheet>
  );
}
