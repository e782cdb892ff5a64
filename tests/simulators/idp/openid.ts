import { secret } from '../canary';

/**
 * The code flow of OpenID Connect between an identity provider and its clients. It keeps what each
 * code stands for.
 */
export interface OpenidCodes {
  /** Returns the client ID for a callback, and registers the callback at the first call. */
  clientFor(callback: string): string;
  /** Returns true if client and callback are registered together (OpenID Connect Core §3.1.2.1). */
  knows(clientId: string, callback: string): boolean;
  /** Returns a code that identifies `username`. This client can use it once, with this callback. */
  issue(callback: string, username: string): string;
  /**
   * Returns who signed in and uses the code up. Undefined for a code of another client, a used one,
   * or one for another callback.
   */
  accept(code: string, callback: string): string | undefined;
}

export function createOpenidCodes(): OpenidCodes {
  const clients = new Map<string, string>();
  const codes = new Map<string, { callback: string; username: string }>();
  return {
    clientFor(callback) {
      const clientId = `salesforce-${new URL(callback).hostname}`;
      clients.set(clientId, callback);
      return clientId;
    },
    knows: (clientId, callback) => clients.get(clientId) === callback,
    issue(callback, username) {
      const code = secret('openid-code');
      codes.set(code, { callback, username });
      return code;
    },
    accept(code, callback) {
      const found = codes.get(code);
      if (found?.callback !== callback) return undefined;
      codes.delete(code);
      return found.username;
    },
  };
}
