/** Any site can send the extension a hostile URL, and a user may paste a hostile text. */
import { describe, expect, it } from 'vitest';
import { providerOf, providers, readRequest } from '@/providers';
import type { AuthorizationRequest } from '@/providers/contract/request';
import { redactText } from '@/providers/oauth2/redact';
import { reduceFlow } from '@/utils/flow/reduce';
import { findUrls } from '@/utils/review/find-urls';
import { parseInput } from '@/utils/review/parse-input';
import { readReport } from '@/utils/review/read-report';
import { readRequests } from '@/utils/review/read-requests';
import { readAppSettings } from '@/utils/review/read-settings';
import { unwrapUrl } from '@/utils/review/unwrap-url';
import { withoutMarkup } from '@/utils/text/markup';
import { processorTime } from '../../processor-time';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { authorize } from '../../providers/salesforce/sample-urls';

const hubspot = hubspotUrl(['oauth'], ['tickets']);
const salesforce = authorize();

const pieces = ['&a', '%25', '[', '((((', '\\', ' ', 'error=', 'https://', '&amp;', '=\n'];

/** Narrows a request whatever its length, because the limit must not hide that editing is slow. */
function narrowAny(url: string): void {
  const parsed = readRequest(url);
  if (!parsed.ok) return;
  const request: AuthorizationRequest = { ...parsed.value, readOnly: null };
  for (const provider of providers) provider.requests.narrow(request, new Set(['oauth', 'id']));
}

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  readRequest: (text) => [hubspot, salesforce].map((url) => readRequest(url + text)),
  narrow: (text) => [hubspot, salesforce].map((url) => narrowAny(url + text)),
  parseInput: (text) => [text, hubspot + text, `${hubspot}\n${text}`].map(parseInput),
  readRequests: (text) => [text, `Look: ${hubspot}${text}`].map(readRequests),
  findUrls: (text) => [text, `https://a.b/?${text}`, `<https://a.b/?${text}`, `https://a.b/?${text}x`].map(findUrls),
  unwrapUrl: (text) => [`https://urldefense.com/v3/__${text}__;a!`, `https://www.google.com/url?q=${text}`].map(unwrapUrl),
  redactText,
  withoutMarkup,
  classifyUrl: (text) => ['https://app.hubspot.com/', salesforce, 'https://x.example/?'].map((url) => providerOf(new URL(url + text))),
  readReport: (text) => [text, `\`\`\`json\n${text}`].map(readReport),
  readAppSettings: (text) => [text, `<ConnectedApp>${text}`, `{${text}`].map(readAppSettings),
  reduceFlow: (text) => reduceFlow(null, { type: 'request', url: hubspot + text, at: 1 }),
};
const cases = Object.keys(readers).flatMap((name) => pieces.map((piece) => [name, piece] as const));

function millisecondsOf(name: string, piece: string, length: number): number {
  const text = piece.repeat(length / piece.length);
  return processorTime(() => readers[name]?.(text));
}

describe('B4: the time for a hostile text', () => {
  it.each(cases)('%s: grows with its length and not faster (%j)', (name, piece) => {
    // Other work on the machine disturbs single measurements, so the best of several counts.
    const best = (length: number) => Math.min(...[1, 2].map(() => millisecondsOf(name, piece, length)));
    best(10_000);
    const grows = () => best(80_000) < 3 * best(40_000) + 15;
    expect([1, 2, 3, 4].some(grows)).toBe(true);
  });

  it.each(Object.keys(readers))('%s: is short for 2 MB', (name) => {
    for (const piece of pieces.slice(0, 8)) expect(millisecondsOf(name, piece, 2_000_000)).toBeLessThan(15_000);
  });
});

describe('a URL that is too long', () => {
  const url = `${hubspot}${'&a'.repeat(150_000)}CANARY`;

  it('is read-only, and nothing of its query is read', () => {
    expect(readRequest(url)).toMatchObject({ ok: true, value: { readOnly: 'too-long', clientId: null, scopes: [] } });
  });

  it('is not kept in the flow, which survives what the tab reports', () => {
    const flow = reduceFlow(null, { type: 'request', url, at: 1 });
    expect(flow).toMatchObject({ provider: 'hubspot', requestUrl: null, isTooLong: true });
    expect(JSON.stringify(flow)).not.toContain('CANARY');
    expect(reduceFlow(flow, { type: 'tabUpdated', url, at: 2 })).toBe(flow);
    expect(reduceFlow(flow, { type: 'request', url: hubspot, at: 3 })).toMatchObject({ requestUrl: hubspot, isTooLong: false });
  });
});
