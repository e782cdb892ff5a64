/**
 * Generates Outreach's scopes, which are regular: a resource, a dot, and one of a few verbs. A row
 * describes one resource, and this file composes the texts of its scopes. Only the verb `all`
 * includes others: read, write and delete.
 */
import type { Access, CatalogueScope, ScopeId } from '../contract/catalogue';

/** What a scope allows an app to do with its resource. `aggregate` is reading totals. */
export type Verb = 'aggregate' | 'all' | 'delete' | 'read' | 'write';

/** One resource with its verbs. Each list is sorted. */
export interface Resource {
  resource: string;
  /** The plural as it appears inside a sentence: `call outcomes`. */
  words: string;
  /** Replaces `words` in `allows` if they say too little: `call outcomes, such as …`. */
  detail?: string;
  /** The category of the scopes; by default `words` with a capital letter. */
  object?: string;
  /** Verbs that Outreach lists today. */
  current: readonly Verb[];
  /** Verbs that Outreach listed in the past. */
  withdrawn?: readonly Verb[];
  /** The scopes that replace a withdrawn verb, if Outreach has any. */
  replacedBy?: Readonly<Partial<Record<Verb, readonly ScopeId[]>>>;
  /** Verbs that Outreach's API documents mention individually. */
  documented?: readonly Verb[];
  /**
   * Verbs in the scope guide of Outreach's client extension SDK; `true` means all but `aggregate`.
   */
  guided?: true | readonly Verb[];
  /** Verbs that may need an admin. Inferred from the subject of the resource. */
  admin?: readonly Verb[];
  /** Appended to `allows` of all its verbs, after a semicolon. */
  note?: string;
}

const access: Record<Verb, Access> = { aggregate: 'read', all: 'full', delete: 'delete', read: 'read', write: 'write' };

const label: Record<Verb, string> = {
  aggregate: 'View totals about',
  all: 'View, change or delete',
  delete: 'Delete',
  read: 'View',
  write: 'Create or change',
};

const verbs: Record<Verb, string> = {
  aggregate: 'Read totals about',
  all: 'Read, create, change and delete',
  delete: 'Delete',
  read: 'Read',
  write: 'Create and change',
};

const limits: Partial<Record<Verb, string>> = {
  aggregate: 'Outreach does not say which',
  delete: 'does not include reading or changing',
  write: 'does not include reading or deleting',
};

/** The catalogue rows of one resource: the current verbs first, then the withdrawn ones. */
export function scopesOf(row: Resource): CatalogueScope[] {
  return [...row.current.map((verb) => scopeOf(row, verb, true)), ...(row.withdrawn ?? []).map((verb) => scopeOf(row, verb, false))];
}

function scopeOf(row: Resource, verb: Verb, listed: boolean): CatalogueScope {
  const implies = verb === 'all' ? impliedBy(row, listed) : [];
  const replacedBy = listed ? undefined : row.replacedBy?.[verb];
  return {
    id: `${row.resource}.${verb}`,
    label: `${verb === 'all' && !deletes(row) ? 'View or change' : label[verb]} ${row.words}`,
    allows: `${[allowed(row, verb), row.note, listed ? null : 'it is no longer on Outreach’s list and may not be accepted'].filter(Boolean).join('; ')}.`,
    category: row.object ?? capital(row.words),
    access: access[verb],
    status: listed ? 'current' : 'retired',
    ...(replacedBy ? { replacedBy } : {}),
    ...(implies.length ? { implies } : {}),
    ...(row.admin?.includes(verb) ? { planNote: 'May need a user who is an Outreach admin; Outreach does not say.' } : {}),
    // “Read Prospects” is the only such label that was observed, so other verbs get no label.
    ...(verb === 'read' ? { pageLabels: [`Read ${titleOf(row.resource)}`] } : {}),
    sources: sourcesOf(row, verb, listed),
  };
}

/**
 * Whether `all` includes deleting. Outreach does not say so for a resource without a `delete`
 * scope.
 */
function deletes({ current, withdrawn = [] }: Resource): boolean {
  return (current.includes('all') ? current : withdrawn).includes('delete');
}

function allowed(row: Resource, verb: Verb): string {
  const { words, detail = words } = row;
  if (verb === 'all' && !deletes(row)) return `Read, create and change ${detail}; Outreach does not say whether it also deletes`;
  return [`${verbs[verb]} ${detail}`, limits[verb]].filter(Boolean).join('; ');
}

function impliedBy({ resource, current, withdrawn = [] }: Resource, listed: boolean): ScopeId[] {
  const known = listed ? current : [...current, ...withdrawn];
  return (['delete', 'read', 'write'] as const).filter((verb) => known.includes(verb)).map((verb) => `${resource}.${verb}`);
}

function sourcesOf({ documented = [], guided }: Resource, verb: Verb, listed: boolean): string[] {
  return [
    listed ? 'sdkList' : 'sdkHistory',
    ...(documented.includes(verb) ? ['apiDocuments'] : []),
    ...((guided === true ? verb !== 'aggregate' : guided?.includes(verb)) ? ['scopeGuide'] : []),
  ];
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The title that Rails prints for a resource: `callDispositions` becomes `Call Dispositions`. */
function titleOf(resource: string): string {
  return capital(resource.replace(/[A-Z]/g, ' $&'));
}
