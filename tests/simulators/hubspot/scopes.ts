/**
 * The scopes of the simulated HubSpot: enough for the three apps and a few more, so that "known but
 * not configured" differs from "unknown". The data is separate from the extension's catalogue, so
 * that the simulators are an independent check. The short labels and tiers come from HubSpot's
 * public API specifications and scopes reference, read in November 2026. The specifications swap
 * the labels of companies.read and companies.write; this file corrects them.
 */

export type Hub = 'marketing' | 'sales' | 'service' | 'content';
export const tiers = ['free', 'starter', 'professional', 'enterprise'] as const;
export type Tier = (typeof tiers)[number];
export type GroupId = 'account' | 'crm' | 'settings' | 'sequences' | 'other';

export interface Scope {
  id: string;
  label: string;
  group: GroupId;
  /**
   * The permission that a member needs, named as on the permission page, which mixes display names
   * and internal IDs.
   */
  permission: string;
  /** The lowest subscription, on any of the hubs. If it is missing, any account will do. */
  needs?: { hubs: readonly Hub[]; tier: Tier };
}

const any: readonly Hub[] = ['marketing', 'sales', 'service', 'content'];

type Row = [id: string, label: string, group: GroupId, permission: string, hubs?: readonly Hub[], tier?: Tier];

const rows: Row[] = [
  ['account-info.security.read', 'Allows reading of account security information', 'account', 'Account > Security'],
  ['automation', 'Workflows', 'other', 'Workflows > Edit', ['marketing'], 'professional'],
  [
    'automation.sequences.enrollments.write',
    'Permission to write sequences enrollments data',
    'sequences',
    'Sequences > Enroll',
    ['sales', 'service'],
    'professional',
  ],
  ['automation.sequences.read', 'Permission to read sequences data', 'sequences', 'Sequences > View', ['sales', 'service'], 'professional'],
  ['content', 'Content', 'other', 'Website pages > Edit', ['content', 'marketing'], 'professional'],
  ['conversations.read', 'Read from conversations', 'other', 'Conversations > View'],
  ['crm.dealsplits.read_write', 'Create or retrieve deal splits on a deal', 'crm', 'deal-splits-writer', ['sales'], 'enterprise'],
  ['crm.export', 'Export CRM data through bulk exports', 'crm', 'Export'],
  ['crm.import', 'Create or modify all your CRM data through bulk imports', 'crm', 'Import'],
  ['crm.lists.read', 'View segments', 'crm', 'Segments > View'],
  ['crm.lists.write', 'Create or update segments', 'crm', 'Segments > Edit'],
  ['crm.objects.companies.read', 'View company records', 'crm', 'Companies > View'],
  ['crm.objects.companies.write', 'Create or update company records', 'crm', 'companies-writer'],
  ['crm.objects.contacts.read', 'View contact records', 'crm', 'Contacts > View'],
  ['crm.objects.contacts.write', 'Create or update contact records', 'crm', 'contacts-writer'],
  ['crm.objects.custom.read', 'View custom object records', 'crm', 'Custom objects > View', any, 'enterprise'],
  ['crm.objects.custom.write', 'Change custom object records', 'crm', 'Custom object editor', any, 'enterprise'],
  ['crm.objects.deals.read', 'View deal records', 'crm', 'Deals > View'],
  ['crm.objects.deals.write', 'Create or update deal records', 'crm', 'deals-writer'],
  [
    'crm.objects.feedback_submissions.read',
    'View feedback survey submissions',
    'crm',
    'Feedback surveys > View',
    ['service'],
    'professional',
  ],
  ['crm.objects.goals.read', 'Read access to goals', 'crm', 'Goals > View', ['sales'], 'starter'],
  ['crm.objects.leads.read', 'Read lead objects', 'crm', 'Leads > View', ['sales'], 'professional'],
  ['crm.objects.leads.write', 'Modify lead objects', 'crm', 'leads-writer', ['sales'], 'professional'],
  ['crm.objects.line_items.read', 'Line Items', 'crm', 'Line items > View'],
  ['crm.objects.owners.read', 'View owner records', 'crm', 'Users > View'],
  ['crm.objects.quotes.read', 'Quotes', 'crm', 'Quotes > View'],
  ['crm.schemas.companies.read', 'View company property settings', 'settings', 'Company properties > View'],
  ['crm.schemas.companies.write', 'Create new company properties or change company property settings', 'settings', 'Property settings'],
  ['crm.schemas.contacts.read', 'View contacts property settings', 'settings', 'Contact properties > View'],
  ['crm.schemas.contacts.write', 'Create new contact properties or change contact property settings', 'settings', 'Property settings'],
  ['crm.schemas.custom.read', 'View custom object definitions', 'settings', 'Custom objects > View', any, 'enterprise'],
  ['crm.schemas.deals.read', 'View deals property settings', 'settings', 'Deal properties > View'],
  ['crm.schemas.deals.write', 'Create new deal properties or change deal property settings', 'settings', 'Property settings'],
  ['files', 'Files', 'other', 'Files > Edit'],
  ['hubdb', 'Read from and write to my HubDB', 'other', 'HubDB > Edit', ['content', 'marketing'], 'professional'],
  ['marketing.campaigns.read', 'Read marketing campaigns', 'other', 'Campaigns > View', ['marketing'], 'professional'],
  ['oauth', 'Basic HubSpot account information', 'account', ''],
  ['tickets', 'Tickets', 'crm', 'tickets-writer'],
  ['timeline', 'Create timeline events', 'crm', 'timeline-writer'],
];

export const scopes: readonly Scope[] = rows.map(([id, label, group, permission, hubs, tier]) =>
  hubs && tier ? { id, label, group, permission, needs: { hubs, tier } } : { id, label, group, permission },
);

const byId = new Map(scopes.map((scope) => [scope.id, scope]));

export function scopeById(id: string): Scope | undefined {
  return byId.get(id);
}
