/**
 * The Setup Audit Trail. A query of `SetupAuditTrail` has a code and a sentence in each row, the
 * file of the Setup page has only the sentence. Codes, sentences and sections: "Salesforce Setup
 * Audit Trail Reference", a public list of rows from orgs; codes without a sentence: public tools
 * that read the trail; read 2026-11-28. No row of an external client app was found.
 */
import type { TableFormat, TableRow } from '../contract/table';
import { scopeList, shortText } from '../oauth2/settings';
import { settingsOf, timeOf } from './table-values';

type Value = Parameters<TableFormat['read']>[0];

/** The code of an app that was installed, and of one that was uninstalled. */
const INSTALLED = 'insertConnectedApplication';
const UNINSTALLED = 'deleteConnectedApplication';

/** The name of an app at the end of a sentence, which may also be about a part of an app. */
const ownName = '(?!certificate \\w+=|session policy )(?<app>.{1,200})';

/**
 * The sentence of each code, the special ones first; null if none was seen. Most name the app, the
 * others no app at all.
 */
const sentences: Readonly<Record<string, RegExp | null>> = {
  changeOauthDefaultScope: /^changed connected app (?<app>.{1,200}?) scopes from (?<before>[\w, ]*) to (?<scopes>[\w, ]*)$/i,
  changeUserRuntimeAccessPolicy: /^changed connected app (?<app>.{1,200}?) permitted users setting from .{1,200}? to (?<users>.{1,200})$/i,
  changeIpRelaxationPolicy: /^changed connected app (?<app>.{1,200}?) IP relaxation setting from /i,
  changeApplicationPkceRequired: /^changed the (?<app>.{1,200}?) connected app setting require proof key for code exchange /i,
  [INSTALLED]: /^installed connected app (?<app>.{1,200}?) to salesforce$/i,
  [UNINSTALLED]: /^uninstalled connected app (?<app>.{1,200})$/i,
  unblockConnectedApplication: /^unblocked connected app (?<app>.{1,200}?) to salesforce$/i,
  blockConnectedApplication: null,
  enableOauth: /^enabled connected (?<app>.{1,200}?) oauth 2\.0 authorization settings$/i,
  dynamicInitialTokenGeneration: /^generated a new initial access token for connected app (?<app>.{1,200})$/i,
  generateOauthStagedCredential: /^generated temporary credentials for connected app (?<app>.{1,200})$/i,
  addOauthClientCredentialUser: /^assigned oauth client credentials user .{1,300}? to app (?<app>.{1,200}?) \(AppID: \[\w{15,18}\]\)$/i,
  insertApplication: new RegExp(`^created connected app ${ownName}$`, 'i'),
  deleteApplication: new RegExp(`^deleted connected app ${ownName}$`, 'i'),
  changeApplicationCallbackUrl: /^changed connected app callback url from /i,
  changeApplicationCertificate: /^changed connected app certificate from /i,
  changeApplicationClientCredentialEnabled: /^changed enable client credentials flow from /i,
  changeApplicationCodeCredentialEnabled: /^changed connected app enable authorization code and credentials flow setting from /i,
  changeApplicationCodeCredentialPostOnly: /^changed connected app require user credentials in the post body for /i,
  changeApplicationContactEmail: /^changed connected app contact email from /i,
  changeApplicationMobileSessionTimeout: /^changed connected app mobile session timeout from /i,
  changeApplicationOptionalConsumerSecret: /^changed connected app require secret for web server flow oauth setting from /i,
  changeApplicationPinLength: /^changed connected app pin length from /i,
  changeApplicationRefreshTokenRotationEnabled: null,
  changeApplicationSecretRequiredForRefreshToken: /^changed the connected app's require secret for refresh token flow setting from /i,
  insertApplicationCertificate: /^created connected app certificate \w+=/i,
  insertConnectedAppSessionPolicy: /^created connected app session policy for app /i,
  // These are about every app of the org.
  adminApprovedAppsOnlyOffOn: null,
  adminApprovedAppsOnlyOnOff: null,
  disableAPILoginRequiresOrgDomain: /^disabled soap api logins from https:\/\/(?:login|test)\.salesforce\.com$/i,
  disableRequireLoginFromOrgDomain: /^disabled user logins from https:\/\/(?:login|test)\.salesforce\.com$/i,
  enableAPILoginRequiresOrgDomain: /^enabled soap api logins from https:\/\/(?:login|test)\.salesforce\.com$/i,
  enableRequireLoginFromOrgDomain: /^enabled user logins from https:\/\/(?:login|test)\.salesforce\.com$/i,
};

/** The known codes; each has a text `workbench_audit_event_<code>`. */
export const auditCodes: readonly string[] = Object.keys(sentences);

/** Codes that are new, and about apps or their sign-in. */
const aboutApps = /connectedApp|externalClientApp|extlClntApp|oauth|^(?:change|insert|delete|enable|disable)Application/i;
/** The sections of rows about apps. */
const appSections = /connected app|external client app|^application$|^remote access$|^oauth/i;

/** The values of *Permitted Users*, and whether users may authorize the app themselves. */
const permittedUsers: readonly [RegExp, boolean][] = [
  [/^all users may self-authorize$/i, true],
  [/^admin.approved users are pre-authorized$/i, false],
];

/** Reads a row of the trail. */
export function readAudit(value: Value): TableRow | 'irrelevant' | 'not-understood' {
  const action = value('Action').slice(0, 500);
  // A code with digits may have a token at its end.
  const isCode = /^[a-z]{1,80}$/i.test(action);
  const sentence = isCode ? value('Display').slice(0, 500) : action;
  const code = isCode ? action : auditCodes.find((one) => sentences[one]?.test(sentence));
  const isKnown = code !== undefined && Object.hasOwn(sentences, code);
  if (!isKnown && !(isCode && aboutApps.test(action)) && !appSections.test(value('Section').trim())) return 'irrelevant';
  if (code === undefined) return 'not-understood';
  const { app: name = '', before, scopes, users = '' } = (isKnown && sentences[code]?.exec(sentence)?.groups) || {};
  const app = shortText(name);
  const ids = scopes === undefined ? null : scopesIn(scopes);
  const idsBefore = scopesIn(before ?? '');
  const isSelfAuthorized = permittedUsers.find(([pattern]) => pattern.test(users))?.[1];
  return {
    app,
    event: code,
    at: timeOf(value('CreatedDate', 'Date')),
    ...(app === null ? { mayName: namesIn(sentence) } : {}),
    ...(ids && {
      settings: settingsOf(app, ids),
      added: ids.filter((id) => !idsBefore.includes(id)),
      removed: idsBefore.filter((id) => !ids.includes(id)),
    }),
    ...(code === INSTALLED || code === UNINSTALLED ? { isInstalled: code === INSTALLED } : {}),
    ...(isSelfAuthorized === undefined ? {} : { isSelfAuthorized }),
  };
}

/** Returns the scopes in one of the lists of a sentence, where `null` stands for none. */
const scopesIn = (list: string) => scopeList(list.split(',').filter((id) => id.trim() !== 'null'));

/** Returns what may be the name of an app in a sentence that is not known: its end, or words in quotes. */
function namesIn(sentence: string): string[] {
  const end = /\b(?:connected|external client) app (.{1,200})$/i.exec(sentence)?.[1] ?? '';
  const quoted = [...sentence.matchAll(/["\u201c]([^"\u201c\u201d]{1,200})["\u201d]/g)].map(([, name = '']) => name);
  return [end, end.replace(/ to salesforce$/i, ''), ...quoted].flatMap((name) => shortText(name) ?? []);
}
