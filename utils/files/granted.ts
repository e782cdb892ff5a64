/** Compares the scopes that a token response grants with those that the app requested. */
import { providerById } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';
import { findingSteps, findingText, stepText } from '@/utils/diagnosis/finding-text';
import { mayHaveOthers } from '@/utils/review/approval';
import { driftOf } from '@/utils/review/drift';
import { inlineCode, markdownText } from '@/utils/text/markdown';
import type { Steps } from '@/utils/text/steps';
import { t, tPlural } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { isRedacted } from './safe-text';
import { type Found, requestKinds } from './types';

/** How a grant differs from a request. The lists are empty if they are the same. */
export interface Granted {
  /** The request that it is compared with. */
  request: Found;
  /** When the request was made, in milliseconds since the epoch; null if unknown. */
  at: number | null;
  /** Whether the request was refused, so that the response can only answer another one like it. */
  isRefused: boolean;
  /** Whether one of the lists may be incomplete, so that nothing is compared: the next ones are empty. */
  isUncertain: boolean;
  /** The requested scopes that were not granted. */
  missing: readonly ScopeId[];
  /** The granted scopes that were not requested. */
  extra: readonly ScopeId[];
  /** The scopes that were both requested and granted. */
  granted: readonly ScopeId[];
}

/** Whether two values are the same, as far as both are known. */
const isSame = (one: string | null, other: string | null) => one === null || other === null || one === other;

/**
 * Compares a token response with each request of its provider and, if both name one, of its
 * account and its client. Requests with the same scopes count once, the last of them. A refused request counts only
 * if its client made no other. A response without scopes grants what was
 * requested (RFC 6749 §5.1), and a scope that a granted one includes isn't missing.
 */
export function* grantedAgainst(response: Found, found: readonly Found[]): Steps<Granted[]> {
  const { provider: id, account, clientId, scopes } = response.input.request;
  const provider = providerById(id);
  if (!provider) return [];
  const requests = found.filter(
    ({ kind, input: { request } }) =>
      requestKinds.has(kind) &&
      request.provider === id &&
      request.scopes.length > 0 &&
      isSame(account, request.account) &&
      isSame(clientId, request.clientId),
  );
  const keyOf = ({ input: { request } }: Found) =>
    JSON.stringify([request.clientId, ...request.scopes.map((scope) => scope.id).toSorted()]);
  const isRefused = ({ kind }: Found) => kind === 'failure';
  const clientOf = ({ input: { request } }: Found) => request.clientId ?? request.redirectHost;
  const answered = new Set(requests.filter((request) => !isRefused(request)).map(clientOf));
  const possible = requests.filter((request) => !isRefused(request) || !answered.has(clientOf(request)));
  const different = new Map<string, Found>();
  for (const request of possible) {
    different.set(keyOf(request), request);
    yield;
  }
  const included = new Set(scopes.flatMap((scope) => provider.knowledge.findScope(scope.id)?.implies ?? []));
  const compared: Granted[] = [];
  for (const request of different.values()) {
    const requested = request.input.request.scopes;
    const { added, removed } = driftOf(provider, requested, scopes.length === 0 ? requested : scopes);
    const missing = removed.filter((one) => !included.has(one));
    const lacking = new Set(missing);
    const granted = requested.map((scope) => scope.id).filter((one) => !lacking.has(one));
    const isUncertain = isUnread(response) || isUnread(request);
    const lists = isUncertain ? { missing: [], extra: [], granted: [] } : { missing, extra: added, granted };
    compared.push({ request, at: request.timeline?.[0]?.at ?? null, isRefused: isRefused(request), isUncertain, ...lists });
    yield;
  }
  return compared;
}

/** Whether the list may lack scopes, or two of them may have become the same text. */
const isUnread = ({ input: { request } }: Found) => mayHaveOthers(request) || request.scopes.some(({ id }) => isRedacted(id));

/**
 * Says in one line that requested scopes were not granted; null if all of them were. A response does
 * not name its request, so with several requests, or a refused one, nobody knows which scopes it
 * lacks.
 */
export function lackTitle(compared: readonly Pick<Granted, 'missing' | 'isRefused'>[]): string | null {
  const lacking = compared.find(({ missing }) => missing.length > 0);
  if (!lacking) return null;
  return compared.length === 1 && !lacking.isRefused
    ? tPlural('workbench_granted_lacks', lacking.missing.length)
    : t('workbench_granted_may_lack');
}

/**
 * Returns the title of a token response without scopes that it lacks. `isIncomplete`: it names some
 * that can't be read.
 */
export function grantTitle(provider: string, scopes: readonly ScopeId[], isIncomplete: boolean): string {
  if (isIncomplete) return t('workbench_granted_unread');
  return scopes.length === 0 ? t('workbench_granted_unnamed') : tPlural('workbench_granted_title', scopes.length, provider);
}

/**
 * Returns a token response as Markdown for a ticket: the granted scopes, and how they differ from
 * those of each request. It contains no token and no name of a file or user.
 */
export function grantedAsMarkdown(
  {
    provider,
    account,
    scopes,
    isIncomplete,
  }: { provider: string; account: string | null; scopes: readonly ScopeId[]; isIncomplete: boolean },
  compared: readonly (Omit<Granted, 'request'> & { app: string })[],
): string {
  const list = (lines: readonly (readonly [label: string, value: string])[]) =>
    lines.flatMap(([label, value]) => (value ? `- ${label}: ${inlineCode(value)}` : [])).join('\n');
  return [
    `# ${markdownText(lackTitle(compared) ?? grantTitle(provider, scopes, isIncomplete))}`,
    list([
      [t('report_provider'), provider],
      [t('report_account'), account ?? ''],
      [t('workbench_granted_named'), scopes.join(' ')],
    ]),
    ...compared.flatMap(({ app, at, isRefused, isUncertain, missing, extra, granted }) => [
      `## ${markdownText(t('workbench_granted_against', [app, at !== null && momentText(at)].filter(Boolean).join(', ')))}`,
      isRefused ? t('workbench_granted_refused') : '',
      isUncertain ? t('workbench_granted_uncertain') : '',
      !isUncertain && missing.length + extra.length === 0 ? t('workbench_granted_same') : '',
      list([
        [t('workbench_granted_missing'), missing.join(' ')],
        [t('workbench_granted_extra'), extra.join(' ')],
        [t('workbench_granted_both'), granted.join(' ')],
      ]),
    ]),
    [t('workbench_granted_text'), scopes.length === 0 && !isIncomplete && t('workbench_granted_as_requested')].filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Returns what missing scopes mean and what to do about them; it is no part of a review. */
export function lackFinding(missing: readonly ScopeId[]): Finding {
  return finding({
    id: 'scopes-not-granted',
    severity: 'warning',
    confidence: 'likely',
    actor: 'app-vendor',
    params: [missing],
    scopes: missing,
  });
}

/** Returns the text for the vendor of the app, ready to send. `app`: the app on its provider. */
export function lackMessage(app: string, { missing, granted }: Pick<Granted, 'missing' | 'granted'>): string {
  const lack = lackFinding(missing);
  const steps = findingSteps(lack).filter(({ actor }) => actor === lack.actor);
  const lists = [['workbench_granted_missing', missing] as const, ['workbench_granted_both', granted] as const];
  return [
    t('message_hello'),
    t('workbench_granted_message', app),
    ...lists.filter(([, ids]) => ids.length > 0).map(([label, ids]) => `${t(label)}: ${ids.join(' ')}`),
    findingText(lack, 'text'),
    [t('message_please'), ...steps.map((step, index) => `${index + 1}. ${stepText(step, {})}`)].join('\n'),
    t('message_thanks'),
  ].join('\n\n');
}
