import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { type Tab, Tabs } from '../../controls/Tabs';
import { Findings } from '../../findings/Findings';
import { Icon } from '../../icons/Icon';
import { countDeclared, countScopes, returnsTo } from '../../review/format';
import { Notice, verdictOf } from '../../review/Lead';
import { recognizedBy } from '../../review/ReviewHead';
import { SelectionMeter } from '../../review/SelectionMeter';
import type { Decision } from './ApprovalPanel';
import { Facts } from './Facts';
import { FindingsInFull } from './FindingsInFull';
import { ScopeTable } from './ScopeTable';

interface Props {
  review: Review;
  /** The app and its provider, as the list names them. */
  title: string;
  /** The requested scopes that a user wants to drop, or an admin to leave out; null if nothing is known of a choice. */
  dropped: readonly string[] | null;
  /** The link to the list from which the user came. */
  back: { href: string; text: string };
  scopes: Parameters<typeof ScopeTable>[0];
  /**
   * What the policy says about the scopes, and whether it stops the app; null without a policy.
   */
  policy: { notice: string | null; isBlocking: boolean; decided: number; panel: ComponentChildren } | null;
  /** The ID of the tab that is shown at first. */
  tab: string;
  /** What the request itself says, or the settings or changes of an app, without anything secret. */
  request: { title: string; facts: readonly (readonly [name: string, value: string])[] };
  /** The menu that exports it. */
  exports: ComponentChildren;
  /** What the last click did; empty before the first. */
  status: string;
  /** Whether a baseline exists, and can be saved; `whyNot` says why it can't. */
  approve: { isReplaced: boolean; whyNot: string | null };
  /** The decision whose form is open, and so needs no button; null for none. */
  form: Decision | null;
  onForm(form: Decision): void;
  /** What was approved, and the forms. */
  children: ComponentChildren;
}

/** Shows one request: what it asks for, what to know about it, and what was approved. */
export function ReviewSheet({
  review,
  title,
  dropped,
  back,
  scopes,
  policy,
  tab,
  request,
  exports,
  status,
  approve,
  form,
  onForm,
  children,
}: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { account, clientId, redirectHost, readOnlyReason, findings, links } = review;
  const counts = countScopes(review, new Set(review.scopes.map(({ id }) => id)).difference(new Set(dropped)));
  const facts = [
    account && t('review_account', account),
    redirectHost && returnsTo(redirectHost),
    clientId && `${t('workbench_export_client')} ${clientId}`,
    recognizedBy(review.app),
  ].filter(Boolean);
  const tabs: Tab[] = [
    {
      id: 'scopes',
      title: t('workbench_review_tab_scopes'),
      count: review.scopes.length,
      panel: <ScopeTable {...scopes} />,
    },
    {
      id: 'findings',
      title: t('workbench_review_tab_findings'),
      count: findings.length,
      panel:
        findings.length > 0 ? (
          <>
            <Findings findings={findings} links={links} />
            <p class="sr-small sr-muted">{t('workbench_review_certainty')}</p>
            <FindingsInFull findings={findings} links={links} />
          </>
        ) : (
          <p>{t('workbench_review_no_findings')}</p>
        ),
    },
    ...(policy ? [{ id: 'policy', title: t('workbench_title_policy'), count: policy.decided, panel: policy.panel }] : []),
    { id: 'request', title: request.title, panel: <Facts facts={request.facts} /> },
  ];
  return (
    <>
      <a class="sr-link sr-subject__back" href={back.href}>
        <Icon name="chevron-left" small />
        {back.text}
      </a>
      <div class="sr-subject">
        <div>
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          <p class="sr-small sr-muted" dir="auto">
            {facts.join(' \u00b7 ')}
          </p>
        </div>
        <div class="sr-subject__do">
          {approve.whyNot === null && form !== 'approve' && (
            <button type="button" class="sr-button" id="approve-open" onClick={() => onForm('approve')}>
              {t(approve.isReplaced ? 'workbench_approve_again' : 'workbench_approve_open')}
            </button>
          )}
          {form !== 'decline' && (
            <button type="button" class="sr-button" id="decline-open" onClick={() => onForm('decline')}>
              {t('workbench_decline')}
            </button>
          )}
          {exports}
        </div>
      </div>
      <p class={status ? 'sr-small sr-muted' : 'sr-hidden'} role="status">
        {status}
      </p>
      <p class="sr-print sr-small sr-muted">{t('workbench_printed', calendarDay(Date.now()))}</p>
      <div class="sr-summary">
        <p class="sr-verdict">
          <InlineMarkup text={verdictOf(review, counts)} />
        </p>
        <SelectionMeter counts={dropped ? counts : countDeclared(review)} named />
      </div>
      <div class="sr-alerts">
        {readOnlyReason && !expected.has(readOnlyReason) && (
          <Notice icon="lock" text={t('banner_read_only', tById('readonly', readOnlyReason))} />
        )}
        {policy?.notice && <Notice icon={policy.isBlocking ? 'blocker' : 'policy'} text={policy.notice} />}
        {approve.whyNot !== null && <Notice icon="info" text={approve.whyNot} />}
      </div>
      {children}
      <Tabs label={t('workbench_review_parts')} tabs={tabs} first={tab} />
    </>
  );
}

/** What is true of everything that is opened here, and so worth no notice. */
const expected: ReadonlySet<string> = new Set(['pasted', 'from-file']);
