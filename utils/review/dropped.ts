/** Which scopes the saved selection leaves out of the one app that a pasted API error may be about. */
import { genericProvider, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { DroppedScopes } from '@/utils/diagnosis/recognize';
import { listPreferences } from '@/utils/storage/preferences';
import type { Preference } from '@/utils/storage/schema';
import { t } from '@/utils/text/text';
import { hasWord } from './match-profile';

/** Null where nothing was dropped, or where several saved selections fit: nothing is guessed. */
export async function findDropped(provider: Provider, request: AuthorizationRequest, pasted: string): Promise<DroppedScopes | null> {
  const saved = await listPreferences();
  const [only, other] = saved.ok ? candidates(saved.value, provider, request, pasted) : [];
  if (!only || other || only.dropped.length === 0) return null;
  return { app: t('review_subject', only.appName || only.app, providerById(only.provider)?.name ?? only.provider), ids: only.dropped };
}

/** By the client and the account where the text holds them, else by the app's name in it, else all of a provider that is named. */
function candidates(saved: readonly Preference[], provider: Provider, request: AuthorizationRequest, pasted: string): Preference[] {
  const known = provider !== genericProvider;
  const ofProvider = saved.filter((one) => !known || one.provider === provider.id);
  const client = request.clientId ?? request.redirectHost;
  if (client !== null)
    return ofProvider.filter(({ app, account }) => app === client && (request.account === null || account === request.account));
  const named = ofProvider.filter(({ appName }) => appName !== '' && hasWord(pasted, appName));
  return named.length > 0 || !known ? named : ofProvider;
}
