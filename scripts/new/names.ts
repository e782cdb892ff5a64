/** Names of a new provider or app, made of its id. */

/** An id is the name of a folder or file: `zoho-crm`. */
export function isId(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

/** What people read. No quotes, braces or line breaks: it is put into code and into documents. */
export function isName(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} .,&+/()-]*$/u.test(text) && text.trim() === text && text.length <= 60;
}

/** `zoho-crm` to `ZohoCrm`. */
export function pascalCase(id: string): string {
  return id.split('-').map(capital).join('');
}

/** Words that no variable of a module can have as its name (ECMAScript, section 12.7.2). */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch ' +
    'this throw true try typeof undefined var void while with yield'
  ).split(' '),
);

/** `zoho-crm` to `zohoCrm`; with `prefix` in front where that would be no name for a variable. */
export function identifier(id: string, prefix: string): string {
  const name = pascalCase(id);
  return /^\d/.test(id) || reserved.has(id) ? prefix + name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** `zoho-crm` to `Zoho Crm`: a guess, for where nobody said the name. */
export function nameOf(id: string): string {
  return id.split('-').map(capital).join(' ');
}

/** Whether the code uses this identifier already. */
export function isTaken(name: string, source: string): boolean {
  return new RegExp(`(?<![\\w$./'-])${name}(?![\\w$/-])`).test(source);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
