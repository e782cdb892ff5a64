/**
 * Redacts the texts of files. `redactText` keeps short words and every host, because people need
 * them to understand an error. A file may come from anybody, so an IP address and a token that its
 * prefix gives away are replaced too, however short they are.
 */
import { redactLayers } from '@/providers/oauth2/escapes';
import { redactText, redactVisible } from '@/providers/oauth2/redact';
import { countRemoved } from './receipt';
import type { Receipt, RemovedKind } from './types';

/**
 * The prefixes that services give their secrets so that scanners find them: Slack, HubSpot, GitHub,
 * GitLab, Stripe, OpenAI, SendGrid, Google, AWS, sessions and refresh tokens of Salesforce, and
 * JSON Web Tokens. Those of HubSpot and Salesforce: code in public repositories, read 2026-11-26.
 */
const tokens =
  /(?<![A-Za-z\d])(?:(?:xox[a-z]-|xapp-|pat-[a-z]{2}\d-|gh[opsur]_|github_pat_|glpat-|[rs]k_(?:live|test)_|ya29\.|5Aep861|00D\w{9,15}!)[\w.+/~-]+|(?:sk-|SG\.|AIza|eyJ)[\w.-]{16,}|A[KS]IA[A-Z\d]{16})/g;

/** Four numbers or more, also with zeros before them; a date has three. */
const ipv4 = /(?<!\d)\d+(?:\.\d+){3,}/g;
/** Eight groups, or fewer around `::`; a name such as `App::Sync` has letters that no group has. */
const ipv6 =
  /(?<!\w)\[?(?:(?:[\da-f]{1,4}:){7}[\da-f]{1,4}|(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?(?<=[\da-f]::|[\da-f]))(?!\w)(?:%\w{1,20})?\]?/gi;

const marks: Readonly<Record<string, RemovedKind>> = {
  '[address]': 'addresses',
  '[email]': 'people',
  '[phone]': 'people',
  '[value]': 'tokens',
};

/** Whether something was taken out of a text, so that equal texts need not mean the same thing. */
export const isRedacted = (text: string): boolean => Object.keys(marks).some((mark) => text.includes(mark));

/** Returns the text without secrets, people and IP addresses, and counts what it replaces. */
export function safeText(text: string, receipt: Receipt): string {
  return counted(text, withoutSecrets(text), receipt);
}

/**
 * Returns a client ID or a host, whose long runs are no secret, without tokens and IP addresses.
 */
export function safeId(id: string, receipt: Receipt): string {
  return counted(id, withoutLiterals(id), receipt);
}

/** Returns a redirect URI as `safeText` does, also if its IP address is written as one number. */
export function safeUrl(uri: string, receipt: Receipt): string {
  const url = URL.parse(uri);
  const host = url ? withoutLiterals(url.host) : '';
  const plain = url && host !== url.host ? `${url.protocol}//${host}${url.pathname}` : uri;
  return counted(uri, withoutSecrets(plain), receipt);
}

/** The user's own machine (RFC 8252, section 7.3), which is the same address for everybody. */
const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', '::1']);
const addressMark = (address: string) => (loopback.has(address) ? address : '[address]');

const withoutSecrets = (text: string) => redactVisible(text, (plain) => redactLayers(redactText(plain), withoutLiterals));

function withoutLiterals(text: string): string {
  return text.replace(tokens, '[value]').replace(ipv4, addressMark).replace(ipv6, addressMark);
}

function counted(text: string, safe: string, receipt: Receipt): string {
  for (const [mark, kind] of Object.entries(marks)) if (safe.includes(mark) && !text.includes(mark)) countRemoved(receipt, kind);
  return safe;
}
