import { type HubspotApp, registeredApps } from './hubspot/apps';
import { type Portal, portals, type User, users } from './hubspot/portals';
import { createIdpState, type IdpState } from './idp/state';
import { createOutreachState, type OutreachState } from './outreach/state';
import { createSalesforceState, type SalesforceState } from './salesforce/state';

export type Language = 'en' | 'fr' | 'de' | 'ja';
/**
 * `unknown` is a redesigned page; `switches` is a page on which the vendor itself lets users
 * choose.
 */
export type Layout = 'current' | 'unknown' | 'switches';

/** The settings that a test may change. Each request reads them again. */
export interface SimulatorState {
  /** How long the page waits for its data, in ms. */
  renderDelayMs: number;
  /** A part of the addresses whose requests are never answered; null for none. */
  unanswered: string | null;
  /** How many times the page draws its list again after the first time. */
  rerender: number;
  language: Language;
  layout: Layout;
  /** Which generation of error sentences the pages use. */
  wording: 'newest' | 'older';
  /**
   * How the browser returns to the app: by the page's script, or by a 302 in response to its form.
   */
  redirectBy: 'script' | 'server';
  /**
   * Whether a missing permission for an *optional* scope blocks the installation; see `rules.ts`
   * for the two contradicting reports.
   */
  optionalScopesBlock: { permission: boolean; governance: boolean };
  /**
   * Added to every page of the authorization server, for example a cross-origin embedder policy.
   * The names are lower-case.
   */
  extraHeaders: Record<string, string>;
  /** How long an authorization code is valid, in ms. */
  codeLifetimeMs: number;
  apps: HubspotApp[];
  portals: Portal[];
  users: User[];
  salesforce: SalesforceState;
  outreach: OutreachState;
  idp: IdpState;
}

/**
 * Returns a fresh state with copies of all data, so that one simulator's settings never affect
 * another.
 */
export function createState(): SimulatorState {
  return {
    renderDelayMs: 0,
    unanswered: null,
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
