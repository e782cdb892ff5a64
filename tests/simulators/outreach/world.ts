import type { Sessions } from './sessions';
import type { OutreachState } from './state';
import type { Tokens } from './tokens';

/** What the routes share. */
export interface World {
  state: OutreachState;
  sessions: Sessions;
  tokens: Tokens;
}
