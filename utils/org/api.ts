/**
 * The two checks of a user's own org. Each runs only when the user clicks for it. The result goes
 * back to the page that asked and is not stored. The session cookie is read for one request, and
 * its value never leaves `fetchOrgUser`.
 */
import { browser } from 'wxt/browser';
import type { OrgApi, OrgFacts } from '@/providers/contract/org';
import { hasHostPermission } from '@/utils/permissions/host';

/** The result of a check. */
export type OrgCheckResult = { ok: true; value: OrgFacts } | { ok: false; reason: OrgFailure };
/**
 * Why a check has no result; its text is `org_failed_<reason>`. `not-granted`: without the
 * `cookies` permission. `site-not-allowed`: without the permission for the org's host.
 * `cannot-ask`: the account is not one that can be checked.
 */
export type OrgFailure =
  | 'not-granted'
  | 'site-not-allowed'
  | 'no-session'
  | 'refused'
  | 'too-slow'
  | 'unreachable'
  | 'not-understood'
  | 'cannot-ask';

/**
 * The permission to read the session cookie and, in Firefox, the consent to send it: Firefox shows
 * what an extension transmits (`data_collection`, from version 140; MDN `permissions.request`, read
 * 2026-11-26), and other browsers reject the key. A page requests both at once during the user's
 * click; both are revoked after the check.
 */
export const sessionPermission = {
  permissions: ['cookies' as const],
  ...(import.meta.env.FIREFOX ? { data_collection: ['authenticationInfo' as const] } : {}),
};

const ORG_TIMEOUT_MS = 10_000;

/**
 * Asks the org who is signed in, with the session that the browser holds, and then revokes the
 * permission to read it. `cookieStoreId`: the tab's cookie store, in a browser that has several
 * (Firefox containers).
 */
export async function fetchOrgUser(org: OrgApi, account: string, cookieStoreId?: string): Promise<OrgCheckResult> {
  try {
    const url = org.userUrl(account);
    if (!url) return { ok: false, reason: 'cannot-ask' };
    if (!(await browser.permissions.contains(sessionPermission))) return { ok: false, reason: 'not-granted' };
    if (!(await hasHostPermission(new URL(url)))) return { ok: false, reason: 'site-not-allowed' };
    // `get` rejects if the store is gone, or if Firefox isolates it; both mean that there is no
    // session.
    const query = { url, name: org.sessionCookie, ...(cookieStoreId ? { storeId: cookieStoreId } : {}) };
    const cookie = await browser.cookies.get(query).catch(() => null);
    if (!cookie?.value) return { ok: false, reason: 'no-session' };
    const answer = await getJson(url, { authorization: `Bearer ${cookie.value}` });
    if (!answer.ok) return answer;
    const user = org.readUser(answer.body);
    return user ? { ok: true, value: { user } } : { ok: false, reason: 'not-understood' };
  } finally {
    await revokeCookies();
  }
}

/** Reads the org's login configuration, which is public and needs no session. */
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

/**
 * Revokes the `cookies` permission some time after it was granted, and when the browser starts.
 * This covers a page or a browser that was closed before its check ran; no check takes longer than
 * the delay.
 */
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
