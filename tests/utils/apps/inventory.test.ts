/** The apps that hold tokens in an org, from the tables that its admin exports. */
import { describe, expect, it, vi } from 'vitest';
import { inventoryApps, mostIssuesFirst } from '@/utils/apps/inventory';
import { inventoryLinks } from '@/utils/apps/inventory-links';
import type { InventoryIssue } from '@/utils/apps/types';
import { openFile } from '@/utils/files/open';
import { sampleText } from '../files/sample';

const now = Date.UTC(2026, 10, 26);
const opened = (...texts: string[]) => texts.map((text, index) => ({ name: `file ${index + 1}`, found: openFile(text)?.found ?? [] }));
const query = (...rows: string[]) =>
  ['Id,AppName,AppMenuItemId,AppMenuItem.IsUsingAdminAuthorization,UserId,UseCount,LastUsedDate,CreatedDate', ...rows].join('\n');
const inventoryOf = (files: Parameters<typeof inventoryApps>[0]) => mostIssuesFirst(inventoryApps(files, now));
const only = (...texts: string[]) => {
  const [app, ...others] = inventoryOf(opened(...texts));
  if (!app || others.length > 0) throw new Error(`${others.length + (app ? 1 : 0)} apps`);
  return app;
};

describe('an app that holds tokens', () => {
  it('is summed up from its rows, without its users and keys', () => {
    const table = query(
      '1,Sync,0DS1,true,005CANARY,14,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000',
      '2,Sync,0DS1,false,005CANARY,3,2026-11-20T08:00:00.000+0000,2026-03-01T10:00:00.000+0000',
    );
    expect(only(table)).toMatchObject({
      provider: 'salesforce',
      name: 'Sync',
      tokens: 2,
      isInstalled: true,
      lastUsed: '2026-11-20T08:00:00.000+0000',
      uses: 17,
      selfAuthorized: 1,
      scopes: null,
      issues: ['self-authorized'],
      unknown: ['broad'],
    });
    expect(JSON.stringify(opened(table))).not.toContain('CANARY');
  });

  it('counts a token that is in two tables once if they have the ID of its record, in either form', () => {
    const table = (id: string, uses: number, used: string) =>
      `Id,AppName,AppMenuItemId,UserId,UseCount,LastUsedDate\n${id},Sync,0DS1,0051,${uses},${used}T08:00:00.000+0000`;
    const [before, now] = [table('0CQ5e00000abcDE', 14, '2026-10-18'), table('0CQ5e00000abcDEGA0', 20, '2026-11-25')];
    expect(only(before, now)).toMatchObject({ tokens: 1, uses: 20 });
    expect(only(before, table('0CQ5e00000abcdE', 20, '2026-11-25'))).toMatchObject({ tokens: 2, uses: 34 });
  });

  it.each(['"1,234"', '1.234', '', 'many'])('has an unknown number of uses if that of one token is no whole number: %s', (uses) => {
    const row = (count: string) => `1,Sync,0DS1,true,005,${count},2026-11-18T08:00:00Z,`;
    for (const rows of [
      [row('5'), row(uses)],
      [row(uses), row('5')],
    ]) {
      const files = opened(query(...rows));
      expect(inventoryOf(files)).toMatchObject([{ tokens: 2, uses: null, selfAuthorized: 0 }]);
      expect(files[0]?.found[0]?.records).toEqual([expect.not.objectContaining({ uses: expect.anything() })]);
    }
    const newer = query(row(uses).replace('-18', '-19'));
    expect(only(query(row('5')).replace('Z,', 'Z,2026-01-05'), newer.replace('Z,', 'Z,2026-01-05'))).toMatchObject({
      tokens: 1,
      uses: null,
    });
  });

  it.each([
    ['a query', query('1,Sync,,,005,14,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000')],
    [
      'a file of sfdx-hardis',
      'AppName,Status,Admin Pre-Approved,User,User Profile,Last Used Date,Created Date,Use Count,x-Token-AppMenuItemId\nSync,❌ Unsecured,false,jo@acme.example,Sales,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000,14,\n',
    ],
  ])('is not installed without an ID of its menu item, in %s', (_, table) => {
    expect(only(table)).toMatchObject({ isInstalled: false, uses: 14, selfAuthorized: 1, issues: ['not-installed'] });
  });

  it.each(['null', '-', '000000000000000', 'N/A', '0DS000000000000'])('may be installed or not with “%s” in place of that ID', (id) => {
    expect(only(query(`1,Sync,${id},true,005,14,2026-11-18T08:00:00.000+0000,`))).toMatchObject({ isInstalled: null });
    expect(only(query('1,Sync,0DSa00000004CqAGAU,true,005,14,2026-11-18T08:00:00.000+0000,'))).toMatchObject({ isInstalled: true });
  });

  it('has no policy that lets users connect it while it is not installed', () => {
    const table = query('1,Sync,,,005,14,2026-11-18T08:00:00.000+0000,');
    const policy = sampleText('external-app-policy.xml');
    for (const texts of [[table], [table, policy]])
      expect(only(...texts)).toMatchObject({
        issues: ['not-installed'],
        unknown: ['broad'],
        evidence: [{ issue: 'not-installed' }, { issue: 'unused' }],
      });
    expect(only('AppName,Admin Pre-Approved,UseCount\nSync,false,14').unknown).toContain('self-authorized');
  });

  it('may be installed or not if the table lacks that column', () => {
    expect(only('AppName,UseCount,LastUsedDate\nSync,14,2026-11-18')).toMatchObject({
      isInstalled: null,
      selfAuthorized: null,
      issues: [],
      unknown: ['not-installed', 'broad', 'self-authorized'],
    });
  });

  it.each([
    ['used 89 days ago', '2026-08-29T01:00:00Z', '', []],
    ['used 91 days ago', '2026-08-26T23:00:00Z', '', ['unused']],
    ['used 91 days ago, in the form of the Setup page', '8/26/2026 11:00 PM PST', '', ['unused']],
    ['used on a day that is long ago in any order', '03/04/2026', '', ['unused']],
    ['never used, and old', '', '2025-01-05T10:00:00.000+0000', ['unused']],
    ['never used, and new', '', '2026-11-20T10:00:00.000+0000', []],
  ] as [string, string, string, InventoryIssue[]][])('is unused or not: %s', (_, last, created, issues) => {
    const row = `1,Sync,0DS1,true,005,0,${last},${created}`;
    const app = inventoryOf(opened(query(row, '2,Other,0DS2,true,005,1,2026-11-24T08:00:00Z,'))).find(({ name }) => name === 'Sync');
    expect(app).toMatchObject({ issues, unknown: ['broad'] });
    // Alone, such a table ends so early that it says nothing about the last days.
    if (issues.length > 0) expect(only(query(row))).toMatchObject({ issues: [], unknown: ['broad', 'unused'] });
  });

  it.each([
    [
      'a table without the date of the last use',
      'AppName,AppMenuItemId,UseCount,CreatedDate',
      'Sync,0DS1,4821,2025-03-11T10:00:00.000+0000',
    ],
    ['a table without the number of uses', 'AppName,AppMenuItemId,LastUsedDate,CreatedDate', 'Sync,0DS1,,2025-03-11T10:00:00.000+0000'],
    [
      'a token that was used on an unknown day',
      'AppName,AppMenuItemId,UseCount,LastUsedDate,CreatedDate',
      'Sync,0DS1,4821,,2025-03-11T10:00:00.000+0000',
    ],
  ])('is not called unused by %s', (_, labels, row) => {
    const current = row.replace('Sync', 'Other').replace('2025-03-11', '2026-11-24');
    const app = inventoryOf(opened([labels, row, current, ''].join('\n'))).find(({ name }) => name === 'Sync');
    expect(app).toMatchObject({ lastUsed: null, issues: [], unknown: ['broad', 'self-authorized', 'unused'] });
  });

  it.each(['', '11/3/2026', '8/28/2026 10:00', 'soon'])('is not called unused by a date that may be of the last days: “%s”', (last) => {
    const app = only(query(`1,Sync,0DS1,true,005,5,"${last}",`));
    expect(app).toMatchObject({ issues: [], unknown: ['broad', 'unused'] });
  });

  it('is not called unused by a table whose last date may be of another month', () => {
    // 11 March or 3 November.
    const table = query('1,Sync,0DS1,true,005,5,2025-01-05T10:00:00Z,', '2,Other,0DS2,true,005,1,03/11/2026,');
    expect(inventoryOf(opened(table)).flatMap(({ issues }) => issues)).not.toContain('unused');
  });

  it('is not called unused, and was last used nobody knows when, if a date can’t be read', () => {
    const rows = ['1,Sync,0DS1,true,005,5,20 oct. 2026,2025-01-05T10:00:00Z', '2,Sync,0DS1,true,005,5,2025-02-05,2025-01-05T10:00:00Z'];
    for (const order of [rows, rows.toReversed()])
      expect(only(query(...order))).toMatchObject({ lastUsed: null, issues: [], unknown: ['broad', 'unused'] });
  });

  it('is in use if one of its tokens is', () => {
    const rows = [
      '1,Sync,0DS1,true,005,0,,',
      '2,Sync,0DS1,true,005,5,2026-11-18T08:00:00Z,',
      '3,Sync,0DS1,true,005,5,2025-01-01T08:00:00Z,',
    ];
    for (const order of [rows, rows.toReversed()]) expect(only(query(...order)).issues).toEqual([]);
  });

  const row = (name: string) => query(`1,${name},0DS1,true,005,5,2026-11-18T08:00:00Z,`);
  const settings = sampleText('connected-app.xml').replace('Contact &amp; deal sync', 'Sync');
  it.each([
    ['its settings', row('Sync'), settings.replace('<scopes>Api', '<scopes>Full</scopes><scopes>Api'), true],
    ['its settings, which have no such scope', row('Sync'), settings, false],
    [
      'the last change in the audit trail',
      row('Sync'),
      'CreatedDate,Action,Section,Display\n2026-11-01,changeOauthDefaultScope,Connected Apps,"Changed connected app Sync scopes from api to full, api"\n',
      true,
    ],
    [
      'a table of external client apps',
      row('Sync'),
      'DeveloperName,MasterLabel,OauthScopesApi,OauthScopesFull\nSync,Sync,true,true\n',
      true,
    ],
    [
      'a file of an external client app, by its developer name',
      row('Deal Sync'),
      sampleText('external-app-oauth.xml').replaceAll('>Sync<', '>Deal_Sync<').replace('Api,', 'Api, Full,'),
      true,
    ],
  ] as [string, string, string, boolean][])('may do everything or not, by %s', (_, table, file, isBroad) => {
    for (const texts of [
      [table, file],
      [file, table],
    ]) {
      const app = only(...texts);
      expect(app.issues).toEqual(isBroad ? ['broad'] : []);
      expect(app.scopes).toContain('api');
      expect(app.unknown).toEqual([]);
    }
  });

  it('is authorized by its users if its settings say so, where the table does not', () => {
    const table = 'AppName,AppMenuItemId,UseCount,LastUsedDate\nSync,0DS1,1,2026-11-18\n';
    const policy = sampleText('external-app-policy.xml');
    expect(only(table, policy).issues).toEqual(['self-authorized']);
    expect(only(table, policy.replace('AllSelfAuthorized', 'AdminApprovedPreAuthorized')).issues).toEqual([]);
    expect(only(table, settings).issues).toEqual([]);
    expect(only(table).unknown).toContain('self-authorized');
  });

  it('comes before those about which there is less to do', () => {
    const table = query('1,Ann,0DS1,true,005,5,2026-11-18,', '2,Bea,,,005,5,2025-11-18,', '3,Cid,0DS2,false,005,5,2026-11-18,');
    expect(inventoryOf(opened(table)).map(({ name }) => name)).toEqual(['Bea', 'Cid', 'Ann']);
  });

  it('is counted with one look at each time, because there may be very many tokens', () => {
    const day = (index: number) => new Date(Date.UTC(2020, 0, index)).toISOString();
    const table = query(...Array.from({ length: 1_000 }, (_, index) => `${index},Sync,0DS1,true,005,1,${day(index)},`));
    const files = opened(table, table);
    const parse = vi.spyOn(Date, 'parse');
    expect(inventoryApps(files, now)).toMatchObject([{ tokens: 1_000, uses: 1_000 }]);
    expect(parse).toHaveBeenCalledTimes(2_000);
  });

  it('leaves the reader as one text, because a page receives as many objects in one long task', () => {
    const [table] = opened(query('1,Sync,0DS1,true,005,1,2026-11-18,'));
    expect(table?.found[0]?.tokens).toEqual(expect.any(String));
  });
});

describe('a token of several tables', () => {
  const first = '1,Sync,,,005,14,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000';
  const second = '2,Sync,,,005,3,2026-11-10T08:00:00.000+0000,2026-03-01T10:00:00.000+0000';
  const hardis = `AppName,Status,Admin Pre-Approved,User,Last Used Date,Created Date,Use Count,x-Token-Id,x-Token-AppMenuItemId
Sync,❌ Unsecured,false,jo@acme.example,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000,14,1,
`;

  it('counts once', () => {
    expect(only(query(first), hardis)).toMatchObject({ tokens: 1, uses: 14, selfAuthorized: 1 });
    expect(only(query(first, second), hardis, query(second))).toMatchObject({ tokens: 2, uses: 17, selfAuthorized: 2 });
  });

  it('counts as its newest table says, in any order', () => {
    const used = query(first.replace('14,2026-11-18', '20,2026-11-24'));
    for (const order of [
      [used, hardis],
      [hardis, used],
    ])
      expect(only(...order)).toMatchObject({ tokens: 1, uses: 20, lastUsed: '2026-11-24T08:00:00.000+0000' });
  });

  it('is one by its use if a table does not say when it was created', () => {
    const short = 'AppName,AppMenuItemId,UseCount,LastUsedDate\nSync,,14,2026-11-18T08:00:00.000+0000\n';
    expect(only(short, short, hardis)).toMatchObject({ tokens: 1, uses: 14 });
    expect(only(short, short.replace('14,', '15,'))).toMatchObject({ tokens: 2, uses: 29 });
  });

  it('is another one if the same table has it twice', () => {
    expect(only(query(first, first), query(first))).toMatchObject({ tokens: 2, uses: 28 });
  });
});

describe('apps whose names are alike', () => {
  const likes = ['Deal Sync', 'deal sync', 'Deal_Sync', 'deal  sync'];
  const rows = likes.map((name, index) => `${index},${name},0DS1,true,005,${index},2026-11-1${index}T08:00:00Z,`);
  const namesWithScopes = (...texts: string[]) => {
    const apps = inventoryOf(opened(...texts));
    return apps.filter(({ scopes }) => scopes !== null).map(({ name }) => name);
  };
  const trail =
    'CreatedDate,Action,Section,Display\n2026-11-01,changeOauthDefaultScope,Connected Apps,"Changed connected app Deal Sync scopes from id to api"\n';
  const external = sampleText('external-app-oauth.xml').replaceAll('>Sync<', '>Deal_Sync<');

  it('are listed one by one', () => {
    const apps = inventoryOf(opened(query(...rows)));
    expect(apps.map(({ name, tokens, uses }) => [name, tokens, uses]).toSorted()).toEqual(
      likes.map((name, index) => [name.replace('  ', ' '), 1, index]).toSorted(),
    );
  });

  it('have only the settings and the changes that name them', () => {
    const label = sampleText('connected-app.xml').replace('Contact &amp; deal sync', 'Deal Sync');
    for (const file of [label, trail]) {
      expect(namesWithScopes(query(...rows), file)).toEqual(['Deal Sync']);
      expect(namesWithScopes(query(...rows.slice(1)), file)).toEqual([]);
    }
  });

  it('have no settings of a developer name that several may have', () => {
    expect(namesWithScopes(query(...rows), external)).toEqual([]);
    for (const row of rows) expect(namesWithScopes(query(row), external)).toHaveLength(1);
  });
});

describe('an audit trail', () => {
  const uninstalled = query('1,Sync,,,005,14,2026-11-18T08:00:00.000+0000,2026-02-01T10:00:00.000+0000');
  const trail = (...rows: string[]) => ['CreatedDate,Action,Section,Display', ...rows].join('\n');
  const installed = '2026-11-20,insertConnectedApplication,Connected Apps,Installed Connected App Sync to Salesforce';
  const permitted = (day: string, from: string, to: string) =>
    `${day},changeUserRuntimeAccessPolicy,Connected Apps,Changed connected app Sync Permitted Users setting from ${from} to ${to}`;
  const [self, admins] = ['All users may self-authorize', 'Admin approved users are pre-authorized'];

  it('that contradicts a table is named as the newer file only if the dates show that', () => {
    const newest = (...files: [string, string]) => [files, files.toReversed()].map((all) => only(...all).newest);
    const on = (day: string) => trail(installed.replace('2026-11-20', day));
    const tableOf = (rest: string) => `${uninstalled}\n${rest}`;
    expect(newest(uninstalled, on('2026-11-20'))).toEqual([{ 'not-installed': 'file 2' }, { 'not-installed': 'file 1' }]);
    expect(newest(uninstalled, on('2026-11-10'))).toEqual([{ 'not-installed': 'file 1' }, { 'not-installed': 'file 2' }]);
    for (const day of ['2026-11-18', '', '5 janv. 2026'])
      expect(newest(uninstalled, on(day)), day).toEqual(Array(2).fill({ 'not-installed': null }));
    // The whole table is as new as the newest row of any app.
    const later = inventoryOf(opened(tableOf('2,Other,,,005,1,2026-11-24T08:00:00.000+0000,'), on('2026-11-20')));
    expect(later.find(({ name }) => name === 'Sync')?.newest).toEqual({ 'not-installed': 'file 1' });
    expect(only(uninstalled).newest).toEqual({});
  });

  it('that shows the installation of an app contradicts a table', () => {
    const app = only(uninstalled, trail(installed));
    expect(app).toMatchObject({ isInstalled: null, issues: [], unknown: ['not-installed', 'broad', 'self-authorized'] });
    expect(app.evidence.filter(({ issue }) => issue === 'not-installed')).toEqual([
      { issue: 'not-installed', isIssue: true, file: 'file 1', at: '2026-11-18T08:00:00.000+0000' },
      { issue: 'not-installed', isIssue: false, file: 'file 2', at: '2026-11-20' },
    ]);
    expect(only('AppName,UseCount\nSync,14\n', trail(installed)).isInstalled).toBe(true);
  });

  it('says whether the app was installed or uninstalled last, if its dates tell', () => {
    const of = (day: string) => `${day},deleteConnectedApplication,Connected Apps,Uninstalled Connected App Sync`;
    const table = 'AppName,UseCount\nSync,14\n';
    for (const [day, isInstalled] of [
      ['2026-11-24', false],
      ['2026-11-10', true],
      ['5 janv. 2026', null],
    ] as const)
      for (const rows of [
        [installed, of(day)],
        [of(day), installed],
      ])
        expect(only(table, trail(...rows)).isInstalled, day).toBe(isInstalled);
  });

  it('says who authorizes the app, by the last change', () => {
    const table = 'AppName,AppMenuItemId,UseCount,LastUsedDate\nSync,0DS1,1,2026-11-18\n';
    const [before, after] = [permitted('2026-11-01', admins, self), permitted('2026-11-19', self, admins)];
    expect(only(table, trail(before)).issues).toEqual(['self-authorized']);
    for (const files of [[trail(after, before)], [trail(before, after)], [trail(before), trail(after)], [trail(after), trail(before)]])
      expect(only(table, ...files)).toMatchObject({ issues: [], unknown: ['broad'] });
    expect(only(uninstalled, trail(before))).toMatchObject({ issues: ['not-installed'], unknown: ['broad'] });
    expect(only(table, trail(permitted('2026-11-19', self, 'someone else'))).unknown).toContain('self-authorized');
  });

  it('is not replaced by another one if its date can’t be read', () => {
    const table = 'AppName,AppMenuItemId,UseCount,LastUsedDate\nSync,0DS1,1,2026-11-18\n';
    const files = [trail(permitted('5 janv. 2026', admins, self)), trail(permitted('2026-11-19', self, admins))];
    for (const order of [files, files.toReversed()])
      expect(only(table, ...order)).toMatchObject({ issues: [], unknown: ['broad', 'self-authorized'] });
  });

  it('says which scopes an app may ask for since when', () => {
    const change = (day: string, scopes: string) =>
      `${day},changeOauthDefaultScope,Connected Apps,"Changed connected app Sync scopes from api to ${scopes}"`;
    const files = [trail(change('2026-11-01', 'full')), trail(change('2026-11-20', 'api'))];
    for (const order of [files, files.toReversed()]) {
      const app = only(uninstalled, ...order);
      expect(app).toMatchObject({ scopes: ['api'], issues: ['not-installed'] });
      expect(app.evidence).toContainEqual({ issue: 'broad', isIssue: false, file: expect.any(String), at: '2026-11-20' });
    }
  });

  it('and a settings file, or two of those, that contradict each other leave it unknown', () => {
    const trailOf = (scopes: string) =>
      trail(`2026-11-20,changeOauthDefaultScope,Connected Apps,"Changed connected app Sync scopes from api to ${scopes}"`);
    const settings = sampleText('connected-app.xml').replace('Contact &amp; deal sync', 'Sync');
    const broader = settings.replace('<scopes>Api', '<scopes>Full</scopes><scopes>Api');
    const [narrow] = [only(uninstalled, settings).scopes ?? []];
    for (const [one, other] of [
      [trailOf('full'), settings],
      [trailOf('api'), broader],
      [settings, broader],
    ] as [string, string][])
      for (const files of [
        [one, other],
        [other, one],
      ]) {
        const app = only(uninstalled, ...files);
        expect(app).toMatchObject({ scopes: null, issues: ['not-installed'], newest: { broad: null } });
        expect(app.unknown).toContain('broad');
        expect(app.differentScopes.map(({ file, scopes }) => [file, scopes.includes('full')]).toSorted()).toEqual(
          app.evidence
            .filter(({ issue }) => issue === 'broad')
            .map(({ file, isIssue }) => [file, isIssue])
            .toSorted(),
        );
        expect(
          app.evidence
            .filter(({ issue }) => issue === 'broad')
            .map(({ isIssue }) => isIssue)
            .toSorted(),
        ).toEqual([false, true]);
      }
    expect(only(uninstalled, settings, trailOf(narrow.toReversed().join(', '))).scopes).toEqual(narrow);
  });
});

it('an issue links to the pages of the org’s Setup, once the org is known', () => {
  expect(inventoryLinks('salesforce', 'acme.my.salesforce.com', 'not-installed')).toEqual([
    { page: 'ConnectedAppsUsage', url: 'https://acme.my.salesforce.com/lightning/setup/ConnectedAppsUsage/home' },
  ]);
  expect(inventoryLinks('salesforce', null, 'not-installed')).toEqual([]);
  for (const issue of ['broad', 'self-authorized', 'unused'] as const)
    expect(inventoryLinks('salesforce', 'acme.my.salesforce.com', issue)).toHaveLength(2);
});
