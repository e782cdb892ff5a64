/**
 * Compares a request with the settings of its app, as Metadata API files hold them. Retrieving an
 * app replaces `Email` and the like by `Basic`, and `OfflineAccess` by `RefreshToken`, so synonyms
 * are one scope. Rules: Salesforce Help, OAuth tokens and scopes, and Metadata API Developer Guide,
 * `ConnectedAppOauthPolicy`, read 2026-11-26.
 */
import { isSameScope } from '../catalogue';
import type { ScopeId } from '../contract/catalogue';
import type { AppSettings } from '../contract/settings';
import type { HygieneKind, ScopeLists, SettingsProblem, SettingsRules } from '../contract/settings-rules';
import { readQuery, replaceParameter } from '../oauth2/query';
import { keepInScopeList, scopeIds } from '../oauth2/scope-list';
import { appendScopes, parameterOf, problem, problemOf } from '../oauth2/settings-problem';
import { singleListRules } from '../oauth2/single-list-rules';
import { hasReason } from '../oauth2/uncertain';
import { broadScopes, findScope, severityOfAccess } from './scopes';
import { metadataScopes } from './settings';

const isRefresh = (id: ScopeId) => id === 'refresh_token' || id === 'offline_access';

/** Whether a registered scope may stand for another. `full` gives no refresh token. */
function includes(registered: ScopeId, id: ScopeId): boolean {
  return findScope(registered)?.implies?.includes(id) ?? false;
}

/**
 * The rule about refresh tokens: `infinite`, `zero`, `specific_lifetime:30:DAYS`,
 * `SpecificInactivity`.
 */
function refreshPolicy({ policies = {} }: AppSettings): string {
  return (policies.refreshTokenPolicy ?? policies.refreshTokenPolicyType ?? '').toLowerCase();
}

function refreshProblems(requested: readonly ScopeId[], settings: AppSettings): SettingsProblem<HygieneKind>[] {
  const scopes = requested.filter(isRefresh);
  const rest = { actor: 'salesforce-admin', scopes } as const;
  const policy = refreshPolicy(settings);
  if (scopes.length === 0) return [];
  return [
    ...(policy === 'infinite'
      ? [problem<HygieneKind>({ kind: 'refresh-token-unlimited', severity: 'notice', confidence: 'observed', ...rest })]
      : []),
    ...(policy === 'zero'
      ? [
          problem<HygieneKind>({
            kind: 'refresh-token-expires-at-once',
            severity: 'warning',
            confidence: 'observed',
            ...rest,
            error: 'salesforce-refresh-token-invalid',
          }),
        ]
      : []),
    ...(settings.policies?.isRefreshTokenRotationEnabled === 'false'
      ? [
          problem<HygieneKind>({
            kind: 'refresh-token-not-rotated',
            severity: 'notice',
            confidence: 'observed',
            ...rest,
            actor: 'app-vendor',
          }),
        ]
      : []),
  ];
}

/** The names of scopes in metadata, by what requests call them. */
const metadataNames: ReadonlyMap<ScopeId, string> = new Map(Object.entries(metadataScopes).map(([name, id]) => [id, name]));

const escaped = (text: string) => text.replace(/[&<>]/g, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark] ?? mark);

const lists = singleListRules({
  error: 'salesforce-scope-not-allowed',
  isSame: (id, other) => isSameScope(findScope, id, other),
  includes,
  isCustom: (id) => findScope(id) === undefined,
});

/** Asks for `api` in place of `full` where the app has it. */
function correctScopes(url: string, settings: ScopeLists): string | null {
  const query = readQuery(url);
  const list = parameterOf(query, new Set(['scope']));
  const ids = scopeIds(list?.raw ?? '');
  if (!list || !ids.includes('full') || !settings.optional.includes('api')) return lists.correctScopes(url, settings);
  const kept = keepInScopeList(list.raw, new Set(ids.filter((id) => id !== 'full')));
  return lists.correctScopes(replaceParameter(url, query, list, appendScopes(kept, ['api'])), settings);
}

/** What Salesforce's rules say about a request of an app whose settings are known. */
export const settingsRules: SettingsRules = {
  ...lists,
  correctScopes,
  // Registering a broad scope would contradict the advice to do without it.
  correctLists: (request, settings) =>
    lists.correctLists({ ...request, scopes: request.scopes.filter(({ id }) => !broadScopes.includes(id)) }, settings),
  formatSettings({ optional, redirectUrls, parts }) {
    const names = optional.map((id) => metadataNames.get(id) ?? id).map(escaped);
    const callback = redirectUrls.length > 0 ? [`<callbackUrl>${redirectUrls.map(escaped).join('\n')}</callbackUrl>`] : [];
    // The files of an external client app have the list in one element.
    const scopes =
      parts === undefined
        ? names.map((name) => `<scopes>${name}</scopes>`)
        : [`<commaSeparatedOauthScopes>${names.join(', ')}</commaSeparatedOauthScopes>`];
    return [...callback, ...scopes].join('\n');
  },
  hygiene(request, settings) {
    const requested = request.scopes.map(({ id }) => id);
    const asked = hasReason(request, 'no-scope-parameter') ? settings.optional : requested;
    const broad = broadScopes.filter((id) => asked.includes(id) || settings.optional.includes(id));
    return [
      ...(hasReason(request, 'no-scope-parameter')
        ? [problem<HygieneKind>({ kind: 'every-scope', severity: 'warning', scopes: settings.optional })]
        : []),
      ...problemOf<HygieneKind>(broad, { kind: 'full-access', severity: severityOfAccess(broad), confidence: 'observed' }),
      ...refreshProblems(asked, settings),
    ];
  },
  isPkceRequired: ({ policies }) => policies?.isPkceRequired === 'true',
  isSelfAuthorized({ policies = {} }) {
    if (policies.permittedUsersPolicyType !== undefined) return policies.permittedUsersPolicyType === 'AllSelfAuthorized';
    return policies.isAdminApproved === undefined ? null : policies.isAdminApproved === 'false';
  },
  files: {
    needed: ['ecaOauth', 'ecaGlblOauth', 'ecaOauthPlcy'],
    appOf: (file) => /(?:^|[\\/])([^\\/]+)\.eca(?:-meta\.xml)?$/i.exec(file)?.[1] ?? null,
    // Setup proposes the label with underscores in place of what a name may not have.
    nameFor: (label) => label.replace(/[^a-z\d]+/gi, '_').replace(/^_|_$/g, ''),
  },
  usageQuery: 'SELECT AppName, AppMenuItemId, AppMenuItem.IsUsingAdminAuthorization, UseCount, LastUsedDate, CreatedDate FROM OauthToken',
  marksRequired: false,
  broadScopes,
  errors: {
    redirect: 'salesforce-redirect-mismatch',
    redirectMissing: 'salesforce-redirect-missing',
    challenge: 'salesforce-code-challenge-missing',
    responseType: null,
  },
};
