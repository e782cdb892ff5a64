/** What reviews show of earlier flows. */
import type { ScopeId } from '@/providers/contract/catalogue';

/** What was recorded about a client in its earlier flows. Days are written `YYYY-MM-DD`. */
export interface AppHistory {
  /** The day of the first recorded flow; null if only errors taught something. */
  first: string | null;
  /** How many different requests were recorded. */
  requests: number;
  /**
   * How each differs from the one that was first seen before it, oldest first; any may have been made again
   * since. Null if that one is no longer recorded.
   */
  changes: readonly ({ day: string } & Record<'added' | 'removed', readonly ScopeId[] | null>)[];
  /** How flows ended, newest first. `rule`: the ID of the error rule; null if it is unknown. */
  outcomes: readonly { day: string; kind: 'connected' | 'refused' | 'denied'; rule: string | null }[];
  /** The scopes that errors reported as missing. */
  learned: readonly ScopeId[];
}
