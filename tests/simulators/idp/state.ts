/** The settings that a test may change. Each request reads them again. */
export interface IdpState {
  /**
   * User names that have an account and are assigned to the app. Service users usually have none.
   */
  accounts: string[];
  /**
   * `lost` simulates a careless provider that drops the RelayState, and with OpenID Connect the
   * `state`.
   */
  relayState: 'kept' | 'lost';
}

export function createIdpState(): IdpState {
  return { accounts: ['ivy@initech.example', 'ian@initech.example', 'over-idp@enforced-sso.example'], relayState: 'kept' };
}
