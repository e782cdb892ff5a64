import { useEffect, useState } from 'preact/hooks';
import { listOutcomes } from '@/utils/storage/outcomes';
import type { StoredOutcome } from '@/utils/storage/schema';

/** Further connections are in the history of the app. */
const MAX_SHOWN = 3;

/** Returns how the last flows of an app ended; empty while they are read, and without a client. */
export function useEarlier(provider: string, app: string | null, isPrivate: boolean): readonly StoredOutcome[] {
  const [found, setFound] = useState<readonly StoredOutcome[]>([]);
  useEffect(() => {
    setFound([]);
    if (app !== null && !isPrivate)
      void listOutcomes(null, { of: { provider, app } }).then((page) => page.ok && setFound(page.value.items.slice(0, MAX_SHOWN)));
  }, [provider, app, isPrivate]);
  return found;
}
