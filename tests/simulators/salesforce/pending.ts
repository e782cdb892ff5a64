import { secret } from '../canary';
import type { AuthorizationRequest } from './request';
import type { SalesforceState } from './state';

/**
 * The requests between the authorize URL and the response. All hosts share them, because the real
 * `source` contains the encrypted request itself.
 */
export interface Pending {
  /** Returns the `source` for a request: an opaque text that begins like the real ones. */
  open(request: AuthorizationRequest): string;
  /**
   * Returns the request; undefined if it was answered, made up or is older than
   * `approvalLifetimeMs`.
   */
  find(source: string): AuthorizationRequest | undefined;
  close(source: string): void;
}

export function createPending(state: SalesforceState): Pending {
  const requests = new Map<string, { request: AuthorizationRequest; since: number }>();
  return {
    open(request) {
      const source = `CAAAA${secret('source')}`;
      requests.set(source, { request, since: Date.now() });
      return source;
    },
    find(source) {
      const found = requests.get(source);
      return found && Date.now() - found.since < state.approvalLifetimeMs ? found.request : undefined;
    },
    close: (source) => void requests.delete(source),
  };
}
