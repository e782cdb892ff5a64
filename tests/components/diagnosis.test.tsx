import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Finding } from '@/providers/contract/finding';
import { findingText } from '@/utils/diagnosis/finding-text';
import { action, denied, deniedWith, expired, expiredPasted, open, pasted, sure, vendor, withAnswers } from './diagnosis-samples';
import { button, checkbox, clear, drawReview, openAll, violations } from './draw';
import { clay, planFinding } from './samples';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  await page.viewport(380, 800);
});
afterEach(() => {
  clear();
  delete document.documentElement.dataset.theme;
});

/** Whose error it is does not matter to these tests; only that somebody pasted it. */
const pastedError = { hasRequest: false, url: null };
const usage = 'https://acme.my.salesforce.com/lightning/setup/ConnectedAppsUsage/home';
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const title = () => document.querySelector('h2.sr-why__title')?.textContent;
const fold = (name: string) => page.getByRole('region', { name, exact: true });
/** Opens a part that is folded to one line. */
const unfold = (name: string) => fold(name).getByRole('button').first().click();
/** The causes that are listed, which open on a click. */
const causes = () => document.querySelectorAll('section[aria-labelledby=causes] article');
const cause = (index: number) => page.getByRole('article').nth(index);
const hasSteps = (index: number) => (causes()[index]?.querySelectorAll('.sr-steps > li').length ?? 0) > 0;

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
    // The action bar would cover a part of what is checked.
    return page.viewport(380, 4800);
  });

  it.each([
    ['a sure cause', sure],
    ['open causes', open],
    ['answers', withAnswers({ listed: 'uninstall', who: 'not-sure' })],
    ['nobody else to ask', expired],
    ['an action that failed', action],
    ['an error of the vendor', vendor],
    ['a denial', denied],
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
    const sso = page.getByRole('article', { name: 'Single sign-on may have prevented the approval' });
    await expect.element(sso).toBeVisible();
    expect(causes()).toHaveLength(5);
    await sso.getByRole('button').click();
    await expect.element(sso.getByText(/Temporarily let this user sign in with username and password/)).toBeVisible();
    await expect.element(sso.getByText(/create a service account that doesn’t use single sign-on/)).toBeVisible();
  });
});

describe('an unknown error without a provider', () => {
  const line = () => document.querySelector('.sr-why__line')?.textContent;

  it('is no refusal, and its steps promise no repair', () => {
    drawReview(pasted('Something went wrong'), { surface: 'popup' });
    expect(line()).toBe('Error at an unknown service');
    expect(document.querySelector('.sr-actor')?.textContent).toBe('What to do next');
    drawReview(pasted('Salesforce: something went wrong'), { surface: 'popup' });
    expect(line()).toBe('Error at Salesforce');
    drawReview(pasted('OAUTH_APPROVAL_ERROR_GENERIC'), { surface: 'popup' });
    expect(line()).toMatch(/^Error at Salesforce/);
  });
});

describe('an unrecognized text', () => {
  it('comes with the request to read it before it is sent', async () => {
    drawReview(pasted('Ask Jo Doe: something went wrong'), { surface: 'popup' });
    await unfold('The pasted text says');
    await expect.element(page.getByText(/Names and other words remain: read the text before you send it/)).toBeVisible();
    drawReview(pasted('OAUTH_APP_BLOCKED'), { surface: 'popup' });
    await unfold('The pasted text says');
    expect(page.getByText(/read the text before you send it/).query()).toBeNull();
  });
});

describe('an observed cause', () => {
  it("is shown once, with the error's own text and who can act, and without other causes or questions", async () => {
    drawReview(sure);
    expect(document.querySelector('.sr-why__line')?.textContent).toMatch(/^Salesforce refused at .*observed$/);
    expect(title()).toBe('The app is not installed in this Salesforce org');
    expect(document.querySelector('.sr-actor')?.textContent).toBe('A Salesforce admin can fix this');
    await expect.element(fold('The URL says').getByText('invalid_client', { exact: true })).toBeVisible();
    await unfold('The URL says');
    expect(document.querySelector('.sr-decoded')?.textContent).toBe('errorinvalid_clientdescriptionapp must be installed into org');
    expect(page.getByRole('heading', { name: 'Possible causes' }).query()).toBeNull();
    expect(document.querySelector('.sr-question')).toBeNull();
    // The title must appear once in the reason and once in the message.
    await unfold('Texts to send');
    expect(document.body.textContent?.split('The app is not installed in this Salesforce org')).toHaveLength(2 + 1);
  });

  it('shows the notes of many steps on a click', async () => {
    drawReview(sure);
    expect(document.querySelectorAll('.sr-fix .sr-steps > li')).toHaveLength(6);
    expect(document.querySelector('.sr-steps__note')).toBeNull();
    await button('Show notes on these steps').click();
    await expect.element(page.getByText(/“Allowed” next to an Install button still means not installed/)).toBeVisible();
    await button('Hide notes').click();
    await expect.poll(() => document.querySelector('.sr-steps__note')).toBeNull();
    // Few steps have room for their notes.
    drawReview(vendor);
    expect(document.querySelectorAll('.sr-steps__note')).toHaveLength(2);
    expect(button('Show notes on these steps').query()).toBeNull();
  });

  it('is above the fold of the panel, with who can fix it and every step', async () => {
    await page.viewport(380, 688);
    drawReview({ ...sure, diagnosis: sure.diagnosis && { ...sure.diagnosis, at: Date.now() } });
    const bar = document.querySelector('.sr-actions')?.getBoundingClientRect();
    expect(bar?.bottom).toBeLessThanOrEqual(688);
    for (const part of ['.sr-why__title', '.sr-actor', '.sr-fix .sr-steps > li:last-child'])
      expect(document.querySelector(part)?.getBoundingClientRect().bottom, part).toBeLessThanOrEqual(bar?.top ?? 0);
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
    for (const folded of ['.sr-trail', '.sr-finding__source']) expect(document.querySelector(folded)).toBeNull();
    await unfold('Evidence');
    await unfold('Source');
    await expect.element(page.getByText(/^Source: /)).toBeVisible();
    const steps = [...document.querySelectorAll('.sr-trail li')].map((step) => step.textContent ?? '');
    expect(steps.map((step) => step.replace(/^[\d:]+(\s?[AP]M)?/, ''))).toEqual([
      'Requested at acme.my.salesforce.com',
      'Sign-in ',
      'Error page ',
    ]);
    expect(document.body.innerHTML).not.toMatch(/CANARY|frontdoor/);
  });

  it('shows the message on a click, and copies message, reply and report', async () => {
    const { copy } = drawReview(sure);
    expect(document.querySelector('.sr-message')).toBeNull();
    await unfold('Texts to send');
    expect(document.querySelector('.sr-message')?.textContent).toContain(usage);
    await button('Copy message to Salesforce admin').last().click();
    await radio('Reply to customer').click();
    await button('Copy reply to the customer').click();
    await button('Copy redacted report').click();
    expect(copy.mock.calls).toEqual([['admin'], ['customer'], ['report']]);
  });

  it('has only buttons for a user in its bar: the message to the admin and the report', () => {
    const bar = () => [...document.querySelectorAll('.sr-actions button')].map((one) => one.textContent);
    drawReview(sure);
    expect(bar()).toEqual(['Copy message to Salesforce admin', 'Copy redacted report']);
    drawReview(sure, { surface: 'popup', pasted: pastedError });
    expect(bar()).toEqual(['Copy message to Salesforce admin', 'Reply to customer', 'Copy redacted report']);
    drawReview(expired, { surface: 'popup' });
    expect(bar().at(-1)).toBe('Copy redacted report');
    drawReview({ ...expired, editable: false });
    expect(bar()).toEqual(['Copy redacted report']);
  });

  it('says what was copied, on the button that keeps the focus and to assistive technology', async () => {
    const status = () => [...document.querySelectorAll('[role=status]')].map((one) => one.textContent).join('');
    drawReview(sure);
    expect(status()).toBe('');
    drawReview(sure, { copied: 'admin' });
    await expect.element(button('Message to Salesforce admin copied')).toBeVisible();
    expect(status()).toBe('Message to Salesforce admin copied');
    drawReview(sure, { copied: 'report' });
    await expect.element(button('Report copied')).toBeVisible();
    expect(status()).toBe('Report copied');
  });

  it('offers to start the same request again one click away, and to save what is kept then', async () => {
    const { continue: onContinue } = drawReview(sure);
    expect(button(/^Continue/).query()).toBeNull();
    expect(document.querySelector('.sr-button--primary')?.textContent).toBe('Copy message to Salesforce admin');
    await unfold('Change the request and try again');
    await checkbox(/\(refresh_token\)$/).click();
    await button('Continue with 2 scopes').click();
    expect(onContinue).toHaveBeenCalledExactlyOnceWith({ remember: true });
    await checkbox(/^Remember for/).click();
    await button('Continue with 2 scopes').click();
    expect(onContinue).toHaveBeenLastCalledWith({ remember: false });
    drawReview(sure, { busy: true });
    await unfold('Change the request and try again');
    await button('Continue with 3 scopes').click({ force: true });
    expect(onContinue).toHaveBeenCalledTimes(2);
  });

  it('is shown with the findings of the request that may explain it, but not with its notices', async () => {
    const warning = { ...planFinding, actor: 'you' } as const;
    drawReview({ ...sure, findings: [...sure.findings, warning, { ...warning, id: 'hubspot-plan-missing', severity: 'notice' }] });
    expect(document.querySelectorAll('.sr-alert')).toHaveLength(1);
    await expect.element(button(/^Warning: The plan may lack required access/)).toBeVisible();
    await unfold('Change the request and try again');
    await button(/more notes$/).click();
    await expect.element(button(/^Notice: The account’s plan lacks/)).toBeVisible();
    expect(button(/^Warning: /).elements()).toHaveLength(1);
  });

  it('offers no change of a request in which every scope is required', async () => {
    drawReview({ ...sure, scopes: sure.scopes.map((scope) => ({ ...scope, locked: true, unlockable: false })) });
    expect(fold('Change the request and try again').query()).toBeNull();
    await unfold('What was requested');
    expect(button(/^Continue/).query()).toBeNull();
  });

  it('offers no request that would be empty or cannot be edited', async () => {
    drawReview(sure);
    await unfold('Change the request and try again');
    for (const box of checkbox(/\(\w+\)$/).elements()) await userEvent.click(box);
    expect(button(/^Continue/).query()).toBeNull();
    drawReview({ ...sure, editable: false, readOnlyReason: 'window-closed' });
    expect(fold('Change the request and try again').query()).toBeNull();
    await unfold('What was requested');
    await expect.element(page.getByText(/^Read-only review\. ./)).toBeVisible();
    expect(button(/^Continue/).query()).toBeNull();
  });
});

describe('several possible causes', () => {
  it('come with two questions that each offer “Not sure”', async () => {
    const { answerQuestion } = drawReview(open);
    await expect.element(page.getByRole('heading', { name: 'Answer what you can to narrow it down' })).toBeVisible();
    const groups = page
      .getByRole('group')
      .elements()
      .filter((group) => group.matches('fieldset.sr-question'));
    expect(groups).toHaveLength(2);
    for (const group of groups) expect(group.querySelector('.sr-question__where')?.textContent).toMatch(/\.$/);
    for (const group of groups) expect([...group.querySelectorAll('label')].at(-1)?.textContent).toBe('Not sure');
    await radio('Unblock').click();
    expect(answerQuestion).toHaveBeenCalledExactlyOnceWith('listed', 'unblock');
  });

  it('show a given answer, what it supports, and let it be changed', async () => {
    const { answerQuestion } = drawReview(withAnswers({ listed: 'unblock' }));
    await expect.element(radio('Unblock')).toBeChecked();
    await expect.element(page.getByText('Fits: A Salesforce admin has blocked this app')).toBeVisible();
    await expect.element(cause(0)).toHaveAccessibleName('A Salesforce admin has blocked this app');
    await radio('Install').click();
    expect(answerQuestion).toHaveBeenCalledWith('listed', 'install');
  });

  it('have no open question once all are answered', async () => {
    drawReview(withAnswers({ listed: 'uninstall', who: 'own', colleague: 'fails', history: 'other' }));
    await expect.element(page.getByRole('heading', { name: 'Your answers' })).toBeVisible();
    expect(document.querySelectorAll('.sr-question input:checked')).toHaveLength(4);
  });

  it('come after the questions, where the error gives no reason', () => {
    drawReview(open);
    const [first, second] = document.querySelectorAll('section.sr-fix, section[aria-labelledby=causes]');
    expect(first?.textContent).toMatch(/^Answer what you can to narrow it down/);
    expect(second).toBe(causes()[0]?.parentElement);
    expect(document.querySelector('.sr-actor')).toBeNull();
    for (const options of [{}, { surface: 'popup', pasted: pastedError }] as const) {
      drawReview(open, options);
      expect(document.querySelector('.sr-button--primary')?.textContent).toBe('Copy questions to ask');
    }
  });

  it('are listed with who can act, open to steps, evidence and source, and keep the rest behind a button', async () => {
    const review = withAnswers({ listed: 'uninstall' });
    drawReview(review);
    await expect.element(page.getByRole('heading', { name: 'Possible causes' })).toBeVisible();
    for (const one of causes()) expect(one.textContent).toMatch(/(Salesforce admin|App vendor|You)(likely|possible)$/);
    expect(hasSteps(0)).toBe(false);
    await cause(0).getByRole('button').click();
    expect(hasSteps(0)).toBe(true);
    await expect.element(cause(0).getByText('What is shown next to the app in Connected Apps OAuth Usage? Uninstall')).toBeVisible();
    await expect.element(cause(0).getByText(/^Source: /)).toBeVisible();
    expect(hasSteps(1)).toBe(false);
    await cause(1).getByRole('button').click();
    expect(hasSteps(1)).toBe(true);
    await cause(1).getByRole('button').first().click();
    await expect.poll(() => hasSteps(1)).toBe(false);
    expect(hasSteps(0)).toBe(true);
    // Four, and single sign-on, which the guide names for this error.
    expect(causes()).toHaveLength(5);
    await button(/^Show \d+ more$/).click();
    expect(causes()).toHaveLength(review.diagnosis?.causes.length ?? 0);
  });

  it('are called likely or possible, while the error itself is the reason', () => {
    drawReview(open);
    expect(title()).toBe(findingText(open.diagnosis?.finding as Finding, 'title'));
    for (const word of document.querySelectorAll('.sr-cause .sr-confidence')) expect(word.textContent).toMatch(/^(likely|possible)$/);
  });
});

describe('an error that is among its own possible causes', () => {
  const plan = "This account doesn't have access to some HubSpot features that are required by this app.";
  const beside = `${plan}\nhttps://app.hubspot.com/oauth/authorize?client_id=x&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&scope=oauth%20automation`;

  it('stands there once, with one certainty, and what supports it is no further warning', async () => {
    drawReview(pasted(beside), { surface: 'popup', pasted: pastedError });
    expect(document.querySelector('.sr-why__line')?.textContent).toMatch(/likely$/);
    expect(title()).toBe('The account’s plan lacks a feature that the app requires');
    await expect.element(page.getByRole('heading', { name: 'Other possible causes' })).toBeVisible();
    expect([...causes()].map((one) => one.getAttribute('aria-label'))).not.toContain(title());
    expect(document.querySelector('.sr-actor')?.textContent).toBe('A HubSpot super admin can fix this');
    expect(button(/^Warning: Some required scopes need a paid plan/).query()).toBeNull();
    expect(document.querySelector('.sr-button--primary')?.textContent).toBe('Copy message to HubSpot super admin');
  });
});

it('has one main button if dropping scopes may help and somebody else may have to act', async () => {
  const { diagnosis } = open;
  if (!diagnosis) throw new Error('no diagnosis');
  const [first, ...others] = diagnosis.causes;
  const mayHelp = { ...diagnosis, causes: [{ ...first, fewerScopesMayHelp: true } as typeof first & object, ...others] };
  drawReview({ ...clay, failed: true, diagnosis: mayHelp });
  const main = [...document.querySelectorAll('.sr-actions .sr-button--primary')].map(({ textContent }) => textContent);
  expect(main).toEqual(['Drop 11 optional scopes']);
  await button('Drop 11 optional scopes').click();
  await expect.element(button('Continue with 7 scopes')).toBeVisible();
});

describe('the texts to send', () => {
  const labels = () => [...document.querySelectorAll('[aria-label="Texts to send"] label')];
  const kinds = () => labels().map((label) => label.textContent);
  const text = () => document.querySelector('.sr-message')?.textContent ?? '';

  it('are the questions, the message and the reply while several causes of a pasted error are possible', async () => {
    const { copy } = drawReview(open, { surface: 'popup', pasted: pastedError });
    await unfold('Texts to send');
    expect(kinds()).toEqual(['Questions to ask', 'Salesforce admin', 'Reply to customer']);
    expect(text()).toContain(
      '1. What is shown next to the app in Connected Apps OAuth Usage? (Install / Uninstall / Unblock / Not listed)',
    );
    await radio('Reply to customer').click();
    expect(text()).toContain('What to try first:');
    await button('Copy reply to the customer').click();
    for (const name of ['Copy questions to ask', 'Message to Salesforce admin', 'Reply to customer']) await button(name).click();
    expect(copy.mock.calls).toEqual([['customer'], ['questions'], ['admin'], ['customer']]);
  });

  it('begin with the message once a cause is likely', async () => {
    drawReview(withAnswers({ listed: 'unblock' }));
    await unfold('Texts to send');
    expect(kinds()).toEqual(['Salesforce admin', 'Reply to customer', 'Questions to ask']);
  });

  it('contain no questions when the cause is certain', async () => {
    drawReview(sure);
    await unfold('Texts to send');
    expect(kinds()).toEqual(['Salesforce admin', 'Reply to customer']);
  });

  it.each([320, 360])('fit into a panel of %i px, folded and opened', async (width) => {
    await page.viewport(width, 600);
    for (const review of [open, vendor, action]) {
      drawReview(review);
      await openAll();
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      for (const label of labels()) expect(label.scrollWidth).toBeLessThanOrEqual(label.clientWidth);
    }
  });

  it('name the vendor as a person would', async () => {
    drawReview(vendor, { surface: 'popup' });
    await expect.element(button('Copy message to app vendor')).toBeVisible();
  });

  it('are offered for a pasted error that the user can fix alone, because nothing can be requested from there', async () => {
    drawReview(expiredPasted, { surface: 'popup', pasted: pastedError });
    await expect.element(button('Copy reply to the customer')).toBeVisible();
    // The steps come first: nobody but support staff replies to a customer.
    expect(document.querySelector('.sr-button--primary')).toBeNull();
    expect(kinds()).toEqual([]);
  });
});

it('shows of a long response of an API only what it means, and the response itself on a click', async () => {
  drawReview(action, { surface: 'popup' });
  expect(document.body.textContent).not.toContain('requiredGranularScopes');
  expect(document.querySelector('.sr-why')?.textContent).toContain('crm.objects.deals.write');
  await unfold('The pasted text says');
  await expect.element(page.getByText(/requiredGranularScopes/)).toBeVisible();
});

describe('the keyboard in a diagnosis', () => {
  it.each(['panel', 'popup'] as const)('reaches links, answers, collapsed parts and buttons of the %s', async (surface) => {
    drawReview(open, { surface });
    const reached = await reachedByTab();
    for (const name of [
      'Connected Apps OAuth Usage',
      findingText(open.diagnosis?.causes[0] as Finding, 'title'),
      'Texts to send',
      'Evidence',
      'Change the request and try again',
      'Copy questions to ask',
      'Copy redacted report',
    ])
      expect(
        reached.some((one) => one.startsWith(name)),
        name,
      ).toBe(true);
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
    const second = cause(1).getByRole('button').first();
    (second.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(second).toHaveAttribute('aria-expanded', 'true');
    expect(document.activeElement).toBe(second.element());
  });
});

it('the request is the primary action and the report the secondary one when only the user can act', async () => {
  const { copy } = drawReview(expired);
  expect(fold('Texts to send').query()).toBeNull();
  expect(document.querySelector('.sr-button--primary')?.textContent).toMatch(/^Continue with 3 scopes/);
  await button('Copy redacted report').click();
  expect(copy).toHaveBeenCalledExactlyOnceWith('report');
});

it('an action that failed: the connection works, what it lacks, what was dropped, and the steps back', () => {
  drawReview(action, { surface: 'popup' });
  expect(document.querySelector('.sr-why__line')?.textContent).toMatch(/^An action failed/);
  expect(title()).toBe('The connection lacks a scope that the action needs');
  const words = document.querySelector('.sr-why__text')?.textContent;
  expect(words).toContain('The error names: crm.objects.deals.write.');
  expect(words).toContain('The saved selection for Clay on HubSpot drops crm.objects.deals.write.');
  expect(page.getByText('Read-only review').query()).toBeNull();
  const steps = [...document.querySelectorAll('.sr-fix ol.sr-steps > li')].map((step) => step.textContent);
  expect(steps).toHaveLength(5);
  expect(steps[0]).toContain('connected accounts');
});

describe('a denial', () => {
  const face = () => page.getByRole('heading', { name: 'Access denied. Nothing new was granted.' });

  it('is a face of its own: what now, and what happened one click away', async () => {
    drawReview(denied, { rememberedAt: 0 });
    await expect.element(face()).toBeVisible();
    await expect.element(page.getByText(/^Salesforce reported to .* someone declined it on the page, or a rule refused it/)).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'To connect after all' })).toBeVisible();
    // Any one of them may be enough, so none is numbered or comes after another.
    const [first, ...others] = document.querySelectorAll('.sr-fix > ul.sr-steps > li');
    expect(others).not.toHaveLength(0);
    expect(getComputedStyle(first as Element, '::before').content).not.toContain('counter');
    expect(getComputedStyle(first as Element, '::after').content).toBe('none');
    await unfold('What happened');
    expect(document.querySelectorAll('.sr-trail li').length).toBeGreaterThan(1);
    await expect.element(button('Forget')).toBeVisible();
    expect(document.querySelector('.sr-why, .sr-button--primary')).toBeNull();
  });

  it('does not claim that an earlier connection has lost its access', async () => {
    drawReview(denied);
    await expect.element(page.getByText(/Access that was given to .* before stays as it is\./)).toBeVisible();
    expect(document.body.textContent).not.toContain('Nothing was granted');
  });

  it('leads to a smaller request only where the review would offer one', () => {
    const less = 'To grant less, start again';
    const locked = denied.scopes.map((scope) => ({ ...scope, locked: true }));
    const shows = (review: typeof denied) => {
      drawReview(review);
      return document.body.textContent?.includes(less);
    };
    expect(denied.scopes.length).toBeGreaterThan(1);
    expect(shows(denied)).toBe(true);
    expect(shows({ ...denied, editable: false, readOnlyReason: 'window-closed' })).toBe(true);
    expect(shows({ ...denied, scopes: locked })).toBe(false);
    expect(shows({ ...denied, scopes: denied.scopes.slice(0, 1) })).toBe(false);
    expect(shows({ ...denied, editable: false, readOnlyReason: 'page-differs' })).toBe(false);
  });

  it('says whether the selection is saved only if the user made one, and has no empty bar', () => {
    const saved = () => document.querySelector('.sr-actions')?.textContent;
    drawReview(denied);
    expect(saved()).toBeUndefined();
    drawReview({ ...denied, current: denied.current.slice(1) });
    expect(saved()).toBe('This selection is not saved for next time.');
    drawReview(denied, { rememberedAt: 0 });
    expect(saved()).toContain('Remembered for');
  });

  it('has the error and the report for somebody who supports the user, each folded', async () => {
    const { copy } = drawReview(deniedWith('end-user denied authorization'));
    await unfold('The URL says');
    await expect.element(page.getByText('end-user denied authorization')).toBeVisible();
    await unfold('Report');
    await expect
      .element(page.getByText('Without the codes, tokens and email addresses that were recognized. Read it before you send it.'))
      .toBeVisible();
    await button('Copy redacted report').click();
    expect(copy).toHaveBeenCalledExactlyOnceWith('report');
    expect(await violations()).toEqual([]);
  });

  it.each([
    'end-user denied authorization',
    'The user denied access to the app.',
    'The resource owner or authorization server denied the request.',
  ])('is recognized by a description that says so: %s', async (description) => {
    drawReview(deniedWith(description));
    await expect.element(face()).toBeVisible();
  });

  it.each([
    ['another description', deniedWith('the user is not a partner')],
    ['a denial by somebody else', deniedWith('User denied by a policy')],
    ['a blocker', deniedWith('ip restricted')],
    ['a pasted answer, which needs a reply', pasted('https://app.example/cb?error=access_denied')],
    ['another code', { ...denied, diagnosis: denied.diagnosis && { ...denied.diagnosis, error: 'server_error' } }],
    ['an unknown error', { ...denied, diagnosis: denied.diagnosis && { ...denied.diagnosis, recognized: false } }],
  ])('is not claimed for %s', async (_, review) => {
    drawReview(review);
    await expect.element(page.getByText(/ refused\b/).first()).toBeVisible();
    expect(face().query()).toBeNull();
  });
});

it('A9: the text of an error is shown literally, without markup or links', async () => {
  const words = '<img src=x onerror=alert(1)> **bold** [Users](ManageUsers) \u202egnp';
  drawReview({ ...sure, diagnosis: sure.diagnosis && { ...sure.diagnosis, description: words, error: words } });
  expect(document.querySelector('#app img')).toBeNull();
  await unfold('The URL says');
  const errorDetails = document.querySelector('.sr-decoded');
  expect(errorDetails?.querySelector('a, strong')).toBeNull();
  expect(errorDetails?.textContent).toContain('**bold** [Users](ManageUsers)');
});
