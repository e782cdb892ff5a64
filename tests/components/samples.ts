/** Reviews for the component tests: a reconnection of Clay on HubSpot, and variations of it. */
import type { Catalogue, Source } from '@/providers/contract/catalogue';
import type { Finding } from '@/providers/contract/finding';
import type { Approval } from '@/utils/review/approval';
import type { AppHistory } from '@/utils/review/history-types';
import type { AppOverride, Review, ReviewScope } from '@/utils/review/types';

const profile: Source = { title: 'Clay’s scope list', url: 'https://clay.example/scopes', accessedOn: '2026-04-26' };
const published: Source = { title: 'HubSpot’s scope list', url: 'https://hubspot.example/scopes', accessedOn: '2026-08-21' };

export function scope(id: string, label: string, category: string, more: Partial<ReviewScope> = {}): ReviewScope {
  return {
    id,
    requirement: 'optional-on',
    provenance: 'profile',
    access: id.endsWith('.write') ? 'write' : 'read',
    known: true,
    locked: more.requirement === 'required',
    unlockable: false,
    label,
    category,
    allows: `${label}.`,
    impactIfDropped: null,
    plans: [],
    planNote: null,
    implies: [],
    replacedBy: [],
    tags: [],
    sources: [profile, published],
    ...more,
  };
}

const required = { requirement: 'required', provenance: 'profile' } as const;
const off = { requirement: 'optional-off' } as const;
const salesHub = ['Sales Hub Professional'];
const enterprise = ['Enterprise'];
const sequences = ['Sales Hub Professional', 'Service Hub Professional'];

export const clayScopes: readonly ReviewScope[] = [
  scope('crm.objects.contacts.read', 'View contacts', 'Contacts', required),
  scope('crm.schemas.contacts.read', 'View contact property settings', 'Contacts', required),
  scope('crm.objects.companies.read', 'View companies', 'Companies', required),
  scope('crm.schemas.companies.read', 'View company property settings', 'Companies', required),
  scope('crm.objects.leads.read', 'View leads', 'Leads', { ...required, plans: salesHub, tags: ['newly-required'] }),
  scope('crm.lists.read', 'View lists and segments', 'Lists', required),
  scope('crm.objects.owners.read', 'View record owners', 'Owners', required),
  scope('crm.objects.contacts.write', 'Change or delete contacts', 'Contacts'),
  scope('crm.objects.companies.write', 'Change or delete companies', 'Companies'),
  scope('crm.objects.leads.write', 'Change or delete leads', 'Leads', { plans: salesHub, tags: ['new'] }),
  scope('crm.objects.deals.read', 'View deals', 'Deals'),
  scope('crm.schemas.deals.read', 'View deal property settings', 'Deals'),
  scope('crm.objects.deals.write', 'Change or delete deals', 'Deals', {
    allows: 'Create, change and delete deal records. HubSpot has no separate scope for deleting.',
    impactIfDropped: 'Clay actions that create or update deals fail with “insufficient permissions”. Reading deals still works.',
  }),
  scope('crm.objects.custom.read', 'View custom object records', 'Custom objects', { plans: enterprise }),
  scope('crm.schemas.custom.read', 'View custom object definitions', 'Custom objects', { plans: enterprise }),
  scope('crm.objects.custom.write', 'Change or delete custom records', 'Custom objects', { plans: enterprise }),
  scope('automation.sequences.read', 'View sequences', 'Sequences', { ...off, plans: sequences }),
  scope('automation.sequences.enrollments.write', 'Enroll contacts in sequences', 'Sequences', { ...off, plans: sequences, tags: ['new'] }),
];

const ids = (scopes: readonly ReviewScope[]) => scopes.map((each) => each.id);

/** The selection that the user made on 14 Aug 2026. */
export const lastSelection: readonly string[] = ids(clayScopes.slice(0, 12));
/** What of it was requested then. */
const savedBefore = lastSelection.filter((id) => id !== 'crm.objects.leads.write');
export const remembered = Date.UTC(2026, 7, 14, 12);

export const planFinding: Finding = {
  id: 'hubspot-plan-not-stated',
  severity: 'warning',
  confidence: 'possible',
  actor: 'you',
  params: ['View leads', 'Sales Hub Professional'],
  scopes: ['crm.objects.leads.read'],
  evidence: ['crm.objects.leads.read'],
};

export const blockerFinding: Finding = {
  id: 'hubspot-user-permissions',
  severity: 'blocker',
  confidence: 'observed',
  actor: 'hubspot-super-admin',
  params: [],
  scopes: [],
  evidence: ['You do not have permission to connect this app.'],
  source: published,
};

export const clay: Review = {
  provider: { id: 'hubspot', name: 'HubSpot' },
  pageKind: 'consent',
  app: {
    name: 'Clay',
    matchedBy: 'redirect-host',
    isCustom: false,
    profile,
    reconnectPath: 'Settings → Connected accounts → Reconnect',
  },
  clientId: '11111111-2222-3333-4444-555555555555',
  server: null,
  redirectHost: 'app.clay.com',
  asksForAccount: false,
  username: null,
  account: '4521873',
  editable: true,
  readOnlyReason: null,
  scopes: clayScopes,
  findings: [planFinding],
  isReducedBefore: false,
  changes: {
    since: remembered,
    added: ['crm.objects.leads.write', 'automation.sequences.enrollments.write'],
    removed: [],
    newlyRequired: ['crm.objects.leads.read'],
  },
  approval: null,
  presets: [
    { id: 'last', keep: lastSelection, added: 1 },
    { id: 'all', keep: ids(clayScopes) },
    {
      id: 'read-only',
      keep: ids(clayScopes.filter((each) => each.locked || (each.requirement === 'optional-on' && each.access === 'read'))),
    },
    { id: 'least-access', keep: ids(clayScopes.filter((each) => each.locked)) },
  ],
  isIncomplete: false,
  isCertainClient: true,
  isLoading: false,
  notReadOnly: { changing: 0, unknown: 0 },
  selection: lastSelection,
  chosen: savedBefore,
  saved: savedBefore,
  keptAgain: [],
  current: ids(clayScopes),
  unlocked: [],
  page: { lines: 11, marked: 10, unseen: ids(clayScopes.slice(10)) },
  outcome: null,
  diagnosis: null,
  links: {},
  orgQuestions: false,
  failed: false,
  policy: null,
};

/** The first request of an unknown app, with one scope outside the catalogue. */
export const unknownApp: Review = {
  ...clay,
  app: { name: null, matchedBy: null, isCustom: false, profile: null, reconnectPath: null },
  redirectHost: 'hooks.acme-integrations.example',
  username: null,
  account: null,
  findings: [],
  changes: null,
  scopes: [
    scope('crm.objects.contacts.read', 'View contacts', 'Contacts', { requirement: 'undeclared', provenance: 'request' }),
    scope('acme_orders_export', 'Unknown scope', '', {
      requirement: 'undeclared',
      provenance: 'request',
      access: null,
      known: false,
      allows: '',
      sources: [],
      tags: ['unknown'],
    }),
    scope('crm.objects.appointments.highly_sensitive.write', 'Change highly sensitive appointments', 'Appointments', {
      requirement: 'undeclared',
      provenance: 'request',
      tags: ['highly-sensitive', 'legacy'],
      implies: ['crm.objects.appointments.read'],
      replacedBy: ['crm.objects.appointments.write'],
    }),
  ],
  presets: [],
  selection: ['crm.objects.contacts.read', 'acme_orders_export', 'crm.objects.appointments.highly_sensitive.write'],
  current: ['crm.objects.contacts.read', 'acme_orders_export', 'crm.objects.appointments.highly_sensitive.write'],
  page: null,
};

const demanded = { requirement: 'required', provenance: 'request', locked: true, unlockable: true } as const;

/** A scope that the request demands, although the app's own profile calls it optional. */
export const unlockable: Review = {
  ...clay,
  scopes: clayScopes.map((each) => (each.id === 'crm.objects.deals.read' ? { ...each, ...demanded } : each)),
};

/** A locked scope that nothing but the app's own profile calls required. */
export const requiredByProfile: Review = {
  ...clay,
  scopes: clayScopes.map((each) => (each.id === 'crm.lists.read' ? { ...each, unlockable: true } : each)),
};

export function readOnly(reason: NonNullable<Review['readOnlyReason']>): Review {
  return { ...clay, editable: false, readOnlyReason: reason, presets: [], selection: clay.current };
}

/** A request of `count` scopes, half of them required, none of them known. */
export function huge(count: number): Review {
  const scopes = Array.from({ length: count }, (_, index) =>
    scope(`vendor.area${index % 40}.thing${index}.${index % 3 ? 'read' : 'write'}`, `Scope number ${index}`, `Area ${index % 40}`, {
      requirement: index % 2 ? 'optional-on' : 'required',
    }),
  );
  return { ...clay, scopes, selection: ids(scopes), current: ids(scopes), presets: [{ id: 'all', keep: ids(scopes) }], page: null };
}

const editions = [
  { id: 'free', name: 'Free' },
  { id: 'professional', name: 'Professional' },
  { id: 'enterprise', name: 'Enterprise' },
];
export const planChoices: Catalogue['plans'] = [
  { product: 'sales', name: 'Sales Hub', editions },
  { product: 'service', name: 'Service Hub', editions },
];

export const remembers = [
  { key: '0', app: 'Clay', provider: 'HubSpot', account: '4100001', kept: 11, requested: 17, required: 7, at: remembered },
  { key: '1', app: 'Workato', provider: 'HubSpot', account: '', kept: 9, requested: 31, required: 1, at: Date.UTC(2026, 7, 2, 12) },
];

export const appOverride: AppOverride = {
  choices: [
    { id: 'acme', name: 'Acme', isCustom: true },
    { id: 'clay', name: 'Clay', isCustom: false },
    { id: 'workato', name: 'Workato', isCustom: false },
  ],
  chosen: null,
};

/** A history since spring, with one change, three outcomes and one learned scope. */
export const history: AppHistory = {
  first: '2026-03-02',
  requests: 2,
  changes: [{ day: '2026-08-14', added: ['crm.objects.deals.write', 'tickets'], removed: ['crm.lists.read'] }],
  outcomes: [
    { day: '2026-08-14', kind: 'connected', rule: null },
    { day: '2026-08-02', kind: 'refused', rule: 'hubspot-user-permissions' },
    { day: '2026-03-02', kind: 'denied', rule: 'oauth-access-denied' },
  ],
  learned: ['crm.objects.owners.read'],
};

export const customProfiles = [{ key: '0', name: 'Acme', provider: 'HubSpot', required: 3, optional: 2, at: remembered }];

/** An approval that has ended, of a request without two of the scopes. */
export const approval: Approval = {
  account: '4521873',
  appName: 'Clay',
  at: remembered,
  askedBy: 'Sales operations',
  reason: 'Enriches contacts',
  reviewedBy: 'IT security',
  until: '2026-09-30',
  drift: {
    added: ['crm.objects.leads.write', 'automation.sequences.enrollments.write'],
    removed: ['crm.objects.line_items.read'],
    newlyRequired: ['crm.objects.leads.read'],
    moreAccess: ['crm.objects.leads.write'],
  },
};

const withPolicy = (id: string, policy: NonNullable<ReviewScope['policy']>) =>
  clayScopes.map((each) => (each.id === id ? { ...each, policy } : each));
const policy: NonNullable<Review['policy']> = {
  owner: 'organization',
  name: 'Acme connection policy',
  date: '2026-11-03',
  mode: 'enforce',
  scopes: clayScopes.map(({ id }) => ({ id, action: 'allow', rule: null, reason: null, link: null })),
  blocking: [],
  dropped: [],
  asked: [],
  isIncomplete: false,
  unseen: null,
};
const customWrite = 'crm.objects.custom.write';
const dealsRead = 'crm.objects.deals.read';
const ownersRead = 'crm.objects.owners.read';

/** A policy asks about a scope that is selected. */
export const asked: Review = {
  ...clay,
  scopes: withPolicy(dealsRead, { action: 'ask', reason: 'A ticket asks for it', link: null }),
  policy: { ...policy, asked: [dealsRead] },
};

/** A policy denies a scope that can be dropped. */
export const denied: Review = {
  ...clay,
  scopes: withPolicy(customWrite, { action: 'deny', reason: 'Custom records feed billing', link: 'https://wiki.acme.example/scopes' }),
  policy: { ...policy, dropped: [customWrite] },
};

/** A policy denies a scope that has to stay. */
export const blocked: Review = {
  ...clay,
  scopes: withPolicy(ownersRead, { action: 'deny', reason: 'Employee data', link: null }),
  policy: { ...policy, blocking: [ownersRead] },
  findings: [
    {
      id: 'policy-blocks',
      severity: 'blocker',
      confidence: 'observed',
      actor: 'you',
      params: [policy.name, ['View record owners']],
      scopes: [ownersRead],
      evidence: [`${ownersRead}: Employee data`],
    },
  ],
};
