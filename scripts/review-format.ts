/** What `npm run review` prints: compact JSON for scripts, text for people, Markdown for a ticket. */
import { providerById } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import type { AuthorizationRequest, UnreadableReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import { findingText, listStart } from '@/utils/diagnosis/finding-text';
import { cutText, unreadableText as unreadableReason } from '@/utils/files/cut-text';
import { endsEarly } from '@/utils/files/ends-early';
import { joinApps } from '@/utils/files/join-apps';
import { emptyReason, openFile, openScopeList, ownReason } from '@/utils/files/open';
import { newReceipt, upToLimit } from '@/utils/files/receipt';
import { recordText } from '@/utils/files/record-text';
import { type Line, type LineSource, lineOf, policyKeys, receiptKeys } from '@/utils/files/review-line';
import { publicRequest } from '@/utils/files/safe-input';
import { isUnknownTable } from '@/utils/files/table';
import type { Found, FoundKind, OpenedFile, Receipt } from '@/utils/files/types';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { buildReview } from '@/utils/review/build-review';
import { ownParts } from '@/utils/review/own-parts';
import { policyLines } from '@/utils/review/policy-summary';
import type { ReadRequest } from '@/utils/review/read-link';
import { readRequests, urlList } from '@/utils/review/read-requests';
import { groupScopes, listsOfScope, reviewFacts, reviewMarkdown, reviewSummary } from '@/utils/review/review-markdown';
import { withLockedScopes } from '@/utils/review/selection';
import { MAX_TEXT_LENGTH } from '@/utils/review/text-parts';
import type { Review } from '@/utils/review/types';
import { decodeMail } from '@/utils/text/mail-text';
import { markdownText } from '@/utils/text/markdown';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import type { Input } from './cli';
import { driftText } from './drift';
import { oneLine } from './format';
import { mismatchTexts } from './mismatches';
import type { ReviewedInput } from './review-line';

/** The results of one input. `receipt`: what was taken from a file; null for a text. */
export interface ReviewedFile {
  results: readonly ReviewedInput[];
  file: string | null;
  receipt: Receipt | null;
}

/** What is the same for all results of one input. */
interface Context extends LineSource {
  keep: ReadonlySet<string> | null;
  policy: PolicyFile | null;
}

/**
 * Reviews everything that the inputs contain. `keep`: the optional scopes to keep; null without
 * --keep. `policy`: the policy to test; null without --policy.
 */
export function reviewInputs(inputs: readonly Input[], keep: ReadonlySet<string> | null, policy: PolicyFile | null = null): ReviewedFile[] {
  const files = joinApps(
    inputs.map(openInput),
    inputs.map(({ file }) => file),
  );
  return inputs.map(({ text, file }, index) => {
    const opened = files[index] ?? null;
    if (!opened) return reviewTexts(text, { keep, policy, file });
    const context: Context = { keep, policy, file, receipt: opened.receipt };
    const results = opened.found.map((found) => reviewRequest(found.input.request, context, found));
    return { ...context, results: results.length > 0 ? results : [unreadable(emptyReason(opened), context)] };
  });
}

/**
 * Reviews the requests in a text. In a file they may hold what nobody typed, which is taken out.
 */
function reviewTexts(content: string, given: Omit<Context, 'receipt'>): ReviewedFile {
  const { file } = given;
  const receipt = newReceipt();
  const { text, undecoded } = decodeMail(content);
  receipt.notUnderstood = undecoded + ownParts(content).faulty;
  const reads = readRequests(text).map((read) =>
    read.ok && file !== null ? { ...read, request: publicRequest(read.request, receipt) } : read,
  );
  receipt.kept = reads.filter(({ ok }) => ok).length;
  receipt.isCut = file !== null && endsEarly(text);
  if (!urlList(text)) upToLimit(receipt, text, MAX_TEXT_LENGTH);
  const context: Context = {
    ...given,
    receipt: Object.keys(receipt.removed).length > 0 || receipt.isCut || receipt.notUnderstood > 0 ? receipt : null,
  };
  const own = reads.some(saysScopes) ? null : ownReason(content);
  if (own) return { ...context, results: [unreadable(own, context)] };
  if (receipt.kept === 0 && !receipt.isCut && isUnknownTable(text)) return { ...context, results: [unreadable('unknown-table', context)] };
  const results = reads.map((read) =>
    read.ok || !receipt.isCut ? reviewRead(read, context) : unreadable(emptyReason({ receipt }), context),
  );
  return { ...context, results };
}

function openInput({ text, file }: Input): OpenedFile | null {
  return openFile(text) ?? (file === null || readRequests(decodeMail(text).text).some(saysScopes) ? null : openScopeList(text));
}

function reviewRead(read: ReadRequest, context: Context): ReviewedInput {
  return read.ok ? reviewRequest(read.request, context) : unreadable(read.reason, context);
}

/**
 * Whether a request is more than the address of a server, which the source of a connector has, too.
 */
const saysScopes = (read: ReadRequest) => read.ok && (read.request.clientId !== null || read.request.scopes.length > 0);

function unreadable(reason: UnreadableReason, context: Context): ReviewedInput {
  const line: Line = {
    provider: null,
    place: null,
    app: null,
    matchedBy: null,
    clientId: null,
    redirectHost: null,
    account: null,
    scopesUncertain: true,
    editable: false,
    readOnlyReason: reason,
    scopes: [],
    findings: [],
    kind: null,
    registered: null,
    ...receiptKeys(context),
    records: [],
    policies: {},
    ...(context.policy ? { policy: null } : {}),
    ...(context.keep ? { url: null } : {}),
  };
  return { line, review: null, settings: null, request: null, readUpTo: context.receipt?.readUpTo };
}

/** Reviews a request. `found`: what it is, if it was found in a file. */
function reviewRequest(request: AuthorizationRequest, context: Context, found?: Found): ReviewedInput {
  const provider = providerById(request.provider);
  if (!provider) return unreadable('unknown-provider', context);
  const { keep, policy } = context;
  // A link is reviewed as if a tab had opened it. In audit mode the policy changes none of the other
  // keys.
  const tested = policy && { owner: 'file' as const, file: { ...policy, mode: 'audit' as const } };
  const review = buildReview({ ...found?.input, provider, request, isObserved: true, policy: tested });
  const line: Line = {
    ...lineOf(review, request, context, found),
    ...(policy && review.policy ? { policy: policyKeys(review.policy, policy.mode) } : {}),
    ...(keep ? { url: narrowedUrl(review, request, keep) } : {}),
  };
  return { line, review, settings: found?.settings ?? null, request };
}

function narrowedUrl(review: Review, request: AuthorizationRequest, keep: ReadonlySet<string>): string | null {
  const narrowed = providerById(request.provider)?.requests.narrow(request, new Set(withLockedScopes(keep, review.scopes)));
  return narrowed && narrowed.result !== 'refused' ? narrowed.url : null;
}

const unreadableText = ({ line: { readOnlyReason }, readUpTo }: ReviewedInput) =>
  t('cli_unreadable', unreadableReason(readOnlyReason ?? '', readUpTo));

/** A longer ID is not padded to. */
const MAX_PADDED_LENGTH = 50;

/** What tells of an app, but is no request of one. */
const others: ReadonlySet<FoundKind | null> = new Set(['app-usage', 'audit-trail', 'login-history', 'scope-list', 'token-response']);

/**
 * What is shown of a review. A table names its apps itself, and nothing but a request has to be
 * called read-only.
 */
function shownOf({ kind, app }: Line, review: Review, settings: AppSettings | null): { review: Review; kind?: string } {
  if (kind === null || !others.has(kind) || settings) return { review };
  const name = app ?? (kind === 'audit-trail' ? t('workbench_audit_no_app') : null);
  const readOnlyReason = review.readOnlyReason === 'server-to-server' ? review.readOnlyReason : null;
  return { review: { ...review, app: { ...review.app, name }, readOnlyReason }, kind: tById('workbench_kind', kind) };
}

/** The block for people: the app, its scopes by requirement, and the findings. */
export function reviewText(one: ReviewedInput): string[] {
  const { line, review: given, settings } = one;
  if (!given) return [unreadableText(one)];
  const { review, kind } = shownOf(line, given, settings);
  const width = Math.min(MAX_PADDED_LENGTH, Math.max(0, ...review.scopes.map(({ id }) => id.length)));
  const facts = reviewFacts(review).map(([name, value]) => `${name}: ${value}`);
  return [
    reviewSummary(review, settings, kind),
    ...(facts.length > 0 ? [facts.join(' \u00b7 ')] : []),
    ...(review.readOnlyReason ? [t('cli_read_only', tById('readonly', review.readOnlyReason))] : []),
    ...groupScopes(review, settings).flatMap(({ title, scopes }) => [
      `${title}:`,
      ...scopes.map((scope) => `  ${scope.id.padEnd(width)}  ${scope.label} ${listsOfScope(scope)}`.trimEnd()),
    ]),
    ...review.findings.map(findingLine),
    ...Object.entries(line.policies ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(settings ? filesText(line, settings) : []),
    ...line.records.map((record) => recordText(record, line.kind)),
    ...driftText(one),
    ...mismatchTexts(line),
    ...(review.policy ? policyLines(review.policy) : []),
    ...(line.url === undefined ? [] : [line.url ?? t('cli_not_changed')]),
  ].map(oneLine);
}

/** `Warning: A scope is misspelled (crm.objects.contact.read)` */
function findingLine(finding: Finding): string {
  const title = findingText(finding, 'title');
  const list = finding.scopes.length > 0 ? ` (${listStart(finding.scopes)})` : '';
  return `${tById('severity', finding.severity)}: ${title}${title.endsWith(list) ? '' : list}`;
}

/** Says which files of an app are missing, or why they were not joined. */
function filesText({ missingFiles = [] }: Line, { isContested }: AppSettings): string[] {
  return [
    ...(isContested ? [t('workbench_settings_contested')] : []),
    ...(missingFiles.length > 0 ? [t('workbench_settings_missing_files', listText(missingFiles.map(fileName)))] : []),
  ];
}

const fileName = (kind: string) => tById('workbench_settings_file', kind);

/** What was taken out of a file, and what was not understood; empty for a text. */
export function receiptText({ file, receipt }: Pick<ReviewedFile, 'file' | 'receipt'>): string[] {
  if (!receipt) return [];
  const name = file ?? '-';
  const { removed, kept, leftOut, notUnderstood } = receipt;
  const counts = Object.entries(removed).map(([kind, count]) => tPlural(`cli_removed_${kind}`, count));
  const list = counts.length > 0 ? listText(counts) : t('cli_receipt_nothing');
  return [oneLine(t('cli_receipt', name, kept, leftOut, notUnderstood, list))];
}

/** Says that the end of a file was not read; empty if it was. */
export function incompleteText({ file, receipt }: { file: string | null; receipt: Pick<Receipt, 'isCut' | 'readUpTo'> | null }): string[] {
  if (!receipt?.isCut) return [];
  const name = file ?? '-';
  return [oneLine(receipt.readUpTo === undefined ? t('cli_receipt_cut', name) : t('cli_receipt_limit', name, cutText(receipt)))];
}

/** The same block as Markdown, for a ticket. */
export function markdownOf(one: ReviewedInput): string[] {
  const { review: given, settings } = one;
  const { url, ...line } = one.line;
  if (!given) return [markdownText(unreadableText(one))];
  const { review, kind } = shownOf(line, given, settings);
  const policy = review.policy ? policyLines(review.policy) : [];
  const records = [
    ...(settings ? filesText(line, settings) : []),
    ...line.records.map((record) => recordText(record, line.kind)),
    ...driftText(one),
    ...mismatchTexts(line),
    ...policy,
  ].map((text) => `- ${markdownText(text)}`);
  const lines = reviewMarkdown(review, { settings, kind, url });
  return [...lines, ...(records.length > 0 && lines.at(-1) !== '' ? [''] : []), ...records];
}
