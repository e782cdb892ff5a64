/** The facts of each sample file, and what its receipt counts. */
import { describe, expect, it } from 'vitest';
import { openFile, reviewInputOf } from '@/utils/files/open';
import type { OpenedFile } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { leaked, open, sampleNames, sampleText } from './sample';
import { samples } from './sample-facts';

/** What each result says: its kind, provider, app, scopes, and the errors that its review finds. */
function factsOf({ format, found }: OpenedFile) {
  return found.map(({ kind, input, settings, app, records }) => {
    const reviewed = reviewInputOf(input);
    const { diagnosis } = buildReview(reviewed as NonNullable<typeof reviewed>);
    return {
      format,
      kind,
      provider: input.request.provider,
      app,
      scopes: input.request.scopes.map(({ id }) => id).join(' '),
      ...(settings && { redirects: settings.redirectUrls.join(' ') }),
      ...(diagnosis && { error: diagnosis.causes[0]?.id }),
      ...(records.length > 0 && { records: records.map(({ event, at, count }) => `${event} ${count} ${at}`) }),
    };
  });
}

describe('a sample file', () => {
  it('has facts that are written down, each of them', () => {
    expect(Object.keys(samples).toSorted()).toEqual(sampleNames);
  });

  it.each(Object.entries(samples))('is recognized by its content, and has these facts: %s', (name, { facts, receipt }) => {
    const opened = open(sampleText(name));
    expect(opened && factsOf(opened)).toEqual(facts);
    expect(opened?.receipt).toMatchObject(receipt);
    expect(opened?.receipt.isCut).toBe(false);
  });

  it.each(sampleNames)('F1: gives no secret and no person: %s', (name) => {
    const text = sampleText(name);
    expect(JSON.stringify(open(text))).not.toMatch(leaked);
  });

  it.each(sampleNames)('is plain JSON, so that a worker can post it: %s', (name) => {
    const opened = open(sampleText(name));
    expect(JSON.parse(JSON.stringify(opened))).toEqual(JSON.parse(JSON.stringify(structuredClone(opened))));
  });
});

describe('the scopes of an app in an audit trail', () => {
  const header = 'CreatedDate,Action,Section,Display\n';
  const row = (day: number, scopes: string) =>
    `2026-11-0${day}T00:00:00.000+0000,changeOauthDefaultScope,Connected Apps,"Changed connected app Sync scopes from id to ${scopes}"\n`;
  const other = '2026-11-09T00:00:00.000+0000,insertConnectedApplication,Connected Apps,Installed Connected App Sync to Salesforce\n';
  const scopesOf = (table: string) => openFile(table)?.found[0]?.input.request.scopes.map(({ id }) => id);

  it.each([
    ['the newest first', row(3, 'full') + row(2, 'api') + row(1, 'web')],
    ['the oldest first', row(1, 'web') + row(2, 'api') + row(3, 'full')],
    ['another change first', other + row(3, 'full') + row(2, 'api')],
  ])('are those after the newest change, in any order of the rows: %s', (_, rows) => {
    expect(scopesOf(header + rows)).toEqual(['full']);
  });
});

describe('any other text', () => {
  it.each([
    ['a URL', 'https://app.hubspot.com/oauth/authorize?client_id=1&scope=oauth'],
    ['an error', 'OAUTH_APPROVAL_ERROR_GENERIC'],
    ['a mail', 'Hi,\nwe get "app must be installed into org", Date, Action.\n'],
    ['an API’s response', '{"status":"error","category":"MISSING_SCOPES","errors":[]}'],
    ['a table of something else', 'Name,Status\na,b\n'],
    ['a JSON file of something else', '{"name":"x","srcDir":"src","platformVersion":"2025.2"}'],
    ['a list of requests of something else', '{"requests":[{"url":"https://a.example"}]}'],
    ['nothing', ''],
  ])('is left to the reader of pasted texts: %s', (_, text) => {
    expect(openFile(text)).toBeNull();
  });

  it('has no scopes if its words are only ordinary ones', () => {
    expect(open('The content of the full API profile is in "forms" and tickets.')).toBeNull();
  });
});
