import { describe, expect, it } from 'vitest';
import { errors as oauthErrors } from '@/providers/oauth2/errors';
import { errorHeadings, errors } from '@/providers/outreach/errors';
import en from '@/public/_locales/en/messages.json';
import { recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { matchesText } from '../../matches-text';

const messages = en as Record<string, { message: string } | undefined>;
const all = [...errors, ...oauthErrors];
const shown = errors.flatMap((rule) => rule.texts.map(({ text }) => ({ rule, text })));
const heading = 'An error has occurred';

function onPage(text: string, headings: readonly string[] = []): string {
  const answer = recognizeErrors(errors, headings, [text], errorHeadings);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
}

function inAddress(error: string, description: string | null): string {
  const answer = recognizeCallback(all, error, description);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
}

/**
 * The sentences of Doorkeeper and Outreach by error code. Each occurs on the error page and in the
 * callback URL.
 */
const published: readonly (readonly [rule: string, code: string, texts: readonly string[]])[] = [
  ['outreach-invalid-scope', 'invalid_scope', ['The requested scope is invalid, unknown, or malformed.', 'scope is invalid']],
  [
    'outreach-redirect-mismatch',
    'invalid_redirect_uri',
    [
      "The requested redirect URI is malformed or doesn't match the client redirect URI.",
      "The requested redirect uri is malformed or doesn't match client redirect URI.",
      'The redirect uri included is not valid.',
    ],
  ],
  [
    'outreach-invalid-client',
    'invalid_client',
    ['Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.'],
  ],
  ['outreach-unauthorized-client', 'unauthorized_client', ['The client is not authorized to perform this request using this method.']],
  ['outreach-access-denied', 'access_denied', ['The resource owner or authorization server denied the request.']],
  ['outreach-missing-parameter', 'invalid_request', ['Missing required parameter: scope.', 'Missing required parameter: client_id.']],
  [
    'outreach-invalid-request',
    'invalid_request',
    ['The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.'],
  ],
  ['outreach-code-challenge-missing', 'invalid_request', ['Code challenge is required.']],
  ['outreach-response-type', 'unsupported_response_type', ['The authorization server does not support this response type.']],
  ['outreach-response-mode', 'unsupported_response_mode', ['The authorization server does not support this response mode.']],
  [
    'outreach-server-error',
    'server_error',
    ['The authorization server encountered an unexpected condition which prevented it from fulfilling the request.'],
  ],
  [
    'outreach-unavailable',
    'temporarily_unavailable',
    ['The authorization server is currently unable to handle the request due to a temporary overloading or maintenance of the server.'],
  ],
  [
    'outreach-unverified-app',
    'none: it stands on the page that asks',
    ["This app hasn't been verified by Outreach yet. Only authorize if you know and trust the developer"],
  ],
];

/** The other 18 of the 31 published errors. No page and no callback shows them. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  'answers of the token endpoint': [
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
    'The authorization grant type is not supported by the authorization server.',
  ],
  'answers of the REST API to the app': [
    'The access token expired',
    'The access token was revoked',
    'Access to this resource requires scope "prospects.read".',
    "Your authorization does not include the required scope 'prospects.read'.",
    'You are not authorized to perform that request.',
    'You have exceeded your permitted rate limit of 10,000; please try again at 2017-01-01T00:00:00.',
    "Expected Content-Type header to be 'application/vnd.api+json'.",
    "Could not find 'prospect' with ID '1'.",
    "Name can't be blank.",
    'Scheduled server maintenance is under way; please try again at 2017-01-01T00:00:00.',
  ],
  'answers of the gateway and the MCP server to the app': [
    '{"error":"Invalid JWT token.","description":"The JWT token could not be decoded."}',
    '{"error":"404","error_description":"route not found"}',
    'WWW-Authenticate: Bearer resource_metadata="https://api.outreach.io/.well-known/oauth-protected-resource"',
  ],
  'no text at all': [
    'weekly re-authorisation with development credentials',
    'already authorised: no consent page',
    'single sign-on, locked or not permitted users: nothing was found',
  ],
};

describe('the published errors of Outreach', () => {
  it('are 31, of which a browser shows 13', () => {
    expect(published).toHaveLength(13);
    expect(Object.values(elsewhere).flat()).toHaveLength(18);
  });

  it.each(published.map(([rule, code, texts]) => ({ rule, code, texts })))(
    'are recognized as $rule on the page and at the callback',
    ({ rule, code, texts }) => {
      for (const text of texts) {
        expect(onPage(text), text).toBe(rule);
        expect(onPage(text, [heading]), text).toBe(rule);
        expect(inAddress(code, text), text).toBe(rule);
      }
    },
  );

  it.each(Object.entries(elsewhere))('are not recognized when they are %s', (_where, texts) => {
    for (const text of texts) expect(onPage(text), text).toBe('none');
  });

  it('cover every error rule', () => {
    expect(published.map(([rule]) => rule).toSorted()).toEqual(errors.map((rule) => rule.id));
  });

  it.each(['access_denied', 'invalid_scope', 'invalid_request', 'unsupported_response_type', 'server_error', 'temporarily_unavailable'])(
    'fall back to the OAuth rule for %s without a known description',
    (code) => {
      expect(inAddress(code, null)).toBe(`oauth-${code.replaceAll('_', '-')}`);
      expect(inAddress(code, 'nobody knows this')).toBe(`oauth-${code.replaceAll('_', '-')}`);
    },
  );
});

describe('what Outreach answers to an app', () => {
  const providerAndRule = (text: string) => {
    const pasted = parseInput(text);
    const review = pasted.ok ? buildReview(pasted.input) : null;
    return [review?.provider.id ?? null, review?.diagnosis?.finding.id ?? null];
  };

  it.each([
    ['You have exceeded your permitted rate limit of 10,000; please try again at 2017-01-01T00:00:00.', 'outreach-api-rate-limit'],
    ['Scheduled server maintenance is under way; please try again at 2017-01-01T00:00:00.', 'outreach-api-maintenance'],
    ['api.outreach.io: The access token expired', 'outreach-api-token-invalid'],
    ['Outreach: The access token was revoked', 'outreach-api-token-invalid'],
    ['Outreach {"error":"Invalid JWT token.","description":"The JWT token could not be decoded."}', 'outreach-api-token-invalid'],
    ['You are not authorized to perform that request.', 'outreach-api-governance'],
    ["Your authorization does not include the required scope 'prospects.read'.", 'outreach-api-scope-missing'],
  ])('is recognized in a pasted text: %s', (text, rule) => {
    expect(providerAndRule(text)).toEqual(['outreach', rule]);
  });

  it.each(['The access token expired', 'The access token was revoked', 'Invalid JWT token.', 'rateLimitExceeded'])(
    'is nobody’s in words that others use too: %s',
    (text) => {
      expect(providerAndRule(text)[0]).not.toBe('outreach');
    },
  );
});

describe('the error wordings of Outreach', () => {
  it.each(shown)('are recognized as $rule.id whatever the quotes, case and spacing: $text', ({ rule, text }) => {
    expect(onPage(text.replace(/[‘’]/g, "'").toUpperCase())).toBe(rule.id);
    expect(onPage(`\n\t ${text.replaceAll(' ', ' \u00a0\n ')} `)).toBe(rule.id);
    expect(onPage([...text].join('\u200b'))).toBe(rule.id);
  });

  it.each(shown)('match no rule but their own: $text', ({ rule, text }) => {
    const others = shown.filter((other) => other.rule !== rule && matchesText(other.text, text));
    expect(others.map((other) => other.rule.id)).toEqual([]);
  });

  it('are not recognized in similar sentences, which stay unknown', () => {
    for (const text of [
      'The requested scope is fine',
      'The redirect URI',
      'invalid_scope',
      'Missing parameter',
      'This app has been verified by Outreach',
    ]) {
      expect(onPage(text), text).toBe('none');
      expect(onPage(text, [heading]), text).toBe('unknown');
    }
    expect(onPage('The requested scope is fine', ['Authorization required'])).toBe('none');
  });

  it('teach no required scopes, because no error of Outreach names its scopes', () => {
    expect(errors.filter((rule) => rule.namesRequiredScopes || rule.complainsOfMissingScopes)).toEqual([]);
  });
});

describe('the error rules of Outreach', () => {
  it('have unique sorted ids, wordings, an actor and a dated source', () => {
    expect(new Set(all.map((rule) => rule.id)).size).toBe(all.length);
    expect(errors.map((rule) => rule.id)).toEqual(errors.map((rule) => rule.id).toSorted());
    for (const rule of errors) {
      expect(rule.id).toMatch(/^outreach(-[a-z]+)+$/);
      expect(rule.texts.length, rule.id).toBeGreaterThan(0);
      expect(['you', 'app-vendor'], rule.id).toContain(rule.actor);
      expect(rule.source.accessedOn, rule.id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it.each(errors)('have title, text and steps for $id in the locale file', ({ id }) => {
    const key = `finding_${id.replaceAll('-', '_')}`;
    const title = messages[`${key}_title`]?.message ?? '';
    expect(title, `add ${key}_title`).not.toBe('');
    expect(title.length, `${key}_title is longer than 60 characters`).toBeLessThanOrEqual(60);
    expect(messages[`${key}_text`]?.message, `add ${key}_text`).toBeTruthy();
    expect(messages[`${key}_short`]?.message, `${key}_short is one or two words`).toMatch(/^\S+( \S+)?$/);
  });
});
