/**
 * Compares what an app asks for with what it is registered for: each mismatch, the error that it
 * gives, and corrections. The corrections are proposals to the app's developer; nothing is sent.
 */
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { HygieneKind, MismatchKind, SettingsProblem } from '@/providers/contract/settings-rules';
import { readQuery } from '@/providers/oauth2/query';
import { hasCodeChallenge } from '@/providers/oauth2/request';
import { problem } from '@/providers/oauth2/settings-problem';
import { isCertainClient, isListIncomplete } from '@/providers/oauth2/uncertain';
import { settingsRulesOf } from '@/providers/settings-rules';
import { publicUrl } from '@/utils/files/public-url';
import { newReceipt } from '@/utils/files/receipt';
import { isRedacted } from '@/utils/files/safe-text';
import { bySeverity } from '@/utils/review/general-findings';
import { type Comparison, isImplicit, parameterOf, redirectOf } from './comparison';
import { correctUrl } from './correct-url';
import { expectedError } from './error-text';
import { isPlainHttp, isSameRedirect, pathOf } from './redirects';
import type { CheckedProblem, SettingsCheck, Unknown } from './types';

/** How sure it is that the settings are those of the app. */
export interface CheckOptions {
  /** The lists are what the app publishes, not its settings, so each mismatch is only possible. */
  isGuess?: boolean;
}

/** The result if too little of the request was read to compare anything. */
const nothing = {
  mismatches: [],
  hygiene: [],
  isCompared: false,
  correctedUrl: null,
  urlScopes: { added: [], dropped: [] },
  urlParameters: [],
  leftInUrl: [],
  correctedSettings: null,
  leftInSettings: [],
  correctedText: null,
};

/** Whether it is not certain which client or which scopes the provider reads. */
const isUnread = (request: AuthorizationRequest) => isListIncomplete(request) || !isCertainClient(request);

/**
 * Compares a request with the settings of its app; null for a provider whose apps have no known
 * settings. Pure.
 */
export function checkSettings(
  provider: Provider,
  settings: AppSettings,
  given: AuthorizationRequest,
  { isGuess = false }: CheckOptions = {},
): SettingsCheck | null {
  const rules = settingsRulesOf(provider.id);
  if (!rules) return null;
  const url = given.publicUrl ?? publicUrl(given.url, newReceipt());
  const parsed = url === null ? null : provider.requests.parseRequest(url);
  const request = parsed?.ok ? parsed.value : given;
  const comparison: Comparison = { rules, settings, request, url: parsed?.ok ? url : null };
  const unknown = unknownIn(comparison);
  // The public URL lacks what made the request uncertain.
  if (isUnread(given) || isUnread(request)) return { ...nothing, unknown };
  const isCompared = canCompareScopes(unknown);
  const mismatches = mismatchesOf(comparison);
  const withError = <Kind extends MismatchKind | HygieneKind>(one: SettingsProblem<Kind>): CheckedProblem<Kind> => ({
    ...one,
    errorText: expectedError(provider, one),
  });
  const correctedSettings = correctSettings(comparison, mismatches, isCompared);
  const corrected = comparison.url === null ? null : correctUrl(comparison, mismatches, isCompared);
  return {
    mismatches: mismatches.map((one) => withError(isGuess ? { ...one, confidence: 'possible' } : one)),
    hygiene: hygieneOf(comparison).map(withError),
    unknown,
    isCompared,
    ...urlCorrection(provider, comparison, corrected),
    correctedSettings,
    leftInSettings: correctedSettings ? mismatchesOf({ ...comparison, settings: correctedSettings }) : [],
    correctedText: correctedSettings && rules.formatSettings(correctedSettings),
  };
}

/**
 * Returns the corrected URL with what it changes and what it still has. What only the settings have
 * is left out.
 */
function urlCorrection(
  provider: Provider,
  { rules, settings, request, url }: Comparison,
  correctedUrl: string | null,
): Pick<SettingsCheck, 'correctedUrl' | 'urlScopes' | 'urlParameters' | 'leftInUrl'> {
  const parsed = correctedUrl === null || correctedUrl === url ? null : provider.requests.parseRequest(correctedUrl);
  if (!parsed?.ok) return { correctedUrl: null, urlScopes: nothing.urlScopes, urlParameters: [], leftInUrl: [] };
  const [before, after] = [request, parsed.value].map(({ scopes }) => scopes.map(({ id }) => id)) as [ScopeId[], ScopeId[]];
  const corrected = { rules, settings, request: parsed.value, url: correctedUrl };
  return {
    correctedUrl,
    urlScopes: { added: without(after, before), dropped: without(before, after) },
    urlParameters: changedParameters(url ?? '', correctedUrl ?? ''),
    leftInUrl: [...mismatchesOf(corrected), ...hygieneOf({ ...corrected, settings: noSettings })],
  };
}

/** Returns the scopes that the other list, which may be long, does not have. */
function without(list: readonly ScopeId[], other: readonly ScopeId[]): ScopeId[] {
  const known = new Set(other);
  return list.filter((id) => !known.has(id));
}

/** Returns the names of the parameters whose values differ, without the lists of scopes. */
function changedParameters(before: string, after: string): string[] {
  const known = new Set(readQuery(before).parameters.map(({ name, raw }) => `${name}=${raw}`));
  const changed = readQuery(after).parameters.filter(({ name, raw }) => !/scope/.test(name) && !known.has(`${name}=${raw}`));
  return changed.map(({ name }) => name);
}

/** Stands for settings that nobody opened. */
export const noSettings: AppSettings = {
  name: null,
  clientId: null,
  required: [],
  conditionallyRequired: [],
  optional: [],
  declaresRequirements: false,
  redirectUrls: [],
};

/** The mismatches, the most severe first. */
function mismatchesOf(comparison: Comparison): SettingsProblem<MismatchKind>[] {
  const { rules, request, settings } = comparison;
  const scopes = canCompareScopes(unknownIn(comparison)) ? rules.compareScopes(request, settings) : [];
  const others = [...scopes, ...redirectMismatches(comparison), ...challengeMismatch(comparison)].toSorted(bySeverity);
  // With the settings of another app the others may mean nothing, so that goes first.
  return [...otherClient(comparison), ...others];
}

const canCompareScopes = (unknown: readonly Unknown[]) => !unknown.includes('registered-scopes') && !unknown.includes('requested-scopes');

function unknownIn({ settings, request, url }: Comparison): Unknown[] {
  const { required, conditionallyRequired, optional, unread = 0 } = settings;
  const isListed = required.length + conditionallyRequired.length + optional.length > 0;
  return [
    ...(isListed && unread === 0 ? [] : (['registered-scopes'] as const)),
    ...(isRegisteredUnread(settings, redirectOf(url)) ? (['registered-redirects'] as const) : []),
    ...(isUnread(request) || isTemplate(request) ? (['requested-scopes'] as const) : []),
    ...(hasGaps(url) ? (['requested-redirect'] as const) : []),
    ...(url === null ? (['request-url'] as const) : []),
  ];
}

/** Whether one of the registered redirect URIs, none of which is the requested one, can't be compared. */
const isRegisteredUnread = ({ redirectUrls, unreadRedirects = 0 }: AppSettings, redirect: string | null) =>
  redirectUrls.length === 0 || (!redirectUrls.includes(redirect ?? '') && (unreadRedirects > 0 || redirectUrls.some(isRedacted)));

/** Whether the redirect URI has a query or parts that are not known. */
function hasGaps(url: string | null): boolean {
  const uri = redirectOf(url) ?? '';
  return /[?#{}]/.test(uri) || isRedacted(uri);
}

/** A list with commas or with gaps to fill in hides which scopes are requested. */
const isTemplate = ({ scopes }: AuthorizationRequest) => scopes.some(({ id }) => /[,+{}<>\s]|\[value\]|\[address\]/.test(id));

function otherClient({ settings, request }: Comparison): SettingsProblem<MismatchKind>[] {
  const { clientId } = settings;
  const isOther = clientId !== null && request.clientId !== null && !/[{}]/.test(request.clientId) && clientId !== request.clientId;
  return isOther ? [problem({ kind: 'other-client', severity: 'warning', confidence: 'observed', actor: 'you' })] : [];
}

function redirectMismatches({ rules: { errors }, settings, url }: Comparison): SettingsProblem<MismatchKind>[] {
  const { redirectUrls } = settings;
  const redirect = redirectOf(url);
  if (url === null || redirectUrls.length === 0) return [];
  if (redirect === null) return [problem({ kind: 'redirect-missing', error: errors.redirectMissing, urls: redirectUrls })];
  const path = pathOf(redirect);
  if (/[{}]/.test(path) || isRedacted(redirect) || isRegisteredUnread(settings, redirect)) return [];
  // Whether a query is a registered one is not known.
  if (redirectUrls.some((uri) => uri === redirect || (path !== redirect && pathOf(uri) === path))) return [];
  // Whether another spelling of the same address is accepted is up to the provider.
  const isPerhapsSame = redirectUrls.some((registered) => isSameRedirect(registered, redirect));
  const certainty = isPerhapsSame ? ({ severity: 'warning', confidence: 'possible' } as const) : {};
  return [problem({ kind: 'redirect-unregistered', error: errors.redirect, urls: [redirect], ...certainty })];
}

function challengeMismatch({ rules, settings, url }: Comparison): SettingsProblem<MismatchKind>[] {
  const isMissing = lacksChallenge(url) && rules.isPkceRequired?.(settings) === true;
  return isMissing ? [problem({ kind: 'pkce-required', error: rules.errors.challenge })] : [];
}

/** Whether the request gets a code that no code challenge protects. */
function lacksChallenge(url: string | null): boolean {
  const type = url === null ? '' : parameterOf(url, 'response_type');
  const usesCode = !isImplicit(type) || type.split(' ').includes('code');
  return url !== null && usesCode && hasCodeChallenge({ url }) === false;
}

/** What could be safer, the most severe first. */
function hygieneOf({ rules, settings, request, url }: Comparison): SettingsProblem<HygieneKind>[] {
  const redirect = redirectOf(url);
  const plain = [...new Set([...(redirect === null ? [] : [redirect]), ...settings.redirectUrls])].filter(isPlainHttp);
  const isPkceMissing = lacksChallenge(url) && !rules.isPkceRequired?.(settings);
  const found = (isFound: boolean, given: Parameters<typeof problem<HygieneKind>>[0]) => (isFound ? [problem<HygieneKind>(given)] : []);
  const has = (name: string, test: (value: string) => boolean) => url !== null && test(parameterOf(url, name));
  return [
    ...found(isPkceMissing, { kind: 'pkce-missing', severity: 'notice', confidence: 'observed' }),
    ...found(
      has('code_challenge_method', (method) => method === 'plain'),
      { kind: 'pkce-plain', severity: 'notice', confidence: 'observed' },
    ),
    ...found(
      has('state', (state) => state === ''),
      { kind: 'state-missing', severity: 'warning', confidence: 'observed' },
    ),
    ...found(has('response_type', isImplicit), {
      kind: 'implicit-grant',
      severity: 'warning',
      confidence: 'observed',
      error: rules.errors.responseType,
    }),
    ...found(plain.length > 0, { kind: 'plain-http', severity: 'warning', confidence: 'observed', urls: plain }),
    ...(rules.hygiene?.(request, settings) ?? []),
  ].toSorted(bySeverity);
}

function correctSettings(
  { rules, settings, request, url }: Comparison,
  mismatches: readonly SettingsProblem<MismatchKind>[],
  isCompared: boolean,
): AppSettings | null {
  // Settings without what can't be read would take it away from the app.
  if (settings.unread || settings.unreadRedirects || mismatches.some(({ kind }) => kind === 'other-client')) return null;
  const redirect = redirectOf(url);
  const isRedirectNew = redirect !== null && !isPlainHttp(redirect) && mismatches.some(({ kind }) => kind === 'redirect-unregistered');
  const lists = isCompared ? rules.correctLists(request, settings) : settings;
  const isSame = (['required', 'conditionallyRequired', 'optional'] as const).every((list) => lists[list].join() === settings[list].join());
  if (!isRedirectNew && isSame) return null;
  return { ...settings, ...lists, redirectUrls: [...settings.redirectUrls, ...(isRedirectNew ? [redirect] : [])] };
}
