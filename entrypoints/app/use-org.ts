/** What the account's org answered in this window, for as long as the window is open. */
import { useCallback, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OrgCheckState, OrgQuestion } from '@/components/review/review-state';
import type { OrgAnswers } from '@/providers/types';
import { sendMessage } from '@/utils/messages/ask';
import { type OrgAnswer, sessionPermission } from '@/utils/org/ask';

export function useOrg(tabId: number | undefined) {
  const [org, setOrg] = useState<OrgAnswers | undefined>(undefined);
  const [check, setCheck] = useState<OrgCheckState>({ busy: null, done: [], failed: null });

  const ask = useCallback(
    async (about: OrgQuestion) => {
      // Firefox lets no frame on another's page ask for a permission; a window of ours may.
      if (about === 'user' && !browser.permissions) return void (await sendMessage('openPopup', { tabId }));
      // Asked for first: a browser grants nothing that does not come right out of a click.
      const granted = about === 'sign-in' || (await browser.permissions.request(sessionPermission).catch(() => false));
      setCheck((before) => ({ ...before, busy: about, failed: null }));
      const answer: OrgAnswer = granted
        ? await sendMessage('askOrg', { tabId, about }).catch((): OrgAnswer => ({ ok: false, reason: 'unreachable' }))
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
