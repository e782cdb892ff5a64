/** What the panel says about the account: its plan, the choice of it, and the answers of the org. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { OrgFacts } from '@/providers/contract/org';
import { open, sure } from './diagnosis-samples';
import { button, checkbox, clear, drawReview, effect, violations } from './draw';
import { clay, lastSelection, planChoices, planFinding, readOnly } from './samples';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  await page.viewport(380, 800);
});
afterEach(() => {
  document.documentElement.style.colorScheme = '';
  clear();
});
const themes = ['light', 'dark'] as const;
const use = (theme: (typeof themes)[number]) => {
  document.documentElement.style.colorScheme = theme;
};
const hub = (name: string) => page.getByRole('combobox', { name });

describe('the account’s plan', () => {
  it.each(themes)('is not stated for each product until the user states it (%s)', async (theme) => {
    use(theme);
    const { savePlans } = drawReview(clay);
    await button(/^Plan ?Not stated\. State it/).click();
    for (const { name } of planChoices) {
      await expect.element(hub(name)).toHaveValue('');
      expect([...(hub(name).element() as HTMLSelectElement).options].map(({ text }) => text)).toEqual([
        'Not stated',
        'Free',
        'Professional',
        'Enterprise',
      ]);
    }
    expect(await violations()).toEqual([]);
    await hub('Service Hub').selectOptions('Free');
    await button('Save').click();
    expect(savePlans).toHaveBeenCalledExactlyOnceWith({ service: 'free' });
  });

  it('is forgotten once every product is not stated', async () => {
    const { savePlans } = drawReview(clay, { plans: { sales: 'enterprise' } });
    await button(/^Plan/).click();
    await hub('Sales Hub').selectOptions('Not stated');
    await button('Save').click();
    expect(savePlans).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('is asked for the products of this request only, and keeps what is stated of others', async () => {
    const [sales] = planChoices;
    if (!sales) throw new Error('no product');
    const { savePlans } = drawReview(clay, { planChoices: [sales], plans: { marketing: 'starter' } });
    await button(/^Plan ?Not stated/).click();
    await expect.element(hub('Sales Hub')).toHaveValue('');
    expect(hub('Service Hub').query()).toBeNull();
    await hub('Sales Hub').selectOptions('Professional');
    await button('Save').click();
    expect(savePlans).toHaveBeenCalledExactlyOnceWith({ marketing: 'starter', sales: 'professional' });
  });

  it.each([
    [{ sales: 'free' }, 'Sales Hub Free; the rest is not stated'],
    [{ sales: 'free', service: 'free' }, 'free'],
    [{ sales: 'professional', service: 'free' }, 'Sales Hub Professional'],
    [{ sales: 'no-such-edition' }, 'Not stated. State it to check the scopes that need one'],
  ])('is one line: %j', async (plans, line) => {
    drawReview(clay, { plans: plans as Record<string, string> });
    expect([...document.querySelectorAll('.sr-details .sr-line')].map((one) => one.textContent)).toContain(`Plan${line}`);
  });
});

describe('a provider that may ask for the account again', () => {
  const noAccount = { ...clay, account: null, asksForAccount: true };
  const words = 'HubSpot may then ask for the account again.';

  it.each(themes)('is mentioned beside the button that sends the request again (%s)', async (theme) => {
    use(theme);
    // The action bar would cover half of a line in a lower window, which axe takes for a small target.
    await page.viewport(380, 1400);
    drawReview(noAccount);
    await expect.element(page.getByText(words)).toBeVisible();
    await expect.element(button(/^Continue with 12/)).toHaveAccessibleDescription(new RegExp(`${words}$`));
    expect(await violations()).toEqual([]);
  });

  it('is not mentioned while nothing would be sent, nor where the request names its account', async () => {
    drawReview({ ...noAccount, selection: clay.current });
    expect(page.getByText(words).query()).toBeNull();
    await checkbox(/^View deals/).click();
    await expect.element(page.getByText(words)).toBeVisible();
    drawReview({ ...noAccount, current: lastSelection });
    expect(page.getByText(words).query()).toBeNull();
    drawReview(clay);
    expect(page.getByText(words).query()).toBeNull();
    drawReview({ ...readOnly('repeated-scope'), account: null });
    expect(page.getByText(words).query()).toBeNull();
  });

  it('still requests all scopes once its page lists them, and before that only until the user continues', () => {
    drawReview(noAccount);
    expect(effect()).toBe(`Drops 6. The page still requests all 18. ${words}`);
    drawReview({ ...noAccount, page: null });
    expect(effect()).toBe(`Drops 6. Until you continue, all 18 are requested. ${words}`);
  });

  it('is mentioned where trying again is folded below a refusal', async () => {
    // So high that nothing lies below the action bar, where axe cannot measure a target.
    await page.viewport(380, 8000);
    drawReview({ ...sure, editable: true, readOnlyReason: null, asksForAccount: true });
    await button(/^Change the request and try again/).click();
    await expect.element(button(/^Continue with/)).toHaveAccessibleDescription(/may then ask for the account again\.$/);
    expect(await violations()).toEqual([]);
  });

  it('leaves room for the choice', async () => {
    await page.viewport(360, 600);
    drawReview({ ...noAccount, findings: [planFinding] }, { surface: 'popup' });
    expect(document.querySelector('.sr-actions')?.getBoundingClientRect().bottom).toBeLessThanOrEqual(600);
    await expect.element(page.getByText(words)).toBeInViewport();
  });
});

describe('the answer of the org', () => {
  const user = (username: string | null, integrationUser: boolean | null): OrgFacts => ({ user: { username, integrationUser } });
  const signIn = (providers: string[], password: boolean | null): OrgFacts => ({ signIn: { providers, password } });
  const ada = 'ada@acme.example';

  it.each([
    [user(ada, true), 'Yes. App vendors report that such users can’t finish this approval.'],
    [user('ADA@acme.example', false), 'No. Nothing unusual: if the approval fails, an Integration User license is not the cause.'],
    [user(null, false), 'No. Nothing unusual: if the approval fails, an Integration User license is not the cause.'],
    [user(ada, null), 'The org didn’t say, so this check is inconclusive. Ask a Salesforce admin which license the user has.'],
    [user('bob@acme.example', false), `The session in this browser belongs to bob@acme.example, so the answer says nothing about ${ada}.`],
    [signIn([], true), 'With a password. Nothing unusual: the org lists no single sign-on.'],
    [signIn([], null), 'The org names no way to sign in, so this check is inconclusive.'],
    [signIn([], false), 'The org names no way to sign in, so this check is inconclusive.'],
    [signIn(['sso.acme.example'], false), 'Only through sso.acme.example. Someone without an account there can’t sign in.'],
    [
      signIn(['a.example', 'b.example'], true),
      'Through a.example or b.example, or with a password. Nothing unusual: single sign-on is not required.',
    ],
    [signIn(['sso.acme.example'], null), 'Through sso.acme.example. The org doesn’t say whether a password works, too.'],
  ] as const)('stands in place, with what it means: %j', async (facts, words) => {
    const about = facts.user ? 'user' : 'sign-in';
    // The whole panel, because axe takes what its bar covers for too small.
    await page.viewport(380, 1400);
    for (const theme of themes) {
      use(theme);
      drawReview(open, { orgCheck: { busy: null, done: [about], failed: null, facts } });
      const lines = [...document.querySelectorAll('.sr-check-line')];
      const [own, other] = about === 'user' ? lines : lines.toReversed();
      expect(own?.querySelector('[aria-live=polite]')?.textContent).toBe(words);
      expect(other?.textContent).not.toContain(words);
      expect(await violations()).toEqual([]);
    }
  });

  it('is not shown once a later check failed', () => {
    drawReview(open, { orgCheck: { busy: null, done: [], failed: { about: 'user', reason: 'too-slow' }, facts: user(ada, false) } });
    expect(document.querySelector('.sr-check-line')?.textContent).toMatch(/did not respond within ten seconds/);
    expect(document.querySelector('.sr-check-line')?.textContent).not.toContain('Nothing unusual');
  });
});
