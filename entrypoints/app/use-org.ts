import { useCallback, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import type { OrgFacts } from '@/providers/contract/org';
import { sendMessage } from '@/utils/messages/client';
import { type OrgCheckResult, sessionPermission } from '@/utils/org/api';
import type { movedOn } from '@/utils/review/shown-request';

/**
 * Runs the checks with the account's org and keeps their results until the window closes. `org` is
 * undefined before the first result; `check` is the state of the checks. `shown`: the request that
 * the user saw.
 */
export function useOrg(tabId: number | undefined) {
  const [org, setOrg] = useState<OrgFacts | undefined>(undefined);
  const [check, setCheck] = useState<OrgCheckState>({ busy: null, done: [], failed: null });

  const runCheck = useCallback(
    async (about: OrgQuestion, shown: string) => {
      // In Firefox a frame cannot request permissions, so the check continues in a window of its
      // own.
      if (about === 'user' && !browser.permissions) return void (await sendMessage('openReviewWindow', { tabId }));
      // The permission is requested before anything else, because browsers require a user gesture
      // for it.
      const granted = about === 'sign-in' || (await browser.permissions.request(sessionPermission).catch(() => false));
      setCheck((before) => ({ ...before, busy: about, failed: null }));
      const result: OrgCheckResult | typeof movedOn = granted
        ? await sendMessage('checkOrg', { tabId, shown, about }).catch((): OrgCheckResult => ({ ok: false, reason: 'unreachable' }))
        : { ok: false, reason: 'not-granted' };
      if (granted && about === 'user') await browser.permissions.remove(sessionPermission).catch(() => false);
      const refused = about === 'user' ? { refused: !result.ok && result.reason === 'refused' } : {};
      if (result.ok || refused.refused) setOrg((before) => ({ ...before, ...refused, ...(result.ok ? result.value : {}) }));
      setCheck(({ done }) => ({
        busy: null,
        done: result.ok ? [...new Set([...done, about])] : done.filter((id) => id !== about),
        failed: result.ok ? null : { about, reason: result.reason },
      }));
    },
    [tabId],
  );
  return {
    org,
    check: { ...check, facts: org },
    checkOrg: (about: OrgQuestion, shown: string) => void runCheck(about, shown),
  };
}
