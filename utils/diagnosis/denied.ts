/**
 * Errors that a text mentions only to say that they do not happen, or no longer: “we do not get
 * OAUTH_APP_BLOCKED”. They must not be explained as the error of the text.
 */

/** A code, or a quoted sentence, which may have apostrophes. The limits keep the time linear. */
const mention = String.raw`(?:\b[a-z\d]{1,40}(?:_[a-z\d]{1,40}){1,9}(?!\w)|"[^"]{3,200}"|(?<![a-z\d])'(?:[^"']|(?<=[a-z])'(?=[a-z])){3,200}'(?![a-z\d]))`;
const fillers = "(?:(?:the|any|an?|that|this|more|error|code|message|l'erreur|el error|o erro) ){0,3}";
const verbs = '(?:get|getting|got|see|seeing|show|showing|receive|receiving|return|returning|have|having|report|reporting|say|saying)';
const isNot = String.raw`(?:\b(?:do|does|did|is|are|was|were|am)(?: not|n't)|'(?:m|re|s) not)`;
/** What did not happen earlier happens now. */
const notBefore = String.raw`(?!(?: error)? (?:before|earlier|in the past|last|previously|till|until|yesterday)\b)`;
/** What is awaited or asked has not happened. */
const notAwaited = String.raw`(?<!\b(?:after|before|how|if|is|once|sure|till|unless|until|when|whether) (?:the |this |our )?(?:error )?)`;
const gone =
  "(?:(?:is|was|are|has been|'s) (?:now |already |finally )?(?:gone|fixed|solved|resolved|history)|disappeared|vanished|went away|(?:no longer|never) (?:appear|show|happen|occur|come)s?|(?:does|did)(?: not|n't) (?:appear|show|happen|occur|come))";

/** What stands before or after a mention, in the languages of most texts that users paste. */
const denials = [
  `${isNot} (?:\\w+ )?${verbs} ${fillers}${mention}${notBefore}`,
  String.raw`\b(?:no longer|not) ${fillers}${mention}(?=,? (?:but|any ?more|again)\b)`,
  String.raw`\bno longer ${verbs} ${fillers}${mention}`,
  String.raw`\b(?:without|instead of|rather than|no|unlike(?: \w+){0,4}) ${fillers}${mention}${notBefore}`,
  String.raw`${notAwaited}${mention}(?: (?:error|problem|issue|message|code))?,? (?:(?:that|which|it|this) )?${gone}\b`,
  String.raw`\bkeine?n? ${fillers}${mention}`,
  String.raw`\bnicht (?:mehr )?${mention}(?=,? sondern\b)`,
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
