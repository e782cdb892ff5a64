/** Finds the profile of the app behind a request: by the user's choice, else by evidence. */
import type { AppProfile, ScopeId } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { isToProvider } from '@/providers/matches';
import { possibleClients } from '@/providers/oauth2/client';
import { provenHostname } from '@/providers/oauth2/redirect';
import { isUnambiguous } from '@/providers/oauth2/uncertain';
import { foldId } from '@/utils/policy/pattern';
import { isCertainMatch } from './app-name';
import type { MatchedBy } from './types';

/** The profile of an app, and the evidence that led to it. */
export interface ProfileMatch {
  profile: AppProfile;
  matchedBy: MatchedBy;
}

/** Whether a client ID is one of the app's. */
const hasClient = ({ clientIds }: AppProfile, clientId: string | null): boolean => clientId !== null && clientIds.includes(clientId);

/** Whether a host name is one of the app's, or below one. */
export const ownsHost = ({ redirectHosts }: AppProfile, hostname: string | null): boolean =>
  redirectHosts.some((own) => hostname === own || hostname?.endsWith(`.${own}`));

/** Whether the request returns to a host that is none of the app's, so that it is another app's. */
const returnsElsewhere = (app: AppProfile, { redirectHost }: AuthorizationRequest) =>
  app.redirectHosts.length > 0 && redirectHost !== null && !ownsHost(app, provenHostname(redirectHost));

/**
 * Returns the published profiles whose client ID or redirect host some server may read in the
 * request.
 */
export function possibleApps({ knowledge: { apps } }: Provider, request: AuthorizationRequest): AppProfile[] {
  const { clientIds, redirectHosts } = possibleClients(request);
  const folded = new Set(clientIds.map(foldId));
  return apps.filter((app) => app.clientIds.some((id) => folded.has(foldId(id))) || redirectHosts.some((host) => ownsHost(app, host)));
}

type FindProfiles = (provider: Provider, request: AuthorizationRequest, snapshot: PageSnapshot | null) => AppProfile[];

/**
 * The kinds of evidence, the strongest first. The review shows which one decided, because a page's
 * name and a scope set are weak.
 */
const evidence: readonly [MatchedBy, FindProfiles][] = [
  [
    'client-id',
    ({ knowledge: { apps }, urls }, request) =>
      isUnambiguous(request) && isToProvider(urls, request.url) ? apps.filter((app) => hasClient(app, request.clientId)) : [],
  ],
  [
    'redirect-host',
    ({ knowledge: { apps } }, request) => {
      const hostname = isUnambiguous(request) ? provenHostname(request.redirectHost) : null;
      return apps.filter((app) => ownsHost(app, hostname));
    },
  ],
  [
    'page-name',
    ({ knowledge: { apps } }, request, snapshot) =>
      apps.filter(
        (app) => !returnsElsewhere(app, request) && app.names.some((name) => snapshot?.headings.some((heading) => hasWord(heading, name))),
      ),
  ],
  ['scope-set', (provider, request) => matchByScopeSet(provider, request)],
];

/**
 * Returns the profile that the strongest available evidence points to; null if there is none. If
 * that evidence points to several apps, weaker evidence does not choose among them; only a custom
 * profile goes before published ones.
 */
export function matchProfile(
  provider: Provider,
  request: AuthorizationRequest,
  snapshot: PageSnapshot | null,
  customProfiles: readonly AppProfile[] = [],
): ProfileMatch | null {
  const all = { ...provider, knowledge: { ...provider.knowledge, apps: appsOf(provider, customProfiles) } };
  for (const [matchedBy, find] of evidence) {
    const matches = find(all, request, snapshot);
    const customMatches = matches.filter((app) => customProfiles.includes(app));
    const [profile, other] = customMatches.length > 0 ? customMatches : matches;
    if (profile) return other ? null : { profile, matchedBy };
  }
  return null;
}

/**
 * The app behind a request. `profile` is null if the app is not recognized (`matchedBy` is null
 * then too), or if the user chose that it is none of the listed apps (`matchedBy` is `user`).
 * `isCertain`: see `isCertainMatch`; `isCustom`: the profile is a custom one.
 */
export interface Recognized {
  profile: AppProfile | null;
  matchedBy: MatchedBy | null;
  isCertain: boolean;
  isCustom: boolean;
}

/** What the user added to our knowledge of apps. */
export interface UserOverrides {
  customProfiles: readonly AppProfile[];
  /**
   * The user's choice for this client: a profile's id, or null for none of the listed apps. Null
   * without a choice.
   */
  appOverride: { profile: string | null } | null;
}

/**
 * Returns the app behind a request. The user's choice goes before all evidence, unless the chosen
 * profile is gone. `isObserved`: see `ReviewInput`.
 */
export function recognizeApp(
  provider: Provider,
  request: AuthorizationRequest,
  snapshot: PageSnapshot | null,
  { customProfiles, appOverride }: UserOverrides,
  isObserved = false,
): Recognized {
  if (appOverride?.profile === null) return { profile: null, matchedBy: 'user', isCertain: true, isCustom: false };
  // Elsewhere, nobody checks the client and the redirect URI that the request names.
  const isChecked = isToProvider(provider.urls, request.url);
  const chosen = appOverride && isChecked && appsOf(provider, customProfiles).find((app) => app.id === appOverride.profile);
  const match = chosen ? { profile: chosen, matchedBy: 'user' as const } : matchProfile(provider, request, snapshot, customProfiles);
  if (!match) return { profile: null, matchedBy: null, isCertain: false, isCustom: false };
  const matchedBy = match.matchedBy === 'redirect-host' && !(isObserved && isChecked) ? 'claimed-host' : match.matchedBy;
  return { ...match, matchedBy, isCertain: isCertainMatch(matchedBy), isCustom: customProfiles.includes(match.profile) };
}

/**
 * Returns the profiles of a provider. A custom profile replaces the published one with the same id.
 */
export function appsOf({ knowledge: { apps } }: Provider, customProfiles: readonly AppProfile[]): readonly AppProfile[] {
  return [...customProfiles, ...apps.filter((app) => customProfiles.every(({ id }) => id !== app.id))];
}

/**
 * Word characters for `hasWord`: letters, digits, combining marks, hyphens, zero-width. A dot and
 * the like between two of them continues the word, as in `Clay.example`.
 */
const inWord = String.raw`[\p{L}\p{N}\p{M}\p{Pc}\p{Pd}\p{Cf}]`;
const before = new RegExp(`${inWord}[.@&+/]?$`, 'u');
const after = new RegExp(`^[.@&+/]?${inWord}`, 'u');

/** Whether the text contains the name as a whole word, in the same upper and lower case. */
export function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (!before.test(text.slice(Math.max(0, at - 3), at)) && !after.test(text.slice(end, end + 3))) return true;
  }
  return false;
}

/** The number of required scopes below which a scope set is too small to identify an app. */
const MIN_REQUIRED_SCOPES = 5;
/** How many of them must be scopes that few apps request. */
const MIN_RARE_SCOPES = 2;

/**
 * Returns at most one app. If a request fits two, neither is certain, even if the other one has too
 * few scopes to be identified.
 */
function matchByScopeSet({ knowledge: { apps, catalogue } }: Provider, request: AuthorizationRequest): AppProfile[] {
  const requested = new Set(request.scopes.map((scope) => scope.id));
  const [app, other] = apps.filter((candidate) => isScopeSetOf(candidate, requested) && !contradictsSettings(candidate, request));
  if (!app || other || returnsElsewhere(app, request) || app.required.length < MIN_REQUIRED_SCOPES) return [];
  const common = new Set(catalogue.common);
  return app.required.filter((id) => !common.has(id)).length < MIN_RARE_SCOPES ? [] : [app];
}

/**
 * Whether the request contains everything that the app requires, and nothing that the app does not
 * publish.
 */
function isScopeSetOf(app: AppProfile, requested: ReadonlySet<ScopeId>): boolean {
  if (!app.required.every((id) => requested.has(id))) return false;
  const published = new Set([...app.required, ...app.optionalOn, ...app.optionalOff, 'oauth']);
  return [...requested].every((id) => published.has(id));
}

/**
 * Whether the request puts a scope into the other parameter than the settings of the app demand.
 * A platform that makes nearly all scopes optional would otherwise fit the requests of many apps,
 * which list the same scopes as required.
 */
function contradictsSettings(app: AppProfile, { scopes }: AuthorizationRequest): boolean {
  if (!app.listsAppSettings) return false;
  const required = new Set(app.required);
  const optional = new Set([...app.optionalOn, ...app.optionalOff]);
  return scopes.some(
    ({ id, requirement }) => (requirement === 'required' && optional.has(id)) || (requirement === 'optional-on' && required.has(id)),
  );
}
