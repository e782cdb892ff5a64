import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readProfileFile, writeProfileFile } from '@/utils/storage/profile-file';

const whole = {
  format: 'scope-review-profile',
  version: 1,
  provider: 'hubspot',
  id: 'acme-sync',
  name: 'Acme Sync',
  clientIds: ['7f0d-CLIENT'],
  redirectHosts: ['hooks.acme.example'],
  names: ['Acme Sync'],
  required: ['crm.objects.contacts.read'],
  optionalOn: ['crm.lists.read'],
  optionalOff: ['tickets'],
  without: { tickets: 'Acme cannot see tickets.' },
  source: { title: 'Acme wiki', url: 'https://wiki.acme.example/hubspot', seen: '2026-11-22' },
};
const read = (change: object) => readProfileFile(JSON.stringify({ ...whole, ...change }));
const faults = (change: object) => {
  const answer = read(change);
  return answer?.ok === false ? answer.faults.map(({ field, fault }) => `${field}: ${fault}`) : answer;
};

describe('a profile file', () => {
  it('reads the same after it was written', () => {
    const first = read({});
    expect(first).toEqual({ ok: true, file: whole });
    expect(readProfileFile(writeProfileFile(whole as never))).toEqual(first);
  });

  it('can be read from the example in docs/profiles.md', () => {
    const example = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/profiles.md', 'utf8'))?.[1] ?? '';
    expect(readProfileFile(example)).toMatchObject({ ok: true, file: { id: 'acme-sync' } });
  });

  it('may omit empty lists', () => {
    const { format, version, provider, id, name, source, redirectHosts } = whole;
    expect(readProfileFile(JSON.stringify({ format, version, provider, id, name, source, redirectHosts }))).toMatchObject({
      ok: true,
      file: { required: [], optionalOn: [], optionalOff: [], without: {}, names: [], clientIds: [] },
    });
  });

  it.each([
    ['a field that is missing', { id: undefined }, ['id: missing']],
    ['a wrong type', { required: 'tickets' }, ['required: wrong-type']],
    ['a name that is spelt wrong', { requried: ['tickets'] }, ['requried: not-known']],
    ['another format', { format: 'other' }, ['format: format']],
    ['a later version', { version: 2 }, ['version: version']],
    ['a provider that nobody knows', { provider: 'acme' }, ['provider: provider']],
    ['a provider of the prototype', { provider: '__proto__' }, ['provider: provider']],
    ['an id with other characters', { id: 'Acme Sync' }, ['id: id']],
    ['an empty name', { name: ' \u0009 ' }, ['name: empty']],
    ['a long name', { name: 'x'.repeat(81) }, ['name: too-long']],
    ['a scope with a space', { required: ['a', 'b c'] }, ['required[1]: scope']],
    ['a scope that is not seen', { optionalOn: ['crm.lists.read\u200b'] }, ['optionalOn[0]: scope']],
    ['too many scopes', { required: Array.from({ length: 1001 }, (_, at) => `s${at}`) }, ['required: too-long']],
    ['a scope in two lists', { optionalOff: ['crm.lists.read'] }, ['optionalOff[0]: twice']],
    ['a scope twice in a list', { required: ['a', 'a'] }, ['required[1]: twice']],
    ['a host for everybody', { redirectHosts: ['com'] }, ['redirectHosts[0]: host']],
    ['a host with a path', { redirectHosts: ['acme.example/x'] }, ['redirectHosts[0]: host']],
    ['a sentence for no scope', { without: { 'a b': 'x' } }, ['without.a b: scope']],
    ['an address of a script', { source: { ...whole.source, url: 'javascript:alert(1)' } }, ['source.url: address']],
    ['a day that is none', { source: { ...whole.source, seen: '2026-02-31' } }, ['source.seen: day']],
  ])('E11: is rejected with the faulty field named: %s', (_, change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  it('E11: has long field names cut and invisible characters made visible in its faults', () => {
    const [fault] = faults({ [`\u202e${'x'.repeat(10_000)}`]: 1 }) as string[];
    expect(fault).toMatch(/^‹U\+202E›x{10,80}: not-known$/);
  });

  it('E6: cannot change a prototype', () => {
    const text = JSON.stringify(whole).replace('"without":{', '"without":{"__proto__":"evil",');
    const answer = readProfileFile(text);
    expect(answer?.ok && Object.getPrototypeOf(answer.file.without)).not.toBe('evil');
    expect(({} as { evil?: string }).evil).toBeUndefined();
    expect(faults(JSON.parse('{"__proto__":{"x":1}}'))).toEqual(['__proto__: not-known']);
  });

  it('has invisible characters in names and sentences made visible', () => {
    const answer = read({ name: 'Cl\u200bay\n\nSync', without: { tickets: '\u202eevil' } });
    expect(answer).toMatchObject({ ok: true, file: { name: 'Cl‹U+200B›ay Sync', without: { tickets: '‹U+202E›evil' } } });
  });

  it.each([
    ['words', 'the connection failed'],
    ['an address', 'https://app.hubspot.com/oauth/authorize?scope=oauth'],
    ['an answer of a token endpoint', '{"error":"invalid_grant","error_description":"expired"}'],
    ['a report', '{"format":"scope-review-report","version":1}'],
    ['a list', '[1,2]'],
    ['half a JSON', '{"format":"scope-review-profile",'],
    ['nothing', 'null'],
  ])('E11: is not recognized in other content: %s', (_, text) => {
    expect(readProfileFile(text)).toBeNull();
  });

  it('E11: is rejected as too long when it is huge', () => {
    const text = JSON.stringify({ ...whole, names: ['x'.repeat(400_000)] });
    expect(readProfileFile(text)).toEqual({ ok: false, faults: [{ field: '', fault: 'too-long' }] });
  });
});
