import type { OpenidCodes } from '../idp/openid';
import type { SamlMessages } from '../idp/saml';
import type { Pending } from './pending';
import type { Sessions } from './sessions';
import type { SalesforceState } from './state';
import type { Tokens } from './tokens';

/** The state that the routes share. */
export interface World {
  state: SalesforceState;
  sessions: Sessions;
  pending: Pending;
  tokens: Tokens;
  saml: SamlMessages;
  openid: OpenidCodes;
}
