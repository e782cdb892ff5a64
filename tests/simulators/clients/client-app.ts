import type { HubspotApp } from '../hubspot/apps';
import type { OutreachApp } from '../outreach/apps';
import type { SalesforceApp } from '../salesforce/apps';

/** An app that connects to HubSpot and perhaps to Salesforce and Outreach: what it asks for and where. */
export interface ClientApp {
  name: string;
  host: string;
  /** What its developer got and set at HubSpot. */
  registration: HubspotApp;
  /** Its default request. */
  scope: readonly string[];
  optional: readonly string[];
  salesforce?: {
    registration: SalesforceApp;
    /** Its default request; an empty list sends no `scope`. */
    scope: readonly string[];
  };
  outreach?: {
    /** Each with its own redirect URI. */
    registrations: readonly OutreachApp[];
    /** Its default request. */
    scope: readonly string[];
    /** Whether it sends a code challenge; no app is known to at Outreach. */
    pkce: boolean;
  };
}
