import type { SalesforceApp } from './apps';
import type { AuthorizationRequest } from './request';
import type { Refusal } from './rules';

/** Everything that is known at the authorize URL, before the user has signed in. */
export interface RequestContext {
  method: string;
  apps: readonly SalesforceApp[];
  request: AuthorizationRequest;
}

export const missingChallenge = 'missing required code challenge';

const text = (error: string, description: string): Refusal => ({ surface: 'text', error, description });

/** Evidence: public lists of the error codes of the authorize URL. */
export function methodMustBeGet({ method }: RequestContext): Refusal | undefined {
  return method === 'GET' ? undefined : text('invalid_request', 'must use HTTP GET');
}

/** Evidence: the response body as public tests record it. */
export function clientMustExist(context: RequestContext): Refusal | undefined {
  return appOf(context) ? undefined : text('invalid_client_id', 'client identifier invalid');
}

/** Evidence: public lists of the error codes. */
export function callbackMustBeGiven({ request }: RequestContext): Refusal | undefined {
  return request.redirectUri ? undefined : text('redirect_uri_missing', 'redirect_uri not provided');
}

/**
 * The redirect URI must be one of the registered callback URLs, byte for byte. Evidence:
 * StevenMMortimer/salesforcer#107, dufoli/Salesforce-Inspector-Advanced#203.
 */
export function callbackMustBeRegistered(context: RequestContext): Refusal | undefined {
  const registered = appOf(context)?.callbackUrls.includes(context.request.redirectUri);
  return registered ? undefined : text('redirect_uri_mismatch', 'redirect_uri must match configuration');
}

/**
 * The values are those of the web server and user-agent flows. Evidence: public lists of the error
 * codes.
 */
export function responseTypeMustBeKnown({ request }: RequestContext): Refusal | undefined {
  const known = ['code', 'token', 'token id_token', 'id_token token'].includes(request.responseType);
  return known ? undefined : text('unsupported_response_type', 'response type not supported');
}

/** Evidence: a public record of the response, which had no content type and was saved as a file. */
export function challengeMustBeThere(context: RequestContext): Refusal | undefined {
  const missing = appOf(context)?.requiresPkce && context.request.responseType === 'code' && !context.request.codeChallenge;
  return missing ? text('invalid_request', missingChallenge) : undefined;
}

export function appOf({ apps, request }: RequestContext): SalesforceApp | undefined {
  return apps.find(({ clientId }) => clientId === request.clientId);
}

const inOrder = [
  methodMustBeGet,
  clientMustExist,
  callbackMustBeGiven,
  callbackMustBeRegistered,
  responseTypeMustBeKnown,
  challengeMustBeThere,
];

/** Returns the first broken rule. The order of the rules is made up. */
export function judgeRequest(context: RequestContext): Refusal | undefined {
  for (const rule of inOrder) {
    const refusal = rule(context);
    if (refusal) return refusal;
  }
  return undefined;
}

/**
 * Returns the response body, in which spaces are `%20`, except in the recorded response to the
 * missing challenge.
 */
export function bodyOf({ error, description }: Refusal): string {
  const shown = description === missingChallenge ? description : encodeURIComponent(description);
  return `error=${error}&error_description=${shown}`;
}
