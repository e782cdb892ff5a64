import { beforeEach, describe, expect, it } from 'vitest';
import { type AuthorizeUrlOptions, authorizeUrl, type ClientName, clientApps } from './clients/authorize-url';
import { memberOf, type Portal } from './hubspot/portals';
import { parseRequest } from './hubspot/request';
import { type Case, findApp, judge, nothingNew, offeredScopes, type Refusal } from './hubspot/rules';
import { scopes } from './hubspot/scopes';
import { createState, type SimulatorState } from './state';

let state: SimulatorState;
beforeEach(() => {
  state = createState();
});

const ridgeline = 4100001;
const free = 4100002;
const european = 4100003;
const governed = 4100004;
const test = 4100005;
const contacts = 'crm.objects.contacts.read';
const deals = 'crm.objects.deals.read';
const companies = 'crm.objects.companies.read';

function portal(id: number): Portal {
  const found = state.portals.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no portal ${id}`);
  return found;
}

function subject(name: ClientName, options: AuthorizeUrlOptions = {}, id = ridgeline, person = 'ada'): Case {
  const request = parseRequest(new URL(authorizeUrl(name, options)).search);
  const app = findApp(state.apps, request);
  const member = memberOf(portal(id), `${person}@ridgeline.example`);
  if (!app || !member) throw new Error('unknown app or member');
  return { app, request, portal: portal(id), member, optionalScopesBlock: state.optionalScopesBlock };
}

describe('judging the scopes of a HubSpot request', () => {
  const cases: [what: string, options: AuthorizeUrlOptions, refusal: Refusal | undefined][] = [
    ['the request as the app makes it', {}, undefined],
    ['plus signs between scopes', { separator: '+' }, undefined],
    ['plural parameter names', { plural: true }, undefined],
    ['no optional scopes', { optional: [] }, undefined],
    ['no conditionally required scope', { scope: [contacts, deals] }, undefined],
    ['oauth in scope', { scope: ['oauth', contacts, deals] }, undefined],
    ['a required scope in both parameters', { optional: [deals] }, undefined],
    ['a required scope left out', { scope: [contacts] }, { reason: 'missing', ids: [deals] }],
    ['a required scope in optional_scope only', { scope: [contacts], optional: [deals] }, { reason: 'missing', ids: [deals] }],
    ['two required scopes left out', { scope: [companies] }, { reason: 'missing', ids: [contacts, deals] }],
    ['a scope that is not configured, in scope', { scope: [contacts, deals, 'crm.import'] }, { reason: 'mismatch' }],
    ['a scope that is not configured, in optional_scope', { optional: ['crm.import'] }, { reason: 'mismatch' }],
    ['an optional scope in scope', { scope: [contacts, deals, 'tickets'] }, { reason: 'mismatch' }],
    ['a conditionally required scope in optional_scope', { scope: [contacts, deals], optional: [companies] }, { reason: 'mismatch' }],
    ['oauth in optional_scope', { optional: ['oauth'] }, { reason: 'mismatch' }],
    ['an unknown id in scope', { scope: [contacts, deals, 'crm.objects.nonsense.read'] }, { reason: 'scope-name' }],
    ['an unknown id in optional_scope', { optional: ['contacts'] }, { reason: 'scope-name' }],
    ['no scope at all', { scope: [] }, { reason: 'scope-name' }],
    ['commas between scopes', { separator: ',' }, { reason: 'scope-name' }],
  ];
  it.each(cases)("follows HubSpot's rules for %s", (_what, options, refusal) => {
    expect(judge(subject('northwind', options))).toEqual(refusal);
  });
});

describe('the app of a HubSpot request', () => {
  it('must be known', () => {
    expect(findApp(state.apps, parseRequest('?client_id=nobody'))).toBeUndefined();
  });

  it.each([
    'https://sync.northwind.example/callback/',
    'https://sync.northwind.example/callback?x=1',
    'http://sync.northwind.example/callback',
  ])('must have registered the redirect URI byte for byte: %s', (redirectUri) => {
    expect(judge(subject('northwind', { redirectUri }))).toEqual({ reason: 'redirect', url: redirectUri });
  });

  it('needs a signed policy, except in test accounts', () => {
    const app = state.apps.find(({ name }) => name === 'Northwind Sync');
    if (app) app.policySigned = false;
    expect(judge(subject('northwind'))).toEqual({ reason: 'policy' });
    expect(judge(subject('northwind', {}, test))).toBeUndefined();
  });
});

describe('the account of a HubSpot request', () => {
  it('must have the products behind every entry of scope', () => {
    expect(judge(subject('clay', {}, free))).toEqual({ reason: 'features' });
  });

  it('is not offered optional scopes that it cannot have', () => {
    const offered = offeredScopes(subject('clay', {}, european));
    expect(judge(subject('clay', {}, european))).toBeUndefined();
    expect(offered).not.toContain('crm.objects.custom.read');
    expect(offered).toContain('automation.sequences.read');
    expect(offered).toHaveLength(15);
  });

  it('is offered all 18 scopes of Clay when it pays for everything, and never more than requested', () => {
    const { scope, optional } = clientApps.clay;
    expect(offeredScopes(subject('clay'))).toEqual([...scope, ...optional]);
    expect(offeredScopes(subject('clay', { optional: ['crm.objects.deals.read'] }))).toEqual([...scope, 'crm.objects.deals.read']);
  });
});

describe("HubSpot's App Governance", () => {
  it('names every scope of an app that is not approved, even to a super admin', () => {
    const { scope, optional } = clientApps.northwind;
    expect(judge(subject('northwind', {}, governed))).toEqual({ reason: 'governance', ids: [...scope, ...optional] });
  });

  it('names the optional scopes that are switched off, and accepts a request without them', () => {
    const { clientId } = clientApps.northwind.registration;
    portal(governed).governance.approved.push({ clientId, scopes: [companies, 'tickets'] });
    expect(judge(subject('northwind', {}, governed))).toEqual({
      reason: 'governance',
      ids: ['crm.objects.deals.write', 'crm.objects.custom.read'],
    });
    expect(judge(subject('northwind', { optional: ['tickets'] }, governed))).toBeUndefined();
  });

  it('leaves switched-off scopes out if configured', () => {
    state.optionalScopesBlock.governance = false;
    const { clientId } = clientApps.northwind.registration;
    portal(governed).governance.approved.push({ clientId, scopes: [companies] });
    expect(judge(subject('northwind', {}, governed))).toBeUndefined();
    expect(offeredScopes(subject('northwind', {}, governed))).toEqual(clientApps.northwind.scope);
  });
});

describe('the user of a HubSpot request', () => {
  const lacking = { reason: 'permission', permissions: ['deals-writer', 'tickets-writer', 'Custom objects > View'] };

  it('needs App Marketplace access for a first installation', () => {
    expect(judge(subject('northwind', {}, ridgeline, 'ben'))).toEqual({ reason: 'permission', permissions: ['App Marketplace access'] });
  });

  it('needs no App Marketplace access when nothing new is requested', () => {
    portal(ridgeline).installed[clientApps.northwind.registration.clientId] = [contacts, deals, companies];
    expect(judge(subject('northwind', { optional: [] }, ridgeline, 'ben'))).toBeUndefined();
    expect(judge(subject('northwind', { optional: ['tickets'] }, ridgeline, 'ben'))?.reason).toBe('permission');
  });

  it('needs the permissions behind all scopes, and can drop optional ones instead', () => {
    expect(judge(subject('northwind', {}, ridgeline, 'cleo'))).toEqual(lacking);
    expect(judge(subject('northwind', { optional: [] }, ridgeline, 'cleo'))).toBeUndefined();
  });

  it('is not offered optional scopes without permission if those do not block', () => {
    state.optionalScopesBlock.permission = false;
    expect(judge(subject('northwind', {}, ridgeline, 'cleo'))).toBeUndefined();
    expect(offeredScopes(subject('northwind', {}, ridgeline, 'cleo'))).toEqual(clientApps.northwind.scope);
  });

  it('always needs the permissions behind the scope parameter', () => {
    state.optionalScopesBlock.permission = false;
    const cleo = memberOf(portal(ridgeline), 'cleo@ridgeline.example');
    if (cleo) cleo.permissions = ['Contacts > View', 'Companies > View'];
    expect(judge(subject('northwind', {}, ridgeline, 'cleo'))).toEqual({ reason: 'permission', permissions: ['Deals > View'] });
  });
});

it('HubSpot skips consent only when every offered scope was approved before', () => {
  expect(nothingNew(subject('northwind'))).toBe(false);
  portal(ridgeline).installed[clientApps.northwind.registration.clientId] = [contacts, deals, companies];
  expect(nothingNew(subject('northwind', { optional: [] }))).toBe(true);
  expect(nothingNew(subject('northwind', { optional: ['tickets'] }))).toBe(false);
});

it('the HubSpot scopes of the simulator are unique and sorted', () => {
  const ids = scopes.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});
