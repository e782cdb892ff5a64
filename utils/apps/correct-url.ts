/** Proposes a URL that an app's settings allow. */
import type { MismatchKind, SettingsProblem } from '@/providers/contract/settings-rules';
import { type Parameter, readQuery, replaceParameter } from '@/providers/oauth2/query';
import { appendParameter } from '@/providers/oauth2/settings-problem';
import { placeholder } from '@/utils/files/public-url';
import { type Comparison, isImplicit, parameterOf, redirectOf } from './comparison';
import { isPlainHttp, isSameRedirect, nearestRedirect } from './redirects';

/**
 * Returns the URL with lists and a redirect URI that are registered, with a code challenge and a
 * state, and for a code instead of a token. Everything else stays byte for byte. Null if none of
 * the requested scopes is registered.
 */
export function correctUrl(
  { rules, settings, url }: Comparison,
  mismatches: readonly SettingsProblem<MismatchKind>[],
  isCompared: boolean,
): string | null {
  // The settings are probably those of another app, so they say nothing about this one.
  if (url === null || mismatches.some(({ kind }) => kind === 'other-client')) return null;
  const scopes = isCompared ? rules.correctScopes(url, settings) : url;
  if (scopes === null) return null;
  const redirect = correctedRedirect(redirectOf(url), settings.redirectUrls, mismatches);
  const withRedirect = redirect === null ? scopes : withParameter(scopes, 'redirect_uri', () => encodeURIComponent(redirect));
  const withType = withParameter(withRedirect, 'response_type', ({ value, raw }) => (isImplicit(value) ? 'code' : raw), false);
  // Without a method a challenge is a plain one (RFC 7636, section 4.3).
  const method = parameterOf(url, 'code_challenge') === '' || parameterOf(url, 'code_challenge_method') === 'plain';
  const withChallenge = withParameter(withType, 'code_challenge', filled);
  const withMethod = method ? withParameter(withChallenge, 'code_challenge_method', () => 'S256') : withChallenge;
  return withParameter(withMethod, 'state', filled);
}

const filled = ({ name, raw }: Pick<Parameter, 'name' | 'raw'>) => (raw === '' ? placeholder(name) : raw);

/** Returns the registered URI to use instead; null if the request's own stays. */
function correctedRedirect(
  redirect: string | null,
  registered: readonly string[],
  mismatches: readonly SettingsProblem<MismatchKind>[],
): string | null {
  const isWrong = mismatches.some(({ kind }) => kind === 'redirect-unregistered' || kind === 'redirect-missing');
  if (isWrong) return nearestRedirect(redirect ?? '', registered) ?? null;
  if (redirect === null || !isPlainHttp(redirect)) return null;
  const secure = redirect.replace(/^http:/, 'https:');
  return registered.some((uri) => isSameRedirect(uri, secure)) ? secure : null;
}

/** Replaces a parameter's value, or adds the parameter if `isAdded`. */
function withParameter(
  url: string,
  name: string,
  value: (given: Pick<Parameter, 'name' | 'value' | 'raw'>) => string,
  isAdded = true,
): string {
  const query = readQuery(url);
  const parameter = query.parameters.find((one) => one.name === name);
  if (!parameter) return isAdded ? appendParameter(url, name, value({ name, value: '', raw: '' })) : url;
  const raw = value(parameter);
  if (raw === parameter.raw) return url;
  // A parameter may be written without `=`.
  const bare = parameter.raw === '' && url.charAt(parameter.valueStart - 1) !== '=' ? '=' : '';
  return replaceParameter(url, query, parameter, bare + raw);
}
