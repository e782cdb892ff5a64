/** Compares the requests of `npm run review` with the settings of their apps, if both are given. */
import { providerById } from '@/providers';
import { problemLine } from '@/utils/apps/check-markdown';
import { checkSettings } from '@/utils/apps/check-settings';
import { pairedBy, type Registered, settingsFor } from '@/utils/apps/pairs';
import type { Line } from '@/utils/files/review-line';
import { t, tById } from '@/utils/text/text';
import type { ReviewedInput } from './review-line';

/** Adds to each request how it differs from the settings of its app among the inputs. */
export function withMismatches(results: readonly ReviewedInput[], all: readonly ReviewedInput[]): ReviewedInput[] {
  const given = all.flatMap(({ line, settings, request }): Registered[] =>
    line.kind === 'settings' && settings && request ? [{ provider: request.provider, settings, profile: null }] : [],
  );
  // Each file of an app that has several gives the settings of all of them.
  const registered = [...new Map(given.map((one) => [JSON.stringify(one), one])).values()];
  const requests = all.filter(({ line }) => isRequest(line));
  return results.map((result) => {
    const { line, request } = result;
    const isOnly = requests.filter((one) => one.line.provider === line.provider).length === 1;
    const provider = request && isRequest(line) ? providerById(request.provider) : undefined;
    // Whoever gives one request and one file of settings wants to see them compared.
    const [only, ...others] = registered.filter((one) => one.provider === request?.provider);
    const isOther = only && only.settings.clientId !== null && request?.clientId !== null;
    const own = request && (settingsFor(request, registered) ?? (isOnly && others.length === 0 && !isOther ? only : undefined));
    const check = provider && request && own && checkSettings(provider, own.settings, request);
    if (!own || !check) return result;
    const notCompared = check.unknown;
    if (!check.isCompared) return { ...result, line: { ...line, notCompared } };
    const mismatches = check.mismatches.map(({ kind, severity, confidence, scopes, urls, error }) => ({
      kind,
      severity,
      confidence,
      scopes,
      urls,
      error,
    }));
    return { ...result, line: { ...line, pairedBy: pairedBy(own, request), mismatches, notCompared } };
  });
}

const isRequest = ({ kind }: Line) => kind === 'request' || kind === 'failure' || kind === 'approval';

/**
 * One line for each mismatch, or one that says that there is none; before it, what is compared and what
 * is not.
 */
export function mismatchTexts({
  mismatches,
  notCompared = [],
  pairedBy: by,
}: Pick<Line, 'mismatches' | 'notCompared' | 'pairedBy'>): string[] {
  const unknown = notCompared.map((what) => tById('workbench_settings_unknown', what));
  if (!mismatches) return unknown;
  const pair = by ? tById('workbench_settings_paired', by) : t('workbench_settings_unpaired');
  const isAllowed = mismatches.length === 0 && unknown.length === 0;
  return [
    pair,
    ...unknown,
    ...(isAllowed
      ? [t('cli_no_mismatch')]
      : mismatches.map((one) => t(one.confidence === 'possible' ? 'cli_mismatch_possible' : 'cli_mismatch', problemLine(one)))),
  ];
}
