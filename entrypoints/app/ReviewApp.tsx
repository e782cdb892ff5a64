import type { ComponentChildren, RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ErrorState } from '@/components/review/ErrorState';
import { ReviewView } from '@/components/review/ReviewView';
import type { Copyable, ReviewActions, ReviewState, Surface } from '@/components/review/review-state';
import { Skeleton } from '@/components/review/Skeleton';
import type { NarrowResult } from '@/utils/background/narrow-request';
import { sendMessage } from '@/utils/messages/client';
import type { Asked } from '@/utils/review/access-request';
import { messagesFor } from '@/utils/review/message';
import { tById, tPlural } from '@/utils/text/text';
import { copyText } from './copy';
import { restoreFocus } from './restore-focus';
import { useContinueKey } from './use-continue-key';
import type { TabReviewState } from './use-review';
import { type Plainness, useVisibility } from './use-visibility';

/** Why a copy failed, where the text is not on screen to select. */
const copyFaults: Readonly<Partial<Record<Copyable, string>>> = {
  outline: 'no-outline',
  review: 'review-not-copied',
  request: 'review-not-copied',
  exception: 'review-not-copied',
};

interface Props {
  surface: Surface;
  tab: TabReviewState;
  /** The controls of the panel; the popup has none. */
  panel?: PanelControls;
  /** A field to paste an error text, shown when the page's error was not recognized. */
  paste?: ComponentChildren;
}

/** What only the panel can do, because it lies on a page. */
export interface PanelControls {
  collapse(): void;
  /** Called when the request stays unchanged, so that the next click belongs to the page. */
  onDone(): void;
  /** Null while the panel is a sheet across a small window. */
  moveToOtherSide: (() => void) | null;
  plainness: RefObject<Plainness>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Shows the review of a tab and carries out the user's actions. Panel and popup mount the same
 * component.
 */
export function ReviewApp({ surface, tab, panel, paste }: Props) {
  const [busy, setBusy] = useState(false);
  const [covered, setCovered] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [copied, setCopied] = useState<{ what: Copyable; content: string; asked: Asked | undefined } | null>(null);
  // What the user confirmed for one request is not confirmed for the next one.
  const [confirmation, setConfirmation] = useState({ of: '', reasons: nothing });
  const { response, tabId, selection, unlocked } = tab;
  // The ID of the request stays when the user reduces it, which changes what the buttons do.
  const subject = response?.state === 'review' ? `${response.shown} ${response.review.current}` : undefined;
  const visibility = useVisibility(panel?.plainness, subject);
  useContinueKey();

  if (tab.failed) return <ErrorState onRetry={() => void tab.reload().then(restoreFocus)} />;
  if (response?.state !== 'review') return <Skeleton />;
  const { review, storage, plans, planChoices, rememberedAt, appOverride, history, pasted, shown, saveFault, undone } = response;

  const confirmed = confirmation.of === shown ? confirmation.reasons : nothing;

  /**
   * Returns true if the user could see what they clicked. Only the panel lies in a page that could
   * cover it; the popup may have appeared just before the click.
   */
  const isClickTrusted = () => {
    const current = visibility();
    const isTrusted = current === 'visible';
    if (current === 'unknown') sendMessage('openReviewWindow', { tabId }).catch(() => setRefused(tById('refused', 'failed')));
    if (panel) setCovered(current === 'covered');
    else if (!isTrusted) setRefused(tById('refused', 'too-early'));
    return isTrusted;
  };
  const changeRequest = async (send: () => Promise<NarrowResult>) => {
    if (busy) return;
    if (!isClickTrusted()) return;
    setBusy(true);
    try {
      const result = await send();
      setRefused(result.ok ? null : tById('refused', result.reason) || tById('readonly', result.reason));
      if (result.ok && result.url === 'same') panel?.onDone();
    } catch {
      setRefused(tById('refused', 'failed'));
    }
    setBusy(false);
    await tab.reload();
    restoreFocus();
  };
  /**
   * Stored data changes only after a trusted click, because it decides what later requests drop.
   * Resolves to whether it changed.
   */
  const changeStored = async (send: () => Promise<boolean | 'moved-on'>) => {
    if (!isClickTrusted()) return false;
    const stored = await send().catch(() => false);
    setRefused(stored === true ? null : tById('refused', stored || 'not-stored'));
    await tab.reload();
    restoreFocus();
    return stored === true;
  };

  const messages = messagesFor(review);
  const texts = useRef<typeof import('./copied-text') | null>(null);
  const contentOf = (what: Copyable, asked?: Asked) =>
    messages.find(({ kind }) => kind === what)?.text ?? texts.current?.copiedText(what, review, selection, asked);
  const copy = async (what: Copyable, asked?: Asked) => {
    texts.current ??= await import('./copied-text').catch(() => null);
    const content = what === 'outline' ? await sendMessage('getOutline', { tabId }).catch(() => null) : contentOf(what, asked);
    const succeeded = content ? await copyText(content) : false;
    setCopied(content && succeeded ? { what, content, asked } : null);
    setRefused(succeeded ? null : tById('refused', copyFaults[what] ?? 'not-copied'));
  };
  // An answer or another selection may change the text, and then the clipboard has another one.
  const isCopied = copied && (copied.what === 'outline' || contentOf(copied.what, copied.asked) === copied.content);
  const openPasted = () => {
    // The panel and the tabs have no pasted text, so only the popup gets here.
    if (pasted?.url) void browser.tabs.create({ url: pasted.url });
  };

  const state: ReviewState = {
    review,
    selection,
    storage,
    rememberedAt,
    plans,
    planChoices,
    confirmed,
    busy,
    covered,
    refused: refused ?? (tab.movedOn ? tById('refused', 'moved-on') : saveFault ? tById('storage', saveFault) : null),
    undone: undone && [tPlural('undone', review.scopes.length), tById('undone', undone)].filter(Boolean).join(' '),
    messages,
    copied: isCopied ? copied.what : null,
    orgCheck: tab.orgCheck,
    appOverride,
    history,
    pasted,
  };
  const actions: ReviewActions = {
    select: (ids) => tab.select(ids, unlocked),
    unlock: (id) => isClickTrusted() && tab.select(selection, [...unlocked, id]),
    confirmReason: (reason, isConfirmed) =>
      setConfirmation({
        of: shown,
        reasons: new Set([...[...confirmed].filter((one) => one !== reason), ...(isConfirmed ? [reason] : [])]),
      }),
    continue: ({ remember }) =>
      void changeRequest(() =>
        sendMessage('continueWith', { tabId, shown, keep: [...selection], unlocked: [...unlocked], remember, confirmed: [...confirmed] }),
      ),
    restoreOriginal: () => void changeRequest(() => sendMessage('restoreOriginal', { tabId, shown })),
    forgetSavedSelection: () => void changeStored(() => sendMessage('forget', { tabId, key: { shown } })),
    savePlans: (next) => changeStored(() => sendMessage('savePlans', { tabId, shown, plans: next })),
    answerQuestion: tab.answerQuestion,
    chooseProvider: (provider) => tab.chooseProvider?.(provider),
    copy: (what) => void copy(what),
    askAdmin: (asked) => void copy('request', asked),
    openPasted,
    checkOrg: tab.checkOrg,
    setAppOverride: (chosen) => changeStored(() => sendMessage('setAppOverride', { tabId, shown, chosen })),
    clearAppHistory: () => void changeStored(() => sendMessage('clearAppHistory', { tabId, shown })),
    collapse: panel?.collapse ?? null,
    moveToOtherSide: panel?.moveToOtherSide ?? null,
    openWorkbench: () => void open('/workbench.html', '_blank', 'noopener'),
  };
  return <ReviewView surface={surface} state={state} actions={actions} paste={paste} />;
}
