import { describe, expect, it } from 'vitest';
import type { ErrorRule } from '@/providers/contract/diagnosis';
import { apiErrors, tokenErrors } from '@/providers/hubspot/api-errors';
import { errorHeadings, errors } from '@/providers/hubspot/errors';
import { translations } from '@/providers/hubspot/translations';
import { errors as oauthErrors } from '@/providers/oauth2/errors';
import en from '@/public/_locales/en/messages.json';
import { recognizeCallback, recognizeErrors } from '@/utils/diagnosis/recognize';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { matchesText } from '../../matches-text';

const messages = en as Record<string, { message: string } | undefined>;
/** The sentences that name a reason. The headings above them are tested separately. */
const wordings = errors
  .filter(({ generic }) => generic !== 'heading')
  .flatMap((rule) => rule.texts.map((wording) => ({ rule, ...wording })));

/**
 * Fills a pattern as HubSpot would show it: ids in the brackets, an address between quotes, a name
 * at the end.
 */
function filled(pattern: string): string {
  return pattern
    .replace('[*', '[crm.objects.contacts.read, business_units_view.read], which are wanted')
    .replace('‘*’', '‘https://connector.example.com/oauth/callback’')
    .replace('*', 'Northwind Connector (EU)');
}

function reviewOf(text: string) {
  const pasted = parseInput(text);
  return pasted.ok ? buildReview(pasted.input) : null;
}
const diagnosisOf = (text: string) => reviewOf(text)?.diagnosis;
const providerIn = (text: string) => reviewOf(text)?.provider.id ?? null;

const recognize = (text: string, rules: readonly ErrorRule[] = errors) => recognizeErrors(rules, [], [text], errorHeadings);
const idOf = (text: string) => {
  const answer = recognize(text);
  return answer.state === 'recognized' ? answer.rule.id : answer.state;
};

describe('the error wordings of HubSpot', () => {
  it.each(wordings)('are recognized as $rule.id whatever the quotes, case and spacing: $text', ({ rule, text, whole }) => {
    const shown = filled(text);
    expect(idOf(shown)).toBe(rule.id);
    expect(idOf(shown.replace(/[‘’]/g, "'"))).toBe(rule.id);
    expect(idOf(shown.replace(/'/g, '’').toUpperCase())).toBe(rule.id);
    expect(idOf(`\n\t ${shown.replaceAll(' ', ' \u00a0\n ')} `)).toBe(rule.id);
    expect(idOf([...shown].join('\u200b'))).toBe(rule.id);
    if (!whole) expect(idOf(`Couldn’t complete the connection. ${shown}. Please contact the app developer.`)).toBe(rule.id);
  });

  it.each(wordings)('match no rule but their own: $text', ({ rule, text }) => {
    const others = wordings.filter((other) => other.rule !== rule && matchesText(other.text, filled(text)));
    expect(others.map((other) => other.rule.id)).toEqual([]);
  });

  it.each(wordings)('are not recognized without their last word: $text', ({ text }) => {
    const words = text.replace(/ \*$/, '').replace(' [*', '').split(' ');
    expect(idOf(words.slice(0, -1).join(' '))).toBe('none');
  });

  it('yield the missing scope ids, and only the missing-scopes rule teaches required scopes', () => {
    const answer = recognize(
      '[Beta] Authorization failed because the provided scopes are missing [crm.lists.read, tickets], which are required for the app to function.',
    );
    expect(answer).toMatchObject({ rule: { id: 'hubspot-scopes-missing', namesRequiredScopes: true }, ids: ['crm.lists.read', 'tickets'] });
    expect(errors.filter((rule) => rule.namesRequiredScopes).map((rule) => rule.id)).toEqual(['hubspot-scopes-missing']);
  });

  it('are recognized when the list of ids is longer than the compared text', () => {
    const ids = Array.from({ length: 120 }, (_, index) => `crm.objects.custom_thing_${index}.read`);
    const answer = recognize(`Authorization failed because the provided scopes are missing [${ids.join(', ')}], which are required.`);
    expect(answer).toMatchObject({ rule: { id: 'hubspot-scopes-missing' }, ids });
  });

  it('are not recognized in similar sentences, which stay unknown', () => {
    for (const text of [
      'The scopes are fine',
      'Authorization failed',
      'Insufficient funds were provided',
      'You are connecting to an app',
      'scopes [a]',
    ]) {
      expect(idOf(text), text).toBe('none');
      const underHeading = recognizeErrors(errors, ['Couldn’t complete the connection'], [text], errorHeadings);
      expect(underHeading, text).toMatchObject({ rule: { id: 'hubspot-connection-failed' }, text });
    }
  });

  it.each(errorHeadings)('count as the heading alone in $language if no rule knows the sentence below it: $text', ({ text }) => {
    const answer = recognizeErrors(errors, [` ${text.replace('’', "'")} `], ['Quelque chose ne va pas.'], errorHeadings);
    expect(answer).toMatchObject({ rule: { id: 'hubspot-connection-failed' }, text: 'Quelque chose ne va pas.' });
  });

  it('exist in six languages besides English for the most frequent error, and in two translations where there are two', () => {
    const languages = translations['scopes-insufficient'].map(({ language }) => language);
    expect(languages).toEqual(['de', 'it', 'ja', 'ja', 'no', 'pl', 'sv']);
  });

  it('name the invalid scopes without brackets', () => {
    const text =
      'Authorization failed because one or more scopes are invalid: contacts, crm.objects.x.read. Please contact the app developer.';
    expect(recognize(text)).toMatchObject({ rule: { id: 'hubspot-invalid-scope-name' }, ids: ['contacts', 'crm.objects.x.read'] });
  });

  it('name the scopes that the plan lacks', () => {
    const text = 'Authorization failed because your account lacks access to the required scopes [marketing.campaigns.read]';
    expect(recognize(text)).toMatchObject({ rule: { id: 'hubspot-plan-missing' }, ids: ['marketing.campaigns.read'] });
  });
});

/**
 * The published errors of HubSpot, in the order of the project's list of facts. Null if there are no
 * words that a user could paste.
 */
const published: readonly (readonly [text: string, rule: string | null])[] = [
  ['HubSpot: Couldn’t complete the connection', 'hubspot-connection-failed'],
  ['Authorization failed because the provided scopes are insufficient. Please contact the app developer.', 'hubspot-scopes-insufficient'],
  [
    'Authorization failed because the provided scopes are missing [tickets], which are required for the app to function.',
    'hubspot-scopes-missing',
  ],
  ['Insufficient scopes were provided. Please contact the app developer.', 'hubspot-scopes-insufficient'],
  [
    "Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes.",
    'hubspot-scope-mismatch',
  ],
  ['An invalid scope name was provided. Please contact the app developer.', 'hubspot-invalid-scope-name'],
  ["The app developer doesn't have permissions to request the set of scopes. Please contact the app developer.", 'hubspot-scopes-not-held'],
  ["This account doesn't have access to some HubSpot features that are required by this app.", 'hubspot-plan-missing'],
  ["You don't have the right permissions to install Estuary", 'hubspot-permission-refused'],
  ["You don't have permission to connect this app", 'hubspot-permission-refused'],
  ['Request for Integration Permissions', 'hubspot-permission-refused'],
  ['You do not have the correct role to grant these permissions. Please contact your administrator', 'hubspot-role-cannot-grant'],
  ['There was a problem fetching approvers', 'hubspot-no-approvers'],
  ["Authorization failed because this app hasn't been approved to access the required scopes [tickets]", 'hubspot-governance-not-approved'],
  ['App Governance: the page on which a user requests access; its words are not public', null],
  [
    "Authorization failed as the redirect URL 'https://x.example/cb' doesn't match the app's registered redirect URL.",
    'hubspot-redirect-mismatch',
  ],
  ["Un client_id d'application invalide a été fourni.", 'hubspot-invalid-client'],
  ['The app could not be installed because the app developer has not signed the acceptable use policy.', 'hubspot-acceptable-use-policy'],
  ['An error occurred while validating the app authorization', 'hubspot-validation-failed'],
  ["You're connecting to an unverified app", 'hubspot-unverified-app'],
  ['?error=<error_code>&error_description=<text>: only the shape is documented', null],
  ["403 MISSING_SCOPES: This app hasn't been granted all required scopes to make this call.", 'hubspot-api-scopes-missing'],
  ['HubSpot 403 GATED', 'hubspot-api-feature-gated'],
  ['HubSpot: USER_DOES_NOT_HAVE_PERMISSIONS', 'hubspot-api-user-permissions'],
  ['HubSpot: 401 INVALID_AUTHENTICATION', 'hubspot-api-token-invalid'],
  ['400 BAD_CLIENT_ID: missing or unknown client id', 'hubspot-client-id-unknown'],
  ['400 BAD_AUTH_CODE', 'hubspot-auth-code-invalid'],
  ['400 EXPIRED_AUTH_CODE', 'hubspot-auth-code-invalid'],
  ['400 MISMATCH_REDIRECT_URI_AUTH_CODE', 'hubspot-redirect-differs'],
  ['HubSpot: 400 BAD_REDIRECT_URI', 'hubspot-redirect-differs'],
  ['HubSpot: BAD_GRANT_TYPE', 'hubspot-token-request-invalid'],
  ['415 Unsupported Media Type at the token endpoint, which any server may answer', null],
  ['401 This endpoint requires a user level OAuth token', 'hubspot-api-user-level-token'],
  ["scope isn't available to this app", 'hubspot-settings-scope-unavailable'],
  ["Your account doesn't have access to this scope", 'hubspot-settings-scope-locked'],
  ['[ERROR] This app is missing read scopes for the following object types: CONTACT', 'hubspot-settings-read-scope-missing'],
];

describe('the published errors of HubSpot', () => {
  const known = published.flatMap(([text, rule]) => (rule ? [{ text, rule }] : []));

  it('are 36, of which three have no words of their own', () => {
    expect(published).toHaveLength(36);
    expect(known).toHaveLength(33);
  });

  it.each(known)('are recognized in a pasted text as $rule: $text', ({ text, rule }) => {
    expect(diagnosisOf(text)?.finding.id).toBe(rule);
  });

  it.each([
    [
      '{"status":"BAD_CLIENT_SECRET","error":"invalid_client","error_description":"missing or invalid client secret"}',
      'hubspot-client-secret-wrong',
    ],
    ['{"status":"BAD_HUB","message":"missing or unknown hub id","error":"access_denied"}', 'hubspot-account-gone'],
    [
      '{"error":"invalid_grant","error_description":"refresh token is invalid, expired or revoked","status":"BAD_REFRESH_TOKEN"}',
      'hubspot-refresh-token-invalid',
    ],
    ['{"status": "BAD_REFRESH_TOKEN", "message": "missing or invalid refresh token"}', 'hubspot-refresh-token-invalid'],
    ['HubSpot 400: missing or unknown auth code', 'hubspot-auth-code-invalid'],
    ['The OAuth token used to make this call expired 5 hour(s) ago.', 'hubspot-api-token-expired'],
    ['HubSpot EXPIRED_AUTHENTICATION', 'hubspot-api-token-expired'],
    ['HubSpot: MISSING_SCOPE', 'hubspot-api-scopes-missing'],
    ['Registration endpoint: https://mcp.hubspot.com/register (404)', 'hubspot-mcp-no-registration'],
  ])('include the answers to an app: %s', (text, rule) => {
    expect(providerIn(text)).toBe('hubspot');
    expect(diagnosisOf(text)?.finding.id).toBe(rule);
  });

  it.each([
    'Couldn’t complete the connection',
    'Kunne ikke fullføre tilkoblingen',
    'bad_refresh_token: The refresh token passed is incorrect or expired.',
    'missing or invalid refresh token',
    'missing_scope',
    'refresh token was not issued to this client',
    'INVALID_AUTHENTICATION',
  ])('are nobody’s in words that others use too: %s', (text) => {
    expect(providerIn(text)).not.toBe('hubspot');
  });

  it('leave no rule without an example', () => {
    const covered = new Set([...known.map(({ rule }) => rule)]);
    const rules = [...errors, ...apiErrors].map(({ id }) => id).filter((id) => !covered.has(id));
    expect(rules).toEqual(['hubspot-api-token-expired']);
    expect(tokenErrors.map(({ id }) => id)).toEqual(tokenErrors.map(({ id }) => id).toSorted());
  });
});

describe('the error rules of HubSpot and OAuth', () => {
  const all = [...errors, ...oauthErrors];

  it('have unique ids, and those of HubSpot are sorted', () => {
    expect(new Set(all.map((rule) => rule.id)).size).toBe(all.length);
    expect(errors.map((rule) => rule.id)).toEqual(errors.map((rule) => rule.id).toSorted());
  });

  it('have ids in kebab case, at least one wording and a dated source', () => {
    for (const rule of all) {
      expect(rule.id).toMatch(/^(hubspot|oauth)(-[a-z]+)+$/);
      expect(rule.texts.length, rule.id).toBeGreaterThan(0);
      expect(rule.source.accessedOn, rule.id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });

  it.each(oauthErrors)('recognize the code of $id only letter for letter and only at the callback', (rule) => {
    const code = rule.texts[0]?.text ?? '';
    expect(recognizeCallback(all, code, null)).toMatchObject({ state: 'recognized', rule: { id: rule.id } });
    expect(recognizeCallback(all, code.toUpperCase(), null)).toMatchObject({ state: 'unknown' });
    expect(recognizeErrors(all, [], [code], errorHeadings)).toEqual({ state: 'none' });
  });

  it.each([...all.map((rule) => rule.id), 'unknown-error'])('have title, text and steps for %s in the locale file', (id) => {
    const key = `finding_${id.replaceAll('-', '_')}`;
    const title = messages[`${key}_title`]?.message ?? '';
    expect(title, `add ${key}_title`).not.toBe('');
    expect(title.length, `${key}_title is longer than 60 characters`).toBeLessThanOrEqual(60);
    expect(messages[`${key}_text`]?.message, `add ${key}_text`).toBeTruthy();
    expect(messages[`${key}_steps`]?.message, `add ${key}_steps`).toBeTruthy();
  });

  it.each(['hubspot-scopes-insufficient', 'hubspot-scopes-missing', 'hubspot-scope-mismatch', 'oauth-invalid-scope'])(
    'begin the steps of %s with restoring the original request',
    (id) => {
      expect(messages[`finding_${id.replaceAll('-', '_')}_steps`]?.message).toMatch(
        /^@extension If you continued with fewer scopes, restore the original request first/,
      );
    },
  );

  it('name the vendor’s app and the company’s own app in the steps of a scope mismatch', () => {
    const steps = messages.finding_hubspot_scope_mismatch_steps?.message ?? '';
    expect(steps).toMatch(/^@app-vendor Mark each scope as required, conditionally required or optional/m);
    expect(steps).toMatch(/^Ask the person who manages your own HubSpot app/m);
    expect(steps).toMatch(/^> A custom OAuth profile uses your own HubSpot app/m);
    expect(messages.finding_hubspot_scope_mismatch_text?.message).toMatch(/custom OAuth profile, the company’s own/);
  });

  it.each(['user_permissions', 'role_cannot_grant', 'plan_missing'])(
    'lead the admin to the plan and the vendor to optional scopes for %s',
    (id) => {
      expect(messages[`finding_hubspot_${id}_text`]?.message).toMatch(/admin.* plan|plan.* admin/);
      const steps = messages[`finding_hubspot_${id}_steps`]?.message ?? '';
      expect(steps).toMatch(/^@hubspot-super-admin .*plan/m);
      expect(steps).toMatch(/^@app-vendor Request .* optional/m);
      expect(steps).toMatch(/^> The app’s support team/m);
      // Users met the error on reconnecting apps that had moved to OAuth 2:
      // https://developers.hubspot.com/changelog/2018-02-01-integration-permission-error
      expect(steps).toMatch(/^> Apps that moved from OAuth 1 need the same permissions as before/m);
    },
  );

  it('name the settings path in the steps of the governance error', () => {
    expect(messages.finding_hubspot_governance_not_approved_steps?.message).toContain(
      'Settings > Integrations > Connected Apps > Approved apps',
    );
  });
});
