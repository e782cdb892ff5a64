import { secret } from '../canary';

/**
 * SAML messages as handles: `CANARY-saml-request-…` instead of signed XML in base64, in which no
 * search would find the marker. It keeps what each handle stands for.
 */
export interface SamlMessages {
  /** Returns a request for this assertion consumer service. */
  request(acs: string): string;
  /** Returns the URL for the response to a request; undefined for a value that was never issued. */
  acsOf(request: string): string | undefined;
  /**
   * Returns an assertion that identifies `username`. It can be used once, at the URL of the
   * request.
   */
  respond(request: string, username: string): string | undefined;
  /**
   * Returns the asserted user and uses the assertion up. Undefined for an unknown or used
   * assertion, or one for another URL.
   */
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
