import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Findings } from '@/components/findings/Findings';
import { appOnProvider } from '@/components/review/format';
import { Notice } from '@/components/review/Lead';
import { type Copyable, type ReviewActions, ReviewActionsProvider } from '@/components/review/review-state';
import { CopyBlock } from '@/components/workbench/CopyBlock';
import { ApprovedCard } from '@/components/workbench/diagnose/ApprovedCard';
import { CaseFrame } from '@/components/workbench/diagnose/CaseFrame';
import { CauseCard } from '@/components/workbench/diagnose/CauseCard';
import { GrantedCard } from '@/components/workbench/diagnose/GrantedCard';
import { LoginRows } from '@/components/workbench/diagnose/LoginRows';
import { Timeline } from '@/components/workbench/diagnose/Timeline';
import { Working } from '@/components/workbench/Working';
import { visibleJson } from '@/providers/oauth2/invisible';
import { grantedAsMarkdown, grantTitle, lackTitle } from '@/utils/files/granted';
import { type JoinedLogin, withLogins } from '@/utils/files/join-logins';
import { approvedTitle, askForWholeFile, endTexts, missingEnd } from '@/utils/files/missing-end';
import { reviewInputOf } from '@/utils/files/open';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import type { Found } from '@/utils/files/types';
import { approvalFinding, approvedMessage } from '@/utils/review/approved-message';
import { buildReview } from '@/utils/review/build-review';
import { providerChoices, withChosenProvider } from '@/utils/review/chosen-provider';
import { messagesFor, solvedText } from '@/utils/review/message';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { saveFile } from '../../app/save-file';
import { writtenBy } from '../../app/written-by';
import { noActions } from '../no-actions';
import { fileName } from '../review/exports';
import { go, linkTo } from '../route';
import type { Session } from '../use-session';
import { useSliced } from '../use-sliced';
import { besideOf } from './beside';
import { type Case, type CaseAnswers, lineOf } from './cases';

interface Props {
  one: Case;
  /** All cases of the session. */
  cases: readonly Case[];
  session: Session;
  said: CaseAnswers;
  onSay(change: Partial<CaseAnswers>): void;
  /** Called when it is drawn first. */
  onDrawn(): void;
}

/**
 * Explains one case, with the texts to send, the timeline of its trace and the receipt of its file.
 */
export function CaseView({ one, cases, session, said, onSay, onDrawn }: Props) {
  const { item, found } = one;
  const [copied, setCopied] = useState<{ what: Copyable | 'json'; text: string } | null>(null);
  const [isCopyRefused, setCopyRefused] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const { result: beside } = useSliced(besideOf, one, cases, session.items);
  const review = useMemo(() => reviewOf(found, said, beside?.joined ?? []), [found, said, beside]);
  const isDrawn = beside !== undefined;
  useEffect(() => {
    if (isDrawn) onDrawn();
  }, [isDrawn]);
  if (!review || !item.opened) return null;
  // Without what was opened beside it, it may look like another case.
  if (!beside) return <Working isDone={false} />;

  const { diagnosis } = review;
  const { timeline = [] } = found;
  const { logins, compared } = beside;
  const granted = review.scopes.map(({ id }) => id);
  const end = missingEnd(found, item.opened) ?? 'unfinished';
  const [endTitle, endText] = endTexts(end, found);
  const messages = messagesFor(review);
  const approval = approvalFinding(review);
  const sent = (['customer', 'admin'] as const).flatMap((kind) => approvedMessage(review, kind) ?? []);
  const wholeText = askForWholeFile();
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
            {beside.settings && (
              <p class="sr-small">
                <a class="sr-link" href={beside.settings.href}>
                  {beside.settings.text}
                </a>
              </p>
            )}
            {logins && <LoginRows {...logins} />}
            {timeline.length > 0 && <Timeline steps={timeline} others={item.opened.receipt.leftOut} />}
          </>
        }
      >
        {diagnosis ? (
          <CauseCard
            review={review}
            solved={solvedText(diagnosis)}
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
            report={() =>
              grantedAsMarkdown(
                { provider: review.provider.name, account: review.account, scopes: granted, isIncomplete: review.isIncomplete },
                compared,
              )
            }
            onCopy={copyOrSay}
          />
        ) : (
          <article class="sr-diagnose__card sr-diagnose__plain" aria-labelledby="why">
            <h2 class="sr-why__title" id="why" tabIndex={-1}>
              {found.kind === 'approval' ? approvedTitle(found) : endTitle}
            </h2>
            <p class="sr-why__text">{appOnProvider(review)}</p>
            {found.kind !== 'approval' && <p class="sr-why__text">{endText}</p>}
            {end === 'cut' && (
              <CopyBlock
                title={t('workbench_diagnose_whole')}
                note={t('workbench_diagnose_record_note')}
                text={wholeText}
                onCopy={() => void copyOrSay(wholeText)}
              />
            )}
            {approval && <ApprovedCard finding={approval} links={review.links} messages={sent} onCopy={(text) => void copyOrSay(text)} />}
            <div class="sr-alerts">
              <Findings findings={review.findings.filter((finding) => finding !== approval)} links={review.links} />
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

function reviewOf(found: Found, { answers, provider }: CaseAnswers, joined: readonly JoinedLogin[]): Review | null {
  const read = reviewInputOf(found.input);
  if (!read) return null;
  const chosen = withChosenProvider({ ok: true, input: read, inputs: [read] }, '', provider ?? undefined);
  const review = chosen.ok ? buildReview({ ...chosen.input, answers: { ...chosen.input.answers, ...answers } }) : null;
  return review && withLogins(review, joined);
}

function textOf(review: Review, what: Copyable | 'json'): string | undefined {
  if (what !== 'json' && what !== 'report') return messagesFor(review).find(({ kind }) => kind === what)?.text;
  const report = reportOf(review, writtenBy());
  if (!report) return undefined;
  return what === 'json' ? visibleJson(report, 2) : reportAsMarkdown(review, report);
}
