/** Which settings and which request the view of app settings compares. */
import type { PairState } from '@/components/workbench/settings/PairLine';
import { pairedBy, requestFor, settingsFor } from '@/utils/apps/pairs';
import type { Steps } from '@/utils/text/steps';
import type { RequestChoice, SettingsChoice } from './choices';

/** Stands in the view's URL for no choice. */
export const NONE = '-';

/** What can be chosen; what was opened last comes first. */
export interface Choices {
  templates: readonly SettingsChoice[];
  opened: readonly SettingsChoice[];
  requests: readonly RequestChoice[];
}

interface Pair {
  settings: SettingsChoice | undefined;
  request: RequestChoice | undefined;
}

/**
 * Returns the settings and the request that are shown, by the parts of the URL that choose them, and
 * what the user should know about them.
 */
export function* pairOf(
  chosen: string | undefined,
  asked: string | undefined,
  choices: Choices,
): Steps<Pair & { state: PairState | null }> {
  const pair = yield* chosenPair(chosen, asked, choices);
  return { ...pair, state: yield* pairState(pair, choices) };
}

/**
 * Returns what the URL names, and for a part that it does not name what is certain to belong to the
 * other. If it names nothing, what was opened last.
 */
function* chosenPair(chosen: string | undefined, asked: string | undefined, { templates, opened, requests }: Choices): Steps<Pair> {
  const settings = [...opened, ...templates].find(({ key }) => key === chosen);
  const request = requests.find(({ key }) => key === asked);
  if (chosen === NONE) return { settings: undefined, request: asked === NONE ? undefined : (request ?? requests[0]) };
  if (settings) return { settings, request: asked === NONE ? undefined : (request ?? (yield* requestFor(settings, requests, opened))) };
  if (request) return { request, settings: settingsFor(request.request, opened) };
  const [newest] = opened;
  const [last] = requests;
  if (newest && (!last || newest.position > last.position))
    return { settings: newest, request: yield* requestFor(newest, requests, opened) };
  return { request: last, settings: last && settingsFor(last.request, opened) };
}

/** Whether a request is not certain to be of another app of the same provider than the settings. */
export function isComparable(settings: SettingsChoice, { request }: RequestChoice, opened: readonly SettingsChoice[]): boolean {
  const own = settingsFor(request, opened);
  return settings.provider === request.provider && (own === undefined || own === settings);
}

/** Returns what the user should know about the pair; null if there is nothing to choose. */
function* pairState({ settings, request }: Pair, { opened, requests }: Choices): Steps<PairState | null> {
  if (settings && request)
    return settings.provider === request.request.provider ? (pairedBy(settings, request.request) ?? 'unpaired') : null;
  for (const one of settings ? requests : []) {
    if (settings && isComparable(settings, one, opened)) return 'which-request';
    yield;
  }
  if (settings) return null;
  return request && opened.some(({ provider }) => provider === request.request.provider) ? 'which-settings' : null;
}
