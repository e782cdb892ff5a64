import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import { onMessage } from '@/utils/messages/channel';
import { type Messages, message } from '@/utils/messages/message';
import { routeMessages } from '@/utils/messages/router';
import { pageSnapshot } from '../../page-snapshot';

vi.mock('@/utils/messages/channel', () => ({ onMessage: vi.fn(), sendToTab: vi.fn() }));

type Listener = (message: { data: unknown; sender: object }) => Promise<unknown>;
const listeners = new Map<string, Listener>();
const handled = vi.fn();
const consent = 'https://app.hubspot.com/oauth/authorize?scope=oauth';
const ownPage = (path = '/popup.html') => ({ id: 'own', url: `chrome-extension://own${path}` });
const content = (change: object = {}) => ({ id: 'own', url: consent, frameId: 0, tab: { id: 7 }, ...change });
const snapshot = pageSnapshot();
const page = 'https://app.hubspot.com/oauth/authorize';

/** The schemas of the registry, and one handler that only records. */
const recorded = (messages: Messages) =>
  Object.fromEntries(Object.entries(messages).map(([name, { schema }]) => [name, message(schema, handled)]));

const send = (name: string, data: unknown, sender: object) => (listeners.get(name) as Listener)({ data, sender });

beforeEach(() => {
  listeners.clear();
  handled.mockReset().mockResolvedValue('done');
  vi.mocked(onMessage).mockImplementation(((name: string, listener: Listener) => {
    listeners.set(name, listener);
    return () => {};
  }) as never);
  Object.assign(fakeBrowser.runtime, { id: 'own', getURL: (path: string) => `chrome-extension://own${path}` });
  routeMessages(recorded(contentMessages), recorded(pageMessages));
});

/** The answer to a message; in place of a refusal, what to do about it. */
const answerTo = (name: string, data: object, sender: object) =>
  send(name, data, sender).catch((error: unknown) => `add the fields of ${name} to the data of this test: ${error}`);

describe('C1: the sender of a message', () => {
  it('may be the content script of a consent page, for its own tab only, with the URL that the browser reports', async () => {
    expect(await send('pageRead', { snapshot, page }, content())).toBe('done');
    expect(handled).toHaveBeenCalledWith({ snapshot, page }, 7, 'https://app.hubspot.com/oauth/authorize?scope=oauth');
  });

  it("may report the scope ids of a page's form", async () => {
    const named = { ...snapshot, lines: ['Read Prospects'], lineScopes: ['prospects.read'] };
    const url = 'https://accounts.outreach.io/oauth/authorize?client_id=1';
    await send('pageRead', { snapshot: named, page }, content({ url }));
    expect(handled).toHaveBeenCalledWith({ snapshot: named, page }, 7, url);
  });

  it('accepts two messages from content scripts; every other one is reserved for extension pages', () => {
    expect(Object.keys(contentMessages)).toEqual(['pageRead', 'pageNavigating']);
  });

  it.each(Object.keys(contentMessages))('refuses %s from anything but a content script of a page that is read', async (name) => {
    const data = { snapshot, page, originAndPath: 'https://app.clay.com/callback', hasCode: false, error: null, description: null };
    for (const [who, sender] of Object.entries({
      'another extension': content({ id: 'other' }),
      'a sub-frame': content({ frameId: 3 }),
      'no tab': content({ tab: undefined }),
      'another page of the provider': content({ url: 'https://app.hubspot.com/contacts/1' }),
      'a look-alike': content({ url: 'https://app.hubspot.com.evil.example/oauth/authorize' }),
      'no address': content({ url: undefined }),
      'an extension page': ownPage(),
    }))
      await expect(send(name, data, sender), who).rejects.toThrow('refused: sender');
    expect(handled).not.toHaveBeenCalled();
    expect(await answerTo(name, data, content())).toBe('done');
  });

  it.each(Object.keys(pageMessages))('C2: refuses %s from a content script, whatever it claims', async (name) => {
    // The fields of all messages, one a line: each schema takes its own.
    const data = {
      tabId: 7,
      keep: [],
      unlocked: [],
      remember: true,
      plans: {},
      key: 'all',
      state: 'open',
      shown: '7-1-abc',
      text: '{}',
      provider: 'hubspot',
      id: 'acme',
      chosen: { profileId: null },
      question: 'q',
      answer: 'a',
      answers: {},
      about: 'user',
    };
    for (const sender of [
      content(),
      content({ url: 'https://chrome-extension.evil.example/popup.html' }),
      content({ url: 'chrome-extension://ownx/popup.html' }),
      { ...ownPage(), id: 'other' },
    ]) {
      await expect(send(name, data, sender)).rejects.toThrow('refused: sender');
    }
    expect(handled).not.toHaveBeenCalled();
    expect(await answerTo(name, data, ownPage())).toBe('done');
  });

  it('acts for the tab that frames the panel, whatever tab the message names', async () => {
    await send('getReview', { tabId: 99 }, { ...ownPage('/panel.html'), tab: { id: 7 } });
    expect(handled).toHaveBeenLastCalledWith({ tabId: 99 }, 7, expect.anything());
    await send('getReview', { tabId: 99 }, { ...ownPage(), tab: { id: 7 } });
    expect(handled).toHaveBeenLastCalledWith({ tabId: 99 }, 99, expect.anything());
    await expect(send('getReview', {}, ownPage())).rejects.toThrow('without a tab');
  });
});

describe('C3: the shape of a message', () => {
  it.each([
    ['null in its place', null],
    ['a wrong type', { snapshot: { ...snapshot, lines: 'many' } }],
    ['too many lines', { snapshot: { ...snapshot, lines: Array.from({ length: 401 }, () => 'x') } }],
    ['a line of 10 MB', { snapshot: { ...snapshot, lines: ['x'.repeat(10_000_000)] } }],
    ['ids that are not strings', { snapshot: { ...snapshot, lineScopes: [1] } }],
    ['too many ids', { snapshot: { ...snapshot, lineScopes: Array.from({ length: 401 }, () => 'x') } }],
    ['a missing part', { snapshot: { lines: [] } }],
    ['a page of 10 MB', { snapshot, page: 'x'.repeat(10_000_000) }],
  ])('is refused for a page snapshot with %s', async (_, data) => {
    await expect(send('pageRead', data && { page, ...data }, content())).rejects.toThrow('shape');
    expect(handled).not.toHaveBeenCalled();
  });

  it('is checked for the answers of an org', async () => {
    const org = {
      user: { username: 'ada@acme.example', integrationUser: null },
      refused: true,
      signIn: { providers: ['a'], password: null },
    };
    await send('getReview', { tabId: 7, org }, ownPage());
    expect(handled).toHaveBeenCalledWith({ tabId: 7, org }, 7, expect.anything());
    for (const bad of [
      { refused: 'yes' },
      { user: { username: 1, integrationUser: null } },
      { signIn: { providers: 'a', password: null } },
    ])
      await expect(send('getReview', { tabId: 7, org: bad }, ownPage())).rejects.toThrow('shape');
  });

  it('cannot change a prototype', async () => {
    const data = JSON.parse(
      '{"page":"","snapshot":{"headings":[],"paragraphs":[],"lines":[],"username":null,"lineScopes":[],"switches":0,"__proto__":{"evil":1}},"__proto__":{"evil":1}}',
    );
    await send('pageRead', data, content());
    expect(handled.mock.calls[0]?.[0]).toEqual({ snapshot, page: '' });
    expect(({} as { evil?: number }).evil).toBeUndefined();
  });
});
