/** Files that a user brings: traces, tables, settings and texts of any kind. */
import fc from 'fast-check';
import { decodeFile } from '@/utils/files/decode';
import { openScopeList, reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { authorize, refusal } from '../providers/salesforce/sample-urls';
import { open, sampleNames, sampleText } from '../utils/files/sample';
import { anyText, changedJson, hostile, mutated, oddValue } from './inputs';
import { must, type Target } from './target';

/** Everything that can be printed of a file: what was opened, and the reviews. */
function outputOf(content: string): string {
  const opened = openContent(content);
  must(opened.found.length > 0 === (opened.reason === null), 'something found, or the reason why not');
  const reviews = opened.found.map(({ input }) => {
    const reviewed = reviewInputOf(input);
    return reviewed && buildReview(reviewed);
  });
  return JSON.stringify([opened, reviews]);
}

/** The text, and everything that its Base64 runs decode to. */
const decoded = (output: string) =>
  [output, ...(output.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? []).map((part) => Buffer.from(part, 'base64').toString('latin1'))].join('\n');

const starts: Readonly<Record<string, string>> = {
  har: '{"log":{"entries":[',
  entry: '{"log":{"entries":[{"request":{"url":"https://login.salesforce.com/services/oauth2/authorize?',
  'saml-tracer': '{"requests":[{"url":"https://a.example","requestHeaders":[]},',
  table: 'Date,User,Action,Section,Delegate User\n',
  history: 'Login Time,Status,Application\n',
  usage: 'AppName,AppMenuItemId\n',
  xml: '<ConnectedApp>',
  settings: '{"auth":{"requiredScopes":["',
  token: '{"access_token":"',
  text: '',
};
const pieces = [
  '"',
  '""',
  '\\',
  '\\"',
  '{',
  '[',
  '},{',
  ',',
  '\n',
  'a,b\n',
  '"a","b"\n',
  ' ',
  '&a=b',
  '<',
  '<a>',
  '<!--',
  '- a\n',
  "'crm.objects.contacts.read' ",
  'https://',
  '{"request":{"url":"https://a.example/x"}},',
  '{"_resourceType":"document","request":{"url":"https://a.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp"},"response":{"content":{"text":"<p>OAUTH_APPROVAL_ERROR_GENERIC<p>a<p>b"}}},',
  'Changed connected app ',
  'Failed: API-only user,',
];

const any: Target<string> = {
  name: 'B7, F1: any file is opened without an exception, and shows no person and no IP address',
  share: 1_500,
  inputs: fc.oneof(
    { arbitrary: mutated(sampleNames.map(sampleText), 6), weight: 6 },
    { arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => decodeFile(bytes)), weight: 1 },
    { arbitrary: fc.json(), weight: 1 },
    {
      arbitrary: fc
        .tuple(
          fc.constantFrom(...Object.values(starts)),
          fc.array(fc.oneof(fc.constantFrom(...pieces, ...hostile), anyText), { maxLength: 20 }),
        )
        .map(([start, list]) => start + list.join('')),
      weight: 2,
    },
  ),
  check(text) {
    const output = outputOf(text);
    must(!/ada(?:@|%40)\w+\.\w|(?<![\d.])198\.51\.100\.\d+(?![\d.])/.test(output), `no person and no address in ${output}`);
    openScopeList(text);
  },
  grows: Object.fromEntries(Object.entries(starts).map(([name, start]) => [name, (text: string) => open(start + text)])),
  pieces,
};

/** Files in which a secret stands wherever a secret can stand. */
const places: Readonly<Record<string, (value: string) => string>> = {
  'a trace': (value) =>
    JSON.stringify({
      log: {
        entries: [
          {
            _resourceType: 'document',
            request: {
              url: `${authorize(undefined, { state: value })}&nonce=${value}&login_hint=${value}%40a.example&extra=${value}`,
              headers: [
                { name: 'Cookie', value: `sid=${value}` },
                { name: 'Authorization', value: `Bearer ${value}` },
                { name: 'Referer', value: `https://${value}:${value}@idp.example/${value}?x=${value}` },
              ],
              postData: { mimeType: 'application/x-www-form-urlencoded', text: `pw=${value}&SAMLResponse=${btoa(value)}` },
            },
            response: {
              status: 302,
              redirectURL: refusal('invalid_grant', `for ${value}@a.example token=${value} access_token: ${value}`),
              content: { mimeType: 'text/html', text: `<p>${value} ${btoa(value)}</p>` },
            },
            serverIPAddress: '198.51.100.9',
          },
          {
            _resourceType: 'document',
            request: { url: `https://hooks.ledgerly.example/cb?code=${value}&state=${value}#access_token=${value}` },
          },
          {
            _resourceType: 'document',
            request: { url: refusal('OAUTH_APP_BLOCKED', 'x').split('?')[0] },
            response: { status: 200, content: { text: `<p>OAUTH_APPROVAL_ERROR_GENERIC for ${value}@a.example id_token=${value}</p>` } },
          },
        ],
      },
    }),
  'an export of SAML-tracer': (value) =>
    JSON.stringify({
      requests: [
        {
          url: authorize(undefined, { state: value }),
          requestHeaders: [{ name: 'Cookie', value }],
          post: [['SAMLResponse', btoa(value)]],
          saml: `<a>${value}</a>`,
          responseHeaders: [{ name: 'Location', value: `https://hooks.ledgerly.example/cb?code=${value}` }],
        },
      ],
    }),
  'the settings of an app': (value) =>
    JSON.stringify({
      name: 'x',
      auth: { requiredScopes: ['oauth'], redirectUrls: [`https://${value}@x.example/cb?k=${value}`], clientSecret: value },
      support: { supportEmail: `${value}@a.example` },
    }),
  'a connected app': (value) =>
    `<ConnectedApp><contactEmail>${value}@a.example</contactEmail><oauthConfig><consumerSecret>${value}</consumerSecret><certificate>${btoa(value)}</certificate><scopes>Api</scopes></oauthConfig></ConnectedApp>`,
  'a token response': (value) =>
    JSON.stringify({
      access_token: value,
      refresh_token: value,
      id_token: btoa(value),
      id: `https://login.salesforce.com/id/${value}`,
      scope: 'api',
    }),
  'a list of tokens': (value) => `AppName,AppMenuItemId,DeleteToken,User\nSync,,${value},${value}@a.example\n`,
  'a login history': (value) =>
    `Username,Login Time,Source IP,Status,Application,Login URL\n${value}@a.example,1,198.51.100.9,Failed: API-only user ${value},Sync,${value}\n${value},1,1,${value},Sync,x\n`,
  'an audit trail': (value) =>
    `Date,User,Action,Section,Delegate User\n1,${value}@a.example,Installed Connected App Sync to Salesforce,Connected Apps,${value}\n1,${value},${value} changed,Connected Apps,\n`,
  'the source of a connector': (value) => `const scopes = ['crm.objects.contacts.read', '${value}']; const secret = "${btoa(value)}";`,
};

/** Takes something out of a file, or its end, so that no secret gets to another place. */
interface Loss {
  /** What is lost: an entry or a field of JSON, a line of another file, or the rest after a place. */
  kind: 'none' | 'end' | 'part';
  at: number;
  to: unknown;
}

const loss: fc.Arbitrary<Loss> = fc.record({ kind: fc.constantFrom('none', 'end', 'part'), at: fc.nat(10_000), to: oddValue });

function without(text: string, { kind, at, to }: Loss): string {
  if (kind === 'none') return text;
  if (kind === 'end') return text.slice(0, Math.floor((text.length * at) / 10_000));
  // Without its first line, a table is a text of which nobody can know what its words are.
  const [first, ...lines] = text.split('\n');
  return text.startsWith('{') ? changedJson(text, at, to) : [first, ...lines.toSpliced(at % (lines.length + 1), 1)].join('\n');
}

const secret: Target<[string, string, Loss]> = {
  name: 'F1: no secret of a file is in what is shown of it, plain or encoded, even if the file lost a part',
  share: 1_000,
  inputs: fc.tuple(fc.constantFrom(...Object.keys(places)), fc.stringMatching(/^CANARY[A-Za-z0-9]{8,40}$/), loss),
  check([place, value, lost]) {
    const output = outputOf(without(places[place]?.(value) ?? '', lost));
    must(lost.kind !== 'none' || output.includes('"found":[{'), `something found in ${place}`);
    must(!/CANARY|198\.51\.100/.test(decoded(output)), `no secret in ${output}`);
  },
};

/** All targets of this file. */
export const fileTargets: readonly Target[] = [any, secret];
