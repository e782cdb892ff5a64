/** A rule of a policy as the user types it. */
import { describe, expect, it } from 'vitest';
import { faultText, placeText } from '@/components/workbench/policy/fault-text';
import type { Baseline } from '@/utils/policy/baseline';
import type { PolicyRule } from '@/utils/policy/policy-file';
import { readPolicyFile } from '@/utils/policy/policy-file';
import { previewOf } from '../../../entrypoints/workbench/policy/preview';
import {
  accessChoices,
  draftOf,
  newRule,
  policyRules,
  readDraft,
  ruleChoices,
  ruleRows,
} from '../../../entrypoints/workbench/policy/rules';
import { samplePolicy } from '../../sample-policy';

const rule: PolicyRule = { action: 'deny', reason: 'because', scopes: ['a,b', 'c'], sensitivity: ['highly-sensitive', 'sensitive'] };

describe('a rule that is edited', () => {
  it('stays as it is if nothing is changed, with commas in the IDs of scopes', () => {
    expect(readDraft(draftOf(rule))).toEqual({ ok: true, value: rule });
  });

  it('finds its lists among the choices, in whatever order the file has them', () => {
    const draft = draftOf(rule);
    const { sensitivity } = ruleChoices(draft);
    expect(sensitivity.map(([value]) => value)).toContain(draft.sensitivity);
    // For a rule that denies or asks, “sensitive” alone would be a second name of both.
    expect(ruleChoices(newRule).sensitivity.map(([value]) => value)).toEqual(['', 'sensitive highly-sensitive', 'highly-sensitive']);
    const shown = ruleChoices(draftOf({ ...rule, sensitivity: ['sensitive'] })).sensitivity;
    expect(shown).toHaveLength(4);
    expect(shown[3]).toEqual(['sensitive', expect.stringContaining('highly sensitive, too')]);
  });
});

it('the form offers every provider and every kind of access that a file can name', () => {
  expect(ruleChoices(newRule).provider.map(([value]) => value)).toEqual(['', ...policyRules.providers]);
  expect(ruleRows(samplePolicy([{ provider: 'oauth2', access: ['full', 'unknown'] }]), null)[0]).toMatchObject({
    provider: 'other services',
    only: 'full (read, write and delete), unknown (not in the provider\u2019s list)',
  });
  expect(accessChoices().map(([, text]) => text)).not.toContain('');
});

describe('what is wrong with a policy', () => {
  const sentences = (file: object) => {
    const read = readPolicyFile(JSON.stringify(file));
    return read.ok ? [] : read.faults.map((fault) => `${placeText(fault)}: ${faultText(fault, policyRules)}`);
  };

  it('is said with its place and with what to do', () => {
    const faulty = {
      ...samplePolicy([]),
      mode: 'strict',
      date: 'today',
      rule: [],
      rules: [rule, { action: 'block', reason: '', scopes: ['a b'] }],
    };
    expect(sentences(faulty)).toEqual([
      'date: This isn’t a date. Write it like 2026-11-26.',
      'mode: This value isn’t allowed here. Use off, audit or enforce.',
      'Rule 2, action: This value isn’t allowed here. Use allow, ask or deny.',
      'Rule 2, scopes[0]: This isn\u2019t a scope. Use only plain letters, digits and signs, without double quotes and backslashes, and separate scopes by spaces.',
      'Rule 2, reason: A reason is missing. Enter one: users read it where the rule applies.',
      'rule: There is no such field. Correct its name, or remove it.',
    ]);
  });

  it('names the limit that was exceeded, and the providers that exist', () => {
    const long = 'x'.repeat(1_200);
    const texts = sentences(
      samplePolicy([
        { app: long, reason: long, link: `https://x.example/${long}`, scopes: Array(101).fill('a') },
        { provider: 'acme', scopes: [long] },
      ]),
    );
    expect(texts).toEqual([
      'Rule 1, app: This is too long. Use at most 200 characters.',
      'Rule 1, scopes: There are too many entries. Use at most 100.',
      'Rule 1, reason: This is too long. Use at most 300 characters.',
      'Rule 1, link: This is too long. Use at most 1000 characters.',
      'Rule 2, provider: There is no such provider. Use one of these: hubspot, outreach, salesforce, oauth2.',
      'Rule 2, scopes[0]: This is too long. Use at most 200 characters.',
    ]);
  });

  it('is a sentence for each kind of fault', () => {
    const kinds = [
      'missing',
      'wrong-type',
      'too-long',
      'empty',
      'not-known',
      'format',
      'version',
      'provider',
      'scope',
      'day',
      'address',
      'not-json',
    ] as const;
    for (const fault of kinds) expect(faultText({ field: '', fault }, policyRules), fault).toMatch(/\. .+\.$/);
    expect(placeText({ field: '', fault: 'not-json' })).toBe('The file');
    expect(placeText({ field: 'policy.rules[2]', fault: 'wrong-type' })).toBe('Rule 3');
  });
});

describe('the preview of an import', () => {
  const first = { scopes: ['a'], reason: 'one' };
  const second = { scopes: ['b'], reason: 'two' };

  it('says which rules stay, are new and are deleted', () => {
    const preview = previewOf(samplePolicy([second, { scopes: ['c'] }]), samplePolicy([first, second], { name: 'Mine' }));
    expect(preview).toMatchObject({ name: 'Acme connection policy', about: '2 rules of 2026-11-03', baselines: 0 });
    expect(preview.replaces).toMatchObject({ name: 'Mine', kept: 1, added: 1, deleted: [{ reason: 'one' }], isReordered: false });
  });

  it('says that only the order changes, and counts a rule twice that is there twice', () => {
    const own = samplePolicy([first, second, first]);
    expect(previewOf(samplePolicy([second, first, first]), own).replaces).toMatchObject({
      kept: 3,
      added: 0,
      deleted: [],
      isReordered: true,
    });
    expect(previewOf(samplePolicy([first, second]), own).replaces).toMatchObject({ kept: 2, added: 0, deleted: [{ reason: 'one' }] });
    expect(previewOf(own, null).replaces).toBeNull();
  });

  const scopesOf = (...ids: string[]) => ids.map((id) => ({ id, requirement: 'required' as const }));
  const baseline = {
    ...{ provider: 'hubspot', app: 'x', account: '', appName: 'Clay', at: 1, redirectHost: 'app.clay.com', scopes: scopesOf('oauth') },
    ...{ askedBy: '', reason: '', reviewedBy: 'Ada', until: null },
  };
  const policyWith = (...baselines: Baseline[]) => samplePolicy([first], { baselines });

  it('lists the approved baselines that are changed, removed and new, with their scopes', () => {
    const changed = { ...baseline, scopes: scopesOf('oauth', 'crm.objects.contacts.write'), redirectHost: 'evil.example' };
    const [lost, added] = [
      { ...baseline, app: 'y', appName: 'Old' },
      { ...baseline, app: 'z', appName: 'New' },
    ];
    const { baselineChanges } = previewOf(policyWith(changed, added), policyWith(baseline, lost));
    expect(baselineChanges.map(({ kind, title }) => [kind, title])).toEqual([
      ['changed', 'Clay on HubSpot'],
      ['removed', 'Old on HubSpot'],
      ['new', 'New on HubSpot'],
    ]);
    expect(baselineChanges[0]).toMatchObject({
      facts: [['Redirect host', 'app.clay.com → evil.example']],
      groups: [{ title: 'New', scopes: [{ id: 'crm.objects.contacts.write' }] }],
    });
    expect(baselineChanges[2]?.groups).toMatchObject([{ title: 'Required', scopes: [{ id: 'oauth' }] }]);
  });

  it.each<[string, Partial<Baseline>]>([
    ['a scope', { scopes: scopesOf('oauth', 'content') }],
    ['a requirement', { scopes: [{ id: 'oauth', requirement: 'optional-on' }] }],
    ['the scopes to drop', { dropped: ['oauth'] }],
    ['the host', { redirectHost: 'evil.example' }],
    ['no host', { redirectHost: undefined }],
    ['the name', { appName: 'Other' }],
    ['the day', { at: 2_000_000_000_000 }],
    ['the reviewer', { reviewedBy: '' }],
    ['the end', { until: '2030-01-01' }],
  ])('says that a baseline is changed if %s is different, whatever comes after it', (_, change) => {
    const { baselineChanges } = previewOf(policyWith({ ...baseline, ...change }, baseline), policyWith(baseline));
    expect(baselineChanges).toMatchObject([{ kind: 'changed' }]);
  });

  it('lists no baseline that stays, and all of them without a policy', () => {
    expect(previewOf(policyWith(baseline), policyWith(baseline)).baselineChanges).toEqual([]);
    expect(previewOf(policyWith(baseline), null).baselineChanges).toMatchObject([{ kind: 'new' }]);
  });

  it('calls no baseline new that this device has, too, unless it differs', () => {
    const kindOf = (approved: Baseline) => previewOf(policyWith(baseline), null, [approved]).baselineChanges.map(({ kind }) => kind);
    expect([kindOf(baseline), kindOf({ ...baseline, dropped: ['oauth'] })]).toEqual([['approved'], ['new']]);
  });
});
