/** Compares the scopes of an app with those that it had before, wherever both were read. */
import type { Access, CatalogueScope, ScopeId } from '@/providers/contract/catalogue';
import type { Provider } from '@/providers/contract/provider';
import type { RequestedScope } from '@/providers/contract/request';
import { loopback } from '@/providers/oauth2/redirect';
import { sameScopes } from '@/utils/policy/decide';

/** A scope, and whether the app needs it. */
export type ListedScope = Pick<RequestedScope, 'id' | 'requirement'>;

/** How the request of an app has changed. The lists are empty if it is the same. */
export interface Drift {
  added: ScopeId[];
  removed: ScopeId[];
  /** The scopes that were in both, also those that the approval left out, but were not required before. */
  newlyRequired: ScopeId[];
  /**
   * The added scopes that allow more with an object of which the app had another scope before: for
   * example, reading became writing.
   */
  moreAccess: ScopeId[];
  /** The scopes that the approval knew and left out, and that are requested again; absent if there are none. */
  notApproved?: ScopeId[];
  /** Where the app returns to now, if that is another host than before; absent if it is not. */
  otherHosts?: string[];
  /** Where the app returned to before, if it is unknown where it does now; absent if that is known. */
  unknownHost?: string[];
}

/**
 * What counts besides two lists of scopes: where the app returned to before, and where it does now
 * (null if that is unknown; absent for what is no request), and which of the scopes before were left
 * out of the approval.
 */
export interface BesideScopes {
  hostBefore?: string | null | undefined;
  host?: string | null | undefined;
  dropped?: readonly ScopeId[] | undefined;
}

/**
 * Returns how the scopes changed. Names of the same access count as one scope, because exports of
 * Salesforce replace `email` by `id`, and `offline_access` by `refresh_token`.
 * Scopes that were left out of the approval are neither new nor removed.
 */
export function driftOf(
  { knowledge }: Provider,
  listed: readonly ListedScope[],
  now: readonly ListedScope[],
  { hostBefore = null, host, dropped = [] }: BesideScopes = {},
): Drift {
  const { findScope } = knowledge;
  const aliasesOf = (id: ScopeId) => sameScopes(findScope, id);
  const finderIn = (list: readonly ListedScope[]): Finder => {
    const byId = new Map(list.toReversed().map((scope) => [scope.id, scope]));
    return (id: ScopeId) =>
      aliasesOf(id)
        .map((one) => byId.get(one))
        .find((scope) => scope !== undefined);
  };
  // Whoever leaves one of two names out leaves out both.
  const before = listed.filter(({ id }) => !aliasesOf(id).some((one) => dropped.includes(one)));
  const [inListed, inBefore, inNow] = [listed, before, now].map(finderIn) as [Finder, Finder, Finder];
  const ids = (list: readonly ListedScope[]) => list.map(({ id }) => id);
  const added = ids(now.filter(({ id }) => !inListed(id)));
  const notApproved = ids(now.filter(({ id }) => inListed(id) && !inBefore(id)));
  const known = before.flatMap(({ id }) => findScope(id) ?? []);
  return {
    added,
    removed: ids(before.filter(({ id }) => !inNow(id))),
    newlyRequired: ids(now.filter(({ id, requirement }) => requirement === 'required' && isOptional(inListed(id)))),
    moreAccess: added.filter((id) => allowsMore(findScope(id), known)),
    ...(notApproved.length > 0 && { notApproved }),
    ...(hostBefore !== null && host && !isSameHost(host, hostBefore) && { otherHosts: [host] }),
    ...(hostBefore !== null && host === null && { unknownHost: [hostBefore] }),
  };
}

/** Whether an app returns to the same host. A native app takes another port of its own machine each time (RFC 8252, section 7.3). */
function isSameHost(one: string, other: string): boolean {
  const [host, before] = [one, other].map((name) => name.replace(/:\d+$/, ''));
  return one === other || (host === before && loopback.test(host?.replace('http://', '') ?? ''));
}

type Finder = (id: ScopeId) => ListedScope | undefined;

/** Whether the request is the same, and no scope became required. */
export const isUnchanged = (drift: Drift): boolean => Object.values(drift).every(({ length }) => length === 0);

/** A list that does not say which scopes are required can't show that one was not. */
const isOptional = (scope: ListedScope | undefined) => scope?.requirement.startsWith('optional') ?? false;

/** What a scope allows, for those whose kinds of access can be compared. */
const kinds: Readonly<Partial<Record<Access, readonly Access[]>>> = {
  read: ['read'],
  write: ['write'],
  delete: ['delete'],
  full: ['read', 'write', 'delete'],
};

/** Whether a scope allows more with its object than the scopes before that are about it allow together. */
function allowsMore(scope: CatalogueScope | undefined, before: readonly CatalogueScope[]): boolean {
  const same = scope ? before.filter((other) => isSameObject(scope, other)) : [];
  const allowed = same.map(({ access }) => kinds[access]);
  if (!scope || allowed.length === 0 || allowed.includes(undefined)) return false;
  return kinds[scope.access]?.some((kind) => !allowed.flat().includes(kind)) ?? false;
}

/** A heading of the catalogue may cover several objects, so the IDs must name the same one, too. */
function isSameObject(scope: CatalogueScope, other: CatalogueScope): boolean {
  return scope.category === other.category && objectIn(scope.id) === objectIn(other.id);
}

/**
 * The ID without the words for the kind of access: `crm.objects.deals` of
 * `crm.objects.deals.write`.
 */
const objectIn = (id: ScopeId) => id.replace(/[._:-](?:read|write|read_write|delete|all|view|edit|access|publish)$/, '');
