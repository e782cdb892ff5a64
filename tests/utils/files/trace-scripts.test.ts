/** What the scripts of recorded pages were answered with, and what a page shows in other markup. */
import { describe, expect, it } from 'vitest';
import { openFile, parsedFile } from '@/utils/files/open';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import { buildReview } from '@/utils/review/build-review';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { acme, authorize } from '../../providers/salesforce/sample-urls';
import { har, type Page } from './har';

const request = authorize();
const callback = new URL(request).searchParams.get('redirect_uri') ?? '';
const code = `${callback}?code=CANARY`;
const notInstalled = `${acme}/setup/secur/RemoteAccessErrorPage.apexp?error=invalid_client&error_description=app+must+be+installed+into+org`;
const restricted = '{"error":"invalid_grant","error_description":"ip restricted"}';
const token = 'https://login.salesforce.com/services/oauth2/token';

/** Opens a trace, and the one that is saved of it, which has to read the same. */
function opened(pages: readonly Page[]) {
  const read = openFile(har(pages))?.found ?? [];
  const saved = sanitizedHar(
    read.map(({ timeline }) => timeline ?? []),
    { version: '1', comment: '' },
  );
  expect(saved).not.toContain('CANARY');
  const again = openFile(saved)?.found ?? [];
  const facts = (found: typeof read) => found.map(({ kind, input }) => [kind, input.appError, input.snapshot?.paragraphs]);
  expect(facts(again)).toEqual(facts(read));
  return read;
}

function causesOf(pages: readonly Page[]): (string | undefined)[] {
  const file = openFile(har(pages));
  const parsed = file && parsedFile(file);
  return parsed?.ok ? parsed.inputs.map((input) => buildReview(input).diagnosis?.causes[0]?.id) : [];
}

describe('a token that a script of the page did not get', () => {
  const approved = [{ url: request, redirect: code }, { url: code }];

  it.each<[string, Page, string | null]>([
    ['from the provider', { url: token, type: 'fetch', method: 'POST', status: 400, body: restricted }, 'invalid_grant: ip restricted'],
    [
      'from the app’s own server',
      { url: `${new URL(callback).origin}/api/exchange`, type: 'xhr', status: 400, body: '{"detail":{"error": "invalid_client"}}' },
      'invalid_client',
    ],
    ['in an answer that was no refusal', { url: token, type: 'fetch', body: restricted }, null],
    ['for an image', { url: token, type: 'image', status: 400, body: restricted }, null],
    ['in an answer that names no such error', { url: token, type: 'fetch', status: 400, body: '{"error":"busy"}' }, null],
  ])('%s', (_, answer, appError) => {
    expect(opened([...approved, answer])).toMatchObject([{ kind: 'approval', input: { appError } }]);
  });

  it('counts no more once the script got one', () => {
    const refused: Page = { url: token, type: 'fetch', status: 400, body: restricted };
    const got: Page = { url: token, type: 'fetch', body: '{"access_token":"CANARY"}' };
    expect(opened([...approved, refused, got])).toMatchObject([{ input: { appError: null } }]);
    expect(opened([...approved, got, refused])).toMatchObject([{ input: { appError: 'invalid_grant: ip restricted' } }]);
  });

  it('leaves an earlier refusal unsolved', () => {
    const failed: Page = { url: token, type: 'fetch', status: 400, body: restricted };
    const pages = [{ url: request, redirect: notInstalled }, { url: notInstalled }, ...approved];
    expect(opened(pages)[0]?.input.connectedAt).toBeDefined();
    expect(opened([...pages, failed])[0]?.input.connectedAt).toBeUndefined();
  });
});

describe('an error that a page of HubSpot got from its server', () => {
  const page = hubspotUrl(['oauth', 'crm.foo']);
  const answer = (body: string): Page => ({ url: 'https://app.hubspot.com/oauth/v2/validate', type: 'xhr', status: 400, body });

  it('is what the page showed', () => {
    const body = JSON.stringify({
      status: 'error',
      message: 'Authorization failed because one or more scopes are invalid: \u201ccrm.foo\u201d',
    });
    expect(opened([{ url: page }, answer(body)])).toMatchObject([{ kind: 'failure' }]);
    expect(causesOf([{ url: page }, answer(body)])).toEqual(['unknown-scopes']);
  });

  it('is unknown in other words', () => {
    expect(
      opened([{ url: page }, answer(String.raw`{"message":"Something with \"quotes\" and \u00e9 \x \u12 went wrong\u"}`)]),
    ).toMatchObject([{ kind: 'request', timeline: [{ refusedStatus: 400 }] }]);
  });
});

describe('the heading of an error page', () => {
  it.each([
    '<h1>Couldn’t complete the connection</h1>',
    '<h4 class="x">Couldn&#8217;t complete the connection</h4>',
    '<h2><span>Couldn&#x2019;t complete</span> the connection</h2>',
  ])('is read in %s', (heading) => {
    const body = `${heading}<p>Authorization failed because your account lacks access to the required scopes [automation].</p>`;
    expect(causesOf([{ url: hubspotUrl(['oauth', 'automation']), body }])).toEqual(['hubspot-plan-missing']);
  });
});

describe('an empty code', () => {
  it('connects no app', () => {
    expect(opened([{ url: request, redirect: `${callback}?code=` }])).toMatchObject([{ kind: 'request' }]);
  });
});
