/**
 * Reads the settings of a Salesforce app as Metadata API files hold them: a connected app, and the
 * files of an external client app. Shapes and names: Metadata API Developer Guide and
 * retrieved apps in public repositories, read 2026-11-25.
 */
import type { AppSettings } from '../contract/settings';
import { redirectsOf, scopeList, shortText, unreadScopes } from '../oauth2/settings';

/** The names of scopes in metadata, with the scopes that requests name. Retrieved apps also have `SFAP`. */
export const metadataScopes: Readonly<Record<string, string>> = {
  Address: 'address',
  Api: 'api',
  Basic: 'id',
  CDP: 'cdp_api',
  CDPCalculatedInsight: 'cdp_calculated_insight_api',
  CDPIdentityResolution: 'cdp_identityresolution_api',
  CDPIngest: 'cdp_ingest_api',
  CDPProfile: 'cdp_profile_api',
  CDPQuery: 'cdp_query_api',
  CDPSegment: 'cdp_segment_api',
  Chatbot: 'chatbot_api',
  Chatter: 'chatter_api',
  Content: 'content',
  CustomApplications: 'visualforce',
  CustomPermissions: 'custom_permissions',
  DataCloudUserClaims: 'data_cloud_user_claims',
  Eclair: 'eclair_api',
  EinsteinGPT: 'einstein_gpt_api',
  Email: 'email',
  ForgotPassword: 'forgot_password',
  Full: 'full',
  Interaction: 'interaction_api',
  Lightning: 'lightning',
  MCP: 'mcp_api',
  OfflineAccess: 'offline_access',
  OpenID: 'openid',
  Pardot: 'pardot_api',
  Phone: 'phone',
  Profile: 'profile',
  PwdlessLogin: 'pwdless_login_api',
  RefreshToken: 'refresh_token',
  SCRT: 'scrt_api',
  SFAP: 'sfap_api',
  SFApiPlatform: 'sfap_api',
  UserRegistration: 'user_registration_api',
  Wave: 'wave_api',
  Web: 'web',
};

const root = /^(?:<\?xml[^<>]*\?>)?\s*<(ConnectedApp|ExternalClientApplication|ExtlClntApp\w{5,40})[\s>]/;

/** The files of an external client app, by root element; each kind is the ending of its name. */
const parts: Readonly<Record<string, string>> = {
  ExternalClientApplication: 'eca',
  ExtlClntAppConfigurablePolicies: 'ecaPlcy',
  ExtlClntAppGlobalOauthSettings: 'ecaGlblOauth',
  ExtlClntAppOauthConfigurablePolicies: 'ecaOauthPlcy',
  ExtlClntAppOauthSettings: 'ecaOauth',
};

/** The rules about an app that are shown, by their names in metadata. */
const policies =
  'isAdminApproved|isPkceRequired|isRefreshTokenRotationEnabled|isClientCredential(?:s?FlowE|E)nabled|ipRelaxation(?:PolicyType)?|refreshToken(?:Policy(?:Type)?|Validity(?:Period|Unit))|permittedUsersPolicyType|requiredSessionLevel|distributionState';

/** The elements that are read. Others may hold a secret, a certificate or an address. */
const elements = new RegExp(
  `<(label|consumerKey|callbackUrl|scopes|commaSeparatedOauthScopes|externalClientApplication|${policies})(?:\\s[^<>]*)?(?<!/)>([^<]*)</`,
  'g',
);
/** The beginnings of the elements that name scopes or redirect URLs. */
const listElements = /<(scopes|commaSeparatedOauthScopes|callbackUrl)(?:\s[^<>]*)?(?<!\/)>/g;
const isPolicy = new RegExp(`^(?:${policies})$`);

/**
 * Reads a settings file by its root element. Its scopes are those that a request may name;
 * Salesforce does not say which of them the app needs. Each file of an external client app has only
 * a part of its settings. Null for any other text. Never throws.
 */
export function readSettings(text: string): AppSettings | null {
  const content = plainXml(text).trim();
  const [, type] = root.exec(content) ?? [];
  if (type === undefined) return null;
  const values = [...content.matchAll(elements)].map(([, name = '', value = '']) => ({ name, value: decoded(value).trim() }));
  const all = (name: string) => values.filter((one) => one.name === name).map(({ value }) => value);
  const named = [...all('scopes'), ...all('commaSeparatedOauthScopes').flatMap((list) => list.split(',').map((item) => item.trim()))];
  const names = named.filter((name) => name !== '');
  // `values` lacks an element with other elements in it.
  const begun = [...content.matchAll(listElements)].map(([, name = '']) => name);
  const lostOf = (...kinds: string[]) =>
    begun
      .filter((name) => kinds.includes(name))
      .slice(kinds.flatMap(all).length)
      .map(() => null);
  const rules = values.filter(({ name, value }) => isPolicy.test(name) && /^\w[\w:]{0,59}$/.test(value));
  const [partOf] = all('externalClientApplication');
  return {
    name: shortText(all('label').at(-1)),
    clientId: shortText(all('consumerKey')[0]),
    required: [],
    conditionallyRequired: [],
    optional: scopeList(names.map((name) => (Object.hasOwn(metadataScopes, name) ? metadataScopes[name] : name))),
    declaresRequirements: false,
    ...unreadScopes([...names, ...lostOf('scopes', 'commaSeparatedOauthScopes')]),
    // One element holds several URLs, one per line.
    ...redirectsOf([...all('callbackUrl').flatMap((list) => list.split(/\s+/).filter(Boolean)), ...lostOf('callbackUrl')]),
    ...(rules.length > 0 ? { policies: Object.fromEntries(rules.map(({ name, value }) => [name, value])) } : {}),
    ...(type === 'ConnectedApp' ? {} : { parts: [parts[type] ?? type] }),
    ...(partOf ? { partOf: shortText(partOf) } : {}),
  };
}

/** Returns XML without comments, and with CDATA sections as escaped text. One that does not end goes to the end. */
function plainXml(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)/g, (_, data: string | undefined) =>
    (data ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const decoded = (value: string) =>
  value.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (given, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return name ? (entities[name] ?? given) : code <= 0x10_ffff ? String.fromCodePoint(code) : given;
  });
