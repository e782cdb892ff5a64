/**
 * Finds the URL inside the link of a mail gateway, a chat or a sign-in page. The formats are those
 * that the vendors publish or that public decoders read, on 2026-11-25.
 */

import { providerOf, providers } from '@/providers';
import { isListed } from '@/providers/matches';
import { identityProviderAt } from '@/providers/oauth2/identity-providers';
import { readQuery } from '@/providers/oauth2/query';
import { decodeAmpersands, decodeWhole } from './url-escapes';

/** How many links may be inside each other. */
const MAX_DEPTH = 3;

/** Link checkers and redirects that carry the target in a parameter, by host. */
const gateways: readonly { host: RegExp; path?: RegExp; parameters: readonly string[] }[] = [
  { host: /(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us)$/, parameters: ['url'] },
  { host: /^statics\.teams\.cdn\.(?:office|microsoft)\.(?:net|com)$/, path: /safelinks/, parameters: ['url'] },
  // A link with `/s/` has its target in a token that nobody else can read.
  { host: /(?:^|\.)mimecast(?:protect)?\.com$/, path: /^(?!\/s\/)/, parameters: ['url', 'u', 'target'] },
  { host: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/, path: /^\/url$/, parameters: ['q', 'url'] },
  { host: /^slack-redir\.net$/, parameters: ['url'] },
  { host: /(?:^|\.)linkprotect\.cudasvc\.com$/, parameters: ['a'] },
  { host: /^urldefense\.(?:proofpoint\.)?com$/, path: /^\/v1\//, parameters: ['u'] },
  { host: /(?:^|\.)trendmicro\.com$/, parameters: ['url'] },
  { host: /^scanmail\.trustwave\.com$/, parameters: ['u'] },
  { host: /(?:^|\.)(?:fireeye|trellix)\.com$/, parameters: ['u', 'url'] },
  { host: /(?:^|\.)clicktime\.symantec\.com$/, parameters: ['u'] },
  { host: /^l\.(?:facebook|instagram)\.com$/, parameters: ['u'] },
  { host: /^(?:www\.)?linkedin\.com$/, path: /^\/(?:redir\/redirect|safety\/go)/, parameters: ['url'] },
];

/** The parameters of sign-in pages that carry the page to which they lead. */
const returnParameters = ['starturl', 'returl', 'relaystate', 'loginredirecturl', 'redirecturl', 'fromuri', 'continue'];

/**
 * Returns the URL to which links of mail gateways lead, at most three of them inside each other;
 * the given URL if it is no such link.
 */
export function unwrapUrl(given: string): string {
  return unwrapped(given).at(-1) ?? given;
}

/** The links inside each other, from the given one to the innermost. */
function unwrapped(given: string): string[] {
  const links = [given];
  for (let target = targetOf(given); target !== null && links.length <= MAX_DEPTH; target = targetOf(target)) links.push(target);
  return links;
}

function targetOf(text: string): string | null {
  const url = URL.parse(text);
  if (!url) return null;
  if (/^urldefense\.(?:proofpoint\.)?com$/.test(url.hostname)) {
    const coded = url.pathname.startsWith('/v2/') ? parameterIn(text, ['u']) : null;
    const target = coded === null ? proofpointTarget(text) : coded.replaceAll('-', '%').replaceAll('_', '/');
    if (target !== null) return asUrl(coded === null ? target : decodeOrKeep(target));
  }
  if (url.hostname === 'secure-web.cisco.com') return asUrl(/\/(https?(?:%3A|:).*)$/i.exec(text.slice(8, 100_000))?.[1] ?? '');
  const gateway = gatewayAt(url);
  return gateway ? asUrl(parameterIn(text, gateway.parameters) ?? '') : null;
}

const gatewayAt = ({ hostname, pathname }: URL) => gateways.find(({ host, path }) => host.test(hostname) && (path?.test(pathname) ?? true));

function asUrl(value: string): string | null {
  const url = decodeWhole(decodeAmpersands(value));
  return /^https?:\/\//i.test(url) ? url : null;
}

function decodeOrKeep(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Returns the decoded value of the first parameter with one of the names, in any case. */
function parameterIn(url: string, names: readonly string[]): string | null {
  return valuesIn(url, names)[0] ?? null;
}

/** Returns the decoded values of the parameters with one of the names, in any case, each once. */
function valuesIn(url: string, names: readonly string[]): string[] {
  const parameters = readQuery(url).parameters.filter(({ name }) => names.includes(name.toLowerCase()));
  return [...new Set(parameters.map(({ value }) => value))];
}

/**
 * Whether a link of a mail gateway or a sign-in page, or one inside it, names several targets, so that
 * it may lead to another than the one that is read.
 */
export function hasSeveralTargets(link: string): boolean {
  return [...unwrapped(link), ...urlsBehindSignIn(unwrapUrl(link))].some((text) => {
    const url = URL.parse(text);
    const names = (url && gatewayAt(url)?.parameters) ?? (url && mayBeSignIn(url) ? returnParameters : []);
    return valuesIn(text, names).length > 1;
  });
}

/** Code points of the digits of base64url, which Proofpoint uses for the length of a run. */
const runLengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Decodes version 3 of Proofpoint's URL Defense: `/v3/__<url>__;<characters>!…`. In the URL, `*`
 * stands for the next of the characters, and `**<digit>` for the next two or more of them.
 */
function proofpointTarget(text: string): string | null {
  const start = text.indexOf('/v3/__');
  const end = text.lastIndexOf('__;');
  if (start < 0 || end < start) return null;
  const url = text.slice(start + 6, end).replace(/^(https?:\/)(?!\/)/i, '$1/');
  const characters = decodeBase64(text.slice(end + 3).split('!', 1)[0] ?? '');
  let used = 0;
  return url.replace(/\*(?:\*([\w-]))?/g, (whole, digit: string | undefined) => {
    const length = digit === undefined ? 1 : runLengths.indexOf(digit) + 2;
    const run = characters.slice(used, used + length).join('');
    used += length;
    return run || whole;
  });
}

function decodeBase64(value: string): string[] {
  try {
    const bytes = Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    return [...new TextDecoder().decode(bytes)];
  } catch {
    return [];
  }
}

/**
 * Returns the URLs to which a sign-in page of a provider or of an identity provider leads, from the
 * outermost to the innermost. Any other page may name anything, so nothing is read from it.
 */
export function urlsBehindSignIn(page: string): string[] {
  const urls: string[] = [];
  let url = URL.parse(page);
  for (let depth = 0; depth < MAX_DEPTH && url && mayBeSignIn(url); depth++) {
    const target: string = decodeWhole(parameterIn(urls.at(-1) ?? page, returnParameters) ?? '');
    const next: string | null = target.startsWith('/') ? URL.parse(target, url) && url.origin + target : target;
    if (!next || !/^https:\/\//i.test(next)) break;
    urls.push(next);
    url = URL.parse(next);
  }
  return urls;
}

function mayBeSignIn(url: URL): boolean {
  const isProvider = url.protocol === 'https:' && providers.some(({ urls }) => isListed(urls, url.hostname));
  return isProvider || providerOf(url) !== undefined || identityProviderAt(url) !== undefined;
}
