/** The page that explains the extension: what it says, what it asks for, and the sample. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/about.css';
import '@/components/workbench/review.css';
import type { ComponentProps } from 'preact';
import { About } from '@/components/workbench/about/About';
import { BrowserSettings } from '@/components/workbench/about/BrowserSettings';
import { SiteAccess } from '@/components/workbench/about/SiteAccess';
import { Frame } from '@/components/workbench/Frame';
import { Sample } from '@/entrypoints/workbench/about/Sample';
import { button, checkbox, clear, draw, expectAccessible, violations } from './draw';

const hosts = (name: string, granted: number, total: number) =>
  Array.from({ length: total }, (_, index) => ({ host: `${name}${index}.acme.example`, isGranted: index < granted }));
const items = [
  { id: 'hubspot', name: 'HubSpot', hosts: hosts('hubspot', 7, 7) },
  { id: 'outreach', name: 'Outreach', hosts: hosts('outreach', 3, 4) },
  { id: 'salesforce', name: 'Salesforce', hosts: hosts('salesforce', 0, 7) },
];

const calls = () => ({
  onTry: vi.fn(),
  onAllow: vi.fn(),
  onRemoveSite: vi.fn(),
  onRemoveSession: vi.fn(),
  onOpenShortcuts: vi.fn(),
  onOpenExtension: vi.fn(),
});

function drawAbout(over: Partial<ComponentProps<typeof BrowserSettings>> = {}, sample = false, refused: string | null = null) {
  const { onTry, onAllow, ...rest } = calls();
  draw(
    <Frame items={[{ id: 'about', icon: 'info', title: 'About', href: '#about' }]} current="about" isPrivate={false}>
      <About sample={sample && <Sample onClose={() => {}} />} onTry={onTry}>
        <SiteAccess items={items} refused={refused} onAllow={onAllow} />
        <BrowserSettings
          sites={[]}
          session={false}
          privateWindows={false}
          shortcuts={[{ name: 'open-panel', description: 'Open the panel', keys: '' }]}
          {...rest}
          {...over}
        />
      </About>
    </Frame>,
  );
  document.body.classList.add('workbench');
  return { onTry, onAllow, ...rest };
}

beforeEach(async () => {
  document.documentElement.lang = 'en';
  document.title = 'About';
  await page.viewport(1200, 900);
});
afterEach(clear);

describe('the page about the extension', () => {
  it('says what is allowed on each provider, and offers only what is missing', async () => {
    const { onAllow } = drawAbout();
    await expect.element(page.getByText('Allowed on all 7 hosts')).toBeVisible();
    await expect.element(page.getByText(/^Allowed on 3 of 4 hosts\./)).toBeVisible();
    await expect.element(page.getByText('Not allowed, so connections aren’t reviewed.')).toBeVisible();
    expect(button('Allow on HubSpot').query()).toBeNull();
    await button('Allow on Outreach').click();
    await button('Allow on Salesforce').click();
    expect(onAllow.mock.calls).toEqual([['outreach'], ['salesforce']]);
    expect(await violations()).toEqual([]);
  });

  it('names the hosts that are missing', async () => {
    drawAbout();
    await page.getByText('Hosts').nth(1).click();
    await expect.element(page.getByText('outreach3.acme.example')).toBeVisible();
    const missing = [...document.querySelectorAll('details[open] li')].filter((row) => row.textContent?.includes('not allowed'));
    expect(missing.map((row) => row.querySelector('code')?.textContent)).toEqual(['outreach3.acme.example']);
    expect(await violations()).toEqual([]);
  });

  it('says that the browser refused, beside the provider', async () => {
    drawAbout({}, false, 'salesforce');
    await expect.element(page.getByText(/^The browser didn’t allow it\./)).toBeVisible();
    expect(document.querySelector('[role=alert]')?.closest('li')?.querySelector('h3')?.textContent).toBe('Salesforce');
    expect(await violations()).toEqual([]);
  });

  it('offers to take back what was allowed on request', async () => {
    const sites = [
      { pattern: 'https://*/*', host: '*' },
      { pattern: 'https://partners.acme.example/*', host: 'partners.acme.example' },
    ];
    const { onRemoveSite, onRemoveSession } = drawAbout({ sites, session: true });
    await button('Remove: Allowed on all sites').click();
    await button('Remove: Allowed on partners.acme.example').click();
    await button('Remove: The permission is still granted.').click();
    expect(onRemoveSite.mock.calls).toEqual([['https://*/*'], ['https://partners.acme.example/*']]);
    expect(onRemoveSession).toHaveBeenCalledOnce();
    expect(await violations()).toEqual([]);
  });

  it('leads to the browser’s pages, or says how to get there', async () => {
    const { onOpenExtension, onOpenShortcuts } = drawAbout();
    await button('Change: Private windows').click();
    await button('Change: Open the panel').click();
    expect(onOpenExtension).toHaveBeenCalledOnce();
    expect(onOpenShortcuts).toHaveBeenCalledOnce();
    drawAbout({ onOpenExtension: null, privateWindows: true, shortcuts: [{ name: 'a', description: 'Open the panel', keys: 'Alt+P' }] });
    await expect.element(page.getByText(/open about:addons/)).toBeVisible();
    await expect.element(page.getByText('Alt+P')).toBeVisible();
    expect(button('Change: Private windows').query()).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it.each([320, 600, 1200])('has nothing wider than a window of %d pixels', async (width) => {
    drawAbout({}, true);
    await expectAccessible(width);
  });
});

describe('the sample', () => {
  it('is the review of the whole request, can be changed, and says that it is a sample', async () => {
    drawAbout({}, true);
    await expect.element(page.getByRole('heading', { name: /^Clay on HubSpot/ })).toBeVisible();
    await expect.element(page.getByText('Nothing is opened, sent or saved here.')).toBeVisible();
    expect(document.querySelector('.sr-verdict')?.textContent).toContain('18 scopes: 7 required, 11 you can drop');
    await checkbox(/crm\.objects\.deals\.write/).click();
    await expect.element(button('Continue with 15 scopes')).toBeVisible();
    expect(document.querySelectorAll('main').length).toBe(1);
    expect(await violations()).toEqual([]);
  });

  it('has its presets in one line, as the panel has, beside the text', async () => {
    drawAbout({}, true);
    await page.viewport(1280, 900);
    const tops = [...document.querySelectorAll('.sr-presets label')].map((preset) => preset.getBoundingClientRect().top);
    expect(tops.length).toBe(4);
    expect(new Set(tops).size).toBe(1);
  });

  it('only says what Continue would do, and offers to remember nothing', async () => {
    drawAbout({}, true);
    expect(checkbox(/Remember/).query()).toBeNull();
    const before = location.href;
    await page.getByRole('radio', { name: /^Least access/ }).click();
    await button('Continue with 7 scopes').click();
    await expect.element(page.getByText(/sample, so nothing was opened\..*these 7 scopes/)).toBeVisible();
    await userEvent.keyboard('{Tab}');
    await page.getByRole('radio', { name: /^All/ }).click();
    await expect.element(page.getByText(/sample, so nothing was opened/)).not.toBeInTheDocument();
    expect(location.href).toBe(before);
  });

  it('draws no link into the page, because the address stands for a view', async () => {
    drawAbout({}, true);
    await expect.element(button(/^Continue with/)).toBeVisible();
    expect([...document.querySelectorAll('.sr-sheet a')].map((link) => link.getAttribute('href'))).toEqual([]);
  });
});
