import { hubspot } from '@/providers/hubspot';
import { authorizeUrl } from '../simulators/clients/authorize-url';

/**
 * A request of Clay with this many optional scopes: those that HubSpot publishes first, then ones
 * that nobody knows.
 */
export function wideUrl(count: number): string {
  if (count === 18) return authorizeUrl('clay', { portalId: 4100001 });
  const known = hubspot.knowledge.catalogue.scopes.map(({ id }) => id);
  const unknown = Array.from({ length: Math.max(0, count - known.length) }, (_, index) => `crm.x${index}.read`);
  return authorizeUrl('clay', { scope: ['oauth'], optional: [...known.filter((id) => id !== 'oauth'), ...unknown].slice(0, count - 1) });
}
