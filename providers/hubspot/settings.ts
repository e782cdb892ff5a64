/**
 * Reads the settings file of a HubSpot app: `app-hsmeta.json`, `public-app.json` and `app.json` of
 * the developer platform. Shapes: HubSpot's developer documentation and public repositories, read
 * 2026-11-25.
 */
import type { AppSettings } from '../contract/settings';
import { type Fields, isFields, jsonFields, redirectsOf, scopeList, shortText, unreadScopes } from '../oauth2/settings';

const listNames = ['requiredScopes', 'conditionallyRequiredScopes', 'optionalScopes'];

/**
 * Reads a settings file by its content, because other tools use the same file names. Null for any
 * other text. Never throws.
 */
export function readSettings(text: string): AppSettings | null {
  const file = jsonFields(text);
  if (!file) return null;
  const config = isFields(file.config) ? file.config : file;
  const auth = [config.auth, file.auth, config].find(
    (part): part is Fields => isFields(part) && listNames.some((name) => Array.isArray(part[name])),
  );
  const name = shortText(config.name) ?? shortText(file.name);
  if (auth)
    return {
      name,
      clientId: null,
      required: scopeList(auth.requiredScopes),
      conditionallyRequired: scopeList(auth.conditionallyRequiredScopes),
      optional: scopeList(auth.optionalScopes),
      declaresRequirements: true,
      ...redirectsOf(auth.redirectUrls),
      ...unreadScopes(...listNames.map((list) => auth[list])),
    };
  // A private app has one list, and its account grants all of it.
  if (!Array.isArray(file.scopes) || typeof file.public !== 'boolean') return null;
  const none = { clientId: null, conditionallyRequired: [], optional: [], redirectUrls: [] };
  return { name, required: scopeList(file.scopes), declaresRequirements: true, ...unreadScopes(file.scopes), ...none };
}
