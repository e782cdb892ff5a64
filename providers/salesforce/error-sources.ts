/** Sources of Salesforce's errors that several rules share. */

import type { Source } from '../contract/catalogue';

/** The day on which most sources were read. */
export const accessedOn = '2026-11-22';

/** An article of Salesforce Help by its ID. */
export const help = (title: string, id: string, type: 1 | 5): Source => ({
  title: `Salesforce Help: ${title}`,
  url: `https://help.salesforce.com/s/articleView?id=${id}&type=${type}`,
  accessedOn,
});
/** A report on GitHub by the path after the host. */
export const report = (title: string, repositoryPath: string): Source => ({
  title,
  url: `https://github.com/${repositoryPath}`,
  accessedOn,
});

/** The restriction of apps that are not installed, since September 2025. */
export const usageRestrictions = help('restrictions of connected app usage', '005132365', 1);
/** The texts of the OAuth error page. */
export const mobileErrors = help('OAuth errors at login of the mobile app', '000386723', 1);
/** The statuses of the login history. */
export const statusList: Source = { title: 'Salesforce object reference: login statuses of event log files', accessedOn };
/** The descriptions that the token endpoint sends. */
export const tokenErrors: Source = {
  title: 'Nango: errors of Salesforce’s token endpoint; answers quoted by app developers',
  url: 'https://www.nango.dev/blog/salesforce-oauth-refresh-token-invalid-grant',
  accessedOn: '2026-11-26',
};
/** Codes that the current help no longer lists. */
export const olderCodes: Source = { title: 'Older list of Salesforce OAuth errors, quoted in public client code', accessedOn };
/** A live test of the approval page. */
export const signInAudit = report('Test log of a browser extension against a live org, September 2026', 'Damecek/force-navigator-reloaded');
/** Errors of the command line’s sign-in. */
export const authErrors: Source = {
  title: 'Salesforce DX developer guide: authorization errors',
  url: 'https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_troubleshoot_auth_errors.htm',
  accessedOn,
};
/** The codes that Salesforce sends to the redirect URI. */
export const redirectErrors: Source = { title: 'Microsoft: connection problems of Copilot for Sales', accessedOn };
/** The error page without a reason. */
export const approvalErrors: Source = {
  title: 'MoveData: approving uninstalled connected apps',
  url: 'https://support.movedata.io/knowledgebase/technical/oauth-error-approve-uninstalled-connected-apps/',
  accessedOn,
};
