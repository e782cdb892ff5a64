/** Any site can send the extension a hostile URL, and a user may paste a hostile text. */
import { describe, expect, it } from 'vitest';
import { readRequest } from '@/providers';
import { isTooLong, readableUrl } from '@/providers/oauth2/request';
import { reduceFlow } from '@/utils/flow/reduce';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';

const hubspot = hubspotUrl(['oauth'], ['tickets']);

describe('a URL with too many parameters', () => {
  const url = `${hubspot}${'&a'.repeat(994)}`;

  it('is too long as well, even after it was cut, and any other URL is not cut', () => {
    expect([isTooLong(url), readableUrl(url) === url]).toEqual([false, true]);
    for (const long of [`${url}&a&a`, url + '&a'.repeat(50_000), `${url}${'&'.repeat(150_000)}`]) {
      expect(readRequest(long)).toMatchObject({ ok: true, value: { readOnly: 'too-long', clientId: null, scopes: [] } });
      expect(isTooLong(readableUrl(long))).toBe(true);
      expect(readableUrl(long).length).toBeLessThan(url.length + 10);
      expect(long.startsWith(readableUrl(long))).toBe(true);
    }
  });
});

describe('a URL that the browser reports', () => {
  it.each(['https://user:pass@', 'https://a@b@', 'https://@', 'https://:@'])('loses its user info, and nothing else: %s', (start) => {
    expect(readableUrl(hubspot.replace('https://', start))).toBe(hubspot);
    expect(readableUrl(`${start}h.example:8443/a@b?c=d@e#f@g`)).toBe('https://h.example:8443/a@b?c=d@e#f@g');
  });

  it('loses the period after its host name, and none elsewhere', () => {
    expect(readableUrl(hubspot.replace('.com/', '.com./'))).toBe(hubspot);
    for (const url of ['https://h.example:8443/a./b.?c=.#d.', 'https://h.example?a.', 'chrome-extension://a./b', 'https://./'])
      expect(readableUrl(url)).toBe(url);
  });

  it('is still too long without long user info', () => {
    for (const length of [100, 150_000, 250_000]) {
      const start = `https://${'u'.repeat(length)}@`;
      expect(readableUrl(hubspot.replace('https://', start))).toBe(hubspot);
      expect(isTooLong(readableUrl(`${hubspot}${'&a'.repeat(1_000)}`.replace('https://', start)))).toBe(true);
    }
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
    const shown = reduceFlow(flow, { type: 'tabUpdated', url, at: 2 });
    expect(shown).toEqual({ ...flow, led: expect.objectContaining({ isShown: true }) });
    expect(reduceFlow(shown, { type: 'tabUpdated', url, at: 3 })).toBe(shown);
    expect(reduceFlow(flow, { type: 'request', url: hubspot, at: 3 })).toMatchObject({ requestUrl: hubspot, isTooLong: false });
  });
});
