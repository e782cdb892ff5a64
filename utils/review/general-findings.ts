/** The findings that do not depend on the provider's rules. */

import type { AppProfile, ScopeId } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { PageSnapshot } from '@/providers/contract/page';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest, ReadOnlyReason } from '@/providers/contract/request';
import { finding } from '@/providers/finding';
import { hasReason } from '@/providers/oauth2/uncertain';

/**
 * Returns the notice that the app was connected without a consent page; empty if a page was read. A
 * server may issue a code without asking again for consent that it has already (RFC 6749
 * §4.1.1). It is `likely` only, because there may have been a page that we could not read.
 */
export function connectedWithoutPage({ name }: Provider, snapshot: PageSnapshot | null): Finding[] {
  return snapshot ? [] : [finding({ id: 'answered-without-page', severity: 'notice', confidence: 'likely', actor: 'you', params: [name] })];
}

/**
 * Returns the notice that a pasted callback carries a code or a token, so nothing was refused (RFC
 * 6749 §4.1.2). `hasRequest`: whether the request that it answers is known. A link alone may have its
 * code for another reason. With `appError`, it is what the app did with the code that failed.
 */
export function codeReturned(hasRequest: boolean, appError: string | null = null): Finding[] {
  const failed = appError ? { id: 'oauth-app-failed', actor: 'app-vendor' as const, params: [appError] } : {};
  return [
    finding({ id: 'oauth-code-returned', severity: 'notice', confidence: hasRequest ? 'observed' : 'likely', actor: 'you', ...failed }),
  ];
}

/** The reasons which say why a request shows no scopes. */
const saying: ReadonlySet<ReadOnlyReason> = new Set(['missing-scope', 'request-object', 'too-long']);

/**
 * Returns the notice that the request names no scopes, so the provider decides what the app gets
 * (RFC 6749 §3.3); empty if it names some, or if the reason why it is read-only says the same.
 */
export function noScopes(request: AuthorizationRequest, name: string): Finding[] {
  const { url, scopes, pageKind, readOnly } = request;
  const isSaid = (readOnly !== null && saying.has(readOnly)) || hasReason(request, 'no-scope-parameter', 'truncated-scope');
  if (url === '' || scopes.length > 0 || pageKind === 'unsupported-flow' || isSaid) return [];
  return [finding({ id: 'oauth-no-scopes', severity: 'notice', confidence: 'observed', actor: 'you', params: [name] })];
}

/** Returns the warning that the link was cut off, so that scopes may be missing; else empty. */
export function cutOff(request: AuthorizationRequest): Finding[] {
  return hasReason(request, 'truncated-scope')
    ? [finding({ id: 'link-cut-off', severity: 'warning', confidence: 'likely', actor: 'you' })]
    : [];
}

/**
 * Returns the notice that the scopes were selected in the app, where a wrong selection has to be
 * corrected; empty if the app's profile does not say so.
 */
export function chosenInApp(profile: AppProfile | null): Finding[] {
  if (!profile?.chosenIn) return [];
  const { name, chosenIn, source } = profile;
  return [
    finding({ id: 'scopes-chosen-in-app', severity: 'notice', confidence: 'likely', actor: 'you', params: [name, chosenIn], source }),
  ];
}

/**
 * Returns the notice that lists the scopes which the catalogue does not know; empty if it knows all
 * of them.
 */
export function unknownScopes(ids: ScopeId[]): Finding[] {
  return ids.length > 0
    ? [
        finding({
          id: 'unknown-scopes',
          severity: 'notice',
          confidence: 'observed',
          actor: 'you',
          params: [ids],
          scopes: ids,
          endsWhenDropped: true,
        }),
      ]
    : [];
}

/**
 * Returns the blocker that the page will grant these scopes, which the request does not list, or, once
 * the app is connected, the warning that it may have got them. It is `likely` only if labels show it.
 */
export function pageDiffers(ids: readonly ScopeId[], isByLabel: boolean, isConnected: boolean): Finding[] {
  const confidence = isByLabel ? 'likely' : 'observed';
  const id = isConnected ? 'page-differed' : 'page-differs';
  return [finding({ id, severity: isConnected ? 'warning' : 'blocker', confidence, actor: 'you', params: [ids], evidence: ids })];
}

const severities = ['blocker', 'warning', 'notice'];
const confidences = ['observed', 'likely', 'possible'];

type Ranked = Pick<Finding, 'severity' | 'confidence'>;

/**
 * Compares findings or problems so that the most severe come first, and the most certain first among equally
 * severe ones.
 */
export function bySeverity(left: Ranked, right: Ranked): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    confidences.indexOf(left.confidence) - confidences.indexOf(right.confidence)
  );
}
