/** What a person may ask their org, paste, or allow. */
import type { ComponentChild, ComponentProps } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Idle } from '@/components/review/Idle';
import { Offer } from '@/components/review/Offer';
import type { OrgCheckState } from '@/components/review/OrgCheck';
import { Paste } from '@/components/review/Paste';
import en from '@/public/_locales/en/messages.json';
import { open, sure } from './diagnosis-samples';
import { button, clear, draw, drawReview, violations } from './draw';
import { remembers } from './samples';

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
  await page.viewport(360, 700);
});
afterEach(clear);

const idle: OrgCheckState = { busy: null, done: [], failed: null };
const failures = Object.entries(en as Record<string, { message: string }>).flatMap(([key, { message }]) => {
  const reason = /^org_failed_(.+)$/.exec(key)?.[1]?.replaceAll('_', '-');
  return reason ? [[reason, message] as const] : [];
});

describe('questions to the org', () => {
  it('says what each does before it is asked, and asks on a click', async () => {
    const { onCheck } = drawReview(open, { check: idle });
    await expect.element(page.getByText('Is ada@acme.example an Integration User?')).toBeVisible();
    await expect.element(page.getByText(/revoked right after the check/)).toBeVisible();
    await expect.element(page.getByText('How do users sign in to acme.my.salesforce.com?')).toBeVisible();
    await button('Check this user').click();
    await button('Ask the org').click();
    expect(onCheck.mock.calls).toEqual([['user'], ['sign-in']]);
    expect(await violations()).toEqual([]);
  });

  it('asks nothing twice at once', async () => {
    const { onCheck } = drawReview(open, { check: { ...idle, busy: 'user' } });
    await expect.element(button('Checking …')).toHaveAttribute('aria-disabled', 'true');
    for (const name of ['Checking …', 'Ask the org']) await button(name).click({ force: true });
    expect(onCheck).not.toHaveBeenCalled();
    expect(await violations()).toEqual([]);
  });

  it('is done with a question that was answered, and may ask again', async () => {
    const { onCheck } = drawReview(open, { check: { ...idle, done: ['user', 'sign-in'] } });
    expect(page.getByText(/nothing is stored|without a session/i).query()).toBeNull();
    await button('Check this user').click();
    expect(onCheck).toHaveBeenCalledOnce();
  });

  it.each(failures)('says why there is no answer: %s', async (reason, message) => {
    drawReview(open, { check: { ...idle, failed: { about: 'user', reason } } });
    await expect.element(page.getByText(message)).toBeVisible();
    expect(document.querySelector('.sr-check-line [aria-live=polite]')?.textContent).toBe(message);
    expect([...document.querySelectorAll('.sr-check-line')].at(1)?.textContent).not.toContain(message);
    expect(await violations()).toEqual([]);
  });

  it('has a reason for every way to fail', () => {
    expect(failures.map(([reason]) => reason)).toEqual([
      'cannot-ask',
      'no-session',
      'not-granted',
      'not-understood',
      'refused',
      'site-not-allowed',
      'too-slow',
      'unreachable',
    ]);
  });

  it('is not there where nobody can be asked', () => {
    drawReview({ ...sure, orgQuestions: false });
    expect(page.getByRole('region', { name: 'Check with your org' }).query()).toBeNull();
  });
});

describe('the field for what one brings along', () => {
  it('hands over what was pasted, by button or by none', async () => {
    const onPaste = vi.fn<(text: string) => void>();
    draw(<Paste onPaste={onPaste} onFile={vi.fn()} />, true);
    await page.getByRole('textbox', { name: 'Paste a link, error or report' }).fill('error=x');
    await button('Analyze').click();
    expect(onPaste).toHaveBeenCalledExactlyOnceWith('error=x');
  });

  it('keeps the text and says what is wrong with it', async () => {
    draw(<Paste given="nonsense" problem="not-a-url" onPaste={vi.fn()} onFile={vi.fn()} />, true);
    const field = page.getByRole('textbox');
    await expect.element(field).toHaveValue('nonsense');
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect.element(field).toHaveAccessibleDescription('Can’t read this: not a URL.');
    await expect.element(page.getByRole('alert')).toHaveTextContent('Can’t read this: not a URL.');
  });

  it('is no alarm while nothing is wrong', async () => {
    draw(<Paste onPaste={vi.fn()} onFile={vi.fn()} />, true);
    expect(page.getByRole('alert').query()).toBeNull();
    await expect.element(page.getByRole('textbox')).toHaveAccessibleDescription(/It stays on this device\.$/);
  });
});

const drawIdle = (offer: ComponentChild) =>
  draw(
    <Idle
      items={remembers}
      available
      profiles={[]}
      anything
      onForget={vi.fn()}
      onForgetAll={vi.fn()}
      offer={offer}
      onPaste={vi.fn()}
      onFile={vi.fn()}
      onSaveProfile={vi.fn()}
      onDeleteProfile={vi.fn()}
    />,
    true,
  );

describe('a site that could be reviewed', () => {
  const drawOffer = (offer: Pick<ComponentProps<typeof Offer>, 'host' | 'provider' | 'withdrawn'> | null, refused = false) => {
    const onAllow = vi.fn<() => void>();
    if (offer === null) drawIdle(null);
    else drawIdle(<Offer {...offer} refused={refused} onAllow={onAllow} />);
    return onAllow;
  };

  const site = { host: 'partners.acme.example', provider: 'Salesforce', withdrawn: false };

  it('is offered by its host, and allowed on a click', async () => {
    const onAllow = drawOffer(site);
    await expect.element(page.getByRole('heading', { name: 'partners.acme.example may be a Salesforce site' })).toBeVisible();
    expect(await violations()).toEqual([]);
    (button('Allow on this site').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(onAllow).toHaveBeenCalledOnce();
    expect(page.getByRole('alert').query()).toBeNull();
  });

  it('says where the browser keeps us off a provider’s own host', async () => {
    const onAllow = drawOffer({ host: 'app.hubspot.com', provider: 'HubSpot', withdrawn: true });
    await expect.element(page.getByRole('heading', { name: 'Not allowed on app.hubspot.com' })).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Allow on HubSpot').click();
    expect(onAllow).toHaveBeenCalledOnce();
  });

  it('says that it was refused', async () => {
    drawOffer(site, true);
    await expect.element(page.getByRole('alert')).toHaveTextContent('Permission was not granted.');
    expect(await violations()).toEqual([]);
  });

  it('is not offered where there is none', () => {
    drawOffer(null);
    expect(button('Allow on this site').query()).toBeNull();
  });
});
