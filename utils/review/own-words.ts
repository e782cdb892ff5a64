/** Removes the lines of a pasted text that don't describe what happened to the user. */
import { isSolved } from '@/utils/diagnosis/withdrawn';

/**
 * Lines of a test run that passed, tests and comments in code. A line with the query of a URL stays,
 * because the URL may be one to review, as in a checked item of a list.
 */
const codeLine =
  /^[ \t]*(?:(?:PASS|[✓✔√]|ok \d+)[ :]|[/#*-]+[ \t]*(?:TODO|FIXME)\b|\/\/[ \t]|(?:it|test|describe)\(["'`]|case ["'])(?!.*(?:\?[^\s?]*=|%(?:25)*3[Ff])).*/gm;
const quotedLine = /^>.*/gm;
/** Words with which a reply says that the quoted mail is about something else. */
const otherMatter = /\b(?:unrelated|not(?:hing)? (?:related|to do with)|(?:not (?:my|our)|another|a different) (?:problem|issue|error))\b/i;

/** What the extension wrote is read wherever it stands. */
const ownFormat = /scope-review-re/;

/** Removes lines of code and of tests, and a quoted mail that the reply calls unrelated or solved. */
export function ownWords(text: string): string {
  const own = text.replace(quotedLine, '');
  return otherMatter.test(own) || (own !== text && isSolved(own) && !ownFormat.test(text))
    ? own.replace(codeLine, '').trim()
    : allWords(text);
}

/** Removes lines of code and of tests; what is quoted stays. */
export const allWords = (text: string): string => withoutQuoteMarks(text).replace(codeLine, '').trim();

/** Removes the `> ` with which a reply to an email quotes each line. */
export function withoutQuoteMarks(text: string): string {
  return text.replace(/^(?:> ?)+/gm, '');
}
