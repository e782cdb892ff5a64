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

describe('the shortcut past the page', () => {
  const token = (scopes: string[], more: Partial<OutreachState['tokens'][number]> = {}) =>
    state.tokens.push({ clientId: clay.clientId, email: 'ada@ridgeline.example', scopes, since: 0, ...more });
  function skips(scope: string[]): boolean {
    const ada = state.people.find(({ email }) => email === 'ada@ridgeline.example');
    if (!ada) throw new Error('no Ada');
    const request = readRequest(new URL(outreachAuthorizeUrl('clay', { scope })).searchParams);
    return skipsConsent({ request, server: state }, ada, state.tokens);
  }

  it('needs a token of this person and app', () => {
    expect(skips(['tasks.all'])).toBe(false);
    token(['tasks.all'], { email: 'ben@ridgeline.example' });
    token(['tasks.all'], { clientId: 'another' });
    expect(skips(['tasks.all'])).toBe(false);
    token(['tasks.all']);
    expect(skips(['tasks.all'])).toBe(true);
  });

  it('needs exactly the same set, in any order, not a part of it', () => {
    token(['tasks.all', 'users.all']);
    expect(skips(['users.all', 'tasks.all', 'users.all'])).toBe(true);
    expect(skips(['tasks.all'])).toBe(false);
    expect(skips(['tasks.all', 'users.all', 'roles.all'])).toBe(false);
  });

  it('looks at every token, not at the newest alone', () => {
    token(['tasks.all']);
    token(['users.all']);
    expect(skips(['tasks.all'])).toBe(true);
  });

  it('is for confidential clients', () => {
    token(['tasks.all']);
    const app = state.apps.find(({ clientId }) => clientId === clay.clientId);
    if (app) app.confidential = false;
    expect(skips(['tasks.all'])).toBe(false);
  });
});

describe('the warning of an unverified app', () => {
  const warned = (app: OutreachApp) => state.people.filter((one) => warnsOfUnverified(app, one)).map(({ email }) => email);
  it('is for everybody but the developers of development credentials', () => {
    expect(warned(northwindDevelopment)).toEqual([
      'ada@ridgeline.example',
      'ben@ridgeline.example',
      'carl@northwind.example',
      'ada@staging.example',
    ]);
  });

  it('is for other organisations when the app is published internally', () => {
    expect(warned(northwind)).toEqual(['ada@ridgeline.example', 'ben@ridgeline.example', 'ada@staging.example']);
  });

  it('is for nobody when it is published for all', () => {
    expect(warned(clay)).toEqual([]);
  });
});

describe('lines', () => {
  it.each([
    ['prospects.read', 'Read Prospects'],
    ['read_prospects', 'Read Prospects'],
    ['create_prospects', 'Create Prospects'],
    ['openid', 'Openid'],
    ['taskDispositions.read', 'Read Task Dispositions'],
    ['sequenceStates.all', 'Sequence States: All'],
    ['accounts.delete', 'Accounts: Delete'],
    ['scim', 'Scim'],
  ])('%s is %s', (id, line) => {
    expect(lineFor(id, 'outreach')).toBe(line);
  });

  it('are marks with the last part of the id when the server has no texts', () => {
    expect(lineFor('sequenceStates.all', 'missing')).toBe(
      '<span class="translation_missing" title="translation missing: en.doorkeeper.scopes.sequenceStates.all">All</span>',
    );
  });

  it('never carry markup of the request', () => {
    for (const labels of ['outreach', 'missing'] as const) expect(lineFor('<b>"', labels)).not.toMatch(/<b>|""/);
  });
});
