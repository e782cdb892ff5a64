/**
 * Errors that a text mentions only to say that they do not happen, or no longer: “we do not get
 * OAUTH_APP_BLOCKED”. They must not be explained as the error of the text.
 */

/**
 * A code, perhaps in a URL or with its description, or a quoted sentence, which may have
 * apostrophes. The limits keep the time linear.
 */
const mention = String.raw`(?:\b(?:(?:https?:\S{1,200}[?&#])?error=)?[a-z\d]{1,40}(?:_[a-z\d]{1,40}){1,9}(?!\w)(?:&\S{1,400}| \([^()]{3,200}\))?|"[^"]{3,200}"|(?<![a-z\d])'(?:[^"']|(?<=[a-z])'(?=[a-z])){3,200}'(?![a-z\d]))`;
const fillers =
  "(?:(?:the|any|an?|that|this|more|error|code|message|le|[ld]'errore?|[ld]'erreur|el|ningún|mensaje|o erro|de|d[ei][rne] fehler) ){0,3}";
/** Verbs that report an error, with their endings: “returns”, “fails with”. A pattern's source. */
export const verbs =
  '(?:(?:get|see|show|receive|return|report|say|throw|answer)(?:s|ing)?|getting|got|has|have|having|(?:fail|respond|land|end)(?:s|ing)? (?:up )?(?:with|on|at|in))';
const isNot = String.raw`(?:\b(?:do|does|did|is|are|was|were|am)(?: not|n't)|'(?:m|re|s) not)`;
/** Has not met an error, in the tenses of a report. */
const notMet =
  "(?:\\bnever|\\b(?:have|has|had)(?: not|n't| never))(?: yet| ever| actually)? (?:see|saw|seen|get|got|gotten|received?|had|have|hit|met|encountered|run into|ran into|come across)";
/** What did not happen earlier happens now. */
const notBefore = String.raw`(?!(?: error)? (?:before|earlier|in the past|last|previously|till|until|yesterday)\b)`;
/** What is awaited or asked has not happened. */
const notAwaited = String.raw`(?<!\b(?:after|before|how|if|is|once|sure|till|unless|until|when|whether) (?:the |this |our )?(?:error )?)`;
const done = '(?:fix|(?:re)?solv)ed';
const gone = `(?:(?:is|was|are|has been|'s) (?:now |already |finally )?(?:gone|${done}|history|yesterday|last (?:week|month|year))|disappeared|vanished|went away|(?:no longer|never) (?:appear|show|happen|occur|come)s?|(?:does|did)(?: not|n't) (?:appear|show|happen|occur|come))`;

/** The end of a text that reports the error of its beginning as solved. */
const solved = String.raw`(?:(?!n't |\b(?:not|never|who|any\w+|if|still|but) )[^?]){0,100}?\b(?:${done} (?:it|this|that|now)|(?:it|all|everything) (?:(?:connects|works|is (?:working|fine|${done})) (?:now|again)|now (?:connects|works)))\b(?![^.!?]{0,60}(?:\?|\b(?:but|still|except|only)\b))`;

/** The words right before a denied mention, in the languages of most texts that users paste. */
const before = String.raw`(?:\b(?:no longer ${verbs}|geen|keine?n?|ya no \w+(?: \w+)?|não (?:\w+ )?mais|n(?:e |')\p{L}+ (?:plus|pas|jamais|aucune?)(?: vu| eu| reçu)?)|(?<!\b(?:not|never|be|is|n't|any\w+|who|you) )\b(?:fixes|${done}:?)|(?<!\p{L})n(?:o|ão|on) (?:\p{L}{2,3} )?(?:aparece|sale|m(?:ue|o)stra|hay|es|h?[áéè]|ve(?:o|mos|jo)|(?:re|ri)c[ei][bv]\p{L}+|ten\p{L}+|temos|appare|compare|ved\p{L}+))`;
/** The words right after one. */
const after = String.raw`(?:(?:tritt|trat|erscheint|kommt|taucht) (?:\p{L}+ )?nicht mehr|n(?:e |')\p{L}+ plus|ya no \p{L}+|não \p{L}+ mais|non \p{L}+ più|\p{L}+ niet meer|n(?:o|ão|on) (?:aparece|sale|ap?pare|compare)|n'apparaît pas|tritt nicht auf|(?:hatten|haben|sahen|bekamen|kam) (?:\p{L}+ )?(?:noch )?nie(?:mals)?|(?:erscheint|kommt) nicht(?=[,.;!]|$)|(?:ist|war) (?:jetzt |nun )?(?:weg|behoben|gelöst)|(?:ya )?(?:está|fue|foi) (?:resuelto|solucionado|resolvido))(?!\p{L})`;

const denials = [
  `(?:${isNot} (?:\\w+ )?${verbs}|${notMet}) ${fillers}${mention}${notBefore}`,
  String.raw`(?<!\b(?:if|why|whether) )\b(?:no longer|not|nicht(?: mehr)?|pas|non) ${fillers}${mention}${notBefore}`,
  String.raw`\b(?:without|instead of|rather than|no|unlike(?: \w+){0,4}) ${fillers}${mention}${notBefore}`,
  String.raw`${notAwaited}${mention}(?: (?:error|problem|issue|message|code))?,? (?:(?:that|which|it|this) )?${gone}\b`,
  String.raw`\b(?:had|got|saw|received|showed|returned|was) ${fillers}${mention}${solved}`,
  String.raw`${mention} (?:is|was|are|were)(?: not|n't) (?:in|part of|among|listed|shown|returned|there)\b`,
  `${before} ${fillers}${mention}`,
  String.raw`(?:\b(?:is|was|are|were)n't|\b(?:neither|nor)) ${fillers}${mention}${notBefore}`,
  String.raw`(?:\bno|(?:n't|\bnot) (?:\w+ )?any) (?:\w+ ){0,2}(?:error|entry|message|row)s?(?: \w+){0,4} (?:like|with|saying) ${fillers}${mention}`,
  `${mention} ${after}`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Words right behind a denial that limit it, and words near it that say that the error does happen. */
const limit =
  /^(?: (?:go(?:es|ing)? away|disappear|to be|immediately|in (?:your|the|our|any) (?:docs|documentation|help|knowledge)\b)|,? (?:we|i|they) expect)/;
const happens =
  /\b(?:no change|(?:is|it's|get|see) the same(?: error| thing| issue| message)?(?=[,.;!]|$)|(?:get|got|gets|see|sees|saw|have|has) (?:it|this)(?! (?:\w+ed|working)\b)|that(?:'s| is) (?:my|our|the) error|it (?:now |still |only )?(?:start(?:s|ed)|began|comes|came|appear(?:s|ed)|show(?:s|ed) up|is back|remains)|only on|er (?:kommt|erscheint)(?: aber)? (?:immer noch|weiterhin|wieder))\b/;
/** The number of characters behind a denial in which such words are searched for. */
const HAPPENS_LENGTH = 150;

const nextMention = /\b[a-z\d]+_[a-z\d_]+|["“]/;

/** Whether the words behind a denial take it back. Behind the next mention, they are about that one. */
function isTakenBack(rest: string): boolean {
  const [near = ''] = rest.split(nextMention, 1);
  return limit.test(near) || happens.test(near);
}

/** Replaces such mentions in a lower-case text by spaces, so that the positions of the rest stay. */
export function withoutDenied(compared: string): string {
  const replaced = (text: string) => (words: string, at: number) =>
    isTakenBack(text.slice(at + words.length, at + words.length + HAPPENS_LENGTH)) ? words : ' '.repeat(words.length);
  return denials.reduce((text, denial) => text.replace(denial, replaced(text)), compared);
}
