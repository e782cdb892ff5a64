import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Notice } from '@/components/review/Lead';
import { CopyBlock } from '@/components/workbench/CopyBlock';
import { type CaseLine, CaseList, countsText } from '@/components/workbench/diagnose/CaseList';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { OpenedList } from '@/components/workbench/OpenedList';
import { WhatToOpen } from '@/components/workbench/WhatToOpen';
import { Working } from '@/components/workbench/Working';
import { t, tById } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { openedLines } from '../opened-lines';
import { go, linkTo } from '../route';
import { useSliced } from '../use-sliced';
import type { ViewProps } from '../view-props';
import { CaseView } from './CaseView';
import { type Case, type CaseAnswers, casesOf, countsOf, elsewhereOf, linesOf, listedCases } from './cases';

/** More cases are listed when the user asks for them, because each needs a review. */
const PAGE = 50;

const none: readonly Case[] = [];
const noLines: readonly CaseLine[] = [];
const nothingSaid: CaseAnswers = { answers: {}, provider: null };

/** Opens traces, errors and reports, lists the failures in them, and explains one of them. */
export function DiagnoseView({ path, session }: ViewProps) {
  const [item, index] = path;
  const { items } = session;
  const [said, setSaid] = useState<Readonly<Record<string, CaseAnswers>>>({});
  const { result: cases = none, isDone: isRead } = useSliced(casesOf, items);
  const [limit, setLimit] = useState(PAGE);
  const [copied, setCopied] = useState<boolean | null>(null);
  const listed = useMemo(() => listedCases(cases), [cases]);
  const { result: lines = noLines, isDone: isListed } = useSliced(linesOf, listed, limit);
  const counts = countsOf(listed);
  const opened = cases.find((one) => one.item.id === item && String(one.index) === index);
  const key = path.join('/');
  const [drawn, setDrawn] = useState<string | null>(null);
  useCaseFocus(opened && drawn === key ? key : null);

  const [added, setAdded] = useState<ReadonlySet<string> | null>(null);
  // A single case is what the user wants to see.
  useEffect(() => {
    if (!added || !isRead) return;
    setAdded(null);
    const [first, second] = listed.filter((one) => added.has(one.item.id));
    if (first && !second) go('diagnose', first.item.id, first.index);
  }, [added, isRead, listed]);
  const open = async (contents: readonly (File | string)[]) => setAdded(new Set((await session.open(contents)).map(({ id }) => id)));
  if (opened) {
    return (
      <>
        <ViewTitle title={t('workbench_title_diagnose')} text={t('workbench_diagnose_text')} />
        <CaseView
          key={key}
          one={opened}
          cases={cases}
          session={session}
          onDrawn={() => setDrawn(key)}
          said={said[key] ?? nothingSaid}
          onSay={(change) => setSaid((before) => ({ ...before, [key]: { ...nothingSaid, ...before[key], ...change } }))}
        />
      </>
    );
  }
  const isDone = isRead && isListed;
  const elsewhere = isDone ? elsewhereOf(items, cases.length > 0) : [];
  return (
    <>
      <ViewTitle title={t('workbench_title_diagnose')} text={t('workbench_diagnose_text')} />
      {isDone && item !== undefined && <Notice icon="info" text={t('workbench_gone')} />}
      <Intake
        label={t('workbench_diagnose_intake')}
        reading={session.reading}
        onOpen={(contents) => void open(contents)}
        onCancel={session.cancel}
      />
      <OpenedList lines={openedLines(items)} onRemove={session.remove} />
      {items.length === 0 && (
        <>
          <WhatToOpen view="diagnose" />
          <CopyBlock
            title={t('workbench_diagnose_record')}
            heading="h2"
            note={t('workbench_diagnose_record_note')}
            text={t('workbench_diagnose_record_text')}
            onCopy={() => void copyText(t('workbench_diagnose_record_text')).then(setCopied)}
          />
        </>
      )}
      <p class="sr-hidden" role="status">
        {items.length === 0
          ? copied !== null && t(copied ? 'workbench_copied' : 'workbench_not_copied')
          : isDone && lines.length > 0 && countsText(counts)}
      </p>
      {lines.length > 0 ? (
        <CaseList cases={lines} counts={counts} isBusy={!isDone} onMore={() => setLimit(limit + PAGE)} />
      ) : (
        <Working isDone={isDone} />
      )}
      {elsewhere.map(({ text, view }) => (
        <p key={text}>
          {text}{' '}
          <a class="sr-link sr-link--inline" href={linkTo(view)}>
            {t('workbench_open_view', tById('workbench_title', view))}
          </a>
        </p>
      ))}
    </>
  );
}

/**
 * Moves the focus to what the user went to: the title of a case, or the case in the list that they
 * left.
 */
function useCaseFocus(shown: string | null): void {
  const last = useRef(shown);
  useEffect(() => {
    const left = last.current;
    last.current = shown;
    if (left === shown) return;
    const link = left === null ? null : document.querySelector<HTMLElement>(`a[href="#diagnose/${left}"]`);
    const target = shown === null ? (link ?? document.querySelector<HTMLElement>('h1')) : document.querySelector<HTMLElement>('#why');
    target?.focus();
  }, [shown]);
}
