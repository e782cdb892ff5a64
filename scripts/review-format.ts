/** What `npm run review` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { providerById } from '@/providers';
import type { AuthorizationRequest, ReadOnlyReason, UnreadableReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { TableRecord } from '@/providers/contract/table';
import { findingText } from '@/utils/diagnosis/finding-text';
import { joinApps } from '@/utils/files/join-apps';
import { emptyReason, openFile, openScopeList } from '@/utils/files/open';
import { newReceipt } from '@/utils/files/receipt';
import { publicRequest } from '@/utils/files/safe-input';
import type { Found, FoundKind, OpenedFile, Receipt } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { type ReadRequest, readRequests } from '@/utils/review/read-requests';
import { toReportPlace } from '@/utils/review/report-format';
import { groupScopes, listsOfScope, reviewFacts, reviewMarkdown, reviewSummary } from '@/utils/review/review-markdown';
import { withLockedScopes } from '@/utils/review/selection';
import type { Review } from '@/utils/review/types';
import { markdownText } from '@/utils/text/markdown';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import type { Input } from './cli';
import { driftText } from './drift';
import { oneLine } from './format';
import { mismatchTexts } from './mismatches';
import type { Line, ReviewedInput } from './review-line';

/** The results of one input. `receipt`: what was taken from a file; null for a text. */
export interface ReviewedFile {
  results: readonly ReviewedInput[];
  file: string | null;
  receipt: Receipt | null;
}

/** What is the same for all results of one input. */
interface Context {
  keep: ReadonlySet<string> | null;
  file: string | null;
  receipt: Receipt | null;
}

/**
 * Reviews everything that the inputs contain. `keep`: the optional scopes to keep; null without
 * --keep.
 */
export function reviewInputs(inputs: readonly Input[], keep: ReadonlySet<string> | null): ReviewedFile[] {
  const files = joinApps(inputs.map(openInput));
  return inputs.map(({ text, file }, index) => {
    const opened = files[index] ?? null;
    if (!opened) return reviewTexts(text, keep, file);
    const context: Context = { keep, file, receipt: opened.receipt };
    const results = opened.found.map((found) => reviewRequest(found.input.request, context, found));
    return { ...context, results: results.length > 0 ? results : [unreadable(emptyReason(opened), context)] };
  });
}

/**
 * Reviews the requests in a text. In a file they may hold what nobody typed, which is taken out.
 */
function reviewTexts(text: string, keep: Context['keep'], file: string | null): ReviewedFile {
  const receipt = newReceipt();
  const reads = readRequests(text).map((read) =>
    read.ok && file !== null ? { ...read, request: publicRequest(read.request, receipt) } : read,
  );
  receipt.kept = reads.filter(({ ok }) => ok).length;
  const context: Context = { keep, file, receipt: Object.keys(receipt.removed).length > 0 ? receipt : null };
  return { ...context, results: reads.map((read) => reviewRead(read, context)) };
}

function openInput({ text, file }: Input): OpenedFile | null {
  return openFile(text) ?? (file === null || readRequests(text).some(saysScopes) ? null : openScopeList(text));
}

function reviewRead(read: ReadRequest, context: Context): ReviewedInput {
  return read.ok ? reviewRequest(read.request, context) : unreadable(read.reason, context);
}

/**
 * Whether a request is more than the address of a server, which the source of a connector has, too.
 */
const saysScopes = (read: ReadRequest) => read.ok && (read.request.clientId !== null || read.request.scopes.length > 0);

function unreadable(reason: UnreadableReason, { keep, file, receipt }: Context): ReviewedInput {
  const line: Line = {
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
    ...receiptKeys(file, receipt),
    records: [],
    policies: {},
    ...(keep ? { url: null } : {}),
  };
  return { line, review: null, settings: null, request: null };
}

const receiptKeys = (file: string | null, receipt: Receipt | null) => ({
  file,
  removed: receipt?.removed ?? {},
  notUnderstood: receipt?.notUnderstood ?? 0,
  incomplete: receipt?.isCut ?? false,
});

/** The words for these reasons in `--json`, where they differ from ours. Scripts depend on them, so they stay. */
const publishedReasons: Readonly<Partial<Record<ReadOnlyReason, string>>> = {
  'unsupported-flow': 'left-alone',
  'narrowing-unverified': 'smaller-unknown',
  'no-scope-parameter': 'everything-configured',
};

/** Reviews a request. `found`: what it is, if it was found in a file. */
function reviewRequest(request: AuthorizationRequest, context: Context, found?: Found): ReviewedInput {
  const provider = providerById(request.provider);
  if (!provider) return unreadable('unknown-provider', context);
  const { keep, file, receipt } = context;
  const settings = found?.settings ?? null;
  const review = buildReview({ ...found?.input, provider, request });
  const line: Line = {
    provider: review.provider.id,
    place: found && !pages.has(found.kind) ? null : toReportPlace(review.pageKind),
    app: review.app.name ?? found?.app ?? null,
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
    kind: found?.kind ?? 'request',
    registered: settings && registeredIn(settings),
    ...receiptKeys(file, receipt),
    records: found?.records ?? [],
    policies: settings?.policies ?? {},
    ...(keep ? { url: narrowedUrl(review, request, keep) } : {}),
  };
  return { line, review, settings, request };
}

/** The kinds that were found on a page of the provider. */
const pages: ReadonlySet<FoundKind> = new Set<FoundKind>(['failure', 'request', 'approval']);

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
    ...Object.entries(line.policies ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...line.records.map(recordText),
    ...driftText(line.drift),
    ...mismatchTexts(line),
    ...(line.url === undefined ? [] : [line.url ?? t('cli_not_changed')]),
  ].map(oneLine);
}

function recordText({ event, at, count }: TableRecord): string {
  return [tPlural('cli_record', count, event), ...(at === null ? [] : [t('cli_record_last', at)])].join(' ');
}

/** What was taken out of a file, and what was not understood; empty for a text. */
export function receiptText({ file, receipt }: ReviewedFile): string[] {
  if (!receipt) return [];
  const name = file ?? '-';
  const { removed, kept, leftOut, notUnderstood, isCut } = receipt;
  const counts = Object.entries(removed).map(([kind, count]) => tPlural(`cli_removed_${kind}`, count));
  const list = counts.length > 0 ? listText(counts) : t('cli_receipt_nothing');
  return [t('cli_receipt', name, kept, leftOut, notUnderstood, list), ...(isCut ? [t('cli_receipt_cut', name)] : [])].map(oneLine);
}

/** The same block as Markdown, for a ticket. */
export function markdownOf({ line: { url, ...line }, review, settings }: ReviewedInput): string[] {
  if (!review) return [markdownText(unreadableText(line))];
  const records = [...line.records.map(recordText), ...driftText(line.drift), ...mismatchTexts(line)].map(
    (text) => `- ${markdownText(text)}`,
  );
  return [...reviewMarkdown(review, { settings, url }), ...(records.length > 0 ? ['', ...records] : [])];
}
