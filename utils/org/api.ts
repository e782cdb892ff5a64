/**
 * The two questions to a user's own org, each asked only when the user asks. What is answered goes back to the page that asked
 * and is kept nowhere; the session's value is read for one request and never leaves this function.
 */
import { browser } from 'wxt/browser';
import type { OrgApi, OrgFacts } from '@/providers/contract/org';
import { hasHostPermission } from '@/utils/permissions/host';

/** What a check came to. The words are `org_<reason>`. */
export type OrgCheckResult = { ok: true; value: OrgFacts } | { ok: false; reason: OrgFailure };
export type OrgFailure =
  | 'not-granted'
  | 'site-not-allowed'
  | 'no-session'
  | 'refused'
  | 'too-slow'
  | 'unreachable'
  | 'not-understood'
  | 'cannot-ask';

/** Asked for by the page, in the user's click; given back after the one check. */
export const sessionPermission = { permissions: ['cookies' as const] };

/** In milliseconds. */
const ORG_TIMEOUT_MS = 10_000;

/** `cookieStoreId`: of the tab, where the browser has several. */
export async function fetchOrgUser(org: OrgApi, account: string, cookieStoreId?: string): Promise<OrgCheckResult> {
  try {
    const url = org.userUrl(account);
    if (!url) return { ok: false, reason: 'cannot-ask' };
    if (!(await browser.permissions.contains(sessionPermission))) return { ok: false, reason: 'not-granted' };
    if (!(await hasHostPermission(new URL(url)))) return { ok: false, reason: 'site-not-allowed' };
    // A store that is gone, or one that Firefox keeps apart, is no session.
    const wanted = { url, name: org.sessionCookie, ...(cookieStoreId ? { storeId: cookieStoreId } : {}) };
    const cookie = await browser.cookies.get(wanted).catch(() => null);
    if (!cookie?.value) return { ok: false, reason: 'no-session' };
    const answer = await getJson(url, { authorization: `Bearer ${cookie.value}` });
    if (!answer.ok) return answer;
    const user = org.readUser(answer.body);
    return user ? { ok: true, value: { user } } : { ok: false, reason: 'not-understood' };
  } finally {
    await revokeCookies();
  }
}

/** Public: nobody is signed in for it. */
export async function fetchOrgLoginConfig(org: OrgApi, account: string): Promise<OrgCheckResult> {
  const url = org.signInUrl(account);
  if (!url) return { ok: false, reason: 'cannot-ask' };
  if (!(await hasHostPermission(new URL(url)))) return { ok: false, reason: 'site-not-allowed' };
  const answer = await getJson(url, {});
  if (!answer.ok) return answer;
  const signIn = org.readSignIn(answer.body);
  return signIn ? { ok: true, value: { signIn } } : { ok: false, reason: 'not-understood' };
}

async function revokeCookies(): Promise<void> {
  await browser.permissions.remove(sessionPermission).catch(() => false);
}

/** The permission goes even if the page that asked for it was closed, or the browser: no check takes longer. */
export function revokeCookiesAfterCheck(): void {
  browser.permissions.onAdded.addListener(({ permissions = [] }) => {
    if (sessionPermission.permissions.some((one) => permissions.includes(one)))
      setTimeout(() => void revokeCookies(), ORG_TIMEOUT_MS + 5_000);
  });
  browser.runtime.onStartup.addListener(() => void revokeCookies());
}

type Fetched = { ok: true; body: unknown } | { ok: false; reason: OrgFailure };

async function getJson(url: string, headers: Record<string, string>): Promise<Fetched> {
  try {
    const response = await fetch(url, {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(ORG_TIMEOUT_MS),
    });
    if (response.status === 401 || response.status === 403) return { ok: false, reason: 'refused' };
    if (!response.ok) return { ok: false, reason: 'not-understood' };
    return { ok: true, body: await response.json() };
  } catch (error) {
    const { name } = error as Error;
    if (name === 'TimeoutError' || name === 'AbortError') return { ok: false, reason: 'too-slow' };
    return { ok: false, reason: name === 'SyntaxError' ? 'not-understood' : 'unreachable' };
  }
}
