/** Which app profile a request belongs to, and by what that was seen: by what the user says, else by evidence. */
import type { AppProfile, ScopeId } from '@/providers/contract/catalogue';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { MatchedBy } from './types';

export interface ProfileMatch {
  profile: AppProfile;
  matchedBy: MatchedBy;
}

type Find = (provider: Provider, request: AuthorizationRequest, reading: PageSnapshot | null) => AppProfile[];

/** Strongest evidence first. A name is the page's word and a scope set is a resemblance: the review says by which it went. */
const evidence: readonly [MatchedBy, Find][] = [
  [
    'client-id',
    ({ knowledge: { apps } }, { clientId, readOnly }) =>
      clientId === null || readOnly === 'repeated-client-id' ? [] : apps.filter((app) => app.clientIds.includes(clientId)),
  ],
  [
    'redirect-host',
    ({ knowledge: { apps } }, { redirectHost, readOnly }) =>
      redirectHost === null || readOnly === 'repeated-redirect-uri'
        ? []
        : apps.filter((app) => app.redirectHosts.some((host) => redirectHost === host || redirectHost.endsWith(`.${host}`))),
  ],
  [
    'page-name',
    ({ knowledge: { apps } }, _, reading) =>
      reading ? apps.filter((app) => app.names.some((name) => reading.headings.some((heading) => hasWord(heading, name)))) : [],
  ],
  ['scope-set', (provider, request) => matchByScopeSet(provider, request)],
];

/**
 * The first evidence that points to anybody decides. If it points to several apps, weaker evidence does not choose among them; one that
 * is the user's own goes before published ones.
 */
export function matchProfile(
  provider: Provider,
  request: AuthorizationRequest,
  reading: PageSnapshot | null,
  customProfiles: readonly AppProfile[] = [],
): ProfileMatch | null {
  const all = { ...provider, knowledge: { ...provider.knowledge, apps: appsOf(provider, customProfiles) } };
  for (const [matchedBy, find] of evidence) {
    const found = find(all, request, reading);
    const mine = found.filter((app) => customProfiles.includes(app));
    const [profile, other] = mine.length > 0 ? mine : found;
    if (profile) return other ? null : { profile, matchedBy };
  }
  return null;
}

/** What the user says goes before all evidence. `profile` is null where it is none of the apps that we know, or not recognised. */
export interface Recognized {
  profile: AppProfile | null;
  matchedBy: MatchedBy | null;
  isCustom: boolean;
}

export interface UserOverrides {
  customProfiles: readonly AppProfile[];
  /** Of this very client: the id of a profile, or null for none of them. */
  appOverride: { profile: string | null } | null;
}

export function recognizeApp(
  provider: Provider,
  request: AuthorizationRequest,
  reading: PageSnapshot | null,
  { customProfiles: own, appOverride }: UserOverrides,
): Recognized {
  if (appOverride?.profile === null) return { profile: null, matchedBy: 'user', isCustom: false };
  const said = appOverride && appsOf(provider, own).find((app) => app.id === appOverride.profile);
  const match = said ? { profile: said, matchedBy: 'user' as const } : matchProfile(provider, request, reading, own);
  return match ? { ...match, isCustom: own.includes(match.profile) } : { profile: null, matchedBy: null, isCustom: false };
}

/** A profile of the user's own stands for a published one with its id. */
export function appsOf({ knowledge: { apps } }: Provider, customProfiles: readonly AppProfile[]): readonly AppProfile[] {
  return [...customProfiles, ...apps.filter((app) => customProfiles.every(({ id }) => id !== app.id))];
}

/** A word goes on in letters, digits, marks on them, hyphens and what nobody sees, also behind a dot and the like: `Clay.example`. */
const inWord = String.raw`[\p{L}\p{N}\p{M}\p{Pc}\p{Pd}\p{Cf}]`;
const before = new RegExp(`${inWord}[.@&+/]?$`, 'u');
const after = new RegExp(`^[.@&+/]?${inWord}`, 'u');

/** Whether the name stands in the text by itself, in its own case. */
export function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (!before.test(text.slice(Math.max(0, at - 3), at)) && !after.test(text.slice(end, end + 3))) return true;
  }
  return false;
}

/** Too few scopes resemble anybody, and so do those that everybody asks for. */
const MIN_REQUIRED_SCOPES = 5;
const MIN_RARE_SCOPES = 2;

/** A request that fits two profiles tells neither, also where the other one alone would not be told by its scopes. */
function matchByScopeSet({ knowledge: { apps, catalogue } }: Provider, request: AuthorizationRequest): AppProfile[] {
  const asked = new Set(request.scopes.map((scope) => scope.id));
  const [app, other] = apps.filter((candidate) => isScopeSetOf(candidate, asked) && !contradictsSettings(candidate, request));
  if (!app || other || app.required.length < MIN_REQUIRED_SCOPES) return [];
  const common = new Set(catalogue.common);
  return app.required.filter((id) => !common.has(id)).length < MIN_RARE_SCOPES ? [] : [app];
}

/** Everything that the app requires, and nothing that it does not publish. */
function isScopeSetOf(app: AppProfile, asked: ReadonlySet<ScopeId>): boolean {
  if (!app.required.every((id) => asked.has(id))) return false;
  const published = new Set([...app.required, ...app.optionalOn, ...app.optionalOff, 'oauth']);
  return [...asked].every((id) => published.has(id));
}

/**
 * Whether the request puts a scope into the other parameter than the settings of the app demand. A platform that makes nearly all
 * scopes optional would otherwise fit the requests of many apps, which list the same scopes as required.
 */
function contradictsSettings(app: AppProfile, { scopes }: AuthorizationRequest): boolean {
  if (!app.listsAppSettings) return false;
  const required = new Set(app.required);
  const optional = new Set([...app.optionalOn, ...app.optionalOff]);
  return scopes.some(
    ({ id, requirement }) => (requirement === 'required' && optional.has(id)) || (requirement === 'optional-on' && required.has(id)),
  );
}
