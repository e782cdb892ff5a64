/** Finds out whom or what a line of a text is about. */
import { providers } from '@/providers';

/** Words that name a part of one report. */
export const fieldName =
  /^(?:error|code|message|description|page|url|link|title|text|body|reason|status|type|details?|browser|app|org|result|answer|response|sees|subject|fehler|seite|meldung|grund|erreur|motif|motivo|errore|erro)s?\b/i;

/** Words that name what is no case: a part of a report, or what somebody expects, quotes or has done. */
const otherName =
  /^(?:console|logs?|network|toast|popup|screen|expected|actual|examples?|e\.g|docs|documentation|notes?|tips?|hints?|fix|solution|workaround|questions?|steps?|summary|previously|before|solved|fixed|resolved|beispiel|exemple|ejemplo)(?!\p{L})/iu;
/** Whether words at the beginning of a part name what it says, and not who or which case it is about. */
export const isFieldName = (name: string): boolean => fieldName.test(name) || otherName.test(name);

/**
 * The name at the beginning of a line, of a list's item or of a row, or of what is connected: “- Clay (works):”,
 * “1,Clay,…”, “| Clay |”, “Connecting Clay”. The limits keep the time linear.
 */
const named =
  /(?<!\p{L})(?:[Cc]onnect|[Ii]nstall|[Aa]uthori[sz])\p{L}{0,5} (?:the )?(\p{Lu}[\p{L}\d.'’&-]{1,30})|^[\s|]*(?:(?:[-*•+]|\d{1,5}[.),;|\t])[^\S\n]*)?\|?[^\S\n]*(\p{Lu}[\p{L}\d.'’&-]{1,30}(?: [\p{Lu}\d][\p{L}\d.'’&-]{0,30}){0,3})(?: \([^()\n]{1,60}\))? {0,2}(?:[:|\t–—-]|[,;](?! ))/u;

/** Returns the name of whom or what a line is about, in lower case; null if it begins with none. */
export function nameOf(line: string): string | null {
  const [, connected, label = connected] = named.exec(line) ?? [];
  const isProvider = providers.some((provider) => label?.startsWith(provider.name));
  return !label || isProvider || isFieldName(label) ? null : label.toLowerCase();
}
