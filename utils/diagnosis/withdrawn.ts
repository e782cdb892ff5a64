/** Errors that another sentence of the text denies or calls solved: “We do not see that.”, “It works now!” */

/** Between two sentences or lines. It is captured, so that the rest of a text stays as it is. */
const boundary = /(\n|(?<=[.!?]["”)]?)(?<!e\.g\.)[ \t]+)/i;
/** The mark of a list's item at the beginning of a line. */
export const listItem = /^\s*(?:[-*•]|\d+[.)])\s/;
/** A code or a quotation, which the words beside it are about. */
const mention = /\w_\w|["“„«]/;

/** Says that what stands before does not happen. */
const denial =
  /\b(?:(?:i|we|they|he|customer|user)s? (?:(?:do|did|does)(?: not|n['’]t) (?:see|get|have)|(?:(?:have |has |had )?never|ha(?:ve|s|d)(?: not|n['’]t)) (?:ever |actually )?(?:see|saw|seen|get|got|had)) (?:it|that|this|these|those|them)|ha(?:s|d|ve) (?:neither|none) of (?:these|those|them)|(?:that|this)(?: is|['’]s) not the case|das (?:sehen|bekommen|haben) wir nicht|das ist nicht der fall)(?=[.,;!]|$)/i;
/** Says that an error is solved, and neither asks nor limits it. The limits keep the time linear. */
const solved =
  /^\W*(?:(?:re)?solved|fixed|gelöst|behoben)(?:[\]!.]|: (?!no\b|false))|\b(?:(?:it|this|that|everything|problem|issue|error|das|es|alles|fehler)(?:['’]s| is| was| has| ist| war| wurde)(?: \p{L}+){0,3} (?:fixed|(?:re)?solved|gone|behoben|gelöst)|(?:it|all|everything|(?:connection|connecting|integration|login|sync)(?= works (?:now|again)\b))(?: now)? works(?= now| again|[.! ]*$)|that did (?:it|the trick)|now (?:i|we|they|he|she) can connect|(?:i|we|they|he|she) can (?:now connect|connect (?:now|again))|(?:can|may|please) close th(?:e|is) (?:ticket|case)|(?:funktioniert|geht) (?:es |alles )?(?:jetzt|wieder)|that worked(?=[,.!]|$)|(?<=^|, )hat funktioniert(?=[,.!]|$)|ya funciona|c['’]est réglé|(?:est|está|fue|foi|è|is) (?:résolu|resuelto|resolvido|risolto|opgelost))(?!\p{L})(?<!(?:n['’]t|\b(?:n(?:ot|o|on|icht|ever)|if|until|when|once|whether|how|hoped?|thought|to be)|não) [^.;]{0,60})(?![^.!]{0,99}?(?:\?|\w_\w|\b(?:but|still|except|only|last|before|in|aber|nur|nicht)\b))/iu;
const past = /\b(?:(?:it|error|cause|problem|issue|message) was|got|had|saw|returned|bekam\w*|war)\b/i;
/** Words of a sentence about the newest state. */
export const present = /\b(?:now|again|still|jetzt|wieder|maintenant|ahora|adesso|agora)\b/i;

/** Words of a text that goes on to what is not well. */
const limit = /\b(?:but|still|except|however|(?:an)?other|next|new|only|aber|mais|pero)\b/i;

/** Whether a text, such as a reply, says without a limit that all is well, and of no error in particular. */
export const isSolved = (text: string): boolean => !limit.test(text) && text.split(boundary).some(isOverIn);
const isOverIn = (part: string) => !mention.test(part) && solved.test(part);

/**
 * Removes the errors that a text withdraws, with the words that do so: the sentence before, or the
 * list, and after words that say that all is well, what the text reports in the past tense.
 */
export function withoutWithdrawn(text: string): string {
  const parts = text.split(boundary);
  const isOver = parts.some(isOverIn);
  let isWithdrawn = false;
  for (const [index, part] of [...parts.entries()].toReversed()) {
    if (!part.trim()) continue;
    const withdraws = denial.test(part) || solved.test(part);
    if (withdraws || ((isWithdrawn || (isOver && past.test(part))) && !present.test(part))) parts[index] = '';
    isWithdrawn = withdraws ? !mention.test(part) : isWithdrawn && listItem.test(part);
  }
  return parts.join('');
}
