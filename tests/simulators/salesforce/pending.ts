import { secret } from '../canary';
import type { AuthorizationRequest } from './request';
import type { SalesforceState } from './state';

/** Requests between the authorize URL and the answer, known to all hosts: the real `source` carries the request itself, encrypted. */
export interface Pending {
  /** The `source`: opaque, begins like the real ones. */
  open(request: AuthorizationRequest): string;
  /** Undefined when it is answered, made up or older than `approvalLifetimeMs`. */
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
