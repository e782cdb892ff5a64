/**
 * The tables that a Salesforce admin exports: Setup Audit Trail, login history, event log files of
 * the type Login, OAuth usage and queries of external client apps. Labels: object reference of the
 * Salesforce Platform, exports that public tools read (Elastic, Exabeam, sfdx-hardis), read
 * 2026-11-25. The labels of the login history's Setup page are known only in part, so columns are
 * read by label in any order.
 */
import type { AppSettings } from '../contract/settings';
import type { TableFormat, TableRow } from '../contract/table';
import { scopeList, shortText } from '../oauth2/settings';
import { metadataScopes } from './settings';
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

const day = '(?:(?:19|20)\\d\\d([-/.])[01]?\\d\\1[0-3]?\\d|[0-3]?\\d([-/.])[0-3]?\\d\\2(?:(?:19|20)?\\d\\d))';
const clock = '[0-2]?\\d[:.][0-5]\\d(?:[:.][0-5]\\d(?:[.,]\\d{1,6})?)?(?:\\s?[ap]\\.?\\s?m\\.?)?';
const zone = '(?:\\s?(?:Z|(?:GMT|UTC)?[+-]\\d\\d?(?::?\\d\\d)?)|\\s[A-Z]{2,5})';
/** Dates of the API and of the Setup pages in numbers, and `TIMESTAMP` of event log files. */
const times = new RegExp(
  `^(?:${day}(?:(?:,?\\s|T)${clock}${zone}?)?|20\\d\\d[01]\\d[0-3]\\d[0-2]\\d[0-5]\\d[0-5]\\d(?:\\.\\d{1,3})?)$`,
  'i',
);

/**
 * A date, with a time and a zone or without; null for any other text, which may be an IP address or
 * a token.
 */
const timeOf = (text: string) => (times.test(text) ? text : null);

function settingsOf(app: string | null, ids: readonly string[]): AppSettings {
  return {
    name: app,
    clientId: null,
    required: [],
    conditionallyRequired: [],
    optional: scopeList(ids),
    declaresRequirements: false,
    redirectUrls: [],
  };
}

function readScopeColumns(value: Value): TableRow | 'not-understood' {
  const app = shortText(value('MasterLabel')) ?? shortText(value('DeveloperName'));
  const cells = Object.entries(scopeColumns).map(([column, id]) => ({ id, text: value(column).trim() }));
  // Spreadsheets save such values in their own language.
  if (cells.some(({ text }) => !/^(?:true|false|)$/i.test(text))) return 'not-understood';
  const ids = cells.flatMap(({ id, text }) => (/^true$/i.test(text) ? [id] : []));
  return { app, event: 'settings', at: null, settings: settingsOf(app, ids) };
}

/** The code of the audit trail for an app that was installed. */
const INSTALLED = 'insertConnectedApplication';

/** What the sentences of the audit trail say, which the page shows instead of codes. */
const sentences: readonly [RegExp, string][] = [
  [/^changed connected app (?<app>.{1,200}?) scopes from [\w, ]* to (?<scopes>[\w, ]*)$/i, 'changeOauthDefaultScope'],
  [/^installed connected app (?<app>.{1,200}?) to salesforce$/i, INSTALLED],
  [
    /^changed connected app (?<app>.{1,200}?) permitted users setting from .{1,200}? to (?<users>.{1,200})$/i,
    'changeUserRuntimeAccessPolicy',
  ],
];

/** The values of *Permitted Users*, and whether users may authorize the app themselves. */
const permittedUsers: readonly [RegExp, boolean][] = [
  [/^all users may self-authorize$/i, true],
  [/^admin.approved users are pre-authorized$/i, false],
];

/** Codes about apps and their sign-in; the others are about anything else in the org. */
const aboutApps =
  /connectedApp|oauth|userRuntimeAccessPolicy|ipRelaxationPolicy|applicationPkce|applicationCallbackUrl|RequireLoginFromOrgDomain|externalClientApp/i;

function readAudit(value: Value): TableRow | 'irrelevant' | 'not-understood' {
  const action = value('Action').slice(0, 500);
  // A code with digits may have a token at its end.
  const isCode = /^[a-z]{1,80}$/i.test(action);
  const sentence = isCode ? value('Display').slice(0, 500) : action;
  const known = sentences.map(([pattern, code]) => ({ code, match: pattern.exec(sentence) })).find(({ match }) => match);
  if (isCode ? !aboutApps.test(action) : !known && !/connected app|external client app/i.test(value('Section'))) return 'irrelevant';
  const event = isCode ? action : known?.code;
  if (event === undefined) return 'not-understood';
  const { app: name = '', scopes, users = '' } = known?.match?.groups ?? {};
  const app = shortText(name);
  const ids = scopes?.split(',').map((id) => id.trim());
  const isSelfAuthorized = permittedUsers.find(([pattern]) => pattern.test(users))?.[1];
  return {
    app,
    event,
    at: timeOf(value('CreatedDate', 'Date')),
    ...(ids ? { settings: settingsOf(app, ids) } : {}),
    ...(event === INSTALLED ? { isInstalled: true } : {}),
    ...(isSelfAuthorized === undefined ? {} : { isSelfAuthorized }),
  };
}

/** Statuses of sign-ins that succeeded. */
const success = /^(?:success|LOGIN_NO_ERROR)$/i;

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
  return {
    app: shortText(value('Application', 'CLIENT_NAME', 'CLIENT_ID')),
    account: url && orgOf(url),
    event: error,
    at: timeOf(value('LoginTime', 'Login Time', 'TIMESTAMP_DERIVED', 'TIMESTAMP')),
    error,
  };
}

/** The ID of a menu item, by its prefix. */
const isMenuItem = /^0DS(?!0*$)[a-z\d]{1,15}$/i;

function readUsage(value: Value, saysInstalled = true): TableRow | 'not-understood' {
  const app = shortText(value('AppName'));
  if (app === null) return 'not-understood';
  const menuItem = saysInstalled ? value('AppMenuItemId', 'x-Token-AppMenuItemId').trim() : null;
  // An app without a menu item is not installed in the org. Tools write other words for nothing.
  const isInstalled = menuItem === '' ? false : isMenuItem.test(menuItem ?? '') ? true : null;
  const uses = value('UseCount', 'Use Count');
  const createdAt = timeOf(value('CreatedDate', 'Created Date'));
  const usedAt = value('LastUsedDate', 'Last Used Date').trim();
  const byAdmin = value('AppMenuItem.IsUsingAdminAuthorization', 'Admin Pre-Approved').toLowerCase();
  // Nobody but the user can authorize an app that is not installed.
  const isSelfAuthorized = isInstalled === false || byAdmin === 'false';
  return {
    app,
    event: isInstalled === null ? 'token-of-unknown-app' : isInstalled ? 'token' : 'token-of-uninstalled-app',
    at: usedAt === '' ? null : (timeOf(usedAt) ?? ''),
    ...(/^\d{1,9}$/.test(uses) ? { uses: Number(uses) } : {}),
    ...(isSelfAuthorized || byAdmin === 'true' ? { selfAuthorized: Number(isSelfAuthorized) } : {}),
    ...(createdAt === null ? {} : { createdAt }),
  };
}
