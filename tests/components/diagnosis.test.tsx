import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Finding } from '@/providers/types';
import { findingWords } from '@/utils/diagnosis/words';
import { expired, open, sure, withAnswers } from './diagnosis-samples';
import { button, clear, drawReview, violations } from './draw';

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

/** What draws itself anew while it opens is found again. */
async function openAll(): Promise<void> {
  for (let rounds = 0; rounds < 4; rounds += 1) {
    for (const closed of document.querySelectorAll<HTMLElement>('[aria-expanded=false]')) closed.click();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Names of what the Tab key reaches, in order, until it leaves the page. */
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

describe.each(['light', 'dark'])('%s', (theme) => {
  beforeEach(() => {
    document.documentElement.dataset.theme = theme;
  });

  it.each([
    ['a sure cause', sure],
    ['open causes', open],
    ['answers', withAnswers({ listed: 'uninstall', who: 'not-sure' })],
    ['nobody else to ask', expired],
  ])('%s: panel and popup break no rule of accessibility, opened or not', async (_, review) => {
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
    const sso = page.getByRole('article').filter({ hasText: 'Single sign-on may have prevented the approval' });
    await expect.element(sso).toBeVisible();
    expect(document.querySelectorAll('.sr-cause')).toHaveLength(5);
    await sso.getByRole('button').click();
    await expect.element(sso.getByText(/Temporarily let this user sign in with username and password/)).toBeVisible();
    await expect.element(sso.getByText(/create a service account that doesn’t use single sign-on/)).toBeVisible();
  });
});

describe('a sure cause', () => {
  it('stands alone, with the address’s own words, its evidence and who acts', async () => {
    drawReview(sure);
    await expect.element(page.getByRole('heading', { name: 'Why Salesforce refused' })).toBeVisible();
    expect(titleIn('.sr-why')).toBe('The app is not installed in this Salesforce org');
    expect(document.querySelector('.sr-decoded')?.textContent).toBe('errorinvalid_clientdescriptionapp must be installed into org');
    expect(document.querySelector('.sr-actor')?.textContent).toBe('Salesforce admin');
    expect(page.getByRole('heading', { name: 'Also possible' }).query()).toBeNull();
    expect(document.querySelector('.sr-question')).toBeNull();
    // Told once.
    expect(document.body.textContent?.split('The app is not installed in this Salesforce org')).toHaveLength(2 + 1);
  });

  it('links to the page of Setup, in a tab of its own that learns nothing of this one', async () => {
    drawReview(sure);
    const link = page.getByRole('link', { name: 'Connected Apps OAuth Usage' });
    await expect.element(link).toHaveAttribute('href', usage);
    for (const one of document.querySelectorAll('a')) {
      expect(one.target).toBe('_blank');
      expect(one.rel.split(' ').toSorted()).toEqual(['noopener', 'noreferrer']);
    }
    await expect.element(page.getByText('/lightning/setup/ConnectedAppsUsage/home', { exact: true })).toBeVisible();
  });

  it('has no link where the org is not known, and the name of the page all the same', async () => {
    drawReview({ ...sure, links: {} });
    expect(page.getByRole('link').query()).toBeNull();
    await expect.element(page.getByText('Connected Apps OAuth Usage').first()).toBeVisible();
  });

  it('tells the way of the tab with hosts and without addresses', () => {
    drawReview(sure);
    const steps = [...document.querySelectorAll('.sr-trail li')].map((step) => step.textContent ?? '');
    expect(steps.map((step) => step.replace(/^[\d:]+(\s?[AP]M)?/, ''))).toEqual([
      'Requested at acme.my.salesforce.com',
      'Sign-in ',
      'Error page ',
    ]);
    expect(document.body.innerHTML).not.toMatch(/CANARY|frontdoor/);
  });

  it('has a message that opens, and both copies call back', async () => {
    const { onCopy } = drawReview(sure);
    const quote = document.querySelector('.sr-message') as HTMLElement;
    expect(quote.textContent).toContain(usage);
    const cut = quote.clientHeight;
    await button('Show all').click();
    expect(quote.clientHeight).toBeGreaterThan(cut);
    await expect.element(button('Show less')).toHaveAttribute('aria-expanded', 'true');
    await button('Copy message to Salesforce admin').click();
    await button('Copy redacted report').click();
    expect(onCopy.mock.calls).toEqual([['message'], ['report']]);
    drawReview(sure, { copied: 'message' });
    await expect.element(button('Copied')).toBeVisible();
    drawReview(sure, { copied: 'report' });
    await expect.element(button('Report copied')).toBeVisible();
  });

  it('starts the same request again, second to the message', async () => {
    const { onContinue } = drawReview(sure);
    await button(/^Continue with 3 scopes/).click();
    expect(onContinue).toHaveBeenCalledOnce();
    expect(document.querySelector('.sr-button--primary')?.textContent).toContain('Copy message');
  });
});

describe('open causes', () => {
  it('asks two questions, each with a way not to know', async () => {
    const { onAnswer } = drawReview(open);
    await expect.element(page.getByRole('heading', { name: '2 questions to narrow it down' })).toBeVisible();
    const groups = page
      .getByRole('group')
      .elements()
      .filter((group) => group.matches('fieldset.sr-question'));
    expect(groups).toHaveLength(2);
    for (const group of groups) expect([...group.querySelectorAll('label')].at(-1)?.textContent).toBe('Not sure');
    await radio('Unblock').click();
    expect(onAnswer).toHaveBeenCalledExactlyOnceWith('listed', 'unblock');
  });

  it('an answer is shown as taken, says what fits, and can be changed', async () => {
    const { onAnswer } = drawReview(withAnswers({ listed: 'unblock' }));
    await expect.element(radio('Unblock')).toBeChecked();
    await expect.element(page.getByText('Fits: A Salesforce admin has blocked this app')).toBeVisible();
    expect(document.querySelector('.sr-cause h3')?.textContent).toBe('A Salesforce admin has blocked this app');
    await radio('Install').click();
    expect(onAnswer).toHaveBeenCalledWith('listed', 'install');
  });

  it('all answered: nothing waits', async () => {
    drawReview(withAnswers({ listed: 'uninstall', who: 'own', colleague: 'fails', stopped: 'error-page' }));
    await expect.element(page.getByRole('heading', { name: 'Your answers' })).toBeVisible();
    expect(document.querySelectorAll('.sr-question input:checked')).toHaveLength(4);
  });

  it('lists what it may be: the likeliest open, the others folded, the rest behind a button', async () => {
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

  it('tells the error as the reason and a guess as a guess', () => {
    drawReview(open);
    expect(titleIn('.sr-why')).toBe(findingWords(open.diagnosis?.finding as Finding, 'title'));
    for (const word of document.querySelectorAll('.sr-cause .sr-confidence')) expect(word.textContent).toMatch(/^(likely|possible)$/);
  });
});

describe('the keyboard', () => {
  it.each(['panel', 'popup'] as const)('reaches the links, the answers, what is folded and the buttons of the %s', async (surface) => {
    drawReview(open, { surface });
    const reached = await reachedByTab();
    for (const name of ['Connected Apps OAuth Usage', 'What to do', 'Show all', 'Copy message to Salesforce admin', 'Copy redacted report'])
      expect(reached, name).toContain(name);
    expect(reached.filter((name) => ['Install', 'Yes'].includes(name)).length).toBeGreaterThan(1);
  });

  it('answers with the arrows and the space bar', async () => {
    const { onAnswer } = drawReview(open);
    (radio('Install').element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    expect(onAnswer).toHaveBeenLastCalledWith('listed', 'install');
    await userEvent.keyboard('{ArrowDown}');
    expect(onAnswer).toHaveBeenLastCalledWith('listed', 'uninstall');
  });

  it('opens a cause with Enter', async () => {
    drawReview(open);
    (button('What to do').nth(1).element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('What to do').nth(1)).toHaveAttribute('aria-expanded', 'true');
  });
});

it('where the person alone can act, the request comes first and the report second', async () => {
  const { onCopy } = drawReview(expired);
  expect(page.getByRole('heading', { name: /^Message to/ }).query()).toBeNull();
  expect(document.querySelector('.sr-button--primary')?.textContent).toMatch(/^Continue with 3 scopes/);
  await button('Copy redacted report').click();
  expect(onCopy).toHaveBeenCalledExactlyOnceWith('report');
});

it('A9 draws an error’s words as words', () => {
  const words = '<img src=x onerror=alert(1)> **bold** [Users](ManageUsers) \u202egnp';
  drawReview({ ...sure, diagnosis: sure.diagnosis && { ...sure.diagnosis, description: words, error: words } });
  expect(document.querySelector('#app img')).toBeNull();
  const told = document.querySelector('.sr-decoded');
  expect(told?.querySelector('a, strong')).toBeNull();
  expect(told?.textContent).toContain('**bold** [Users](ManageUsers)');
});
