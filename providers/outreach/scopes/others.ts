import type { CatalogueScope } from '../../contract/catalogue';

const signIn = { category: 'Identity', access: 'identity', status: 'undocumented' } as const;
const onConsentPage = ['consentPages', 'sdkHistory'];

/**
 * Scopes that do not follow the grammar, sorted by ID: sign-in claims, user provisioning, the MCP
 * server, and IDs that Outreach never listed.
 */
export const others = (): readonly CatalogueScope[] => [
  {
    id: 'admin:all',
    label: 'Unlisted: administrators, everything',
    ...unlisted('full'),
  },
  {
    id: 'email',
    label: 'See your email address',
    allows: 'Read the email address that you sign in with.',
    ...signIn,
    pageLabels: ['Email'],
    sources: onConsentPage,
  },
  { id: 'emails.all', label: 'Unlisted: emails, everything', ...unlisted('full') },
  { id: 'emails.read', label: 'Unlisted: emails, reading', ...unlisted('read') },
  {
    id: 'family_name',
    label: 'See your family name',
    allows: 'Read your family name from the sign-in.',
    ...signIn,
    sources: ['sdkHistory'],
  },
  { id: 'given_name', label: 'See your given name', allows: 'Read your given name from the sign-in.', ...signIn, sources: ['sdkHistory'] },
  {
    id: 'mcp:read',
    label: 'Read through the MCP server',
    allows: 'Let an AI assistant read data through Outreach’s MCP server; Outreach does not say which data.',
    category: 'MCP server',
    access: 'read',
    status: 'unverified',
    sources: ['mcpDiscovery'],
  },
  {
    id: 'mcp:write',
    label: 'Create or change through the MCP server',
    allows: 'Let an AI assistant create and change data through Outreach’s MCP server; Outreach does not say which data.',
    category: 'MCP server',
    access: 'write',
    status: 'unverified',
    sources: ['mcpDiscovery'],
  },
  { id: 'meetings.read', label: 'Unlisted: meetings, reading', ...unlisted('read') },
  {
    id: 'openid',
    label: 'See who you are',
    allows: 'Read an identifier of your user from the sign-in.',
    ...signIn,
    pageLabels: ['Openid'],
    sources: onConsentPage,
  },
  {
    id: 'orgs',
    label: 'See your organization',
    allows: 'Read from the sign-in which organization you belong to.',
    ...signIn,
    sources: ['sdkHistory'],
  },
  {
    id: 'profile',
    label: 'See your sign-in profile',
    allows: 'Read what the sign-in reveals about your user, such as the name.',
    ...signIn,
    pageLabels: ['Profile'],
    sources: onConsentPage,
  },
  { id: 'read:prospects', label: 'Unlisted: prospects, reading', replacedBy: ['prospects.read'], ...unlisted('read') },
  { id: 'read:sequences', label: 'Unlisted: sequences, reading', replacedBy: ['sequences.read'], ...unlisted('read') },
  { id: 'read:user', label: 'Unlisted: user, reading', ...unlisted('read') },
  {
    id: 'scim',
    label: 'Manage users by provisioning (SCIM)',
    allows: 'Use the endpoint through which an identity provider creates, changes and removes users; Outreach does not document the scope.',
    category: 'Users',
    access: 'admin',
    alsoAllows: ['write', 'delete'],
    status: 'current',
    planNote: 'May need a user who is an Outreach admin; Outreach does not say.',
    sources: ['sdkList'],
  },
  { id: 'tags.all', label: 'Unlisted: tags, everything', ...unlisted('full') },
  { id: 'write:prospects', label: 'Unlisted: prospects, writing', replacedBy: ['prospects.write'], ...unlisted('write') },
  { id: 'write:sequences', label: 'Unlisted: sequences, writing', replacedBy: ['sequences.write'], ...unlisted('write') },
];

/**
 * Only other vendors' code or documents mention the ID. What it grants is a guess from its
 * spelling.
 */
function unlisted(access: 'full' | 'read' | 'write') {
  return {
    allows: 'Unknown: Outreach does not list this ID, which appears only in other vendors’ code and documents.',
    category: 'Unlisted IDs',
    access,
    status: 'unverified',
    sources: ['reports'],
  } as const;
}
