import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactText } from '@/providers/oauth2/redact';
import { randomNumbers } from '../../random';

describe('redactText', () => {
  it.each([
    ['Ask jo.doe+x@example.co.uk, please', 'Ask [email], please'],
    ['hint jo%40example.com', 'hint [email]'],
    ['hint jo%u0040example.com', 'hint [email]'],
    ['org 00D5g000004XyZEEA0, user (0055g00000AbCdE)', 'org [value], user ([value])'],
    ['sid 00D5g000004XyZE!AQEAQJx.abcDEF12 or 00D5g000004XyZE%21AQ4', 'sid [value] or [value]'],
    ['the app 0Ci5g000004XyZEEA0 in 00DX', 'the app 0Ci5g000004XyZEEA0 in 00DX'],
    ["john.o'brien@example.com, d'a'rcy@example.com", '[email], [email]'],
    ["['jo@example.com', 'al@example.com']", "['[email]', '[email]']"],
    ["'jo'@example.com", "'[email]"],
    ["o\\'brien@example.com, o\\u0027brien@example.com, o&#39;brien@example.com", '[email], [email], [email]'],
    ['o&amp;#39;brien@example.com or o&apos;brien%40example.com', '[email] or [email]'],
    ['Ask "john doe"@example.com or "a@b"@example.com', 'Ask [email] or [email]'],
    ['"jo\\"hn"@example.com, &quot;john doe&quot;@example.com', '[email], [email]'],
    ['""@state=abc', '[email]e=[value]'],
    ['{"user":"\\"john doe\\"@example.com"}', '{"user":[email]"}'],
    ['"John Doe" <jo@example.com>', '"John Doe" <[email]>'],
    ["it's 'so' and \"so\" at the end", "it's 'so' and \"so\" at the end"],
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
    ['the password is Summer!', 'the password is [value]'],
    ['the password is Tr0ub4dor!, sorry', 'the password is [value], sorry'],
    ['Password was “S3cret9” before', 'Password was “[value]” before'],
    ['password grant is off, password 3 times wrong', 'password grant is off, password 3 times wrong'],
    ['OTP 493817, session 00D5g!AQ0x; Your code is 493817.', 'OTP [value], session [value]; Your code is [value]'],
    ['the api key is sk_live_abc, client secret 8B1F', 'the api key is [value], client secret [value]'],
    ['refresh_token 5Aep861 and Bearer: abcdef', 'refresh_token [value] and Bearer: [value]'],
    [
      'session expired, access token expired, API key missing, code 400',
      'session expired, access token expired, API key missing, code 400',
    ],
    ['Call +49 30 1234567 or (555) 123-4567.', 'Call [phone] or [phone].'],
    ['fax 555.123.4567, tel:+15551234567', 'fax [phone], tel:[phone]'],
    ['account 1234567890, 2026-11-22 13:00:05, 10.0.0.1 and 1.5.20', 'account 1234567890, 2026-11-22 13:00:05, 10.0.0.1 and 1.5.20'],
    ['Error code: OAUTH_APP_BLOCKED', 'Error code: OAUTH_APP_BLOCKED'],
    ['User jane.doe%2540acme.example is out', 'User [email] is out'],
    ['jane%25252540acme.example, jane\\u0040acme.example', '[email], [email]'],
    ['jane&#64;acme.example or jane&#x40;acme.example or jane&commat;acme.example', '[email] or [email] or [email]'],
    ['https://h.example/cb/jane%252540acme.example?x=1', 'https://h.example/cb/[email]'],
    ['Proxy-Authorization: Basic Q0FOQVJZ', 'Proxy-Authorization: [value]'],
    ['X-Amz-Security-Token: abc, x-csrf-token: def', 'X-Amz-Security-Token: [value], x-csrf-token: [value]'],
    ['Authorization: OAuth 00Dabc!xyz', 'Authorization: [value]'],
    ['Authorization: Token abc123', 'Authorization: [value]'],
    ['sent Basic dXNlcjpwYXNz and OAuth 00Dabc!xyz', 'sent Basic [value] and OAuth [value]'],
    ['Bearer%20abc123short', 'Bearer [value]'],
    ['Basic%20dXNlcjpwYXNz', 'Basic [value]'],
    ['%22access_token%22%3A%22abc123short%22', '"access_token": [value]'],
    ['"access_token"%3A"abc123short" 100%25', '"access_token": [value] 100%'],
    ['&quot;refresh_token&quot;:&quot;abc&quot;', '"refresh_token": [value]'],
    ['\\u0022code\\u0022:\\u0022abc\\u0022', '"code": [value]'],
    ['code: 4/0AX4XfWhQ was used', 'code: [value] was used'],
    ['token PHNhbWw+abcdefgh/ijklmnop+qrstuvwx/yzABCDEFGH+IJKLMNOP', 'token [value]'],
    ['PHNhbWw%2Babcdefgh%2Fijklmnop%2Bqrst', '[value]'],
    ['/acs/PHNhbWw+abcdefgh/ijklmnop', '/acs/[value]'],
    ['a Zk9v+3QxTb8L/pR2mYw7c/Nd5sKe1h+Ug4= b', 'a [value] b'],
    ['x%3Dabc%20def', 'x=[value]'],
    ['password = hunter2, client_secret = abc12xyz', 'password: [value], client_secret: [value]'],
    ['sid = abc; state =xyz12; nonce == a1', 'sid: [value]; state: [value]; nonce: [value]'],
    ['token= abc12xyz and password="hun ter2" and pw := x', 'token: [value] and password: [value] and pw: [value]'],
    ['session_id = "a b", "pass": "x", pass: hunter2', 'session_id: [value], "pass": [value], pass: [value]'],
    ['code = xYz4AbC123, the code is xYz4AbC123', 'code = [value], the code is [value]'],
    ["{ code: 'xYz4AbC123' } or { code: 'aPrx12' }", "{ code: '[value]' } or { code: '[value]' }"],
    ['Code: aprx_123, <code>aPrxAbC123</code>, /callback/aPrxAbC', 'Code: [value], <code>[value]</code>, /callback/[value]'],
    ['OTP: 493817, PIN=1234, client secret = 8B1F', 'OTP: [value], PIN=[value] client secret: [value]'],
    ['Passwort geheim1!, Kennwort: geheim1!', 'Passwort [value], Kennwort: [value]'],
    ['mot de passe : secret1', 'mot de passe: [value]'],
    ['{"token":["abc","def"],"error":"x"}', '{"token": [value],"error":"x"}'],
    ['<urn:password>hunter2</urn:password><error>x</error>', '<urn:password>[value]</urn:password><error>x</error>'],
    [
      '{"name":"pw","value":"Summer 2026"},{"name":"code","value":"aB1"}',
      '{"name":"pw","value": [value]},{"name":"code","value": [value]}',
    ],
    ["[{'name': 'state', 'value': 'xyz123'}]", "[{'name': 'state', 'value': [value]}]"],
    ['{"key":"password","value":"hunter2","type":"text"}', '{"key":"password","value": [value],"type":"text"}'],
    ['{"value":"Summer2026","name":"pw"}', '{"value": [value],"name":"pw"}'],
    ['{"name":"sid","path":"/","value":"abc"}', '{"name":"sid","path":"/","value": [value]}'],
    ['{\\"name\\":\\"sid\\",\\"value\\":\\"abc\\"}', '{\\"name\\":\\"sid\\",\\"value\\": [value]}'],
    ["{ name: 'pw', value: 'x1' } - name: pw value: x1", "{ name: 'pw', value: [value] } - name: pw value: [value]"],
    ['<input name="state" value="a b c">', '<input name=[value] value: [value]>'],
    ['{"name":"scope","value":"CKx9@x"}', '{"name":"scope","value": [value]}'],
    [
      '{"clientSecret":"Tr0ub4dor","authCode":"Zq7Xk2","authorizationCode":"Zq7","accessToken":"Qk2","refreshTokens":["a","b"]}',
      '{"clientSecret": [value],"authCode": [value],"authorizationCode": [value],"accessToken": [value],"refreshTokens": [value]}',
    ],
    [
      '{"loginHint":"ada","oauthState":"4821","codeVerifier":"abcdef","codeChallenge":"x","idTokenHint":"a.b","SAMLRequest":"PHN"}',
      '{"loginHint": [value],"oauthState": [value],"codeVerifier": [value],"codeChallenge": [value],"idTokenHint": [value],"SAMLRequest": [value]}',
    ],
    [
      '{"Client Secret":"abc","userPassword":"x y","passphrase":"x"}',
      '{"Client Secret": [value],"userPassword": [value],"passphrase": [value]}',
    ],
    [
      'authorization_code: Zq7, oauth_state: 48, code_challenge: abc',
      'authorization_code: [value], oauth_state: [value], code_challenge: [value]',
    ],
    [
      'hapikey: 4f, accessToken Qk2Lm9, nonce: Zq7, credentials: Zq7',
      'hapikey: [value], accessToken [value], nonce: [value], credentials: [value]',
    ],
    ['<state>Zq7</state><clientSecret>abc</clientSecret>', '<state>[value]</state><clientSecret>[value]</clientSecret>'],
    ['Passwort: Tr0ub4dor&3, password: abc&state=1', 'Passwort: [value], password: [value]&state=[value]'],
    ['contraseña: Secreto, senha: abc, pass phrase: x', 'contraseña: [value], senha: [value], pass phrase: [value]'],
    ['passcode 123456, access_token：abc, id_token[]=abc', 'passcode [value], access_token: [value], id_token[]=[value]'],
    ['from john.doe (at) acme.example, ada[at]acme.example', 'from [email], [email]'],
    ['curl -u ada:hunter2 --proxy-user "jo:x y" url', 'curl -u [value] --proxy-user [value] url'],
    [String.raw`{\x22password\x22:\x22hunter2\x22,\x22user\x22:\x22ada\x40acme.example\x22}`, '{"password": [value],"user":"[email]"}'],
    ['Username/Password: jane / Sommer2024!', 'Username/Password: [value] / [value]'],
    ['Login: jane.doe / Sommer2024!, credentials: jane.doe Sommer2024', 'Login: jane.doe / [value], credentials: jane.doe [value]'],
    ['Das Passwort ist Sommer2024! und der Benutzer', 'Das Passwort ist [value]! und der Benutzer'],
    ['mon mot de passe est Soleil2024. La contraseña de Ana es Verano24', 'mon mot de passe est [value]. La contraseña de Ana es [value]'],
    ['the pw we got is P@ssw0rd9, pw Sommer2024!', 'the pw we got is [value], pw [value]'],
    ['Our consumer secret (for the connected app) is 5A1F2B3C4D5E6F70', 'Our consumer secret (for the connected app) is [value]'],
    ['MFA code I entered: 493817', 'MFA code I entered: [value]'],
    ['jane.doe @ acme.com, jane[at]acme[dot]com, jane (at) acme (dot) co (dot) uk', '[email], [email], [email]'],
    ['a\u202eb\u0000c\n  d', 'a\u2039U+202E\u203ab c d'],
    ['', ''],
    ['ada@acme.com / Summer2026!', '[email] / [value]'],
    ['we log in with ada@acme.com and Summer2026! today', 'we log in with [email] and [value] today'],
    ['the password for the test user is "Summer 2026!"', 'the password for the test user is [value]'],
    ['the password he uses is Tr0ub4dor&3', 'the password he uses is [value]'],
    ['the code from the app was 834 211', 'the code from the app was [value]'],
    ['one-time code 12 34 56, MFA 834211', 'one-time code [value], MFA [value]'],
  ])('turns %j into %j', (text, expected) => {
    expect(redactText(text)).toBe(expected);
  });

  it.each([
    'Basic information, Basic plan, Basic authentication, basic OAuth, Basic dXNl',
    'OAuth 2.0 app, OAuth settings, OAuth error 403, OAuth client',
    'Error code: 0x80004005, code: AADSTS50011, code: invalid_grant, status code: 4/5, Code: LIGHTNING_1',
    'opens /lightning/setup/NavigationMenus/home and /services/oauth2/authorize/00D5g000000abcd',
    'opens /lightning/r/ConnectedApplication/0H45g000000abcd/view',
    'scope=api+refresh_token+openid+mailboxContacts.read+opportunityProspectRoles.write',
    'patient/Observation.read+patient/MedicationAdministration.read',
    'https://www.googleapis.com/auth/userinfo.email',
    'Setup/RemoteAccess/OAuth2/App1/ConnectedAppsUsage',
    '{"errorCode":"BAD_AUTH_CODE","statusCode":400,"zipCode":"94105","connectionState":"failed","code_challenge_method":"S256"}',
    'nonce: missing, assertion: expired, credentials: wrong, pass: none, tail -u x',
    '100%25 of &lt;b&gt; and \\u0041 in C:\\x41 stay, so does 50% off',
    'https://acme.example/a%20b%2Fc/d%C3%A9',
    'authorization was denied, the token expired, secret questions',
    'meet (at) noon, a passcode is needed',
    '{"name":"scope","value":"api refresh_token"},{"name":"error","value":"invalid_scope"}',
    "{'name': 'client_id', 'value': '3MVG9abc'}, { name: 'scope', value: 'crm.lists.read' }",
    'invalid value: crm.lists.read, name: Ledgerly, the value was empty',
    'Error code = 400, error code is 0x8000400F, code = invalid_grant, code: 0x8000400F',
    'did not pass v2.0 checks, pass: none, in this session, state of mind, scope = api',
    '<code>OAUTH_APP_BLOCKED</code>',
    'the password was wrong (error SFDC-77, AADSTS50126), the token of OAuth2 app lacks crm.objects.v2.read since 2026-11-22T10:00',
    'the password is right. Error 4x7-aBc9 came back',
    'the password page says the error is AADSTS50126, the password policy is "strong", MFA is on, error code was 400 404',
  ])('keeps %j, which holds no secret', (text) => {
    expect(redactText(text)).toBe(text);
  });

  const escapes: readonly ((text: string) => string)[] = [
    encodeURIComponent,
    (text) => text.replace(/[^A-Za-z0-9]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`),
    (text) => text.replace(/[^A-Za-z0-9]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    (text) => text.replace(/[^A-Za-z0-9]/g, (character) => `&#${character.charCodeAt(0)};`),
    (text) => text.replace(/[^A-Za-z0-9]/g, (character) => `&#x0${character.charCodeAt(0).toString(16)};`),
  ];
  const word = fc.stringMatching(/^[a-z][a-z0-9]{2,9}$/);
  const secretText = fc
    .tuple(word, fc.stringMatching(/^k[a-z]{4}[0-9][A-Z][a-z]{6}$/))
    .chain(([name, value]) =>
      fc
        .constantFrom(
          `${value}@${name}.example`,
          `{"access_token":"${value}"}`,
          `{"code":"${value}"}`,
          `Authorization: Bearer ${value}`,
          `Proxy-Authorization: Basic ${value}`,
          `Bearer ${value}`,
          `Basic ${btoa(`${name}:${value}`)}`,
          `state=${value}`,
          `https://${name}.example/cb?code=${value}`,
          `"password" => '${value}'`,
          `client_secret = ${value}`,
          `{"name":"${name}","value":"${value}"}`,
        )
        .map((text) => ({ text, value: text.startsWith('Basic') ? btoa(`${name}:${value}`) : value })),
    );

  it('F1: removes a secret however often and however it was escaped', () => {
    fc.assert(
      fc.property(secretText, fc.array(fc.constantFrom(...escapes), { maxLength: 4 }), word, ({ text, value }, layers, before) => {
        const escaped = layers.reduce<string>((inner, layer) => layer(inner), text);
        expect(redactText(`${before} ${escaped} ${before}`), escaped).not.toContain(value);
      }),
      { numRuns: 2_000 },
    );
  });

  it('F1: leaves no long part of a token in standard or URL-safe base64', () => {
    const random = randomNumbers(20261126);
    for (let count = 0; count < 600; count++) {
      const bytes = Array.from({ length: 45 + (count % 200) }, () => Math.floor(random() * 256));
      const standard = btoa(String.fromCharCode(...bytes));
      const token = count % 3 === 0 ? standard.replaceAll('+', '-').replaceAll('/', '_') : standard;
      const left = redactText(`the token ${count % 2 === 0 ? encodeURIComponent(token) : token} is refused`);
      for (let at = 0; at + 20 <= token.length; at++) expect(left, token).not.toContain(token.slice(at, at + 20));
    }
  });

  it('changes nothing more when it is applied again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          secretText.map(({ text }) => text),
          fc.string(),
        ),
        (text) => {
          const once = redactText(text);
          expect(redactText(once)).toBe(once);
        },
      ),
    );
  });

  it('reads hostile runs in linear time', () => {
    for (const unit of [
      '\\',
      '"',
      "'",
      '\\"',
      'a_',
      "a'",
      "a''",
      "\\'a",
      'a&#39;',
      'a&amp;',
      '"a ',
      '&quot;a ',
      'sid:',
      '"sid":',
      'password: "',
      'password ',
      'password a is ',
      'password is "',
      'code was ',
      'one-time code 12 ',
      '@a / ',
      '@a|',
      '+1',
      '555-',
      '%25',
      '%',
      '&#',
      '&#64',
      '\\u0',
      'a+',
      'aB3/',
      'x-',
      'Basic ',
      'oauth 1a',
      'code: ',
      'code = ',
      'sid = ',
      'sid="',
      'sid: [',
      '<sid ',
      '<sid>',
      '"name":',
      '"name":"a","value":',
      'name=a value=',
      '"value":',
      '"value": [',
      '\\"value',
      'aPrx',
      'pass: ',
      'pass: a&',
      'a(at',
      'a[',
    ])
      expect(redactText(unit.repeat(200_000 / unit.length)).length, unit).toBeLessThanOrEqual(2_000);
  }, 30_000);

  it('cuts its result to 2,000 characters', () => {
    expect(redactText('word '.repeat(50_000))).toHaveLength(2_000);
  });
});
