/** Evidence of a failed approval -> findings, by the provider's own error texts. What is not recognised stays unknown. */
import type { Finding, PageReading, Provider } from '@/providers/types';
import type { Outcome } from '@/utils/review/types';
import { errorFinding, type RecognisedError, recogniseCallback, recogniseErrors } from './recognise';

/**
 * The error that the page shows, if it shows one. A page that lists requested scopes (`marked` lines of it) still asks: there an
 * error's sentence can only be somebody's name or description.
 */
export function pageError(provider: Provider, reading: PageReading | null, marked: number): RecognisedError {
  if (!reading) return { state: 'none' };
  const rules = provider.errors.filter((rule) => rule.surface === 'page' && (marked === 0 || rule.severity !== 'blocker'));
  // An error's sentence may itself be a heading or a list line in a layout that nobody has seen yet.
  return recogniseErrors(rules, reading.headings, [...reading.paragraphs, ...reading.headings, ...reading.lines], provider.errorHeadings);
}

/** `reduced`: the request in the tab is one that we made smaller, so a complaint about missing scopes is ours to undo. */
export function diagnose(
  provider: Provider,
  { reading, marked }: { reading: PageReading | null; marked: number },
  outcome: Outcome | null,
  reduced: boolean,
): Finding[] {
  const answer: RecognisedError =
    outcome?.kind === 'error' ? recogniseCallback(provider.errors, outcome.error, outcome.description) : { state: 'none' };
  // The reason in the address says more than the general sentence that the page shows for all of them.
  const errors = answer.state === 'recognised' ? [answer] : [pageError(provider, reading, marked), answer];
  return errors.flatMap((error) => {
    const finding = errorFinding(error);
    if (!finding) return [];
    const ours = reduced && error.state === 'recognised' && error.rule.scopesMissing;
    return [ours ? { ...finding, actor: 'you' as const } : finding];
  });
}
