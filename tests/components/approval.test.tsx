/** What panel and popup say of a baseline that an admin approved. */
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Approval } from '@/utils/review/approval';
import { clear, drawReview, openAll, violations } from './draw';
import { clay, approval as sample } from './samples';

afterEach(clear);

const approval = (more: Partial<Approval> = {}): Approval => ({
  ...sample,
  until: '2999-06-30',
  redirectHost: 'app.clay.com',
  drift: { added: [], removed: [], newlyRequired: [], moreAccess: [] },
  ...more,
});
const drift = sample.drift as NonNullable<Approval['drift']>;
const plain = { ...clay, changes: null, findings: [] };
const alerts = () => [...document.querySelectorAll('.sr-alert')].map((alert) => alert.textContent.replaceAll('\u00a0', ' ').trim());
const lineText = () => document.querySelector('.sr-details .sr-line')?.textContent ?? '';
const line = () => page.getByRole('button', { name: /^Approval/ });

describe.each(['panel', 'popup'] as const)('an approved baseline in the %s', (surface) => {
  it('is one quiet line if nothing has changed', async () => {
    drawReview({ ...plain, approval: approval() }, { surface });
    expect(alerts()).toEqual([]);
    expect(lineText()).toMatch(/Approved on 2026-08-14, and nothing has changed\./);
    await line().click();
    const details = document.querySelector('.sr-disclosure__body:not([hidden])')?.textContent;
    for (const fact of ['IT security', 'Sales operations', 'Enriches contacts', '2999-06-30']) expect(details).toContain(fact);
    expect(details).not.toContain('For account');
  });

  it('is an alert once the app returns to another host, which opens to that host', async () => {
    const moved = { added: [], removed: [], newlyRequired: [], moreAccess: [], otherHosts: ['sync.northwind.example'] };
    drawReview({ ...plain, redirectHost: 'sync.northwind.example', approval: approval({ drift: moved }) }, { surface });
    expect(alerts()).toEqual(['Since the approval of 2026-08-14: another redirect host']);
    await page.getByRole('button', { name: /^Since the approval/ }).click();
    const listed = [...document.querySelectorAll('.sr-lead .sr-lines :is(dt, dd)')].map(({ textContent }) => textContent.trim());
    expect(listed).toEqual(['Returns to', 'sync.northwind.example']);
    expect(lineText()).toContain('another redirect host');
  });

  it('claims nothing of the redirect host if the baseline or a file lacks it', () => {
    const { redirectHost: _redirectHost, ...first } = approval();
    for (const review of [{ approval: first }, { approval: approval(), redirectHost: null }]) {
      drawReview({ ...plain, ...review }, { surface });
      expect(lineText()).toMatch(/with the same scopes\. It isn’t known whether the app returned to the same host/);
      clear();
    }
  });

  it('is an alert if it is unknown where the request returns to', async () => {
    const unknown = { added: [], removed: [], newlyRequired: [], moreAccess: [], unknownHost: ['app.clay.com'] };
    drawReview({ ...plain, redirectHost: null, approval: approval({ drift: unknown }) }, { surface });
    expect(alerts()).toEqual(['Since the approval of 2026-08-14: unknown redirect host']);
    await page.getByRole('button', { name: /^Since the approval/ }).click();
    const listed = [...document.querySelectorAll('.sr-lead .sr-lines :is(dt, dd)')].map(({ textContent }) => textContent.trim());
    expect(listed).toEqual(['Returned to', 'app.clay.com']);
  });

  it('is an alert once the app asks for more, which opens to the scopes, and the line lists them, too', async () => {
    drawReview({ ...plain, approval: approval({ drift }) }, { surface });
    const counts = 'Since the approval of 2026-08-14: 1 new, 1 can change data, 1 new with more access, 1 newly required, 1 removed';
    expect(alerts()).toEqual([counts]);
    const alert = page.getByRole('button', { name: /^Since the approval/ });
    await alert.click();
    expect(alert.element().textContent.replaceAll('\u00a0', ' ').trim()).toBe(counts);
    const listed = [...document.querySelectorAll('.sr-lead .sr-lines :is(dt, dd)')].map(({ textContent }) => textContent.trim());
    expect(listed).toEqual([
      'New',
      'Enroll contacts in sequences automation.sequences.enrollments.write',
      'New with more access',
      'Change or delete leads crm.objects.leads.write',
      'Newly required',
      'View leads crm.objects.leads.read',
      'Removed',
      'crm.objects.line_items.read',
    ]);
    await line().click();
    const details = document.querySelector('.sr-disclosure__body:not([hidden])')?.textContent;
    for (const id of Object.values(drift).flat()) expect(details).toContain(id);
    await openAll();
    expect(await violations()).toEqual([]);
  });

  it('says which ticked scopes it leaves out, also by another name, and drops them on a click', async () => {
    const notApproved = ['crm.objects.deals.read', 'crm.objects.deals.write'];
    const dropped = ['another.name', 'crm.objects.deals.write', 'no-longer.requested'];
    const selection = clay.scopes.map(({ id }) => id);
    const left = approval({ dropped, drift: { added: [], removed: [], newlyRequired: [], moreAccess: [], notApproved } });
    drawReview({ ...plain, selection, approval: left }, { surface });
    expect(alerts()).toEqual(['The approval leaves out 2 selectedDrop them']);
    expect(await violations()).toEqual([]);
    await page.getByRole('button', { name: 'Drop them' }).click();
    await expect.poll(alerts).toEqual([]);
    for (const id of notApproved) await expect.element(page.getByRole('checkbox', { name: new RegExp(`\\(${id}\\)`) })).not.toBeChecked();
    await line().click();
    expect(document.querySelector('.sr-disclosure__body:not([hidden])')?.textContent).toMatch(
      /Left out of the approvalView deals.*Leaves outanother.name/,
    );
  });

  it('says that scopes are not approved, in an alert only if the user can’t drop them', async () => {
    const same = { added: [], removed: [], newlyRequired: [], moreAccess: [] };
    const [optional, required] = ['crm.objects.deals.read', 'crm.lists.read'];
    const selection = clay.scopes.map(({ id }) => id).filter((id) => id !== optional);
    drawReview(
      { ...plain, selection, approval: approval({ dropped: [optional], drift: { ...same, notApproved: [optional] } }) },
      { surface },
    );
    expect(alerts()).toEqual([]);
    expect(lineText()).toMatch(/^ApprovalThe approval of 2026-08-14 leaves out 1 of these scopes/);
    clear();
    const notApproved = [optional, required];
    drawReview({ ...plain, selection, approval: approval({ dropped: notApproved, drift: { ...same, notApproved } }) }, { surface });
    expect(alerts()).toEqual(['The approval of 2026-08-14 leaves out 2 of these scopes']);
    await line().click();
    expect(document.querySelector('.sr-disclosure__body:not([hidden])')?.textContent).toMatch(
      /Left out of the approvalView deals.*crm.lists.read/,
    );
  });

  it('says how many of the new scopes can change data, and which of those that were left out are required now', () => {
    const added = ['crm.objects.leads.read', 'crm.objects.leads.write'];
    const left = ['crm.lists.read', 'crm.objects.companies.read'];
    const more = { added, removed: [], newlyRequired: left.slice(1), moreAccess: [], notApproved: left };
    drawReview({ ...plain, approval: approval({ dropped: left, drift: more }) }, { surface });
    expect(alerts()).toContain(
      'Since the approval of 2026-08-14: 2 new, 1 can change data, 1 left out and now required \u00b7 The approval of 2026-08-14 leaves out 2 of these scopes',
    );
  });

  it('is no alert if the app only asks for less', async () => {
    drawReview({ ...plain, approval: approval({ drift: { ...drift, added: [], newlyRequired: [], moreAccess: [] } }) }, { surface });
    expect(alerts()).toEqual([]);
    expect(lineText()).toMatch(/Since the approval of 2026-08-14: 1 removed/);
  });

  it('is an alert after its last day, also if nothing has changed', () => {
    drawReview({ ...plain, approval: approval({ until: '2026-09-30' }) }, { surface });
    expect(alerts()).toEqual(['The approval of 2026-08-14 ended on 2026-09-30.']);
    const lines = [...document.querySelectorAll('.sr-details .sr-line .sr-date')];
    expect(lines.map((day) => [day.textContent, getComputedStyle(day).whiteSpace])).toEqual([['2026-08-14', 'nowrap']]);
  });

  it('says that a request can’t be compared, and for which account it was', async () => {
    drawReview({ ...plain, account: null, approval: approval({ drift: null }) }, { surface });
    expect(alerts()).toEqual([]);
    expect(lineText()).toMatch(/This request can’t be compared/);
    await line().click();
    await expect.element(page.getByText('4521873')).toBeVisible();
  });

  it('is not mentioned if there is none', () => {
    drawReview(plain, { surface });
    expect(document.body.textContent).not.toContain('pproval');
  });
});
