/** The words of the product. One file a language: `public/_locales/<language>/messages.json`. */
import en from '@/public/_locales/en/messages.json' with { type: 'json' };

export type TextKey = keyof typeof en;
type Substitution = string | number;

/** Characters that would not be seen, or would turn the text around, as their code: ids and names come from strangers. */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return character === '\n' ? character : `\u2039U+${code.toString(16).toUpperCase().padStart(4, '0')}\u203a`;
  });
}

/** Reads the browser's language where there is a browser, English elsewhere (terminal, tests). */
function lookUp(key: string, substitutions: string[]): string {
  const native = (globalThis as { chrome?: { i18n?: { getMessage?: (key: string, substitutions: string[]) => string } } }).chrome?.i18n
    ?.getMessage;
  if (native) return native(key, substitutions);
  const message = (en as Record<string, { message: string }>)[key]?.message ?? '';
  return message.replace(/\$([1-9])/g, (_, position: string) => substitutions[Number(position) - 1] ?? '');
}

/** The text of `key` with `$1`… filled; the empty string for a key that no locale file has. */
export function t(key: TextKey, ...substitutions: Substitution[]): string {
  return lookUp(key, substitutions.map(String).map(escapeInvisible));
}

/** Like `t`, for a key that is put together from an id (`finding_<id>_title`); `-` becomes `_`. A structure test holds these complete. */
export function tById(prefix: string, id: string, suffix = '', ...substitutions: Substitution[]): string {
  return lookUp(`${prefix}_${id}${suffix && `_${suffix}`}`.replaceAll('-', '_'), substitutions.map(String).map(escapeInvisible));
}

let plural: Intl.PluralRules | undefined;

/** The text of `<key>_one` or `<key>_other` for a count, which fills `$1`. */
export function tPlural(key: string, count: number, ...substitutions: Substitution[]): string {
  // Of the texts' language, which need not be the browser's.
  plural ??= new Intl.PluralRules(t('date_language'));
  const form = plural.select(count) === 'one' ? 'one' : 'other';
  return lookUp(`${key}_${form}`, [count, ...substitutions].map(String).map(escapeInvisible));
}
