import type { SimulatorState } from '../state';
import type { HubspotApp } from './apps';
import { labelOf } from './labels';
import { memberOf, type Portal, type User } from './portals';
import type { AuthorizationRequest } from './request';
import { type Case, findApp, judge, nothingNew, offeredScopes, type Refusal } from './rules';
import { scopeById } from './scopes';
import { fill, type Words, words } from './words';

/**
 * One line of consent. `position` is the index in the offered scopes, because the page never
 * contains a scope ID.
 */
export interface ConsentLine {
  text: string;
  position: number;
  optional: boolean;
}

/** The data for the page's script `consent.client.js`, which is its only reader. */
export type View =
  | { kind: 'signed-out' }
  | { kind: 'accounts'; heading: string; button: string; accounts: { id: number; name: string; domain: string }[] }
  | { kind: 'region'; host: string }
  | { kind: 'approved' }
  | { kind: 'error'; heading: string; sentence: string; items: string[]; approval: { button: string; answer: string } | null }
  | {
      kind: 'consent';
      heading: string;
      banner: string;
      groups: { heading: string; lines: ConsentLine[] }[];
      grant: string;
      cancel: string;
    };

/** Returns the account from the path or from the user's choice, if the user is a member of it. */
export function chosenPortal(state: SimulatorState, user: User, id: string | undefined): Portal | undefined {
  return state.portals.find((portal) => String(portal.id) === id && memberOf(portal, user.email));
}

export function accountsView(state: SimulatorState, user: User): View {
  const { choose, chooseAccount } = words[state.language];
  const accounts = state.portals.filter((portal) => memberOf(portal, user.email)).map(({ id, name, domain }) => ({ id, name, domain }));
  return { kind: 'accounts', heading: choose, button: chooseAccount, accounts };
}

/** Returns the facts that the rules check, or nothing if the client is unknown. */
export function caseOf(state: SimulatorState, user: User, portal: Portal, request: AuthorizationRequest): Case | undefined {
  const app = findApp(state.apps, request);
  const member = memberOf(portal, user.email);
  return app && member ? { app, request, portal, member, optionalScopesBlock: state.optionalScopesBlock } : undefined;
}

export function decisionView(state: SimulatorState, user: User, portal: Portal, request: AuthorizationRequest): View {
  const subject = caseOf(state, user, portal, request);
  const refusal: Refusal | undefined = subject ? judge(subject) : { reason: 'client' };
  if (refusal || !subject) return errorView(state, portal, user, subject?.app, refusal ?? { reason: 'client' });
  return nothingNew(subject) ? { kind: 'approved' } : consentView(state, subject);
}

function errorView(state: SimulatorState, portal: Portal, user: User, app: HubspotApp | undefined, refusal: Refusal): View {
  const text = words[state.language];
  const older = state.wording === 'older' ? text.olderErrors[refusal.reason] : undefined;
  const sentence = fill(older ?? text.errors[refusal.reason], {
    app: app?.name ?? '',
    ids: 'ids' in refusal ? refusal.ids : [],
    url: refusal.reason === 'redirect' ? refusal.url : '',
  });
  const others = portal.members.some((member) => member.superAdmin && member.email !== user.email);
  return {
    kind: 'error',
    heading: text.errorHeading,
    sentence,
    items: refusal.reason === 'permission' ? refusal.permissions : [],
    approval: refusal.reason === 'permission' ? { button: text.askApproval, answer: others ? text.approvalAsked : text.noApprovers } : null,
  };
}

function consentView(state: SimulatorState, subject: Case): View {
  const text = words[state.language];
  const offered = offeredScopes(subject);
  const groups = (Object.keys(text.groups) as (keyof Words['groups'])[]).map((group) => ({
    heading: text.groups[group],
    lines: offered.flatMap((id, position) => {
      const scope = scopeById(id);
      if (scope?.group !== group) return [];
      return [{ text: labelOf(scope, state.language), position, optional: subject.request.optional.includes(id) }];
    }),
  }));
  return {
    kind: 'consent',
    heading: fill(text.connect, { app: subject.app.name }),
    banner: bannerFor(subject.app, text),
    groups: groups.filter((group) => group.lines.length > 0),
    grant: text.grant,
    cancel: text.cancel,
  };
}

/** Evidence for the three cases: https://developers.hubspot.com/docs/api/developer-identity */
function bannerFor(app: HubspotApp, text: Words): string {
  if (!app.verifiedDomain) return text.unverified;
  return app.listed ? '' : fill(text.unlisted, { url: app.verifiedDomain });
}
