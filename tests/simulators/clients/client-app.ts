import type { HubspotApp } from '../hubspot/apps';

/** An app that connects to HubSpot: what it asks for and where. */
export interface ClientApp {
  name: string;
  host: string;
  /** What its developer got and set at HubSpot. */
  registration: HubspotApp;
  /** Its default request. */
  scope: readonly string[];
  optional: readonly string[];
}
