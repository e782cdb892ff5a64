import type { ComponentProps } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Findings } from '@/components/findings/Findings';
import { appOnProvider } from '@/components/review/format';
import { Notice } from '@/components/review/Lead';
import { type Copyable, type ReviewActions, ReviewActionsProvider } from '@/components/review/review-state';
import { CopyBlock } from '@/components/workbench/CopyBlock';
import { CaseFrame } from '@/components/workbench/diagnose/CaseFrame';
import { CauseCard } from '@/components/workbench/diagnose/CauseCard';
import { GrantedCard } from '@/components/workbench/diagnose/GrantedCard';
import { LoginRows } from '@/components/workbench/diagnose/LoginRows';
import { Timeline } from '@/components/workbench/diagnose/Timeline';
import { visibleJson } from '@/providers/oauth2/invisible';
import { grantedAgainst, grantedAsMarkdown, grantTitle, lackFinding, lackMessage, lackTitle } from '@/utils/files/granted';
import { loginsOf, whyNoLogin, withLogins } from '@/utils/files/join-logins';
import { missingEnd } from '@/utils/files/missing-end';
import { reviewInputOf } from '@/utils/files/open';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import type { Found } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { providerChoices, withChosenProvider } from '@/utils/review/chosen-provider';
import { messagesFor } from '@/utils/review/message';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { saveFile } from '../../app/save-file';
import { writtenBy } from '../../app/written-by';
import { noActions } from '../no-actions';
import { fileName } from '../review/exports';
import { go, linkTo } from '../route';
import type { OpenedItem, Session } from '../use-session';
import { type Case, type CaseAnswers, lineOf, linkToCase } from './cases';

interface Props {
  one: Case;
  /** All cases of the session. */
  cases: readonly Case[];
  session: Session;
  said: CaseAnswers;
  onSay(change: Partial<CaseAnswers>): void;
}

/**
 * Explains one case, with the texts to send, the timeline of its trace and the receipt of its file.
 */
export function CaseView({ one, cases, session, said, onSay }: Props) {
  const { item, found } = one;
  const [copied, setCopied] = useState<{ what: Copyable | 'json'; text: string } | null>(null);
  const [isCopyRefused, setCopyRefused] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const logins = useMemo(() => (found.timeline ? loginLines(found, cases, session.items) : null), [found, cases, session.items]);
  const review = useMemo(() => reviewOf(found, said, session.items), [found, said, session.items]);
  if (!review || !item.opened) return null;

  const { diagnosis } = review;
  const { timeline = [] } = found;
  const compared = found.kind === 'token-response' ? grantedLines(found, session.items, review.provider.name) : [];
  const granted = review.scopes.map(({ id }) => id);
  const end = missingEnd(found, item.opened) ?? 'unfinished';
  const messages = messagesFor(review);
  const wholeText = `${t('workbench_diagnose_whole_text')}\n\n${t('workbench_diagnose_record_text')}`;
  const copyOrSay = async (text: string) => {
    const isDone = await copyText(text);
    setCopyRefused(!isDone);
    return isDone;
  };
  const copy = async (what: Copyable | 'json') => {
    const text = textOf(review, what) ?? '';
    setCopied((await copyOrSay(text)) ? { what, text } : null);
  };
  const save = () => {
    const { name, version } = browser.runtime.getManifest();
    const timelines = item.opened?.found.map((other) => other.timeline ?? []) ?? [];
    const har = sanitizedHar(timelines, { version, comment: t('workbench_diagnose_har', name) });
    // The name of the original may be that of a customer.
    saveFile(`${fileName(appOnProvider(review))}-sanitized.har`, 'application/json', har);
    setSaved(true);
  };
  const close = () => {
    session.remove(item.id);
    go('diagnose');
  };
  const actions: ReviewActions = {
    ...noActions,
    answerQuestion: (question, answer) => onSay({ answers: { ...said.answers, [question]: answer } }),
    chooseProvider: (provider) => onSay({ provider }),
    copy: (what) => void copy(what),
  };
  return (
    <ReviewActionsProvider value={actions}>
      <CaseFrame
        name={item.name}
        size={item.size}
        format={item.opened.format}
        receipt={item.opened.receipt}
        saysCut={!diagnosis && end === 'cut' && item.opened.receipt.readUpTo === undefined}
        back={linkTo('diagnose')}
        hasOthers={cases.length > 1}
        onSave={timeline.length > 0 ? save : null}
        isSaved={isSaved}
        onClose={close}
        below={
          <>
            {found.kind === 'login-history' && <p class="sr-small sr-muted">{lineOf(one)?.facts.slice(0, -1).join(' \u00b7 ')}</p>}
            {logins && <LoginRows {...logins} />}
            {timeline.length > 0 && <Timeline steps={timeline} others={item.opened.receipt.leftOut} />}
          </>
        }
      >
        {diagnosis ? (
          <CauseCard
            review={review}
            diagnosis={timeline.length > 0 ? { ...diagnosis, navigation: [] } : diagnosis}
            ownerChoice={diagnosis.owner === 'known' ? undefined : { choices: providerChoices, chosen: said.provider }}
            messages={messages}
            // An answer may change the text, and then the clipboard has another one.
            copied={copied && copied.text === textOf(review, copied.what) ? copied.what : null}
            onCopyJson={() => void copy('json')}
          />
        ) : found.kind === 'token-response' ? (
          <GrantedCard
            provider={review.provider.name}
            scopes={granted}
            isIncomplete={review.isIncomplete}
            compared={compared}
            title={lackTitle(compared) ?? grantTitle(review.provider.name, granted, review.isIncomplete)}
            report={grantedAsMarkdown(
              { provider: review.provider.name, account: review.account, scopes: granted, isIncomplete: review.isIncomplete },
              compared,
            )}
            onCopy={copyOrSay}
          />
        ) : (
          <article class="sr-diagnose__card sr-diagnose__plain" aria-labelledby="why">
            <h2 class="sr-why__title" id="why" tabIndex={-1}>
              {found.kind === 'approval' ? t('workbench_diagnose_approved') : tById('workbench_connection_end', end)}
            </h2>
            <p class="sr-why__text">{appOnProvider(review)}</p>
            {found.kind !== 'approval' && <p class="sr-why__text">{tById('workbench_connection_end', end, 'text')}</p>}
            {end === 'cut' && (
              <CopyBlock
                title={t('workbench_diagnose_whole')}
                note={t('workbench_diagnose_record_note')}
                text={wholeText}
                onCopy={() => void copyOrSay(wholeText)}
              />
            )}
            <div class="sr-alerts">
              <Findings findings={review.findings} links={review.links} />
            </div>
          </article>
        )}
        <div role="alert" class={isCopyRefused ? undefined : 'sr-hidden'}>
          {isCopyRefused && <Notice icon="warning" text={t('workbench_not_copied')} />}
        </div>
      </CaseFrame>
    </ReviewActionsProvider>
  );
}

function reviewOf(found: Found, { answers, provider }: CaseAnswers, items: readonly OpenedItem[]): Review | null {
  const read = reviewInputOf(found.input);
  if (!read) return null;
  const chosen = withChosenProvider({ ok: true, input: read, inputs: [read] }, '', provider ?? undefined);
  const review = chosen.ok ? buildReview({ ...chosen.input, answers: { ...chosen.input.answers, ...answers } }) : null;
  return review && found.timeline ? withLogins(review, loginsOf(found, foundIn(items))) : review;
}

function textOf(review: Review, what: Copyable | 'json'): string | undefined {
  if (what !== 'json' && what !== 'report') return messagesFor(review).find(({ kind }) => kind === what)?.text;
  const report = reportOf(review, writtenBy());
  if (!report) return undefined;
  return what === 'json' ? visibleJson(report, 2) : reportAsMarkdown(review, report);
}

const foundIn = (items: readonly OpenedItem[]) => items.flatMap(({ opened }) => opened?.found ?? []);

function loginLines(found: Found, cases: readonly Case[], items: readonly OpenedItem[]): ComponentProps<typeof LoginRows> | null {
  const all = foundIn(items);
  const rows = loginsOf(found, all).flatMap(({ found: row, ...login }) => {
    const target = cases.find((one) => one.found === row);
    return target ? [{ ...login, id: `${login.time} ${login.event}`, href: linkToCase(target) }] : [];
  });
  const hasTable = items.some(({ opened }) => opened?.table === 'login-history');
  if (!hasTable) return null;
  return { rows, none: rows.length > 0 ? null : (whyNoLogin(found, all) ?? { reason: 'no-rows', nearest: null }) };
}

function grantedLines(response: Found, items: readonly OpenedItem[], provider: string) {
  const all = items.flatMap(({ name, opened }) => (opened?.found ?? []).map((found) => ({ name, found })));
  const compared = grantedAgainst(
    response,
    all.map(({ found }) => found),
  );
  return compared.map(({ request, ...lists }, index) => {
    const read = reviewInputOf(request.input);
    const asked = read && buildReview(read);
    const losses = asked?.scopes.flatMap(({ id, impactIfDropped }) => (lists.missing.includes(id) && impactIfDropped) || []) ?? [];
    const app = asked ? appOnProvider(asked) : provider;
    const lack = { finding: lackFinding(lists.missing), losses: [...new Set(losses)], message: lackMessage(app, lists) };
    const file = all.find(({ found }) => found === request)?.name ?? t('workbench_pasted');
    return {
      id: String(index),
      app,
      file,
      ...lists,
      lack: lists.missing.length > 0 ? lack : null,
    };
  });
}
