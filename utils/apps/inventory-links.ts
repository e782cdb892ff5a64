/** Links to the pages on which something is done about what the inventory shows. */
import { providerById } from '@/providers';
import type { ProviderId } from '@/providers/contract/page';
import type { InventoryIssue } from './types';

/** The pages of an account's administration on which something is done about an issue. */
const issuePages: Readonly<Record<InventoryIssue, readonly string[]>> = {
  'not-installed': ['ConnectedAppsUsage'],
  broad: ['ConnectedApplication', 'PermSets'],
  'self-authorized': ['ConnectedApplication', 'ManageExternalClientApplication'],
  unused: ['ConnectedAppsUsage', 'ExternalClientApplicationOauthUsage'],
};

/** Returns the links for the issues of an app; empty if the account is unknown. */
export function inventoryLinks(provider: ProviderId, account: string | null, issue: InventoryIssue): { page: string; url: string }[] {
  const links = providerById(provider)?.knowledge.links(account) ?? {};
  return issuePages[issue].flatMap((page) => (links[page] === undefined ? [] : [{ page, url: links[page] }]));
}
