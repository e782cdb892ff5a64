/** The rows of a login history beside the attempts in a trace, and a grant beside its request. */
import { describe, expect, it } from 'vitest';
import { grantedAgainst } from '@/utils/files/granted';
import { loginsOf } from '@/utils/files/join-logins';
import { openFile } from '@/utils/files/open';
import type { Found } from '@/utils/files/types';
import { processorTime } from '../../processor-time';
import { acme, authorize } from '../../providers/salesforce/sample-urls';
import { har } from './har';
import { sampleText } from './sample';

const found = (text: string): readonly Found[] => openFile(text)?.found ?? [];
const errorPage = `${acme}/setup/secur/RemoteAccessErrorPage.apexp`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';
const clay = authorize(undefined, { redirect: 'https://app.clay.com/oauth/callback' });

/** An attempt that fails at 12:00:02 UTC on November 22, 2026, or some minutes later. */
function attempt({ url = authorize(), host = acme, page = generic, minutes = 0 } = {}): Found {
  const error = errorPage.replace(acme, host);
  const pages = [
    { url: url.replace(acme, host), redirect: error },
    { url: error, body: `<p>${page}</p>` },
  ];
  return found(har(pages, Date.UTC(2026, 10, 22, 12, minutes)))[0] as Found;
}

interface Row {
  time?: string;
  status?: string;
  app?: string;
  url?: string;
}

const table = (...rows: Row[]) =>
  found(
    [
      'LoginTime,Status,Application,LoginUrl',
      ...rows.map(
        ({ time = '2026-11-22T12:00:03.000+0000', status = 'Failed: IP Address Not Allowed', app = 'Sync', url = new URL(acme).host }) =>
          `"${time}","${status}","${app}","${url}"`,
      ),
    ].join('\n'),
  );

const joined = (one: Found, rows: readonly Found[], attempts: readonly Found[] = [one]) =>
  loginsOf(one, attempts, rows).map(({ same, isCertain, secondsApart }) => [same.join(' '), isCertain, secondsApart]);

describe('a row of a login history', () => {
  it('may belong to an attempt at the same time in the same org, if the trace names no app', () => {
    expect(joined(attempt(), table({}))).toEqual([['account error', false, 1]]);
  });

  it('belongs to it if the app is the same, too', () => {
    const one = attempt({ url: clay });
    expect(joined(one, table({ app: 'clay' }))).toEqual([['account app error', true, 1]]);
    expect(loginsOf(one, [one], table({ app: 'clay' }))[0]).toMatchObject({
      event: 'Failed: IP Address Not Allowed',
      time: '2026-11-22T12:00:03.000+0000',
      found: { kind: 'login-history', app: 'clay' },
    });
  });

  it.each<[string, Row]>([
    ['is of another org', { url: 'globex.my.salesforce.com' }],
    ['names another app', { app: 'Other' }],
    ['is later', { time: '2026-11-22T12:01:03.000+0000' }],
    ['is earlier', { time: '2026-11-22T11:59:00.000+0000' }],
    ['is hours away by its zone', { time: '11/22/2026, 12:00:03 PM PST' }],
    ['does not say its zone', { time: '2026-11-22T12:00:03' }],
    ['was written in a zone that several places use', { time: '22.11.2026, 12:00:03 MEZ' }],
  ])('stays apart if it %s', (_, row) => {
    const one = attempt({ url: clay });
    expect(joined(one, table({ app: 'Clay' }))).toHaveLength(1);
    expect(joined(one, table({ app: 'Clay', ...row }))).toEqual([]);
  });

  it('stays apart from an attempt with another certain cause', () => {
    const one = found(sampleText('chrome.har'))[0] as Found;
    const rows = (status: string) => table({ time: '2026-11-24T10:00:05.000Z', status, url: 'globex.my.salesforce.com' });
    expect(joined(one, rows('Failed: API-only user'))).toEqual([]);
    expect(joined(one, rows('Package for this consumer is not installed'))).toEqual([]);
  });

  it('stays apart if neither the org nor the app is known', () => {
    expect(joined(attempt(), table({ url: 'login.salesforce.com' }))).toEqual([]);
    expect(joined(attempt({ url: clay }), table({ url: 'login.salesforce.com', app: 'Clay' }))).toEqual([['app error', false, 1]]);
  });

  it('is not certain if it fits two attempts', () => {
    const [first, second] = [attempt({ url: clay }), attempt({ url: clay, minutes: 0.5 })];
    expect(joined(first, table({ app: 'Clay' }), [first, second])).toEqual([['account app error', false, 1]]);
  });

  it('is found among rows with the same error, the nearest first', () => {
    const rows = table({ time: '2026-11-20T12:00:00Z' }, { time: '11/22/2026, 4:00:30 AM PST' }, {});
    expect(joined(attempt(), rows)).toEqual([
      ['account error', false, 1],
      ['account error', false, 28],
    ]);
  });
});

describe('many rows', () => {
  const rows = (count: number) =>
    table(...Array.from({ length: count }, (_, index) => ({ time: `2026-11-22T12:00:${10 + (index % 10)}Z` })));

  it('are compared with many attempts within a moment, and the nearest 20 are shown', () => {
    const attempts = Array.from({ length: 50 }, () => attempt());
    const [one] = attempts as [Found];
    const all = rows(2_000);
    expect(loginsOf(one, attempts, all)).toHaveLength(20);
    expect(processorTime(() => loginsOf(one, attempts, all))).toBeLessThan(500);
  });

  it('have up to 5,000 times', () => {
    expect(rows(5_100)[0]?.records[0]).toMatchObject({ count: 5_100, times: { length: 5_000 } });
  });
});

describe('a token response', () => {
  const response = (scope: string | undefined, host = acme) =>
    found(
      JSON.stringify({ access_token: 'CANARY', instance_url: host, token_type: 'Bearer', ...(scope === undefined ? {} : { scope }) }),
    )[0] as Found;
  const requested = (scope: string, host = acme) => found(har([{ url: authorize(undefined, { scope }).replace(acme, host) }]));
  const compared = (one: Found, others: readonly Found[]) =>
    grantedAgainst(one, others).map(({ missing, extra, granted }) => ({ missing, extra, granted }));

  it('shows which requested scopes were not granted, and which others were', () => {
    expect(compared(response('api id'), requested('api+refresh_token+web'))).toEqual([
      { missing: ['refresh_token', 'web'], extra: ['id'], granted: ['api'] },
    ]);
  });

  it('grants what was requested if it names no scopes', () => {
    expect(compared(response(undefined), requested('api+web'))).toEqual([{ missing: [], extra: [], granted: ['api', 'web'] }]);
  });

  it('takes another name of the same access for the same scope', () => {
    expect(compared(response('api offline_access'), requested('api+refresh_token'))[0]).toMatchObject({ missing: [], extra: [] });
  });

  it('is compared with requests of its account only, and once with equal ones', () => {
    const others = [...requested('api'), ...requested('api'), ...requested('web', 'https://globex.my.salesforce.com'), ...requested('id')];
    expect(compared(response('api'), others).map(({ granted }) => granted)).toEqual([['api'], []]);
    expect(compared(response('api'), found(sampleText('firefox.har')))).toEqual([]);
  });
});
