/**
 * Tells where somebody left a part of a URL out, as people do in tickets and in documentation. What
 * remains looks like a whole URL, and may be a small part of it.
 */
import type { AuthorizationRequest } from '@/providers/contract/request';
import { readQuery } from '@/providers/oauth2/query';

/** Words with which people say that more follows, or that they shortened something. */
const omission = String.raw`(?<![\p{L}\d])(?:etc|usw|more|rest|so on|cut|snip(?:ped)?|trunc(?:ated)?|short(?:ened)?|omit(?:ted)?|weitere[nrs]?|gekürzt|tronquée?s?|más)(?![\p{L}\d])`;

/**
 * Matches what follows a URL that was left out in part: dots, a remark in square brackets, or a remark
 * in words. A number alone in brackets is that of a footnote.
 */
const elided = new RegExp(
  String.raw`^[,;]?(?:\s*[([{<«]?[ \t]*(?:\.\.|…)|[ \t]+\[(?!\s*\d*\s*\])[^\]\r\n]{1,80}\](?!\()|[ \t]*[([{<«][^)\]}>»\r\n]{0,80}?${omission}|[ \t]*(?:[+&]|and|und|et|y)?[ \t]*(?:\d+ )?${omission}|[ \t]+(?:[+&]|and|und|et|y) ?\d)`,
  'iu',
);

/** Whether the words that follow a URL, or were taken off its end, say that a part of it was left out. */
export const isElided = (following: string): boolean => elided.test(following.slice(0, 200));

/** An ID or a name that stands for others: dots, a gap to fill in, a variable, or nothing but signs. */
const gap = /\.\.|…|[{}<>]|^[^\w*]+$|^[([$%].*\w|^[A-Z_]*SCOPES?[A-Z_]*$|^(?:(?:your|my)[_-])?scopes?(?:[_-]here)?$|^(?:etc|usw|more)\.?$/;

/** Whether something else stands in a request in the place of scopes or of whole parameters. */
export const hasGap = ({ url, scopes }: AuthorizationRequest): boolean =>
  scopes.some(({ id }) => gap.test(id)) || readQuery(url).parameters.some(({ name }) => gap.test(name) && !/^\w+$/.test(name));
