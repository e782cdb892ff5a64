/** What a policy does to panel and popup. */
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Review } from '@/utils/review/types';
import { button, checkbox, clear, drawReview, effect, openAll } from './draw';
import { asked, blocked, clay, denied, huge } from './samples';

afterEach(clear);

const detailsOf = (id: string) => button(new RegExp(`^Details: .*\\(${id}\\)$`));

describe('a policy that denies a scope which can be dropped', () => {
  it('locks its box and says why, with the link of the rule', async () => {
    const calls = drawReview(denied);
    const box = checkbox('Change or delete custom records (crm.objects.custom.write)');
    await expect.element(box).toBeDisabled();
    await expect.element(box).not.toBeChecked();
    await detailsOf('crm.objects.custom.write').click();
    await expect.element(page.getByText(/Custom records feed billing/).nth(1)).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'wiki.acme.example' })).toHaveAttribute('href', 'https://wiki.acme.example/scopes');
    await button(/^Continue with/).click();
    expect(calls.continue).toHaveBeenCalledTimes(1);
  });

  it('says above the choice how many scopes it denies and why, and counts only the others as a choice', async () => {
    drawReview(denied);
    const lead = page.getByRole('region', { name: 'Summary' }).element().textContent;
    expect(lead).toContain('18 scopes: 7 required, 1 denied, 10 you can drop');
    expect(lead).toContain('The policy denies 1 scope: Custom records feed billing');
  });

  it('calls the preset without it all that is allowed, not all', async () => {
    drawReview({ ...denied, presets: [{ id: 'all', keep: denied.current.slice(1) }] });
    await expect.element(page.getByRole('radio', { name: /^All allowed 17/ })).toBeVisible();
    clear();
    drawReview({ ...denied, presets: [{ id: 'all', keep: denied.current }] });
    await expect.element(page.getByRole('radio', { name: /^All 18/ })).toBeVisible();
  });

  it('says in the details whose policy it is and what it does', async () => {
    drawReview(denied);
    const line = button(/^Policy/);
    expect(line.element().textContent).toContain('Acme connection policy, set by your organization, 2026-11-03');
    await line.click();
    await expect.element(page.getByText(/It denies 1 scope\./)).toBeVisible();
  });

  it('does not let the box of an object select it', async () => {
    const many = huge(107);
    const [first] = many.scopes.filter(({ locked }) => !locked);
    if (!first) throw new Error('no optional scope');
    const policy = { action: 'deny', reason: 'No', link: null } as const;
    const same = many.scopes.filter(({ category, locked }) => category === first.category && !locked);
    const calls = drawReview({
      ...many,
      scopes: many.scopes.map((scope) => (scope.id === first.id ? { ...scope, policy } : scope)),
      selection: [],
    });
    const object = page.getByRole('checkbox', { name: new RegExp(`^${first.category}`) }).first();
    await object.click();
    const selected = calls.select.mock.lastCall?.[0];
    expect(selected?.has(first.id)).toBe(false);
    expect(selected?.size).toBe(same.length - 1);
    await expect.element(object).toBePartiallyChecked();
    await object.click();
    expect(calls.select.mock.lastCall?.[0].size).toBe(0);
  });
});

describe('an approval of what a policy denies', () => {
  const approved = (review: Review, mode: 'enforce' | 'audit' = 'enforce'): Review => {
    const scopes = review.scopes.map(({ id, policy }) => ({ id, rule: 0, link: null, reason: null, action: 'allow' as const, ...policy }));
    const blocking = review.current.filter((id) => scopes.some((one) => one.id === id && one.action === 'deny'));
    const policy = review.policy && { ...review.policy, mode, scopes, blocking, dropped: [] };
    return { ...review, policy, editable: false, readOnlyReason: 'already-answered', outcome: { kind: 'code' } };
  };

  it('says so, why, and how to take it back', async () => {
    drawReview(approved(denied));
    const text = 'The policy denies 1 scope of the approved request: Custom records feed billing.';
    await expect.poll(() => document.body.textContent).toContain(text);
    await expect.element(page.getByText('uninstalls Clay', { exact: false })).toBeVisible();
  });

  it.each([
    ['the page did not request it', approved({ ...denied, current: denied.current.filter((id) => id !== 'crm.objects.custom.write') })],
    ['the policy is in audit mode', approved(denied, 'audit')],
    ['the policy only asks', approved(asked)],
  ])('says nothing of that if %s', (_, review) => {
    drawReview(review);
    expect(document.body.textContent).not.toContain('The policy denies');
  });
});

describe('Undo after Continue under a policy', () => {
  const keepOnly = (review: Review, ...dropped: string[]) => {
    const current = review.current.filter((id) => !dropped.includes(id));
    return { ...review, current, selection: current, chosen: current };
  };

  it.each([
    ['denied', denied, 'crm.objects.custom.write'],
    ['asked about', asked, 'crm.objects.deals.read'],
  ])('is not offered if a scope is %s that it would bring back, and what to do is said', async (_, review, id) => {
    drawReview(keepOnly(review, id));
    await expect.element(page.getByText(/^Undo is off: /)).toBeVisible();
    expect(button(/^Undo/).query()).toBeNull();
    await button('Change selection').click();
    await expect.element(button(/^Continue|^Keep/)).toBeVisible();
    await expect.element(page.getByText(/^Undo is off: /)).toBeVisible();
    expect(button(/^Undo/).query()).toBeNull();
  });

  it('is offered if it brings back nothing of that kind', async () => {
    drawReview(keepOnly(asked, 'crm.objects.deals.write'));
    await expect.element(button('Undo: request all 18')).toBeVisible();
  });
});

describe('a policy that denies a scope which has to stay', () => {
  it('says so above the choice, offers no Continue, and copies a request for an exception', async () => {
    const calls = drawReview(blocked);
    await expect.element(page.getByRole('heading', { name: /denies a scope that can’t be dropped/ })).toBeVisible();
    expect(button(/^Continue/).query()).toBeNull();
    expect(effect()).toContain('Continue is off: the policy denies a scope that can’t be dropped.');
    expect(effect()).toContain('The page still requests all');
    expect(effect()).toContain('The page still requests all 18.');
    await button('Copy exception request').click();
    expect(calls.copy).toHaveBeenCalledWith('exception');
  });

  it('unfolds the required scopes, where the denied one is marked', async () => {
    drawReview(blocked);
    await expect.element(detailsOf('crm.objects.owners.read')).toBeVisible();
    await expect.element(page.getByText('denied', { exact: true })).toBeVisible();
  });

  it('says nothing about it in audit mode', async () => {
    const policy = blocked.policy && { ...blocked.policy, mode: 'audit' as const };
    drawReview({ ...clay, policy });
    await openAll();
    await expect.element(button(/^Continue with/)).toBeVisible();
    expect(document.body.textContent).not.toContain('olicy');
  });
});

it.each([[blocked.scopes], [[]]])('a policy that blocks a request which may have others counts none of its scopes', (scopes) => {
  drawReview({ ...blocked, scopes, isIncomplete: true });
  expect(effect()).toContain('The page’s own request stays as it is.');
  expect(effect()).not.toMatch(/requests all/);
});

describe('a policy that asks about a scope', () => {
  it('keeps Continue off, with the reason, until the user confirms', async () => {
    const calls = drawReview(asked);
    const next = button(/^Continue with/);
    await expect.element(next).toHaveAttribute('aria-disabled', 'true');
    await next.click({ force: true });
    expect(calls.continue).not.toHaveBeenCalled();
    expect(effect()).toContain('Continue is off until you confirm what the policy asks.');
    await expect.element(page.getByText('ask first')).toBeVisible();
    await checkbox('I confirm: A ticket asks for it').click();
    expect(effect()).not.toContain('Continue is off');
    await next.click();
    expect(calls.continue).toHaveBeenCalledTimes(1);
    await checkbox('I confirm: A ticket asks for it').click();
    await expect.element(next).toHaveAttribute('aria-disabled', 'true');
  });

  it('has its reason in view after Continue as well, because it may be newer than the click', async () => {
    const without = (id: string) => asked.current.filter((one) => one !== id);
    drawReview({ ...asked, current: without('crm.objects.deals.write'), selection: without('crm.objects.deals.write') });
    const reminder = 'The policy asks you to allow access only if this is true: A ticket asks for it (View deals)';
    await expect.poll(() => document.body.textContent).toContain(reminder);
    clear();
    drawReview({ ...asked, current: without('crm.objects.deals.read'), selection: without('crm.objects.deals.read') });
    await expect.element(page.getByText(/^Undo is off: /)).toBeVisible();
    expect(document.body.textContent).not.toContain('The policy asks you');
  });

  it('asks nothing once the scope is dropped', async () => {
    drawReview(asked);
    await checkbox(/^View deals/)
      .first()
      .click();
    expect(checkbox('I confirm: A ticket asks for it').query()).toBeNull();
    await expect.element(button(/^Continue with/)).toHaveAttribute('aria-disabled', 'false');
  });
});
