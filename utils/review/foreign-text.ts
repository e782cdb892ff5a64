/** Tells data, source code and documentation from what people paste about an error. */

/** The fields with which a response in JSON names an error. */
const errorFields = /^(?:errors?|error_?(?:code|message|description)|message|fault|exception|detail|reason)$/i;

/** Lines of a stack trace, which quotes code. */
const stackTrace = /^(?:Traceback |[ \t]*(?:at .+:\d+|File ".+", line \d+))/m;

/** A line of source code. Prose rarely ends with these marks, or begins with these words. */
const codeLine =
  /[{};]$|^(?:import|export|const|let|var|function|class|interface|def|return|from|using|namespace|package|public|private|#include)\b.*[\w"')]$|^(?:\/\/|\/\*|\*\/?(?: |$)|[)}\]])/;

/** A title on the first line, with sections below it. */
const document = /^\s*# \S[\s\S]*\n##+ \S[\s\S]*\n##+ \S/;

/** A text with fewer lines is too short to tell. */
const MIN_LINES = 5;

/**
 * Whether a text is data, source code or documentation, in which the word "error" means nothing: a
 * `package.json`, a README. Only what such a text quotes of a provider's known errors counts.
 */
export function isForeignText(text: string): boolean {
  const data = parsedJson(text);
  if (data !== undefined) return !Object.keys(Object(Array.isArray(data) ? data[0] : data)).some((name) => errorFields.test(name));
  if (document.test(text)) return true;
  if (stackTrace.test(text)) return false;
  const lines = text.split('\n').flatMap((line) => line.trim() || []);
  return lines.length >= MIN_LINES && 2 * lines.filter((line) => codeLine.test(line)).length >= lines.length;
}

/** The object or list that a text consists of; undefined if it is no JSON. */
function parsedJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
