import { type HubspotApp, registeredApps } from './hubspot/apps';
import { type Portal, portals, type User, users } from './hubspot/portals';
import { createIdpState, type IdpState } from './idp/state';
import { createOutreachState, type OutreachState } from './outreach/state';
import { createSalesforceState, type SalesforceState } from './salesforce/state';

export type Language = 'en' | 'fr' | 'de' | 'ja';
/** `unknown` is a page that was redesigned; `switches` is a page where the vendor lets people choose by itself. */
export type Layout = 'current' | 'unknown' | 'switches';

/** What a test may turn. All values are read at each request. */
export interface SimulatorState {
  /** How long the page waits for its data, in ms. */
  renderDelayMs: number;
  /** How many times the page draws its list again after the first time. */
  rerender: number;
  language: Language;
  layout: Layout;
  /** Which generation of error sentences. */
  wording: 'newest' | 'older';
  /** Who sends the browser back to the app: the page's script, or a 302 to its form. */
  redirectBy: 'script' | 'server';
  /** Whether a lacking right to an *optional* scope blocks the installation; see `rules.ts` for the two contradicting reports. */
  optionalScopesBlock: { permission: boolean; governance: boolean };
  /** Added to every page of the authorization server, for example a cross-origin embedder policy. Lower-case names. */
  extraHeaders: Record<string, string>;
  /** How long an authorization code lives, in ms. */
  codeLifetimeMs: number;
  apps: HubspotApp[];
  portals: Portal[];
  users: User[];
  salesforce: SalesforceState;
  outreach: OutreachState;
  idp: IdpState;
}

/** Fresh copies, so that one simulator's settings never show up in another. */
export function createState(): SimulatorState {
  return {
    renderDelayMs: 0,
    rerender: 0,
    language: 'en',
    layout: 'current',
    wording: 'newest',
    redirectBy: 'script',
    optionalScopesBlock: { permission: true, governance: true },
    extraHeaders: {},
    codeLifetimeMs: 30 * 60 * 1000,
    apps: structuredClone([...registeredApps]),
    portals: structuredClone([...portals]),
    users: structuredClone([...users]),
    salesforce: createSalesforceState(),
    outreach: createOutreachState(),
    idp: createIdpState(),
  };
}
