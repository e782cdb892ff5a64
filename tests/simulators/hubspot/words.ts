import type { Language } from '../state';
import type { Refusal } from './rules';
import type { GroupId } from './scopes';

/** The placeholders `{app}`, `{ids}` and `{url}` are filled in. */
export interface Words {
  choose: string;
  chooseAccount: string;
  connect: string;
  unverified: string;
  unlisted: string;
  grant: string;
  cancel: string;
  askApproval: string;
  noApprovers: string;
  approvalAsked: string;
  groups: Record<GroupId, string>;
  errorHeading: string;
  errors: Record<Refusal['reason'], string>;
  /** Earlier sentences, if they are known. */
  olderErrors: Partial<Record<Refusal['reason'], string>>;
}

/**
 * The English error sentences, "Choose Account", "Grant access", the CRM heading and "You're
 * connecting to an unverified app" are documented (HubSpot's help pages and guides; public bug
 * reports of 2020-2026). The client sentence is a stand-in because only the French one is public,
 * and so are all other texts.
 */
const en: Words = {
  choose: 'Choose an account',
  chooseAccount: 'Choose Account',
  connect: 'Connect {app} to HubSpot',
  unverified: "You're connecting to an unverified app",
  unlisted: 'This app belongs to {url}. It has not been reviewed or approved by HubSpot.',
  grant: 'Grant access',
  cancel: 'Cancel',
  askApproval: 'Request approval',
  noApprovers: 'There was a problem fetching approvers',
  approvalAsked: 'Your request was sent.',
  groups: {
    account: 'Account',
    crm: 'Manage and view your CRM data',
    settings: 'Property settings',
    sequences: 'Sequences',
    other: 'Other tools',
  },
  errorHeading: 'Couldn’t complete the connection',
  errors: {
    client: 'An invalid app client ID was provided. Please contact the app developer.',
    redirect:
      "Authorization failed as the redirect URL '{url}' doesn't match the app's registered redirect URL. Please consult the app developer.",
    policy:
      'The app could not be installed because the app developer has not signed the acceptable use policy. Please contact the app developer.',
    'scope-name': 'An invalid scope name was provided. Please contact the app developer.',
    missing: 'Authorization failed because the provided scopes are missing [{ids}], which are required for the app to function.',
    mismatch:
      "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes. Please contact the app developer.",
    features: "This account doesn't have access to some HubSpot features that are required by this app. Please contact the app developer.",
    governance: "Authorization failed because this app hasn't been approved to access the required scopes [{ids}]",
    permission: "You don't have the right permissions to install {app}",
  },
  olderErrors: {
    redirect: "The redirect_uri doesn't match the client registered redirect_uri. Please contact the app developer.",
    missing: 'Authorization failed because the provided scopes are insufficient. Please contact the app developer.',
    features: "This hub doesn't have access to some HubSpot features that are required by this integration. Please contact the integrator.",
    permission: "You don't have permission to connect this app",
  },
};

/**
 * The French error heading and client sentence are real (PipedreamHQ/pipedream#20321). Everything
 * else is a stand-in.
 */
const fr: Words = {
  choose: 'Choisir un compte',
  chooseAccount: 'Choisir le compte',
  connect: 'Connecter {app} à HubSpot',
  unverified: 'Cette application n’est pas vérifiée',
  unlisted: 'Cette application appartient à {url}. HubSpot ne l’a pas examinée.',
  grant: 'Accorder l’accès',
  cancel: 'Annuler',
  askApproval: 'Demander l’approbation',
  noApprovers: 'Les approbateurs n’ont pas pu être trouvés',
  approvalAsked: 'Votre demande a été envoyée.',
  groups: {
    account: 'Compte',
    crm: 'Gérer et afficher vos données CRM',
    settings: 'Paramètres des propriétés',
    sequences: 'Séquences',
    other: 'Autres outils',
  },
  errorHeading: 'Impossible de terminer la connexion',
  errors: {
    client: "Un client_id d'application invalide a été fourni. Veuillez contacter le développeur de l'application.",
    redirect: 'L’URL de redirection « {url} » ne correspond pas à celle de l’application.',
    policy: 'Le développeur n’a pas signé la politique d’utilisation acceptable.',
    'scope-name': 'Un nom de portée invalide a été fourni.',
    missing: 'Les portées [{ids}], requises par l’application, sont absentes.',
    mismatch: 'Les portées de l’URL ne correspondent pas à celles de l’application.',
    features: 'Ce compte n’a pas accès à des fonctionnalités requises par l’application.',
    governance: 'Cette application n’est pas approuvée pour les portées [{ids}]',
    permission: 'Vous n’avez pas les autorisations pour installer {app}',
  },
  olderErrors: {},
};

/** All German texts are stand-ins, because no German page was found. */
const de: Words = {
  choose: 'Konto auswählen',
  chooseAccount: 'Dieses Konto wählen',
  connect: '{app} mit HubSpot verbinden',
  unverified: 'Diese App ist nicht verifiziert',
  unlisted: 'Diese App gehört zu {url}. HubSpot hat sie nicht geprüft.',
  grant: 'Zugriff gewähren',
  cancel: 'Abbrechen',
  askApproval: 'Freigabe anfragen',
  noApprovers: 'Es wurde niemand gefunden, der freigeben kann',
  approvalAsked: 'Ihre Anfrage wurde gesendet.',
  groups: {
    account: 'Konto',
    crm: 'CRM-Daten verwalten und anzeigen',
    settings: 'Eigenschaftseinstellungen',
    sequences: 'Sequenzen',
    other: 'Andere Werkzeuge',
  },
  errorHeading: 'Verbindung konnte nicht hergestellt werden',
  errors: {
    client: 'Es wurde eine ungültige Client-ID angegeben.',
    redirect: 'Die Weiterleitungs-URL „{url}“ ist für die App nicht registriert.',
    policy: 'Der Entwickler hat die Nutzungsrichtlinie nicht unterzeichnet.',
    'scope-name': 'Es wurde ein ungültiger Scope angegeben.',
    missing: 'Es fehlen die Scopes [{ids}], die die App benötigt.',
    mismatch: 'Die Scopes der URL passen nicht zu denen der App.',
    features: 'Diesem Konto fehlen Funktionen, die die App benötigt.',
    governance: 'Diese App ist für die Scopes [{ids}] nicht freigegeben',
    permission: 'Sie haben nicht die Berechtigungen, um {app} zu installieren',
  },
  olderErrors: {},
};

/** All Japanese texts are stand-ins except the error heading, which HubSpot's help article has. */
const ja: Words = {
  choose: 'アカウントを選択',
  chooseAccount: 'このアカウントを選択',
  connect: '{app}をHubSpotに接続',
  unverified: '確認されていないアプリに接続しています',
  unlisted: 'このアプリは{url}のものです。HubSpotは審査していません。',
  grant: 'アクセスを許可',
  cancel: 'キャンセル',
  askApproval: '承認を依頼',
  noApprovers: '承認者が見つかりません',
  approvalAsked: '依頼を送信しました。',
  groups: {
    account: 'アカウント',
    crm: 'CRMデータの管理と表示',
    settings: 'プロパティー設定',
    sequences: 'シーケンス',
    other: 'その他のツール',
  },
  errorHeading: '接続を完了できませんでした',
  errors: {
    client: '無効なクライアントIDが指定されました。',
    redirect: 'リダイレクトURL「{url}」はアプリに登録されていません。',
    policy: '開発者が利用規定に署名していません。',
    'scope-name': '無効なスコープ名が指定されました。',
    missing: 'アプリに必要なスコープ[{ids}]がありません。',
    mismatch: 'URLのスコープがアプリの設定と一致しません。',
    features: 'このアカウントでは、アプリに必要な機能を利用できません。',
    governance: 'このアプリはスコープ[{ids}]の利用を承認されていません',
    permission: '{app}をインストールする権限がありません',
  },
  olderErrors: {},
};

export const words: Record<Language, Words> = { en, fr, de, ja };

export function fill(template: string, values: { app?: string; ids?: readonly string[]; url?: string }): string {
  return template
    .replaceAll('{app}', values.app ?? '')
    .replaceAll('{ids}', (values.ids ?? []).join(', '))
    .replaceAll('{url}', values.url ?? '');
}
