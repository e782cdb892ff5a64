/** The overview shows what the browser grants now, not what the manifest asks for. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { providers } from '@/providers';
import { hostMatches, pageMatches } from '@/providers/matches';
import { hostOfPattern, loadPermissions, watchPermissions } from '@/utils/permissions/overview';

let granted: string[] = [];
let all: { permissions?: string[]; origins?: string[]; data_collection?: string[] } = {};
const event = () => {
  const listeners = new Set<() => void>();
  return {
    addListener: (listener: () => void) => listeners.add(listener),
    removeListener: (listener: () => void) => listeners.delete(listener),
    listeners,
  };
};
const events = { onAdded: event(), onRemoved: event() };

beforeEach(() => {
  fakeBrowser.reset();
  granted = providers.flatMap(({ urls }) => hostMatches(urls));
  all = {
    permissions: ['activeTab', 'storage', 'unlimitedStorage', 'webRequest'],
    origins: [...granted, ...providers.flatMap(({ urls }) => pageMatches(urls))],
  };
  const contains = async ({ origins }: { origins: string[] }) => origins.every((origin) => granted.includes(origin));
  Object.assign(browser, {
    permissions: { contains, getAll: async () => all, ...events },
    extension: { ...browser.extension, isAllowedIncognitoAccess: async () => false },
    commands: {
      getAll: async () => [
        { name: '_execute_action', shortcut: 'Alt+X' },
        { name: 'open-panel', description: 'Open the panel', shortcut: 'Alt+Shift+P' },
        { name: 'open-window', description: 'Review this tab', shortcut: '' },
      ],
    },
  });
});

describe('the overview of permissions', () => {
  it('lists every host of every provider as granted, and nothing else, after a normal installation', async () => {
    const overview = await loadPermissions();
    expect(overview.providers.map(({ name, hosts }) => [name, hosts.map(({ host }) => host)])).toEqual(
      providers.map(({ name, urls }) => [name, urls.hosts]),
    );
    expect(overview.providers.flatMap(({ hosts }) => hosts).every(({ isGranted }) => isGranted)).toBe(true);
    expect(overview).toMatchObject({ sites: [], session: false, privateWindows: false });
  });

  it('shows a withheld host as not granted, and the others as granted', async () => {
    granted = granted.filter((origin) => origin !== 'https://*.my.salesforce.com/*');
    const { providers: access } = await loadPermissions();
    const missing = access.flatMap(({ id, hosts }) => hosts.filter(({ isGranted }) => !isGranted).map(({ host }) => [id, host]));
    expect(missing).toEqual([['salesforce', '*.my.salesforce.com']]);
  });

  it('lists the sites that the user allowed, without those of the providers and of the extension itself', async () => {
    all.origins?.push(
      'https://partners.acme.example/*',
      'https://*/*',
      'moz-extension://6f1d2c6e/*',
      'file:///*',
      '*://apps.acme.example/x',
    );
    expect((await loadPermissions()).sites).toEqual(['*://apps.acme.example/x', 'https://*/*', 'https://partners.acme.example/*']);
  });

  it.each([{ permissions: ['cookies'] }, { data_collection: ['authenticationInfo'] }])(
    'notices a permission that a check left behind: %o',
    async (left) => {
      all = { ...all, ...left };
      expect((await loadPermissions()).session).toBe(true);
    },
  );

  it('lists the shortcuts of the manifest with the keys that are set, and not the one of the toolbar button', async () => {
    expect((await loadPermissions()).shortcuts).toEqual([
      { name: 'open-panel', description: 'Open the panel', keys: 'Alt+Shift+P' },
      { name: 'open-window', description: 'Review this tab', keys: '' },
    ]);
  });

  it('is watched until that is stopped', () => {
    const onChange = vi.fn();
    const stop = watchPermissions(onChange);
    for (const { listeners } of Object.values(events)) for (const listener of listeners) listener();
    expect(onChange).toHaveBeenCalledTimes(2);
    stop();
    expect(Object.values(events).map(({ listeners }) => listeners.size)).toEqual([0, 0]);
  });
});

it.each([
  ['https://acme.example/*', 'acme.example'],
  ['*://*.acme.example/path*', '*.acme.example'],
  ['https://*/*', '*'],
  ['<all_urls>', '*'],
  ['file:///*', null],
  ['moz-extension://id/*', null],
])('reads the host of the match pattern %s as %s', (pattern, host) => {
  expect(hostOfPattern(pattern)).toBe(host);
});
