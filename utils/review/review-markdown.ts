/** Writes a review as Markdown for a ticket, in the extension and in the terminal. Nothing in it is secret. */
import type { Requirement } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { redactText } from '@/providers/oauth2/redact';
import { findingText } from '@/utils/diagnosis/finding-text';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import { t, tById, tPlural } from '@/utils/text/text';
import { nameOfApp } from './app-name';
import type { Drift } from './drift';
import { driftLists } from './drift-lists';
import { plainClientId, plainHost } from './report';
import type { Review, ReviewScope } from './types';

const requirements: readonly Requirement[] = ['required', 'optional-on', 'optional-off', 'undeclared'];

/** The scopes by requirement, as far as there are any. `settings`: the file that the request was made from. */
export function groupScopes({ scopes }: Review, settings: AppSettings | null): { title: string; scopes: ReviewScope[] }[] {
  const isConditional = (id: string) => settings?.conditionallyRequired.includes(id) && !settings.required.includes(id);
  const groups = requirements.map((requirement) => ({
    title: tById('requirement', requirement),
    scopes: scopes.filter((scope) => scope.requirement === requirement && !isConditional(scope.id)),
  }));
  const conditional = { title: t('requirement_conditional'), scopes: scopes.filter(({ id }) => isConditional(id)) };
  return groups.toSpliced(1, 0, conditional).filter((group) => group.scopes.length > 0);
}

/** One line: `HubSpot · Clay · 18 scopes: 7 required, 9 on by default, 2 off by default`. */
export function reviewSummary(review: Review, settings: AppSettings | null): string {
  const counts = requirements.map((requirement) => ({
    requirement,
    count: review.scopes.filter((scope) => scope.requirement === requirement).length,
  }));
  const parts = counts.flatMap(({ requirement, count }) =>
    count === 0 ? [] : [tPlural(`summary_${requirement.replaceAll('-', '_')}`, count)],
  );
  const scopes = [tPlural('refused_choice_scopes', review.scopes.length), parts.join(', ')].filter(Boolean).join(': ');
  return [review.provider.name, settings?.name ?? nameOfApp(review) ?? t('cli_unknown_app'), scopes].join(' \u00b7 ');
}

/** The identity of the client and of the account, as far as the request names them. */
export function reviewFacts({ clientId, redirectHost, account }: Review): [name: string, value: string][] {
  const facts = [
    ['client_id', clientId && plainClientId(clientId)],
    ['redirect_uri', redirectHost && plainHost(redirectHost)],
    [t('report_account'), account && plainHost(account)],
  ] as const;
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

/** The names of the lists that carry a scope, in parentheses; empty if they say nothing. */
export function listsOfScope({ parameters = [] }: ReviewScope): string {
  return parameters.length > 0 ? `(${parameters.join(', ')})` : '';
}

/** What the scopes of a review are compared with, in words, and how they differ. */
export interface Comparison {
  with: string;
  drift: Drift;
  /** Whether the provider's scope list has a scope; any other ID may be a part of a URL. */
  isKnown(id: string): boolean;
}

/** What is known besides the review. */
interface FurtherFacts {
  settings: AppSettings | null;
  /** Only in the terminal: the reduced request; null if it can't be reduced. */
  url?: string | null | undefined;
  /** What the scopes are compared with; null if nothing is. */
  compared?: Comparison | null;
  /** The findings to list, if not all. */
  findings?: Review['findings'];
}

/** The app, its scopes by requirement, and the findings, as lines of Markdown. */
export function reviewMarkdown(
  review: Review,
  { settings, url, compared, findings = review.findings }: FurtherFacts = { settings: null },
): string[] {
  // An ID that nobody knows may be anything, such as a part of the URL.
  const idOf = ({ id, known }: ReviewScope) => (known ? id : redactText(id));
  const listed = (scope: ReviewScope) => `${inlineCode(idOf(scope))} ${markdownText(listsOfScope(scope))}`.trim();
  const rows = groupScopes(review, settings).flatMap(({ title, scopes }) =>
    scopes.map(
      (scope) => `| ${markdownText(title)} | ${listed(scope)} | ${markdownText(scope.known ? scope.label : redactText(scope.label))} |`,
    ),
  );
  const lines = findings.map((finding) => `- **${tById('severity', finding.severity)}**: ${markdownText(findingText(finding, 'title'))}`);
  return [
    `## ${markdownText(reviewSummary(review, settings))}`,
    '',
    ...reviewFacts(review).map(([name, value]) => `- ${markdownText(name)}: ${inlineCode(value)}`),
    ...(review.readOnlyReason ? [`- ${markdownText(t('cli_read_only', tById('readonly', review.readOnlyReason)))}`] : []),
    ...(url === undefined ? [] : [`- ${url === null ? markdownText(t('cli_not_changed')) : inlineCode(url)}`]),
    ...(rows.length > 0 ? ['', `| ${t('row_requirement')} | ${t('cli_scope')} | ${t('row_allows')} |`, '|---|---|---|', ...rows] : []),
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(compared ? ['', `### ${markdownText(t('review_compared_with', compared.with))}`, '', ...comparison(compared)] : []),
  ];
}

/** The scopes that changed, one line for each kind of change. */
function comparison({ drift, isKnown }: Comparison): string[] {
  const lines = driftLists(drift).map(
    ({ title, ids }) => `- **${markdownText(title)}**: ${ids.map((id) => inlineCode(isKnown(id) ? id : redactText(id))).join(', ')}`,
  );
  return lines.length > 0 ? lines : [`- ${t('cli_drift_none')}`];
}
