/** Checks the ID and name of a new provider or app, and derives identifiers from them. */

/** Whether the text can be an ID, which is also the name of a folder or file: `zoho-crm`. */
export function isId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/**
 * Whether the text can be a name for people. Quotes, braces and line breaks are forbidden, because
 * the name is inserted into code and documents.
 */
export function isName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} .,&+/()-]*$/u.test(text) && text.trim() === text && text.length <= 60;
}

/** Converts `zoho-crm` to `ZohoCrm`. */
export function pascalCase(id: string): string {
  return id.split('-').map(capital).join('');
}

/** Words that can't be the name of a variable in a module (ECMAScript, section 12.7.2). */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** Converts `zoho-crm` to `zohoCrm`. A result that can't be a variable's name gets the prefix. */
export function identifier(id: string, prefix: string): string {
  const name = pascalCase(id);
  return /^\d/.test(id) || reserved.has(id) ? prefix + name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** Guesses a name from the ID if none is given: `zoho-crm` becomes `Zoho Crm`. */
export function nameOf(id: string): string {
  return id.split('-').map(capital).join(' ');
}

/** Whether the source code already uses this identifier. */
export function isTaken(name: string, source: string): boolean {
  return new RegExp(`(?<![\\w$./'-])${name}(?![\\w$/-])`).test(source);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
