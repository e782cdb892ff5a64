import { expect, it } from 'vitest';
import { clay } from '@/providers/hubspot/apps/clay';
import { auditPolicy, deniedScopes } from '@/utils/review/audit-policy';
import type { StoredOutcome } from '@/utils/storage/schema';
import { allSteps } from '@/utils/text/steps';
import { samplePolicy } from '../../sample-policy';

const flow = (app: string, requested: string[] | null, provider = 'hubspot'): StoredOutcome => ({
  id: app,
  at: 1,
  provider,
  app,
  appName: 'Acme',
  account: '',
  scopes: requested && { requested, kept: requested, dropped: [] },
  outcome: { kind: 'connected', rule: null },
});

it.each(['3MVG9.SYNC', 'sync.northwind.example', 'http://sync.northwind.example'])(
  'knows the name of an app with a period in its ID: %s',
  (app) => {
    const file = samplePolicy([{ action: 'deny', app: '*sync.northwind.example' }]);
    const recorded = { ...flow(app, ['api', 'id'], 'salesforce'), appName: app.startsWith('3') ? 'sync.northwind.example' : 'Sync' };
    expect(allSteps(auditPolicy(file, [recorded]))).toMatchObject({ changed: [recorded], blocked: 1, byRule: [1] });
  },
);

it('counts what a policy would have done to recorded flows, whatever its mode is', () => {
  const file = samplePolicy(
    [{ scopes: ['crm.objects.owners.read'] }, { action: 'ask', app: 'client-2' }, { action: 'allow', scopes: ['tickets'] }],
    { mode: 'off' },
  );
  const returning = (...given: Parameters<typeof flow>) => ({ ...flow(...given), redirectHost: 'sync.northwind.example' });
  const { changed, ...audit } = allSteps(
    auditPolicy(file, [
      // The published profile says that Clay requires the denied scope.
      flow('app.clay.com', [...clay.required]),
      returning('client-1', ['crm.objects.owners.read', 'tickets']),
      returning('client-2', ['crm.lists.read']),
      returning('client-3', ['crm.lists.read']),
      flow('client-4', null),
      flow('client-5', ['api'], 'acme'),
    ]),
  );
  expect(changed.map(({ app }) => app)).toEqual(['app.clay.com', 'client-1', 'client-2']);
  expect(audit).toEqual({ reviews: 4, blocked: 1, dropped: 1, asked: 1, byRule: [2, 1, 1] });
});

it('counts and names nothing where a rule may name the app by a redirect host that is not recorded', () => {
  const rules = [{ action: 'allow' as const, app: '*.clay.com' }, { scopes: ['crm.*'] }];
  const file = samplePolicy(rules);
  const kept = ['crm.lists.read'];
  const older = flow('client-1', kept);
  const recorded = { ...older, redirectHost: 'app.clay.com' };
  const other = { ...older, redirectHost: 'app.other.example' };
  expect([older, recorded, other].map((one) => deniedScopes(file, one, kept))).toEqual([[], [], kept]);
  const audits = [older, recorded, other].map((one) => allSteps(auditPolicy(file, [one])));
  expect(audits).toMatchObject([
    { reviews: 0, byRule: [0, 0] },
    { reviews: 1, changed: [], byRule: [1, 0] },
    { reviews: 1, blocked: 1, byRule: [0, 1] },
  ]);
  // An older record decides where its client ID or its name does.
  const byId = samplePolicy([{ app: 'client-1' }]);
  expect(deniedScopes(byId, older, kept)).toEqual(kept);
  expect(deniedScopes(samplePolicy([{ app: '*.clay.com' }]), { ...older, appName: 'app.clay.com' }, kept)).toEqual(kept);
});

it('names what an enforced policy denies of the scopes of a connected app, and nothing in another mode', () => {
  const rules = [{ scopes: ['crm.objects.owners.*'] }, { action: 'ask' as const, scopes: ['tickets'] }];
  const kept = ['crm.objects.owners.read', 'tickets', 'crm.lists.read'];
  const denied = (mode: 'off' | 'audit' | 'enforce') => deniedScopes(samplePolicy(rules, { mode }), flow('client-1', kept), kept);
  expect([denied('enforce'), denied('audit'), denied('off')]).toEqual([['crm.objects.owners.read'], [], []]);
  expect(deniedScopes(null, flow('client-1', kept), kept)).toEqual([]);
});
