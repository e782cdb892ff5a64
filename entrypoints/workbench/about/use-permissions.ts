import { useCallback, useEffect, useState } from 'preact/hooks';
import { loadPermissions, type PermissionOverview, watchPermissions } from '@/utils/permissions/overview';

/**
 * Returns what the extension may do now. It is read again after each change, and when the user
 * comes back from another page, because the browser reports no change of its own settings.
 */
export function usePermissions() {
  const [overview, setOverview] = useState<PermissionOverview | null>(null);
  const [failed, setFailed] = useState(false);
  const reload = useCallback(async () => {
    const next = await loadPermissions().catch(() => null);
    setFailed(next === null);
    if (next) setOverview(next);
  }, []);
  useEffect(() => {
    void reload();
    const onChange = () => void reload();
    const stop = watchPermissions(onChange);
    addEventListener('focus', onChange);
    return () => {
      stop();
      removeEventListener('focus', onChange);
    };
  }, [reload]);
  return { overview, failed, reload };
}
