/** What `npm run review` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { providerById } from '@/providers';
import type { AuthorizationRequest, ReadOnlyReason, UnreadableReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import type { ReadRequest } from '@/utils/review/read-requests';
import { toReportPlace } from '@/utils/review/report-format';
import { groupScopes, listsOfScope, reviewFacts, reviewMarkdown, reviewSummary } from '@/utils/review/review-markdown';
import { withLockedScopes } from '@/utils/review/selection';
import type { Review } from '@/utils/review/types';
import { markdownText } from '@/utils/text/markdown';
import { t, tById } from '@/utils/text/text';
import { oneLine } from './format';

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
  scopes: Pick<
    Review['scopes'][number],
    'id' | 'requirement' | 'provenance' | 'access' | 'known' | 'locked' | 'label' | 'tags' | 'parameters'
  >[];
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
    // Scripts know the server of an unsupported provider as the account.
    account: review.account ?? request.server ?? null,
    editable: review.editable,
    readOnlyReason: review.readOnlyReason && (publishedReasons[review.readOnlyReason] ?? review.readOnlyReason),
    scopes: review.scopes.map(({ id, requirement, provenance, access, known, locked, label, tags, parameters }) => ({
      id,
      requirement,
      provenance,
      access,
      known,
      locked,
      label,
      tags,
      ...(parameters ? { parameters } : {}),
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

const unreadableText = ({ readOnlyReason }: Pick<Line, 'readOnlyReason'>) => t('cli_unreadable', tById('unreadable', readOnlyReason ?? ''));

/** A longer ID is not padded to. */
const MAX_PADDED_LENGTH = 50;

/** The block for people: the app, its scopes by requirement, and the findings. */
export function reviewText({ line, review, settings }: ReviewedInput): string[] {
  if (!review) return [unreadableText(line)];
  const width = Math.min(MAX_PADDED_LENGTH, Math.max(0, ...review.scopes.map(({ id }) => id.length)));
  const facts = reviewFacts(review).map(([name, value]) => `${name}: ${value}`);
  return [
    reviewSummary(review, settings),
    ...(facts.length > 0 ? [facts.join(' \u00b7 ')] : []),
    ...(review.readOnlyReason ? [t('cli_read_only', tById('readonly', review.readOnlyReason))] : []),
    ...groupScopes(review, settings).flatMap(({ title, scopes }) => [
      `${title}:`,
      ...scopes.map((scope) => `  ${scope.id.padEnd(width)}  ${scope.label} ${listsOfScope(scope)}`.trimEnd()),
    ]),
    ...review.findings.map((finding) => `${tById('severity', finding.severity)}: ${findingText(finding, 'title')}`),
    ...(line.url === undefined ? [] : [line.url ?? t('cli_not_changed')]),
  ].map(oneLine);
}

/** The same block as Markdown, for a ticket. */
export function markdownOf({ line: { url, ...line }, review, settings }: ReviewedInput): string[] {
  return review ? reviewMarkdown(review, { settings, url }) : [markdownText(unreadableText(line))];
}
