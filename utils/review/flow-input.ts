/** Turns a flow into what a review is built from, whether a browser or a trace file recorded it. */
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { withReason } from '@/providers/oauth2/uncertain';
import { lastVisitedAccount } from '@/utils/flow/connections';
import { type Flow, isUnled, snapshotOf } from '@/utils/flow/flow';
import { requestFromPage } from './from-page';
import type { ReviewInput } from './review-input';

/**
 * Returns the part of a review's input that the flow contains; null if the app's own request can't
 * be read. `here`: the URL that the tab shows; null if it is not known.
 */
export function flowInput(flow: Flow, here: URL | null): ReviewInput | null {
  const provider = providerById(flow.provider);
  if (!provider) return null;
  const accountHere = here && provider.urls.accountOf(here);
  const requests = requestsOf(provider, flow, accountHere);
  if (!requests) return null;
  const { request, current } = requests;
  return {
    provider,
    request,
    current,
    isLoading: flow.activeRequest === 'narrowed' && flow.navigationStartedAt !== null,
    account: accountOfFlow(provider, flow, current?.account ?? request.account, accountHere) || null,
    navigation: flow.navigation,
    snapshot: snapshotOf(flow),
    outcome: flow.outcome,
    isUnled: isUnled(flow),
    // A page that only its text shows to be an error has no outcome; its request was the last one.
    outcomeAt: flow.outcomeAt ?? flow.lastRequestAt,
    answers: flow.answers,
  };
}

/**
 * Parses the app's own request and, if it is active, the narrowed one. Returns null if the app's
 * own cannot be read.
 */
function requestsOf(
  provider: Provider,
  flow: Flow,
  accountHere: string | null,
): { request: AuthorizationRequest; current: AuthorizationRequest | null } | null {
  const original = flow.requestUrl === null ? null : provider.requests.parseRequest(flow.requestUrl);
  if (original && !original.ok) return null;
  const narrowed = flow.activeRequest === 'narrowed' && flow.narrowedUrl ? provider.requests.parseRequest(flow.narrowedUrl) : null;
  // The form may have what the URL lacks.
  const read = original && (flow.isPosted ? withReason(original.value, 'ambiguous-parameters') : original.value);
  return {
    request: read ?? {
      ...requestFromPage(provider, snapshotOf(flow), accountHere),
      ...(flow.isTooLong && { readOnly: 'too-long' as const }),
    },
    current: narrowed?.ok ? narrowed.value : null,
  };
}

/**
 * Returns the account of the flow; the empty string if no URL names one. After an outcome the tab
 * may be anywhere, so the account where it happened counts before that of the present URL.
 */
function accountOfFlow(provider: Provider, flow: Flow, requested: string | null, here: string | null): string {
  const visited = lastVisitedAccount(provider, flow);
  return (flow.outcome ? (visited ?? requested ?? here) : (here ?? requested ?? visited)) ?? '';
}
