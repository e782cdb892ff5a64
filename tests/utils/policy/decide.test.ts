import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import { createDecider, type PolicyApp } from '@/utils/policy/decide';
import type { PolicyRule } from '@/utils/policy/policy-file';
import type { PolicyAction } from '@/utils/policy/types';

const values = { clientIds: ['Client-1'], names: ['app.clay.com', 'Clay'] };
const nothing = { clientIds: [], names: [] };
const clay: PolicyApp = { certain: values, possible: values, isKnown: true };
function decider(rules: Partial<PolicyRule>[], { provider = 'hubspot', app = clay } = {}) {
  const known = providerById(provider);
  if (!known) throw new Error(provider);
  const complete = rules.map((rule): PolicyRule => ({ action: 'deny', reason: 'because', ...rule }));
  return createDecider({ rules: complete }, known, app);
}
const decide = (rules: Partial<PolicyRule>[], id: string, context?: Parameters<typeof decider>[1]) => decider(rules, context).of(id);
const denies = (rule: Partial<PolicyRule>, id: string, context?: Parameters<typeof decider>[1]) =>
  decide([rule], id, context).action === 'deny';

describe('a policy', () => {
  it('takes the first rule that matches, from the top, with its reason and link', () => {
    const rules: Partial<PolicyRule>[] = [
      { action: 'deny', scopes: ['crm.lists.*'], reason: 'No lists', link: 'https://wiki.acme.example/lists' },
      { action: 'allow', scopes: ['crm.*'] },
      { action: 'deny' },
    ];
    expect(decide(rules, 'crm.lists.read')).toEqual({
      action: 'deny',
      rule: 0,
      reason: 'No lists',
      link: 'https://wiki.acme.example/lists',
    });
    expect(decide(rules, 'crm.objects.contacts.read')).toMatchObject({ action: 'allow', rule: 1, link: null });
    expect(decide(rules, 'tickets')).toMatchObject({ action: 'deny', rule: 2 });
  });

  it('asks about a scope that no rule matches and that nobody describes, and allows the others', () => {
    expect(decide([], 'acme.made.up')).toMatchObject({ action: 'ask', rule: null, reason: expect.stringContaining('describe') });
    expect(decide([], 'crm.lists.read')).toEqual({ action: 'allow', rule: null, reason: null, link: null });
    expect(decide([{ action: 'allow', scopes: ['acme.*'] }], 'acme.made.up').action).toBe('allow');
  });

  it('matches by provider, access and sensitivity, which all have to match', () => {
    expect(denies({ provider: 'outreach' }, 'crm.lists.read')).toBe(false);
    expect(denies({ provider: 'hubspot', access: ['read'] }, 'crm.lists.read')).toBe(true);
    expect(denies({ provider: 'hubspot', access: ['write'] }, 'crm.lists.read')).toBe(false);
    expect(denies({ access: ['unknown'] }, 'acme.made.up')).toBe(true);
    expect(denies({ access: ['unknown'] }, 'constructor')).toBe(true);
    expect(denies({ sensitivity: ['sensitive', 'highly-sensitive'] }, 'crm.lists.read')).toBe(false);
    expect(denies({ sensitivity: ['highly-sensitive'] }, 'crm.objects.contacts.highly_sensitive.read.v2')).toBe(true);
    expect(denies({ sensitivity: ['highly-sensitive'] }, 'acme.made.up')).toBe(false);
  });

  it.each([
    ['hubspot', 'crm.objects.contacts.write', 'delete'],
    ['hubspot', 'crm.objects.contacts.write', 'write'],
    ['hubspot', 'settings.users.write', 'delete'],
    ['hubspot', 'tickets', 'read'],
    ['outreach', 'prospects.all', 'delete'],
    ['outreach', 'scim', 'delete'],
    ['salesforce', 'api', 'read'],
    ['salesforce', 'api', 'delete'],
  ] as const)('denies and asks by any access that a scope of %s allows, and allows only by all of it: %s, %s', (provider, id, access) => {
    expect(denies({ access: [access] }, id, { provider })).toBe(true);
    expect(decide([{ action: 'ask', access: [access, 'unknown'] }], id, { provider })).toMatchObject({ action: 'ask', rule: 0 });
    expect(decide([{ action: 'allow', access: [access] }, {}], id, { provider })).toMatchObject({ action: 'deny', rule: 1 });
    const all = decide([{ action: 'allow', access: ['read', 'write', 'delete', 'admin', 'full'] }, {}], id, { provider });
    expect(all).toMatchObject({ action: 'allow', rule: 0 });
  });

  it('denies and asks by `sensitive` about what is highly sensitive, too, and allows none of it by that', () => {
    const [sensitive, highly] = ['crm.objects.contacts.sensitive.read', 'crm.objects.contacts.highly_sensitive.read.v2'] as const;
    const action = (rule: Partial<PolicyRule>, id: string) => decide([rule, { action: 'allow' }], id).action;
    for (const id of [sensitive, highly]) {
      expect(action({ sensitivity: ['sensitive'] }, id)).toBe('deny');
      expect(action({ action: 'ask', sensitivity: ['sensitive'] }, id)).toBe('ask');
    }
    expect(action({ sensitivity: ['highly-sensitive'] }, sensitive)).toBe('allow');
    expect(decide([{ action: 'allow', sensitivity: ['sensitive'] }, {}], sensitive).action).toBe('allow');
    expect(decide([{ action: 'allow', sensitivity: ['sensitive'] }, {}], highly).action).toBe('deny');
    expect(denies({ sensitivity: ['sensitive'] }, 'crm.objects.contacts.read')).toBe(false);
  });

  it('takes a scope for one that deletes or reads only if that is known', () => {
    expect(denies({ access: ['delete', 'read'] }, 'prospects.write', { provider: 'outreach' })).toBe(false);
    expect(denies({ access: ['delete', 'read'] }, 'crm.import')).toBe(false);
    expect(denies({ access: ['full'] }, 'crm.objects.contacts.write')).toBe(false);
    // `full` may be more than its parts.
    expect(decide([{ action: 'allow', access: ['read', 'write', 'delete'] }, {}], 'api', { provider: 'salesforce' }).action).toBe('deny');
    expect(decide([{ action: 'allow', access: ['full'] }, {}], 'api', { provider: 'salesforce' }).action).toBe('allow');
  });

  it.each([
    ['Clay', true],
    ['clay', true],
    ['app.clay.com', true],
    ['*.CLAY.com', true],
    ['Client-1', true],
    ['client-1', true],
    ['Cla', false],
    ['*', true],
  ])('matches the app %s: %s', (app, expected) => {
    expect(denies({ app }, 'crm.lists.read')).toBe(expected);
  });

  it('allows no client whose ID differs in case', () => {
    for (const [app, action] of [
      ['Client-1', 'allow'],
      ['client-1', 'deny'],
    ] as const)
      expect(decide([{ app, action: 'allow' }, { action: 'deny' }], 'crm.lists.read').action).toBe(action);
  });

  describe('with an app that is not certain', () => {
    const id = 'crm.lists.read';
    const perhapsClay = { app: { certain: nothing, possible: values, isKnown: false } };
    const unknown = { app: { certain: nothing, possible: nothing, isKnown: false } };

    it.each(['Clay', 'Client-1', '*.clay.com', '*'])('matches %s in a rule that denies or asks, and in none that allows', (app) => {
      expect(decide([{ app }], id, perhapsClay)).toMatchObject({ action: 'deny', rule: 0, reason: 'because' });
      expect(decide([{ app, action: 'ask' }], id, perhapsClay)).toMatchObject({ action: 'ask', rule: 0, reason: 'because' });
      expect(decide([{ app, action: 'allow' }, { action: 'deny' }], id, perhapsClay)).toMatchObject({ action: 'deny', rule: 1 });
    });

    it('asks, and says why, where a rule that denies or asks may be about it', () => {
      for (const action of ['deny', 'ask'] as const) {
        const asked = { action: 'ask', rule: 0, reason: expect.stringContaining('certain which app'), link: null };
        expect(decide([{ app: 'Other', action }], id, perhapsClay)).toEqual(asked);
        expect(decide([{ app: 'Clay', action, link: 'https://wiki.acme.example/' }, { action: 'allow' }], id, unknown)).toEqual(asked);
      }
      expect(decide([{ app: 'Other' }], id)).toMatchObject({ action: 'allow', rule: null });
      expect(decide([{ app: 'Other', scopes: ['tickets'] }], id, unknown)).toMatchObject({ action: 'allow', rule: null });
      for (const app of [perhapsClay, unknown])
        expect(decide([{ app: 'Other', action: 'allow' }], id, app)).toMatchObject({ action: 'allow', rule: null });
      expect(denies({ app: '*' }, id, unknown)).toBe(true);
    });

    it('takes the strictest of what the rules that may be about it and the first that is decide', () => {
      const ask: Partial<PolicyRule> = { app: 'Clay', action: 'ask' };
      expect(decide([ask, { action: 'allow' }, { action: 'deny' }], id, perhapsClay)).toMatchObject({ action: 'ask', rule: 0 });
      expect(decide([ask, { action: 'deny' }], id, perhapsClay)).toMatchObject({ action: 'deny', rule: 1 });
      expect(decide([{ app: 'Other' }, ask], id, perhapsClay)).toMatchObject({ action: 'ask', rule: 0 });
      expect(decide([{ app: 'Other' }, { app: 'Clay' }], id, perhapsClay)).toMatchObject({ action: 'deny', rule: 1 });
      expect(decide([{ app: 'Clay', action: 'allow' }, { app: 'Other' }], id)).toMatchObject({ action: 'allow', rule: 0 });
    });
  });

  it('decides the same about two IDs of one scope', () => {
    expect(denies({ scopes: ['refresh_token'] }, 'offline_access', { provider: 'salesforce' })).toBe(true);
    // `full` includes `api` and more, so it is another scope.
    expect(denies({ scopes: ['api'] }, 'full', { provider: 'salesforce' })).toBe(false);
  });

  it.each(['\v', '\f', '\t', '\n', '\r', '\0', '\u0085', '\u00a0', '\u2028', ' ', '"', '\\'])(
    'decides about an ID with the character %j by its strictest part',
    (character) => {
      const id = `users.read${character}prospects.all`;
      const deny: Partial<PolicyRule> = { action: 'deny', scopes: ['prospects.*'] };
      const allow: Partial<PolicyRule> = { action: 'allow', scopes: ['users.*'] };
      const outreach = { provider: 'outreach' };
      expect(decide([deny], id, outreach)).toMatchObject({ action: 'deny', rule: 0 });
      expect(decide([allow, deny], id, outreach)).toMatchObject({ action: 'deny', rule: 1 });
      expect(decide([{ access: ['full'] }], id, outreach).action).toBe('deny');
      expect(decide([allow, { ...deny, action: 'ask' }], id, outreach)).toMatchObject({ action: 'ask', rule: 1 });
      for (const rules of [[], [allow], [{ action: 'allow' as const }]])
        expect(decide(rules, id, outreach)).toMatchObject({ action: 'ask', rule: null, reason: expect.stringContaining('describe') });
      expect(decide([deny], `${character}users.read${character}`, outreach).action).toBe('ask');
    },
  );

  it.each(['Full', 'id,full', 'id;FULL', 'Id,Api'])('allows %s to no app, because a server may read scopes of the provider in it', (id) => {
    const salesforce = { provider: 'salesforce' };
    const deny: Partial<PolicyRule> = { scopes: ['full'] };
    expect(decide([{ action: 'allow' }], id, salesforce)).toMatchObject({ action: 'ask', rule: null });
    expect(decide([deny, { action: 'allow' }], id, salesforce).action).toBe(/full/i.test(id) ? 'deny' : 'ask');
  });

  it.each(['accountnotes.write', 'ACCOUNTNOTES.WRITE', 'accounts.read\tACCOUNTNOTES.WRITE', 'accounts.read,accountnotes.write'])(
    'decides about %s as about the scope in the spelling of the provider',
    (id) => {
      const outreach = { provider: 'outreach' };
      for (const rule of [{ scopes: ['accountNotes.*'] }, { access: ['write'] }] satisfies Partial<PolicyRule>[])
        expect(decide([rule, { action: 'allow' }], id, outreach)).toMatchObject({ action: 'deny', rule: 0 });
      expect(decide([{ action: 'allow' }], id, outreach)).toMatchObject({ action: 'ask', rule: null });
    },
  );

  it('lets no case of an ID evade a rule that denies or asks, or satisfy one that allows', () => {
    const deny: Partial<PolicyRule> = { scopes: ['acme_Secret*'] };
    const allow: Partial<PolicyRule> = { action: 'allow', scopes: ['acme_secret'] };
    for (const id of ['ACME_SECRET', 'acme_secret', 'acme_secret.read'])
      expect(decide([deny, { action: 'allow' }], id)).toMatchObject({ action: 'deny', rule: 0 });
    expect(decide([allow, { action: 'deny' }], 'ACME_SECRET')).toMatchObject({ action: 'deny', rule: 1 });
    expect(decide([allow, deny], 'acme_secret')).toMatchObject({ action: 'allow', rule: 0 });
    expect(decide([{ scopes: ['CRM.lists.*'] }], 'crm.lists.read').action).toBe('deny');
    // A rule that fits in another case only does not hide a stricter one below.
    expect(decide([{ ...deny, action: 'ask' }, { scopes: ['acme_secret'] }], 'acme_secret')).toMatchObject({ action: 'deny', rule: 1 });
  });

  it('takes an ID that no scope of the provider is like as what it is', () => {
    for (const id of ['acme,made.up', 'Acme.Made.Up']) expect(decide([{ action: 'allow' }], id).action).toBe('allow');
  });

  it('lets a rule at the top win over all others, and a rule at the bottom over none', () => {
    const ids = ['crm.lists.read', 'crm.objects.contacts.write', 'tickets', 'acme.made.up'];
    const action = fc.constantFrom<PolicyAction>('allow', 'ask', 'deny');
    const condition = fc.record({ action, scopes: fc.constantFrom('crm.*', '*.read', 'tickets', 'none').map((pattern) => [pattern]) });
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 5 }), action, fc.constantFrom(...ids), (rules, added, id) => {
        expect(decide([{ action: added }, ...rules], id)).toMatchObject({ action: added, rule: 0 });
        const before = decide(rules, id);
        expect(decide([...rules, { action: added }], id)).toEqual(
          before.rule === null ? { action: added, rule: rules.length, reason: 'because', link: null } : before,
        );
      }),
    );
  });
});

describe('C1: a request that may have scopes that nothing shows', () => {
  const allow = { action: 'allow' } as const;
  it.each<[string, Partial<PolicyRule>[], PolicyAction, number | null]>([
    ['are asked about without a rule', [], 'ask', null],
    [
      'are asked about if a rule denies some scope, even if the next allows the app',
      [{ scopes: ['full'] }, { ...allow, app: 'Clay' }],
      'ask',
      0,
    ],
    ['are asked about if a rule denies by sensitivity', [{ sensitivity: ['highly-sensitive'] }, allow], 'ask', 0],
    ['are asked about if a rule denies by access', [{ access: ['write'] }, allow], 'ask', 0],
    ['are asked about if a rule asks about some scope', [{ action: 'ask', scopes: ['crm.*'] }, allow], 'ask', 0],
    ['are not allowed by a rule about some scope', [{ ...allow, scopes: ['crm.*'] }], 'ask', null],
    ['are allowed by a rule about each scope, and by nothing after it', [{ ...allow, scopes: ['crm.*', '*'] }, {}], 'allow', 0],
    ['are denied by a rule about each scope', [{ ...allow, scopes: ['crm.*'] }, {}], 'deny', 1],
    ['are denied although a rule before denies only some', [{ scopes: ['full'] }, {}], 'deny', 1],
    ['are denied as unknown ones, but never allowed as such', [{ ...allow, access: ['unknown'] }, { access: ['unknown'] }], 'deny', 1],
    ['are not decided about by the rule of another app', [{ app: 'Ledgerly' }, allow], 'allow', 1],
    ['are not decided about by the rule of another provider', [{ provider: 'outreach' }, allow], 'allow', 1],
  ])('may have scopes that %s', (_, rules, action, rule) => {
    expect(decider(rules).unseen()).toMatchObject({ action, rule });
  });

  it('may have scopes that are asked about if a rule that denies may be about the app', () => {
    const app = { certain: nothing, possible: nothing, isKnown: false };
    expect(decider([{ app: 'Clay' }, allow], { app }).unseen()).toMatchObject({ action: 'ask', rule: 0 });
    const maybe = { certain: nothing, possible: values, isKnown: false };
    expect(decider([{ app: 'Clay' }, allow], { app: maybe }).unseen()).toMatchObject({ action: 'deny', rule: 0 });
  });
});
