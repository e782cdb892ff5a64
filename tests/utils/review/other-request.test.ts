/** An approval page that lists scopes which the request of the tab does not have. */
import { describe, expect, it } from 'vitest';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import { pageSnapshot } from '../../page-snapshot';

function review(scope: string, lines: readonly string[], input: Partial<ReviewInput> = {}) {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'C',
    redirect_uri: 'https://app.clay.com/cb',
    ...(scope && { scope }),
  });
  const parsed = salesforce.requests.parseRequest(`https://acme.my.salesforce.com/services/oauth2/authorize?${query}`);
  if (!parsed.ok) throw new Error(scope);
  const snapshot = pageSnapshot({ lines });
  return buildReview({ provider: salesforce, request: parsed.value, isObserved: true, snapshot, ...input });
}
const ids = (built: ReturnType<typeof buildReview>) => built.findings.map(({ id }) => id);

describe('an approval page with the label of a scope that is not requested', () => {
  it.each([
    ['id openid', ['Full access', 'Perform requests at any time'], ['full', 'refresh_token']],
    ['api refresh_token', ['Manage user data via APIs', 'Perform requests at any time', 'Full access (full)'], ['full']],
    // This label stands for several scopes.
    ['id', ['Access and manage your data', 'Provide access to your data via the Web'], ['api', 'web']],
  ])('is a blocker, and the review of %s is read-only and incomplete', (scope, lines, others) => {
    const built = review(scope, lines);
    expect(built).toMatchObject({ editable: false, readOnlyReason: 'page-differs', isIncomplete: true, presets: [] });
    expect(built.findings[0]).toMatchObject({ id: 'page-differs', severity: 'blocker', confidence: 'likely', params: [others] });
  });

  it('is the page of the whole request if the smaller one is active', () => {
    const whole = review('api full', ['Manage user data via APIs', 'Full access']);
    expect(ids(whole)).not.toContain('page-differs');
    const parsed = salesforce.requests.parseRequest(
      'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=C&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb&scope=api',
    );
    const current = parsed.ok ? parsed.value : null;
    const lines = ['Manage user data via APIs', 'Full access'];
    expect(review('api full', lines, { current }).readOnlyReason).toBe('page-differs');
    expect(ids(review('api full', lines, { current, isLoading: true }))).not.toContain('page-differs');
  });

  it.each([
    ['api refresh_token', ['Access the identity URL service', 'Manage user data via APIs', 'Perform requests at any time'], 'identity'],
    ['full', ['Manage user data via APIs', 'Full access'], 'implied'],
    ['api offline_access', ['Manage user data via APIs', 'Perform requests at any time'], 'an alias'],
    ['api', ['Verwalten von Benutzerdaten', 'Something of a custom scope'], 'unknown'],
    ['', ['Full access'], 'of a request without scopes'],
  ])('is fine for %s if it is %s: %j', (scope, lines) => {
    expect(ids(review(scope, lines))).not.toContain('page-differs');
  });

  it('says nothing about an error', () => {
    expect(ids(review('id', ['Full access'], { outcome: { kind: 'error', error: 'access_denied', description: null } }))).not.toContain(
      'page-differs',
    );
  });

  it('is not forgotten once the app is connected: the review stays incomplete, and warns', () => {
    const built = review('openid', ['Full access', 'Perform requests at any time'], { outcome: { kind: 'code' } });
    expect(built).toMatchObject({ readOnlyReason: 'already-answered', isIncomplete: true, failed: false, changes: null });
    const warning = { id: 'page-differed', severity: 'warning', confidence: 'likely', params: [['full', 'refresh_token']] };
    expect(built.findings[0]).toMatchObject(warning);
    const same = review('full', ['Full access'], { outcome: { kind: 'code' } });
    expect(same.isIncomplete).toBe(false);
    expect(ids(same)).not.toContain('page-differed');
  });
});
