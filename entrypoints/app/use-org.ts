/** What the account's org answered in this window, for as long as the window is open. */
import { useCallback, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import type { OrgFacts } from '@/providers/contract/org';
import { sendMessage } from '@/utils/messages/client';
import { type OrgCheckResult, sessionPermission } from '@/utils/org/api';

export function useOrg(tabId: number | undefined) {
  const [org, setOrg] = useState<OrgFacts | undefined>(undefined);
  const [check, setCheck] = useState<OrgCheckState>({ busy: null, done: [], failed: null });

  const ask = useCallback(
    async (about: OrgQuestion) => {
      // Firefox lets no frame on another's page ask for a permission; a window of ours may.
      if (about === 'user' && !browser.permissions) return void (await sendMessage('openReviewWindow', { tabId }));
      // Asked for first: a browser grants nothing that does not come right out of a click.
      const granted = about === 'sign-in' || (await browser.permissions.request(sessionPermission).catch(() => false));
      setCheck((before) => ({ ...before, busy: about, failed: null }));
      const answer: OrgCheckResult = granted
        ? await sendMessage('checkOrg', { tabId, about }).catch((): OrgCheckResult => ({ ok: false, reason: 'unreachable' }))
        : { ok: false, reason: 'not-granted' };
      if (granted && about === 'user') await browser.permissions.remove(sessionPermission).catch(() => false);
      const refused = about === 'user' ? { refused: !answer.ok && answer.reason === 'refused' } : {};
      if (answer.ok || refused.refused) setOrg((before) => ({ ...before, ...refused, ...(answer.ok ? answer.value : {}) }));
      setCheck(({ done }) => ({
        busy: null,
        done: answer.ok ? [...new Set([...done, about])] : done.filter((one) => one !== about),
        failed: answer.ok ? null : { about, reason: answer.reason },
      }));
    },
    [tabId],
  );
  return { org, check, ask: (about: OrgQuestion) => void ask(about) };
}
