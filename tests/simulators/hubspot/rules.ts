import type { SimulatorState } from '../state';
import type { HubspotApp } from './apps';
import { hasTool, lackingPermissions, type Member, type Portal } from './portals';
import type { AuthorizationRequest } from './request';
import { scopeById } from './scopes';

/** Why HubSpot refuses. `words.ts` has the sentence for each reason. */
export type Refusal =
  | { reason: 'client' }
  | { reason: 'redirect'; url: string }
  | { reason: 'policy' }
  | { reason: 'scope-name' }
  | { reason: 'missing'; ids: string[] }
  | { reason: 'mismatch' }
  | { reason: 'features' }
  | { reason: 'governance'; ids: string[] }
  | { reason: 'permission'; permissions: string[] };

/**
 * Everything that HubSpot knows once the account is chosen. It does not check a request before
 * that.
 */
export interface Case {
  app: HubspotApp;
  request: AuthorizationRequest;
  portal: Portal;
  member: Member;
  optionalScopesBlock: SimulatorState['optionalScopesBlock'];
}

/**
 * An unknown, deleted or disabled client ID has an error page of its own. Evidence:
 * PipedreamHQ/pipedream#20321.
 */
export function findApp(apps: readonly HubspotApp[], request: AuthorizationRequest): HubspotApp | undefined {
  return apps.find((app) => app.clientId === request.clientId);
}

/**
 * The redirect URI must be one of the registered ones, byte for byte. Evidence:
 * HubSpot/oauth-quickstart-python#3, n8n-io/n8n#23581.
 */
export function redirectMustBeRegistered({ app, request }: Case): Refusal | undefined {
  return app.redirectUris.includes(request.redirectUri) ? undefined : { reason: 'redirect', url: request.redirectUri };
}

/**
 * Without the signed acceptable use policy, an app can be installed in test accounts only.
 * Evidence: andrewyng/openworker#89.
 */
export function policyMustBeSigned({ app, portal }: Case): Refusal | undefined {
  return app.policySigned || portal.test ? undefined : { reason: 'policy' };
}

/**
 * `scope` must not be empty and every ID must exist. IDs joined by commas are read as one ID, which
 * does not exist. Evidence: SocialiteProviders/Providers#1188, HubSpot/oauth-quickstart-nodejs#29.
 */
export function scopeNamesMustExist({ request }: Case): Refusal | undefined {
  const everyKnown = [...request.scope, ...request.optional].every((id) => scopeById(id));
  return request.scope.length > 0 && everyKnown ? undefined : { reason: 'scope-name' };
}

/**
 * Every required scope must be in `scope`; in `optional_scope` it counts as missing. `oauth`, which
 * HubSpot adds to every app, may be missing, because reports contradict each other and live apps
 * leave it out. Evidence: HubSpot's help page
 * https://knowledge.hubspot.com/integrations/resolve-a-request-for-integration-permissions-error
 * and the changelog of October 2024.
 */
export function requiredMustBeInScope({ app, request }: Case): Refusal | undefined {
  const ids = app.required.filter((id) => !request.scope.includes(id));
  return ids.length === 0 ? undefined : { reason: 'missing', ids };
}

/**
 * A scope must be configured in the app and be in the parameter of its category: optional scopes
 * never in `scope`, conditionally required scopes never in `optional_scope`. Evidence: the
 * changelog on advanced scope settings, enforced since 21 October 2024.
 */
export function scopesMustMatchSettings({ app, request }: Case): Refusal | undefined {
  const forScope = new Set([...app.required, ...app.conditionallyRequired, 'oauth']);
  const forOptional = new Set(app.optional);
  const fits = request.scope.every((id) => forScope.has(id)) && request.optional.every((id) => forOptional.has(id));
  return fits ? undefined : { reason: 'mismatch' };
}

/**
 * The account must have the tool behind every scope in `scope`. Evidence: HubSpot changelog of 1
 * February 2018, microsoft/PowerPlatformConnectors#2309.
 */
export function accountMustHaveTools({ request, portal }: Case): Refusal | undefined {
  const lacking = request.scope.some((id) => !accountCanHave(portal, id));
  return lacking ? { reason: 'features' } : undefined;
}

/**
 * App Governance (beta since April 2026) allows approved apps and approved scopes only, also for
 * super admins. Approving an app approves its required scopes. It is not documented whether a
 * disabled optional scope blocks the installation or is left out; `optionalScopesBlock.governance`
 * decides. Evidence: https://knowledge.hubspot.com/integrations/manage-access-to-ai-connectors.
 */
export function governanceMustApprove(subject: Case): Refusal | undefined {
  const blocking = [...subject.request.scope, ...(subject.optionalScopesBlock.governance ? availableOptional(subject) : [])];
  const ids = blocking.filter((id) => !governanceAllows(subject, id));
  return ids.length === 0 ? undefined : { reason: 'governance', ids };
}

/**
 * A first installation and new scopes need super admin or App Marketplace access (changelog of
 * October 2023,
 * https://developers.hubspot.com/changelog/new-permission-requirements-for-installing-public-apps),
 * and the member needs the permissions behind the scopes. HubSpot's community FAQ says that only
 * required scopes count, but estuary/connectors#5069 (August 2026) shows a page that lists
 * permissions for optional ones too; `optionalScopesBlock.permission` decides.
 */
export function memberMustBeAllowed(subject: Case): Refusal | undefined {
  const { member, request, optionalScopesBlock } = subject;
  const permissions = lackingPermissions(member, [...request.scope, ...(optionalScopesBlock.permission ? availableOptional(subject) : [])]);
  if (!member.superAdmin && !member.marketplaceAccess && !nothingNew(subject)) permissions.unshift('App Marketplace access');
  return permissions.length === 0 ? undefined : { reason: 'permission', permissions };
}

const inOrder = [
  redirectMustBeRegistered,
  policyMustBeSigned,
  scopeNamesMustExist,
  requiredMustBeInScope,
  scopesMustMatchSettings,
  accountMustHaveTools,
  governanceMustApprove,
  memberMustBeAllowed,
];

/**
 * Returns the first broken rule. The order of the rules is made up, because HubSpot documents none.
 */
export function judge(subject: Case): Refusal | undefined {
  for (const rule of inOrder) {
    const refusal = rule(subject);
    if (refusal) return refusal;
  }
  return undefined;
}

/**
 * Returns the offered scopes, which are also those of the token: all of `scope`, and those of
 * `optional_scope` that the account and the member can have. HubSpot leaves out the others without
 * a message, and never adds any. Evidence: HubSpot's public apps guide and the changelog of October
 * 2024.
 */
export function offeredScopes(subject: Case): string[] {
  const optional = availableOptional(subject).filter(
    (id) => governanceAllows(subject, id) && lackingPermissions(subject.member, [id]).length === 0,
  );
  return [...subject.request.scope, ...optional];
}

/**
 * Returns true if the installation adds nothing new, so that HubSpot skips the consent page.
 * Evidence: the changelog of October 2023 and vendors' reconnect guides.
 */
export function nothingNew(subject: Case): boolean {
  const approved = subject.portal.installed[subject.app.clientId];
  return approved !== undefined && offeredScopes(subject).every((id) => approved.includes(id));
}

function accountCanHave(portal: Portal, id: string): boolean {
  const scope = scopeById(id);
  return scope !== undefined && hasTool(portal, scope);
}

function availableOptional({ request, portal }: Case): string[] {
  return request.optional.filter((id) => accountCanHave(portal, id));
}

function governanceAllows({ app, portal }: Case, id: string): boolean {
  if (!portal.governance.on) return true;
  const entry = portal.governance.approved.find(({ clientId }) => clientId === app.clientId);
  return entry !== undefined && (id === 'oauth' || app.required.includes(id) || entry.scopes.includes(id));
}
