/** Which published app profile a request belongs to, and by what that was seen. */
import type { AppProfile, AuthorizationRequest, PageReading, Provider } from '@/providers/types';
import type { MatchedBy } from './types';

export interface ProfileMatch {
  profile: AppProfile;
  matchedBy: MatchedBy;
}

type Test = (app: AppProfile, request: AuthorizationRequest, reading: PageReading | null) => boolean;

/** Strongest evidence first. A name is the page's word and a scope set is a resemblance: the review says by which it went. */
const tests: readonly [MatchedBy, Test][] = [
  [
    'client-id',
    (app, request) => request.readOnly !== 'repeated-client-id' && request.clientId !== null && app.clientIds.includes(request.clientId),
  ],
  [
    'redirect-host',
    (app, request) =>
      request.readOnly !== 'repeated-redirect-uri' &&
      app.redirectHosts.some((host) => request.redirectHost === host || request.redirectHost?.endsWith(`.${host}`)),
  ],
  ['page-name', (app, _, reading) => reading?.headings.some((heading) => app.names.some((name) => hasWord(heading, name))) ?? false],
  ['scope-set', (app, request) => isItsScopeSet(app, request)],
];

export function matchProfile(provider: Provider, request: AuthorizationRequest, reading: PageReading | null): ProfileMatch | null {
  for (const [matchedBy, test] of tests) {
    const found = provider.apps.filter((app) => test(app, request, reading));
    if (found.length === 1 && found[0]) return { profile: found[0], matchedBy };
  }
  return null;
}

function hasWord(text: string, name: string): boolean {
  const at = text.indexOf(name);
  const isLetter = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  return at >= 0 && !isLetter(text[at - 1]) && !isLetter(text[at + name.length]);
}

/** Everything that the app requires, and nothing that it does not publish. Too few scopes resemble anybody. */
function isItsScopeSet(app: AppProfile, request: AuthorizationRequest): boolean {
  const fewest = 5;
  if (app.required.length < fewest) return false;
  const asked = new Set(request.scopes.map((scope) => scope.id));
  const published = new Set([...app.required, ...app.optionalOn, ...app.optionalOff, 'oauth']);
  return app.required.every((id) => asked.has(id)) && [...asked].every((id) => published.has(id));
}
