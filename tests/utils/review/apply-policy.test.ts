import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { salesforce } from '@/providers/salesforce';
import { findingText } from '@/utils/diagnosis/finding-text';
import type { PolicyFile, PolicyRule } from '@/utils/policy/policy-file';
import { policyRefusal, undoRefusal } from '@/utils/review/access';
import { buildReview } from '@/utils/review/build-review';
import { matchesByRule, policyEffect, policySummary } from '@/utils/review/policy-summary';
import type { ReviewInput } from '@/utils/review/review-input';
import { t } from '@/utils/text/text';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const salesforceUrl =
  'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9CLIENT&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb&scope=api%20full%20refresh_token';

function review(
  rules: readonly Partial<PolicyRule>[],
  { url = clayUrl, ...input }: Partial<ReviewInput> & { url?: string } = {},
  change: Partial<PolicyFile> = {},
) {
  const provider = url.includes('salesforce') ? salesforce : hubspot;
  const parsed = provider.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({
    provider,
    request: parsed.value,
    isObserved: true,
    policy: { owner: 'organization', file: samplePolicy(rules, change) },
    ...input,
  });
}
const custom = 'crm.objects.custom.write';
const owners = 'crm.objects.owners.read';
const ids = (of: ReturnType<typeof review>) => of.findings.map(({ id }) => id);

describe('a policy that could not be read', () => {
  it('is said, because the request may break one, until there is nothing left to decide', () => {
    const unread = { policy: null, isPolicyUnread: true };
    expect(review([], unread).findings).toContainEqual(expect.objectContaining({ id: 'policy-unread', severity: 'warning' }));
    expect(ids(review([], { ...unread, closed: true }))).not.toContain('policy-unread');
    expect(ids(review([], { policy: null }))).not.toContain('policy-unread');
  });
});

describe('an enforced policy', () => {
  it('starts a denied optional scope unselected, in every preset and saved selection, and gives the reason', () => {
    const remembered = { at: 1, requested: [custom], required: [], kept: [custom], dropped: [] };
    const built = review([{ scopes: [custom], reason: 'Custom records feed billing', link: 'https://wiki.acme.example/' }], { remembered });
    expect(built.scopes.find(({ id }) => id === custom)?.policy).toEqual({
      action: 'deny',
      reason: 'Custom records feed billing',
      link: 'https://wiki.acme.example/',
    });
    expect(built.selection).toHaveLength(15);
    expect(built.presets.map(({ id, keep }) => [id, keep.length, keep.includes(custom)])).toEqual([
      ['last', 15, false],
      ['all', 17, false],
      ['read-only', 11, false],
      ['least-access', 7, false],
    ]);
    expect(built.policy).toMatchObject({ blocking: [], dropped: [custom], asked: [] });
    expect(built.findings).toEqual(review([]).findings);
    expect(built.editable).toBe(true);
  });

  it('is not shown as what the user chose or saved', () => {
    const kept = [custom, owners];
    const saved = { at: 1, requested: kept, required: [], kept, dropped: [] };
    const denied = review([{ scopes: [custom] }], { remembered: saved });
    expect([denied.saved, denied.chosen]).toEqual([review([], { remembered: saved }).saved, denied.saved]);
    expect(denied.saved).toHaveLength(2);
    expect(denied.selection).not.toContain(custom);
    const draft = review([{ scopes: [custom] }], { draftSelection: kept });
    expect(draft.chosen).toContain(custom);
    expect(draft.selection).not.toContain(custom);
  });

  it('does not call a request allowed that may have other scopes', () => {
    const everything = review([{ scopes: ['full'] }], { url: salesforceUrl.replace(/&scope=.*/, '') });
    expect(everything.policy).toMatchObject({ isIncomplete: true });
    expect(policySummary(everything.policy as NonNullable<typeof everything.policy>)).toBe(t('policy_incomplete'));
    expect(review([]).policy).toMatchObject({ isIncomplete: false });
  });

  describe('of a request without a list, which grants what is configured', () => {
    const url = salesforceUrl.replace(/&scope=.*/, '');
    const page = (...lines: string[]) => ({ url, snapshot: pageSnapshot({ lines }) });
    const blocked = { id: 'policy-blocks', severity: 'blocker' };

    it('counts what the page lists', () => {
      const built = review([{ scopes: ['full'] }], page('Full access', 'Access unique user identifiers'));
      expect(built.policy).toMatchObject({ blocking: ['full'], dropped: [], unseen: null });
      expect(built.policy?.scopes.map(({ id }) => id)).toEqual(['full', 'openid']);
      expect(built.findings[0]).toMatchObject({ ...blocked, evidence: ['full: because'] });
      expect(built.scopes).toEqual([]);
    });

    it('blocks it if the policy denies all that the app may have, seen or not', () => {
      const built = review([{ app: '*.example.com' }], { url });
      expect(built.findings[0]).toMatchObject({ ...blocked, params: ['Acme connection policy', [t('policy_unseen')]] });
      expect(built.policy && policyEffect(built.policy)).toBe('blocked');
      expect(built.policy && policySummary(built.policy)).toBe(t('policy_denies_unseen', 'because'));
      expect(review([{ access: ['unknown'] }], { url }).findings[0]).toMatchObject(blocked);
    });

    it('warns that nobody is asked, because the page has the only button', () => {
      const asks = { id: 'policy-asks', severity: 'warning' };
      expect(review([{ scopes: ['full'] }], { url }).findings).toContainEqual(expect.objectContaining(asks));
      const listed = page('Full access');
      expect(ids(review([{ action: 'ask', scopes: ['full'] }], listed))).toContain('policy-asks');
      expect(ids(review([{ action: 'allow', scopes: ['full'] }], listed))).not.toContain('policy-asks');
      expect(ids(review([], page('Full access', 'Something new')))).toContain('policy-asks');
    });

    it('changes nothing in audit mode, once connected, or where the request is complete', () => {
      expect(ids(review([{ app: '*.example.com' }], { url }, { mode: 'audit' }))).not.toContain('policy-blocks');
      expect(ids(review([{ action: 'ask', scopes: ['full'] }], { url: salesforceUrl }))).not.toContain('policy-asks');
      const connected = ids(review([{ scopes: ['full'] }], { url, outcome: { kind: 'code' } }));
      expect(connected.filter((id) => id.startsWith('policy'))).toEqual([]);
    });
  });

  it('does not let a draft keep a denied scope', () => {
    const draftSelection = hubspot.knowledge.catalogue.scopes.map(({ id }) => id);
    expect(review([{ scopes: [custom] }], { draftSelection }).selection).not.toContain(custom);
  });

  it('G2: says before the click that a denied scope which must stay prevents the connection', () => {
    const built = review([{ scopes: [owners], reason: 'Employee data' }]);
    expect(built.policy).toMatchObject({ blocking: [owners], dropped: [] });
    const [finding] = built.findings;
    expect(finding).toMatchObject({ id: 'policy-blocks', severity: 'blocker', confidence: 'observed', actor: 'you', scopes: [owners] });
    expect(finding && findingText(finding, 'title')).toBe('Acme connection policy denies a scope that can’t be dropped');
    expect(finding && findingText(finding, 'text')).toContain('View record owners can’t be dropped');
    expect(finding?.evidence).toEqual([`${owners}: Employee data`]);
    expect(built.selection).toContain(owners);
  });

  it('does not call the request failed, because the provider has not refused it', () => {
    const built = review([{ scopes: [owners] }], { snapshot: pageSnapshot({ lines: ['View contact records'] }) });
    expect(built).toMatchObject({ failed: false, diagnosis: null });
    expect(built.page).not.toBeNull();
  });

  it('drops a denied scope that the user has unlocked', () => {
    const requested = ['oauth', 'crm.lists.read'];
    const all = { url: hubspotUrl([...requested, custom]).replace('app.example.com', 'app.clay.com') };
    expect(review([{ scopes: [custom] }], all).policy?.blocking).toEqual([custom]);
    const unlocked = review([{ scopes: [custom] }], { ...all, unlocked: [custom] });
    expect(unlocked.policy).toMatchObject({ blocking: [], dropped: [custom] });
    expect(unlocked.selection).toEqual(requested);
  });

  it('blocks the connection if it denies everything, because no request may be empty', () => {
    expect(review([{}], { url: salesforceUrl }).policy?.blocking).toEqual(['api', 'full', 'refresh_token']);
    expect(review([{ scopes: ['full'] }], { url: salesforceUrl })).toMatchObject({
      policy: { blocking: [], dropped: ['full'] },
      selection: ['api', 'refresh_token'],
    });
  });

  it('blocks the connection if the request can’t be edited, unless the page itself offers the switches', () => {
    const repeated = review([{ scopes: [custom] }], { url: `${clayUrl}&scope=oauth` });
    expect(repeated.readOnlyReason).toBe('repeated-scope');
    expect(repeated.policy?.blocking).toEqual([custom]);
    const lines = ['View contact records', 'View company records'];
    const switches = review([{ scopes: [custom] }], { snapshot: pageSnapshot({ lines, switches: 1 }) });
    expect(switches.readOnlyReason).toBe('page-offers-switches');
    expect(switches.policy).toMatchObject({ blocking: [], dropped: [custom] });
    expect(ids(switches)).toContain('policy-switch-off');
  });

  it('says nothing once the app is connected', () => {
    expect(ids(review([{ scopes: [owners] }], { outcome: { kind: 'code' } }))).not.toContain('policy-blocks');
    expect(ids(review([{ scopes: [owners] }], { closed: true }))).not.toContain('policy-blocks');
  });

  it('counts as blocking, once the app is connected, what it denies of the approved request', () => {
    const approved = review([{ scopes: [custom] }], { outcome: { kind: 'code' } });
    expect(approved.policy?.blocking).toEqual([custom]);
    const parsed = hubspot.requests.parseRequest(clayUrl);
    if (!parsed.ok) throw new Error(parsed.reason);
    const current = { ...parsed.value, scopes: parsed.value.scopes.filter(({ id }) => id !== custom) };
    expect(review([{ scopes: [custom] }], { current, outcome: { kind: 'code' } }).policy?.blocking).toEqual([]);
  });

  it('reviews a pasted request as it would be once it is opened', () => {
    const parsed = hubspot.requests.parseRequest(clayUrl);
    if (!parsed.ok) throw new Error(parsed.reason);
    const built = review([{ scopes: [custom] }], { request: { ...parsed.value, readOnly: 'pasted' } });
    expect(built.policy).toMatchObject({ blocking: [], dropped: [custom] });
  });
});

describe('the app that a rule names', () => {
  it('is recognized by what the provider checks, not by the page, the user or a custom profile', () => {
    const elsewhere = clayUrl.replace('app.clay.com', 'app.example.com');
    const rule = [{ app: 'Clay', scopes: [custom] }];
    expect(review(rule).policy?.dropped).toEqual([custom]);
    expect(review(rule, { url: elsewhere }).policy?.dropped).toEqual([]);
    expect(review(rule, { url: elsewhere, snapshot: pageSnapshot({ headings: ['Connect Clay'] }) }).policy?.dropped).toEqual([]);
    const userOverrides = { customProfiles: [], appOverride: { provider: 'hubspot', app: '7f0d-CLIENT', profile: 'clay', at: 1 } };
    expect(review(rule, { url: elsewhere, userOverrides }).policy?.dropped).toEqual([]);
  });

  it('is either of two that the request names for a rule that denies, and neither for one that allows', () => {
    const two = `${clayUrl}&client_id=other`;
    expect(review([{ app: '7f0d-CLIENT', scopes: [custom] }], { url: clayUrl }).policy?.dropped).toEqual([custom]);
    for (const app of ['7f0d-CLIENT', 'other'])
      expect(review([{ action: 'allow', app }, { app }], { url: two }).policy?.blocking).toHaveLength(18);
  });
});

describe('a policy in audit mode', () => {
  it('changes nothing and reports what would have happened', () => {
    const rules: Partial<PolicyRule>[] = [{ scopes: [owners, custom] }, { action: 'ask', access: ['write'] }];
    const { policy, ...audited } = review(rules, {}, { mode: 'audit' });
    const { policy: none, ...without } = review(rules, { policy: null });
    expect(audited).toEqual(without);
    expect(none).toBeNull();
    expect(policy).toMatchObject({ owner: 'organization', mode: 'audit', blocking: [owners], dropped: [custom] });
    expect(policy?.asked).toContain('crm.objects.contacts.write');
    expect(policyRefusal({ ...without, policy }, new Set([custom]), new Set())).toBeNull();
  });
});

describe('continuing under a policy', () => {
  const rules: Partial<PolicyRule>[] = [
    { scopes: [custom] },
    { action: 'ask', scopes: ['crm.objects.deals.*'], reason: 'A ticket asks for it' },
    { action: 'ask', scopes: ['crm.objects.contacts.write'], reason: 'Ask sales' },
  ];
  const built = review(rules);
  const continueWith = (keep: readonly string[], confirmed: readonly string[]) => policyRefusal(built, new Set(keep), new Set(confirmed));

  it('is refused with a denied scope, and where a scope that must stay is denied', () => {
    expect(continueWith([...built.selection, custom], ['A ticket asks for it', 'Ask sales'])).toBe('policy-denied');
    const blocked = review([{ scopes: [owners] }]);
    expect(policyRefusal(blocked, new Set(blocked.selection), new Set())).toBe('policy-denied');
  });

  it('is refused until each reason that a kept scope asks about is confirmed', () => {
    expect(continueWith(built.selection, [])).toBe('policy-not-confirmed');
    expect(continueWith(built.selection, ['A ticket asks for it'])).toBe('policy-not-confirmed');
    expect(continueWith(built.selection, ['A ticket asks for it', 'Ask sales'])).toBeNull();
    const withoutDeals = built.selection.filter((id) => !id.includes('deals'));
    expect(continueWith(withoutDeals, ['Ask sales'])).toBeNull();
    const leastAccess = built.scopes.filter(({ locked }) => locked).map(({ id }) => id);
    expect(continueWith(leastAccess, [])).toBeNull();
  });

  it('asks about a scope that must stay, too', () => {
    const asked = review([{ action: 'ask', scopes: [owners], reason: 'Ask sales' }]);
    expect(policyRefusal(asked, new Set(), new Set())).toBe('policy-not-confirmed');
  });

  it('refuses Undo only for what it would bring back', () => {
    const undo = (current: readonly string[], rules: Partial<PolicyRule>[]) => undoRefusal({ ...review(rules), current });
    const without = (...ids: string[]) => built.scopes.map(({ id }) => id).filter((id) => !ids.includes(id));
    expect(undo(without(custom), rules)).toBe('policy-denied');
    expect(undo(without('crm.objects.contacts.write'), rules)).toBe('policy-not-confirmed');
    expect(undo(without('crm.objects.companies.write'), rules)).toBeNull();
    expect(undo(without('crm.objects.companies.write'), [{ action: 'ask', scopes: [owners], reason: 'Ask sales' }])).toBeNull();
    expect(undo(without('crm.objects.companies.write'), [{ scopes: [owners] }])).toBe('policy-denied');
  });
});

describe('the scopes under each rule', () => {
  it('are in the order of the rules, and those that no rule matches are at the end', () => {
    const built = review(
      [
        { scopes: ['*.write'], action: 'ask', reason: 'Changes data' },
        { scopes: [owners], reason: 'Employees' },
      ],
      {
        url: hubspotUrl(['nobody.knows', owners, 'crm.lists.read'], [custom, 'crm.objects.deals.write']),
      },
    );
    const matches = built.policy && matchesByRule(built.policy);
    expect(matches?.map(({ rule, action, scopes }) => [rule, action, scopes])).toEqual([
      [0, 'ask', [custom, 'crm.objects.deals.write']],
      [1, 'deny', [owners]],
      [null, 'ask', ['nobody.knows']],
      [null, 'allow', ['crm.lists.read']],
    ]);
  });
});
