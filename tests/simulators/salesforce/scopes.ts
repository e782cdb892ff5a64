/**
 * The scopes that a connected app can have. The IDs are those that login.salesforce.com publishes
 * in its OpenID configuration (read in August 2026), except three for which no label was found.
 */
export interface SalesforceScope {
  id: string;
  /** Other names for the same scope. */
  synonyms?: readonly string[];
  /**
   * The current line of the approval page. It is known for `id`, `api` and `refresh_token`; for the
   * others it is the label in Setup.
   */
  label: string;
  /** The line of older pages, if it differs. */
  older?: string;
}

export const scopes: readonly SalesforceScope[] = [
  {
    id: 'id',
    synonyms: ['profile', 'email', 'address', 'phone'],
    label: 'Access the identity URL service',
    older: 'Access your basic information',
  },
  { id: 'openid', label: 'Access unique user identifiers', older: 'Allow access to your unique identifier' },
  { id: 'api', label: 'Manage user data via APIs', older: 'Access and manage your data' },
  { id: 'web', label: 'Manage user data via Web browsers', older: 'Provide access to your data via the Web' },
  { id: 'full', label: 'Full access' },
  {
    id: 'refresh_token',
    synonyms: ['offline_access'],
    label: 'Perform requests at any time',
    older: 'Perform requests on your behalf at any time',
  },
  { id: 'chatter_api', label: 'Access Connect REST API resources', older: 'Access and manage your Chatter data' },
  { id: 'custom_permissions', label: 'Access custom permissions' },
  { id: 'visualforce', label: 'Access Visualforce applications', older: 'Provide access to custom applications' },
  { id: 'lightning', label: 'Access Lightning applications' },
  { id: 'content', label: 'Access content resources' },
  { id: 'wave_api', label: 'Access Analytics REST API resources' },
  { id: 'eclair_api', label: 'Access Analytics REST API Charts Geodata resources' },
  { id: 'pardot_api', label: 'Manage Pardot services' },
  { id: 'chatbot_api', label: 'Access chatbot services' },
  { id: 'sfap_api', label: 'Access the Salesforce API Platform' },
  { id: 'einstein_gpt_api', label: 'Access Einstein GPT services' },
  { id: 'mcp_api', label: 'Access Salesforce hosted MCP servers' },
  { id: 'interaction_api', label: 'Access Interaction API resources' },
  { id: 'user_registration_api', label: 'Access Headless Registration API' },
  { id: 'forgot_password', label: 'Access Headless Forgot Password API' },
  { id: 'cdp_api', label: 'Access all Data Cloud API resources' },
  { id: 'cdp_query_api', label: 'Perform ANSI SQL queries on Data Cloud data' },
  { id: 'cdp_profile_api', label: 'Manage Data Cloud profile data' },
  { id: 'cdp_ingest_api', label: 'Manage Data Cloud Ingestion API data' },
  { id: 'cdp_segment_api', label: 'Perform segmentation on Data Cloud data' },
  { id: 'cdp_identityresolution_api', label: 'Manage Data Cloud Identity Resolution' },
  { id: 'cdp_calculated_insight_api', label: 'Manage Data Cloud Calculated Insight data' },
];

/** Finds a scope by its ID or by another name. */
export function scopeCalled(name: string): SalesforceScope | undefined {
  return scopes.find(({ id, synonyms }) => id === name || synonyms?.includes(name));
}

/**
 * Returns the scopes that a scope includes. Evidence: Salesforce's help,
 * xcloud.remoteaccess_oauth_tokens_scopes.
 */
const includes: Readonly<Record<string, readonly string[]>> = { api: ['chatter_api'], web: ['visualforce'] };

/**
 * Returns true if an app with the `configured` scopes may request `name`. `full` includes
 * everything except the refresh token, and several names mean one scope. Unknown names must match
 * exactly, because orgs can define their own scopes. Evidence: the same help page, and the Mobile
 * SDK guide on scope values.
 */
export function covers(configured: readonly string[], name: string): boolean {
  const wanted = scopeCalled(name)?.id ?? name;
  return configured.some((held) => {
    const id = scopeCalled(held)?.id ?? held;
    return id === wanted || includes[id]?.includes(wanted) || (id === 'full' && wanted !== 'refresh_token' && scopeCalled(wanted));
  });
}
