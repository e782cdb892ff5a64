/** What a test may turn. All values are read at each request. */
export interface IdpState {
  /** User names that have an account and the app assigned. Service users usually have none. */
  accounts: string[];
  /** A careless provider loses the RelayState, and over OpenID Connect the `state`. */
  relayState: 'kept' | 'lost';
}

export function createIdpState(): IdpState {
  return { accounts: ['ivy@initech.example', 'ian@initech.example', 'over-idp@enforced-sso.example'], relayState: 'kept' };
}
