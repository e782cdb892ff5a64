/** A report must give the same diagnosis on another machine and contain nothing private. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { type Report, reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { ReviewInput } from '@/utils/review/review-input';
import type { Review } from '@/utils/review/types';
import {
  acme,
  acs,
  approval,
  authorize,
  bridge,
  errorPage,
  generalError,
  installMissing,
  refusal,
  saml,
  signIn,
} from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

const app = 'https://workspace.ledgerly.example';
const okta = 'https://acme.okta.com/app/salesforce/exk1/sso/saml?SAMLRequest=CANARY-saml&RelayState=CANARY-relay';
const signedIn = (state = '1', redirect?: string) =>
  new Tab()
    .open(authorize(acme, { state, ...(redirect ? { redirect } : {}) }), app)
    .redirect(acme + signIn)
    .redirect(acme + saml)
    .leave(okta)
    .open(acme + acs, 'https://acme.okta.com')
    .redirect(acme + bridge);
const general = () =>
  signedIn()
    .redirect(acme + errorPage)
    .read({ ...generalError(), username: 'ada.CANARY@acme.example' });
const answered = (tab: Tab, answers: Record<string, string>) =>
  Object.entries(answers).reduce((to, [question, answer]) => to.event({ type: 'answered', question, answer }), tab);

function reportIn(review: Review): Report {
  const report = reportOf(review);
  if (!report) throw new Error('nothing to report');
  return report;
}
/** Builds the review that another copy of the extension shows for a pasted report. */
function opened(text: string): Review {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return buildReview(pasted.input);
}
const gist = ({ diagnosis, account, clientId, redirectHost, scopes }: Review) => ({
  account,
  clientId,
  redirectHost,
  scopes: scopes.map(({ id }) => id),
  finding: diagnosis?.finding.id,
  causes: diagnosis?.causes.map((cause) => [cause.id, cause.confidence, cause.for, cause.against]),
  questions: diagnosis?.questions,
  said: diagnosis?.errorText,
  error: diagnosis?.error,
  way: diagnosis?.navigation.map(({ host, pageKind, idp }) => [host, pageKind, idp]),
});

const cases: readonly [string, () => Review][] = [
  [
    'a reason in the address',
    () =>
      signedIn()
        .redirect(refusal(...installMissing))
        .review(),
  ],
  ['no reason', () => general().review()],
  ['a file instead of a page', () => new Tab().save(authorize(acme)).review()],
  ['no reason, answers', () => answered(general(), { listed: 'uninstall', who: 'integration', colleague: 'not-sure' }).review()],
  [
    'a user name that looks like a machine’s',
    () =>
      general()
        .read({ ...generalError(), username: 'svc.integration@acme.example' })
        .review(),
  ],
  ['an org that answered', () => general().review({ org: { user: { username: 'ada@acme.example', integrationUser: true } } })],
  ['an org that refused', () => general().review({ org: { refused: true } })],
  [
    'an unknown text',
    () =>
      signedIn()
        .redirect(acme + errorPage)
        .read({ headings: ['OAuth-Fehler'], paragraphs: ['Nicht bekannt.'] })
        .review(),
  ],
  ['an unknown code above a known text', () => signedIn().redirect(refusal('OAUTH_NEW', 'nobody knows')).read(generalError()).review()],
  ['an unknown code', () => signedIn().redirect(refusal('OAUTH_NEW', 'nobody knows')).review()],
  [
    'a long code with special characters',
    () =>
      signedIn()
        .redirect(refusal('a=b '.repeat(50), 'x'))
        .review(),
  ],
  [
    'the callback',
    () =>
      signedIn()
        .redirect(acme + approval)
        .leave('https://hooks.ledgerly.example/cb?error=OAUTH_APP_BLOCKED')
        .review(),
  ],
  [
    'an app with a custom URI scheme',
    () =>
      signedIn('1', 'com.ledgerly:/cb')
        .redirect(refusal(...installMissing))
        .review(),
  ],
  [
    'a host in unusual letters',
    () =>
      signedIn('1', 'ledgerly://My_App!/cb')
        .redirect(refusal(...installMissing))
        .review(),
  ],
  [
    'an identity provider whose host has unusual characters',
    () =>
      new Tab()
        .open(authorize(), app)
        .redirect(acme + saml)
        .leave('https://sign_in~1.acme.example/go')
        .open(acme + errorPage, 'https://sign_in~1.acme.example')
        .read(generalError())
        .review(),
  ],
];

describe('an imported report', () => {
  it.each(cases)('gives the same causes, questions and answers, from Markdown and from JSON: %s', (_, make) => {
    const review = make();
    const report = reportIn(review);
    const expected = {
      ...gist(review),
      way: report.trail.map(({ host, place, idp }) => [host, place, idp]),
      redirectHost: report.redirectHost,
    };
    for (const text of [
      reportAsMarkdown(review, report),
      JSON.stringify(report),
      `Hi,\r\n${reportAsMarkdown(review, report).replaceAll('\n', '\r\n')}\r\nThanks`,
      reportAsMarkdown(review, report).replaceAll(/^/gm, '> '),
    ]) {
      expect(gist(opened(text))).toEqual(expected);
      expect(reportOf(opened(text))).toEqual({ ...report, app: opened(text).app.name });
    }
  });

  it('has the time of the refusal and what wrote it, and opens with that time', () => {
    const review = cases[0]?.[1]() as Review;
    const report = reportOf(review, { extension: '0.1.0', browser: 'Firefox 140' }) as Report;
    expect(Date.parse(report.at ?? '')).toBe(review.diagnosis?.at);
    const text = reportAsMarkdown(review, report);
    expect(text).toMatch(/- Time: `2026-11-22 \d\d:\d\d:\d\d UTC\S*`/);
    for (const line of ['- Scope Review: `0.1.0`', '- Browser: `Firefox 140`', '- Who can fix it: `Salesforce admin`'])
      expect(text).toContain(line);
    expect(opened(text).diagnosis?.at).toBe(review.diagnosis?.at);
    const unnamed = reportAsMarkdown(review, { ...report, writtenBy: { extension: '0.1.0', browser: '' } });
    expect(unnamed).not.toContain('- Browser');
    expect(opened(unnamed).diagnosis?.at).toBe(review.diagnosis?.at);
  });

  it('has the notes below their steps, and what to do if it is wrong', () => {
    const review = cases[0]?.[1]() as Review;
    const text = reportAsMarkdown(review, reportIn(review));
    expect(text).toContain(
      ' in Setup and press Install beside the app.\n   “Allowed” next to an Install button still means not installed.',
    );
    expect(text).toMatch(/\n\nIf this diagnosis is wrong, send this report to [^\n]+\n\n```json/);
  });

  it('lets answers be changed', () => {
    const pasted = parseInput(JSON.stringify(reportIn(answered(general(), { listed: 'uninstall' }).review())));
    const input = pasted.ok ? pasted.input : ({} as ReviewInput);
    expect(buildReview({ ...input, answers: { ...input.answers, listed: 'unblock' } }).diagnosis?.causes[0]?.id).toBe(
      'salesforce-app-blocked',
    );
  });

  it('does not exist when nothing failed', () => {
    expect(reportOf(signedIn().review())).toBeNull();
  });
});

describe('F1, F2, F4: the privacy of a report', () => {
  it('makes two failures equal that differ only in state, source, session and code', () => {
    const once = (state: string, sid: string) => {
      const tab = new Tab()
        .open(authorize(acme, { state }), app)
        .redirect(acme + signIn.replace('CANARY-source', sid))
        .open(acme + bridge.replace('CANARY-sid', sid), acme);
      const review = tab.redirect(`${refusal(...installMissing)}&code=${sid}&state=${state}`).review();
      return reportAsMarkdown(review, reportIn(review));
    };
    expect(once('a1', 'x')).toBe(once('b2', 'yy'));
  });

  it('holds nothing private that stands in the place of a scope', () => {
    const review = general().review();
    const scopes = review.scopes.map((scope) => ({ ...scope, id: 'ada.CANARY@acme.example' }));
    expect(JSON.stringify(reportOf({ ...review, scopes }))).not.toContain('@acme.example');
  });

  it.each(cases)('keeps every planted secret out: %s', (_, make) => {
    const review = make();
    const text = reportAsMarkdown(review, reportIn(review));
    expect(text).not.toMatch(/CANARY|ada[.@]|svc\.|exk1|frontdoor|authn-request|services\/oauth2/);
    expect(text).not.toMatch(/\?(?!\w* )\w+=/);
  });

  it("removes secrets of any shape from an error's own text", () => {
    const secrets = [
      'state=CANARYstate',
      'ada.CANARY@acme.example',
      'sid=00D5g!CANARYsid',
      '00D5g00000CANARYCANARY44',
      'https://x.example/cb?code=CANARYcode#access_token=CANARY',
      'SAMLResponse=CANARYsaml',
    ];
    for (const secret of secrets)
      for (const [error, description] of [
        [secret, 'x'],
        ['OAUTH_NEW', `it said ${secret} here`],
      ] as const) {
        const review = signedIn().redirect(refusal(error, description)).review();
        expect(reportAsMarkdown(review, reportIn(review)), secret).not.toContain('CANARY');
      }
  });

  it('omits the time of day of its steps', () => {
    expect(reportIn(general().review()).trail[0]?.after).toBe(0);
    expect(JSON.stringify(reportIn(general().review()))).not.toMatch(/\d{12}|2026/);
  });
});

it('names the connecting user, because somebody else reads the report', () => {
  const parsed = parseInput('https://app.clay.com/cb?error=access_denied&error_description=end-user+denied+authorization');
  const review = parsed.ok ? buildReview(parsed.input) : null;
  const report = review && reportOf(review);
  const markdown = review && report ? reportAsMarkdown(review, report) : '';
  expect(markdown).toContain('Who can fix it: `Connecting user`');
  expect(markdown).toContain('1. Connecting user: ');
  expect(markdown.split('```json')[0]).not.toMatch(/`You`|You:/);
});
