/** Two questions that an org can answer about itself, and only when the user asks for it. */

/** What the org says about the user whose session this browser has. */
export interface OrgUser {
  username: string | null;
  integrationUser: boolean | null;
}

/** What the org says to everybody about how people sign in. */
export interface OrgSignIn {
  /** Hosts that the org sends people to; our own host where the org names no other. */
  providers: readonly string[];
  /** Null where the org does not say. */
  password: boolean | null;
}

/** What was answered in this window. Held by the page that asked, never stored. */
export interface OrgFacts {
  user?: OrgUser | undefined;
  /** The org would not say who the user is, though this browser has a session. */
  refused?: boolean | undefined;
  signIn?: OrgSignIn | undefined;
}

/** How a provider's orgs are asked. All pure: the engine asks, this reads. */
export interface OrgApi {
  /** `https://` URL on the account's own host; null where the account cannot be asked. */
  userUrl(account: string): string | null;
  /** The cookie that holds the session with which the browser is signed in there. */
  sessionCookie: string;
  /** Null for a body that is no answer. */
  readUser(body: unknown): OrgUser | null;
  signInUrl(account: string): string | null;
  readSignIn(body: unknown): OrgSignIn | null;
}
