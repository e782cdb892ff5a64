/** What the user can ask their org, paste or allow. */
import type { ComponentChild, ComponentProps } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Paste } from '@/components/popup/Paste';
import { PermissionPrompt } from '@/components/popup/PermissionPrompt';
import { PopupHome } from '@/components/popup/PopupHome';
import type { OrgCheckState } from '@/components/review/review-state';
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

const notStarted: OrgCheckState = { busy: null, done: [], failed: null };
const failures = Object.entries(en as Record<string, { message: string }>).flatMap(([key, { message }]) => {
  const reason = /^org_failed_(.+)$/.exec(key)?.[1]?.replaceAll('_', '-');
  return reason ? [[reason, message] as const] : [];
});

describe('the questions to the org', () => {
  it('explain what they do, and are sent only on a click', async () => {
    const { checkOrg } = drawReview(open, { orgCheck: notStarted });
    await expect.element(page.getByText('Is ada@acme.example an Integration User?')).toBeVisible();
    await expect.element(page.getByText(/revoked right after it/)).toBeVisible();
    await expect.element(page.getByText('How do users sign in to acme.my.salesforce.com?')).toBeVisible();
    await button('Check this user').click();
    await button('Ask the org').click();
    expect(checkOrg.mock.calls).toEqual([['user'], ['sign-in']]);
    expect(await violations()).toEqual([]);
  });

  it('cannot be sent twice at once', async () => {
    const { checkOrg } = drawReview(open, { orgCheck: { ...notStarted, busy: 'user' } });
    await expect.element(button('Checking…')).toHaveAttribute('aria-disabled', 'true');
    for (const name of ['Checking…', 'Ask the org']) await button(name).click({ force: true });
    expect(checkOrg).not.toHaveBeenCalled();
    expect(await violations()).toEqual([]);
  });

  it('hide their explanation once answered, and can be sent again', async () => {
    const { checkOrg } = drawReview(open, { orgCheck: { ...notStarted, done: ['user', 'sign-in'] } });
    expect(page.getByText(/nothing is stored|without a session/i).query()).toBeNull();
    await button('Check this user').click();
    expect(checkOrg).toHaveBeenCalledOnce();
  });

  it.each(failures)('explain why a check failed: %s', async (reason, message) => {
    drawReview(open, { orgCheck: { ...notStarted, failed: { about: 'user', reason } } });
    await expect.element(page.getByText(message)).toBeVisible();
    expect(document.querySelector('.sr-check-line [aria-live=polite]')?.textContent).toBe(message);
    expect([...document.querySelectorAll('.sr-check-line')].at(1)?.textContent).not.toContain(message);
    expect(await violations()).toEqual([]);
  });

  it('have a text for every reason to fail', () => {
    expect(failures.map(([reason]) => reason)).toEqual([
      'cannot-ask',
      'moved-on',
      'no-session',
      'not-granted',
      'not-understood',
      'refused',
      'site-not-allowed',
      'too-slow',
      'unreachable',
    ]);
  });

  it('are absent when the provider supports none', () => {
    drawReview({ ...sure, orgQuestions: false });
    expect(page.getByRole('region', { name: 'Check with your org' }).query()).toBeNull();
  });
});

describe('the paste field', () => {
  it('passes on the pasted text on a click', async () => {
    const onPaste = vi.fn<(text: string) => void>();
    draw(<Paste onPaste={onPaste} onFile={vi.fn()} />, true);
    await page.getByRole('textbox', { name: 'Paste a link, error or report' }).fill('error=x');
    await button('Analyze').click();
    expect(onPaste).toHaveBeenCalledExactlyOnceWith('error=x');
  });

  it('keeps an unreadable text and explains the problem', async () => {
    draw(<Paste given="nonsense" problem="not-a-url" onPaste={vi.fn()} onFile={vi.fn()} />, true);
    const field = page.getByRole('textbox');
    await expect.element(field).toHaveValue('nonsense');
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
    await expect
      .element(field)
      .toHaveAccessibleDescription('Can’t read this: not a URL. Copy the whole address, with https:// at its beginning.');
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Can’t read this: not a URL. Copy the whole address, with https:// at its beginning.');
  });

  it('raises no alert while nothing is wrong', async () => {
    draw(<Paste onPaste={vi.fn()} onFile={vi.fn()} />, true);
    expect(page.getByRole('alert').query()).toBeNull();
    await expect.element(page.getByRole('textbox')).toHaveAccessibleDescription(/It stays on this device\.$/);
  });
});

const drawPopupHome = (offer: ComponentChild) =>
  draw(
    <PopupHome
      items={remembers}
      available
      profiles={[]}
      anything
      onForget={vi.fn()}
      onForgetAll={vi.fn()}
      offer={offer}
      paste={<Paste onPaste={vi.fn()} onFile={vi.fn()} />}
      onSaveProfile={vi.fn()}
      onDeleteProfile={vi.fn()}
    />,
    true,
  );

describe('the permission prompt for a site', () => {
  const drawOffer = (offer: Pick<ComponentProps<typeof PermissionPrompt>, 'host' | 'provider' | 'reason'> | null, refused = false) => {
    const onAllow = vi.fn<() => void>();
    if (offer === null) drawPopupHome(null);
    else drawPopupHome(<PermissionPrompt {...offer} refused={refused} onAllow={onAllow} />);
    return onAllow;
  };

  const site = { host: 'partners.acme.example', provider: 'Salesforce', reason: 'unlisted' as const };

  it('names the host, and asks for the permission on a click', async () => {
    const onAllow = drawOffer(site);
    await expect.element(page.getByRole('heading', { name: 'partners.acme.example may be a Salesforce site' })).toBeVisible();
    expect(await violations()).toEqual([]);
    (button('Allow on this site').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    expect(onAllow).toHaveBeenCalledOnce();
    expect(page.getByRole('alert').query()).toBeNull();
  });

  it("says when the user revoked the permission for a provider's own host", async () => {
    const onAllow = drawOffer({ host: 'app.hubspot.com', provider: 'HubSpot', reason: 'revoked' });
    await expect.element(page.getByRole('heading', { name: 'Not allowed on app.hubspot.com' })).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Allow on HubSpot').click();
    expect(onAllow).toHaveBeenCalledOnce();
  });

  it('says when the user declined the permission', async () => {
    drawOffer(site, true);
    await expect.element(page.getByRole('alert')).toHaveTextContent('Permission was not granted. You can try again.');
    expect(await violations()).toEqual([]);
  });

  it('is hidden when no site is offered', () => {
    drawOffer(null);
    expect(button('Allow on this site').query()).toBeNull();
  });
});
