import { describe, expect, it } from 'vitest';
import { reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { accessRequestMarkdown } from '@/utils/review/access-request';
import type { Approval } from '@/utils/review/approval';
import { approvalReply, declineReason, declineReply } from '@/utils/review/approval-reply';
import { buildReview } from '@/utils/review/build-review';
import { droppableOf } from '@/utils/review/droppable';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const subject = 'Clay on HubSpot';
const requested = ['oauth', 'crm.lists.read', 'crm.lists.write'];
const same = { added: [], removed: [], newlyRequired: [], moreAccess: [] };
const approval = (more: Partial<Approval> = {}): Approval => ({
  ...{ account: '', appName: 'Clay', at: Date.UTC(2026, 10, 27, 12), askedBy: 'Bo', reason: 'Trade fair', reviewedBy: 'Ada' },
  ...{ until: '2999-01-31', redirectHost: 'app.clay.com', drift: same },
  ...more,
});
const reply = (more: Partial<Approval> = {}, droppable = requested.slice(1)) =>
  approvalReply({ subject, scopes: requested.map(scopeOf), droppable, approval: approval(more) });
const scopeOf = (id: string) => ({
  id,
  known: false,
  label: id,
  locked: false,
  implies: id === 'crm.lists.write' ? ['crm.lists.read'] : [],
});

describe('the reply to a user who asked for an app', () => {
  it('says what is approved, what is not, who reviewed it and until when', () => {
    expect(reply({ drift: { ...same, notApproved: ['crm.lists.write'] } })).toBe(
      [
        'Clay on HubSpot has been approved since 2026-11-27.\nRedirect host: app.clay.com\nReviewed by: Ada\nThe approval ends after 2999-01-31.',
        '2 scopes are approved:\n- oauth\n- crm.lists.read',
        '1 scope is not approved:\n- crm.lists.write',
        'Start the connection in the app, and drop the scopes that are not approved before you allow it. Scope Review offers that beside the page.',
      ].join('\n\n'),
    );
  });

  it('says which scopes that are not approved an approved one includes', () => {
    expect(reply({ drift: { ...same, notApproved: ['crm.lists.read', 'oauth'] } }, requested)).toContain(
      '2 scopes are not approved:\n- oauth\n- crm.lists.read (still included in crm.lists.write)\n',
    );
    expect(reply({ drift: { ...same, notApproved: ['crm.lists.read', 'crm.lists.write'] } })).not.toContain('still included');
  });

  it('has the name of a scope beside its ID, if the provider has one', () => {
    const scopes = requested
      .map(scopeOf)
      .map((scope) => (scope.id === 'oauth' ? scope : { ...scope, known: true, label: `Name ${scope.id}` }));
    const drift = { ...same, notApproved: ['crm.lists.write'] };
    const text = approvalReply({ subject, scopes, droppable: requested.slice(1), approval: approval({ drift }) });
    expect(text).toContain('\n- oauth\n- crm.lists.read: Name crm.lists.read\n');
    expect(text).toContain('\n- crm.lists.write: Name crm.lists.write\n');
  });

  it('names the account that was approved, which may be another one than the user has', () => {
    expect(reply({ account: 'acme--dev.sandbox.my.salesforce.com' })).toContain('\nFor account: acme--dev.sandbox.my.salesforce.com\n');
  });

  it('has nothing that the admin left empty', () => {
    expect(reply({ reviewedBy: '', until: null, redirectHost: undefined })).toBe(
      [
        'Clay on HubSpot has been approved since 2026-11-27.',
        '3 scopes are approved:\n- oauth\n- crm.lists.read\n- crm.lists.write',
        'You can start the connection in the app.',
      ].join('\n\n'),
    );
  });

  it('says that the request is not approved if nobody can drop what the approval does not cover', () => {
    const required = 'This request of Clay on HubSpot is not approved.\n\n1 scope is not approved and can’t be dropped:\n- crm.lists.read';
    const wait = 'Don’t allow it on the page. It needs a new approval first.';
    for (const drift of [
      { ...same, added: ['crm.lists.read'] },
      { ...same, notApproved: ['crm.lists.read'] },
    ])
      expect(reply({ drift }, [])).toBe([required, wait].join('\n\n'));
    expect(reply({ drift: { ...same, added: ['crm.lists.read'], notApproved: ['crm.lists.write'] } }, ['crm.lists.write'])).toBe(
      [required, '1 scope is not approved and can be dropped:\n- crm.lists.write', wait].join('\n\n'),
    );
    expect(reply({ drift: { ...same, added: requested } }, requested)).toMatch(/^This request of Clay on HubSpot is not approved\./);
  });

  it.each([
    [
      'returns to another host',
      { drift: { ...same, otherHosts: ['evil.example'] } },
      'It returns to evil.example. The approval of 2026-11-27 is for app.clay.com.',
    ],
    [
      'does not show where it returns to',
      { drift: { ...same, unknownHost: ['app.clay.com'] } },
      'Nothing shows where it returns to. The approval of 2026-11-27 is for app.clay.com.',
    ],
    [
      'can’t be compared',
      { drift: null },
      'It can’t be compared with the approval of 2026-11-27, because it may have other scopes than those listed, or be another app’s.',
    ],
    [
      'is later than the approval',
      { at: Date.UTC(2025, 10, 27, 12), until: '2026-01-31' },
      'The approval of 2025-11-27 ended on 2026-01-31.',
    ],
  ])('says that the request is not approved if it %s', (_, more, why) => {
    expect(reply(more)).toBe(
      `This request of Clay on HubSpot is not approved.\n${why}\n\nDon’t allow it on the page. It needs a new approval first.`,
    );
  });

  it('says that the app is not approved, with the reason if there is one', () => {
    expect(declineReply({ subject, reason: ' Use the list import ' })).toBe(
      'Clay on HubSpot is not approved.\n\nReason: Use the list import',
    );
    expect(declineReply({ subject, reason: '' })).toBe('Clay on HubSpot is not approved.');
  });
});

describe('the reason with which an app is declined', () => {
  const reviewOf = (url: string, rules: Parameters<typeof samplePolicy>[0]) => {
    const [found] = openContent(url).found;
    const input = found && reviewInputOf(found.input);
    if (!input) throw new Error('nothing was found');
    return buildReview({ ...input, policy: { owner: 'user', file: samplePolicy(rules, { mode: 'audit' }) } });
  };
  const write = { scopes: ['crm.objects.custom.write', 'crm.objects.deals.write'], reason: 'Custom records feed billing' };

  it('begins as what the policy denies, each reason once', () => {
    const review = reviewOf(clayUrl, [write, { scopes: ['crm.objects.contacts.write'], reason: 'Contacts stay in the CRM' }]);
    expect(declineReason(review, 'enforce').split('\n').toSorted()).toEqual(['Contacts stay in the CRM', 'Custom records feed billing']);
    expect(declineReason(review, 'audit')).toContain('Custom records feed billing');
  });

  it('begins as what the review warns of, if the policy is off or only asks', () => {
    const review = reviewOf(`${clayUrl}&scope=no.such.scope`, [write]);
    const warned = review.findings.filter(({ severity }) => severity !== 'notice');
    expect(warned.length).toBeGreaterThan(0);
    expect(declineReason(review, 'off').split('\n')).toHaveLength(warned.length);
    expect(declineReason(review)).toContain('The plan may lack required access: crm.objects.leads.read');
    expect(declineReason(review)).toBe(declineReason(review, 'off'));
    expect(declineReason(reviewOf(`${clayUrl}&scope=no.such.scope`, [{ ...write, action: 'ask' }]), 'enforce')).toBe(declineReason(review));
  });

  it('is empty if nothing is known against the app, also if the policy can’t be read, and fits into its field', () => {
    const review = reviewOf(clayUrl, []);
    const unread = { id: 'policy-unread', severity: 'warning' as const, confidence: 'possible' as const, actor: 'you' as const };
    expect(declineReason({ policy: null, findings: [{ ...unread, params: [], scopes: [], evidence: [] }] })).toBe('');
    const decisions = [1, 2, 3].map((index) => ({
      id: 'a',
      action: 'deny' as const,
      rule: index,
      reason: String(index).repeat(900),
      link: null,
    }));
    const policy = review.policy && { ...review.policy, scopes: decisions };
    expect(declineReason({ policy, findings: [] }, 'enforce')).toHaveLength(1_801);
  });
});

describe('the scopes that a user can drop', () => {
  const query = 'client_id=a&response_type=code&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb&scope=';
  const google = `https://accounts.google.com/o/oauth2/v2/auth?${query}openid%20email`;
  const reviewOf = (text: string) => {
    const [found] = openContent(text).found;
    const input = found && reviewInputOf(found.input);
    if (!input) throw new Error('nothing was found');
    return buildReview(input);
  };

  it('are those that are not required, of a request that can be edited once it is opened', () => {
    expect(
      droppableOf(reviewOf(`https://app.hubspot.com/oauth/authorize?${query}oauth&optional_scope=tickets%20files`), ['files']),
    ).toEqual(['files']);
    expect(droppableOf(reviewOf(`https://login.salesforce.com/services/oauth2/authorize?${query}api%20id`))).toEqual(['api', 'id']);
  });

  it.each([
    ['no request of it is ever edited', google],
    ['the request may have other parameters', `https://login.salesforce.com/services/oauth2/authorize?${query}api%20id&scope=full`],
    ['a request to the admin names an unsupported server', accessRequestMarkdown(reviewOf(google), { by: '', reason: '' }, null)],
  ])('are none if %s', (_, text) => {
    const review = reviewOf(text);
    expect(review.scopes.length).toBeGreaterThan(1);
    expect(droppableOf(review)).toEqual([]);
  });
});
