/**
 * Tells where somebody left a part of a URL out, as people do in tickets and in documentation. What
 * remains looks like a whole URL, and may be a small part of it.
 */
import type { AuthorizationRequest } from '@/providers/contract/request';
import { readQuery } from '@/providers/oauth2/query';

const dots = String.raw`(?:\.{2,}|…)`;
/** Words with which people say that more follows, or that they shortened something. */
const omission =
  'etc|usw|more|others?|remaining|rest|so on|cut|snip(?:ped)?|truncated?|shortened|abbreviated|omitted|elided|trimmed|weitere|gekürzt|abgeschnitten|tronqué|raccourci|coupé|autres|más|otros|cortado|recortado|resumido|altri|tagliato|troncato';
const and = '[+&]|and|plus|und|et|y|e';
const openers = '[([{<«]';

/**
 * Matches what follows a URL that was left out in part: dots, a remark in square brackets, or a remark
 * in words. A number alone in brackets is that of a footnote.
 */
const elided = new RegExp(
  [
    String.raw`^[,;]?\s*${openers}?[ \t]*${dots}`,
    String.raw`^[ \t]+\[(?!\s*\d*\s*\])[^\]\r\n]{1,80}\](?!\()`,
    String.raw`^[,;]?[ \t]*${openers}[^)\]}>»\r\n]{0,80}?(?<![\p{L}\d])(?:${omission})(?![\p{L}\d])`,
    String.raw`^[,;]?[ \t]*(?:${and})?[ \t]*(?:\d+|some|many|the|einige|viele)?[ \t]*(?:${omission})(?![\p{L}\d])`,
    String.raw`^[,;]?[ \t]+(?:${and})[ \t]*\d`,
  ].join('|'),
  'iu',
);

/** Whether the words that follow a URL, or were taken off its end, say that a part of it was left out. */
export const isElided = (following: string): boolean => elided.test(following.slice(0, 200));

/** An ID or a name that stands for others: dots, a gap to fill in, a variable, or nothing but signs. */
const gap = new RegExp(
  [
    String.raw`\.{2}|…|[{}<>]`,
    String.raw`^[^\w*]+$`,
    String.raw`^[([$%].*\w.*`,
    '^[A-Z_]*SCOPES?[A-Z_]*$',
    '^(?:(?:your|my|the|all)[_-]?)?scopes?(?:[_-]?(?:here|list))?$',
    String.raw`^(?:etc|usw|more|others)\.?$`,
  ].join('|'),
);

const isGap = (text: string) => gap.test(text);

/** Whether something else stands in a request in the place of scopes or of whole parameters. */
export function hasGap({ url, scopes }: AuthorizationRequest): boolean {
  return (
    scopes.some(({ id }) => isGap(id)) ||
    readQuery(url).parameters.some(({ name }) => /^(?:hellip|mldr);?$/.test(name) || (isGap(name) && !/^\w+$/.test(name)))
  );
}
