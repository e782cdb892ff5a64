/**
 * Removes secrets from texts and URLs before they are shown or reported. It works with allow lists,
 * so that the value of an unknown parameter stays hidden.
 */
import { redactLayers } from './escapes';
import { visibleLine, visibleText } from './invisible';
import { hasSecretShape, isRandom, isUserAndPassword } from './secret-shape';

/** The maximum length of a redacted text, in UTF-16 code units. */
const MAX_REDACTED_LENGTH = 2_000;

/**
 * Parameters that describe the request and contain neither a secret nor the user's identity
 * (RFC 6749 §4.1.1, RFC 7636 §4.3).
 */
const publicParameters: ReadonlySet<string> = new Set([
  'client_id',
  'scope',
  'scopes',
  'optional_scope',
  'optional_scopes',
  'response_type',
  'code_challenge_method',
  'error',
]);

/**
 * A public value may contain a list with its separators and escapes, in quotes as in a
 * `WWW-Authenticate` header (RFC 6750 §3). It may not contain `=`, `&`, `@` or their escapes, which
 * could smuggle in another value.
 */
const publicValue = /^\\?["']?(?:[\w.:/~+, -]|%20|%2[BCDF]|%3A)*(?:\\?["'],?)?$/i;

// The look-behinds let a match start only at the beginning of a run, so that time stays linear.
const assignment = /(?<![^\s=&?#%;,'"<>()[\]])([^\s=&?#%;,'"<>()[\]]+(?:\[\w*\])?)(?:=|%(?:25)*3d)(\S+)/gi;
const equalsSign = /=|%(?:25)*3d/i;
/** What ends a word in which an address stands. */
const wordEnd = String.raw`\s@＠<>()[\]{},;:"'|\\/=?&#`;
const atDomain = String.raw`(?:[@＠]|%(?:25)*(?:u00)?40)[^\s<>()[\]{},;:"'|\\/=?&#]+`;
const escapedAs = (name: string, decimal: number, hex: string) =>
  String.raw`&(?:amp;){0,4}(?:${name}|#0{0,4}${decimal}|#x0{0,4}${hex});|\\{1,4}u00${hex}`;
const apostrophe = String.raw`(?:\\{0,4}'|${escapedAs('apos', 39, '27')})`;
const quotationMark = `(?:"|${escapedAs('quot', 34, '22')})`;
/** An apostrophe within a local part belongs to it (RFC 5322 §3.2.3). */
const eMail = new RegExp(`(?<![^${wordEnd}]${apostrophe}?)[^${wordEnd}]+(?:${apostrophe}[^${wordEnd}]+)*${apostrophe}?${atDomain}`, 'gi');
/**
 * A local part in quotation marks may have spaces (RFC 5322 §3.4.1), and at most 64 characters
 * (RFC 5321 §4.5.3.1). “ada (at) acme (dot) example” has them around its signs.
 */
const spacedEMail = new RegExp(
  String.raw`${quotationMark}(?:[^"\r\n]|(?<=\\)"){0,100}?${quotationMark}${atDomain}(?!=)|(?<![\w.+-])[\w.+-]+ ?(?:[([] ?at ?[)\]] ?| @ )[\w-]+(?:(?:\.| ?[([] ?dot ?[)\]] ?)[\w-]+)+`,
  'gi',
);
const run = /[\w.~-]{20,}/g;
/** Base64 (RFC 4648 §4), which `+` and `/` cut into short runs, or a path. */
const joinedRun = /(?<![\w+/-])[\w+/-]{20,}(?![\w+/-])={0,2}/g;
/** How `<saml`, `<?xml`, `<Re(sponse)`, `<As(sertion)` and `{"` begin in Base64. */
const documentInBase64 = /(?<![^/])(?:PHNhb|PD94b|PFJl|PEFz|eyJ).*/;

function isPublic(name: string, value: string): boolean {
  return publicParameters.has(name) && publicValue.test(value);
}

/**
 * Names that only ever carry a secret, in JSON, in headers and in prose, some of them with a prefix
 * as in `Proxy-Authorization` and `accessToken`. Other codes and states are those of an error or a country.
 */
const secretNames = [
  '[\\w-]*(?:passw(?:or)?[dt]|pass[ _-]?(?:phrase|code)|token|secret|authorization|api[_-]?key|cookie)s?',
  'pwd?|kennwort|mot de passe|contrase[ñn]a|senha|wachtwoord|l[öo]senord|has[łl]o|parola|bearer|sid|(?:login|id_?token)[_-]?hint|code[_-]?(?:verifier|challenge)',
  '(?:o?auth2?|authori[sz]ation|grant)[_-]?code|(?:o?auth2?|[cx]srf)[_-]?state',
].join('|');
/** Names that carry a secret where something is assigned to them. In prose they are ordinary words. */
const assignedNames = 'nonce|assertion|session(?:_?id)?|saml_?(?:response|request)|relay_?state|credentials?';
const quotedSecretNames = `${secretNames}|${assignedNames}|state|code|pass`;
/** An equals sign that `assignment` does not read. All white space is one space here. */
const equals = '(?:\\s=+\\s?|=+(?:\\s|(?=["\'])))';
const separator = `(?:\\s?(?:[:：]=?|=>)\\s?|${equals})`;
const namedValue =
  '(?:"(?:[^"\\\\]|\\\\.)*"?|\\\\+"[^"]*"?|\'[^\']*\'?|\\[[^\\]]*\\]?|(?:bearer|basic|digest|negotiate|oauth|token)\\s+\\S+|[^\\s"\',;}&]+(?:&(?![\\w.-]+=)[^\\s"\',;}&]*)*)';
const quotedSecret = new RegExp(`(?<!\\\\)(\\\\*["'])((?:[\\w-]+ ){0,4}(?:${quotedSecretNames}))\\1${separator}${namedValue}`, 'gi');
const secret = new RegExp(
  `(?<![\\w-])(${secretNames}|state|(?:${assignedNames})(?=${equals})|(?:${assignedNames}|pass)(?=${separator}\\S{0,40}\\d))${separator}${namedValue}`,
  'gi',
);
/** What an element of XML holds, as the password in a SOAP login. Not `code`, which HTML has, too. */
const elementSecret = new RegExp(`<((?:\\w+:)?(?:${secretNames}|${assignedNames}|state))(?:\\s[^<>]*)?>[^<]+`, 'gi');
/**
 * The value of a pair, as HAR files, Postman and HTML write parameters: `"name": "state", "value": "…"`.
 * A `value` without its name before it counts only in quotation marks, because it is an ordinary word.
 */
const pairedValue = new RegExp(
  String.raw`((?<![\w\\-])(\\*["']|)(?:name|key)\2\s?[:=]\s?(\\*["']|)([^\s"'\\,;:=]{1,100})\3\s?[,;]?\s?\\*["']?value\\*["']?|(?<!\\)(\\*["'])value\5)\s?[:=]\s?(${namedValue})`,
  'gi',
);
/** A user and password that a command sends, as in `curl -u user:password`. */
const userOption = /(?<!\S)(-u ?|--(?:proxy-)?user[ =])(?:"[^"]*"?|'[^']*'?|[^\s:"']+:\S+)/g;
/** Credentials behind the name of their scheme (RFC 7235 §2.1). “OAuth 2.0” and “OAuth error” have none. */
const oauthToken = /\b(oauth)\s+(?=[\w.~+/!-]{0,200}\d)(?=[\w.~+/!-]{0,200}[a-z])[\w.~+/!-]{8,}=*/gi;
const basicCredentials = /\b(basic)\s+([A-Za-z\d+/]{4,}={0,2})/gi;
/** An authorization code; the code of an error has no such mixture, except a hexadecimal number. */
const writtenCode = new RegExp(
  String.raw`(?<![\w-])([Cc]ode(?:${separator}| is | was )["'“‘]?)(?!0x[\da-fA-F]+\b)(?=\S{0,200}[a-z])(?=\S{0,200}[A-Z])(?=\S{0,200}\d)[\w.~+/-]{8,}`,
  'g',
);
/** The beginning of each authorization code of Salesforce. */
const salesforceCode = /\baPrx[\w.~%=-]{2,}/gi;
const bearerToken = /\b(bearer)\s+(?![\w-]+=)[\w.~+/!-]{6,}=*/gi;
/**
 * A password in prose, “password hunter2” or “password is Summer!”. A word without a digit or a sign
 * stays, because it is probably no password.
 */
const spokenPassword =
  /\b(passw(?:or)?[dt]|pwd)((?: is| was)? ["'“‘]?)(?=[^\s"'”’]{0,40}[\d!#$%&*^])(?=[^\s"'”’]{0,40}\p{L})[^\s"'”’,;]{4,}/giu;
/** What follows the name of a secret in the same sentence, as far as it is likely to be about it. */
const aboutSecret = new RegExp(`(?<![\\w-])(?:${secretNames}|credentials|login:)(?![\\w-]).{0,200}?(?=[.?!;] |$)`, 'gi');
/** A word with letters and digits that is no code of an error, version, ID of a scope or part of a URL. */
const mixedWord =
  /(?<![^\s(“])(?!0x|\w?[Aa]uth|[A-Z]+[-_]?\d+\b|v\d)(?=\S*[A-Za-z])(?=\S*\d)[^\s"'“”(),:;/=.%\\]{4,}(?=[),;.?!”]*(?:\s|$))/g;
/** A password in quotation marks behind words about it: “the password for Ada is "Summer 2026!"”. */
const quotedWord = /(?<!error|message|code)( (?:is|was) )["“](?=[^"”]{0,60}\d)[^"”]{4,60}["”]/g;
/** Another secret in prose: “OTP 493817”, “MFA code I entered: 493 817”, “API key sk_live_abc”. */
const spokenSecret =
  /\b(otp|pin|passcode|session(?: id)?|api[ _-]?key|(?:one-time|security|verification|your|mfa|sms) code|mfa(?= \d))((?:(?: [a-z]+){0,4}[:=] ?| (?:(?:=|is|was) )?)["'“‘]?)(?:\d{2,4}(?:[ -]\d{2,4}){1,3}(?!\d)|(?=[^\s"'”’]{0,40}[\d!_])[^\s"'”’,;]{4,})/gi;
/** A code from an app, in two groups. */
const groupedCode = /(?<!error )\b(code(?: [a-z]+){0,5} (?:is|was) )\d{3} \d{3}\b/gi;
/** A password beside the address of its user. */
const besideEMail = new RegExp(`([@＠][\\w.-]+ ?(?:[/|]|and|und) )${mixedWord.source}`, 'g');
/**
 * A phone number with its country code, or as North America writes it: 555-123-4567. Other digits
 * may be an ID that people need.
 */
const phone = /(?<![\w.~+/%=-])(?:\+\d(?:[ ().-]{0,2}\d){7,14}|(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4})(?![\w~/%-]|\.\w)/g;

/**
 * The ID of a Salesforce org or user, as in the identity URL `/id/00D…/005…` of its OpenID Connect, and a
 * session ID, which begins with that of the org. The path of a URL keeps its IDs.
 */
const salesforceId = /(?<![A-Za-z\d/])00[D5][A-Za-z\d]{12}(?:[A-Za-z\d]{3})?(?:(?:!|%21)[^\s"'<>]*|(?![A-Za-z\d]))/g;

/** Replaces the secrets that are not written as `name=value`: `"password": "…"`. */
function redactNamedSecrets(text: string): string {
  return text
    .replace(pairedValue, (whole, before: string, _1, _2, name: string | undefined, _3, value: string) =>
      name !== undefined && isPublic(name, value) ? whole : `${before}: [value]`,
    )
    .replace(quotedSecret, '$1$2$1: [value]')
    .replace(secret, '$1: [value]')
    .replace(elementSecret, '<$1>[value]')
    .replace(userOption, '$1[value]')
    .replace(bearerToken, '$1 [value]')
    .replace(oauthToken, '$1 [value]')
    .replace(basicCredentials, (whole, scheme: string, value: string) => (isUserAndPassword(value) ? `${scheme} [value]` : whole))
    .replace(writtenCode, '$1[value]')
    .replace(salesforceCode, '[value]')
    .replace(spokenPassword, '$1$2[value]')
    .replace(spokenSecret, '$1$2[value]')
    .replace(groupedCode, '$1[value]')
    .replace(besideEMail, '$1[value]')
    .replace(aboutSecret, (clause) => clause.replace(quotedWord, '$1[value]').replace(mixedWord, '[value]'))
    .replace(spacedEMail, '[email]')
    .replace(salesforceId, '[value]')
    .replace(phone, '[phone]');
}

/**
 * Replaces runs that look like tokens. Scope IDs pass, because their dotted parts are short or have
 * no digit.
 */
function redactRuns(text: string): string {
  const joined = text.replace(joinedRun, (whole) => {
    const [start = ''] = /^\/*/.exec(whole) ?? [];
    return isRandom(whole) ? `${start}[value]` : whole.replace(documentInBase64, (token) => (token.length < 16 ? token : '[value]'));
  });
  return joined.replace(run, (whole) => (whole.split(/[.~]/).some(hasSecretShape) ? '[value]' : whole));
}

function redactWords(text: string, withRuns: boolean): string {
  const assigned = text.replace(assignment, (whole, name: string, value: string) => (isPublic(name, value) ? whole : `${name}=[value]`));
  const named = assigned.replace(eMail, '[email]');
  return withRuns ? redactRuns(named) : named;
}

/**
 * Turns `user:password@host:1` into `host:1`. A host with characters that no host name has is
 * hidden.
 */
function redactAuthority(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return /^[A-Za-z0-9.:[\]-]*$/.test(host) ? host : '[host]';
}

function schemeStart(token: string, colon: number): number {
  let start = colon;
  while (start > 0 && /[a-z0-9+.-]/i.test(token.charAt(start - 1))) start--;
  return start;
}

/** Redacts one word of a text. A URL keeps its origin and path. */
function redactToken(token: string, withRuns: boolean): string {
  const colon = token.indexOf('://');
  const equals = token.search(equalsSign);
  if (colon < 1 || (equals >= 0 && equals < colon)) return redactWords(token, withRuns);
  const start = schemeStart(token, colon);
  const rest = token.slice(colon + 3);
  const end = rest.search(/[?#]/);
  const shown = end < 0 ? rest : rest.slice(0, end);
  const slash = shown.search(/[/\\'")\]>,;]/);
  const authority = slash < 0 ? shown : shown.slice(0, slash);
  const path = slash < 0 ? '' : shown.slice(slash);
  const closing = end < 0 ? '' : (/['"”’)\]>.,;:!]*$/.exec(rest.slice(end).slice(-3))?.[0] ?? '');
  const before = redactWords(token.slice(0, start), withRuns);
  return `${before}${token.slice(start, colon)}://${redactAuthority(authority)}${redactWords(path, withRuns)}${closing}`;
}

/** `withRuns`: whether long runs are redacted, too. Escapes can make a long run of a harmless text. */
function redactLayer(text: string, withRuns: boolean): string {
  return redactNamedSecrets(visibleText(text))
    .split(' ')
    .map((token) => redactToken(token, withRuns))
    .join(' ');
}

/**
 * Redacts a text without its invisible characters, which could cut a secret into pieces, and shows
 * these characters by their code if there was nothing to redact.
 */
export function redactVisible(text: string, redact: (plain: string) => string): string {
  const plain = visibleText(text);
  const redacted = redact(plain);
  return redacted === plain ? visibleLine(text) : redacted;
}

/**
 * Makes untrusted text safe to show and to report: one line of at most 2,000 characters without
 * email addresses, phone numbers, queries and fragments of URLs, values of parameters and of named
 * secrets, and long runs that look like tokens. Names and other prose stay. Never throws.
 */
export function redactText(text: string): string {
  const redacted = redactVisible(text, (plain) =>
    redactLayers(
      plain,
      (layer) => redactLayer(layer, false),
      (layer) => redactLayer(layer, true),
    ),
  );
  return redacted.length > MAX_REDACTED_LENGTH ? `${redacted.slice(0, MAX_REDACTED_LENGTH - 1).toWellFormed()}…` : redacted;
}
