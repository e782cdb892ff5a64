import type { HubspotApp } from '../hubspot/apps';
import type { OutreachApp } from '../outreach/apps';
import type { SalesforceApp } from '../salesforce/apps';

/**
 * An app that connects to HubSpot, and possibly to Salesforce and Outreach, with its default
 * requests.
 */
export interface ClientApp {
  name: string;
  host: string;
  /** What the app's developer received from HubSpot and configured there. */
  registration: HubspotApp;
  /** The default request. */
  scope: readonly string[];
  optional: readonly string[];
  salesforce?: {
    registration: SalesforceApp;
    /** The default request; an empty list sends no `scope`. */
    scope: readonly string[];
  };
  outreach?: {
    /** The registrations at Outreach, each with its own redirect URI. */
    registrations: readonly OutreachApp[];
    /** The default request. */
    scope: readonly string[];
    /** True if the app sends a code challenge. No real app is known to send one to Outreach. */
    pkce: boolean;
  };
}
