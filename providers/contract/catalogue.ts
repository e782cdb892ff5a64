/** What vendors and apps publish about scopes: catalogues and app profiles. Data, each row with its source and date. */

/** One scope token exactly as the request spells it (RFC 6749 §3.3), for example `crm.objects.contacts.read`. */
export type ScopeId = string;

/** What holding the scope lets an app do. `full` is read, write and delete. */
export type Access = 'read' | 'write' | 'delete' | 'full' | 'identity' | 'offline' | 'admin';

/** A public source of a fact. `accessedOn` is the day on which it was read, `YYYY-MM-DD`. */
export interface Source {
  title: string;
  url?: string;
  accessedOn: string;
}

/** A plan of the provider: a product and the lowest edition that has the feature. */
export interface Plan {
  /** `any` for any paid product of the provider, else a product of `Catalogue.plans`. */
  product: string;
  edition: string;
}

/**
 * `current`: documented or offered today. `undocumented`: offered in the provider's own picker, not documented.
 * `implied`: comes with another scope and cannot be requested. `internal`: the provider's internal permission name.
 * `misspelt`: an id that the provider's documents or specs spell differently from what works.
 * `retired`: withdrawn by the provider, may no longer be accepted. `unverified`: reported by third parties only.
 */
export type ScopeStatus = 'current' | 'undocumented' | 'implied' | 'internal' | 'misspelt' | 'retired' | 'unverified';

export interface CatalogueScope {
  id: ScopeId;
  /** Plain words for a sales-operations user, at most 60 characters: `View contacts`. */
  label: string;
  /** One sentence: what an app that holds it can do. */
  allows: string;
  /** What it is about, plural, sentence case: `Contacts`. Rows are grouped by it. */
  category: string;
  access: Access;
  status: ScopeStatus;
  sensitivity?: 'sensitive' | 'highly-sensitive';
  /** Coarse scope from before the granular ones. */
  legacy?: true;
  replacedBy?: readonly ScopeId[];
  implies?: readonly ScopeId[];
  /** Any one of these plans is enough. Absent: every account, or not documented. */
  plans?: readonly Plan[];
  /** What the plan alone does not say: an add-on, a setting, sources that disagree. One sentence. */
  planNote?: string;
  /** The provider's own short labels, only to recognise lines of its pages. */
  pageLabels?: readonly string[];
  /** Keys of `Catalogue.sources`, best first. */
  sources: readonly string[];
  /** The program in which the provider gives apps this scope; without being let into it, no app has the scope. */
  program?: string;
}

export interface Catalogue {
  /** Sorted by id, no id twice. */
  scopes: readonly CatalogueScope[];
  sources: Readonly<Record<string, Source>>;
  /**
   * Ids that at least every fifth of the collected public requests asks for, sorted: asking for them tells no app from another.
   * A test counts them.
   */
  common: readonly ScopeId[];
  /** Products that a user can state for an account, each with its editions from the smallest to the largest. */
  plans: readonly { product: string; name: string; editions: readonly { id: string; name: string }[] }[];
}

/** What an app publishes about its scopes for one provider, id for id as published. */
export interface AppProfile {
  id: string;
  name: string;
  /**
   * Ways to recognise it, tried in this order: client_id, redirect host (exact or any subdomain), a name on the page, the scope set.
   * A host here is one on which nobody but this app can receive a code.
   */
  clientIds: readonly string[];
  redirectHosts: readonly string[];
  names: readonly string[];
  /**
   * What it calls required, or all that it requests where it offers no choice. The three lists are sorted, no id is in two, and
   * all are empty where nothing is published.
   */
  required: readonly ScopeId[];
  optionalOn: readonly ScopeId[];
  optionalOff: readonly ScopeId[];
  /**
   * The lists are the categories in which the scopes have to be assigned in the app's own settings at the provider, so that a
   * request that contradicts them is refused. Absent where they are only the choices that the app offers.
   */
  listsAppSettings?: true;
  /** Where in the app a user chooses the scopes before the provider is asked: `Advanced settings > Requested permissions`. */
  chosenIn?: string;
  /** Where its users change the scopes of a connection, in the app's own words: `Settings → Connected accounts → Reconnect`. */
  reconnectPath?: string;
  /** What stops working without the scope, one sentence each, where the app says so. */
  impactIfDropped: Readonly<Record<ScopeId, string>>;
  source: Source;
}
