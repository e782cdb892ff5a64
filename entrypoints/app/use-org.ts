import { useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import { sendMessage } from '@/utils/messages/client';
import { type OrgCheckResult, sessionPermission } from '@/utils/org/api';
import type { movedOn } from '@/utils/review/shown-request';

const none: OrgCheckState = { busy: null, done: [], failed: null };

/**
 * Runs the checks with the account's org and keeps their results until the window closes or shows
 * another request. `shown`: the request that the user sees. `check` is the state of its checks; `org`
 * is undefined before the first result of any.
 */
export function useOrg(tabId: number | undefined, shown: string) {
  const [checked, setChecked] = useState({ shown, check: none });
  const { facts } = checked.check;
  const org = useMemo(() => facts && { shown: checked.shown, facts }, [checked.shown, facts]);

  const checkOrg = async (about: OrgQuestion) => {
    // In Firefox a frame cannot request permissions, so the check continues in a window of its
    // own.
    if (about === 'user' && !browser.permissions) return void (await sendMessage('openReviewWindow', { tabId }));
    // The permission is requested before anything else, because browsers require a user gesture
    // for it.
    const granted = about === 'sign-in' || (await browser.permissions.request(sessionPermission).catch(() => false));
    setChecked((before) => ({ shown, check: { ...(before.shown === shown ? before.check : none), busy: about, failed: null } }));
    const result: OrgCheckResult | typeof movedOn = granted
      ? await sendMessage('checkOrg', { tabId, shown, about }).catch((): OrgCheckResult => ({ ok: false, reason: 'unreachable' }))
      : { ok: false, reason: 'not-granted' };
    if (granted && about === 'user') await browser.permissions.remove(sessionPermission).catch(() => false);
    const refused = about === 'user' ? { refused: !result.ok && result.reason === 'refused' } : {};
    const isNews = result.ok || refused.refused;
    // The answer is about the request that was asked about, and the window may check another one now.
    setChecked((before) => {
      if (before.shown !== shown) return before;
      const { done, facts: known } = before.check;
      const check: OrgCheckState = {
        busy: null,
        done: result.ok ? [...new Set([...done, about])] : done.filter((id) => id !== about),
        failed: result.ok ? null : { about, reason: result.reason },
        facts: isNews ? { ...known, ...refused, ...(result.ok ? result.value : {}) } : known,
      };
      return { shown, check };
    });
  };
  return { org, check: checked.shown === shown ? checked.check : none, checkOrg: (about: OrgQuestion) => void checkOrg(about) };
}
