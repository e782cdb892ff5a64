/** The limits of these fields, in UTF-16 code units and entries. `docs/storage.md` lists them. */
export const FIELD_LIMITS = {
  /** The ID of a provider. */
  provider: 100,
  /** A client ID or a redirect host. */
  client: 2_000,
  /** An account ID or a host name. */
  account: 300,
  appName: 200,
  /** One scope ID. */
  scope: 200,
  /** The scope IDs of one list. */
  scopes: 1_000,
  /** All scope IDs of one list together. HubSpot's whole catalogue has 8,278. */
  scopesLength: 20_000,
  /** Who asked for an app, or reviewed it. */
  person: 200,
  /** What an app is for. */
  reason: 2_000,
} as const;
