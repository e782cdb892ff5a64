/** Evidence of a failed approval -> findings, by the provider's own error texts. What is not recognised stays unknown. */
import type { Finding, PageReading, Provider } from '@/providers/types';
import type { Outcome } from '@/utils/review/types';
import { errorFinding, type RecognisedError, recogniseCallback, recogniseErrors } from './recognise';

/** The error that the page shows, if it shows one. */
export function pageError(provider: Provider, reading: PageReading | null): RecognisedError {
  if (!reading) return { state: 'none' };
  const rules = provider.errors.filter((rule) => rule.surface === 'page');
  // An error's sentence may itself be a heading or a list line in a layout that nobody has seen yet.
  return recogniseErrors(rules, reading.headings, [...reading.paragraphs, ...reading.headings, ...reading.lines], provider.errorHeadings);
}

/** `reduced`: the request in the tab is one that we made smaller, so a complaint about missing scopes is ours to undo. */
export function diagnose(provider: Provider, reading: PageReading | null, outcome: Outcome | null, reduced: boolean): Finding[] {
  const errors = [pageError(provider, reading)];
  if (outcome?.kind === 'error') errors.push(recogniseCallback(provider.errors, outcome.error, outcome.description));
  return errors.flatMap((error) => {
    const finding = errorFinding(error);
    if (!finding) return [];
    const ours = reduced && error.state === 'recognised' && error.rule.scopesMissing;
    return [ours ? { ...finding, actor: 'you' as const } : finding];
  });
}
