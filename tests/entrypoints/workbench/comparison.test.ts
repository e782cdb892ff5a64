/** How the scopes of a request differ from another list. */
import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { salesforce } from '@/providers/salesforce';
import { openFile } from '@/utils/files/open';
import { buildReview } from '@/utils/review/build-review';
import { readRequests } from '@/utils/review/read-requests';
import { beforeChange, compareScopes } from '../../../entrypoints/workbench/review/comparison';

const requestOf = (scope: string) => {
  const url = `https://login.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9&redirect_uri=https%3A%2F%2Fa.example%2Fcb&scope=${scope}`;
  const [read] = readRequests(url);
  if (!read?.ok) throw new Error('the sample is a request');
  return read.request;
};

const includedIn = (here: string, there: string, otherApp: string | null) => {
  const request = requestOf(here);
  const { groups } = compareScopes(
    { provider: salesforce, request },
    buildReview({ provider: salesforce, request }),
    null,
    requestOf(there).scopes,
    {
      unwanted: [],
      otherApp,
    },
  );
  return groups.flatMap(({ rows }) => rows.map(({ id, change, included }) => `${id} ${change} ${included}`.trim()));
};

it('says that a wider scope of the other app includes one, as far as the catalog says so', () => {
  expect(includedIn('api+refresh_token+cdp_api', 'full+refresh_token', 'PostHog')).toEqual([
    'api new included in full there',
    'refresh_token same',
    'cdp_api new',
    'full removed',
  ]);
  expect(includedIn('full', 'api+refresh_token', 'Clay')).toEqual([
    'full new',
    'api removed included in full here',
    'refresh_token removed',
  ]);
  // Of one app, the list itself has changed.
  expect(includedIn('full', 'api', null)).toEqual(['full new', 'api removed']);
});

it('says what a scope allows beside its main access, whether it is requested or was before', () => {
  const url = (scope: string) =>
    `https://app.hubspot.com/oauth/authorize?client_id=c&redirect_uri=https%3A%2F%2Fa.example%2Fcb&scope=${scope}`;
  const [now, before] = ['oauth%20crm.objects.contacts.write', 'oauth%20crm.objects.deals.write'].map(
    (scope) => readRequests(url(scope))[0],
  );
  if (!now?.ok || !before?.ok) throw new Error('the samples are requests');
  const { request } = now;
  const review = buildReview({ provider: hubspot, request });
  const { groups } = compareScopes({ provider: hubspot, request }, review, null, before.request.scopes, { unwanted: [], otherApp: null });
  const rows = groups.flatMap((group) => group.rows).filter(({ access }) => access === 'write');
  expect(rows.map(({ id, alsoAllows }) => [id, alsoAllows])).toEqual([
    ['crm.objects.contacts.write', ['delete']],
    ['crm.objects.deals.write', ['delete']],
  ]);
});

describe('the scopes before the newest change of an audit trail', () => {
  const scopesBefore = (...rows: [time: string, change: string][]) => {
    const lines = rows.map(([time, change]) => `"${time}",,,"Changed connected app Sync scopes from ${change}",Connected Apps,`);
    const { found = [] } = openFile(['Date,User,Source Namespace Prefix,Action,Section,Delegate User', ...lines].join('\n')) ?? {};
    const change = found[0] && beforeChange(found[0]);
    return change && [change.at, ...change.scopes.map(({ id }) => id)];
  };

  it('are those that its row names, whatever its place in the file', () => {
    const rows: [string, string][] = [
      ['2026-11-24', 'api, refresh_token to full, refresh_token'],
      ['2026-11-23', 'id to api, refresh_token'],
    ];
    for (const all of [rows, rows.toReversed()]) expect(scopesBefore(...all)).toEqual(['2026-11-24', 'refresh_token', 'api']);
    expect(scopesBefore(['', 'api to null'])).toEqual([null, 'api']);
  });

  it('are unknown if it is unknown which change is the newest, and without one', () => {
    expect(scopesBefore(['5 janv. 2026', 'api to full'], ['20 oct. 2026', 'full to api'])).toBeNull();
    expect(scopesBefore(['2026-11-24', 'api to full'], ['2026-11-24', 'id to full'])).toBeNull();
    const [installed] =
      openFile('Date,Action,Section,Delegate User\n,Installed connected app Sync to Salesforce,Connected Apps,\n')?.found ?? [];
    expect(installed && beforeChange(installed)).toBeNull();
  });
});
