/**
 * The registry of the manifest, from whose rules its match patterns are generated. The order is
 * that of index.ts.
 */
import type { UrlRules } from './contract/page';
import { urls as hubspot } from './hubspot/urls';
import { urls as outreach } from './outreach/urls';
import { urls as salesforce } from './salesforce/urls';

/** The URL rules of all supported providers. */
export const urlRules: readonly UrlRules[] = [hubspot, outreach, salesforce];
