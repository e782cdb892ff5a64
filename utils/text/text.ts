/** Looks up the texts of the product, which are in `public/_locales/<language>/messages.json`. */
import { escapeInvisible } from '@/providers/oauth2/invisible';
import en from '@/public/_locales/en/messages.json' with { type: 'json' };

export { escapeInvisible };

/** A key of the English locale file, so that a misspelled key is a type error. */
export type TextKey = keyof typeof en;
type Substitution = string | number;

/** What the browser offers; the terminal and the tests have none of it. */
interface Native {
  chrome?: {
    i18n?: { getMessage?: (key: string, substitutions?: string[]) => string };
    runtime?: { getURL(path: string): string };
  };
}

/** The English texts, for where there is no browser, or one that has none. */
let texts: Readonly<Record<string, Message>> = en;
let browserHasNone = false;

/** Uses the browser's language in a browser, and English elsewhere. */
function lookUp(key: string, substitutions: string[]): string {
  const native = (globalThis as Native).chrome?.i18n?.getMessage;
  if (native && !browserHasNone) return native(key, substitutions);
  const found = texts[key];
  return found ? fillPlaceholders(found, substitutions) : '';
}

/**
 * Resolves once the other functions have texts. If the page that asks a process for its first text is
 * closed in that moment, Chromium gives the process none until it ends (156, seen 2026-11-28); they
 * are then read from the package. Never rejects.
 */
export async function textsReady(): Promise<void> {
  const { i18n, runtime } = (globalThis as Native).chrome ?? {};
  if (!runtime || !i18n?.getMessage || i18n.getMessage('date_language') || browserHasNone) return;
  try {
    texts = await (await fetch(runtime.getURL('_locales/en/messages.json'))).json();
    browserHasNone = true;
  } catch {
    // The extension was removed or is being updated.
  }
}

/** An entry of a locale file. `content` of a placeholder is the position of its substitution: `$1`. */
interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** Replaces `$NAME$` by its substitution, as `i18n.getMessage` does. */
function fillPlaceholders({ message, placeholders = {} }: Message, substitutions: readonly string[]): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => {
    const position = Number(placeholders[name.toLowerCase()]?.content.slice(1));
    return substitutions[position - 1] ?? '';
  });
}

/**
 * Returns the text of `key`, whose placeholders are filled in the order of `content`; the empty string for a key that no locale
 * file has.
 */
export function t(key: TextKey, ...substitutions: Substitution[]): string {
  return lookUp(key, substitutions.map(String).map(escapeInvisible));
}

/**
 * Returns the text of a key that is composed of an id (`finding_<id>_title`), where `-` becomes
 * `_`. The compiler cannot check such keys; a structure test does. The empty string stands for a
 * key that no locale file has.
 */
export function tById(prefix: string, id: string, suffix = '', ...substitutions: Substitution[]): string {
  return lookUp(`${prefix}_${id}${suffix && `_${suffix}`}`.replaceAll('-', '_'), substitutions.map(String).map(escapeInvisible));
}

/**
 * Joins the entries of a list as the language of the texts does: `a, b, c`, or `a, b, or c` for a
 * disjunction.
 */
export function listText(entries: readonly string[], type: 'unit' | 'disjunction' = 'unit'): string {
  const style = type === 'unit' ? 'short' : 'long';
  return new Intl.ListFormat(language(), { type, style }).format(entries);
}

/** The language of the texts; English as long as there are none. */
const language = () => t('date_language') || 'en';

let plural: Intl.PluralRules | undefined;

/**
 * Returns the text of `<key>_<category>` for the count's plural category in the language of the
 * texts (`Intl.PluralRules`: zero, one, two, few, many, other), or of `<key>_other` if that category
 * has no text. The count fills `$1`.
 */
export function tPlural(key: string, count: number, ...substitutions: Substitution[]): string {
  // The language is that of the texts, which may differ from the browser's.
  plural ??= new Intl.PluralRules(language());
  const filled = [count, ...substitutions].map(String).map(escapeInvisible);
  return lookUp(`${key}_${plural.select(count)}`, filled) || lookUp(`${key}_other`, filled);
}
