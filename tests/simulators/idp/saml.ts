import { secret } from '../canary';

/**
 * SAML messages as handles: `CANARY-saml-request-…` instead of signed XML in base64, in which no search would find the marker. What
 * each stands for is kept here.
 */
export interface SamlMessages {
  /** A request for this assertion consumer service. */
  request(acs: string): string;
  /** Where the answer to a request goes; undefined for a value that nobody made. */
  acsOf(request: string): string | undefined;
  /** An assertion that this is `username`, good for one use at the request's address. */
  respond(request: string, username: string): string | undefined;
  /** Who is asserted. Uses the assertion up; undefined for a stranger's, a used one, or one meant for another address. */
  accept(response: string, acs: string): string | undefined;
}

export function createSamlMessages(): SamlMessages {
  const requests = new Map<string, string>();
  const responses = new Map<string, { acs: string; username: string }>();
  return {
    request(acs) {
      const value = secret('saml-request');
      requests.set(value, acs);
      return value;
    },
    acsOf: (request) => requests.get(request),
    respond(request, username) {
      const acs = requests.get(request);
      if (acs === undefined) return undefined;
      const value = secret('saml-response');
      responses.set(value, { acs, username });
      return value;
    },
    accept(response, acs) {
      const found = responses.get(response);
      if (found?.acs !== acs) return undefined;
      responses.delete(response);
      return found.username;
    },
  };
}
