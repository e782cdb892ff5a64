import { describe, expect, it } from 'vitest';
import { approvalReply, declineReply } from '@/utils/review/approval-reply';

const baseline = {
  ...{ subject: 'Clay on HubSpot', provider: 'hubspot', app: 'client-1', account: '', appName: 'Clay', at: Date.UTC(2026, 10, 27, 12) },
  ...{ askedBy: 'Bo', reason: 'Trade fair', reviewedBy: 'Ada', until: '2027-01-31' },
  scopes: ['oauth', 'crm.lists.read', 'crm.lists.write'].map((id) => ({ id, requirement: 'optional-on' as const })),
};

describe('the reply to a user who asked for an app', () => {
  it('says what is approved, what is not, who reviewed it and until when', () => {
    expect(approvalReply({ ...baseline, dropped: ['crm.lists.write'] })).toBe(
      [
        'Clay on HubSpot is approved since 2026-11-27.\nReviewed by: Ada\nThe approval ends after 2027-01-31.',
        '2 scopes are approved:\n- oauth\n- crm.lists.read',
        '1 scope is not approved:\n- crm.lists.write',
        'Start the connection in the app, and drop the scopes that are not approved before you allow it. Scope Review offers that beside the page.',
      ].join('\n\n'),
    );
  });

  it('has nothing that the admin left empty', () => {
    expect(approvalReply({ ...baseline, reviewedBy: '', until: null })).toBe(
      [
        'Clay on HubSpot is approved since 2026-11-27.',
        '3 scopes are approved:\n- oauth\n- crm.lists.read\n- crm.lists.write',
        'You can start the connection in the app.',
      ].join('\n\n'),
    );
  });

  it('says that the app is not approved, with the reason if there is one', () => {
    const { subject } = baseline;
    expect(declineReply({ subject, reason: ' Use the list import ' })).toBe(
      'Clay on HubSpot is not approved.\n\nReason: Use the list import',
    );
    expect(declineReply({ subject, reason: '' })).toBe('Clay on HubSpot is not approved.');
  });
});
