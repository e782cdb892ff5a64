/** What a comparison of a request with the settings of its app works on. */
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { SettingsRules } from '@/providers/contract/settings-rules';
import { readQuery } from '@/providers/oauth2/query';
import { parameterValue } from '@/providers/oauth2/request';

/** A comparison, while it is made. */
export interface Comparison {
  rules: SettingsRules;
  settings: AppSettings;
  /** The request as its public URL says it, or as it was read. */
  request: AuthorizationRequest;
  /** The public URL; null if the request was read without one. */
  url: string | null;
}

/** The value of a parameter; empty if the URL lacks it. */
export const parameterOf = (url: string, name: string): string => parameterValue(readQuery(url), name) ?? '';

/**
 * The redirect URI of the request, with a placeholder for what follows its path; null if it has none,
 * or if that is unknown.
 */
export const redirectOf = (url: string | null): string | null => (url === null ? null : parameterOf(url, 'redirect_uri') || null);

/** Response types that put a token into the address (RFC 6749, section 4.2; OpenID Connect). */
export const isImplicit = (responseType: string): boolean => /(?:^| )(?:id_)?token(?: |$)/.test(responseType);
