/** Files that were cut off, encoded in other ways, damaged, or made to harm. */
import { describe, expect, it } from 'vitest';
import { decodeFile } from '@/utils/files/decode';
import { MAX_FILE_LENGTH, openFile, reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { authorize, refusal } from '../../providers/salesforce/sample-urls';
import { har } from './har';
import { leaked, open, sampleNames, sampleText } from './sample';

const samples = Object.fromEntries(sampleNames.map((name) => [name, sampleText(name)]));
const text = (name: string) => samples[name] ?? '';

/** A generator that gives the same numbers at each run. */
function* randomNumbers(limit: number): Generator<number> {
  for (let seed = 7; ; ) {
    seed = (seed * 48_271) % 2_147_483_647;
    yield seed % limit;
  }
}

/** Everything that can be printed of a file: what was opened, and the reviews. */
function outputOf(content: string): string {
  const opened = open(content);
  const reviews = opened?.found.map(({ input }) => {
    const reviewed = reviewInputOf(input);
    return reviewed && buildReview(reviewed);
  });
  return JSON.stringify([opened, reviews]);
}

describe('a file that was cut off', () => {
  it.each(sampleNames)('at 100 places gives no secret and never throws: %s', (name) => {
    const whole = text(name);
    const places = randomNumbers(whole.length);
    for (let count = 0; count < 100; count++) expect(outputOf(whole.slice(0, places.next().value))).not.toMatch(leaked);
  });

  const approved = 'https://hooks.ledgerly.example/cb?code=CANARY';
  const pages = [1, 2, 3].flatMap((count) => {
    const url = authorize(undefined, { state: String(count) });
    return [{ url, redirect: approved }, { url: approved }];
  });
  const trace = har(pages);

  it('still gives the connections of a trace before the cut, and says that it was cut', () => {
    let known = 0;
    for (let end = 100; end < trace.length; end += 100) {
      const opened = openFile(trace.slice(0, end));
      const count = opened?.found.length ?? 0;
      expect(count, `up to ${end}`).toBeGreaterThanOrEqual(known);
      known = count;
      if (count > 0) expect(opened?.receipt.isCut).toBe(true);
    }
    expect(known).toBe(3);
    expect(openFile(trace)?.receipt).toMatchObject({ isCut: false, notUnderstood: 0 });
  });

  it('says so of an export of SAML-tracer, too', () => {
    const whole = text('saml-tracer.json');
    expect(openFile(whole.slice(0, whole.lastIndexOf('"method"')))).toMatchObject({
      found: [{ kind: 'request' }],
      receipt: { isCut: true },
    });
  });

  it.each(['app-hsmeta.json', 'connected-app.xml', 'external-app-oauth.xml', 'outreach-manifest.json', 'token-response.json'])(
    'says so of the settings of an app, and of a token response: %s',
    (name) => {
      const whole = text(name).trim();
      for (const part of [0.3, 0.6, 0.9]) {
        const { found, reason, receipt } = openContent(whole.slice(0, whole.length * part));
        expect(receipt.isCut, `up to ${part}`).toBe(true);
        if (found.length === 0) expect(reason).toBe('incomplete-file');
      }
      expect(openContent(whole)).toMatchObject({ receipt: { isCut: false }, reason: null });
    },
  );

  it('says so of a table whose last row lacks its end', () => {
    const table = 'AppName,AppMenuItemId,UseCount\nSync,1,2\nOther,';
    expect(openFile(table)?.receipt.isCut).toBe(true);
    expect(openFile(`${table}\n`)?.receipt.isCut).toBe(false);
    expect(openFile(`${table}2,3`)?.receipt.isCut).toBe(false);
  });

  it('finds nothing in a trace that ends too early, and does not call it empty', () => {
    expect(openContent('{"log":{"entries":[{"request":{"method":')).toMatchObject({ found: [], reason: 'incomplete-file' });
  });

  it.each(['"_resourceType":"document",', ''])('gives the request of the entry in which it ends, also without its type: %j', (type) => {
    const entry = `{"log":{"entries":[{${type}"request":{"method":"GET","url":"`;
    expect(openFile(`${entry}${authorize()}","headers":[]},"response":{"status":30`)).toMatchObject({
      found: [{ kind: 'request', input: { request: { clientId: '3MVG9ledgerly' } } }],
      receipt: { kept: 1, leftOut: 0, notUnderstood: 0, isCut: true },
    });
  });

  it('counts damaged entries, and reads the others', () => {
    const damaged = trace.replace('"request":{"method"', '"request":{method').replace('"status":200', '"status":,');
    expect(openFile(damaged)).toMatchObject({ found: [{ kind: 'approval' }, { kind: 'approval' }], receipt: { notUnderstood: 2 } });
  });
});

describe('the encoding of a file', () => {
  const utf16 = (given: string, swap: boolean) => {
    const bytes = Buffer.from(given, 'utf16le');
    return swap ? bytes.swap16() : bytes;
  };
  const encodings: Readonly<Record<string, (given: string) => Uint8Array>> = {
    'UTF-8': (given) => Buffer.from(given),
    'UTF-8 with a mark': (given) => Buffer.from(`\uFEFF${given}`),
    'UTF-16LE with a mark': (given) => utf16(`\uFEFF${given}`, false),
    'UTF-16BE with a mark': (given) => utf16(`\uFEFF${given}`, true),
    'UTF-16LE': (given) => utf16(given, false),
    'UTF-16BE': (given) => utf16(given, true),
  };

  it.each(Object.entries(encodings))('changes nothing: %s', (_, encode) => {
    for (const name of sampleNames) expect(open(decodeFile(encode(text(name)))), name).toEqual(open(text(name)));
  });

  it('may be Windows-1252, in which tables are often saved', () => {
    const bytes = Buffer.from(text('login-history-page.csv'), 'latin1');
    expect(open(decodeFile(bytes))?.found[0]?.app).toBe('Sync für Kontakte');
  });

  it('keeps the text of a file that ends inside a character', () => {
    expect(decodeFile(Buffer.from('für').subarray(0, 2))).toBe('f');
  });

  it.each(sampleNames)('has line breaks of Windows: %s', (name) => {
    const windows = text(name).replace(/\r?\n/g, '\r\n');
    expect(open(windows)).toEqual(open(text(name).replace(/\r\n/g, '\n')));
  });

  it.each([';', '\t'])('of a table has other separators: %j', (separator) => {
    const table = text('oauth-tokens-query.csv').replaceAll(',', separator);
    expect(open(table)).toEqual(open(text('oauth-tokens-query.csv')));
    expect(open(`sep=${separator}\r\n${table}`)).toEqual(open(table));
  });
});

describe('a file that is no text', () => {
  it.each([
    ['a picture', '89504e470d0a1a0a0000000d49484452'],
    ['an archive', '504b0304140000000800'],
    ['zeros', '0000000000'],
    ['control characters', '01020304050607081011'],
  ])('is called binary: %s', (_, hex) => {
    expect(openFile(decodeFile(Buffer.from(hex.repeat(20), 'hex')))).toMatchObject({ format: 'binary', found: [] });
  });
});

describe('a table of more rows than are read', () => {
  it('is called cut', () => {
    expect(openFile(`AppName,AppMenuItemId\n${'Sync,\n'.repeat(299_998)}`)?.receipt).toMatchObject({ kept: 299_998, isCut: false });
    expect(openFile(`AppName,AppMenuItemId\n${'Sync,\n'.repeat(300_000)}`)?.receipt).toMatchObject({ kept: 299_998, isCut: true });
  });
});

describe('a hostile JSON file', () => {
  it.each([
    '{"log":{"entries":[{"request":',
    '{"requests":[{"requestHeaders":',
    '{"auth":{"requiredScopes":',
    '{"access_token":"x","scope":',
    '{"api":{"scopes":',
    '',
  ])('may be nested as deep as it likes: %s', (start) => {
    for (const bracket of ['[', '{"a":', '{"log":']) expect(outputOf(start + bracket.repeat(300_000))).not.toMatch(/CANARY/);
  });

  it('gives no time that is something else', () => {
    const table = `LoginTime,Status,Application\nCANARY@acme.example,Failed: API-only user,Sync\n`;
    expect(openFile(table)?.found[0]?.records).toEqual([{ event: 'Failed: API-only user', at: null, count: 1 }]);
  });

  it('gives no scope that is an e-mail address or a token', () => {
    const url = authorize(undefined, { scope: 'api+CANARY%40acme.example+CANARY0123456789abcdef0123' });
    expect(openFile(har([{ url }]))?.found[0]?.input.request.scopes.map(({ id }) => id)).toEqual(['api', '[email]', '[value]']);
  });

  it('changes no prototype', () => {
    const keys = '"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}';
    for (const start of [
      `{${keys},"log":{${keys},"entries":[{${keys},"request":{${keys},"url":"${authorize()}","headers":[{${keys}}]}}]}}`,
      `{${keys},"requests":[{${keys},"url":"${authorize()}","requestHeaders":[["__proto__","x"]]}]}`,
      `{${keys},"access_token":"x","scope":"__proto__ api"}`,
      `{${keys},"auth":{${keys},"requiredScopes":["__proto__","constructor"]}}`,
      'AppName,AppMenuItemId,__proto__\n__proto__,,x\nconstructor,,y',
    ])
      expect(outputOf(start)).not.toContain('yes');
    expect({}).not.toHaveProperty('polluted');
  });

  it('with the same key twice gives one of the values', () => {
    const twice = `{"log":{"entries":[]},"log":{"entries":[{"request":{"url":"https://a.example","url":"${authorize()}"},"response":{"status":302}}]}}`;
    expect(openFile(twice)).toMatchObject({ format: 'har' });
    expect(
      openFile('{"access_token":"CANARY","access_token":"CANARY","scope":"x","scope":"api"}')?.found[0]?.input.request.scopes,
    ).toMatchObject([{ id: 'api' }]);
  });
});

describe('B4: the time for a hostile file', () => {
  it('is short for a trace of 50 MB, and reads all of it', () => {
    const body = `${'x\\"{['.repeat(20_000)}`;
    const entry = JSON.stringify({
      _resourceType: 'script',
      request: { url: 'https://a.example/x?state=1' },
      response: { content: { text: body } },
    });
    const first = har([{ url: authorize(), redirect: refusal('OAUTH_APP_BLOCKED', 'blocked') }]).slice(0, -3);
    const count = Math.floor((MAX_FILE_LENGTH - first.length - 10) / (entry.length + 1));
    const trace = `${first}${`,${entry}`.repeat(count)}]}}`;
    expect(trace.length).toBeGreaterThan(49_000_000);
    const began = performance.now();
    expect(openFile(trace)).toMatchObject({
      found: [{ kind: 'failure' }],
      receipt: { leftOut: count, notUnderstood: 0, isCut: false, removed: { bodies: count } },
    });
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(openFile(`${trace}${' '.repeat(2_000)}`.padEnd(MAX_FILE_LENGTH + 1))?.receipt.isCut).toBe(true);
  });
});
