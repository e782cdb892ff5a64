/**
 * Outreach's scopes are regular: a resource, a dot, and one of a few verbs. One row a resource says what cannot be told from
 * the id; the rest is put together here. No verb includes another but `all`, which is read, write and delete.
 */
import type { Access, CatalogueScope, ScopeId } from '../contract/catalogue';

export type Verb = 'aggregate' | 'all' | 'delete' | 'read' | 'write';

/** One resource with its verbs, each list sorted. */
export interface Resource {
  resource: string;
  /** Plural, as inside a sentence: `call outcomes`. */
  words: string;
  /** Where the words alone say too little: `call outcomes, such as …`. */
  detail?: string;
  /** Heading of the rows; without it the words with a capital. */
  object?: string;
  /** Verbs that Outreach lists today. */
  current: readonly Verb[];
  /** Verbs that its list had once. */
  withdrawn?: readonly Verb[];
  /** What the withdrawn ones became, where Outreach has a scope for it. */
  replacedBy?: Readonly<Partial<Record<Verb, readonly ScopeId[]>>>;
  /** Verbs that Outreach's API documents name one by one. */
  documented?: readonly Verb[];
  /** The scope guide of Outreach's client extension kit has it, or these verbs of it. */
  guided?: true | readonly Verb[];
  /** Verbs that may need an administrator. Inferred from what the resource is. */
  admin?: readonly Verb[];
  /** Said of all its verbs, after a semicolon. */
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

/** Resources whose scopes Outreach has withdrawn altogether have no current verb. */
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
    // The one such label that was seen is “Read Prospects”; the page's words for the other verbs are not known.
    ...(verb === 'read' ? { pageLabels: [`Read ${titleOf(row.resource)}`] } : {}),
    sources: sourcesOf(row, verb, listed),
  };
}

/** Deleting is part of `all`, but not every resource has a scope for it: whether `all` deletes is then not said. */
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

/** As Rails would print it: `callDispositions` becomes `Call Dispositions`. */
function titleOf(resource: string): string {
  return capital(resource.replace(/[A-Z]/g, ' $&'));
}
