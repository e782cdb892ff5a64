/**
 * Locales that are generated from the English one and served like a browser serves its locale. They
 * show what English texts cannot: counts in a language of six plural forms, long texts, and a
 * direction from right to left.
 */
import en from '@/public/_locales/en/messages.json' with { type: 'json' };

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}
type Messages = Record<string, Message>;

/** The texts of the English locale, which every generated locale starts from. */
export const english: Messages = en;

/** The keys of counted texts, without the plural category. */
export const pluralKeys = Object.keys(english).flatMap((key) => /^(.+)_other$/.exec(key)?.[1] ?? []);

/** Serves the texts to `utils/text` through `chrome.i18n.getMessage`; the returned function ends it. */
export function serve(messages: Messages): () => void {
  const root = globalThis as { chrome?: { i18n?: object } };
  root.chrome ??= {};
  root.chrome.i18n ??= {};
  Reflect.set(root.chrome.i18n, 'getMessage', (key: string, substitutions: readonly string[] = []) =>
    // A browser returns the empty string for a key that no locale has.
    (messages[key]?.message ?? '').replace(/\$(\w+)\$/g, (_, name: string) => {
      const position = messages[key]?.placeholders?.[name.toLowerCase()]?.content.slice(1);
      return substitutions[Number(position) - 1] ?? '';
    }),
  );
  return () => {
    Reflect.set(root.chrome?.i18n ?? {}, 'getMessage', undefined);
  };
}

/**
 * Returns a locale in `language` whose counted texts exist for each of `categories` and name it:
 * `[few] Continue with $COUNT$ scopes`.
 */
export function pluralLocale(language: string, categories: readonly string[]): Messages {
  const locale: Messages = { ...english, date_language: { message: language } };
  for (const key of pluralKeys) {
    const other = english[`${key}_other`] as Message;
    delete locale[`${key}_one`];
    for (const category of categories) locale[`${key}_${category}`] = { ...other, message: `[${category}] ${other.message}` };
  }
  return locale;
}

/** Letters that replace the ASCII letters, so that an untranslated text stands out. */
const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẋýźÁɃĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẊÝŹ';

/** What is no text within a message: placeholders, actors, notes and the markup of names. */
const markup = /(\$[A-Z\d_]+\$|\]\(\w+\)|^@[\w-]+ |^> )/m;

/**
 * Returns a locale from right to left whose texts are accented and 40 % longer. Its language is
 * Arabic, so that no date and no list is English either.
 */
export function longLocale(): Messages {
  const lengthen = (line: string) => {
    const length = Math.ceil(line.length * 0.4);
    return line && line + ' łóñǥ ťéẋť'.repeat(Math.ceil(length / 10)).slice(length < 4 ? 1 : 0, Math.max(length, 2));
  };
  const translate = (text: string) =>
    text
      .split(markup)
      .map((part, index) => (index % 2 ? part : part.replace(/[a-z]/gi, (letter) => accented[plain.indexOf(letter)] ?? letter)))
      .join('');
  const locale = Object.fromEntries(
    Object.entries(english).map(([key, message]) => [
      key,
      { ...message, message: message.message.split('\n').map(translate).map(lengthen).join('\n') },
    ]),
  );
  return { ...locale, date_language: { message: 'ar-EG' }, text_direction: { message: 'rtl' } };
}
