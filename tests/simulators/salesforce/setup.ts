import { page } from '../idp/page';
import { escapeHtml, html, notFound, redirect, type SimRequest, type SimResponse } from '../web';
import type { SalesforceApp } from './apps';
import { ipRelaxations, type Org, permittedUsers, selfAuthorized } from './orgs';
import { setupPages } from './setup-pages';
import type { SalesforceState } from './state';

/**
 * Handles the pages of Setup; undefined for any other path. They need no session, because tests
 * only check where a deep link leads.
 */
export function setup(state: SalesforceState, org: Org, path: string, request: SimRequest): SimResponse | undefined {
  if (path === '/lightning/settings/personal/LoginHistory/home') return html(setupPage('My Login History', org, ''));
  if (path.startsWith('/identity/app/')) return installPages(state, org, path, request);
  const name = /^\/lightning\/setup\/(\w+)\/home$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  const title = setupPages[name];
  if (!title) return notFound();
  if (name === 'ConnectedAppsUsage' && request.method === 'POST') {
    install(state, org, new URLSearchParams(request.body).get('client_id'));
    return redirect(path);
  }
  return html(setupPage(title, org, contentOf(state, org, name)));
}

function contentOf(state: SalesforceState, org: Org, name: string): string {
  const settings = settingsOf[name];
  if (settings)
    return `<ul>${settings(state, org)
      .map((line) => `<li>${escapeHtml(line)}</li>`)
      .join('')}</ul>`;
  if (name !== 'ConnectedAppsUsage') return '';
  const listed = state.apps.filter(({ clientId }) => org.installed[clientId] || org.deniedAttempts.includes(clientId));
  return listed.map((app) => usageRow(app, org)).join('');
}

const onOrOff = (on: boolean) => (on ? 'on' : 'off');

/**
 * Returns one line per setting, with the names that Setup uses. The texts of the values and their
 * distribution over the pages are partly stand-ins.
 */
const settingsOf: Readonly<Record<string, (state: SalesforceState, org: Org) => string[]>> = {
  OrgLoginHistory: (_, org) => org.loginHistory.map(({ username, status }) => `${username}: ${status}`),
  SecuritySession: (_, { sessionSettings: { lockedToIp, timeoutMs } }) => [
    `Timeout Value: ${timeoutMs / 60_000} minutes`,
    `Lock sessions to the IP address from which they originated: ${onOrOff(lockedToIp)}`,
  ],
  ConnectedApplication: (state, org) =>
    state.apps.flatMap(({ clientId, name }) => {
      const policy = org.installed[clientId];
      if (!policy) return [];
      const lines = [`Permitted Users: ${permittedUsers[policy.permittedUsers]}`, `IP Relaxation: ${ipRelaxations[policy.ipRelaxation]}`];
      return lines.map((line) => `${name}: ${line}`);
    }),
  EnhancedProfiles: profiles,
  Profiles: profiles,
  TransactionSecurityNew: (_, { transactionPolicies }) => transactionPolicies.map(({ name }) => `${name}: Block`),
  SingleSignOn: (_, { sso }) => [
    `Everybody is sent to the identity provider: ${onOrOff(sso?.start === 'direct')}`,
    `Password on My Domain: ${onOrOff(!sso || sso.passwordForm)}`,
  ],
};

/** Each user has a profile of their own here. */
function profiles({ people }: SalesforceState, { id }: Org): string[] {
  return people
    .filter(({ orgId }) => orgId === id)
    .flatMap(({ username, ...person }) => [
      `${username}: Login IP Ranges without this browser: ${onOrOff(person.outsideIpRange)}`,
      `${username}: Login IP Ranges without the servers of apps: ${onOrOff(person.appsOutsideIpRange)}`,
      `${username}: Login Hours are over: ${onOrOff(person.outsideLoginHours)}`,
      `${username}: Is Single Sign-On Enabled: ${onOrOff(person.delegatedAuthentication)}`,
    ]);
}

/**
 * The usage page lists refused apps too, with a button. Evidence: Salesforce's help
 * xcloud.connected_app_manage_current_sessions.
 */
function usageRow(app: SalesforceApp, org: Org): string {
  const installButton = `<button name="client_id" value="${escapeHtml(app.clientId)}">Install</button>`;
  const action = org.installed[app.clientId] ? '<span class="quiet">Installed</span>' : installButton;
  return `<form method="post" class="row"><span>${escapeHtml(app.name)}</span>${action}</form>`;
}

function install(state: SalesforceState, org: Org, clientId: string | null): void {
  if (clientId !== null && state.apps.some((app) => app.clientId === clientId)) org.installed[clientId] ??= selfAuthorized();
}

/** The heading is the reported one, without the org. */
const installError = 'Managed Application Installation Error';

/**
 * The direct link that installs one app. Evidence: guides of ServiceNow and Crossbeam;
 * john-brock/perm-comparator#21 for the failure.
 */
function installPages(state: SalesforceState, org: Org, path: string, request: SimRequest): SimResponse {
  if (path === '/identity/app/AppInstallErrorPage.apexp')
    return html(setupPage(installError, org, '<p>The app cannot be installed here.</p>', installError));
  if (path !== '/identity/app/AppInstallApprovalPage.apexp') return notFound();
  const query = new URLSearchParams(request.query);
  const app = state.apps.find(({ appId, homeOrgId }) => appId === query.get('app_id') && homeOrgId === query.get('app_org_id'));
  if (!app) return redirect('/identity/app/AppInstallErrorPage.apexp?error_code=generic_error');
  if (request.method === 'POST') {
    install(state, org, app.clientId);
    return redirect('/lightning/setup/ConnectedAppsUsage/home');
  }
  return html(setupPage(`Install ${app.name}`, org, '<form method="post"><button class="primary">Install</button></form>'));
}

function setupPage(title: string, { name, host }: Org, body: string, heading = `${title} | ${name}`): string {
  return page(
    `${title} | ${name} (simulated)`,
    `<main><h1>${escapeHtml(heading)}</h1><p class="quiet">Setup of ${escapeHtml(name)}, ${host}</p>${body}</main>`,
  );
}
