import { inventoryLinks } from '@/utils/apps/inventory-links';
import type { Found, FoundKind } from '@/utils/files/types';

/** The tables that an admin exports from an org. A link, a trace or a report may be of any org. */
const tables: ReadonlySet<FoundKind> = new Set<FoundKind>(['app-usage', 'audit-trail', 'login-history']);

/** Returns the host of the org whose tables were opened; empty if they name none or several. */
export function hostOf(found: readonly Found[]): string {
  const orgs = found.flatMap(({ kind, input: { account, request } }) => {
    const host = tables.has(kind) ? (account ?? request.account) : null;
    return host !== null && inventoryLinks(request.provider, host, 'not-installed').length > 0 ? [host] : [];
  });
  const [org = '', ...others] = new Set(orgs);
  return others.length > 0 ? '' : org;
}
