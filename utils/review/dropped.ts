/**
 * Finds the scopes that a saved selection leaves out, because their absence may explain an app's
 * API error.
 */
import { genericProvider, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { DroppedScopes } from '@/utils/diagnosis/recognize';
import { findPreferences } from '@/utils/storage/preferences';
import type { Preference } from '@/utils/storage/schema';
import { t } from '@/utils/text/text';
import { hasWord } from './match-profile';

/**
 * Returns the scopes that the saved selection of the app in a pasted error leaves out. Null if it
 * leaves out none, or if several saved selections fit, because a wrong guess would mislead.
 */
export async function findDropped(provider: Provider, request: AuthorizationRequest, text: string): Promise<DroppedScopes | null> {
  const [only, other] = await candidates(provider, request, text);
  if (!only || other || only.dropped.length === 0) return null;
  return { app: t('review_subject', only.appName || only.app, providerById(only.provider)?.name ?? only.provider), ids: only.dropped };
}

/**
 * Finds up to two saved selections: by client and account if the text contains them, else by the
 * app's name, else by the provider if the text names it.
 */
async function candidates(provider: Provider, request: AuthorizationRequest, text: string): Promise<Preference[]> {
  const isKnownProvider = provider !== genericProvider;
  const find = async (matches: (preference: Preference) => boolean) => {
    const found = await findPreferences(isKnownProvider ? { provider: provider.id } : {}, 2, matches);
    return found.ok ? found.value : [];
  };
  const client = request.clientId ?? request.redirectHost;
  if (client !== null) return find(({ app, account }) => app === client && (request.account === null || account === request.account));
  const named = await find(({ appName }) => appName !== '' && hasWord(text, appName));
  return named.length > 0 || !isKnownProvider ? named : find(() => true);
}
