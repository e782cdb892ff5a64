import { describe, expect, it } from 'vitest';
import { genericProvider, providers } from '@/providers';
import type { Finding } from '@/providers/contract/finding';
import { finding } from '@/providers/finding';
import { findingSteps, findingText } from '@/utils/diagnosis/finding-text';

const rules = [...providers, genericProvider].flatMap(({ knowledge: { errors, causes } }) => [
  ...errors.map(({ id, actor, surface }) => ({ id, actor, isApi: surface === 'api' })),
  ...causes.map(({ id, actor }) => ({ id, actor, isApi: false })),
]);
/** Each error and cause, as it is shown if its text names no scope. */
const all: Finding[] = [...new Map(rules.map((rule) => [rule.id, rule])).values()].map(({ id, actor, isApi }) =>
  finding({ id, actor, severity: 'blocker', confidence: 'possible', params: isApi ? ['', ''] : [[]] }),
);

describe('the text of an error that names no scope', () => {
  it.each(all)('has no gap, and no sentence about scopes that nobody named: $id', (one) => {
    for (const part of ['title', 'text', 'steps'] as const) expect(findingText(one, part)).not.toMatch(/\$|\ufffc|none named|[:,]$| {2}/);
    expect(findingText(one, 'title')).not.toBe('');
  });

  it('keeps its other sentences', () => {
    const insufficient = finding({
      id: 'hubspot-scopes-insufficient',
      actor: 'app-vendor',
      severity: 'blocker',
      confidence: 'observed',
      params: [[]],
    });
    expect(findingText(insufficient, 'text')).toMatch(/ HubSpot doesn’t say which one\.$/);
    expect(findingText({ ...insufficient, params: [['oauth']] }, 'text')).toMatch(/ Scopes in question: oauth$/);
  });
});

describe('the steps of an error', () => {
  it.each(all)('have one of whoever can fix it, also if the row of the log is known: $id', (one) => {
    const ofActor = (finding: Finding) => findingSteps(finding).filter(({ actor }) => actor === one.actor).length;
    expect(ofActor({ ...one, hasLogRow: true }) > 0).toBe(ofActor(one) > 0);
  });

  it('lose a line whose value is not known, and no other line', () => {
    const access = finding({
      id: 'salesforce-user-access',
      actor: 'salesforce-admin',
      severity: 'notice',
      confidence: 'observed',
      params: [['api']],
    });
    const certain = findingSteps({ ...access, params: [['api'], 'Acme', 'Settings → Sandbox'] });
    expect(certain.map(({ note }) => note)).toEqual([null, null, 'In Acme: Settings → Sandbox.', null]);
    expect(findingSteps(access)).toEqual(certain.map((step) => ({ ...step, note: null })));
  });

  it.each(all)('begin with a step of the person who can fix it, if there is one: $id', (one) => {
    const actors = findingSteps(one).map(({ actor }) => actor);
    if (actors.includes(one.actor)) expect(actors[0]).toBe(one.actor);
  });

  it('begin with the user’s own step if the user can fix it, and lose none', () => {
    const mismatch = all.find(({ id }) => id === 'hubspot-scope-mismatch') as Finding;
    const steps = findingSteps(mismatch);
    const forUser = findingSteps({ ...mismatch, actor: 'you' });
    expect(steps[1]).toEqual(forUser[0]);
    expect(steps.toSorted((a, b) => a.text.localeCompare(b.text))).toEqual(forUser.toSorted((a, b) => a.text.localeCompare(b.text)));
  });
});

describe('a text that is sent to an admin or a vendor', () => {
  const sent = all.filter((one) => findingSteps(one).some(({ actor }) => actor !== 'you'));

  it.each(sent)('speaks of the user, because its reader is somebody else: $id', (one) => {
    for (const part of ['title', 'text'] as const) expect(findingText(one, part)).not.toMatch(/\byou(?:r|rs|rself)?\b/i);
  });
});
