import { describe, expect, it } from 'vitest';
import type { CatalogueScope } from '@/providers/contract/catalogue';
import { clay } from '@/providers/salesforce/apps/clay';
import { workato } from '@/providers/salesforce/apps/workato';
import { catalogue, findScope } from '@/providers/salesforce/scopes';
import { dataCloud } from '@/providers/salesforce/scopes/data-cloud';
import { general } from '@/providers/salesforce/scopes/general';
import { services } from '@/providers/salesforce/scopes/services';

const { scopes } = catalogue;
const files = { 'data-cloud.ts': dataCloud, 'general.ts': general, 'services.ts': services };
const ids = scopes.map((row) => row.id);

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const unsorted = (values: readonly string[]) => values.filter((value, index) => index > 0 && value <= (values[index - 1] ?? ''));
const idsWhere = (test: (row: CatalogueScope) => boolean) => scopes.filter(test).map((row) => row.id);

describe('Salesforce catalogue: order and ids', () => {
  it.each(Object.entries(files))('sorts scopes/%s by id', (_file, rows) => {
    expect(unsorted(rows().map((row) => row.id)), 'Move these rows up: each file is sorted by id, in code-unit order.').toEqual([]);
  });

  it('keeps the 36 ids that Salesforce advertises', () => {
    expect(scopes.length, 'An id that Salesforce gives up stays, with the status retired.').toBeGreaterThanOrEqual(36);
    // login.salesforce.com listed these ids in 2025, except data_cloud_user_claims, which came
    // later.
    for (const id of (
      'cdp_ingest_api custom_permissions cdp_segment_api content cdp_api chatbot_api cdp_identityresolution_api interaction_api wave_api ' +
      'web cdp_calculated_insight_api einstein_gpt_api offline_access id api eclair_api email pardot_api lightning visualforce ' +
      'cdp_query_api sfap_api address openid profile scrt_api cdp_profile_api refresh_token phone user_registration_api ' +
      'pwdless_login_api chatter_api mcp_api full forgot_password data_cloud_user_claims'
    ).split(' ')) {
      expect(ids).toContain(id);
    }
  });

  it('contains only ids that a scope parameter can carry', () => {
    expect(idsWhere((row) => !/^[a-z][a-z_]*$/.test(row.id))).toEqual([]);
  });

  it.each(['__proto__', 'constructor', '', 'API', ' api', 'oauth', 'my_custom_scope'])('finds no scope under %j', (id) => {
    expect(findScope(id)).toBeUndefined();
  });
});

describe('Salesforce catalogue: labels', () => {
  it('are short, unique and free of technical ids', () => {
    expect(idsWhere((row) => row.label.length > 60 || row.label.length < 4 || /[._]/.test(row.label))).toEqual([]);
    expect(repeated(scopes.map((row) => row.label))).toEqual([]);
  });

  it.each([
    ['Access the identity URL service', 'id'],
    ['Access your basic information', 'id'],
    ['Manage user data via APIs', 'api'],
    ['Access and manage your data', 'api'],
    ['Provide access to your data via the Web', 'web'],
    ['Perform requests at any time', 'refresh_token'],
    ['Perform requests on your behalf at any time', 'refresh_token'],
    ['Allow access to your unique identifier', 'openid'],
    ['Full access', 'full'],
  ])('map “%s” on the approval page to %s', (label, id) => {
    expect(findScope(id)?.pageLabels).toContain(label);
  });

  it('share a page label only between scopes that include each other', () => {
    for (const row of scopes) {
      const same = idsWhere((other) => other !== row && (row.pageLabels ?? []).some((label) => other.pageLabels?.includes(label)));
      expect(same.filter((id) => !row.implies?.includes(id))).toEqual([]);
    }
  });
});

describe('Salesforce catalogue: references', () => {
  it('imply only known scopes, never themselves, in sorted order', () => {
    expect(idsWhere((row) => (row.implies ?? []).some((id) => id === row.id || findScope(id) === undefined))).toEqual([]);
    for (const row of scopes) expect(unsorted(row.implies ?? []), row.id).toEqual([]);
  });

  it('tie no scope to a plan', () => {
    expect(catalogue.plans).toEqual([]);
    expect(idsWhere((row) => row.plans !== undefined || row.planNote !== undefined)).toEqual([]);
  });
});

describe('Salesforce catalogue: included scopes', () => {
  it.each([
    [['address', 'email', 'id', 'phone', 'profile'], 'identity'],
    [['offline_access', 'refresh_token'], 'offline'],
  ])('treat %s as synonyms', (synonyms, access) => {
    for (const id of synonyms) {
      expect(findScope(id)).toMatchObject({ access, implies: synonyms.filter((other) => other !== id) });
      expect(findScope(id)?.pageLabels).toEqual(findScope(synonyms[0] ?? '')?.pageLabels);
    }
  });

  it('make full include the other scopes except offline access', () => {
    const implied = findScope('full')?.implies ?? [];
    expect(implied).toEqual(expect.arrayContaining(['api', 'chatter_api', 'id', 'visualforce', 'web']));
    expect(idsWhere((row) => row.access === 'offline' && implied.includes(row.id))).toEqual([]);
  });

  it.each([
    ['api', 'chatter_api'],
    ['web', 'visualforce'],
    ['cdp_api', 'cdp_query_api'],
  ])('make %s include %s', (id, included) => {
    expect(findScope(id)?.implies).toContain(included);
  });

  it('give api full access, because it also writes', () => {
    expect(findScope('api')?.access).toBe('full');
  });
});

describe('Salesforce app profiles', () => {
  it.each([clay, workato])('say for $name what stops working without each scope', (app) => {
    expect(Object.keys(app.impactIfDropped).toSorted()).toEqual([...app.required, ...app.optionalOn, ...app.optionalOff].toSorted());
  });

  it('require the five scopes of the FAQ for Clay', () => {
    expect(clay.required).toEqual(['api', 'id', 'openid', 'profile', 'refresh_token']);
  });

  it('list no optional scope for Clay', () => {
    expect([...clay.optionalOn, ...clay.optionalOff]).toEqual([]);
  });
});
