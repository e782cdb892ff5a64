import { describe, expect, it } from 'vitest';
import type { Baseline } from '@/utils/policy/baseline';
import { withBaselines } from '@/utils/policy/policy-baseline';
import { type PolicyFile, readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';

const whole: PolicyFile = {
  format: 'scope-review-policy',
  version: 1,
  name: 'Acme connection policy',
  date: '2026-11-03',
  mode: 'audit',
  rules: [
    {
      action: 'deny',
      provider: 'hubspot',
      app: 'Clay',
      scopes: ['crm.objects.owners.*'],
      access: ['read', 'unknown'],
      sensitivity: ['sensitive'],
      reason: 'Employee data: ask for an exception',
      link: 'https://wiki.acme.example/policy',
    },
    { action: 'ask', reason: 'A ticket asks for this access' },
  ],
  baselines: [
    {
      provider: 'hubspot',
      app: 'app.clay.com',
      account: '4521873',
      appName: 'Clay',
      at: 1_763_000_000_000,
      scopes: [{ id: 'oauth', requirement: 'required' }],
      askedBy: '',
      reason: '',
      reviewedBy: 'security',
      until: null,
    },
  ],
};
const [baseline] = whole.baselines ?? [];
const [scope] = baseline?.scopes ?? [];
const approved = (change: object) => ({ baselines: [{ ...baseline, ...change }] });
const read = (change: object) => readPolicyFile(JSON.stringify({ ...whole, ...change }));
const faults = (change: object) => {
  const answer = read(change);
  return answer.ok ? answer : answer.faults.map(({ field, fault }) => `${field}: ${fault}`);
};
const rule = (change: object) => faults({ rules: [whole.rules[1], { ...whole.rules[0], ...change }] });

describe('a policy file', () => {
  it('reads the same after it was written', () => {
    expect(read({})).toEqual({ ok: true, file: whole });
    const text = writePolicyFile(whole);
    const again = readPolicyFile(text);
    expect(again.ok && writePolicyFile(again.file)).toBe(text);
  });

  it.each([
    ['another format', { format: 'scope-review-profile' }, ['format: format']],
    ['a later version', { version: 2 }, ['version: version']],
    ['a mode that does not exist', { mode: 'block' }, ['mode: wrong-type']],
    ['a day that does not exist', { date: '2026-02-30' }, ['date: day']],
    ['no rules', { rules: undefined }, ['rules: missing']],
    ['too many rules', { rules: Array(501).fill(whole.rules[1]) }, ['rules: too-long']],
    ['a misspelled field', { rule: [] }, ['rule: not-known']],
    ['a misspelled field of a baseline', approved({ droped: ['oauth'] }), ['baselines[0].droped: not-known']],
    ['a field of a baseline in another case', approved({ redirecthost: 'x' }), ['baselines[0].redirecthost: not-known']],
    ['a misspelled field of its scope', approved({ scopes: [{ ...scope, Id: 'x' }] }), ['baselines[0].scopes[0].Id: not-known']],
    ['a scope to drop that the request lacks', approved({ dropped: ['oauth', 'ouath'] }), ['baselines[0].dropped: scope']],
    [
      'a second baseline of the same app and account, which would not count',
      { baselines: [baseline, { ...baseline, account: '' }, { ...baseline, at: 1 }] },
      ['baselines[2]: twice'],
    ],
    [
      'too many patterns with an asterisk, at the rule where they are too many',
      { rules: Array.from({ length: 12 }, () => ({ ...whole.rules[1], scopes: Array.from({ length: 90 }, (_, index) => `a${index}*`) })) },
      ['rules[11].scopes: wildcards'],
    ],
    ['an empty name', { name: ' \u0009 ' }, ['name: empty']],
  ])('refuses %s', (_, change, expected) => {
    expect(faults(change)).toEqual(expected);
  });

  it.each([
    ['a misspelled condition, which would make the rule match more', { provder: 'hubspot' }, ['rules[1].provder: not-known']],
    ['a provider that does not exist', { provider: 'hubspt' }, ['rules[1].provider: provider']],
    ['an action that does not exist', { action: 'block' }, ['rules[1].action: wrong-type']],
    ['an empty list, which would match nothing', { scopes: [], access: [], sensitivity: [] }, ['scopes', 'access', 'sensitivity']],
    ['a scope with a space', { scopes: ['a b'] }, ['rules[1].scopes[0]: scope']],
    ['a rule without a reason', { reason: undefined }, ['rules[1].reason: missing']],
    ['a reason that is too long to be read', { reason: 'x'.repeat(301) }, ['rules[1].reason: too-long']],
    ['a link that could run a script', { link: 'javascript:alert(1)' }, ['rules[1].link: address']],
  ])('refuses %s', (_, change, expected) => {
    expect(rule(change)).toEqual(expected.map((one) => (one.includes(':') ? one : `rules[1].${one}: empty`)));
  });

  it('may have a baseline for each account of an app', () => {
    expect(read({ baselines: [baseline, { ...baseline, account: '' }, { ...baseline, app: 'APP.clay.com' }] })).toMatchObject({ ok: true });
  });

  it('takes the baselines of a device, and keeps the later one of each app and account', () => {
    const of = (app: string, at: number, reason: string) => ({ ...(baseline as Baseline), app, at, reason });
    const all = withBaselines(
      [of('a', 2, 'policy'), of('b', 2, 'policy'), of('c', 2, 'policy'), of('d', 2, 'policy')],
      [of('a', 1, 'device'), of('b', 2, 'device'), of('c', 3, 'device'), of('e', 1, 'device')],
    );
    expect(all.map(({ app, reason }) => `${app} ${reason}`)).toEqual(['a policy', 'b device', 'c device', 'd policy', 'e device']);
    expect(read({ baselines: all })).toMatchObject({ ok: true });
  });

  it('names everything that is wrong at once', () => {
    expect(faults({ name: '', rules: [{ action: 'deny' }] })).toEqual(['name: empty', 'rules[0].reason: missing']);
  });

  it('refuses a text that is no JSON object, or too long', () => {
    for (const text of ['', 'deny', '[]', 'null', '{"format"'])
      expect(readPolicyFile(text)).toMatchObject({ faults: [{ fault: 'not-json' }] });
    const long = writePolicyFile({
      ...whole,
      rules: Array(499).fill({ ...whole.rules[1], reason: 'x'.repeat(300), app: 'y'.repeat(190) }),
    });
    expect(readPolicyFile(long)).toMatchObject({ faults: [{ fault: 'too-long' }] });
  });

  it('escapes characters in a reason that could make it look like another', () => {
    const answer = read({ rules: [{ action: 'ask', reason: 'Fine\u202e \n now' }] });
    expect(answer.ok && answer.file.rules[0]?.reason).toBe('Fine‹U+202E› now');
  });

  it('of a length that can be read is written so that it can be read', () => {
    const rules = Array.from({ length: 500 }, () => ({ action: 'deny' as const, reason: 'x'.repeat(200), scopes: Array(20).fill('a') }));
    expect(JSON.stringify({ ...whole, rules }).length).toBeLessThan(200_000);
    expect(readPolicyFile(writePolicyFile({ ...whole, rules }))).toMatchObject({ ok: true });
    const longer = rules.map((rule) => ({ ...rule, scopes: Array(100).fill('a') }));
    expect(readPolicyFile(writePolicyFile({ ...whole, rules: longer }))).toMatchObject({ ok: false, faults: [{ fault: 'too-long' }] });
  });
});
