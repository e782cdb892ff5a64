import { beforeEach, describe, expect, it } from 'vitest';
import { outreachAuthorizeUrl } from '../clients/outreach';
import { type OutreachApp, outreachRegistration } from './apps';
import { lineFor } from './labels';
import { readRequest } from './request';
import { skipsConsent, warnsOfUnverified } from './rules';
import { createOutreachState, type OutreachState } from './state';

let state: OutreachState;
beforeEach(() => {
  state = createOutreachState();
});

const { clay, northwind, northwindDevelopment } = outreachRegistration;

describe('skipping the Outreach consent page', () => {
  const token = (scopes: string[], more: Partial<OutreachState['tokens'][number]> = {}) =>
    state.tokens.push({ clientId: clay.clientId, email: 'ada@ridgeline.example', scopes, since: 0, ...more });
  function skips(scope: string[]): boolean {
    const ada = state.people.find(({ email }) => email === 'ada@ridgeline.example');
    if (!ada) throw new Error('no Ada');
    const request = readRequest(new URL(outreachAuthorizeUrl('clay', { scope })).searchParams);
    return skipsConsent({ request, server: state }, ada, state.tokens);
  }

  it('requires a token of the same user and app', () => {
    expect(skips(['tasks.all'])).toBe(false);
    token(['tasks.all'], { email: 'ben@ridgeline.example' });
    token(['tasks.all'], { clientId: 'another' });
    expect(skips(['tasks.all'])).toBe(false);
    token(['tasks.all']);
    expect(skips(['tasks.all'])).toBe(true);
  });

  it('requires a token for exactly the same scopes, in any order', () => {
    token(['tasks.all', 'users.all']);
    expect(skips(['users.all', 'tasks.all', 'users.all'])).toBe(true);
    expect(skips(['tasks.all'])).toBe(false);
    expect(skips(['tasks.all', 'users.all', 'roles.all'])).toBe(false);
  });

  it('considers every token, not only the newest', () => {
    token(['tasks.all']);
    token(['users.all']);
    expect(skips(['tasks.all'])).toBe(true);
  });

  it('is limited to confidential clients', () => {
    token(['tasks.all']);
    const app = state.apps.find(({ clientId }) => clientId === clay.clientId);
    if (app) app.confidential = false;
    expect(skips(['tasks.all'])).toBe(false);
  });
});

describe('the warning about an unverified Outreach app', () => {
  const warned = (app: OutreachApp) => state.people.filter((one) => warnsOfUnverified(app, one)).map(({ email }) => email);
  it('is shown for development credentials to everyone but their developers', () => {
    expect(warned(northwindDevelopment)).toEqual([
      'ada@ridgeline.example',
      'ben@ridgeline.example',
      'carl@northwind.example',
      'ada@staging.example',
    ]);
  });

  it('is shown to other organizations when the app is published internally', () => {
    expect(warned(northwind)).toEqual(['ada@ridgeline.example', 'ben@ridgeline.example', 'ada@staging.example']);
  });

  it('is not shown for an app that is published for all', () => {
    expect(warned(clay)).toEqual([]);
  });
});

describe('the lines of the Outreach consent page', () => {
  it.each([
    ['prospects.read', 'Read Prospects'],
    ['read_prospects', 'Read Prospects'],
    ['create_prospects', 'Create Prospects'],
    ['openid', 'Openid'],
    ['taskDispositions.read', 'Read Task Dispositions'],
    ['sequenceStates.all', 'Sequence States: All'],
    ['accounts.delete', 'Accounts: Delete'],
    ['scim', 'Scim'],
  ])('show %s as %s', (id, line) => {
    expect(lineFor(id, 'outreach')).toBe(line);
  });

  it("show Rails' placeholder when the server has no label", () => {
    expect(lineFor('sequenceStates.all', 'missing')).toBe(
      '<span class="translation_missing" title="translation missing: en.doorkeeper.scopes.sequenceStates.all">All</span>',
    );
  });

  it('escape markup of the request', () => {
    for (const labels of ['outreach', 'missing'] as const) expect(lineFor('<b>"', labels)).not.toMatch(/<b>|""/);
  });
});
