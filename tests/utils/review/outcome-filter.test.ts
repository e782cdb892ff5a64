import { describe, expect, it } from 'vitest';
import { outcomeJson, outcomeMatcher, outcomesCsv } from '@/utils/review/outcome-filter';
import type { StoredOutcome } from '@/utils/storage/schema';
import { isoWithOffset } from '@/utils/text/time';

const outcome: StoredOutcome = {
  ...{ id: '7-1', at: 1_700_000_000_000, provider: 'salesforce', app: '3MVG9client', appName: 'Clay', account: 'globex.my.salesforce.com' },
  scopes: { requested: ['api', 'refresh_token'], kept: ['api'], dropped: ['refresh_token'] },
  outcome: { kind: 'refused', rule: 'salesforce-app-not-installed' },
};
const matches = (filter: object, of = outcome) => outcomeMatcher({ text: '', provider: null, kind: null, ...filter })(of);

describe('the filter of outcomes', () => {
  it.each([
    ['the name of the app', 'cla'],
    ['the client ID in another case', '3mvg9'],
    ['the account', 'globex'],
    ['the name of the provider', 'Salesforce'],
    ['a scope ID', 'refresh_token'],
    ['the ID of the error', 'app-not-installed'],
    ['the title of the error', 'not installed'],
    ['several words in any order', ' api  CLAY '],
    ['nothing', '  '],
  ])('finds %s', (_, text) => {
    expect(matches({ text })).toBe(true);
  });

  it.each([
    ['one of several words is missing', { text: 'clay outreach' }],
    ['the words are in two fields', { text: 'clay3mvg' }],
    ['the provider is another one', { provider: 'hubspot' }],
    ['the outcome is another one', { kind: 'denied' }],
  ])('leaves out a flow if %s', (_, filter) => {
    expect(matches(filter)).toBe(false);
  });

  it('finds a flow of a provider, with an error and without scopes, that this version does not know', () => {
    const unknown: StoredOutcome = { ...outcome, provider: 'acme', scopes: null, outcome: { kind: 'refused', rule: 'acme-gone' } };
    expect(matches({ text: 'acme-gone', provider: 'acme', kind: 'refused' }, unknown)).toBe(true);
  });
});

describe('the export of outcomes', () => {
  it('has a line for each flow, and the columns and the byte order mark only at the beginning', () => {
    const time = isoWithOffset(outcome.at);
    const first = outcomesCsv([outcome], { isFirst: true, bom: true });
    expect(first.startsWith('\ufefftime,provider,')).toBe(true);
    expect(first.split('\r\n')[1]).toMatch(
      new RegExp(
        `^${time.replace(/[+]/g, '\\+')},salesforce,Clay,3MVG9client,globex\\.my\\.salesforce\\.com,refused,salesforce-app-not-installed,.+,2,1,api refresh_token,api,refresh_token,$`,
      ),
    );
    const next = outcomesCsv([{ ...outcome, appName: '=1+1', scopes: null, outcome: { kind: 'denied', rule: null } }], {
      isFirst: false,
      bom: true,
    });
    expect(next).toBe(`${time},salesforce,'=1+1,3MVG9client,globex.my.salesforce.com,denied,,,,,,,,\r\n`);
  });

  it('says of what a page of a customer shows that it does', () => {
    const onSite: StoredOutcome = { ...outcome, onCustomerPage: true };
    expect(outcomesCsv([onSite], { isFirst: true, bom: false })).toMatch(/,on_customer_page\r\n.*,yes\r\n$/);
    expect(JSON.parse(outcomeJson(onSite))).toMatchObject({ onCustomerPage: true });
  });

  it('as JSON has the time, the app and the scopes, and no ID of the flow', () => {
    expect(JSON.parse(outcomeJson(outcome))).toEqual({
      ...{
        time: isoWithOffset(outcome.at),
        provider: 'salesforce',
        app: 'Clay',
        client: '3MVG9client',
        account: 'globex.my.salesforce.com',
      },
      ...{ kind: 'refused', rule: 'salesforce-app-not-installed', scopes: outcome.scopes },
    });
  });
});
