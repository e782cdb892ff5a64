import type { ComponentProps } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { LastCase } from '@/components/popup/LastCase';
import { Paste } from '@/components/popup/Paste';
import { PopupHome } from '@/components/popup/PopupHome';
import { ErrorState } from '@/components/review/ErrorState';
import { Skeleton } from '@/components/review/Skeleton';
import { t } from '@/utils/text/text';
import { button, clear, draw, drawReview, violations } from './draw';
import { clay, lastSelection, readOnly, remembers } from './samples';

beforeEach(() => page.viewport(360, 600));
afterEach(clear);

const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() as DOMRect;

describe('the idle popup', () => {
  const drawPopupHome = (more: Partial<ComponentProps<typeof PopupHome>> = {}) => {
    const calls = {
      onForget: vi.fn<(key: string) => void>(),
      onForgetAll: vi.fn<() => void>(),
      onMore: vi.fn<() => void>(),
      onPaste: vi.fn<(text: string) => void>(),
      onSaveProfile: vi.fn<(key: string) => void>(),
      onDeleteProfile: vi.fn<(key: string) => void>(),
    };
    const lists = { items: remembers, profiles: [], ...more };
    const anything = lists.items.length + lists.profiles.length > 0;
    const paste = <Paste onPaste={calls.onPaste} onFile={vi.fn()} />;
    draw(<PopupHome {...calls} available anything={anything} offer={null} paste={paste} {...lists} />, true);
    return calls;
  };

  it('lists remembered selections, and keeps the focus at the list after one is deleted', async () => {
    const { onForget } = drawPopupHome();
    await expect.element(page.getByRole('heading', { name: 'Nothing to review on this tab' })).toBeVisible();
    await expect.element(page.getByText('Kept 11 of 17')).toBeVisible();
    await expect.element(page.getByRole('img', { name: '7 required, 4 kept, 6 dropped' })).toBeVisible();
    const sure = page.getByRole('group', { name: 'Forget this selection?' });
    await button('Forget Clay on HubSpot, 4100001').click();
    await sure.getByRole('button', { name: 'Keep' }).click();
    expect(onForget).not.toHaveBeenCalled();
    await expect.poll(() => document.activeElement?.textContent).toBe('Forget');
    await button('Forget Clay on HubSpot, 4100001').click();
    expect(await violations()).toEqual([]);
    await sure.getByRole('button', { name: 'Forget' }).click();
    expect(onForget).toHaveBeenCalledExactlyOnceWith('0');
    expect(document.activeElement?.textContent).toBe('Saved selections');
  });

  it('offers to list more saved selections only if there are more', async () => {
    drawPopupHome({ onMore: undefined });
    expect(button('Show more').query()).toBeNull();
    const { onMore } = drawPopupHome();
    await button('Show more').click();
    expect(onMore).toHaveBeenCalledOnce();
  });

  it('offers the field for a pasted text before the lists are loaded, and does not say that nothing is saved', async () => {
    drawPopupHome({ items: [], isLoading: true, onMore: undefined });
    await expect.element(page.getByRole('textbox')).toBeVisible();
    expect(page.getByText(/^Nothing yet\./).query()).toBeNull();
    expect(document.querySelector('[aria-busy="true"]')?.textContent).toBe('Saved selections');
    expect(await violations()).toEqual([]);
  });

  it('says that the saved data was lost, if it was', async () => {
    const notice = page.getByText('Your saved data was lost.');
    drawPopupHome({ items: [] });
    expect(notice.query()).toBeNull();
    drawPopupHome({ items: [], lost: true });
    await expect.element(notice).toBeVisible();
  });

  it('shows a prompt about another tab or this site before it says that there is nothing to review', () => {
    drawPopupHome({
      offer: (
        <ClosedWindow
          tabId={7}
          provider="Salesforce"
          isDenied={false}
          cause="Clay: The app is not installed in this Salesforce org"
          at={0}
          onOpen={() => {}}
        />
      ),
    });
    const headings = [...document.querySelectorAll('h1, h2')].map((heading) => heading.textContent);
    expect(headings.slice(0, 2)).toEqual(['Salesforce refused a connection', 'Nothing to review on this tab']);
  });

  it('analyzes with Ctrl+Enter or Cmd+Enter in the field', async () => {
    const { onPaste } = drawPopupHome();
    const field = page.getByLabelText('Paste a link, error or report');
    await field.fill('Salesforce: OAUTH_APP_BLOCKED');
    await userEvent.keyboard('{Enter}');
    expect(onPaste).not.toHaveBeenCalled();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await userEvent.keyboard('{Meta>}{Enter}{/Meta}');
    expect(onPaste).toHaveBeenCalledTimes(2);
    expect(onPaste.mock.calls[0]?.[0]).toContain('OAUTH_APP_BLOCKED');
  });

  it.each(['light', 'dark'])('offers the case that was pasted last, to open or to discard, in the %s theme', async (theme) => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = 'en';
    document.title = 'Scope Review';
    const title = 'The app is not installed in this Salesforce org';
    const calls = { onOpen: vi.fn<() => void>(), onDiscard: vi.fn<() => void>() };
    drawPopupHome({ items: [], lastCase: <LastCase title={`Salesforce: ${title}`} at={Date.UTC(2026, 10, 22)} {...calls} /> });
    await expect.element(page.getByRole('heading', { name: /^Last pasted case/ })).toBeVisible();
    await expect.element(page.getByText(`Salesforce: ${title}`)).toBeVisible();
    expect(await violations()).toEqual([]);
    await button('Open').click();
    await button('Discard').click();
    expect([calls.onOpen.mock.calls.length, calls.onDiscard.mock.calls.length]).toEqual([1, 1]);
    delete document.documentElement.dataset.theme;
  });

  it('has its name in one line, and the link at the other end', async () => {
    drawPopupHome();
    await page.viewport(360, 600);
    expect(box('.sr-head__title').height).toBeLessThanOrEqual(24);
    expect(box('.sr-head .sr-link').right).toBeGreaterThan(box('.sr-head').right - 20);
  });

  it('has a bar of one line, right below its content', () => {
    drawPopupHome();
    const { height, top, bottom } = box('.sr-actions');
    expect(height).toBeLessThanOrEqual(44);
    expect(top).toBeCloseTo(box('main').bottom, 0);
    expect(box('.sr-sheet').bottom).toBe(bottom);
    expect(box('.sr-paste-part').top - box('.sr-idle__text').bottom).toBeLessThanOrEqual(16);
  });

  it.each([
    ['the idle popup', () => drawPopupHome({ items: [] })],
    ['a card', () => drawReview({ ...clay, current: lastSelection }, { surface: 'popup' })],
    ['a read-only review', () => drawReview({ ...readOnly('pasted'), scopes: clay.scopes.slice(0, 1) }, { surface: 'popup' })],
  ])('in a window of its own has nothing below its bar, which is as high as ever: %s', async (_, drawScreen) => {
    drawScreen();
    const { height } = box('.sr-actions');
    await page.viewport(384, 900);
    document.body.classList.add('window');
    expect(box('.sr-actions')).toMatchObject({ height, bottom: 900 });
    expect(box('.sr-sheet').width).toBe(384);
    expect(document.documentElement.scrollHeight).toBe(900);
  });

  it('confirms before it deletes everything', async () => {
    const { onForgetAll } = drawPopupHome();
    await button('Forget all').click();
    await expect.poll(() => document.activeElement?.textContent).toBe('Keep');
    await button('Keep').click();
    expect(onForgetAll).not.toHaveBeenCalled();
    await expect.poll(() => document.activeElement?.textContent).toBe('Forget all');
    await button('Forget all').click();
    await page.getByRole('group', { name: 'Forget everything?' }).getByRole('button', { name: 'Forget' }).click();
    expect(onForgetAll).toHaveBeenCalledOnce();
  });

  it('says that nothing is remembered yet, or that it cannot be read', async () => {
    drawPopupHome({ items: [] });
    await expect.element(page.getByText(/^Nothing yet\./)).toBeVisible();
    expect(button('Forget all').query()).toBeNull();
    drawPopupHome({ items: [], available: false });
    await expect.element(page.getByText(/^Saved selections can’t be read/)).toBeVisible();
    await expect.element(page.getByText('Stays on this device')).toBeVisible();
  });
});

it('a connection that was refused in a closed window can be opened with one click', async () => {
  const onOpen = vi.fn<(tabId: number) => void>();
  draw(
    <ClosedWindow
      tabId={7}
      provider="Salesforce"
      isDenied={false}
      cause="Clay: The app is not installed in this Salesforce org"
      at={new Date(2026, 10, 22, 14, 2, 11).getTime()}
      onOpen={onOpen}
    />,
    true,
  );
  await expect.element(page.getByRole('heading', { name: 'Salesforce refused a connection' })).toBeVisible();
  await expect.element(page.getByText('Clay: The app is not installed in this Salesforce org')).toBeVisible();
  await expect.element(page.getByText('The app’s window closed at 14:02:11.')).toBeVisible();
  await button('See why').click();
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(7);
});

it.each(['light', 'dark'])('a connection that the user denied in a closed window is no error, in the %s theme', async (theme) => {
  document.documentElement.dataset.theme = theme;
  const onOpen = vi.fn<(tabId: number) => void>();
  draw(<ClosedWindow tabId={7} provider="Salesforce" isDenied cause={`Clay: ${t('closed_denied_reason')}`} at={0} onOpen={onOpen} />, true);
  const heading = page.getByRole('heading', { name: 'A connection to Salesforce was not approved' });
  await expect.element(heading).toBeVisible();
  await expect.element(page.getByText('Clay: Someone declined it on the page, or a rule refused it.')).toBeVisible();
  expect(getComputedStyle(heading.element()).color).toBe(getComputedStyle(document.body).color);
  expect(document.querySelector('.sr-severity--blocker, .sr-button--primary')).toBeNull();
  expect(page.getByText(/refused a connection/).query()).toBeNull();
  await button('Show details').click();
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(7);
  delete document.documentElement.dataset.theme;
});

describe('a placeholder for the review', () => {
  it('is a skeleton that appears only after 300 ms', async () => {
    draw(<Skeleton />);
    const main = document.querySelector('main') as HTMLElement;
    expect(getComputedStyle(main).visibility).toBe('hidden');
    expect(getComputedStyle(main).animationDelay).toBe('0.3s');
    await expect.poll(() => getComputedStyle(main).visibility).toBe('visible');
    await expect.element(page.getByRole('status')).toHaveTextContent('Loading the review');
  });

  it('is an error message that offers to try again', async () => {
    const onRetry = vi.fn<() => void>();
    draw(<ErrorState onRetry={onRetry} />);
    await expect.element(page.getByRole('heading', { name: 'The review didn’t load' })).toBeVisible();
    await button('Try again').click();
    expect(onRetry).toHaveBeenCalledOnce();
  });
});
