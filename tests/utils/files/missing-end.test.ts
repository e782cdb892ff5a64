/** Nobody may take a connection whose end was not recorded for one without an error. */
import { expect, it } from 'vitest';
import { endTexts, missingEnd } from '@/utils/files/missing-end';
import { openFile } from '@/utils/files/open';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import type { OpenedFile } from '@/utils/files/types';
import { authorize } from '../../providers/salesforce/sample-urls';
import { har } from './har';
import { sampleNames, sampleText } from './sample';

/** An entry of a trace that is no page. */
interface Left {
  _resourceType?: string;
  headers?: object[];
  mimeType?: string;
}

const url = authorize();
const callback = new URL(url).searchParams.get('redirect_uri') ?? '';
const ends = (text: string) => {
  const opened = openFile(text) as OpenedFile;
  return opened.found.map((found) => missingEnd(found, opened));
};

it('is missing if the file was cut off, but only of the last connection', () => {
  const pages = [{ url }, { url: authorize(undefined, { state: '2' }), redirect: callback }];
  expect(ends(har(pages).slice(0, -5))).toEqual(['unfinished', 'cut']);
});

it('is missing of the request in whose response the file ends, after one that failed', () => {
  const pages = [{ url, redirect: `${callback}?error=access_denied` }, { url: authorize(undefined, { state: '2' }) }];
  const text = har(pages).replaceAll('"_resourceType":"document",', '');
  expect(ends(text.slice(0, text.lastIndexOf('"redirectURL"')))).toEqual([null, 'cut']);
});

it('is missing if the recording was stopped before it', () => {
  expect(ends(har([{ url }]))).toEqual(['unfinished']);
});

it.each([
  ['an icon', { _resourceType: 'other', headers: [{ name: 'Sec-Fetch-Dest', value: 'image' }] }],
  ['a script', { _resourceType: 'script' }],
  ['a report', { _resourceType: 'ping' }],
  ['an image in a trace without types', { mimeType: 'image/png' }],
])('is missing, whatever became of the request for %s', (_, { headers = [], mimeType = '', ...type }: Left) => {
  const left = { ...type, request: { url: new URL('/x', url).href, headers }, response: { status: 404, content: { mimeType } } };
  expect(ends(har([{ url }]).replace(/\]\}\}$/, `,${JSON.stringify(left)}]}}`))).toEqual(['unfinished']);
});

const signIn = new URL('/?ec=302&startURL=%2F', url).href;
const refusedRequest = { _resourceType: 'xhr', request: { url: new URL('/api/x', url).href }, response: { status: 403 } };
it.each([
  ['status', har([{ url, status: 503, body: 'Down for maintenance' }]), 'HTTP 503'],
  ['network', har([{ url, status: 0 }]), 'no error code'],
  [
    'network',
    har([{ url, status: 0 }]).replace('"status":0', '"status":0,"_error":"net::ERR_NAME_NOT_RESOLVED"'),
    'net::ERR_NAME_NOT_RESOLVED',
  ],
  ['sign-in', har([{ url, redirect: signIn }, { url: signIn }, { url: signIn, method: 'POST' }]), 'sign-in page'],
  ['page', har([{ url }]).replace(/\]\}\}$/, `,${JSON.stringify(refusedRequest)}]}}`), 'HTTP 403'],
])('says what the trace ends with, and asks nobody to record it again: %s', (end, text, detail) => {
  const opened = openFile(text) as OpenedFile;
  const [connection] = opened.found as [OpenedFile['found'][0]];
  expect(ends(text)).toEqual([end]);
  const told = endTexts(end as 'status', connection).join('\n');
  expect(told).toContain(detail);
  expect(told).toContain(new URL(url).host);
  expect(told).not.toMatch(/Record the connection again|No error was recorded/);
  expect(ends(sanitizedHar([connection.timeline ?? []], { version: '1', comment: '' }))).toEqual([end]);
});

it('is the same of each sample once it is sanitized, also if it has no statuses', () => {
  const traces = sampleNames.map(sampleText).filter((text) => openFile(text)?.found.some(({ timeline }) => timeline));
  expect(traces.flatMap(ends)).toContain('unfinished');
  for (const text of traces) {
    const timelines = openFile(text)?.found.flatMap(({ timeline }) => (timeline ? [timeline] : [])) ?? [];
    expect(ends(sanitizedHar(timelines, { version: '1', comment: '' }))).toEqual(
      ends(text).map((end) => (end === 'cut' ? 'unfinished' : end)),
    );
  }
});

it('is not what only an earlier page shows', () => {
  expect(ends(har([{ url, status: 503 }, { url }]))).toEqual(['unfinished']);
});

it('is there if the app got a code or an error', () => {
  expect(ends(har([{ url, redirect: `${callback}?code=CANARY` }]))).toEqual([null]);
  expect(ends(har([{ url, redirect: `${callback}?error=access_denied` }]))).toEqual([null]);
});

it('is not known of a service that is not supported', () => {
  const google = 'https://accounts.google.com/o/oauth2/v2/auth?client_id=1&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=openid';
  expect(ends(har([{ url: google, redirect: 'https://x.example/cb?error=access_denied' }]))).toEqual(['unsupported']);
});

it('says nothing of what is no trace', () => {
  expect(ends('AppName,AppMenuItemId\nSync,1\n')).toEqual([null]);
});
