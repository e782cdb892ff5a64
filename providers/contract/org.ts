/**
 * Types of the two checks that read facts from the user's own org: who the user is, and how the org
 * signs users in. Each runs only when the user starts it.
 */

/**
 * The user whose session this browser has, according to the org. A field is null if the org omits
 * it.
 */
export interface OrgUser {
  username: string | null;
  integrationUser: boolean | null;
}

/** How the org signs users in, from its public configuration. */
export interface OrgSignIn {
  /** Hosts to which the org sends users for single sign-on. A host may be one of the org's own. */
  providers: readonly string[];
  /** Whether users can sign in with a password; null if the org does not say. */
  password: boolean | null;
}

/** The results of the checks. They live in the window that ran them and are never stored. */
export interface OrgFacts {
  user?: OrgUser | undefined;
  /** The org refused to say who the user is, although this browser has a session. */
  refused?: boolean | undefined;
  signIn?: OrgSignIn | undefined;
}

/**
 * How the engine queries an org of this provider. The functions are pure: they build URLs and parse
 * responses, and the engine sends the requests.
 */
export interface OrgApi {
  /**
   * An https URL on the account's own host; null if the account has no host that can be queried.
   */
  userUrl(account: string): string | null;
  /** The name of the cookie that holds the browser's session there. */
  sessionCookie: string;
  /** Parses the response about the user; null if the body is not such a response. */
  readUser(body: unknown): OrgUser | null;
  /** Like `userUrl`, for the public sign-in configuration. */
  signInUrl(account: string): string | null;
  /** Parses the sign-in configuration; null if the body is not one. */
  readSignIn(body: unknown): OrgSignIn | null;
}
