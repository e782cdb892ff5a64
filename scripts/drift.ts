/** Compares the results of `npm run review` with earlier ones: `--compare` and `--baseline`. */
import * as z from 'zod/mini';
import { genericProvider, providerById } from '@/providers';
import type { Line } from '@/utils/files/review-line';
import { isRedacted } from '@/utils/files/safe-text';
import { type FoundKind, requestKinds } from '@/utils/files/types';
import { type BesideScopes, driftOf, isUnchanged } from '@/utils/review/drift';
import { driftLists } from '@/utils/review/drift-lists';
import { listText, t } from '@/utils/text/text';
import type { ReviewedInput } from './review-line';

const name = z.nullable(z.string());

/** The keys of an earlier result that are compared. */
const schema = z.object({
  provider: name,
  kind: name,
  clientId: name,
  redirectHost: name,
  plainHttp: z.optional(z.literal(true)),
  app: name,
  account: name,
  // A result that does not say so may be incomplete.
  scopesUncertain: z._default(z.boolean(), true),
  scopes: z.array(z.object({ id: z.string(), requirement: z.enum(['required', 'optional-on', 'optional-off', 'undeclared']) })),
});

/** An earlier result, as `--json` printed it. */
export type EarlierLine = z.infer<typeof schema>;

/** Reads what `--json` printed, one object per line; null if a line is anything else. */
export function readBaseline(text: string): EarlierLine[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  try {
    return lines.map((line) => schema.parse(JSON.parse(line)));
  } catch {
    return null;
  }
}

/** The kinds that name no scopes of an app. */
const withoutScopes: ReadonlySet<Line['kind']> = new Set<Line['kind']>([null, 'login-history', 'app-usage']);

/**
 * Adds to each result how it differs from the earlier one of the same app; null if that is missing or
 * if one of the two may have other scopes. A result without scopes of an app stays as it is. `isPair`:
 * the two are to be compared with each other, whosever they are.
 */
export function withDrift(results: readonly ReviewedInput[], earlier: readonly EarlierLine[], isPair = false): ReviewedInput[] {
  const compared = results.filter(isCompared);
  const [only, ...others] = earlier;
  const isOnly = compared.length === 1 && others.length === 0;
  return results.map((result) => {
    if (!isCompared(result)) return result;
    const { line, request } = result;
    // What is compared with one thing only need not say whose it is, like a token response.
    const isTheOnly = isOnly && only?.provider === line.provider && (isPair || mayBeSame(line, only));
    const [before, ...more] = isTheOnly ? [only] : earlierOf(line, earlier);
    const provider = providerById(line.provider ?? '');
    const notCompared = (why: ReviewedInput['notCompared']) => ({
      ...result,
      line: { ...line, drift: null },
      ...(why && { notCompared: why }),
    });
    if (!before || !provider) return notCompared(undefined);
    if (more.some((one) => !isSameResult(one, before))) return notCompared('ambiguous');
    if (line.scopesUncertain || before.scopesUncertain) return notCompared('uncertain');
    return { ...result, line: { ...line, drift: driftOf(provider, before.scopes, (request ?? line).scopes, hostsOf(before, line)) } };
  });
}

/** The redirect hosts of two requests of one app; none of anything else, whose other hosts are not known. */
function hostsOf(before: EarlierLine, now: Line): BesideScopes {
  const areRequests = [before, now].every(({ kind }) => kind !== null && requestKinds.has(kind as FoundKind));
  const [hostBefore, host] = [before, now].map(({ redirectHost, plainHttp }) =>
    redirectHost === null || isRedacted(redirectHost) ? null : `${plainHttp ? 'http://' : ''}${redirectHost}`,
  );
  return areRequests && before.clientId === now.clientId && hostBefore ? { hostBefore, host } : {};
}

function isCompared({ line: { kind, registered } }: ReviewedInput): boolean {
  return !withoutScopes.has(kind) && (kind !== 'audit-trail' || registered !== null);
}

/**
 * The earlier results of the same app, those of the same account if there are any: of the same client,
 * or of the same redirect host or else name if one of the two names no client.
 */
function earlierOf(line: Line, earlier: readonly EarlierLine[]): EarlierLine[] {
  const sameProvider = earlier.filter((one) => one.provider === line.provider && one.scopes.length > 0 && mayBeSame(line, one));
  for (const key of ['clientId', 'redirectHost', 'app'] as const) {
    const value = line[key];
    const same = value === null || isRedacted(value) ? [] : sameProvider.filter((one) => one[key] === value);
    const ofAccount = same.filter(({ account }) => account === line.account);
    if (same.length > 0) return ofAccount.length > 0 ? ofAccount : same;
  }
  return [];
}

/** Whether two earlier results of one app say the same, so that it does not matter which of them counts. */
function isSameResult(one: EarlierLine, other: EarlierLine): boolean {
  const [text, otherText] = [one, other].map(({ scopes, redirectHost, scopesUncertain }) =>
    JSON.stringify([scopes.map(({ id, requirement }) => `${id} ${requirement}`).toSorted(), redirectHost, scopesUncertain]),
  );
  return text === otherText;
}

/** Whether two results may be of one app: of one client, and at one server if the provider is not supported. */
function mayBeSame(now: Line, before: EarlierLine): boolean {
  const differs = (key: 'clientId' | 'account') => now[key] !== null && before[key] !== null && now[key] !== before[key];
  return !differs('clientId') && !(now.provider === genericProvider.id && differs('account'));
}

/** Whether the scopes of a result differ from the earlier ones, or whether those lack the app. */
export function hasDrift({ line: { drift } }: ReviewedInput): boolean {
  return drift === null || (drift !== undefined && !isUnchanged(drift));
}

const reasons = { uncertain: 'cli_drift_not_compared', ambiguous: 'cli_drift_ambiguous' } as const;

/** The differences in words; empty if nothing was compared. */
export function driftText({ line: { drift }, notCompared }: ReviewedInput): string[] {
  if (drift === undefined) return [];
  if (drift === null) return [t(notCompared ? reasons[notCompared] : 'cli_drift_new_app')];
  const changed = driftLists(drift).map(({ title, ids }) => `${title}: ${listText(ids)}`);
  return changed.length > 0 ? changed : [t('cli_drift_none')];
}
