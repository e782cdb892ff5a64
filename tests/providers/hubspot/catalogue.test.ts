import { describe, expect, it } from 'vitest';
import type { CatalogueScope } from '@/providers/contract/catalogue';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { workato } from '@/providers/hubspot/apps/workato';
import { catalogue, findScope } from '@/providers/hubspot/scopes';
import { crmObjects } from '@/providers/hubspot/scopes/crm-objects';
import { crmSensitive } from '@/providers/hubspot/scopes/crm-sensitive';
import { crmSettings } from '@/providers/hubspot/scopes/crm-settings';
import { internal } from '@/providers/hubspot/scopes/internal';
import { tools } from '@/providers/hubspot/scopes/tools';

const { scopes } = catalogue;
const files = {
  'crm-objects.ts': crmObjects,
  'crm-sensitive.ts': crmSensitive,
  'crm-settings.ts': crmSettings,
  'internal.ts': internal,
  'tools.ts': tools,
};

const unsorted = (values: readonly string[]) => values.filter((value, index) => index > 0 && value <= (values[index - 1] ?? ''));
const idsOf = (rows: readonly CatalogueScope[]) => rows.map((row) => row.id);
const idsWhere = (test: (row: CatalogueScope) => boolean) => idsOf(scopes.filter(test));

describe('HubSpot catalogue: order and ids', () => {
  it.each(Object.entries(files))('sorts scopes/%s by id', (_file, rows) => {
    expect(unsorted(idsOf(rows())), 'Move these rows up: each file is sorted by id, in code-unit order.').toEqual([]);
  });

  it('keeps all 309 published ids', () => {
    expect(scopes.length, 'An id that HubSpot gives up stays, with the status retired.').toBeGreaterThanOrEqual(309);
  });

  it('contains only ids that a scope parameter can carry', () => {
    expect(
      idsWhere((row) => !/^[a-z][a-z0-9._-]*$/.test(row.id)),
      'Write the id exactly as a request spells it.',
    ).toEqual([]);
  });
});

describe('HubSpot catalogue: labels', () => {
  it('are short and free of technical ids', () => {
    const bad = idsWhere(
      (row) => row.label.length > 60 || row.label.length < 4 || row.label === row.id || /[._]/.test(row.label.replace('.v2', '')),
    );
    expect(bad, 'Write a label of at most 60 characters without technical ids.').toEqual([]);
  });

  it('are sorted into at most 45 groups, named in sentence case', () => {
    const groups = [...new Set(scopes.map((row) => row.category))];
    expect(groups.length, 'Use a group that exists already, or merge two.').toBeLessThanOrEqual(45);
    expect(
      groups.filter((group) => !/^[A-Z][A-Za-z -]+$/.test(group)),
      'Write groups in sentence case.',
    ).toEqual([]);
  });

  it("do not repeat the swapped company labels of HubSpot's documentation", () => {
    expect(findScope('crm.objects.companies.read')?.pageLabels).toContain('View company records');
    expect(findScope('crm.objects.companies.write')?.pageLabels).not.toContain('View company records');
  });
});

describe('HubSpot catalogue: references', () => {
  it('name only requestable scopes as replacements', () => {
    const bad = idsWhere((row) => (row.replacedBy ?? []).some((id) => !['current', 'undocumented'].includes(findScope(id)?.status ?? '')));
    expect(bad, '`replacedBy` takes ids of rows with the status current or undocumented.').toEqual([]);
  });

  it('name the scope that grants each implied scope', () => {
    const implied = new Set(scopes.flatMap((row) => row.implies ?? []));
    const bad = idsWhere((row) => row.status === 'implied' && !implied.has(row.id));
    expect(bad, 'Name the id under `implies` of the scope that it comes with.').toEqual([]);
  });

  it('name only known plans and editions', () => {
    const known = new Set(catalogue.plans.flatMap(({ product, editions }) => editions.map((edition) => `${product} ${edition.id}`)));
    for (const edition of catalogue.plans[0]?.editions ?? []) known.add(`any ${edition.id}`);
    const bad = idsWhere((row) =>
      (row.plans ?? []).some((plan) => plan.edition === 'free' || !known.has(`${plan.product} ${plan.edition}`)),
    );
    expect(bad, 'Use a product and an edition of `plans` in scopes.ts; leave `plans` out if every account has the scope.').toEqual([]);
    expect(
      idsWhere((row) => row.plans?.length === 0),
      'Leave an empty `plans` out.',
    ).toEqual([]);
  });
});

describe('HubSpot catalogue: spellings', () => {
  it('give the working id for every misspelt one', () => {
    expect(
      idsWhere((row) => row.status === 'misspelt' && !row.replacedBy?.length),
      'Add the working id as `replacedBy`.',
    ).toEqual([]);
  });

  it.each([
    ['business_units.view.read', 'business_units_view.read'],
    ['crm.objects.feedback_submission.read', 'crm.objects.feedback_submissions.read'],
    ['settings.users.team.write', 'settings.users.teams.write'],
    ['crm.objects.contacts.sensitive.read.v2', 'crm.objects.contacts.sensitive.read'],
  ])('mark %s as a misspelling of %s', (id, working) => {
    expect(findScope(id)).toMatchObject({ status: 'misspelt', replacedBy: [working] });
    expect(findScope(working)?.status).toBe('current');
  });

  it('mark the contacts scope as retired and name its replacement', () => {
    expect(findScope('contacts')).toMatchObject({ status: 'retired', legacy: true });
    expect(findScope('contacts')?.replacedBy).toContain('crm.objects.contacts.read');
  });

  it.each(['__proto__', 'constructor', 'toString', '', 'CONTACTS', ' contacts', 'audit-logs.read'])('find no scope under %j', (id) => {
    expect(findScope(id)).toBeUndefined();
  });
});

describe('HubSpot app profiles', () => {
  it.each([clay, workato])('say for $name what stops working without each listed scope', (app) => {
    const listed = [...app.required, ...app.optionalOn, ...app.optionalOff];
    expect(
      listed.filter((id) => !Object.hasOwn(app.impactIfDropped, id)),
      'Add a sentence under `without`.',
    ).toEqual([]);
  });

  it('never list oauth as optional, because HubSpot requires it of every app', () => {
    expect(hubspot.knowledge.apps.filter((app) => [...app.optionalOn, ...app.optionalOff].includes('oauth')).map((app) => app.id)).toEqual(
      [],
    );
  });

  it('list as many scopes for Workato as Workato publishes', () => {
    expect(workato.required).toEqual(['crm.objects.contacts.read']);
    expect(workato.optionalOn).toHaveLength(48);
    const last = ['e-commerce', 'hubdb', 'integration-sync', 'settings.billing.write', 'social', 'tickets', 'transactional-email'];
    expect(last.filter((id) => !workato.optionalOn.includes(id))).toEqual([]);
  });

  it('list as many scopes for Clay as Clay publishes', () => {
    expect(clay.required).toHaveLength(7);
    expect(clay.optionalOn).toHaveLength(9);
    expect(clay.optionalOff).toHaveLength(2);
  });
});
