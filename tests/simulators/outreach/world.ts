import type { Sessions } from './sessions';
import type { OutreachState } from './state';
import type { Tokens } from './tokens';

/** The state that the routes share. */
export interface World {
  state: OutreachState;
  sessions: Sessions;
  tokens: Tokens;
}
