/** Creates the rules of Salesforce's errors and their wordings. */

import type { Source } from '../contract/catalogue';
import type { ErrorRule, Wording } from '../contract/diagnosis';
import { statusesOf } from './login-statuses';

/** English wordings, newest first. */
export const english = (...texts: string[]): Wording[] => texts.map((text) => ({ language: 'en', text }));
/** Words that others may use too, so they do not count beside the name of another product. */
export const ambiguous = (...texts: string[]): Wording[] => english(...texts).map((wording) => ({ ...wording, ambiguous: true }));
/**
 * Words that others use too. Sentences of anyone may contain them, so only a whole line or field is
 * the error, unless they are a code.
 */
export const ordinary = (...texts: string[]): Wording[] =>
  english(...texts).map((wording) =>
    wording.text.includes('_') ? { ...wording, shared: true } : { ...wording, whole: true, shared: true },
  );

/**
 * Some responses are a query string as plain text, and a URL may be pasted in a form that cannot be
 * read, so their wordings also occur encoded.
 */
export const plainOrEncoded = (...texts: string[]): Wording[] =>
  english(...new Set(texts.flatMap((text) => [text, encodeURIComponent(text)])));

type Rest = Partial<Pick<ErrorRule, 'surface' | 'severity' | 'generic' | 'pageOnly' | 'likelyWithoutScopes' | 'suspects'>>;

/**
 * A rule with the properties of most errors: it appears on a page and stops the connection. The
 * statuses of the login history with the same meaning are added to its texts.
 */
export function rule(id: string, actor: ErrorRule['actor'], texts: readonly Wording[], source: Source, rest: Rest = {}): ErrorRule {
  return {
    id: `salesforce-${id}`,
    surface: 'page',
    severity: 'blocker',
    actor,
    texts: [...texts, ...statusesOf(id)],
    ...rest,
    source,
  };
}
