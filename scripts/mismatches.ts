/** Compares the requests of `npm run review` with the settings of their apps, if both are given. */
import { providerById } from '@/providers';
import { problemLine } from '@/utils/apps/check-markdown';
import { checkSettings } from '@/utils/apps/check-settings';
import { type Registered, settingsFor } from '@/utils/apps/pairs';
import type { Line } from '@/utils/files/review-line';
import { t } from '@/utils/text/text';
import type { ReviewedInput } from './review-line';

/** Adds to each request how it differs from the settings of its app among the inputs. */
export function withMismatches(results: readonly ReviewedInput[], all: readonly ReviewedInput[]): ReviewedInput[] {
  const registered = all.flatMap(({ line, settings, request }): Registered[] =>
    line.kind === 'settings' && settings && request ? [{ provider: request.provider, settings }] : [],
  );
  const requests = all.filter(({ line }) => isRequest(line));
  return results.map((result) => {
    const { line, request } = result;
    const isOnly = requests.filter((one) => one.line.provider === line.provider).length === 1;
    const provider = request && isRequest(line) ? providerById(request.provider) : undefined;
    const own = request && settingsFor(request, registered, isOnly);
    const check = provider && request && own && checkSettings(provider, own.settings, request);
    if (!check?.isCompared) return result;
    const mismatches = check.mismatches.map(({ kind, severity, confidence, scopes, urls, error }) => ({
      kind,
      severity,
      confidence,
      scopes,
      urls,
      error,
    }));
    return { ...result, line: { ...line, mismatches } };
  });
}

const isRequest = ({ kind }: Line) => kind === 'request' || kind === 'failure' || kind === 'approval';

/** One line for each mismatch, or one that says that there is none. */
export function mismatchTexts({ mismatches }: Pick<Line, 'mismatches'>): string[] {
  if (mismatches?.length === 0) return [t('cli_no_mismatch')];
  return mismatches?.map((mismatch) => t('cli_mismatch', problemLine(mismatch))) ?? [];
}
