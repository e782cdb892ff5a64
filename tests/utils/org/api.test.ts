/**
 * The extension's only network requests: each needs a permission of the user, and nothing of the
 * response is stored.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OrgApi } from '@/providers/contract/org';
import { salesforce } from '@/providers/salesforce';
import { fetchOrgLoginConfig, fetchOrgUser, revokeCookiesAfterCheck, sessionPermission } from '@/utils/org/api';

const org = salesforce.org as OrgApi;
const acme = 'acme.my.salesforce.com';
const session = '00D5g000004!CANARY-session';
const user = { preferred_username: 'ada@acme.example', is_salesforce_integration_user: true };

const contains = vi.fn<(of: unknown) => Promise<boolean>>();
const remove = vi.fn<(of: unknown) => Promise<boolean>>();
const cookie = vi.fn<(of: unknown) => Promise<{ value: string } | null>>();
const fetched = vi.fn<typeof fetch>();
let added: ((given: { permissions?: string[] }) => void)[] = [];
let startup: (() => void)[] = [];

beforeEach(() => {
  fakeBrowser.reset();
  [added, startup] = [[], []];
  contains.mockResolvedValue(true);
  remove.mockResolvedValue(true);
  cookie.mockResolvedValue({ value: session });
  fetched.mockResolvedValue(Response.json(user));
  const permissions = { contains, remove, onAdded: { addListener: (listener: (typeof added)[0]) => added.push(listener) } };
  Object.assign(browser, { permissions, cookies: { get: cookie } });
  vi.spyOn(browser.runtime.onStartup, 'addListener').mockImplementation((listener) => void startup.push(listener as () => void));
  vi.stubGlobal('fetch', fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const refusal = (name: string) => Object.assign(new Error(name), { name });

type Failure = readonly [name: string, prepare: () => void, reason: string];
const ofAnswer: readonly Failure[] = [
  ['401', () => fetched.mockResolvedValue(new Response('[]', { status: 401 })), 'refused'],
  ['403', () => fetched.mockResolvedValue(new Response('Bad_OAuth_Token', { status: 403 })), 'refused'],
  ['404', () => fetched.mockResolvedValue(new Response('', { status: 404 })), 'not-understood'],
  ['500', () => fetched.mockResolvedValue(new Response('', { status: 500 })), 'not-understood'],
  ['broken JSON', () => fetched.mockResolvedValue(new Response('{"preferred_username": ')), 'not-understood'],
  ['another body', () => fetched.mockResolvedValue(Response.json({ hello: 1 })), 'not-understood'],
  ['a body of null', () => fetched.mockResolvedValue(Response.json(null)), 'not-understood'],
  ['a page in place of JSON', () => fetched.mockResolvedValue(new Response('<html>')), 'not-understood'],
  ['a timeout', () => fetched.mockRejectedValue(refusal('TimeoutError')), 'too-slow'],
  ['no network, or a redirect', () => fetched.mockRejectedValue(new TypeError('Failed to fetch')), 'unreachable'],
];
const ofSession: readonly Failure[] = [
  ['the permission missing', () => contains.mockResolvedValue(false), 'not-granted'],
  ['the site taken back', () => contains.mockImplementation(async (of) => of === sessionPermission), 'site-not-allowed'],
  ['no cookie', () => cookie.mockResolvedValue(null), 'no-session'],
  ['an empty cookie', () => cookie.mockResolvedValue({ value: '' }), 'no-session'],
];

describe('asking the org about the user', () => {
  it('sends one request to My Domain, with the session as its only credential', async () => {
    expect(await fetchOrgUser(org, acme, 'store-1')).toEqual({
      ok: true,
      value: { user: { username: 'ada@acme.example', integrationUser: true } },
    });
    expect(cookie).toHaveBeenCalledExactlyOnceWith({ url: `https://${acme}/services/oauth2/userinfo`, name: 'sid', storeId: 'store-1' });
    expect(fetched).toHaveBeenCalledExactlyOnceWith(`https://${acme}/services/oauth2/userinfo`, {
      headers: { authorization: `Bearer ${session}` },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: expect.any(AbortSignal),
    });
  });

  it.each([...ofSession, ...ofAnswer])('reports the failure and revokes the permission: %s', async (_, prepare, reason) => {
    prepare();
    expect(await fetchOrgUser(org, acme)).toEqual({ ok: false, reason });
    expect(remove).toHaveBeenCalledExactlyOnceWith(sessionPermission);
  });

  it('revokes the permission after the response, and not before it', async () => {
    fetched.mockImplementation(async () => {
      expect(remove).not.toHaveBeenCalled();
      return Response.json(user);
    });
    await fetchOrgUser(org, acme);
    expect(remove).toHaveBeenCalledExactlyOnceWith(sessionPermission);
  });

  it('revokes the permission even when the account is not an org or a browser call fails', async () => {
    expect(await fetchOrgUser(org, 'partners.acme.example')).toEqual({ ok: false, reason: 'cannot-ask' });
    expect(remove).toHaveBeenCalledTimes(1);
    cookie.mockRejectedValue(new Error('no such store'));
    expect(await fetchOrgUser(org, acme)).toEqual({ ok: false, reason: 'no-session' });
    expect(remove).toHaveBeenCalledTimes(2);
    remove.mockRejectedValue(new Error('cannot'));
    cookie.mockResolvedValue({ value: session });
    expect((await fetchOrgUser(org, acme)).ok).toBe(true);
  });

  it('sends no request without the permission or a session', async () => {
    for (const [, prepare] of ofSession) {
      prepare();
      await fetchOrgUser(org, acme);
    }
    await fetchOrgUser(org, 'login.salesforce.com');
    expect(fetched).not.toHaveBeenCalled();
  });

  it("F1: puts the session's value neither into its results nor into the storage", async () => {
    const answers: unknown[] = [];
    for (const [, prepare] of [['', () => {}, ''] as Failure, ...ofAnswer]) {
      prepare();
      answers.push(await fetchOrgUser(org, acme));
    }
    fetched.mockRejectedValue(new TypeError(`failed with ${session}`));
    answers.push(await fetchOrgUser(org, acme));
    expect(JSON.stringify(answers)).not.toContain('CANARY');
    for (const area of ['local', 'session', 'sync'] as const) expect(await browser.storage[area].get(null)).toEqual({});
  });
});

describe('asking the org about its sign-in', () => {
  it('sends no credentials and uses no permission', async () => {
    fetched.mockResolvedValue(Response.json({ SamlProviders: [{ SsoUrl: 'https://acme.okta.com/x' }], LoginPage: {} }));
    expect(await fetchOrgLoginConfig(org, acme)).toEqual({ ok: true, value: { signIn: { providers: ['acme.okta.com'], password: null } } });
    expect(fetched.mock.calls[0]?.[0]).toBe(`https://${acme}/.well-known/auth-configuration`);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ headers: {}, credentials: 'omit', redirect: 'error' });
    expect(remove).not.toHaveBeenCalled();
    expect(cookie).not.toHaveBeenCalled();
  });

  it.each(ofAnswer)('reports the failure: %s', async (_, prepare, reason) => {
    prepare();
    expect(await fetchOrgLoginConfig(org, acme)).toEqual({ ok: false, reason });
  });

  it('sends no request to a host that the browser does not allow', async () => {
    contains.mockResolvedValue(false);
    expect(await fetchOrgLoginConfig(org, acme)).toEqual({ ok: false, reason: 'site-not-allowed' });
    expect(contains).toHaveBeenCalledExactlyOnceWith({ origins: [`https://${acme}/*`] });
    expect(fetched).not.toHaveBeenCalled();
  });

  it('sends no request when the account is not an org', async () => {
    expect(await fetchOrgLoginConfig(org, 'login.salesforce.com')).toEqual({ ok: false, reason: 'cannot-ask' });
    expect(fetched).not.toHaveBeenCalled();
  });
});

it('a question to the org times out after ten seconds', async () => {
  const timeout = vi.spyOn(AbortSignal, 'timeout');
  await fetchOrgUser(org, acme);
  expect(timeout).toHaveBeenCalledExactlyOnceWith(10_000);
  timeout.mockImplementation(() => AbortSignal.abort(new DOMException('', 'TimeoutError')));
  fetched.mockImplementation(async (_, init) => {
    init?.signal?.throwIfAborted();
    return Response.json(user);
  });
  expect(await fetchOrgUser(org, acme)).toEqual({ ok: false, reason: 'too-slow' });
});

describe('a leftover cookies permission', () => {
  it('is revoked after the longest possible check, and not during one', () => {
    vi.useFakeTimers();
    revokeCookiesAfterCheck();
    for (const listener of added) listener(sessionPermission);
    vi.advanceTimersByTime(10_000);
    expect(remove).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5_000);
    expect(remove).toHaveBeenCalledExactlyOnceWith(sessionPermission);
  });

  it('is revoked when the browser starts', () => {
    revokeCookiesAfterCheck();
    for (const listener of startup) listener();
    expect(remove).toHaveBeenCalledExactlyOnceWith(sessionPermission);
  });

  it('is not confused with a permission for a site', () => {
    vi.useFakeTimers();
    revokeCookiesAfterCheck();
    for (const listener of added) {
      listener({});
      listener({ permissions: [] });
    }
    vi.advanceTimersByTime(60_000);
    expect(remove).not.toHaveBeenCalled();
  });
});
