import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { ReadOnlyReason } from '@/providers/contract/request';
import type { Baseline } from '@/utils/policy/baseline';
import { buildReview } from '@/utils/review/build-review';
import { readRequests } from '@/utils/review/read-requests';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const provider = providerById('hubspot') as Provider;
const request = () => {
  const [read] = readRequests(clayUrl);
  if (!read?.ok) throw new Error('the sample is a request');
  return read.request;
};
const scopes = () => buildReview({ provider, request: request() }).scopes.map(({ id, requirement }) => ({ id, requirement }));
const baseline = (more: Partial<Baseline> = {}): Baseline => ({
  provider: 'hubspot',
  app: 'client',
  account: '',
  appName: 'Clay',
  at: 1_790_000_000_000,
  scopes: scopes(),
  askedBy: 'Sales operations',
  reason: 'Enriches contacts',
  reviewedBy: 'IT security',
  until: null,
  ...more,
});
const approval = (given: Baseline | null, more: { readOnly?: ReadOnlyReason } = {}) =>
  buildReview({ provider, request: { ...request(), ...more }, baseline: given }).approval;

describe('the approval of a request', () => {
  it('is null without a baseline', () => {
    expect(approval(null)).toBeNull();
    expect(buildReview({ provider, request: request() }).approval).toBeNull();
  });

  it('says who asked, why, who reviewed and until when, and that nothing changed', () => {
    const { provider: _provider, app: _app, scopes: _scopes, ...facts } = baseline({ until: '2027-06-30' });
    expect(approval(baseline({ until: '2027-06-30' }))).toEqual({
      ...facts,
      drift: { added: [], removed: [], newlyRequired: [], moreAccess: [] },
    });
  });

  it('compares the requirements that the review shows, which the app’s profile knows', () => {
    const [first, ...rest] = scopes();
    const required = scopes().find(({ requirement }) => requirement === 'required');
    const before = scopes().map((scope) =>
      scope === required || scope.id === required?.id ? { ...scope, requirement: 'optional-on' as const } : scope,
    );
    expect(approval(baseline({ scopes: before }))?.drift).toMatchObject({ added: [], newlyRequired: [required?.id] });
    expect(approval(baseline({ scopes: rest }))?.drift).toMatchObject({ added: [first?.id], removed: [] });
  });

  it.each(['repeated-scope', 'truncated-scope', 'request-object', 'too-long', 'read-from-page'] as const)(
    'compares nothing if the request may have other scopes: %s',
    (readOnly) => {
      expect(approval(baseline({ scopes: [] }), { readOnly })?.drift).toBeNull();
      expect(approval(baseline({ scopes: [] }))?.drift?.added).not.toEqual([]);
    },
  );
});
