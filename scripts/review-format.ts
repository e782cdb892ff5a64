/** What `npm run review` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { providerById } from '@/providers';
import type { AuthorizationRequest, ReadOnlyReason, Requirement, UnreadableReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { findingText } from '@/utils/diagnosis/finding-text';
import { nameOfApp } from '@/utils/review/app-name';
import { buildReview } from '@/utils/review/build-review';
import type { ReadRequest } from '@/utils/review/read-requests';
import { toReportPlace } from '@/utils/review/report-format';
import { withLockedScopes } from '@/utils/review/selection';
import type { Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { inlineCode, markdownText, oneLine } from './format';

/** The JSON output. Pipelines depend on its keys, so they keep their names. */
interface Line {
  provider: string | null;
  place: string | null;
  app: string | null;
  /**
   * How the app was recognized. A name on the page or a set of scopes is only a heuristic match.
   */
  matchedBy: string | null;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  editable: boolean;
  readOnlyReason: string | null;
  scopes: Pick<Review['scopes'][number], 'id' | 'requirement' | 'provenance' | 'access' | 'known' | 'locked' | 'label' | 'tags'>[];
  findings: Pick<Review['findings'][number], 'id' | 'severity' | 'confidence' | 'actor'>[];
  /** What was read; null if nothing was. */
  kind: 'request' | 'settings' | null;
  /** The lists of a settings file; null for a request. */
  registered: Pick<AppSettings, 'required' | 'conditionallyRequired' | 'optional' | 'redirectUrls'> | null;
  /** Only with --keep: the request with these scopes, or null if it can't be edited. */
  url?: string | null;
}

/** One result, in the form for scripts and in the form for people. `review` is null if nothing was read. */
export interface ReviewedInput {
  line: Line;
  review: Review | null;
  settings: AppSettings | null;
}

function unreadable(reason: UnreadableReason): Line {
  return {
    provider: null,
    place: null,
    app: null,
    matchedBy: null,
    clientId: null,
    redirectHost: null,
    account: null,
    editable: false,
    readOnlyReason: reason,
    scopes: [],
    findings: [],
    kind: null,
    registered: null,
  };
}

/** The words for these reasons in `--json`, where they differ from ours. Scripts depend on them, so they stay. */
const publishedReasons: Readonly<Partial<Record<ReadOnlyReason, string>>> = {
  'unsupported-flow': 'left-alone',
  'narrowing-unverified': 'smaller-unknown',
  'no-scope-parameter': 'everything-configured',
};

/** Reviews a request. `keep`: the optional scopes to keep; null without --keep. */
export function reviewInput(read: ReadRequest, keep: ReadonlySet<string> | null): ReviewedInput {
  const provider = read.ok ? providerById(read.request.provider) : undefined;
  if (!read.ok || !provider) {
    const line = { ...unreadable(read.ok ? 'unknown-provider' : read.reason), ...(keep ? { url: null } : {}) };
    return { line, review: null, settings: null };
  }
  const { request, settings } = read;
  const review = buildReview({ provider, request });
  const line: Line = {
    provider: review.provider.id,
    place: settings ? null : toReportPlace(review.pageKind),
    app: review.app.name ?? settings?.name ?? null,
    matchedBy: review.app.matchedBy,
    clientId: review.clientId,
    redirectHost: review.redirectHost,
    account: review.account,
    editable: review.editable,
    readOnlyReason: review.readOnlyReason && (publishedReasons[review.readOnlyReason] ?? review.readOnlyReason),
    scopes: review.scopes.map(({ id, requirement, provenance, access, known, locked, label, tags }) => ({
      id,
      requirement,
      provenance,
      access,
      known,
      locked,
      label,
      tags,
    })),
    findings: review.findings.map(({ id, severity, confidence, actor }) => ({ id, severity, confidence, actor })),
    kind: settings ? 'settings' : 'request',
    registered: settings && registeredIn(settings),
    ...(keep ? { url: narrowedUrl(review, request, keep) } : {}),
  };
  return { line, review, settings };
}

function registeredIn({ required, conditionallyRequired, optional, redirectUrls }: AppSettings): Line['registered'] {
  return { required, conditionallyRequired, optional, redirectUrls };
}

function narrowedUrl(review: Review, request: AuthorizationRequest, keep: ReadonlySet<string>): string | null {
  const narrowed = providerById(request.provider)?.requests.narrow(request, new Set(withLockedScopes(keep, review.scopes)));
  return narrowed && narrowed.result !== 'refused' ? narrowed.url : null;
}

const requirements: readonly Requirement[] = ['required', 'optional-on', 'optional-off', 'undeclared'];

interface ScopeGroup {
  title: string;
  scopes: Review['scopes'];
}

/** The scopes by requirement, as far as there are any. */
function groupsOf({ scopes }: Review, settings: AppSettings | null): ScopeGroup[] {
  const isConditional = (id: string) => settings?.conditionallyRequired.includes(id) && !settings.required.includes(id);
  const groups = requirements.map((requirement) => ({
    title: tById('requirement', requirement),
    scopes: scopes.filter((scope) => scope.requirement === requirement && !isConditional(scope.id)),
  }));
  const conditional = { title: t('requirement_conditional'), scopes: scopes.filter(({ id }) => isConditional(id)) };
  return groups.toSpliced(1, 0, conditional).filter((group) => group.scopes.length > 0);
}

/** `HubSpot · Clay · 18 scopes: 7 required, 9 on, 2 off, 0 undeclared` */
function summaryOf(review: Review, settings: AppSettings | null): string {
  const count = (requirement: Requirement) => review.scopes.filter((scope) => scope.requirement === requirement).length;
  const [required = 0, on = 0, off = 0, undeclared = 0] = requirements.map(count);
  const scopes = tPlural('cli_scopes', review.scopes.length, required, on, off, undeclared);
  return [review.provider.name, settings?.name ?? nameOfApp(review) ?? t('cli_unknown_app'), scopes].join(' \u00b7 ');
}

/** The identity of the client and of the account, as far as the request names them. */
function factsOf({ clientId, redirectHost, account }: Review): [name: string, value: string][] {
  const facts = [
    ['client_id', clientId],
    ['redirect_uri', redirectHost],
    [t('report_account'), account],
  ] as const;
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
}

const unreadableText = ({ readOnlyReason }: Line) => t('cli_unreadable', tById('unreadable', readOnlyReason ?? ''));

/** A longer ID is not padded to. */
const MAX_PADDED_LENGTH = 50;

/** The block for people: the app, its scopes by requirement, and the findings. */
export function reviewText({ line, review, settings }: ReviewedInput): string[] {
  if (!review) return [unreadableText(line)];
  const width = Math.min(MAX_PADDED_LENGTH, Math.max(0, ...review.scopes.map(({ id }) => id.length)));
  const facts = factsOf(review).map(([name, value]) => `${name}: ${value}`);
  return [
    summaryOf(review, settings),
    ...(facts.length > 0 ? [facts.join(' \u00b7 ')] : []),
    ...(review.readOnlyReason ? [t('cli_read_only', tById('readonly', review.readOnlyReason))] : []),
    ...groupsOf(review, settings).flatMap(({ title, scopes }) => [
      `${title}:`,
      ...scopes.map(({ id, label }) => `  ${id.padEnd(width)}  ${label}`),
    ]),
    ...review.findings.map((finding) => `${tById('severity', finding.severity)}: ${findingText(finding, 'title')}`),
    ...(line.url === undefined ? [] : [line.url ?? t('cli_not_changed')]),
  ].map(oneLine);
}

/** The same block as Markdown, for a ticket. */
export function reviewMarkdown({ line, review, settings }: ReviewedInput): string[] {
  if (!review) return [markdownText(unreadableText(line))];
  const rows = groupsOf(review, settings).flatMap(({ title, scopes }) =>
    scopes.map(({ id, label }) => `| ${markdownText(title)} | ${inlineCode(id)} | ${markdownText(label)} |`),
  );
  const findings = review.findings.map(
    (finding) => `- **${tById('severity', finding.severity)}**: ${markdownText(findingText(finding, 'title'))}`,
  );
  return [
    `## ${markdownText(summaryOf(review, settings))}`,
    '',
    ...factsOf(review).map(([name, value]) => `- ${markdownText(name)}: ${inlineCode(value)}`),
    ...(review.readOnlyReason ? [`- ${markdownText(t('cli_read_only', tById('readonly', review.readOnlyReason)))}`] : []),
    ...(line.url === undefined ? [] : [`- ${line.url === null ? markdownText(t('cli_not_changed')) : inlineCode(line.url)}`]),
    ...(rows.length > 0 ? ['', `| ${t('row_requirement')} | ${t('cli_scope')} | ${t('row_allows')} |`, '|---|---|---|', ...rows] : []),
    ...(findings.length > 0 ? ['', ...findings] : []),
  ];
}
