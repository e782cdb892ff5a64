/** Finds the scopes of supported providers in any other text, such as the source of a connector. */
import { providers } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { isListed } from '@/providers/matches';
import { asUndeclaredScopes } from '@/providers/oauth2/request';
import { findUrls } from '@/utils/review/find-urls';
import { requestFromPage } from '@/utils/review/from-page';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { safeInput } from './safe-input';
import type { Found, Receipt } from './types';

/** A word that can be an ID, and whether it is in quotation marks or an item of a list. */
const words = /(["'`]?)(?<![\w.:-])([a-z][\w.:-]{1,127})(?![\w.:-])\1/gi;

/**
 * Returns the scopes that a text contains, in its order, for each provider. An ID with a dot or a
 * colon counts anywhere. Others are ordinary words (`content`), so they count only as an item of a
 * list, in a text that also has an ID with a dot, or the URL of an authorization at the provider.
 */
export function readScopeList(text: string, receipt: Receipt): Found[] {
  const given = text.slice(0, MAX_PASTED_LENGTH);
  const hosts = findUrls(given).flatMap(({ url }) => URL.parse(url)?.hostname ?? []);
  return providers.flatMap((provider) => {
    const ids = idsIn(
      given,
      provider,
      hosts.some((host) => isListed(provider.urls, host)),
    );
    if (ids.length === 0) return [];
    receipt.kept += ids.length;
    const request = { ...requestFromPage(provider, null, null), scopes: asUndeclaredScopes(ids), readOnly: 'from-file' as const };
    return [{ kind: 'scope-list' as const, input: safeInput({ provider, request }, receipt), settings: null, app: null, records: [] }];
  });
}

function idsIn(text: string, { knowledge }: Provider, isNamed: boolean): string[] {
  const found = [...text.matchAll(words)].flatMap(({ 0: { length }, 1: mark = '', 2: word = '', index }) => {
    const id = word.replace(/(?<![.:-])[.:-]+$/, '');
    if (!knowledge.findScope(id)) return [];
    const isItem = (mark !== '' && id === word) || isListItem(text, index, index + length);
    return [{ id, isCertain: /[.:]/.test(id), isItem }];
  });
  const isCertain = isNamed || found.some((one) => one.isCertain);
  return [...new Set(found.filter((one) => one.isCertain || (isCertain && one.isItem)).map(({ id }) => id))];
}

/** Whether a word is an item of a list in YAML, alone on its line behind a hyphen. */
function isListItem(text: string, start: number, end: number): boolean {
  return /(?:^|\n)[ \t]*-[ \t]+$/.test(text.slice(Math.max(0, start - 40), start)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 40));
}
