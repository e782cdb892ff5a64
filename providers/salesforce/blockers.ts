/** What Salesforce's rules say about a request and the way that the tab took. Rules and evidence: README.md beside this file. */
import type { Evidence, Finding, Hop } from '../types';

export function blockers({ request, trail, profile }: Evidence): Finding[] {
  const ids = request.scopes.map(({ id }) => id);
  const droppable = request.readOnly ? [] : ids.filter((id) => !profile?.required.includes(id));
  return [...singleSignOn(trail), ...everythingConfigured(request.readOnly), ...actsAnyTime(ids), ...allOrNothing(droppable)];
}

/** The page has one button for the whole list, and each Allow counts. */
function allOrNothing(droppable: readonly string[]): Finding[] {
  if (droppable.length === 0) return [];
  return [
    {
      id: 'restart-uses-approval',
      severity: 'notice',
      confidence: 'likely',
      actor: 'you',
      params: [],
      scopes: droppable,
      evidence: droppable,
    },
  ];
}

/** Known identity providers by host; any other host on the way is told by its name. */
const providersByHost: readonly [RegExp, string][] = [
  [/(?:^|\.)okta(?:preview|-emea)?\.com$/, 'Okta'],
  [/^login\.microsoftonline\.(?:com|us)$|^sts\.windows\.net$/, 'Microsoft Entra ID'],
  [/(?:^|\.)onelogin\.com$/, 'OneLogin'],
  [/^accounts\.google\.com$/, 'Google'],
  [/(?:^|\.)pingidentity\.com$|(?:^|\.)pingone\.com$/, 'Ping Identity'],
];

/**
 * A host of somebody else after the authorize request is where the person signed in. An identity provider that is reached by a
 * form is on no redirect: then the step that sends people there is all that is seen.
 */
function singleSignOn(trail: readonly Hop[]): Finding[] {
  const way = trail.slice(trail.findLastIndex((hop) => hop.place === 'authorize') + 1);
  const foreign = way.find((hop) => hop.place === 'elsewhere');
  const sent = way.find((hop) => hop.place === 'sso');
  if (way.length === trail.length || (!foreign && !sent)) return [];
  const kind = foreign && providersByHost.find(([pattern]) => pattern.test(foreign.host))?.[1];
  const id = kind ? 'sso-observed' : foreign ? 'sso-observed-unknown' : 'sso-observed-unseen';
  const host = foreign?.host ?? sent?.host ?? '';
  return [{ id, severity: 'notice', confidence: 'observed', actor: 'you', params: [host, kind ?? ''], scopes: [], evidence: [host] }];
}

function everythingConfigured(readOnly: Evidence['request']['readOnly']): Finding[] {
  if (readOnly !== 'everything-configured') return [];
  return [
    {
      id: 'everything-configured',
      severity: 'warning',
      confidence: 'likely',
      actor: 'app-vendor',
      params: [],
      scopes: [],
      evidence: ['scope'],
    },
  ];
}

function actsAnyTime(ids: readonly string[]): Finding[] {
  const offline = ids.filter((id) => id === 'refresh_token' || id === 'offline_access');
  if (offline.length === 0) return [];
  return [
    { id: 'acts-any-time', severity: 'notice', confidence: 'observed', actor: 'you', params: [], scopes: offline, evidence: offline },
  ];
}
