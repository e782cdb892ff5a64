/**
 * The tables that a Salesforce admin exports: Setup Audit Trail, login history, event log files of
 * the type Login, OAuth usage and queries of external client apps. Labels: object reference of the
 * Salesforce Platform, exports that public tools read (Elastic, Exabeam, sfdx-hardis), read
 * 2026-11-25. The labels of the login history's Setup page are known only in part, so columns are
 * read by label in any order.
 */
import type { TableFormat, TableRow } from '../contract/table';
import { shortText } from '../oauth2/settings';
import { readAudit } from './audit-trail';
import { metadataScopes } from './settings';
import { settingsOf, timeOf } from './table-values';
import { orgOf } from './urls';

/**
 * The columns of `ExtlClntAppOauthSettings` whose names do not follow from the scope's name in
 * metadata.
 */
const otherColumns: Readonly<Record<string, string>> = {
  SSO: 'id',
  VF: 'visualforce',
  CHATTER_REST_API: 'chatter_api',
  WAVE_REST_API: 'wave_api',
  ECLAIR_REST_API: 'eclair_api',
};

/** The columns that say whether an app may request a scope: `OauthScopesApi`. */
export const scopeColumns: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ ...metadataScopes, ...otherColumns }).map(([name, id]) => [`OauthScopes${name}`, id]),
);

/** Tables, the most specific first. */
export const tables: readonly TableFormat[] = [
  { kind: 'settings', columns: [['OauthScopesApi'], ['DeveloperName', 'MasterLabel', 'Id']], read: readScopeColumns },
  { kind: 'audit-trail', columns: [['CreatedDate', 'Date'], ['Action'], ['Section'], ['Display', 'Delegate User']], read: readAudit },
  { kind: 'login-history', columns: [['LOGIN_STATUS'], ['TIMESTAMP', 'TIMESTAMP_DERIVED']], read: readLogin },
  {
    kind: 'login-history',
    columns: [['Status'], ['Application'], ['LoginTime', 'Login Time', 'LoginUrl', 'Login URL', 'LoginType', 'Login Type']],
    read: readLogin,
  },
  { kind: 'app-usage', columns: [['AppName'], ['AppMenuItemId', 'x-Token-AppMenuItemId']], read: readUsage },
  // Without that column nothing says whether the app is installed.
  { kind: 'app-usage', columns: [['AppName'], ['UseCount', 'Use Count']], read: (value) => readUsage(value, false) },
];

type Value = Parameters<TableFormat['read']>[0];

function readScopeColumns(value: Value): TableRow | 'not-understood' {
  const app = shortText(value('MasterLabel')) ?? shortText(value('DeveloperName'));
  const cells = Object.entries(scopeColumns).map(([column, id]) => ({ id, text: value(column).trim() }));
  // Spreadsheets save such values in their own language.
  if (cells.some(({ text }) => !/^(?:true|false|)$/i.test(text))) return 'not-understood';
  const ids = cells.flatMap(({ id, text }) => (/^true$/i.test(text) ? [id] : []));
  return { app, event: 'settings', at: null, settings: settingsOf(app, ids) };
}

/** Statuses of sign-ins that succeeded. */
const success = /^(?:success|LOGIN_NO_ERROR)$/i;

/** What *Application* has if a person signs in on the login page. Source: object reference, LoginEvent, read 2026-11-28. */
const loginPage = /^\s*browser\s*$/i;
/** The login types of apps. */
const ofApp = /^\s*remote access/i;

function readLogin(value: Value): TableRow | 'irrelevant' {
  const error = value('LOGIN_STATUS', 'Status').slice(0, 300);
  if (error === '' || success.test(error)) return 'irrelevant';
  const url = URL.parse(
    `https://${
      value('LoginUrl', 'Login URL')
        .replace(/^https?:\/\//, '')
        .split('/', 1)[0]
    }`,
  );
  const isOwnSignIn = loginPage.test(value('Application')) && !ofApp.test(value('LoginType', 'Login Type'));
  return {
    app: shortText(value('Application', 'CLIENT_NAME', 'CLIENT_ID')),
    ...(isOwnSignIn ? { isOwnSignIn } : {}),
    account: url && orgOf(url),
    event: error,
    at: timeOf(value('LoginTime', 'Login Time', 'TIMESTAMP_DERIVED', 'TIMESTAMP')),
    error,
  };
}

/** The ID of a token's record, by its prefix. Its longer form only adds a checksum of three characters. */
const tokenId = /^0CQ[a-z\d]{1,12}/i;

/** The ID of a menu item, by its prefix. */
const isMenuItem = /^0DS(?!0*$)[a-z\d]{1,15}$/i;

function readUsage(value: Value, saysInstalled = true): TableRow | 'not-understood' {
  const app = shortText(value('AppName'));
  if (app === null) return 'not-understood';
  const menuItem = saysInstalled ? value('AppMenuItemId', 'x-Token-AppMenuItemId').trim() : null;
  // An app without a menu item is not installed in the org. Tools write other words for nothing.
  const isInstalled = menuItem === '' ? false : isMenuItem.test(menuItem ?? '') ? true : null;
  const uses = value('UseCount', 'Use Count').trim();
  const createdAt = timeOf(value('CreatedDate', 'Created Date'));
  const record = tokenId.exec(value('Id').trim())?.[0];
  const usedAt = value('LastUsedDate', 'Last Used Date').trim();
  const byAdmin = value('AppMenuItem.IsUsingAdminAuthorization', 'Admin Pre-Approved').toLowerCase();
  // Nobody but the user can authorize an app that is not installed.
  const isSelfAuthorized = isInstalled === false || byAdmin === 'false';
  return {
    app,
    event: isInstalled === null ? 'token-of-unknown-app' : isInstalled ? 'token' : 'token-of-uninstalled-app',
    // Without a date, only the count says that it was never used: the column may be missing, or its values.
    at: usedAt === '' && uses === '0' ? null : (timeOf(usedAt) ?? ''),
    ...(/^\d{1,9}$/.test(uses) ? { uses: Number(uses) } : {}),
    ...(isSelfAuthorized || byAdmin === 'true' ? { selfAuthorized: Number(isSelfAuthorized) } : {}),
    ...(createdAt === null ? {} : { createdAt }),
    ...(record === undefined ? {} : { record }),
  };
}
