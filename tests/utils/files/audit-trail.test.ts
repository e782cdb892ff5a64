/** Which rows of an audit trail are after an approval. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditChanges, auditLists, auditMarkdown } from '@/utils/files/audit-trail';
import { openFile } from '@/utils/files/open';
import { recordText } from '@/utils/files/record-text';
import type { Found } from '@/utils/files/types';

const approvedAt = Date.parse('2026-03-04T12:00:00Z');
const found = (at: string | null, more: object = {}): Found =>
  ({
    kind: 'audit-trail',
    app: 'Clay',
    input: { request: { provider: 'salesforce' } },
    records: [{ event: 'changeOauthDefaultScope', at, count: 1 }],
    ...more,
  }) as never;
const baseline = { provider: 'salesforce', appName: 'Clay', at: approvedAt };
const textOf = (at: string | null) => auditChanges([found(at)], baseline)[0]?.text;
/** Whether a change is after the approval; null if it may be before. */
function isAfter(at: string | null): boolean | null {
  const text = textOf(at);
  if (text === undefined) return false;
  return text.endsWith('(may be before the approval)') ? null : true;
}

describe('the changes of an audit trail', () => {
  it.each([
    ['2026-03-04T12:05:00.000+0000', true],
    ['2026-03-04T14:05:00+02:00', true],
    ['2026-03-04T13:55:00+02:00', false],
    ['2026-03-04T11:00:00Z', false],
    ['2026-03-04 12:30:00', null],
    ['2026-03-06', true],
    ['2026-03-04', null],
    ['2026-03-02', false],
    ['3/20/2026, 8:00:00 AM PDT', true],
    ['20.03.2026 08:00', true],
    ['3/1/2026, 8:00:00 AM PST', false],
    ['5/3/2026, 8:00:00 AM', true],
    ['3/4/2026, 8:00:00 AM', null],
    ['4/4/2026', true],
    ['99/99/2026', null],
    ['20260305080000.000', true],
    [null, null],
  ])('are after the approval or not, or that is not known: %s', (at, after) => {
    expect(isAfter(at)).toBe(after);
  });

  it('belong to the app with the same name at the same provider', () => {
    const names = [found('2026-04-01T00:00Z', { app: ' clay' }), found('2026-04-01T00:00Z', { app: 'Clayton' })];
    expect(auditChanges(names, baseline)).toHaveLength(1);
    expect(auditChanges(names, { ...baseline, appName: '' })).toEqual([]);
    expect(auditChanges([found('2026-04-01T00:00Z', { app: null })], { ...baseline, appName: '' })).toHaveLength(1);
    expect(auditChanges(names, { ...baseline, provider: 'hubspot' })).toEqual([]);
    expect(auditChanges([found('2026-04-01T00:00Z', { kind: 'app-usage' })], baseline)).toEqual([]);
  });

  it('that name no app are listed apart, and unknown ones by their code', () => {
    const records = ['changeApplicationCallbackUrl', 'changeOauthNewThing'].map((event) => ({ event, at: '2026-04-01', count: 1 }));
    const lists = auditLists(auditChanges([found('4/4/2026'), found(null, { app: null, records })], baseline));
    expect(lists).toEqual([
      { title: expect.stringContaining('according to the audit trail'), changes: ['Scopes changed 4/4/2026'] },
      {
        title: expect.stringContaining('name no app'),
        changes: ['Callback URLs changed 2026-04-01', 'Unknown action changeOauthNewThing 2026-04-01'],
      },
    ]);
    expect(auditMarkdown(lists).join('\n')).toBe(
      [
        ...['', '### Changed after the approval, according to the audit trail', '', '- Scopes changed 4/4/2026', ''],
        ...['### Changed after the approval, in rows that name no app and may be about any', ''],
        ...['- Callback URLs changed 2026-04-01', '- Unknown action changeOauthNewThing 2026-04-01'],
      ].join('\n'),
    );
    expect(auditLists([])).toEqual([]);
    const twice = [found('4/4/2026'), found('4/4/2026')];
    expect(auditLists(auditChanges(twice, baseline))).toEqual(lists.slice(0, 1));
  });

  it('are read from the table of the Setup page', () => {
    const opened = openFile(readFileSync(join(import.meta.dirname, '../../corpus/files/audit-trail-page.csv'), 'utf8'));
    const [first] = opened?.found ?? [];
    const changes = auditChanges(opened?.found ?? [], { provider: 'salesforce', appName: first?.app ?? '', at: Date.parse('2020-01-01') });
    expect(changes).toEqual([
      { text: 'Scopes changed (added full) 11/24/2026, 8:02:11 AM PST', isNamed: true },
      { text: 'Scopes changed (added api, removed id) 11/23/2026, 8:02:11 AM PST', isNamed: true },
    ]);
  });
});

describe('the newest row of a table', () => {
  const scopes = (time: string | null, to: string) =>
    `"${time ?? ''}","","","Changed connected app Clay scopes from id to ${to}","Connected Apps",""`;
  const users = (time: string, to: string) =>
    `"${time}","","","Changed connected app Clay permitted users setting from x to ${to}","Connected Apps",""`;
  const trail = (...rows: string[]) => {
    const [app] = openFile(['"Date","User","Source Namespace Prefix","Action","Section","Delegate User"', ...rows].join('\n'))?.found ?? [];
    return { scopes: app?.settings?.optional ?? null, settingsAt: app?.settingsAt, records: app?.records };
  };
  const inAnyOrder = (...rows: string[]) => [trail(...rows), trail(...rows.toReversed())];

  it.each([
    ['1/5/2026, 9:00:00 AM PST', '10/20/2026, 9:00:00 AM PDT'],
    ['05/01/2026, 09:00:00', '20/10/2026, 09:00:00'],
    ['05.01.2026, 09:00:00 MEZ', '01.05.2026, 09:00:00 MESZ'],
    ['2026-01-05T23:30:00+02:00', '2026-01-05T22:00:00Z'],
    ['1/5/2026 9:00 AM IST', '1/5/2026 11:00 AM IST'],
    ['1/5/2026', '1/6/2026'],
    ['20260105090000', '20260105090001'],
  ])('has the scopes of the app, whatever its place in the file: %s, %s', (before, after) => {
    for (const app of inAnyOrder(scopes(before, 'api'), scopes(after, 'api, full')))
      expect(app).toMatchObject({ scopes: ['api', 'full'], settingsAt: after });
  });

  it('says who may use the app', () => {
    const rows = [
      users('1/6/2026, 9:00:00 AM PST', 'Admin approved users are pre-authorized'),
      users('10/21/2026, 9:00:00 AM PDT', 'All users may self-authorize'),
    ];
    for (const app of inAnyOrder(...rows)) {
      expect(app.records).toMatchObject([{ isSelfAuthorized: true }]);
      expect(app.records?.map((record) => recordText(record, 'audit-trail'))).toEqual([expect.stringContaining(' (Authorized by users)')]);
    }
  });

  it.each([
    ['5 janv. 2026', '20 oct. 2026', null],
    ['1/5/26, 9:00 AM', '10/20/26, 9:00 AM', null],
    ['2026-01-05', null, null],
    ['2026-01-05', '2026-01-05', '2026-01-05'],
    ['05/01/2026 09:00', '01/05/2026 09:00', null],
    ['1/5/2026 9:00', '1/5/2026 9:30', '1/5/2026 9:30'],
    ['2026-01-05 09:00:00', '2026-01-05 20:00:00Z', '2026-01-05 20:00:00Z'],
  ])('is not known, and has no scopes and no rules then: %s, %s', (one, other, at) => {
    for (const app of inAnyOrder(scopes(one, 'api'), scopes(other, 'api, full')))
      expect(app).toMatchObject({ scopes: null, settingsAt: undefined });
    for (const app of inAnyOrder(users(one, 'All users may self-authorize'), users(other ?? '', 'Admin approved users are pre-authorized')))
      expect(app.records).toEqual([{ event: 'changeUserRuntimeAccessPolicy', at, count: 2 }]);
    for (const app of inAnyOrder(scopes(one, 'api'), scopes(other, 'api'))) expect(app.scopes).toEqual(['api']);
  });

  it('follows from the order of day and month in another date of the file', () => {
    const rows = [scopes('05/01/2026 09:00', 'api'), scopes('01/05/2026 09:00', 'api, full')];
    const other = (day: string) => `"${day} 09:00","","","Installed Connected App Other to Salesforce","Connected Apps",""`;
    expect(trail(...rows, other('31/01/2026')).scopes).toEqual(['api', 'full']);
    expect(trail(...rows, other('01/31/2026')).scopes).toEqual(['api']);
    expect(trail(...rows, other('01/31/2026'), other('31/01/2026')).scopes).toBeNull();
  });
});

it('two external client apps of one name are two apps', () => {
  const { found = [] } = openFile('DeveloperName,MasterLabel,OauthScopesApi,OauthScopesFull\nA,Clay,true,false\nB,Clay,true,true\n') ?? {};
  expect(found.map(({ settings }) => settings?.optional)).toEqual([['api'], ['api', 'full']]);
});
