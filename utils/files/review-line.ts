/**
 * What the terminal prints of a review with `--json`, and what the workbench exports: one object
 * for each thing that was found. `docs/cli.md` describes the keys.
 */
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { MismatchKind, SettingsProblem } from '@/providers/contract/settings-rules';
import type { TableRecord } from '@/providers/contract/table';
import type { PolicyResult } from '@/utils/policy/types';
import type { Approval } from '@/utils/review/approval';
import type { Drift } from '@/utils/review/drift';
import { policyEffect } from '@/utils/review/policy-summary';
import { toReportPlace } from '@/utils/review/report-format';
import type { Review } from '@/utils/review/types';
import { missingFiles } from './join-apps';
import { type Found, type FoundKind, type Receipt, requestKinds } from './types';

/** The JSON output. Pipelines depend on its keys, so they keep their names. */
export interface Line {
  provider: string | null;
  place: string | null;
  app: string | null;
  /**
   * How the app was recognized. A claimed redirect host, a name on the page or a set of scopes is
   * only a heuristic match.
   */
  matchedBy: string | null;
  clientId: string | null;
  redirectHost: string | null;
  /** Set if the redirect URI leads to that host by plain http, which is no other host to scripts. */
  plainHttp?: true;
  account: string | null;
  /** Whether what was read may have other scopes than those listed, or be another app's. */
  scopesUncertain: boolean;
  editable: boolean;
  readOnlyReason: string | null;
  scopes: Pick<
    Review['scopes'][number],
    'id' | 'requirement' | 'provenance' | 'access' | 'known' | 'locked' | 'label' | 'tags' | 'parameters'
  >[];
  findings: Pick<Review['findings'][number], 'id' | 'severity' | 'confidence' | 'actor'>[];
  /** What was read; null if nothing was. */
  kind: FoundKind | null;
  /** The lists of an app's settings; null for everything else. */
  registered: Pick<AppSettings, 'required' | 'conditionallyRequired' | 'optional' | 'redirectUrls'> | null;
  /** The name of the file, as it was given; null for arguments and standard input. */
  file: string | null;
  /** How many values were taken out of the file, by kind. */
  removed: Receipt['removed'];
  /** The kinds of file that are missing of an app that has several; absent for one file. */
  missingFiles?: readonly string[];
  /** How many entries or rows of the file could not be read. */
  notUnderstood: number;
  /** Whether the file ends in the middle, or is longer than what is read. */
  incomplete: boolean;
  /** What the rows of a table say about the app; empty for everything else. */
  records: readonly TableRecord[];
  /** The provider's rules about the app, by its own names; empty if the file has none. */
  policies: AppSettings['policies'];
  /**
   * Only with --compare and --baseline: how the request differs; null if the earlier results lack the
   * app, or if one of the two is `scopesUncertain`.
   */
  drift?: Drift | null;
  /** Only in an export of the workbench, beside `drift`: what the scopes are compared with. */
  comparedWith?: string;
  /** Only in an export of the workbench: what an admin approved; absent if nothing was. */
  approval?: ApprovalKeys;
  /**
   * How the request differs from the settings of its app; absent if no input has those. Each has
   * the ID of the error that it gives, or null.
   */
  mismatches?: Pick<SettingsProblem<MismatchKind>, 'kind' | 'severity' | 'confidence' | 'scopes' | 'urls' | 'error'>[];
  /** What of the request could not be compared with those settings; absent without them. */
  notCompared?: readonly string[];
  /**
   * What shows that the settings are the app's: `client-id`, `redirect-url` or `redirect-host`; null
   * if they are only compared because no others were given. Absent without `mismatches`.
   */
  pairedBy?: string | null;
  /**
   * Only with --policy, and in an export of the workbench: what the policy would do if it were
   * enforced; null if nothing was read.
   */
  policy?: PolicyKeys | null;
  /** Only with --keep: the request with these scopes, or null if it can't be edited. */
  url?: string | null;
}

/** What a policy would do to a request. */
export interface PolicyKeys extends Pick<PolicyResult, 'name' | 'date' | 'mode' | 'blocking' | 'dropped' | 'asked' | 'scopes'> {
  /**
   * Whether the app can be connected, once the user has confirmed what the policy asks; null if the
   * request may have other scopes.
   */
  connects: boolean | null;
}

/** What an admin approved, and how the request differs from it. */
export interface ApprovalKeys
  extends Pick<Approval, 'account' | 'askedBy' | 'reason' | 'reviewedBy' | 'until' | 'drift' | 'dropped' | 'redirectHost'> {
  /** When it was approved, in UTC: `2026-11-26T14:05:00.000Z`. */
  approvedAt: string;
  /** The name of the policy that has the approval; null if it was saved on this device. */
  policy: string | null;
}

/**
 * The words for these reasons in `--json`, where they differ from ours. Scripts depend on them, so
 * they stay.
 */
const publishedReasons: Readonly<Partial<Record<ReadOnlyReason, string>>> = {
  'unsupported-flow': 'left-alone',
  'narrowing-unverified': 'smaller-unknown',
  'no-scope-parameter': 'everything-configured',
};

/** Where something was read, and what was taken out there; `receipt` is null for a text. */
export interface LineSource {
  file: string | null;
  receipt: Receipt | null;
}

/** Returns the keys about the file that something was read from. */
export const receiptKeys = ({ file, receipt }: LineSource) => ({
  file,
  removed: receipt?.removed ?? {},
  notUnderstood: receipt?.notUnderstood ?? 0,
  incomplete: receipt?.isCut ?? false,
});

/** Returns the keys about a policy that was applied in audit mode. `mode`: the mode that it has. */
export function policyKeys(
  { name, date, blocking, dropped, asked, scopes, ...result }: PolicyResult,
  mode: PolicyResult['mode'],
): PolicyKeys {
  const isBlocked = policyEffect({ blocking, dropped, asked, ...result }) === 'blocked';
  const connects = isBlocked ? false : result.isIncomplete ? null : true;
  return { name, date, mode, connects, blocking, dropped, asked, scopes };
}

/** Returns the key about an approval; none without one. `policy`: the name of the policy that has it. */
export function approvalKeys(approval: Approval | null, policy: string | null): { approval?: ApprovalKeys } {
  if (!approval) return {};
  const { at, account, askedBy, reason, reviewedBy, until, drift, dropped, redirectHost } = approval;
  return {
    approval: {
      approvedAt: new Date(at).toISOString(),
      account,
      askedBy,
      reason,
      reviewedBy,
      until,
      policy,
      drift,
      ...(dropped && { dropped }),
      ...(redirectHost !== undefined && { redirectHost }),
    },
  };
}

/** Returns the line of a review. `found`: what it is, if it was found in a file. */
export function lineOf(review: Review, request: AuthorizationRequest, source: LineSource, found?: Found): Line {
  const settings = found?.settings ?? null;
  return {
    provider: review.provider.id,
    place: found && !requestKinds.has(found.kind) ? null : toReportPlace(review.pageKind),
    app: review.app.name ?? found?.app ?? null,
    matchedBy: review.app.matchedBy,
    clientId: review.clientId,
    // Scripts know the host alone, also of plain http.
    redirectHost: review.redirectHost?.replace(/^http:\/\//, '') ?? null,
    ...(review.redirectHost?.startsWith('http:') ? { plainHttp: true } : {}),
    // Scripts know the server of an unsupported provider as the account.
    account: review.account ?? request.server ?? null,
    scopesUncertain: review.isIncomplete || !review.isCertainClient,
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
    ...receiptKeys(source),
    records: found?.records ?? [],
    policies: settings?.policies ?? {},
    ...(settings?.parts ? { missingFiles: missingFiles(request.provider, settings) } : {}),
  };
}

function registeredIn({ required, conditionallyRequired, optional, redirectUrls }: AppSettings): Line['registered'] {
  return { required, conditionallyRequired, optional, redirectUrls };
}
