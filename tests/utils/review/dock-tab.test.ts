import { expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { buildReview } from '@/utils/review/build-review';
import { dockTabOf } from '@/utils/review/dock-tab';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const parsed = hubspot.requests.parseRequest(clayUrl);
if (!parsed.ok) throw new Error(parsed.reason);
const review = buildReview({ provider: hubspot, request: parsed.value });
const warning = { severity: 'warning' } as (typeof review.findings)[number];
const blocker = { ...warning, severity: 'blocker' } as const;
const notice = { ...warning, severity: 'notice' } as const;

it('the tab of a folded panel counts the scopes and those that can be dropped', () => {
  const optional = review.scopes.filter(({ locked }) => !locked).length;
  expect(dockTabOf({ ...review, findings: [notice] })).toEqual({
    verdict: `${review.scopes.length} scopes`,
    optional: `${optional} you can drop`,
    alerts: null,
    open: 'Review',
  });
  expect(dockTabOf({ ...review, editable: false }).optional).toBe('');
});

it.each([
  ['warnings', [warning, notice], { icon: 'warning', count: '1', words: '1 warning' }],
  ['a blocker among them', [warning, blocker], { icon: 'blocker', count: '2', words: '2 blockers and warnings' }],
] as const)('it counts %s', (_, findings, alerts) => {
  expect(dockTabOf({ ...review, findings }).alerts).toEqual(alerts);
});

it('says of a request without required scopes that one has to stay', () => {
  const scopes = review.scopes.filter(({ locked }) => !locked);
  expect(dockTabOf({ ...review, scopes, current: scopes.map(({ id }) => id) }).optional).toBe(`${scopes.length - 1} you can drop`);
});

it('says what the page grants as long as that is more than the user chose, now or earlier', () => {
  const total = review.scopes.length;
  const chosen = { ...review, chosen: review.current.slice(0, 11) };
  const tab = { verdict: `Approving may grant all ${total}`, optional: 'your choice: 11', open: 'Open to continue' };
  expect(dockTabOf(chosen)).toMatchObject(tab);
  // After Undo, the selection that was saved before counts again.
  expect(dockTabOf(chosen, true)).toMatchObject({ ...tab, verdict: `Back to all ${total} scopes` });
  const none = { verdict: `${total} scopes`, optional: expect.stringMatching(/you can drop$/), open: 'Review' };
  expect(dockTabOf({ ...chosen, chosen: null })).toMatchObject(none);
  expect(dockTabOf({ ...chosen, chosen: review.current })).toMatchObject(none);
  expect(dockTabOf({ ...chosen, editable: false }).verdict).toBe(`${total} scopes`);
  expect(dockTabOf({ ...chosen, failed: true }).verdict).toBe(`${total} scopes`);
  expect(dockTabOf({ ...chosen, current: review.current.slice(0, 12) }).verdict).toBe(`Down to 12 of ${total}`);
});

it('counts the new scopes until the request is smaller', () => {
  const added = review.current.slice(-2);
  const changed = { ...review, changes: { since: 1, added, removed: [], newlyRequired: [] } };
  expect(dockTabOf(changed).optional).toBe(`${dockTabOf(review).optional} \u00b7 2 new`);
  expect(dockTabOf({ ...changed, editable: false }).optional).toBe('2 new');
  expect(dockTabOf({ ...changed, chosen: review.current.slice(0, 11) }).optional).toBe('your choice: 11 \u00b7 2 new');
  expect(dockTabOf({ ...changed, current: review.current.slice(0, 12) }).optional).toBe('');
});

it('says after Continue how far the request was reduced', () => {
  const reduced = { ...review, current: review.current.slice(0, 11), findings: [] };
  expect(dockTabOf(reduced)).toMatchObject({ verdict: `Down to 11 of ${review.scopes.length}`, optional: '' });
  expect(dockTabOf({ ...reduced, isLoading: true }).verdict).toBe(`Loading the page with 11 of ${review.scopes.length}`);
  expect(dockTabOf({ ...reduced, failed: true }).verdict).toBe(`${review.scopes.length} scopes`);
});

it('says after Undo that the page is back at the whole request, and what can be dropped', () => {
  const total = review.scopes.length;
  expect(dockTabOf(review, true)).toMatchObject({ verdict: `Back to all ${total} scopes`, optional: dockTabOf(review).optional });
  expect(dockTabOf({ ...review, failed: true }, true).verdict).toBe(`${total} scopes`);
});

it('counts an incomplete list as the least that there may be', () => {
  const incomplete = { ...review, editable: false, isIncomplete: true };
  expect(dockTabOf(incomplete)).toMatchObject({ verdict: `At least ${review.scopes.length} scopes`, optional: '' });
  expect(dockTabOf({ ...incomplete, scopes: [], current: [] }).verdict).toBe('0 scopes');
});

it('calls nothing optional that the app has not declared', () => {
  const scopes = review.scopes.map((scope) => ({ ...scope, requirement: 'undeclared' as const, locked: false }));
  expect(dockTabOf({ ...review, scopes }).optional).toBe(`${scopes.length - 1} you can drop`);
});

it('counts the scopes that the policy denies apart from those that the user can drop', () => {
  const optional = review.scopes.filter(({ locked }) => !locked);
  const deny = { action: 'deny', reason: 'Billing', link: null } as const;
  const scopes = review.scopes.map((scope) => (optional.slice(0, 2).includes(scope) ? { ...scope, policy: deny } : scope));
  expect(dockTabOf({ ...review, scopes }).optional).toBe(`${optional.length - 2} you can drop \u00b7 policy denies 2`);
  const denied = optional.map((scope) => ({ ...scope, policy: deny }));
  expect(dockTabOf({ ...review, scopes: denied, current: denied.map(({ id }) => id) }).optional).toBe(`policy denies ${denied.length}`);
});
