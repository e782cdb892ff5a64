import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { LastCase } from '@/components/popup/LastCase';
import { PopupHome } from '@/components/popup/PopupHome';
import { type Protocol, sendMessage, sendWithRetry } from '@/utils/messages/client';
import type { CustomProfileItem, LastPastedCase, ReviewResponse } from '@/utils/messages/protocol';
import type { PreferenceKey } from '@/utils/storage/schema';
import { saveFile } from '../app/save-file';
import { SitePermission } from './SitePermission';

interface Props {
  tabId: number;
  response: Extract<ReviewResponse, { state: 'none' }>;
  onAllowed: () => Promise<void>;
  /** Whether the user comes back from the review of a closed tab. */
  fromClosed: boolean;
  /** Opens the review of a closed tab. */
  onClosed: (tabId: number) => void;
  /** The field for a pasted text. */
  paste: ComponentChildren;
  /** Opens the case that was pasted last, from its report. */
  onOpenCase: (report: string) => void;
}

interface SavedData extends ReturnType<Protocol['listPreferences']> {
  profiles: CustomProfileItem[];
  lastCase: LastPastedCase | null;
}
const noData: SavedData = { ok: false, preferences: [], next: null, anything: false, lost: false, profiles: [], lastCase: null };

/**
 * Shows the popup for a tab without a request: the saved selections and app profiles, with what the
 * user can do about them. The field for a pasted text is there before the lists are loaded.
 */
export function SavedDataScreen({ tabId, response: { offer, closed }, onAllowed, fromClosed, onClosed, paste, onOpenCase }: Props) {
  const [loaded, setData] = useState<SavedData | null>(null);
  const load = useCallback(async () => {
    const lists = Promise.all([
      sendWithRetry('listPreferences', { tabId }),
      sendWithRetry('listProfiles', { tabId }),
      sendWithRetry('lastPastedCase', { tabId }),
    ]);
    setData(await lists.then(([preferences, profiles, lastCase]) => ({ ...preferences, profiles, lastCase })).catch(() => noData));
  }, [tabId]);
  useEffect(() => void load(), [load]);

  const data = loaded ?? noData;
  const { lastCase } = data;
  const discard = () => {
    // The button that had the focus disappears with the case.
    document.querySelector<HTMLElement>('#paste')?.focus();
    void sendMessage('discardPastedCase', { tabId }).then(load, load);
  };
  const more = (after: string) =>
    void sendWithRetry('listPreferences', { tabId, after }).then(
      (page) => setData({ ...data, ...page, preferences: [...data.preferences, ...page.preferences] }),
      load,
    );
  const forget = (key: PreferenceKey | 'all') => void sendMessage('forget', { tabId, key }).then(load, load);
  const withProfile = (key: string, use: (profile: CustomProfileItem) => void) => {
    const profile = data.profiles[Number(key)];
    if (profile) use(profile);
  };
  const save = async ({ provider, id }: CustomProfileItem) => {
    const content = await sendWithRetry('exportProfile', { tabId, provider, id }).catch(() => null);
    if (content !== null) saveFile(`${provider}-${id}.json`, 'application/json', content);
  };
  return (
    <PopupHome
      offer={
        <>
          {closed && <ClosedWindow {...closed} focused={fromClosed} onOpen={onClosed} />}
          {offer && <SitePermission site={offer} onAllowed={onAllowed} />}
        </>
      }
      lastCase={lastCase && <LastCase {...lastCase} onOpen={() => onOpenCase(lastCase.report)} onDiscard={discard} />}
      paste={paste}
      isLoading={loaded === null}
      items={data.preferences.map((preference, index) => ({
        key: String(index),
        app: preference.appName,
        provider: preference.providerName,
        account: preference.account,
        kept: preference.kept.length,
        requested: preference.requested.length,
        required: preference.required.length,
        at: preference.at,
      }))}
      profiles={data.profiles.map(({ name, providerName, required, optional, at }, index) => ({
        key: String(index),
        name,
        provider: providerName,
        required,
        optional,
        at,
      }))}
      available={data.ok}
      anything={data.anything}
      lost={data.lost}
      onForget={(key: string) => {
        const preference = data.preferences[Number(key)];
        if (preference) forget({ provider: preference.provider, app: preference.app, account: preference.account });
      }}
      onMore={data.next === null ? undefined : more.bind(null, data.next)}
      onForgetAll={() => forget('all')}
      onSaveProfile={(key: string) => withProfile(key, (profile) => void save(profile))}
      onDeleteProfile={(key: string) =>
        withProfile(key, ({ provider, id }) => void sendMessage('forgetProfile', { tabId, provider, id }).then(load, load))
      }
    />
  );
}
