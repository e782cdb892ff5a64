/** Writes a review as Markdown for a ticket, in the extension and in the terminal. Nothing in it is secret. */
import type { Finding } from '@/providers/contract/finding';
import type { AppSettings } from '@/providers/contract/settings';
import { redactText } from '@/providers/oauth2/redact';
import { findingSteps, findingText } from '@/utils/diagnosis/finding-text';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { listText, type TextKey, t, tById, tPlural } from '@/utils/text/text';
import { calendarDay } from '@/utils/text/time';
import { nameOfApp } from './app-name';
import type { Approval } from './approval';
import { approvalFacts, approvalTitle, isExpired } from './approval-text';
import type { Drift } from './drift';
import { driftLists } from './drift-lists';
import { plainClientId, plainHost, stepItems } from './report';
import { statedRequirement, statedRequirements } from './stated-requirement';
import type { Review, ReviewScope } from './types';

/** The scopes by requirement, as far as there are any. `settings`: the file that the request was made from. */
export function groupScopes({ scopes }: Review, settings: AppSettings | null): { title: string; scopes: ReviewScope[] }[] {
  const isConditional = (id: string) => settings?.conditionallyRequired.includes(id) && !settings.required.includes(id);
  const groups = statedRequirements.map((requirement) => ({
    title: tById('requirement', requirement),
    scopes: scopes.filter((scope) => statedRequirement(scope) === requirement && !isConditional(scope.id)),
  }));
  const conditional = { title: t('requirement_conditional'), scopes: scopes.filter(({ id }) => isConditional(id)) };
  return groups.toSpliced(1, 0, conditional).filter((group) => group.scopes.length > 0);
}

/**
 * One line: `HubSpot · Clay · 18 scopes: 7 required, 9 on by default, 2 off by default`. `kind`: what
 * the scopes are from if it is no request, such as a token response, which may name no app.
 */
export function reviewSummary(review: Review, settings: AppSettings | null, kind?: string): string {
  const counts = statedRequirements.map((requirement) => ({
    requirement,
    count: review.scopes.filter((scope) => statedRequirement(scope) === requirement).length,
  }));
  const parts = counts.flatMap(({ requirement, count }) =>
    count === 0 ? [] : [tPlural(`summary_${requirement.replaceAll('-', '_')}`, count)],
  );
  const isEmpty = review.scopes.length === 0;
  const count = tPlural(review.isIncomplete && !isEmpty ? 'summary_incomplete' : 'refused_choice_scopes', review.scopes.length);
  const scopes = [count, parts.join(', ')].filter(Boolean).join(': ');
  const app = settings?.name ?? nameOfApp(review) ?? (kind ? null : t('cli_unknown_app'));
  return [review.provider.name, app, kind, kind && isEmpty ? null : scopes].filter(Boolean).join(' \u00b7 ');
}

/** The identity of the client and of the account, as far as the request names them. */
export function reviewFacts({ clientId, redirectHost, account }: Review): [name: string, value: string][] {
  const facts = [
    ['client_id', clientId && plainClientId(clientId)],
    [t('redirect_host'), redirectHost && plainHost(redirectHost)],
    [t('report_account'), account && plainHost(account)],
  ] as const;
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The names of the lists that carry a scope, in parentheses; empty if they say nothing. */
export function listsOfScope({ parameters = [] }: ReviewScope): string {
  return parameters.length > 0 ? `(${parameters.join(', ')})` : '';
}

/** What is remarkable about a scope, as a list of words; empty if nothing is. */
export const tagsText = (tags: ReviewScope['tags']): string => listText(tags.map((tag) => tById('tag', tag)));

/** What the scopes of a review are compared with, in words, and how they differ. */
export interface Comparison {
  with: string;
  drift: Drift;
}

/** What is known besides the review. */
interface FurtherFacts {
  settings: AppSettings | null;
  /** What was read if it is no request: see `reviewSummary`. */
  kind?: string | undefined;
  /** Only in the terminal: the reduced request; null if it can't be reduced. */
  url?: string | null | undefined;
  /** What the scopes are compared with; null if nothing is. */
  compared?: Comparison | null;
  /**
   * Whether an admin reads it who has to approve the app. What concerns only the user's own session is
   * no matter for that decision, and the user's own steps are not the admin's.
   */
  forAdmin?: boolean;
  /** The name of the policy that has the approved baseline; null if that is of this device. */
  policy?: string | null;
}

/** The app, its scopes by requirement, and the findings, as lines of Markdown. */
export function reviewMarkdown(
  review: Review,
  { settings, kind, url, compared, forAdmin = false, policy = null }: FurtherFacts = { settings: null },
): string[] {
  const safeId = idWriter(review);
  const listed = (scope: ReviewScope) => `${inlineCode(safeId(scope.id))} ${markdownText(listsOfScope(scope))}`.trim();
  const named = ({ known, label, tags }: ReviewScope) =>
    `${known ? label : redactText(label)}${known && tags.length > 0 ? ` (${tagsText(tags)})` : ''}`;
  const rows = groupScopes(review, settings).flatMap(({ title, scopes }) =>
    scopes.map((scope) => `| ${markdownText(title)} | ${listed(scope)} | ${markdownText(named(scope))} |`),
  );
  const isListed = ({ severity, scopes }: Finding) => !forAdmin || severity !== 'notice' || scopes.length > 0;
  const findings = review.findings.filter(isListed).flatMap((finding) => findingItem(finding, review.links, safeId, forAdmin));
  return [
    `## ${markdownText(reviewSummary(review, settings, kind))}`,
    '',
    ...reviewFacts(review).map(([name, value]) => `- ${markdownText(name)}: ${inlineCode(value)}`),
    ...(review.readOnlyReason ? [`- ${markdownText(t('cli_read_only', tById('readonly', review.readOnlyReason)))}`] : []),
    ...(url === undefined ? [] : [`- ${url === null ? markdownText(t('cli_not_changed')) : inlineCode(url)}`]),
    ...(rows.length > 0 ? ['', `| ${t('row_requirement')} | ${t('cli_scope')} | ${t('row_allows')} |`, '|---|---|---|', ...rows] : []),
    ...(findings.length > 0 ? ['', ...findings] : []),
    ...(review.approval ? ['', ...approvalLines(review.approval, policy, safeId)] : []),
    ...(compared ? ['', `### ${markdownText(t('review_compared_with', compared.with))}`, '', ...driftLines(compared.drift, safeId)] : []),
  ];
}

/** Writes a scope ID. One that nobody knows may be anything, such as a part of the URL. */
type IdWriter = (id: string) => string;

function idWriter({ scopes }: Review): IdWriter {
  const known = new Set(scopes.filter((scope) => scope.known).map(({ id }) => id));
  return (id) => (known.has(id) ? id : redactText(id));
}

/** What a finding says, which scopes it is about, and who does what, as an item of a list. */
function findingItem({ params, ...rest }: Finding, links: Review['links'], safeId: IdWriter, forAdmin: boolean): string[] {
  const finding = { ...rest, params: params.map((param) => (typeof param === 'string' ? safeId(param) : param.map(safeId))) };
  const title = `${findingText(finding, 'title')} (${tById('confidence', finding.confidence)})`;
  const text = findingText(finding, 'text');
  const steps = findingSteps(finding).filter(({ actor }) => !forAdmin || actor !== 'you');
  return [
    `- **${tById('severity', finding.severity)}**: ${markdownText(title)}`,
    ...(text === '' ? [] : [`  - ${markdownText(text)}`]),
    ...(finding.scopes.length === 0 ? [] : [`  - ${finding.scopes.map((id) => inlineCode(safeId(id))).join(', ')}`]),
    ...stepItems(steps, links).map((item) => item.replace(/^/gm, '  ')),
  ];
}

/** What an admin approved, and how the request differs from it. */
function approvalLines(approval: Approval, policy: string | null, safeId: IdWriter): string[] {
  const day = calendarDay(approval.at);
  const { drift, until } = approval;
  return [
    `### ${approvalTitle(approval)}`,
    '',
    ...approvalFacts(approval, policy).map(([name, value]) => `- ${name}: ${inlineCode(value)}`),
    ...(isExpired(approval) ? [`- ${t('approval_expired', day, until ?? '')}`] : []),
    // What the approval leaves out is among its facts, and no change, unless it has another name now.
    ...(drift
      ? driftLines(
          { ...drift, notApproved: (drift.notApproved ?? []).filter((id) => !approval.dropped?.includes(id)) },
          safeId,
          drift.notApproved ? 'cli_drift_otherwise_none' : 'cli_drift_none',
        )
      : [`- ${t('approval_not_compared', day)}`]),
  ];
}

/** The scopes that changed, one line for each kind of change. `none`: the text if none did. */
function driftLines(drift: Drift, safeId: IdWriter, none: TextKey = 'cli_drift_none'): string[] {
  const lines = driftLists(drift).map(
    ({ title, ids }) => `- **${markdownText(title)}**: ${ids.map((id) => inlineCode(safeId(id))).join(', ')}`,
  );
  return lines.length > 0 ? lines : [`- ${t(none)}`];
}
