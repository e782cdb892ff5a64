import type { CatalogueScope, ScopeId } from '../../contract/catalogue';

type Verb = 'create' | 'read' | 'update';

const label = { create: 'Create', read: 'View', update: 'Change' };
const allows = { create: 'Create', read: 'Read', update: 'Change' };
const page = { create: 'Create', read: 'Read', update: 'Update' };

/** `resource` is spelled as in the ID: `call_dispositions`. */
function row(
  verb: Verb,
  resource: string,
  words: string,
  replacedBy: readonly ScopeId[],
  sources = ['firstApiGuide', 'sdkHistory'],
): CatalogueScope {
  const title = resource.replace(/(?:^|_)[a-z]/g, (start) => start.replace('_', ' ').toUpperCase());
  return {
    id: `${verb}_${resource}`,
    label: `${label[verb]} ${words} (first API)`,
    allows: `${allows[verb]} ${words} through the first version of the API, which Outreach has retired.`,
    category: words.charAt(0).toUpperCase() + words.slice(1),
    access: verb === 'read' ? 'read' : 'write',
    status: 'retired',
    legacy: true,
    ...(replacedBy.length ? { replacedBy } : {}),
    // The labels of prospects were observed on a consent page; the others follow that pattern.
    pageLabels: [`${page[verb]} ${title}`],
    sources,
  };
}

const withoutGuide = ['sdkHistory'];

/**
 * Scopes of Outreach's first API, each with its current equivalent if there is one, sorted by ID.
 */
export const firstApi = (): readonly CatalogueScope[] => [
  row('create', 'accounts', 'accounts', ['accounts.write']),
  row('create', 'calls', 'calls', ['calls.write'], withoutGuide),
  row('create', 'prospects', 'prospects', ['prospects.write'], ['firstApiGuide', 'consentPages', 'sdkHistory']),
  row('read', 'accounts', 'accounts', ['accounts.read']),
  row('read', 'activities', 'activities', []),
  row('read', 'call_dispositions', 'call outcomes', ['callDispositions.read'], withoutGuide),
  row('read', 'call_purposes', 'call purposes', ['callPurposes.read'], withoutGuide),
  row('read', 'calls', 'calls', ['calls.read']),
  row('read', 'mailings', 'emails', ['mailings.read']),
  row('read', 'mappings', 'mappings', []),
  row('read', 'plugins', 'plugins', []),
  row('read', 'prospects', 'prospects', ['prospects.read'], ['firstApiGuide', 'consentPages', 'sdkHistory']),
  row('read', 'sequences', 'sequences', ['sequences.read']),
  row('read', 'tags', 'tags', []),
  row('read', 'users', 'users', ['users.read']),
  row('update', 'prospects', 'prospects', ['prospects.write'], ['firstApiGuide', 'consentPages', 'sdkHistory']),
  row('update', 'sequences', 'sequences', ['sequences.write']),
];
