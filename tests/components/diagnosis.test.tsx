import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Finding } from '@/providers/contract/finding';
import { findingText } from '@/utils/diagnosis/finding-text';
import { action, expired, expiredPasted, open, sure, vendor, withAnswers } from './diagnosis-samples';
import { button, clear, drawReview, openAll, violations } from './draw';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  await page.viewport(380, 800);
});
afterEach(() => {
  clear();
  delete document.documentElement.dataset.theme;
});

const usage = 'https://acme.my.salesforce.com/lightning/setup/ConnectedAppsUsage/home';
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const titleIn = (selector: string) => document.querySelector(`${selector} .sr-finding__title`)?.textContent;

/**
 * Resolves to the names of everything that the Tab key reaches, in order, until it leaves the page.
 */
async function reachedByTab(): Promise<string[]> {
  const reached: string[] = [];
  const root = document.querySelector('#app') as HTMLElement;
  root.tabIndex = -1;
  root.focus();
  for (let step = 0; step < 60; step++) {
    await userEvent.tab();
    const at = document.activeElement;
    if (!at || at === document.body) break;
    reached.push((at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at.textContent)?.trim() ?? '');
  }
  return reached;
}

describe.each(['light', 'dark'])('the diagnosis in the %s theme', (theme) => {
  beforeEach(() => {
    document.documentElement.dataset.theme = theme;
  });

  it.each([
    ['a sure cause', sure],
    ['open causes', open],
    ['answers', withAnswers({ listed: 'uninstall', who: 'not-sure' })],
    ['nobody else to ask', expired],
    ['an action that failed', action],
    ['an error of the vendor', vendor],
    ['a pasted error that only the user can fix', expiredPasted],
  ])('has no accessibility violation in panel and popup, closed and opened: %s', async (_, review) => {
    for (const surface of ['panel', 'popup'] as const) {
      drawReview(review, { surface });
      expect(await violations()).toEqual([]);
      await openAll();
      expect(await violations()).toEqual([]);
    }
  });
});

describe('a cause that a guide names', () => {
  it('is shown with the likeliest ones, with its own steps, although others are likelier', async () => {
    drawReview(withAnswers({ 'sign-in': 'password' }));
    const sso = page
      .getByRole('article')
      .filter({ has: page.getByRole('heading', { name: 'Single sign-on may have prevented the approval' }) });
    await expect.element(sso).toBeVisible();
    expect(document.querySelectorAll('.sr-cause')).toHaveLength(5);
    await sso.getByRole('button').click();
    await expect.element(sso.getByText(/Temporarily let this user sign in with username and password/)).toBeVisible();
    await expect.element(sso.getByText(/create a service account that doesn’t use single sign-on/)).toBeVisible();
  });
});

describe('an observed cause', () => {
  it("is shown once, with the error's own text and who can act, and without other causes or questions", async () => {
    drawReview(sure);
    await expect.element(page.getByRole('heading', { name: 'Why Salesforce refused' })).toBeVisible();
    expect(titleIn('.sr-why')).toBe('The app is not installed in this Salesforce org');
    expect(document.querySelector('.sr-decoded')?.textContent).toBe('errorinvalid_clientdescriptionapp must be installed into org');
    expect(document.querySelector('.sr-actor')?.textContent).toBe('Salesforce admin');
    expect(page.getByRole('heading', { name: 'Also possible' }).query()).toBeNull();
    expect(document.querySelector('.sr-question')).toBeNull();
    // The title must appear once in the reason and once in the message.
    expect(document.body.textContent?.split('The app is not installed in this Salesforce org')).toHaveLength(2 + 1);
  });

  it('links to the Setup page in a new tab without opener and referrer', async () => {
    drawReview(sure);
    const link = page.getByRole('link', { name: 'Connected Apps OAuth Usage' });
    await expect.element(link).toHaveAttribute('href', usage);
    for (const one of document.querySelectorAll('a')) {
      expect(one.target).toBe('_blank');
      expect(one.rel.split(' ').toSorted()).toEqual(['noopener', 'noreferrer']);
    }
    for (const step of document.querySelectorAll('.sr-steps > li')) expect(step.textContent).not.toContain('/lightning/');
  });

  it('names the Setup page without a link when the org is unknown', async () => {
    drawReview({ ...sure, links: {} });
    expect(page.getByRole('link').query()).toBeNull();
    await expect.element(page.getByText('Connected Apps OAuth Usage').first()).toBeVisible();
  });

  it('shows the navigation as hosts, without paths and queries, below cause, actor and steps', async () => {
    drawReview(sure);
    expect(document.querySelector('.sr-trail')).toBeNull();
    expect(document.querySelector('.sr-finding__source')).toBeNull();
    await button('Evidence and source').click();
    await expect.element(page.getByText(/^Source: /)).toBeVisible();
    const steps = [...document.querySelectorAll('.sr-trail li')].map((step) => step.textContent ?? '');
    expect(steps.map((step) => step.replace(/^[\d:]+(\s?[AP]M)?/, ''))).toEqual([
      'Requested at acme.my.salesforce.com',
      'Sign-in ',
      'Error page ',
    ]);
    expect(document.body.innerHTML).not.toMatch(/CANARY|frontdoor/);
  });

  it('has an expandable message, and copies message and report', async () => {
    const { copy } = drawReview(sure);
    const quote = document.querySelector('.sr-message') as HTMLElement;
    expect(quote.textContent).toContain(usage);
    const cut = quote.clientHeight;
    await button('Show all').click();
    expect(quote.clientHeight).toBeGreaterThan(cut);
    await expect.element(button('Show less')).toHaveAttribute('aria-expanded', 'true');
    await button('Copy message to the Salesforce admin').click();
    await button('Copy redacted report').click();
    expect(copy.mock.calls).toEqual([['admin'], ['report']]);
  });

  it('says what was copied, on the button that keeps the focus and to assistive technology', async () => {
    const status = () => document.querySelector('[role=status]')?.textContent;
    drawReview(sure);
    expect(status()).toBe('');
    drawReview(sure, { copied: 'admin' });
    await expect.element(button('Message to the Salesforce admin copied')).toBeVisible();
    expect(status()).toBe('Message to the Salesforce admin copied');
    drawReview(sure, { copied: 'report' });
    await expect.element(button('Report copied')).toBeVisible();
    expect(status()).toBe('Report copied');
  });

  it('offers to start the same request again as a secondary action', async () => {
    const { continue: onContinue } = drawReview(sure);
    await button(/^Continue with 3 scopes/).click();
    expect(onContinue).toHaveBeenCalledOnce();
    expect(document.querySelector('.sr-button--primary')?.textContent).toContain('Copy message');
  });
});

describe('several possible causes', () => {
  it('come with two questions that each offer “Not sure”', async () => {
    const { answerQuestion } = drawReview(open);
    await expect.element(page.getByRole('heading', { name: '2 questions to narrow it down' })).toBeVisible();
    const groups = page
      .getByRole('group')
      .elements()
      .filter((group) => group.matches('fieldset.sr-question'));
    expect(groups).toHaveLength(2);
    for (const group of groups) expect([...group.querySelectorAll('label')].at(-1)?.textContent).toBe('Not sure');
    await radio('Unblock').click();
    expect(answerQuestion).toHaveBeenCalledExactlyOnceWith('listed', 'unblock');
  });

  it('show a given answer, what it supports, and let it be changed', async () => {
    const { answerQuestion } = drawReview(withAnswers({ listed: 'unblock' }));
    await expect.element(radio('Unblock')).toBeChecked();
    await expect.element(page.getByText('Fits: A Salesforce admin has blocked this app')).toBeVisible();
    expect(document.querySelector('.sr-cause h3')?.textContent).toBe('A Salesforce admin has blocked this app');
    await radio('Install').click();
    expect(answerQuestion).toHaveBeenCalledWith('listed', 'install');
  });

  it('have no open question once all are answered', async () => {
    drawReview(withAnswers({ listed: 'uninstall', who: 'own', colleague: 'fails', history: 'other' }));
    await expect.element(page.getByRole('heading', { name: 'Your answers' })).toBeVisible();
    expect(document.querySelectorAll('.sr-question input:checked')).toHaveLength(4);
  });

  it('are listed with the likeliest open, others collapsed and the rest behind a button', async () => {
    const review = withAnswers({ listed: 'uninstall' });
    drawReview(review);
    await expect.element(page.getByRole('heading', { name: 'Possible causes' })).toBeVisible();
    const [first, second] = document.querySelectorAll('.sr-cause');
    expect(first?.textContent).toContain('What is shown next to the app in Connected Apps OAuth Usage? Uninstall');
    expect(first?.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(0);
    expect(second?.querySelector('.sr-steps')).toBeNull();
    await button('What to do').nth(1).click();
    expect(second?.querySelectorAll('.sr-steps > li').length).toBeGreaterThan(0);
    await button('What to do').nth(1).click();
    await expect.poll(() => second?.querySelector('.sr-steps')).toBeNull();
    // Four, and single sign-on, which the guide names for this error.
    expect(document.querySelectorAll('.sr-cause')).toHaveLength(5);
    await button(/^Show \d+ more$/).click();
    expect(document.querySelectorAll('.sr-cause')).toHaveLength(review.diagnosis?.causes.length ?? 0);
  });

  it('are called likely or possible, while the error itself is the reason', () => {
    drawReview(open);
    expect(titleIn('.sr-why')).toBe(findingText(open.diagnosis?.finding as Finding, 'title'));
    for (const word of document.querySelectorAll('.sr-cause .sr-confidence')) expect(word.textContent).toMatch(/^(likely|possible)$/);
  });
});

describe('the texts to send', () => {
  const kinds = () => [...document.querySelectorAll('[aria-labelledby=messages] label')].map((label) => label.textContent);
  const text = () => document.querySelector('.sr-message')?.textContent ?? '';

  it('are for the admin, the customer and the open questions, and the bar copies the chosen one', async () => {
    const { copy } = drawReview(open);
    expect(kinds()).toEqual(['Salesforce admin', 'Customer', 'Questions']);
    await radio('Customer').click();
    expect(text()).toContain('What to try first:');
    await button('Copy reply to the customer').click();
    await radio('Questions').click();
    expect(text()).toContain(
      '1. What is shown next to the app in Connected Apps OAuth Usage? (Install / Uninstall / Unblock / Not listed)',
    );
    await button('Copy questions to ask').click();
    expect(copy.mock.calls).toEqual([['customer'], ['questions']]);
  });

  it('contain no questions when the cause is certain', () => {
    drawReview(sure);
    expect(kinds()).toEqual(['Salesforce admin', 'Customer']);
  });

  it.each([320, 360])('fit into a panel of %i px, folded and opened', async (width) => {
    await page.viewport(width, 600);
    for (const review of [open, vendor, action]) {
      drawReview(review);
      await openAll();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      for (const label of document.querySelectorAll('[aria-labelledby=messages] label'))
        expect(label.scrollWidth).toBeLessThanOrEqual(label.clientWidth);
    }
  });

  it('name the vendor as a person would', async () => {
    drawReview(vendor, { surface: 'popup' });
    await expect.element(button('Copy message to the app’s vendor')).toBeVisible();
  });

  it('are offered for a pasted error that the user can fix alone, because nothing can be requested from there', async () => {
    drawReview(expiredPasted, { surface: 'popup' });
    await expect.element(button('Copy reply to the customer')).toBeVisible();
    expect(kinds()).toEqual([]);
  });
});

it('shows of a long response of an API only what it means, and the response itself on a click', async () => {
  drawReview(action, { surface: 'popup' });
  expect(document.body.textContent).not.toContain('requiredGranularScopes');
  expect(document.querySelector('.sr-why')?.textContent).toContain('crm.objects.deals.write');
  await button('Evidence and source').click();
  await expect.element(page.getByText(/requiredGranularScopes/)).toBeVisible();
});

describe('the keyboard in a diagnosis', () => {
  it.each(['panel', 'popup'] as const)('reaches links, answers, collapsed parts and buttons of the %s', async (surface) => {
    drawReview(open, { surface });
    const reached = await reachedByTab();
    for (const name of [
      'Connected Apps OAuth Usage',
      'What to do',
      'Salesforce admin',
      'Show all',
      'Evidence and source',
      'Copy message to the Salesforce admin',
      'Copy redacted report',
    ])
      expect(reached, name).toContain(name);
    expect(reached.filter((name) => ['Install', 'Yes'].includes(name)).length).toBeGreaterThan(1);
  });

  it('selects answers with the arrow keys and the space bar', async () => {
    const { answerQuestion } = drawReview(open);
    (radio('Install').element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(answerQuestion).toHaveBeenLastCalledWith('listed', 'install');
    await userEvent.keyboard('{ArrowDown}');
    expect(answerQuestion).toHaveBeenLastCalledWith('listed', 'uninstall');
  });

  it('opens a cause with Enter', async () => {
    drawReview(open);
    (button('What to do').nth(1).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('What to do').nth(1)).toHaveAttribute('aria-expanded', 'true');
  });
});

it('the request is the primary action and the report the secondary one when only the user can act', async () => {
  const { copy } = drawReview(expired);
  expect(page.getByRole('heading', { name: 'Texts to send' }).query()).toBeNull();
  expect(document.querySelector('.sr-button--primary')?.textContent).toMatch(/^Continue with 3 scopes/);
  await button('Copy redacted report').click();
  expect(copy).toHaveBeenCalledExactlyOnceWith('report');
});

it('an action that failed: the connection works, what it lacks, what was dropped, and the steps back', () => {
  drawReview(action, { surface: 'popup' });
  expect(document.querySelector('.sr-why__title')?.textContent).toBe('Why the action failed');
  expect(titleIn('.sr-why')).toBe('The connection lacks a scope that the action needs');
  const words = document.querySelector('.sr-why .sr-finding__text')?.textContent;
  expect(words).toContain('The error names: crm.objects.deals.write.');
  expect(words).toContain('Your saved selection for Clay on HubSpot drops crm.objects.deals.write.');
  expect(page.getByText('Read-only review').query()).toBeNull();
  const steps = [...document.querySelectorAll('ol.sr-steps > li')].map((step) => step.textContent);
  expect(steps).toHaveLength(5);
  expect(steps[0]).toContain('Settings → Connected accounts');
});

it('A9: the text of an error is shown literally, without markup or links', () => {
  const words = '<img src=x onerror=alert(1)> **bold** [Users](ManageUsers) \u202egnp';
  drawReview({ ...sure, diagnosis: sure.diagnosis && { ...sure.diagnosis, description: words, error: words } });
  expect(document.querySelector('#app img')).toBeNull();
  const errorDetails = document.querySelector('.sr-decoded');
  expect(errorDetails?.querySelector('a, strong')).toBeNull();
  expect(errorDetails?.textContent).toContain('**bold** [Users](ManageUsers)');
});
