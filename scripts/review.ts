/**
 * `npm run review` prints one line for each authorize URL. It uses the extension's engine without a
 * browser.
 */
import { providerById } from '@/providers';
import type { AuthorizationRequest, ReadOnlyReason, UnreadableReason } from '@/providers/contract/request';
import { findingText } from '@/utils/diagnosis/finding-text';
import { nameOfApp } from '@/utils/review/app-name';
import { buildReview } from '@/utils/review/build-review';
import { type ReadRequest, readRequests } from '@/utils/review/read-requests';
import { toReportPlace } from '@/utils/review/report-format';
import { withLockedScopes } from '@/utils/review/selection';
import type { Review } from '@/utils/review/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { oneLine, readArguments, readInput, writeLines } from './cli';

const usage = `Usage: npm run --silent review -- [--json] [--keep id,id] URL…
       … | npm run --silent review -- [--json] [--keep id,id]      (one URL per line)

Prints one line for each URL, in order.
  --json      print compact JSON, one object per line
  --keep ids  optional scopes to keep, separated by commas; adds the smaller request as url

Exit codes: 0 every URL was read · 1 at least one was not (its line says why) · 2 wrong usage
`;

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
  /** Only with --keep: the request with these scopes, or null if it can't be edited. */
  url?: string | null;
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
  };
}

/** The words for these reasons in `--json`, where they differ from ours. Scripts depend on them, so they stay. */
const publishedReasons: Readonly<Partial<Record<ReadOnlyReason, string>>> = {
  'unsupported-flow': 'left-alone',
  'narrowing-unverified': 'smaller-unknown',
  'no-scope-parameter': 'everything-configured',
};

function lineOf(parsed: ReadRequest, keep: ReadonlySet<string> | null): { line: Line; review: Review | null } {
  const provider = parsed.ok ? providerById(parsed.request.provider) : undefined;
  if (!parsed.ok || !provider) {
    return { line: { ...unreadable(parsed.ok ? 'unknown-provider' : parsed.reason), ...(keep ? { url: null } : {}) }, review: null };
  }
  const review = buildReview({ provider, request: parsed.request });
  const line: Line = {
    provider: review.provider.id,
    place: toReportPlace(review.pageKind),
    app: review.app.name,
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
    ...(keep ? { url: narrowedUrl(review, parsed.request, keep) } : {}),
  };
  return { line, review };
}

function narrowedUrl(review: Review, request: AuthorizationRequest, keep: ReadonlySet<string>): string | null {
  const narrowed = providerById(request.provider)?.requests.narrow(request, new Set(withLockedScopes(keep, review.scopes)));
  return narrowed && narrowed.result !== 'refused' ? narrowed.url : null;
}

/**
 * The line for people: `HubSpot · Clay · 18 scopes: 7 required, 9 on, 2 off`, findings, smaller
 * URL.
 */
function asText({ line, review }: ReturnType<typeof lineOf>): string {
  if (!review) return t('cli_unreadable', tById('unreadable', line.readOnlyReason ?? ''));
  const count = (requirement: string) => review.scopes.filter((scope) => scope.requirement === requirement).length;
  const scopes = tPlural(
    'cli_scopes',
    review.scopes.length,
    count('required'),
    count('optional-on'),
    count('optional-off'),
    count('undeclared'),
  );
  const parts = [
    review.provider.name,
    nameOfApp(review) ?? t('cli_unknown_app'),
    scopes,
    ...(review.readOnlyReason ? [t('cli_read_only', tById('readonly', review.readOnlyReason))] : []),
    ...review.findings.map((finding) => `${tById('severity', finding.severity)}: ${findingText(finding, 'title')}`),
    ...(line.url === undefined ? [] : [line.url ?? t('cli_not_changed')]),
  ];
  return oneLine(parts.join(' \u00b7 '));
}

const { values, positionals } = readArguments(usage, { json: { type: 'boolean' }, keep: { type: 'string' } });
const input = positionals.length ? '' : await readInput();
const urls = positionals.length ? positionals : input === '' ? [] : [input];
const kept = values.keep as string | undefined;
const keep = kept === undefined ? null : new Set(kept.split(',').map((id) => id.trim()));
const lines = urls.flatMap((url) => readRequests(url).map((read) => lineOf(read, keep)));
const optionalIds = new Set(lines.flatMap(({ review }) => review?.scopes.filter((scope) => !scope.locked).map((scope) => scope.id) ?? []));
for (const id of keep ?? []) if (id && !optionalIds.has(id)) process.stderr.write(`${t('cli_not_optional', id)}\n`);
writeLines(lines.map((one) => (values.json ? JSON.stringify(one.line) : asText(one))));
process.exitCode = lines.some((one) => one.review === null) ? 1 : 0;
