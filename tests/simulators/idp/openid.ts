import { secret } from '../canary';

/** OpenID Connect's code flow between an identity provider and its clients. What each code stands for is kept here. */
export interface OpenidCodes {
  /** The client id under which a callback is registered; registers it the first time. */
  clientFor(callback: string): string;
  /** Client and callback must be registered together (OpenID Connect Core §3.1.2.1). */
  knows(clientId: string, callback: string): boolean;
  /** A code that says "this is `username`", good for one use by the client with this callback. */
  issue(callback: string, username: string): string;
  /** Who signed in. Uses the code up; undefined for a stranger's, a used one, or one meant for another callback. */
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
