/** Settings files as people write and paste them: with comments, or without scopes of a request. */
import { describe, expect, it } from 'vitest';
import { withoutComments } from '@/utils/files/json-comments';
import { openContent } from '@/utils/files/open-content';

const plain = `{"store":{"title":{"en":"Sync"}},"api":{"scopes":["prospects.read","accounts.all"],"client":{"id":"c-1"},"redirectUris":["https://a.example/cb"]}}`;
const written = `// The manifest of "Sync
{
  "store": { "title": { "en": "Sync", }, }, // it's "ours
  /* "CANARY": 1 */
  "api": {
    "scopes": [
      "prospects.read",
      "accounts.all", // both,
    ],
    "client": { "id": "c-1" },
    "redirectUris": ["https://a.example/cb",],
  },
}
/* the end`;

describe('settings with comments and further commas', () => {
  it('are the same as without them', () => {
    const { found, receipt, reason } = openContent(written);
    expect(found).toEqual(openContent(plain).found);
    expect([reason, receipt.isCut, receipt.notUnderstood]).toEqual([null, false, 0]);
    expect(found[0]).toMatchObject({ kind: 'settings', app: 'Sync', settings: { redirectUrls: ['https://a.example/cb'] } });
  });

  it('of HubSpot are read, too', () => {
    const text = '{\n  // x\n  "name": "Card", "public": false, "scopes": ["oauth", "tickets",],\n}';
    expect(openContent(text).found[0]).toMatchObject({ kind: 'settings', app: 'Card', settings: { required: ['oauth', 'tickets'] } });
  });

  it('that end in the middle are not read as whole', () => {
    for (const end of [60, 150, 250])
      expect(openContent(written.slice(0, end)).found.filter(({ kind }) => kind === 'settings')).toEqual([]);
  });

  it('keep their strings', () => {
    const text = '{"a":"// no, /* comment */ ,]","b":"\\"//","c":["x,}"]}';
    expect(withoutComments(text)).toBe(text);
    for (const part of ['/*', '"\\"', ', ', '//', '"', '/* *'])
      expect(() => withoutComments(part.repeat(1_000_000 / part.length)), part).not.toThrow();
  }, 5_000);
});

describe('a manifest with scopes of a server client only', () => {
  const server = '"apiS2S":{"scopes":["accounts.all","calls.all"],"guid":"AbC","publicKeys":[{"name":"k","value":"CANARY"}]}';

  it('lists them, and says that no user consents to them', () => {
    const { found } = openContent(`{"store":{"title":{"en":"Sync"}},${server}}`);
    expect(found).toMatchObject([
      {
        kind: 'scope-list',
        app: 'Sync',
        settings: null,
        input: { request: { provider: 'outreach', clientId: null, readOnly: 'server-to-server' } },
      },
    ]);
    expect(found[0]?.input.request.scopes.map(({ id }) => id)).toEqual(['accounts.all', 'calls.all']);
    expect(JSON.stringify(found)).not.toContain('CANARY');
  });

  it('is the settings of the app if it has those of a request, too', () => {
    const [both] = openContent(`${plain.slice(0, -1)},${server}}`).found;
    expect(both).toMatchObject({ kind: 'settings', settings: { optional: ['prospects.read', 'accounts.all'] } });
  });
});
