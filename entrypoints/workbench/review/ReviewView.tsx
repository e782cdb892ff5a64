import { useEffect, useMemo, useState } from 'preact/hooks';
import { Notice } from '@/components/review/Lead';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { OpenedList } from '@/components/workbench/OpenedList';
import { RequestTable } from '@/components/workbench/review/RequestTable';
import type { RequestRow } from '@/components/workbench/review/request-rows';
import { WhatToOpen } from '@/components/workbench/WhatToOpen';
import { Working } from '@/components/workbench/Working';
import { visibleJson } from '@/providers/oauth2/invisible';
import { reviewInputOf } from '@/utils/files/open';
import { approvalKeys, lineOf, policyKeys } from '@/utils/files/review-line';
import type { ApprovedBaselines } from '@/utils/review/beyond-approval';
import type { Steps } from '@/utils/text/steps';
import { t } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { inSlices } from '../in-slices';
import { openedLines } from '../opened-lines';
import { emptyPolicy } from '../policy/rules';
import { POLICY_PART } from '../policy/test-rows';
import { usePolicies } from '../policy/use-policies';
import { go } from '../route';
import { saveExport } from '../save-export';
import type { Session } from '../use-session';
import type { ViewProps } from '../view-props';
import { baselineOf } from './baseline-of';
import { fileName, rowsCsv, rowsMarkdown } from './exports';
import { RequestDetail } from './RequestDetail';
import { reviewWithPolicy } from './review-with-policy';
import { useBaselines } from './use-baselines';
import { rowKey, useRows } from './use-rows';

/** Opens requests and files, lists what is in them, and shows one of them. */
export function ReviewView({ path: [item, index, part = ''], session, isPrivate }: ViewProps) {
  const baselines = useBaselines();
  const { counting, managed, isLost, fault, isLoaded } = usePolicies();
  const sources = useMemo(() => ({ stored: baselines.all, policy: counting }), [baselines.all, counting]);
  const { rows, isComplete } = useRows(session.items, sources);
  // The test of a policy has results without one, too.
  const policyFile = useMemo(() => counting ?? (part === POLICY_PART ? emptyPolicy(Date.now()) : null), [counting, part]);
  const opened = session.items.find(({ id }) => id === item);
  const found = opened?.opened?.found[Number(index)];
  const place = `${item}/${index}`;
  const [focused, setFocused] = useState<string | null>(null);
  const hasRows = rows.length > 0;
  // The link to the detail takes the focus again after it, and the rows do after they were read.
  useEffect(() => {
    if (found) return setFocused(place);
    if (focused === null || !isComplete || hasRows) return;
    document.querySelector<HTMLElement>('h1')?.focus();
    setFocused(null);
  }, [found, place, focused, isComplete, hasRows]);
  const open = async (contents: readonly (File | string)[]) => {
    const added = await session.open(contents);
    // A link to what is no longer open has been answered.
    if (item !== undefined) go('review');
    const [ask, other] = added.flatMap(({ id, opened: content }) => (content?.found ?? []).map((one, at) => ({ one, id, at })));
    // The request of a user is what the admin wants to answer.
    if (ask?.one.asked && !other) return go('review', ask.id, ask.at);
    if (added.some(({ opened: content }) => content?.reason === null)) setFocused('all');
  };
  if (opened && found)
    return (
      <RequestDetail
        item={opened}
        found={found}
        session={session}
        rows={rows}
        place={place}
        part={part}
        baselines={baselines}
        policyFile={policyFile}
        isPolicyUnread={managed.isUnread || isLost || (fault !== null && !isLoaded && !isPrivate)}
        isPrivate={isPrivate}
      />
    );
  return (
    <>
      <ViewTitle title={t('workbench_title_review')} text={t('workbench_review_text')} />
      {item !== undefined && <Notice icon="info" text={t('workbench_gone')} />}
      <Intake
        label={t('workbench_review_intake')}
        reading={session.reading}
        onOpen={(contents) => void open(contents)}
        onCancel={session.cancel}
      />
      {session.items.length === 0 && <WhatToOpen view="review" />}
      <OpenedList lines={openedLines(session.items)} onRemove={session.remove} />
      {hasRows ? (
        <section class="sr-found" aria-label={t('workbench_review_found')} aria-busy={!isComplete}>
          <RequestTable
            rows={rows}
            exports={(shown) => <TableExport rows={shown} session={session} baselines={sources} />}
            focused={isComplete ? focused : null}
            onFocused={() => setFocused(null)}
          />
        </section>
      ) : (
        <Working isDone={isComplete} />
      )}
    </>
  );
}

/** Saves the rows as a file, or prints them. */
function TableExport({
  rows,
  session,
  baselines,
}: Pick<ViewProps, 'session'> & { rows: readonly RequestRow[]; baselines: ApprovedBaselines }) {
  const textIn = {
    md: () => rowsMarkdown(rows),
    jsonl: () => inSlices(linesOf(rows, session, baselines)),
    csv: () => rowsCsv(rows, false),
    excel: () => rowsCsv(rows, true),
  };
  const save = async (format: keyof typeof textIn) => saveExport(fileName(''), format, await textIn[format]());
  return <ExportMenu formats={['md', 'jsonl', 'csv', 'excel']} onExport={(format) => void save(format)} onPrint={() => print()} />;
}

/** The rows as the terminal prints them with `--json`, each compared with its baseline. */
function* linesOf(rows: readonly RequestRow[], { items }: Session, baselines: ApprovedBaselines): Steps<string> {
  const opened = new Map(
    items.flatMap((item) => (item.opened?.found ?? []).map((found, index) => [rowKey(item.id, index), { item, found }])),
  );
  const lines: string[] = [];
  for (const { key } of rows) {
    const { item, found } = opened.get(key) ?? {};
    const input = found && reviewInputOf(found.input);
    if (!input) continue;
    const baseline = baselineOf(baselines, found, input);
    const owner = baseline && baselines.policy?.baselines?.includes(baseline) ? baselines.policy.name : null;
    const review = reviewWithPolicy(input, baseline, baselines.policy);
    const line = lineOf(review, input.request, { file: item?.name ?? null, receipt: item?.opened?.receipt ?? null }, found);
    const { approval, policy } = review;
    const decided = policy && baselines.policy && { policy: policyKeys(policy, baselines.policy.mode) };
    const drift = approval && { drift: approval.drift, comparedWith: t('workbench_review_baseline', calendarDay(approval.at)) };
    lines.push(`${visibleJson({ ...line, ...drift, ...approvalKeys(approval, owner), ...decided })}\n`);
    yield;
  }
  return lines.join('');
}
