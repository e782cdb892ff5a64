/**
 * Which clients were connected in this browser session, because a connection outdates an earlier
 * failure of the same client; pure.
 */
import { isCustomerPage, providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { type Flow, isConnected } from './flow';

/** A client that was connected. `account` is null if no URL names it. */
interface Connection {
  provider: string;
  client: string;
  account: string | null;
  /** When the code was issued, in milliseconds since the epoch. */
  at: number;
}

/** Prefix of a connection's key in `storage.session`. */
const keyPrefix = 'connected:';

/** An error page may stay open for hours before its window closes. */
const CONNECTION_TTL_MS = 24 * 60 * 60_000;

/**
 * Returns the connection that the flow led to, by its storage key. Empty if it led to none, if its
 * client is not known, on a customer's page, which can send the tab on with a code of its own, or in
 * an incognito window, of which nothing is kept.
 */
export function connectionOf(flow: Flow): Readonly<Record<string, Connection>> {
  const isProven = isConnected(flow) && !isCustomerPage(flow.requestUrl ?? '');
  const subject = isProven && !flow.incognito ? subjectOf(flow) : null;
  if (!subject) return {};
  const key = keyPrefix + JSON.stringify([subject.provider, subject.client, subject.account]);
  return { [key]: { ...subject, at: flow.outcomeAt ?? flow.lastRequestAt } };
}

/** Splits the stored connections into those that count and the keys of those that are too old. */
export function storedConnections(stored: Readonly<Record<string, unknown>>): { connections: Connection[]; outdated: string[] } {
  const all = Object.entries(stored as Record<string, Connection>).filter(([key]) => key.startsWith(keyPrefix));
  const outdated = all.filter(([, { at }]) => Date.now() - at >= CONNECTION_TTL_MS).map(([key]) => key);
  return { connections: all.filter(([key]) => !outdated.includes(key)).map(([, connection]) => connection), outdated };
}

/**
 * Whether the client of a failed flow was connected after its failure. Another account that is
 * known for certain is another connection.
 */
export function wasConnectedLater(flow: Flow, connections: readonly Connection[]): boolean {
  return laterConnection(flow, connections) !== undefined;
}

/**
 * Returns the first connection after a failed flow, as above; undefined if there is none.
 * `isSameAccount`: whether the account of both has to be known.
 */
export function laterConnection(flow: Flow, connections: readonly Connection[], isSameAccount = false): Connection | undefined {
  const failed = connections.length > 0 ? subjectOf(flow) : null;
  return connections.find(
    ({ provider, client, account, at }) =>
      provider === failed?.provider &&
      client === failed.client &&
      (account !== null && failed.account !== null ? account === failed.account : !isSameAccount) &&
      at > (flow.outcomeAt ?? flow.lastRequestAt),
  );
}

/** Returns whom the flow is about; null if its request does not name a client. */
function subjectOf(flow: Flow): Omit<Connection, 'at'> | null {
  const provider = providerById(flow.provider);
  const parsed = provider && flow.requestUrl !== null ? provider.requests.parseRequest(flow.requestUrl) : null;
  if (!provider || !parsed?.ok || !parsed.value.clientId) return null;
  return { provider: flow.provider, client: parsed.value.clientId, account: lastVisitedAccount(provider, flow) ?? parsed.value.account };
}

/**
 * Returns the account of the last host that names one, because a generic host often redirects to
 * the account's own host.
 */
export function lastVisitedAccount(provider: Provider, { navigation }: Flow): string | null {
  const hosts = navigation.filter((step) => step.pageKind !== 'elsewhere').map((step) => URL.parse(`https://${step.host}`));
  return hosts.reduce<string | null>((account, host) => (host && provider.urls.accountOf(host)) ?? account, null);
}
