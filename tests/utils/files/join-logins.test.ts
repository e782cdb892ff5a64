/** The rows of a login history beside the attempts in a trace, and a grant beside its request. */
import { describe, expect, it } from 'vitest';
import { findingSteps } from '@/utils/diagnosis/finding-text';
import { grantedAgainst } from '@/utils/files/granted';
import { loginsOf, loginsOfAttempts, whyNoLogin, withLogins } from '@/utils/files/join-logins';
import { joinableIn, openFile, reviewInputOf } from '@/utils/files/open';
import type { Found } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { messagesFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Review } from '@/utils/review/types';
import { allSteps } from '@/utils/text/steps';
import { processorTime } from '../../processor-time';
import { acme, authorize } from '../../providers/salesforce/sample-urls';
import { har } from './har';
import { sampleText } from './sample';

const found = (text: string): readonly Found[] => {
  const file = openFile(text);
  return file ? joinableIn(file) : [];
};
const errorPage = `${acme}/setup/secur/RemoteAccessErrorPage.apexp`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';
const clientId = '3MVG9ledgerly';
const clay = authorize(undefined, { redirect: 'https://app.clay.com/oauth/callback' });

/** An attempt that fails at 12:00:02 UTC on November 22, 2026, or some minutes later. */
function attempt({ url = authorize(), host = acme, page = generic, query = '', minutes = 0 } = {}): Found {
  const error = `${errorPage.replace(acme, host)}${query}`;
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
  allSteps(loginsOf(one, [...attempts, ...rows])).map(({ same, isCertain, secondsApart }) => [same.join(' '), isCertain, secondsApart]);

describe('a row of a login history', () => {
  it('may belong to an attempt at the same time in the same org, if the trace names no app', () => {
    expect(joined(attempt(), table({}))).toEqual([['account error', false, 1]]);
  });

  it('belongs to it if the app is the same, too', () => {
    const one = attempt({ url: clay });
    expect(joined(one, table({ app: 'clay' }))).toEqual([['account app error', true, 1]]);
    expect(allSteps(loginsOf(one, [one, ...table({ app: 'clay' })]))[0]).toMatchObject({
      event: 'Failed: IP Address Not Allowed',
      time: '2026-11-22T12:00:03.000+0000',
      found: { kind: 'login-history', app: 'clay' },
    });
  });

  it.each<[string, Row]>([
    ['is of another org', { url: 'globex.my.salesforce.com' }],
    ['names another app', { app: 'Other' }],
    ['is later', { time: '2026-11-22T12:05:03.000+0000' }],
    ['is earlier', { time: '2026-11-22T11:54:59.000+0000' }],
    ['is a minute later and is of an org that is not known', { time: '2026-11-22T12:01:03.000+0000', url: 'login.salesforce.com' }],
    ['is hours away by its zone', { time: '11/22/2026, 12:00:03 PM PST' }],
    ['does not say its zone and is minutes away in each', { time: '2026-11-22T12:07:03' }],
    ['does not say its zone and is of an org that is not known', { time: '2026-11-22T12:00:03', url: 'login.salesforce.com' }],
    ['does not say its time', { time: '2026-11-22' }],
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

  it.each<[string, Row, [string, boolean, number]]>([
    ['in the zone of its table', { time: '22.11.2026, 13:00:03 MEZ' }, ['account app error', true, 1]],
    ['without a zone, if it fits in one', { time: '11/22/2026, 7:45:03 AM' }, ['account app error', false, 1]],
    ['in an ambiguous order of day and month', { time: '11/22/2026 17:30 IST' }, ['account app error', false, 0]],
    ['by a clock that is some minutes off', { time: '2026-11-22T12:04:32Z' }, ['account app error', false, 270]],
    ['with a longer name of the app', { app: 'Clay Connector' }, ['account error', false, 1]],
    ['with the client ID in place of the name', { app: '3MVG9ledgerly' }, ['account app error', true, 1]],
  ])('may belong or belongs to it %s', (_, row, expected) => {
    expect(joined(attempt({ url: clay }), table({ app: 'Clay', ...row }))).toEqual([expected]);
  });

  it('belongs to it if opened settings give the client ID this name', () => {
    const settings = found(sampleText('connected-app.xml').replace('Contact &amp; deal sync', 'Sync').replace('3MVG9.FILES', clientId));
    expect(joined(attempt(), [...settings, ...table({})])).toEqual([['account app error', true, 1]]);
    expect(joined(attempt(), [...settings, ...table({ app: 'Other' })])).toEqual([]);
  });

  it('may belong to it if only the error fits and nothing differs', () => {
    expect(joined(attempt(), table({ url: 'login.salesforce.com' }))).toEqual([['error', false, 1]]);
    expect(joined(attempt(), table({ url: 'login.salesforce.com', status: 'Failed: Mobile License Required' }))).toEqual([]);
    expect(joined(attempt({ url: clay }), table({ url: 'login.salesforce.com', app: 'Clay' }))).toEqual([['app error', false, 1]]);
  });

  it('may belong to it if a person signed in on the login page meanwhile, whichever app the attempt is of', () => {
    const [own, other] = [{ app: 'Browser' }, { app: 'Browser', status: 'Invalid Password' }];
    for (const one of [attempt(), attempt({ url: clay })]) expect(joined(one, table(own, other))).toEqual([['account error', false, 1]]);
    const one = attempt({ url: clay });
    expect(allSteps(loginsOfAttempts([one, ...table(own)]))).toEqual(new Set());
  });

  it('is not certain if it fits two attempts', () => {
    const [first, second] = [attempt({ url: clay }), attempt({ url: clay, minutes: 0.5 })];
    expect(joined(first, table({ app: 'Clay' }), [first, second])).toEqual([['account app error', false, 1]]);
  });

  it('is not certain, and stays a failure, if another one has another error, because an attempt is refused once', () => {
    const one = attempt({ url: clay });
    const rows = table({ app: 'Clay' }, { app: 'Clay', status: 'Failed: Not approved for access', time: '2026-11-22T12:00:10Z' });
    expect(joined(one, rows).map(([, isCertain]) => isCertain)).toEqual([false, false]);
    expect(allSteps(loginsOfAttempts([one, ...rows]))).toEqual(new Set());
    expect(joined(one, rows.slice(0, 1)).map(([, isCertain]) => isCertain)).toEqual([true]);
  });

  it('is found among rows with the same error, the nearest first', () => {
    const rows = table({ time: '2026-11-20T12:00:00Z' }, { time: '11/22/2026, 4:00:30 AM PST' }, {});
    expect(joined(attempt(), rows)).toEqual([
      ['account error', false, 1],
      ['account error', false, 28],
    ]);
  });
});

describe('the reason why no row belongs to an attempt', () => {
  const one = attempt({ url: clay });
  const why = (rows: readonly Found[], of = one) => {
    expect(allSteps(loginsOf(of, rows))).toEqual([]);
    return allSteps(whyNoLogin(of, rows));
  };

  it.each<[string, Row, object]>([
    [
      'the time',
      { time: '2026-11-22T20:00:03.000Z' },
      { reason: 'time', nearest: { secondsApart: 28_801, time: '2026-11-22T20:00:03.000Z' } },
    ],
    [
      'the org',
      { url: 'globex.my.salesforce.com' },
      { reason: 'account', nearest: { account: 'globex.my.salesforce.com', secondsApart: 1 } },
    ],
    ['the app', { app: 'Other' }, { reason: 'app', nearest: { app: 'Other' } }],
    [
      'the app of a row that is minutes away',
      { app: 'Other', time: '2026-11-22T12:04:30Z' },
      { reason: 'app', nearest: { secondsApart: 268 } },
    ],
    ['the time of a row that is more than five minutes away', { app: 'Other', time: '2026-11-22T12:06:00Z' }, { reason: 'time' }],
    ['that no time can be read', { time: '2026-11-22' }, { reason: 'row-time', nearest: null }],
    [
      'that too little is known',
      { time: '2026-11-22T12:00:03', url: 'login.salesforce.com' },
      { reason: 'unknown', nearest: { secondsApart: 1 } },
    ],
  ])('is %s', (_, row, expected) => expect(why(table({ app: 'Clay', ...row }))).toMatchObject(expected));

  it('is the error if the attempt has another certain cause', () => {
    const certain = found(sampleText('chrome.har'))[0] as Found;
    const rows = table({ time: '2026-11-24T10:00:05.000Z', status: 'Failed: API-only user', url: 'globex.my.salesforce.com' });
    expect(why(rows, certain)).toMatchObject({ reason: 'error', nearest: { event: 'Failed: API-only user' } });
  });

  it('is that of the row that is most like the attempt', () => {
    const rows = table({ url: 'globex.my.salesforce.com' }, { app: 'Other', time: '2026-11-22T12:00:30Z' });
    expect(why(rows)).toMatchObject({ reason: 'app', nearest: { secondsApart: 28 } });
  });

  it('is that the trace has no times, and none if there are no rows', () => {
    const timeless = { ...one, timeline: one.timeline?.map((step) => ({ ...step, at: null })) ?? [] };
    expect(why(table({}), timeless)).toEqual({ reason: 'trace-time', nearest: null });
    expect(why([])).toBeNull();
    expect(why(found(sampleText('app-hsmeta.json')))).toBeNull();
  });
});

describe('a step that looks for the row of an error', () => {
  const stepsOf = (review: Review) => review.diagnosis?.causes.map((cause) => findingSteps(cause).map(({ text }) => text)) ?? [];
  const reviewOf = (one: Found | undefined) => buildReview(reviewInputOf((one as Found).input) as ReviewInput);

  it('is left out if the row itself is explained, whose status is copied or in a table', () => {
    const [row] = table({ status: 'Failed: API-only user' });
    const [[first] = []] = stepsOf(reviewOf(row));
    expect(first).toBe('Choose a user who has a full license and only the permissions that the app needs.');
    const pasted = parseInput('Failed: API-only user');
    expect(pasted.ok && stepsOf(buildReview(pasted.input))[0]).toEqual(stepsOf(reviewOf(row))[0]);
  });

  it('is left out if a row belongs to the attempt, and stays otherwise', () => {
    const review = reviewOf(attempt());
    const looks = (steps: string[][]) => steps.flat().filter((text) => text.includes('(LogRow)'));
    expect(looks(stepsOf(review))).not.toEqual([]);
    const one = attempt();
    const known = withLogins(review, allSteps(loginsOf(one, [one, ...table({})])));
    expect(looks(stepsOf(known))).toEqual([]);
    expect(stepsOf(known).every(({ length }) => length > 0)).toBe(true);
  });
});

describe('a row beside an attempt whose error says no reason', () => {
  const one = attempt({ url: clay });
  const other = attempt({ url: clay, minutes: 0.5 });
  const reviewOf = (rows: readonly Found[], attempts: readonly Found[] = [one]) =>
    withLogins(buildReview(reviewInputOf(one.input) as ReviewInput), allSteps(loginsOf(one, [...attempts, ...rows])));
  const firstOf = (review: Review) => [review.diagnosis?.causes[0]?.id, review.diagnosis?.causes[0]?.confidence];
  const apiOnly = { app: 'Clay', status: 'Failed: API-only user' };

  it('makes its cause the likely one, and never certain, if org, app and time agree', () => {
    const review = reviewOf(table(apiOnly));
    expect(firstOf(review)).toEqual(['salesforce-api-only-user', 'likely']);
    expect(review.diagnosis?.causes.slice(1).every(({ confidence }) => confidence === 'possible')).toBe(true);
    expect(review.diagnosis?.causes.length).toBeGreaterThan(2);
  });

  it.each<[string, Row[], Found[]]>([
    ['the app is not named', [{ ...apiOnly, app: '' }], [one]],
    ['another attempt is as near', [apiOnly], [one, other]],
    ['another row names another cause', [apiOnly, { app: 'Clay', status: 'Failed: Computer Activation Required' }], [one]],
    ['the table does not say its zone', [{ ...apiOnly, time: '2026-11-22T12:00:03' }], [one]],
  ])('changes no cause if %s', (_, rows, attempts) => {
    expect(firstOf(reviewOf(table(...rows), attempts))).toEqual(firstOf(reviewOf([])));
  });

  it('changes no cause that the error itself says', () => {
    const query = '?error=invalid_client&error_description=ip+restricted';
    const said = attempt({ url: clay, query });
    const review = buildReview(reviewInputOf(said.input) as ReviewInput);
    expect(firstOf(review)[1]).toBe('observed');
    const logins = allSteps(loginsOf(said, [said, ...table({ app: 'Clay' })]));
    expect(logins.map(({ isLikely }) => isLikely)).toEqual([true]);
    expect(firstOf(withLogins(review, logins))).toEqual(firstOf(review));
  });

  it('stands in the texts to send and in the report', () => {
    const review = reviewOf(table(apiOnly));
    const report = reportOf(review);
    const texts = [...messagesFor(review).map(({ text }) => text), report ? reportAsMarkdown(review, report) : ''];
    expect(texts.length).toBeGreaterThan(2);
    const withRow = texts.filter((text) => text.includes('Failed: API-only user'));
    expect(withRow.length).toBe(texts.length - messagesFor(review).filter(({ kind }) => kind === 'questions').length);
  });

  it('is no failure besides the attempt', () => {
    expect(allSteps(loginsOfAttempts([one, ...table(apiOnly)])).size).toBe(1);
    expect(allSteps(loginsOfAttempts([one, ...table({ ...apiOnly, app: '' })])).size).toBe(0);
    expect(allSteps(loginsOfAttempts([one, other, ...table(apiOnly)])).size).toBe(0);
  });
});

describe('many rows', () => {
  const rows = (count: number) =>
    table(...Array.from({ length: count }, (_, index) => ({ time: `2026-11-22T12:00:${10 + (index % 10)}Z` })));

  it('are compared with many attempts within a moment, and the nearest 20 are shown', () => {
    const attempts = Array.from({ length: 50 }, () => attempt());
    const [one] = attempts as [Found];
    const all = rows(2_000);
    expect(allSteps(loginsOf(one, [...attempts, ...all]))).toHaveLength(20);
    expect(processorTime(() => allSteps(loginsOf(one, [...attempts, ...all])))).toBeLessThan(500);
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
    allSteps(grantedAgainst(one, others)).map(({ missing, extra, granted }) => ({ missing, extra, granted }));

  it('shows which requested scopes were not granted, and which others were', () => {
    expect(compared(response('api id'), requested('api+refresh_token+web'))).toEqual([
      { missing: ['refresh_token', 'web'], extra: ['id'], granted: ['api'] },
    ]);
  });

  it('lacks no scope that a granted one includes', () => {
    expect(compared(response('full'), requested('api+web+refresh_token'))[0]?.missing).toEqual(['refresh_token']);
  });

  it('grants what was requested if it names no scopes', () => {
    expect(compared(response(undefined), requested('api+web'))).toEqual([{ missing: [], extra: [], granted: ['api', 'web'] }]);
  });

  it('takes another name of the same access for the same scope', () => {
    expect(compared(response('api offline_access'), requested('api+refresh_token'))[0]).toMatchObject({ missing: [], extra: [] });
  });

  it('is compared with the last request that was not refused, or else with the last refused one', () => {
    const trace = (scope: string, minutes: number, redirect?: string) =>
      found(har([{ url: authorize(undefined, { scope }), ...(redirect ? { redirect } : {}) }], Date.UTC(2026, 10, 22, 12, minutes)));
    const refused = (scope: string, minutes: number) => trace(scope, minutes, `${errorPage}?error=invalid_client`);
    const facts = (...others: (readonly Found[])[]) =>
      allSteps(grantedAgainst(response('api'), others.flat())).map(({ at, isRefused, missing }) => [
        new Date(at ?? 0).getUTCMinutes(),
        isRefused,
        missing.join(' '),
      ]);
    expect(facts(refused('api+web', 0), trace('api+id', 10), trace('api+id', 20), refused('api+id', 30))).toEqual([[20, false, 'id']]);
    expect(facts(refused('api+id', 0), refused('api+id', 30))).toEqual([[30, true, 'id']]);
  });

  it('is compared with requests of its account only, and once with equal ones', () => {
    const others = [...requested('api'), ...requested('api'), ...requested('web', 'https://globex.my.salesforce.com'), ...requested('id')];
    expect(compared(response('api'), others).map(({ granted }) => granted)).toEqual([['api'], []]);
    expect(compared(response('api'), found(sampleText('firefox.har')))).toEqual([]);
  });
});
