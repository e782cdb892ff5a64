import { describe, expect, it } from 'vitest';
import type { CatalogueScope } from '@/providers/contract/catalogue';
import { clay } from '@/providers/outreach/apps/clay';
import { catalogue, findScope } from '@/providers/outreach/scopes';
import { current } from '@/providers/outreach/scopes/current';
import { firstApi } from '@/providers/outreach/scopes/first-api';
import { others } from '@/providers/outreach/scopes/others';
import { withdrawn } from '@/providers/outreach/scopes/withdrawn';
import { corpusOf } from '../../corpus';

const { scopes } = catalogue;
/** Every scope that Outreach's extensibility SDK lists. */
const listed = corpusOf('outreach').find((row) => row.app === 'Outreach extensibility SDK (catalogue)')?.scopes ?? [];

const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);
const unsorted = (values: readonly string[]) => values.filter((value, index) => index > 0 && value <= (values[index - 1] ?? ''));
const idsWhere = (test: (row: CatalogueScope) => boolean) => scopes.filter(test).map((row) => row.id);

describe('Outreach catalogue: order and ids', () => {
  it.each([
    ['current.ts', current().map((row) => row.resource)],
    ['withdrawn.ts', withdrawn().map((row) => row.resource)],
    ['first-api.ts', firstApi().map((row) => row.id)],
    ['others.ts', others().map((row) => row.id)],
  ])('sorts scopes/%s', (_file, keys) => {
    expect(unsorted(keys), 'Move these rows up: each file is sorted, in code-unit order.').toEqual([]);
  });

  it('marks exactly the 188 ids of the extensibility SDK as current', () => {
    expect(listed).toHaveLength(188);
    expect(idsWhere((row) => row.status === 'current')).toEqual(listed.toSorted());
  });

  it('gives the 208 other ids the status retired, undocumented or unverified', () => {
    expect(idsWhere((row) => row.status === 'retired' && !row.legacy)).toHaveLength(173);
    expect(idsWhere((row) => row.status === 'retired' && row.legacy === true)).toHaveLength(17);
    expect(idsWhere((row) => row.status === 'undocumented')).toEqual(['email', 'family_name', 'given_name', 'openid', 'orgs', 'profile']);
    const unlisted = 'admin:all emails.all emails.read mcp:read mcp:write meetings.read read:prospects read:sequences read:user';
    expect(idsWhere((row) => row.status === 'unverified')).toEqual([
      ...unlisted.split(' '),
      'tags.all',
      'write:prospects',
      'write:sequences',
    ]);
    expect(scopes).toHaveLength(396);
  });

  it('sorts the verbs of each resource, and lists no verb as both current and withdrawn', () => {
    for (const row of [...current(), ...withdrawn()]) {
      expect(unsorted(row.current), row.resource).toEqual([]);
      expect(unsorted(row.withdrawn ?? []), row.resource).toEqual([]);
      expect(row.current.filter((verb) => row.withdrawn?.includes(verb))).toEqual([]);
      for (const verbs of [row.documented, row.admin, row.guided === true ? [] : row.guided])
        for (const verb of verbs ?? []) expect([...row.current, ...(row.withdrawn ?? [])], row.resource).toContain(verb);
    }
  });

  it.each(['__proto__', 'constructor', '', 'Prospects.read', ' scim', 'prospects', 'prospects.create', 'oauth'])(
    'finds no scope under %j',
    (id) => {
      expect(findScope(id)).toBeUndefined();
    },
  );
});

describe('Outreach catalogue: labels', () => {
  it('are short, unique and free of technical ids', () => {
    expect(idsWhere((row) => row.label.length > 60 || row.label.length < 4 || /[._]/.test(row.label))).toEqual([]);
    expect(repeated(scopes.map((row) => row.label))).toEqual([]);
  });

  it.each([
    ['prospects.all', 'View, change or delete prospects', 'full'],
    ['prospects.read', 'View prospects', 'read'],
    ['prospects.write', 'Create or change prospects', 'write'],
    ['prospects.delete', 'Delete prospects', 'delete'],
    ['sequenceStates.write', 'Create or change sequence enrollments', 'write'],
    ['teams.aggregate', 'View totals about teams', 'read'],
    ['kaiaVoiceImports.write', 'Create or change Kaia call audio imports', 'write'],
    ['scim', 'Manage users by provisioning (SCIM)', 'admin'],
    ['openid', 'See who you are', 'identity'],
    ['update_prospects', 'Change prospects (first API)', 'write'],
  ])('describe %s as “%s” with the access level %s', (id, label, access) => {
    expect(findScope(id)).toMatchObject({ label, access });
  });

  it('say that write access includes neither reading nor deleting', () => {
    for (const row of scopes.filter(({ id, status }) => status === 'current' && /\.write$/.test(id)))
      expect(row.allows, row.id).toContain('does not include reading or deleting');
  });

  it('leave open whether .all deletes where Outreach lists no delete scope', () => {
    const open = idsWhere((row) => /does not say whether it also deletes/.test(row.allows) && row.status === 'current');
    const undeletable = [
      'batches',
      'batchItems',
      'complianceRequests',
      'events',
      'imports',
      'jobRoles',
      'mailings',
      'orgSettings',
      'users',
    ];
    expect(open).toEqual(undeletable.map((resource) => `${resource}.all`).toSorted());
    expect(open.filter((id) => findScope(id)?.label.includes('delete'))).toEqual([]);
  });

  it('have page labels only for read scopes, the first API and sign-in scopes', () => {
    expect(
      idsWhere((row) => row.pageLabels?.length !== undefined && !/\.read$|^(read|create|update)_|^(email|openid|profile)$/.test(row.id)),
    ).toEqual([]);
    expect(findScope('prospects.read')?.pageLabels).toEqual(['Read Prospects']);
    expect(findScope('read_prospects')?.pageLabels).toEqual(['Read Prospects']);
    expect(findScope('create_prospects')?.pageLabels).toEqual(['Create Prospects']);
    expect(findScope('update_prospects')?.pageLabels).toEqual(['Update Prospects']);
    expect(findScope('callDispositions.read')?.pageLabels).toEqual(['Read Call Dispositions']);
    expect(findScope('read_call_dispositions')?.pageLabels).toEqual(['Read Call Dispositions']);
    expect(findScope('openid')?.pageLabels?.[0]).toBe('Openid');
    expect(findScope('profile')?.pageLabels?.[0]).toBe('Profile');
    expect(findScope('email')?.pageLabels?.[0]).toBe('Email');
  });

  it('say only of the 45 admin scopes that they may need an admin', () => {
    const admin = idsWhere((row) => row.planNote !== undefined);
    for (const id of admin) expect(findScope(id)?.planNote).toMatch(/^May need .*\.$/);
    expect(admin).toHaveLength(45);
    expect(admin).toEqual(
      expect.arrayContaining(['auditLogs.read', 'orgSettings.write', 'profiles.read', 'scim', 'stages.write', 'users.all']),
    );
    expect(admin).not.toContain('stages.read');
    expect(catalogue.plans).toEqual([]);
  });
});

describe('Outreach catalogue: references', () => {
  it('include the existing read, write and delete scopes in .all, and nothing in other scopes', () => {
    for (const row of scopes) {
      const resource = /^(\w+)\.all$/.exec(row.id)?.[1];
      const parts = ['delete', 'read', 'write'].map((verb) => findScope(`${resource}.${verb}`));
      const included = parts.filter(
        (part) => part && (row.status !== 'current' || part.status === 'current') && part.status !== 'unverified',
      );
      const expected = resource && row.status !== 'unverified' ? included.flatMap((part) => part?.id ?? []) : [];
      expect(row.implies ?? [], row.id).toEqual(expected);
    }
    expect(findScope('prospects.all')?.implies).toEqual(['prospects.delete', 'prospects.read', 'prospects.write']);
    expect(findScope('users.all')?.implies).toEqual(['users.read', 'users.write']);
  });

  it('name only current scopes as replacements, and only for scopes that Outreach no longer lists', () => {
    for (const row of scopes.filter((one) => one.replacedBy)) {
      expect(row.status, row.id).not.toBe('current');
      for (const id of row.replacedBy ?? []) expect(findScope(id)?.status, row.id).toBe('current');
      // A replacement must not grant more access than the scope that the app requested.
      for (const id of row.replacedBy ?? []) expect([row.access === 'full' ? 'read' : row.access]).toContain(findScope(id)?.access);
    }
    expect(idsWhere((row) => row.status === 'retired' && !row.legacy && row.replacedBy !== undefined)).toEqual([
      'audits.all',
      'audits.read',
      'duties.all',
      'mailAliases.all',
      'taskPriorities.all',
    ]);
    expect(idsWhere((row) => row.legacy === true && row.replacedBy === undefined)).toEqual([
      'read_activities',
      'read_mappings',
      'read_plugins',
      'read_tags',
    ]);
  });
});

describe('Outreach app profile: Clay', () => {
  const all = [...clay.required, ...clay.optionalOn, ...clay.optionalOff];

  it('has 12 required and 4 optional scopes that are known, unique and sorted', () => {
    expect(clay.required).toHaveLength(12);
    expect(clay.optionalOn).toHaveLength(4);
    expect(clay.optionalOff).toHaveLength(0);
    expect(repeated(all)).toEqual([]);
    for (const list of [clay.required, clay.optionalOn]) expect(unsorted(list)).toEqual([]);
    expect(all.filter((id) => findScope(id)?.status !== 'current')).toEqual([]);
    expect(clay.required.filter((id) => !id.endsWith('.all'))).toEqual([]);
  });

  it('says what stops working without each scope', () => {
    expect(Object.keys(clay.impactIfDropped).toSorted()).toEqual(all.toSorted());
    for (const text of Object.values(clay.impactIfDropped)) expect(text).toMatch(/^[A-Z].*[^.]\.$/);
  });
});
