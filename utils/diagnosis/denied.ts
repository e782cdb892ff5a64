/**
 * Errors that a text mentions only to say that they do not happen, or no longer: “we do not get
 * OAUTH_APP_BLOCKED”. They must not be explained as the error of the text.
 */

/**
 * A code, perhaps in a URL or with its description, or a quoted sentence, which may have apostrophes. The limits
 * keep the time linear.
 */
const mention = String.raw`(?:\b(?:(?:https?:\S{1,200}[?&#])?error=)?[a-z\d]{1,40}(?:_[a-z\d]{1,40}){1,9}(?!\w)(?:&\S{1,400}| \([^()]{3,200}\))?|"[^"]{3,200}"|(?<![a-z\d])'(?:[^"']|(?<=[a-z])'(?=[a-z])){3,200}'(?![a-z\d]))`;
const fillers =
  "(?:(?:the|any|an?|that|this|more|error|code|message|l'erreur|(?:el|ningún) error|el mensaje|o erro|l'errore|de fout|(?:der|den) fehler|die meldung) ){0,3}";
export const verbs =
  '(?:(?:get|see|show|receive|return|report|say|throw|answer)(?:s|ing)?|getting|got|has|have|having|(?:fail|respond|land|end)(?:s|ing)? (?:up )?(?:with|on|at|in))';
const isNot = String.raw`(?:\b(?:do|does|did|is|are|was|were|am)(?: not|n't)|'(?:m|re|s) not)`;
/** What did not happen earlier happens now. */
const notBefore = String.raw`(?!(?: error)? (?:before|earlier|in the past|last|previously|till|until|yesterday)\b)`;
/** What is awaited or asked has not happened. */
const notAwaited = String.raw`(?<!\b(?:after|before|how|if|is|once|sure|till|unless|until|when|whether) (?:the |this |our )?(?:error )?)`;
const gone =
  "(?:(?:is|was|are|has been|'s) (?:now |already |finally )?(?:gone|fixed|solved|resolved|history)|disappeared|vanished|went away|(?:no longer|never) (?:appear|show|happen|occur|come)s?|(?:does|did)(?: not|n't) (?:appear|show|happen|occur|come))";

/** The end of a text that reports the error of its beginning as solved. */
const solved = String.raw`(?:(?!${mention})(?!(?:n't|\b(?:not|never|nobody|who|anyone|if|whether|until|once|still|but)) )[^?\n]){0,100}?\b(?:(?:fixed|solved|resolved) (?:it|this|that)|(?:it|everything|all) (?:now )?(?:connects|works|is working|is fine) ?(?:now|again)?)(?![\p{L}\d])(?![^.!?]{0,60}(?:\?|\b(?:but|still|except|however|until|only)\b))`;

/** What stands before or after a mention, in the languages of most texts that users paste. */
const denials = [
  `${isNot} (?:\\w+ )?${verbs} ${fillers}${mention}${notBefore}`,
  String.raw`\b(?:no longer|not) ${fillers}${mention}(?=,? (?:but|any ?more|again)\b)`,
  String.raw`\bno longer ${verbs} ${fillers}${mention}`,
  String.raw`\b(?:without|instead of|rather than|no|unlike(?: \w+){0,4}) ${fillers}${mention}${notBefore}`,
  String.raw`${notAwaited}${mention}(?: (?:error|problem|issue|message|code))?,? (?:(?:that|which|it|this) )?${gone}\b`,
  String.raw`(?<!\b(?:not|never|be|is|n't) )\b(?:fix(?:e[ds])?|solved|resolved):? ${fillers}${mention}`,
  String.raw`\b(?:had|got|saw|received|was|were) ${fillers}${mention}${solved}`,
  String.raw`(?<!\p{L})(?:no|não|non) (?:(?:me|nos|se|ci|mi|si) )?(?:aparece|sale|muestra|da|veo|vemos|recib(?:o|imos)|ten(?:go|emos)|hay|es|mostra|recebo|recebemos|vejo|temos|tenho|há|é|appare|compare|vedo|vediamo|ricevo|riceviamo|abbiamo|è) ${fillers}${mention}`,
  String.raw`(?<!\p{L})n(?:e |')\p{L}+ (?:pas|aucune?) (?:(?:le|de|d') ?)?${fillers}${mention}`,
  String.raw`${mention} (?:(?:no|não|non) (?:aparece|sale|ocurre|ocorre|appare|compare)|n'apparaît pas|(?:tritt|trat) nicht auf|(?:erscheint|kommt) nicht(?=[,.;!]|$))(?!\p{L})`,
  String.raw`\bgeen ${fillers}${mention}`,
  String.raw`\bkeine?n? ${fillers}${mention}`,
  String.raw`\bnicht (?:mehr )?${fillers}${mention}(?=,? sondern\b)`,
  String.raw`${mention} (?:tritt|trat|erscheint|kommt|taucht) (?:\p{L}+ )?nicht mehr\b`,
  String.raw`${mention} (?:n(?:e |')\p{L}+ plus|ya no \p{L}+|não \p{L}+ mais|non \p{L}+ più|\p{L}+ niet meer)(?!\p{L})`,
  `${mention} (?:ist|war) (?:jetzt |nun )?(?:weg|behoben|gelöst)`,
  String.raw`\bya no (?:\w+ ){1,2}${fillers}${mention}`,
  `${mention} (?:ya )?(?:está|fue|foi) (?:resuelto|solucionado|resolvido)`,
  String.raw`\bn(?:e |')\w+ plus ${fillers}${mention}`,
  String.raw`\bnão (?:\w+ )?mais ${fillers}${mention}`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Replaces such mentions in a lower-case text by spaces, so that the positions of the rest stay. */
export function withoutDenied(compared: string): string {
  return denials.reduce((text, denial) => text.replace(denial, (words) => ' '.repeat(words.length)), compared);
}
