/** Reviews what a pasted text contains, with what is stored about its client. Writes nothing. */
import type { ReadOnlyReason } from '@/providers/contract/request';
import { isListed } from '@/providers/matches';
import { reasonsOf } from '@/providers/oauth2/uncertain';
import { findingText, shownFinding } from '@/utils/diagnosis/finding-text';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { t } from '@/utils/text/text';
import { nameOfApp } from './app-name';
import { approvalAccount } from './approval';
import { buildReview } from './build-review';
import { providerChoices, providerInPath } from './chosen-provider';
import { findDropped } from './dropped';
import { kindOf } from './parse-input';
import type { PastedItem, PastedSource } from './pasted-types';
import type { ReviewInput } from './review-input';
import { loadStoredData, type StoredData } from './stored-data';
import type { Review } from './types';
import { loadUserOverrides } from './user-overrides';

/** The review of one part of a pasted text. */
export interface PastedReview extends Omit<StoredData, 'input'> {
  review: Review;
  pasted: PastedSource;
}

const nothingStored: Omit<StoredData, 'input'> = {
  remembered: null,
  plans: null,
  storage: 'ok',
  mayAskOrg: true,
  appOverride: null,
  history: null,
};

/**
 * Reviews one part of a pasted text. `text` is all of it. A report and an error without its request
 * are about another place or time, so nothing that is stored belongs to them except custom profiles.
 */
export async function loadPastedReview(
  input: ReviewInput,
  text: string,
  { answers, isIncognito }: { answers: QuestionAnswers; isIncognito: boolean },
): Promise<PastedReview> {
  const { provider, request } = input;
  const hasRequest = request.url !== '';
  const [dropped, { input: storedInput, ...stored }] = await Promise.all([
    findDropped(provider, request, text),
    hasRequest
      ? loadStoredData(provider, request, { account: approvalAccount(request), isIncognito, flow: null })
      : loadUserOverrides(provider, request).then((userOverrides) => ({ ...nothingStored, input: { userOverrides } })),
  ]);
  const review = buildReview({ ...input, ...storedInput, dropped, answers: { ...input.answers, ...answers } });
  const isKnown = !review.diagnosis || review.diagnosis.owner === 'known';
  const ownerChoice = { choices: providerChoices, named: providerInPath(text), chosen: input.isProviderChosen ? provider.id : null };
  return { ...stored, review, pasted: { hasRequest, url: urlToOpen(input), ...(isKnown ? {} : { ownerChoice }) } };
}

/** The reasons with which a request is opened all the same. */
const openable: ReadonlySet<ReadOnlyReason> = new Set<ReadOnlyReason>(['pasted', 'no-scope-parameter', 'missing-scope']);

/**
 * Returns the URL that a tab may open; null for a host that is not the provider's for certain, and
 * for a URL that a browser would change.
 */
function urlToOpen({ provider, request }: ReviewInput): string | null {
  const url = URL.parse(request.url);
  const isOpenable = reasonsOf(request).every((reason) => openable.has(reason));
  const isAuthorizePage =
    url?.protocol === 'https:' && isListed(provider.urls, url.hostname) && provider.urls.classifyUrl(url) === 'authorize';
  return isOpenable && isAuthorizePage && url.username === '' ? request.url : null;
}

/** Describes one part of a pasted text in one line. */
export function pastedItem(input: ReviewInput): PastedItem {
  const review = buildReview(input);
  const { account, scopes, provider } = review;
  return {
    kind: kindOf(input),
    title: namedFailure(review) || t('review_subject', nameOfApp(review) ?? t('review_unknown_app'), provider.name),
    account,
    scopes: scopes.length,
  };
}

/** The title of the failure after its provider, if that is known; empty if nothing failed. */
export function namedFailure(review: Review): string {
  const title = failureTitle(review);
  return title && review.diagnosis?.owner !== 'unknown' ? `${review.provider.name}: ${title}` : title;
}

/** The title of the error, or of its cause if that is certain; empty if nothing failed. */
export function failureTitle({ diagnosis }: Review): string {
  return diagnosis ? findingText(shownFinding(diagnosis), 'title') : '';
}
