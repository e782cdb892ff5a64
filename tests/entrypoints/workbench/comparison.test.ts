/** How the scopes of a request differ from another list. */
import { expect, it } from 'vitest';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import { readRequests } from '@/utils/review/read-requests';
import { compareScopes } from '../../../entrypoints/workbench/review/comparison';

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
