/**
 * Types of what vendors and apps publish about scopes: catalogues and app profiles. They are data,
 * and each row has a source and a date.
 */

/** A scope token exactly as the request spells it (RFC 6749 §3.3): `crm.objects.contacts.read`. */
export type ScopeId = string;

/** What an app that holds the scope may do. `full` is reading, writing and deleting. */
export type Access = 'read' | 'write' | 'delete' | 'full' | 'identity' | 'offline' | 'admin';

/** A source of a fact. `accessedOn` is the day on which somebody read it, as `YYYY-MM-DD`. */
export interface Source {
  title: string;
  url?: string;
  accessedOn: string;
}

/** A plan of the provider: a product, and the smallest edition that includes the feature. */
export interface Plan {
  /** A product of `Catalogue.plans`, or `any` if every paid product includes the feature. */
  product: string;
  edition: string;
}

/**
 * How the provider treats the scope.
 * - `current`: the provider documents or offers it today.
 * - `undocumented`: the provider's own picker offers it, but no document describes it.
 * - `implied`: it comes with another scope and cannot be requested.
 * - `internal`: it is the name of one of the provider's internal permissions.
 * - `misspelt`: the provider's documents or specifications spell it differently from what it offers
 *   to app developers, so that it may not work.
 * - `retired`: the provider has withdrawn it and may no longer accept it.
 * - `unverified`: only third parties report it.
 */
export type ScopeStatus = 'current' | 'undocumented' | 'implied' | 'internal' | 'misspelt' | 'retired' | 'unverified';

/** What is known of one scope, in words for a user who decides whether an app may have it. */
export interface CatalogueScope {
  id: ScopeId;
  /**
   * Plain words that a sales operations user understands, at most 60 characters: `View contacts`.
   */
  label: string;
  /** One sentence that says what an app with this scope can do. */
  allows: string;
  /**
   * One sentence that says what stops working without the scope, whatever the app, according to the
   * provider; absent if only the app knows.
   */
  impactIfDropped?: string;
  /** The subject, by which the review groups its rows: plural, in sentence case (`Contacts`). */
  category: string;
  access: Access;
  /**
   * What else an app may do that holds it, beside `access`; absent if nothing is known of it. `full`
   * needs none.
   */
  alsoAllows?: readonly Access[];
  /** Whether `access` is to all that the user can see, and not to the subject alone. */
  reachesAll?: true;
  status: ScopeStatus;
  sensitivity?: 'sensitive' | 'highly-sensitive';
  /** Marks a coarse scope that is older than the granular ones. */
  legacy?: true;
  replacedBy?: readonly ScopeId[];
  implies?: readonly ScopeId[];
  /**
   * Any one of these plans includes the scope. Absent if every account has it, or if it is not
   * documented.
   */
  plans?: readonly Plan[];
  /**
   * One sentence for what `plans` can't express: an add-on, a setting, or sources that disagree.
   */
  planNote?: string;
  /** The provider's own labels, word for word. They only serve to recognize lines of its pages. */
  pageLabels?: readonly string[];
  /** Keys of `Catalogue.sources`, the best source first. */
  sources: readonly string[];
  /** The program to which the provider must admit an app before the app can have this scope. */
  program?: string;
}

/** The scopes of one provider, with their sources and the plans on which they depend. */
export interface Catalogue {
  /** Sorted by ID, without repetitions. */
  scopes: readonly CatalogueScope[];
  sources: Readonly<Record<string, Source>>;
  /**
   * IDs that at least a fifth of the collected public requests contain, sorted. They are too
   * frequent to recognize an app by. A test counts them.
   */
  common: readonly ScopeId[];
  /**
   * Products that a user can set for an account, each with its editions from smallest to largest.
   */
  plans: readonly { product: string; name: string; editions: readonly { id: string; name: string }[] }[];
}

/** What an app publishes about its scopes at one provider, ID by ID as published. */
export interface AppProfile {
  id: string;
  name: string;
  /**
   * Evidence by which the app is recognized, in this order: client ID, redirect host (exact or any
   * subdomain), a name on the page, the set of scopes. A host belongs here only if nobody but this
   * app can receive a code there.
   */
  clientIds: readonly string[];
  redirectHosts: readonly string[];
  names: readonly string[];
  /**
   * The scopes that the app calls required, or all scopes that it requests if it offers no choice.
   * The three lists are sorted and no ID is in two of them. All are empty if nothing is published.
   */
  required: readonly ScopeId[];
  optionalOn: readonly ScopeId[];
  optionalOff: readonly ScopeId[];
  /**
   * The three lists state how the scopes have to be assigned in the app's settings at the provider,
   * so the provider refuses a request that contradicts them. Absent if the lists are only the
   * choices that the app offers to its users.
   */
  listsAppSettings?: true;
  /**
   * Where the user chooses the scopes in the app, before the app sends its request:
   * `Advanced settings > Requested permissions`.
   */
  chosenIn?: string;
  /**
   * Where users of the app change the scopes of an existing connection, in the app's own words:
   * `Settings → Connected accounts → Reconnect`.
   */
  reconnectPath?: string;
  /**
   * Where the app connects to a sandbox of the provider, in the app's own words:
   * `Settings → Connections → Salesforce Test Env`.
   */
  sandboxPath?: string;
  /**
   * For some scopes, one sentence about what stops working without it. Only what the app itself
   * says.
   */
  impactIfDropped: Readonly<Record<ScopeId, string>>;
  source: Source;
}
