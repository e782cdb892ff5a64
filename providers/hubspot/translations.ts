/**
 * HubSpot's sentences in other languages than English, word for word from the translations of its
 * help article. A language has several wordings if the article was translated more than once. None
 * of the translations is this project's own.
 */

import type { Wording } from '../contract/diagnosis';

const in_ = (language: string, ...texts: string[]): Wording[] => texts.map((text) => ({ language, text }));

/**
 * The article in each language is at
 * https://knowledge.hubspot.com/<language>/integrations/resolve-a-request-for-integration-permissions-error,
 * read 2026-11-26; `jp` is the older Japanese address. The French heading is from a report:
 * https://github.com/PipedreamHQ/pipedream/issues/20321, read 2026-11-22.
 */
export const translations = {
  heading: [
    ...in_('de', 'Die Verbindung konnte nicht hergestellt werden', 'Die Verbindung konnte nicht abgeschlossen werden'),
    ...in_('fr', 'Impossible de terminer la connexion'),
    ...in_('it', 'Impossibile completare la connessione'),
    ...in_('ja', '接続を完了できませんでした'),
    ...in_('no', 'Kunne ikke fullføre tilkoblingen'),
    ...in_('pl', 'Nie można ukończyć połączenia'),
    ...in_('sv', 'Det gick inte att slutföra anslutningen'),
  ],
  'scopes-insufficient': [
    ...in_('de', 'Autorisierung fehlgeschlagen, da die angegebenen Bereiche nicht ausreichend sind'),
    ...in_('it', 'L’autorizzazione non è riuscita perché gli ambiti forniti sono insufficienti'),
    ...in_('ja', '指定されたスコープが不十分であるため、認証に失敗しました', '提供されたスコープが不十分なため、認証に失敗しました'),
    ...in_('no', 'Autorisasjon mislyktes fordi de oppgitte områdene er utilstrekkelige'),
    ...in_('pl', 'Autoryzacja nie powiodła się, ponieważ podane zakresy są niewystarczające'),
    ...in_('sv', 'Auktorisering misslyckades eftersom de angivna scopen är otillräckliga'),
  ],
  'scope-mismatch': [
    ...in_(
      'de',
      'Die Autorisierung ist fehlgeschlagen, da es eine Diskrepanz zwischen den Bereichen in der Installations-URL und den konfigurierten Bereichen der Anwendung gibt',
    ),
    ...in_('ja', 'インストールURLのスコープとアプリで設定済みのスコープが一致しないため、認証に失敗しました'),
    ...in_('no', 'Autorisasjon mislyktes fordi det ikke er samsvar mellom omfanget i installasjons-URL-en og appens konfigurerte omfang'),
    ...in_(
      'pl',
      'Autoryzacja nie powiodła się, ponieważ istnieje niezgodność między zakresami w adresie URL instalacji a skonfigurowanymi zakresami aplikacji',
    ),
    ...in_(
      'sv',
      'Auktorisering misslyckades eftersom det inte finns någon överensstämmelse mellan scopen i installations-URL:en och appens konfigurerade scopes',
    ),
  ],
  'invalid-client': in_('fr', 'Un client_id d’application invalide a été fourni'),
} satisfies Record<string, readonly Wording[]>;
