/** Lets the user say whose error a pasted text is, where the text does not. */
import { genericProvider, providers } from '@/providers';
import type { ProviderChoice } from '@/utils/diagnosis/types';
import { withoutMarkup } from '@/utils/text/markup';
import { findUrls } from './find-urls';
import { kindOf, type ParsedInput } from './parse-input';
import type { ReviewInput } from './review-input';
import { addErrorText, isUnknownText, unknownErrorOf } from './written-error';

/** The providers that the user can choose. */
export const providerChoices: readonly ProviderChoice[] = providers.map(({ id, name }) => ({ id, name }));

/** Returns whose error an unread text can be; empty if it can't be one. */
export function choicesFor(parsed: ParsedInput): readonly ProviderChoice[] {
  return !parsed.ok && parsed.reason === 'no-known-error' ? providerChoices : [];
}

/**
 * Returns the one provider that the path of an address names, as apps do in their redirect URIs:
 * `/oauth/hubspot/callback`. It proves nothing, because the app chose the path. Null if no path
 * names one, or several do.
 */
export function providerInPath(text: string): ProviderChoice | null {
  const words = findUrls(text).flatMap(
    ({ url }) =>
      URL.parse(url)
        ?.pathname.toLowerCase()
        .split(/[^a-z]+/) ?? [],
  );
  const [only = null, other] = providerChoices.filter(({ id }) => words.includes(id));
  return other ? null : only;
}

/**
 * Returns a parsed text with its errors as errors of the provider with this ID. Unchanged are
 * errors of which the text itself shows whose they are, which a name beside an unknown error does not
 * show. A text in which nothing is known becomes an unknown error. An ID of no provider changes nothing.
 */
export function withChosenProvider(parsed: ParsedInput, text: string, id: string | undefined): ParsedInput {
  const provider = providers.find((one) => one.id === id);
  if (!provider || !(parsed.ok || choicesFor(parsed).length > 0)) return parsed;
  const unread: ReviewInput = { ...unknownErrorOf(genericProvider, withoutMarkup(text)), pastedFrom: 'text' };
  const [first, ...others] = parsed.ok ? parsed.inputs : [unread];
  const choose = (input: ReviewInput): ReviewInput => {
    if (!isOfUnknownProvider(input)) return input;
    const chosen = { ...input, provider, request: { ...input.request, provider: provider.id }, isProviderChosen: true };
    return input.outcome ? chosen : addErrorText(chosen, input.errorText ?? '');
  };
  const input = choose(first);
  return { ok: true, input, inputs: [input, ...others.map(choose)] };
}

/** Whether nothing shows whose error an input is, except the name of a provider beside words that no rule knows. */
export function isOfUnknownProvider(input: ReviewInput): boolean {
  return input.request.url === '' && kindOf(input) === 'failure' && (input.provider === genericProvider || isUnknownText(input));
}
