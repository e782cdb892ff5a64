/** One source says what stands for an error, so that every list and page shows it as certain as it is. */
import { describe, expect, it } from 'vitest';
import { rowOf } from '@/components/workbench/review/request-rows';
import { asksFirst, shownFinding, showsFix } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';

function reviewOf(text: string, answers: Record<string, string> = {}): Review {
  const parsed = parseInput(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ ...parsed.input, answers });
}
function diagnosisOf(...given: Parameters<typeof reviewOf>) {
  const { diagnosis } = reviewOf(...given);
  if (!diagnosis) throw new Error('nothing failed');
  return diagnosis;
}

const generic = 'OAUTH_APPROVAL_ERROR_GENERIC';
const noPlan = "This account doesn't have access to some HubSpot features that are required by this app.";
const notSure = { listed: 'not-sure', colleague: 'not-sure' };

describe('the shown finding', () => {
  it('is the error while its causes are only possible, and a proven cause', () => {
    expect(shownFinding(diagnosisOf(generic)).id).toBe('salesforce-approval-error');
    const proven = diagnosisOf('invalid_client: app must be installed into org');
    expect(shownFinding(proven)).toMatchObject({ id: 'salesforce-app-not-installed', confidence: 'observed' });
  });

  it('is as certain as among its own causes', () => {
    const diagnosis = diagnosisOf(noPlan);
    expect(diagnosis.finding).toMatchObject({ id: 'hubspot-plan-missing', confidence: 'observed' });
    expect(diagnosis.causes.length).toBeGreaterThan(1);
    expect(shownFinding(diagnosis)).toMatchObject({ id: 'hubspot-plan-missing', confidence: 'likely' });
    expect([showsFix(diagnosis), showsFix(diagnosisOf(generic))]).toEqual([true, false]);
  });

  it('stands in the list of the workbench, counted once, in place of its likeliest cause', () => {
    const place = { key: '1', href: '#1', kind: 'failure', file: null, askedBy: null, app: null, approvals: 0 } as const;
    const row = rowOf(reviewOf(generic), { ...place, reach: { access: null, isAll: false, order: [] }, policy: null });
    expect(row).toMatchObject({
      finding: { severity: 'blocker', title: 'Salesforce stopped the approval without a reason' },
      moreFindings: 0,
    });
  });
});

describe('asking first', () => {
  it('helps while nothing shows who can act, and no longer once a cause is likely or nothing is left to ask', () => {
    expect(asksFirst(diagnosisOf(generic))).toBe(true);
    expect(asksFirst(diagnosisOf(generic, notSure))).toBe(true);
    expect(asksFirst(diagnosisOf(generic, { listed: 'unblock' }))).toBe(false);
    const all = { listed: 'not-sure', who: 'not-sure', colleague: 'not-sure', worked: 'not-sure' };
    expect(asksFirst(diagnosisOf(generic, all))).toBe(false);
  });

  it('helps with a pasted text that nobody knows, and not if all causes have the same actor', () => {
    expect(asksFirst(diagnosisOf('Salesforce: something went wrong'))).toBe(true);
    expect(asksFirst(diagnosisOf("HubSpot: You don't have permission to connect this app"))).toBe(false);
  });
});
