/** The journeys that are tested in Chromium and Firefox, as data. */
import { authorizeUrl } from '../simulators/clients/authorize-url';
import { outreachAuthorizeUrl } from '../simulators/clients/outreach';
import { salesforceAuthorizeUrl } from '../simulators/clients/salesforce';
import type { Simulator } from '../simulators/server';
import { email } from './walk';

/** The windows: a wide one, where the panel is docked, and the small window of an app. */
export const sizes = [
  { width: 1280, height: 720 },
  { width: 600, height: 700 },
];

/** Returns how a title names a window. */
export const nameOf = ({ width, height }: { width: number; height: number }): string => `${width}×${height}`;

export interface Journey {
  provider: string;
  /** Returns the cookie that signs the user in. */
  cookie(simulator: Simulator): { name: string; value: string; domain: string; path: string; secure: boolean };
  url(): string;
  /** The XPath of the control that reduces the request to `kept` of `requested` scopes. */
  reduce: string;
  kept: number;
  requested: number;
  /** Matches the scopes that the token must not contain. */
  dropped: RegExp;
  /** The names of the page's own buttons. */
  allow: string;
  deny: string;
}

const ofScope = (id: string) => `//input[@data-scope="${id}"]`;

export const journeys: readonly Journey[] = [
  {
    provider: 'HubSpot',
    cookie: (simulator) => ({ ...simulator.sessionCookie(email), path: '/', secure: true }),
    url: () => authorizeUrl('clay', { portalId: 4100001 }),
    reduce: '//label[contains(., "Read-only")]/input',
    kept: 11,
    requested: 18,
    dropped: /\.write$/,
    allow: 'Grant access',
    deny: 'Cancel',
  },
  {
    provider: 'Outreach',
    cookie: (simulator) => simulator.outreachCookie(email),
    url: () => outreachAuthorizeUrl('clay'),
    reduce: ofScope('tasks.all'),
    kept: 15,
    requested: 16,
    dropped: /^tasks\.all$/,
    allow: 'Authorize',
    deny: 'Deny',
  },
  {
    provider: 'Salesforce',
    cookie: (simulator) => simulator.salesforceCookie('ben@acme.example'),
    url: () => salesforceAuthorizeUrl('northwind', { host: 'acme.my.salesforce.com', scope: ['openid', 'full', 'refresh_token'] }),
    reduce: ofScope('refresh_token'),
    kept: 2,
    requested: 3,
    dropped: /^refresh_token$/,
    allow: 'Allow',
    deny: 'Deny',
  },
];

/** Each journey with its window: what is walked in the wide one in Chromium has the small one in Firefox, and vice versa. */
export const journeysIn = (browser: 'Chromium' | 'Firefox'): { journey: Journey; viewport: (typeof sizes)[number] }[] =>
  journeys.map((journey, index) => ({ journey, viewport: sizes[(index + (browser === 'Firefox' ? 1 : 0)) % 2] as (typeof sizes)[number] }));

/** Makes the provider ask for consent again, although the user approved the same app before. */
export function forgetApprovals({ state }: Simulator): void {
  for (const portal of state.portals) portal.installed = {};
  state.outreach.tokens = [];
  state.salesforce.approvals = [];
}

/** The request that Salesforce refuses, because nobody installed the app in the org. */
export const refused = {
  cookie: (simulator: Simulator) => simulator.salesforceCookie('hank@globex.example'),
  url: () => salesforceAuthorizeUrl('clay', { host: 'globex.my.salesforce.com' }),
  finding: 'salesforce-app-not-installed',
  actor: 'A Salesforce admin can fix this',
};
