/** Turns what is stored into what the components of the history show. */
import type { TimelineRow } from '@/components/workbench/history/AppTimeline';
import type { ExplainedError } from '@/components/workbench/history/ErrorExplanation';
import type { HistoryRow } from '@/components/workbench/history/HistoryTable';
import { providerById } from '@/providers';
import { explainRule } from '@/utils/diagnosis/explain-rule';
import type { TimelineEntry } from '@/utils/review/app-timeline';
import { deniedScopes } from '@/utils/review/audit-policy';
import { type ApprovedBaselines, beyondApproval } from '@/utils/review/beyond-approval';
import { providerName, ruleTitle } from '@/utils/review/outcome-filter';
import type { StoredOutcome } from '@/utils/storage/schema';
import { linkTo } from '../route';

/** Returns the row of a flow that ended. */
export function historyRow(stored: StoredOutcome, approved: ApprovedBaselines): HistoryRow {
  const { id, at, provider, app, appName, account, scopes, outcome, onCustomerPage } = stored;
  return {
    beyond: beyondApproval({ ...stored, kind: outcome.kind, kept: scopes?.kept ?? [] }, approved),
    denied: outcome.kind === 'connected' ? deniedScopes(approved.policy, stored, scopes?.kept ?? []) : [],
    ...{ key: id, at, app: appName || app, provider: providerName(provider), account, scopes, kind: outcome.kind },
    onCustomerPage: onCustomerPage === true,
    href: linkTo('history', provider, app),
    error: explained(provider, account, outcome.rule),
  };
}

/** Returns the row of an entry in the timeline of an app. */
export function timelineRow(
  client: Pick<StoredOutcome, 'provider' | 'app' | 'appName'>,
  { outcome, ...entry }: TimelineEntry,
  approved: ApprovedBaselines,
): TimelineRow {
  const { provider } = client;
  const { at } = entry;
  const beyond = outcome && at !== null ? beyondApproval({ ...client, ...entry, at, kind: outcome.kind }, approved) : [];
  const denied = outcome?.kind === 'connected' ? deniedScopes(approved.policy, { ...client, ...entry }, entry.kept) : [];
  return { ...entry, beyond, denied, kind: outcome?.kind ?? null, error: explained(provider, entry.account, outcome?.rule ?? null) };
}

function explained(provider: string, account: string, rule: string | null): ExplainedError | null {
  if (rule === null) return null;
  const links = providerById(provider)?.knowledge.links(account || null) ?? {};
  return { title: ruleTitle(rule), known: explainRule(provider, rule), links };
}
