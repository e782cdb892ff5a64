/** Compares the results of `npm run review` with earlier ones: `--compare` and `--baseline`. */
import * as z from 'zod/mini';
import { providerById } from '@/providers';
import type { Line } from '@/utils/files/review-line';
import { isRedacted } from '@/utils/files/safe-text';
import { type Drift, driftOf, isUnchanged } from '@/utils/review/drift';
import { driftLists } from '@/utils/review/drift-lists';
import { listText, t } from '@/utils/text/text';
import type { ReviewedInput } from './review-line';

const name = z.nullable(z.string());

/** The keys of an earlier result that are compared. */
const schema = z.object({
  provider: name,
  clientId: name,
  redirectHost: name,
  app: name,
  account: name,
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
 * Adds to each result how its scopes differ from the earlier ones of the same app; null if those
 * lack the app. A result without scopes of an app stays as it is.
 */
export function withDrift(results: readonly ReviewedInput[], earlier: readonly EarlierLine[]): ReviewedInput[] {
  const compared = results.filter(isCompared);
  // Two things that are compared with each other need not say whose they are, like a token
  // response.
  const only =
    compared.length === 1 && earlier.length === 1 && earlier[0]?.provider === compared[0]?.line.provider ? earlier[0] : undefined;
  return results.map((result) => {
    if (!isCompared(result)) return result;
    const { line, request } = result;
    const before = only ?? earlierOf(line, earlier);
    const provider = providerById(line.provider ?? '');
    return { ...result, line: { ...line, drift: before && provider ? driftOf(provider, before.scopes, (request ?? line).scopes) : null } };
  });
}

function isCompared({ line: { kind, registered } }: ReviewedInput): boolean {
  return !withoutScopes.has(kind) && (kind !== 'audit-trail' || registered !== null);
}

/**
 * The earlier result of the same app: of the same client, else of the same redirect host, else of
 * the same name.
 */
function earlierOf(line: Line, earlier: readonly EarlierLine[]): EarlierLine | undefined {
  const sameProvider = earlier.filter(({ provider, scopes }) => provider === line.provider && scopes.length > 0);
  for (const key of ['clientId', 'redirectHost', 'app'] as const) {
    const value = line[key];
    const same = value === null || isRedacted(value) ? [] : sameProvider.filter((one) => one[key] === value);
    const found = same.find(({ account }) => account === line.account) ?? same[0];
    if (found) return found;
  }
  return undefined;
}

/** Whether the scopes of a result differ from the earlier ones, or whether those lack the app. */
export function hasDrift({ line: { drift } }: ReviewedInput): boolean {
  return drift === null || (drift !== undefined && !isUnchanged(drift));
}

/** The differences in words; empty if nothing was compared. */
export function driftText(drift: Drift | null | undefined): string[] {
  if (drift === undefined) return [];
  if (drift === null) return [t('cli_drift_new_app')];
  const changed = driftLists(drift).map(({ title, ids }) => `${title}: ${listText(ids)}`);
  return changed.length > 0 ? changed : [t('cli_drift_none')];
}
