/** The form with which a user asks an admin, in panel and popup. */
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { button, clear, drawReview, violations } from './draw';
import { blockerFinding, clay, planFinding } from './samples';

afterEach(clear);

const open = async () => {
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Ask my admin' }).click();
};

describe.each(['panel', 'popup'] as const)('Ask my admin in the %s', (surface) => {
  it('copies a request with the user’s words, which may be empty', async () => {
    const { askAdmin } = drawReview(clay, { surface });
    await open();
    await expect.element(page.getByLabelText('Your name (optional)')).toHaveFocus();
    expect(await violations()).toEqual([]);
    await button('Copy for my admin').click();
    expect(askAdmin).toHaveBeenLastCalledWith({ by: '', reason: '' });
    await page.getByLabelText('Your name (optional)').fill('Bo');
    await page.getByLabelText(/^What you need/).fill('Trade fair');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(askAdmin).toHaveBeenLastCalledWith({ by: 'Bo', reason: 'Trade fair' });
  });

  it('closes on Escape, which does not fold the panel, and returns to the menu', async () => {
    drawReview(clay, { surface });
    await open();
    // The panel folds on an Escape that nothing has handled.
    const isHandled = new Promise((resolve) => addEventListener('keydown', (event) => resolve(event.defaultPrevented), { once: true }));
    await userEvent.keyboard('{Escape}');
    expect(await isHandled).toBe(true);
    await expect.element(page.getByRole('form', { name: 'Ask my admin' })).not.toBeInTheDocument();
    await expect.element(button('More')).toHaveFocus();
  });

  it('says that it was copied, only after a click here', async () => {
    drawReview(clay, { surface, copied: 'request' });
    await open();
    expect(document.querySelector('.sr-ask [role=status]')?.textContent).toBe('');
    await button('Copy for my admin').click();
    await expect.element(page.getByText('Copied. Send it to your admin.')).toBeVisible();
    await page.getByLabelText(/^Your name/).fill('Bo');
    expect(page.getByText('Copied. Send it to your admin.').query()).toBeNull();
  });

  it('is offered beside a blocker that an admin has to remove, and beside no other finding', async () => {
    drawReview({ ...clay, findings: [planFinding] }, { surface });
    await expect.element(button('Ask my admin')).not.toBeInTheDocument();
    drawReview({ ...clay, findings: [blockerFinding] }, { surface });
    await button('Ask my admin').click();
    await expect.element(page.getByRole('form', { name: 'Ask my admin' })).toBeVisible();
  });

  it('is not offered if no scopes are known', async () => {
    drawReview({ ...clay, scopes: [], current: [], selection: [] }, { surface });
    await button('More').click();
    await expect.element(page.getByRole('menuitem', { name: 'Ask my admin' })).not.toBeInTheDocument();
  });
});
