import { describe, expect, it } from 'vitest';
import { redactText } from '@/providers/oauth2/redact';

describe('redactText', () => {
  it.each([
    ['Ask jo.doe+x@example.co.uk, please', 'Ask [email], please'],
    ['hint jo%40example.com', 'hint [email]'],
    ['URL ‘https://app.example.com/cb?state=s#x’ doesn’t match', 'URL ‘https://app.example.com/cb’ doesn’t match'],
    ['see (https://user:pw@h.example/p/q).', 'see (https://h.example/p/q).'],
    ['https://h.example/jo@example.com/0123456789abcdef0123;state=x', 'https://h.example/[email]/[value];state=[value]'],
    ['h.example/cb?code=abc&state=def now', 'h.example/cb?code=[value] now'],
    ['state%253Dabc%2526x', 'state=[value]'],
    ['error=invalid_scope', 'error=invalid_scope'],
    ['error=invalid_scope&state=x', 'error=[value]'],
    [
      'Bearer realm="x", error="insufficient_scope", scope="api", error_description="a b"',
      'Bearer realm=[value] error="insufficient_scope", scope="api", error_description=[value] b"',
    ],
    ['{\\"www-authenticate\\": error=\\"invalid_token\\"}', '{\\"www-authenticate\\": error=[value]'],
    ['error="x",code="abc"', 'error=[value]'],
    ['error="jo@example.com", scope="CKx9"abc"', 'error=[value] scope=[value]'],
    ['error="0f8fad5bd9cb469fa16570867728950e"', 'error="[value]"'],
    ['key 0f8fad5b-d9cb-469f-a165-70867728950e.', 'key [value]'],
    [
      'missing [crm.objects.contacts.sensitive.read.v2, business_units_view.read]',
      'missing [crm.objects.contacts.sensitive.read.v2, business_units_view.read]',
    ],
    ['OAUTH_APPROVAL_ERROR_GENERIC at RemoteAccessErrorPage', 'OAUTH_APPROVAL_ERROR_GENERIC at RemoteAccessErrorPage'],
    ['account 12345678, error 403', 'account 12345678, error 403'],
    [
      '{"access_token":"CKx9short","error":"MISSING_SCOPES","password":"hun ter2"}',
      '{"access_token": [value],"error":"MISSING_SCOPES","password": [value]}',
    ],
    ['{"error":"OAUTH_APP_BLOCKED","state":"zzz","code":"aPrxAbC"}', '{"error":"OAUTH_APP_BLOCKED","state": [value],"code": [value]}'],
    ['{\\"refresh_token\\":\\"abc-def\\",\\"status\\":\\"error\\"}', '{\\"refresh_token\\": [value],\\"status\\":\\"error\\"}'],
    ['"headers":{"Authorization":"Bearer CJSP5qf1Kh","x-api-key":"k3y"}', '"headers":{"Authorization": [value],"x-api-key": [value]}'],
    ["{'client_secret' => 's3cret', 'error' => 'x'}", "{'client_secret': [value], 'error' => 'x'}"],
    ['Authorization: Bearer CJSP5qf1Kh', 'Authorization: [value]'],
    ['password: hunter2, sent with Bearer CJSP5qf1', 'password: [value], sent with Bearer [value]'],
    ['My password hunter2 does not work', 'My password [value] does not work'],
    ['the password is Tr0ub4dor!, sorry', 'the password is [value] sorry'],
    ['Password was “S3cret9” before', 'Password was “[value]” before'],
    ['password grant is off, password 3 times wrong', 'password grant is off, password 3 times wrong'],
    ['Call +49 30 1234567 or (555) 123-4567.', 'Call [phone] or [phone].'],
    ['fax 555.123.4567, tel:+15551234567', 'fax [phone], tel:[phone]'],
    ['account 1234567890, 2026-11-22 13:00:05, 10.0.0.1 and 1.5.20', 'account 1234567890, 2026-11-22 13:00:05, 10.0.0.1 and 1.5.20'],
    ['Error code: OAUTH_APP_BLOCKED', 'Error code: OAUTH_APP_BLOCKED'],
    ['a\u202eb\u0000c\n  d', 'ab c d'],
    ['', ''],
  ])('turns %j into %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it('reads hostile runs in linear time', () => {
    for (const unit of ['\\', '"', "'", '\\"', 'a_', 'sid:', '"sid":', 'password: "', 'password ', '+1', '555-'])
      expect(redactText(unit.repeat(200_000 / unit.length)).length, unit).toBeLessThanOrEqual(2_000);
  }, 10_000);

  it('cuts its result to 2,000 characters', () => {
    expect(redactText('word '.repeat(50_000))).toHaveLength(2_000);
  });
});
