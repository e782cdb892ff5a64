import { describe, expect, it } from 'vitest';
import { genericProvider, providers } from '@/providers';
import { pastedText } from '@/utils/diagnosis/compared-text';
import { isDoubted, isWeak, severalCodes } from '@/utils/diagnosis/doubt';
import { bestMatch } from '@/utils/diagnosis/match-text';

const salesforce = providers.find(({ id }) => id === 'salesforce') ?? genericProvider;
const several = (text: string) => severalCodes(pastedText(text));

describe('several codes in a text', () => {
  it('that follow each other are a list of possible errors', () => {
    expect(several('OAUTH_APP_BLOCKED, OAUTH_APP_ACCESS_DENIED and OAUTH_EC_APP_NOT_FOUND')).toBe('list');
    expect(several('- OAUTH_APP_BLOCKED: blocked\n- INVALID_SESSION_ID: expired\n- invalid_grant: old')).toBe('list');
  });

  it('are a list where codes of providers and of the protocol are mixed, also in a program', () => {
    expect(several('BAD_AUTH_CODE, OAUTH_APP_BLOCKED and redirect_uri_mismatch')).toBe('list');
    expect(several('{ invalid_client_id: "a", OAUTH_APP_BLOCKED: "b", access_denied: "c" }')).toBe('list');
  });

  it('that are scattered may be the errors of several attempts', () => {
    const far = ' and after that a lot of other things happened in our org, which took us some days.'.repeat(3);
    expect(several(`OAUTH_APP_BLOCKED${far} INVALID_SESSION_ID${far} invalid_grant`)).toBe('some');
  });

  it('are one error if they are two, repeated, or the fields of one response', () => {
    expect(several('OAUTH_APP_BLOCKED, then OAUTH_APP_ACCESS_DENIED')).toBeNull();
    expect(several('INVALID_SESSION_ID '.repeat(5))).toBeNull();
    expect(several('{"a":"OAUTH_APP_BLOCKED","b":"invalid_grant","c":"INVALID_SESSION_ID"}')).toBeNull();
  });
});

describe('a few ordinary words', () => {
  const weak = (text: string) => {
    const match = bestMatch(genericProvider.knowledge.errors, pastedText(text));
    return match && isWeak(match);
  };

  it.each(['Insufficient permission to open the drive', 'a refresh token expired policy', 'Insufficient\n \npermission'])(
    'may be a coincidence in a sentence or in two paragraphs: %j',
    (text) => {
      expect(weak(text)).toBe(true);
    },
  );

  it.each([
    'This action failed due to insufficient permissions',
    '“Insufficient permissions” error',
    'refresh token expired. Try again',
    'The action failed:\n\ninsufficient\npermissions\n\nThanks',
    'invalid_grant',
  ])('are an error where their sentence or field ends: %s', (text) => {
    expect(weak(text)).toBe(false);
  });
});

describe('a code in a guess', () => {
  const weak = (text: string) => {
    const match = bestMatch(salesforce.knowledge.errors, pastedText(text));
    return match && isWeak(match);
  };

  it.each([
    'Could this be OAUTH_APP_BLOCKED?',
    'It might be because of “OAUTH_APP_BLOCKED”',
    'Is this the OAUTH_APP_BLOCKED error?',
    'Nothing works. Is OAUTH_APP_BLOCKED related to our problem?',
    'a list of errors, which mentions OAUTH_APP_BLOCKED',
    'Maybe it is OAUTH_APP_BLOCKED',
    'If Salesforce returns “error=OAUTH_APP_BLOCKED” then show the help page',
    'if (error === "OAUTH_APP_BLOCKED") showHelp();',
    'Whenever the app gets the error code OAUTH_APP_BLOCKED, ask an admin',
    'In case of OAUTH_APP_BLOCKED call us',
    'Salesforce would answer "Error 400: OAUTH_APP_BLOCKED"',
    'Falls Salesforce OAUTH_APP_BLOCKED meldet',
    'Si Salesforce devuelve OAUTH_APP_BLOCKED',
  ])('may not be the error of the text: %s', (text) => {
    expect(weak(text)).toBe(true);
  });

  it.each([
    'This is probably fixed. OAUTH_APP_BLOCKED',
    'Could this be fixed? We get OAUTH_APP_BLOCKED',
    'If I click Connect, Salesforce shows OAUTH_APP_BLOCKED',
    'If connecting Salesforce we get OAUTH_APP_BLOCKED',
    'OAUTH_APP_BLOCKED',
    'It is OAUTH_APP_BLOCKED',
    'The error is: OAUTH_APP_BLOCKED',
  ])('is reported where the guess is about something else: %s', (text) => {
    expect(weak(text)).toBe(false);
  });
});

describe('the code of a response', () => {
  const doubted = (text: string) => isDoubted(pastedText(text), 'OAUTH-APP-BLOCKED');

  it.each(['No longer fails with "error=OAUTH_APP_BLOCKED"', 'If you see https://app.example.com/cb?error=OAUTH_APP_BLOCKED then call us'])(
    'is in doubt where the text denies it or makes it a condition: %s',
    (text) => {
      expect(doubted(text)).toBe(true);
    },
  );

  it.each(['error=OAUTH_APP_BLOCKED', 'We did not get OAUTH_APP_BLOCKED in test, but error=OAUTH_APP_BLOCKED here', 'error=other'])(
    'is not in doubt where the text states it, or lacks it: %s',
    (text) => {
      expect(doubted(text)).toBe(false);
    },
  );
});

describe('a code', () => {
  const found = (text: string) => bestMatch(genericProvider.knowledge.errors, pastedText(text))?.rule.id ?? null;

  it.each(['my_invalid_client_handler', 'invalid_client_type', 'test_invalid_client', 'insufficientPermissionCount'])(
    'is not found in a longer name: %s',
    (text) => {
      expect(found(text)).toBeNull();
    },
  );

  it.each([
    '_invalid_client_',
    '__invalid_client__',
    'Errorinvalid_clientBack',
    'invalid-client-Fehler',
    'my_invalid_client or invalid_client',
  ])('is found beside markup, copied text and other words: %s', (text) => {
    expect(found(text)).toBe('oauth-invalid-client');
  });
});
