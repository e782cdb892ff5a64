/** The popup where there is nothing to review: what is remembered, and what the user says of apps. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { PopupHome } from '@/components/popup/PopupHome';
import { type Protocol, sendMessage, sendWithRetry } from '@/utils/messages/client';
import type { CustomProfileItem, ReviewResponse } from '@/utils/messages/protocol';
import type { PreferenceKey } from '@/utils/storage/schema';
import { saveFile } from './files';
import { SitePermission } from './SitePermission';

interface Props {
  tabId: number;
  answer: Extract<ReviewResponse, { state: 'none' }>;
  onAllowed: () => void;
  /** To see what happened in a closed tab. */
  onClosed: (tabId: number) => void;
  onPaste: (text: string) => void;
  onFile: (file: File) => void;
}

interface Found extends ReturnType<Protocol['listPreferences']> {
  profiles: CustomProfileItem[];
}
const nothing: Found = { ok: false, preferences: [], anything: false, profiles: [] };

export function SavedDataScreen({ tabId, answer: { offer, closed }, onAllowed, onClosed, onPaste, onFile }: Props) {
  const [found, setFound] = useState<Found | null>(null);
  const load = useCallback(async () => {
    const lists = Promise.all([sendWithRetry('listPreferences', { tabId }), sendWithRetry('listProfiles', { tabId })]);
    setFound(await lists.then(([kept, profiles]) => ({ ...kept, profiles })).catch(() => nothing));
  }, [tabId]);
  useEffect(() => void load(), [load]);
  if (!found) return null;

  const forget = (key: PreferenceKey | 'all') => void sendMessage('forget', { tabId, key }).then(load, load);
  const withProfile = (key: string, work: (profile: CustomProfileItem) => void) => {
    const profile = found.profiles[Number(key)];
    if (profile) work(profile);
  };
  const save = async ({ provider, id }: CustomProfileItem) => {
    const content = await sendWithRetry('exportProfile', { tabId, provider, id }).catch(() => null);
    if (content !== null) saveFile(`${provider}-${id}.json`, content);
  };
  return (
    <PopupHome
      offer={
        <>
          {closed && <ClosedWindow {...closed} onOpen={onClosed} />}
          {offer && <SitePermission site={offer} onAllowed={onAllowed} />}
        </>
      }
      onPaste={onPaste}
      onFile={onFile}
      items={found.preferences.map((preference, index) => ({
        key: String(index),
        app: preference.appName,
        provider: preference.providerName,
        kept: preference.kept.length,
        requested: preference.requested.length,
        required: preference.required.length,
        at: preference.at,
      }))}
      profiles={found.profiles.map(({ name, providerName, required, optional, at }, index) => ({
        key: String(index),
        name,
        provider: providerName,
        required,
        optional,
        at,
      }))}
      available={found.ok}
      anything={found.anything}
      onForget={(key: string) => {
        const preference = found.preferences[Number(key)];
        if (preference) forget({ provider: preference.provider, app: preference.app, account: preference.account });
      }}
      onForgetAll={() => forget('all')}
      onSaveProfile={(key: string) => withProfile(key, (profile) => void save(profile))}
      onDeleteProfile={(key: string) =>
        withProfile(key, ({ provider, id }) => void sendMessage('forgetProfile', { tabId, provider, id }).then(load, load))
      }
    />
  );
}
