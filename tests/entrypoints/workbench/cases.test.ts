/** What the workbench lists as failures when a login history is opened beside a trace. */
import { describe, expect, it } from 'vitest';
import { openContent } from '@/utils/files/open-content';
import { allSteps } from '@/utils/text/steps';
import { casesOf, countsOf, elsewhereOf, lineOf, listedCases } from '../../../entrypoints/workbench/diagnose/cases';
import { acme, authorize } from '../../providers/salesforce/sample-urls';
import { har } from '../../utils/files/har';
import { sampleText } from '../../utils/files/sample';

const errorPage = `${acme}/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org`;
const request = authorize(undefined, { redirect: 'https://app.clay.com/oauth/callback' });
/** An attempt that fails at 12:00:02 UTC. */
const trace = har([{ url: request, redirect: errorPage }, { url: errorPage }], Date.UTC(2026, 10, 22, 12));

const row = (time: string, status = 'Failed: App must be installed into org', app = 'Clay') =>
  `"2026-11-22T${time}.000+0000","${status}","${app}","${new URL(acme).host}"`;
const logins = (...rows: string[]) => ['LoginTime,Status,Application,LoginUrl', ...rows].join('\n');

const itemsOf = (texts: readonly string[]) =>
  texts.map((text, index) => ({ id: String(index), name: 'x', size: 1, opened: openContent(text), joinedInto: null }));
const open = (...texts: string[]) => allSteps(casesOf(itemsOf(texts)));

describe('the failures of a trace and a login history', () => {
  it('are counted without the row that certainly belongs to an attempt, which its case still has', () => {
    const cases = open(trace, logins(row('12:00:03')));
    expect(cases.map(({ found }) => found.kind)).toEqual(['failure', 'login-history']);
    expect(listedCases(cases).map(({ found }) => found.kind)).toEqual(['failure']);
    expect(countsOf(listedCases(cases)).failures).toBe(1);
  });

  it.each([
    ['a row that another attempt may have, too', [trace, trace, logins(row('12:00:03'))], 3],
    ['a row of another time', [trace, logins(row('12:00:03'), row('18:00:00'))], 2],
    ['a row of another error', [trace, logins(row('12:00:03', 'Failed: IP Address Not Allowed'))], 2],
    ['a row without a trace', [logins(row('12:00:03'))], 1],
    ["a person's own sign-in", [trace, logins(row('12:00:03', 'Restricted IP', 'Browser'))], 1],
    ["a person's own sign-in without a trace", [logins(row('12:00:03', 'Restricted IP', 'Browser'))], 0],
  ])('are counted with %s', (_, texts, expected) => {
    expect(countsOf(listedCases(open(...texts))).failures).toBe(expected);
  });
});

it('has the severity of its error, so that a denial looks the same in the list and in its case', () => {
  const denied = 'https://app.clay.com/cb?error=access_denied&error_description=end-user+denied+authorization';
  expect([trace, denied].map((text) => open(text).map((one) => lineOf(one)?.severity))).toEqual([['blocker'], ['warning']]);
});

it.each([
  ['an audit trail', sampleText('audit-trail-page.csv'), ['review']],
  ['tokens', sampleText('oauth-tokens-query.csv'), ['inventory']],
  ['app settings', sampleText('app-hsmeta.json'), ['settings']],
  ['a request', request, []],
])('of %s, says what it is and which view uses it, also beside a failure', (_, text, views) => {
  const [alone, beside] = [itemsOf([text]), itemsOf([text, trace, text])];
  const found = elsewhereOf(alone, allSteps(casesOf(alone)).length > 0);
  expect(found.map(({ view }) => view)).toEqual(views.length > 0 ? views : ['review']);
  for (const one of found) expect(one.text).toMatch(/\.$/);
  expect(elsewhereOf(beside, allSteps(casesOf(beside)).length > 0).map(({ view }) => view)).toEqual(views);
});
