/** Recognizes the error that a page shows. */
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import { redactText } from '@/providers/oauth2/redact';
import { type RecognizedError, recognizeErrors } from './recognize';

/**
 * Returns the error that the page shows; state `none` if it shows none. `marked` is the number of
 * lines that list requested scopes: such a page still asks for consent, so a blocking error's
 * sentence on it can only be part of a name or a description.
 */
export function pageError(provider: Provider, snapshot: PageSnapshot | null, marked: number): RecognizedError {
  if (!snapshot) return { state: 'none' };
  const rules = provider.knowledge.errors.filter((rule) => rule.surface === 'page' && (marked === 0 || rule.severity !== 'blocker'));
  // Headings and lines are searched too, because another layout may show an error's sentence there.
  const error = recognizeErrors(
    rules,
    snapshot.headings,
    [...snapshot.paragraphs, ...snapshot.headings, ...snapshot.lines],
    provider.knowledge.errorHeadings,
  );
  const isListed = error.state === 'recognized' && error.rule.listsOnPage && snapshot.lines.length > 0;
  if (!isListed) return error;
  return { ...error, text: redactText(`${error.text}: ${snapshot.lines.join(', ')}`), listed: snapshot.lines.map(redactText) };
}
