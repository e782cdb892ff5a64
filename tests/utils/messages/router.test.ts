import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { contentMessages, pageMessages } from '@/utils/messages/background-messages';
import type { Messages } from '@/utils/messages/message';
import { routeMessages } from '@/utils/messages/router';
import { inheritedNames, messageMatrix, type SenderKind, senders } from '../../message-matrix';
import { pageSnapshot } from '../../page-snapshot';

const handled = vi.fn();
const consent = 'https://app.hubspot.com/oauth/authorize?scope=oauth';
const ownPage = (path = '/popup.html') => ({ id: 'own', url: `chrome-extension://own${path}` });
/** Each test has a tab of its own, because the pace of a tab's messages is limited. */
let tab = 0;
const content = (change: object = {}) => ({ id: 'own', url: consent, frameId: 0, tab: { id: tab }, ...change });
const snapshot = pageSnapshot();
const page = 'https://app.hubspot.com/oauth/authorize';
const names = Object.keys({ ...contentMessages, ...pageMessages });

/** The schemas of the registry, and one handler that only records. */
const recorded = (messages: Messages) =>
  Object.fromEntries(Object.entries(messages).map(([name, { schema }]) => [name, { schema, handle: handled }]));

/** Sends what a browser would deliver; resolves to the answer, or to undefined if there is none. */
async function deliver(sent: unknown, sender: object): Promise<{ res?: unknown; err?: string } | undefined> {
  return new Promise((resolve, reject) => {
    const kept: Promise<unknown[]> = fakeBrowser.runtime.onMessage.trigger(sent, sender as never, resolve);
    kept.then((answers) => answers.includes(true) || resolve(undefined), reject);
  });
}

async function send(type: string, data: unknown, sender: object): Promise<unknown> {
  const answer = await deliver({ type, data }, sender);
  if (!answer || answer.err) throw new Error(answer?.err ?? 'no answer');
  return answer.res;
}

beforeEach(() => {
  tab += 1;
  fakeBrowser.reset();
  handled.mockReset().mockResolvedValue('done');
  Object.assign(fakeBrowser.runtime, { id: 'own', getURL: (path: string) => `chrome-extension://own${path}` });
  routeMessages(recorded(contentMessages), recorded(pageMessages));
});

/** What the browser reports of each kind of sender, at worst. */
const reported: Readonly<Record<SenderKind, () => object[]>> = {
  'a web page': () => [content({ id: undefined }), { id: undefined, url: 'https://app.hubspot.com/', origin: 'https://app.hubspot.com' }],
  'another extension': () => [
    { id: 'other', url: 'chrome-extension://other/popup.html' },
    { ...ownPage(), id: 'other' },
    content({ id: 'other' }),
  ],
  'the content script of a page that is read': () => [content()],
  'a compromised renderer with such a page': () => [content({ origin: 'chrome-extension://own' })],
  'the content script of another page': () => [
    content({ url: 'https://app.hubspot.com/contacts/1' }),
    content({ url: 'https://app.hubspot.com.evil.example/oauth/authorize' }),
    content({ url: 'https://chrome-extension.evil.example/popup.html' }),
    content({ url: 'chrome-extension://ownx/popup.html' }),
    content({ url: 'https://own/popup.html' }),
    content({ url: undefined }),
  ],
  'a frame of another site': () => [content({ frameId: 3 }), content({ frameId: undefined })],
  'a content script without a tab': () => [content({ tab: undefined }), content({ tab: {} })],
  'the panel': () => [{ ...ownPage('/panel.html'), frameId: 3, tab: { id: tab } }],
  'the popup': () => [ownPage(), { ...ownPage('/popup.html?tab=7'), frameId: 0, tab: { id: tab } }],
  'the workbench': () => [
    { ...ownPage('/workbench.html#policy'), frameId: 0, tab: { id: tab } },
    { ...ownPage('/assets/file-worker.js'), frameId: 0, tab: { id: tab } },
  ],
};

describe('C1, C2: who may send a message', () => {
  it('is expected for every message of the registry', () => {
    expect(Object.keys(messageMatrix).sort(), 'add the message to tests/message-matrix.ts').toEqual([...names].sort());
  });

  it('accepts three messages from content scripts; every other one is reserved for extension pages', () => {
    expect(Object.keys(contentMessages)).toEqual(['pageRead', 'openPanel', 'pageNavigating']);
  });

  it.each(names.flatMap((name) => senders.map((sender) => [name, sender] as const)))('%s from %s', async (name, kind) => {
    const { from = [], data = {} } = messageMatrix[name] ?? {};
    for (const sender of reported[kind]()) {
      handled.mockClear();
      const answer = await deliver({ type: name, data: { tabId: 99, ...data } }, sender);
      expect(answer, JSON.stringify(sender)).toEqual(from.includes(kind) ? { res: 'done' } : { err: 'Error: message refused: sender' });
      expect(handled).toHaveBeenCalledTimes(from.includes(kind) ? 1 : 0);
    }
  });
});

describe('a message', () => {
  it('of a content script is about its own tab only, with the URL that the browser reports', async () => {
    expect(await send('pageRead', { snapshot, page }, content())).toBe('done');
    expect(handled).toHaveBeenCalledWith({ snapshot, page }, tab, 'https://app.hubspot.com/oauth/authorize?scope=oauth');
  });

  it("may report the scope ids of a page's form", async () => {
    const named = { ...snapshot, lines: ['Read Prospects'], lineScopes: ['prospects.read'] };
    const url = 'https://accounts.outreach.io/oauth/authorize?client_id=1';
    await send('pageRead', { snapshot: named, page }, content({ url }));
    expect(handled).toHaveBeenCalledWith({ snapshot: named, page }, tab, url);
  });

  it('acts for the tab that frames the panel, whatever tab the message names', async () => {
    await send('getReview', { tabId: 99 }, { ...ownPage('/panel.html'), tab: { id: 7 } });
    expect(handled).toHaveBeenLastCalledWith({ tabId: 99 }, 7, expect.anything());
    await send('getReview', { tabId: 99 }, { ...ownPage(), tab: { id: 7 } });
    expect(handled).toHaveBeenLastCalledWith({ tabId: 99 }, 99, expect.anything());
    await expect(send('getReview', {}, ownPage())).rejects.toThrow('without a tab');
  });
});

describe('C3: a message that is not in the registry', () => {
  it.each(['', 'unknown', 'flowChanged', ...inheritedNames])('gets no answer: the type %j', async (type) => {
    for (const sender of [content(), ownPage(), { ...ownPage('/panel.html'), tab: { id: tab } }])
      expect(await deliver({ type, data: { tabId: 7 } }, sender)).toBeUndefined();
    expect(handled).not.toHaveBeenCalled();
  });

  it.each([[null], [undefined], [7], ['pageRead'], [[]], [{}], [{ type: null }], [{ type: ['pageRead'] }], [{ type: { toString: 1 } }]])(
    'gets no answer: %j',
    async (sent) => {
      expect(await deliver(sent, content())).toBeUndefined();
      expect(handled).not.toHaveBeenCalled();
    },
  );
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
    const facts = {
      user: { username: 'ada@acme.example', integrationUser: null },
      refused: true,
      signIn: { providers: ['a'], password: null },
    };
    const org = { shown: '7-1-a', facts };
    await send('getReview', { tabId: 7, org }, ownPage());
    expect(handled).toHaveBeenCalledWith({ tabId: 7, org }, 7, expect.anything());
    for (const bad of [
      { refused: 'yes' },
      { user: { username: 1, integrationUser: null } },
      { signIn: { providers: 'a', password: null } },
    ])
      await expect(send('getReview', { tabId: 7, org: { shown: '7-1-a', facts: bad } }, ownPage())).rejects.toThrow('shape');
    await expect(send('getReview', { tabId: 7, org: facts }, ownPage())).rejects.toThrow('shape');
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

describe('C3: a failure of a handler', () => {
  it('is told without its trace', async () => {
    handled.mockRejectedValue(new Error('no database'));
    expect(await deliver({ type: 'pageRead', data: { snapshot, page } }, content())).toEqual({ err: 'Error: no database' });
    handled.mockImplementation(() => {
      throw new Error('at once');
    });
    expect(await deliver({ type: 'getReview', data: { tabId: 7 } }, ownPage())).toEqual({ err: 'Error: at once' });
  });
});
