import { scopeCalled } from './scopes';
import type { SalesforceLanguage, SalesforceState } from './state';

/** The sentences of the approval page. The placeholders `{app}` and `{user}` are filled in. */
interface Words {
  heading: string;
  requests: string;
  user: string;
  notYou: string;
  allow: string;
  deny: string;
  /**
   * The sentence before the tokens that one more approval revokes. The real sentence was not found,
   * so it is made up.
   */
  revokes: string;
}

/**
 * The English texts come from public tests and recordings, except `deny` and `revokes`. The other
 * languages are stand-ins.
 */
export const words: Readonly<Record<SalesforceLanguage, Words>> = {
  en: {
    heading: 'Allow Access?',
    requests: '{app} is asking to:',
    user: 'Do you want to allow access for {user}?',
    notYou: 'Not you?',
    allow: ' Allow ',
    deny: ' Deny ',
    revokes: 'If you allow this, these older approvals end:',
  },
  de: {
    heading: 'Zugriff zulassen?',
    requests: '{app} fordert Folgendes an:',
    user: 'Möchten Sie den Zugriff für {user} zulassen?',
    notYou: 'Nicht Ihr Benutzer?',
    allow: ' Zulassen ',
    deny: ' Verweigern ',
    revokes: 'Wenn Sie zustimmen, enden diese älteren Freigaben:',
  },
  fr: {
    heading: 'Autoriser l’accès ?',
    requests: '{app} demande à :',
    user: 'Voulez-vous autoriser l’accès pour {user} ?',
    notYou: 'Ce n’est pas vous ?',
    allow: ' Autoriser ',
    deny: ' Refuser ',
    revokes: 'Si vous autorisez, ces autorisations plus anciennes prennent fin :',
  },
  es: {
    heading: '¿Permitir acceso?',
    requests: '{app} solicita:',
    user: '¿Desea permitir el acceso para {user}?',
    notYou: '¿No es usted?',
    allow: ' Permitir ',
    deny: ' Denegar ',
    revokes: 'Si lo permite, estas aprobaciones anteriores terminan:',
  },
  ja: {
    heading: 'アクセスを許可しますか?',
    requests: '{app} が次の権限を求めています:',
    user: '{user} のアクセスを許可しますか?',
    notYou: '別のユーザーですか?',
    allow: ' 許可 ',
    deny: ' 拒否 ',
    revokes: '許可すると、以前の次の承認が取り消されます:',
  },
};

type Line = Record<Exclude<SalesforceLanguage, 'en'>, string>;
const line = (de: string, fr: string, es: string, ja: string): Line => ({ de, fr, es, ja });

/**
 * The translations are stand-ins, because no localized page was found. Scopes that are missing here
 * stay English.
 */
const translated: Readonly<Record<string, Line>> = {
  id: line(
    'Auf den Identitäts-URL-Service zugreifen',
    'Accéder au service d’URL d’identité',
    'Acceder al servicio de URL de identidad',
    'ID URL サービスにアクセス',
  ),
  openid: line(
    'Auf eindeutige Benutzer-IDs zugreifen',
    'Accéder aux identifiants uniques',
    'Acceder a identificadores únicos',
    '一意のユーザー識別子にアクセス',
  ),
  api: line(
    'Benutzerdaten über APIs verwalten',
    'Gérer les données via des API',
    'Gestionar datos mediante API',
    'API を使用してユーザーデータを管理',
  ),
  web: line(
    'Benutzerdaten über Webbrowser verwalten',
    'Gérer les données via un navigateur',
    'Gestionar datos mediante navegadores',
    'Web ブラウザーを使用してユーザーデータを管理',
  ),
  full: line('Vollständiger Zugriff', 'Accès complet', 'Acceso completo', 'フルアクセス'),
  refresh_token: line(
    'Jederzeit Anforderungen ausführen',
    'Exécuter des requêtes à tout moment',
    'Realizar solicitudes en cualquier momento',
    'いつでも要求を実行',
  ),
};

/**
 * Returns the line for a scope. Unknown scopes, such as an org's own, appear as they were written,
 * as a stand-in for the org's label.
 */
export function lineFor(id: string, { language, wording }: Pick<SalesforceState, 'language' | 'wording'>): string {
  const scope = scopeCalled(id);
  if (!scope) return id;
  const local = language === 'en' ? undefined : translated[scope.id]?.[language];
  return local ?? (wording === 'older' ? (scope.older ?? scope.label) : scope.label);
}

/** The sentences of the error page, as public reports quote them. */
export const errorWords = {
  heading: 'OAuth Error',
  ask: "We can't authorize you because of an OAuth error. For more information, contact your Salesforce administrator.",
  generic: (spelling: SalesforceState['errorSpelling']) =>
    `OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has ${spelling} during authentication. Please try again.`,
  expired:
    "We can't authorize you because of an OAuth Error. You didn't complete the approval process before it expired. Please try again.",
  loginFailed: "Check your username and password. If you still can't log in, contact your Salesforce administrator.",
} as const;
