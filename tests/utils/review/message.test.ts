/** The message that the user can send to the user who can fix the error. */
import { describe, expect, it } from 'vitest';
import { clay } from '@/providers/hubspot/apps/clay';
import { findingSteps } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { messageFor as anyMessageFor, messagesFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';
import { hubspotUrl } from '../../providers/hubspot/sample-urls';
import { outreachUrl } from '../../providers/outreach/sample-urls';
import { acme, approval, authorize, errorPage, generalError, installMissing, refusal } from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

const messageFor = (review: Review) => anyMessageFor(review, 'admin');
const startedFlow = () => new Tab().open(authorize(), 'https://workspace.ledgerly.example');
const of = (text: string) => {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return messageFor(buildReview(pasted.input));
};

describe('the message to the person who can act', () => {
  const notApproved = (ids: string) => `Authorization failed because this app hasn't been approved to access the required scopes [${ids}]`;

  it('says which of the scopes that HubSpot names are required, if some are optional', () => {
    const url = hubspotUrl(['oauth', 'crm.objects.contacts.read'], ['tickets', 'forms']);
    const text = (ids: string) => of(`${notApproved(ids)}\n${url}`)?.text;
    expect(text('crm.objects.contacts.read, tickets, forms')).toContain(
      'The request lists one of these scopes as required: crm.objects.contacts.read. The others are optional.',
    );
    expect(text('oauth, crm.objects.contacts.read, tickets')).toContain(
      'The request lists 2 of these scopes as required: oauth crm.objects.contacts.read. The others are optional.',
    );
    for (const ids of ['tickets, forms', 'oauth, crm.objects.contacts.read', 'nonsense.read'])
      expect(text(ids)).not.toMatch(/as required: |are optional/);
  });

  it('says nothing of it where the profile of the app makes a locked scope optional', () => {
    const [required = ''] = clay.required;
    const [optional = '', other = ''] = clay.optionalOn;
    const url = hubspotUrl([required, optional], [other]).replace('app.example.com', 'app.clay.com');
    expect(of(`${notApproved([required, optional, other].join(', '))}\n${url}`)?.text).not.toContain('are optional');
  });

  it('names app, org, reason and cause for the admin, with numbered steps and links', () => {
    const message = messageFor(
      startedFlow()
        .redirect(refusal(...installMissing))
        .review(),
    );
    expect(message?.recipient).toBe('salesforce-admin');
    expect(message?.text.split('\n\n').slice(0, 4)).toEqual([
      'Hello,',
      expect.stringMatching(
        /^Connecting hooks\.ledgerly\.example to Salesforce \(acme\.my\.salesforce\.com\) failed\. It happened on 2026-11-22 12:00:02 UTC\S*\.$/,
      ),
      'User who tried to connect: ______',
      expect.stringMatching(
        /^It was refused with “app must be installed into org \(\w+\)”\. The app is not installed in this Salesforce org\. \S/,
      ),
    ]);
    expect(message?.text).toContain(
      `1. Open Connected Apps OAuth Usage (${acme}/lightning/setup/ConnectedAppsUsage/home) in Setup and press Install`,
    );
    // The user's own steps and the markup of links do not belong in a mail to the admin.
    expect(message?.text).not.toMatch(/Start the connection again|\*\*|\]\(/);
  });

  it('states how likely a cause is that was not observed', () => {
    const open = startedFlow()
      .redirect(acme + errorPage)
      .read(generalError());
    const likely = open.review({ answers: { listed: 'unblock' } });
    expect(likely.diagnosis?.causes[0]?.confidence).toBe('likely');
    expect(messageFor(likely)?.text).toMatch(/A Salesforce admin has blocked this app \(likely\)\..*\n\nPlease:\n1\. /s);
  });

  it('says what is open while several causes are possible, and gives steps only on that condition', () => {
    const open = startedFlow()
      .redirect(acme + errorPage)
      .read(generalError());
    const text = messageFor(open.review({ answers: { listed: 'not-sure', colleague: 'not-sure' } }))?.text ?? '';
    expect(text).toContain('OAUTH_APPROVAL_ERROR_GENERIC');
    expect(text).toMatch(/it isn’t known yet which one applies:\n1\. The app is not installed in this Salesforce org\n2\. /);
    expect(text).toContain('\n5. Single sign-on may have prevented the approval');
    expect(text).toMatch(/These questions are open\..*\n1\. What is shown next to the app .*\n2\. /);
    expect(text).toContain(
      'If the cause is “The app is not installed in this Salesforce org”, please:\n1. Open Connected Apps OAuth Usage',
    );
    // Five possible causes are no ranking.
    expect(text).not.toMatch(/\nPlease:|likeliest/);
    expect(text).toContain('without a reason.');
  });

  it('lists the requested scopes for a vendor who has to compare them, and for no one else', () => {
    const scopes = 'accounts.read prospects.write ';
    const text = of(`The requested scope is invalid, unknown, or malformed.\n${outreachUrl(scopes.trim().split(' '))}`)?.text;
    expect(text).toContain('The request has these 2 scopes: accounts.read prospects.write');
    const refused = messageFor(
      startedFlow()
        .redirect(refusal(...installMissing))
        .review(),
    );
    expect(refused?.text).not.toContain('The request has');
  });

  it('says of an action that failed what the error is, once', () => {
    const message = of('Salesforce: insufficient permissions');
    expect(message?.text).toContain('insufficient permissions”. The connection works, but');
    expect(message?.text.match(/lacks a scope/g)).toHaveLength(1);
  });

  it("gives the app's vendor the client ID and the redirect host", () => {
    const message = messageFor(startedFlow().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review());
    expect(message).toMatchObject({
      recipient: 'app-vendor',
      text: expect.stringContaining('The app’s client ID is 3MVG9ledgerly. It redirects to hooks.ledgerly.example.'),
    });
  });

  it('names the redirect host instead of an app that is only similar', () => {
    const review = startedFlow().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review();
    const named = (matchedBy: 'scope-set' | 'client-id') =>
      messageFor({ ...review, app: { ...review.app, name: 'Clay', matchedBy } })?.text;
    expect(named('scope-set')).toContain('Connecting hooks.ledgerly.example to Salesforce');
    expect(named('client-id')).toContain('Connecting Clay to Salesforce');
  });

  it('omits a missing or empty reason', () => {
    for (const url of [acme + errorPage, `${acme}${errorPage}?error=invalid_client&error_description=`]) {
      const { text = '' } = of(url) ?? {};
      expect(text, url).not.toContain('“”');
      expect(text, url).toContain('The app is not installed in this Salesforce org');
    }
    expect(of(`${acme}${errorPage}?error=invalid_client&error_description=`)?.text).toContain('It was refused with “invalid_client”.');
  });

  it('does not exist when nothing failed or when only the user can act', () => {
    expect(
      messageFor(
        startedFlow()
          .redirect(acme + approval)
          .review(),
      ),
    ).toBeNull();
    const late = startedFlow()
      .redirect(acme + errorPage)
      .read({ headings: ['OAuth Error'], paragraphs: ['You didn’t complete the approval process before it expired'] });
    expect(late.review().diagnosis?.finding.actor).toBe('you');
    expect(messageFor(late.review())).toBeNull();
  });

  it('F1: contains no secret and no user name', () => {
    const tab = startedFlow().redirect(
      refusal('OAUTH_NEW', 'for ada.CANARY@acme.example state=CANARY at https://x.example/cb?code=CANARY'),
    );
    tab.read({ ...generalError(), username: 'ada.CANARY@acme.example' });
    expect(messageFor(tab.review())?.text).not.toMatch(/CANARY|@/);
    expect(messageFor({ ...tab.review(), clientId: 'ada.CANARY@acme.example' })?.text).not.toMatch(/CANARY|@/);
  });

  it('A9: contains no invisible or direction-changing character', () => {
    const { text = '' } =
      messageFor(startedFlow().redirect(refusal('OAUTH_NEW', 'a\u202eb\u0000c\u200bd')).read(generalError()).review()) ?? {};
    expect(text).not.toMatch(/[\u202e\u200b]|\0/);
  });
});

describe('the other messages', () => {
  const refused = startedFlow()
    .redirect(refusal(...installMissing))
    .review();
  const open = startedFlow()
    .redirect(acme + errorPage)
    .read(generalError());
  const textOf = (review: Review, kind: 'customer' | 'questions') => anyMessageFor(review, kind)?.text ?? '';

  it('tell the customer what happened and who does what next, in plain text', () => {
    const text = textOf(refused, 'customer');
    expect(text).toContain('Connecting hooks.ledgerly.example to Salesforce (acme.my.salesforce.com) failed.');
    expect(text).toContain('What happens next:\n1. Salesforce admin: Open Connected Apps OAuth Usage (https://acme.');
    expect(text).toMatch(/\n\d\. You: Start the connection again from the app\.\n/);
    expect(text).not.toMatch(/\*\*|\]\(|\byour? (?:mistake|fault)/);
  });

  it('give the vendor’s steps to the app by its name, because the vendor may be who replies', () => {
    const review = startedFlow().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review();
    const named = { ...review, app: { ...review.app, name: 'Clay', matchedBy: 'client-id' } as const };
    expect(textOf(named, 'customer')).toMatch(/\n\d\. Clay: /);
    const nameless = { ...review, redirectHost: null };
    expect(textOf(nameless, 'customer')).toMatch(/\n\d\. App vendor: /);
    expect(textOf(named, 'customer')).not.toContain('App vendor');
  });

  it('leave out no condition of a step, whoever it is for', () => {
    const review = startedFlow().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review();
    const [cause] = review.diagnosis?.causes ?? [];
    const conditions = cause ? findingSteps(cause).flatMap(({ note }) => note ?? []) : [];
    expect(conditions).toContain('Only if the app is your company’s own.');
    for (const condition of conditions) expect(textOf(review, 'customer')).toContain(` ${condition}\n`);
  });

  it('name the requested scopes to the customer if the provider does not say which one it refuses', () => {
    const text = textOf(startedFlow().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review(), 'customer');
    expect(text).toContain('The request has these 3 scopes: id api refresh_token\n');
    expect(textOf(refused, 'customer')).not.toContain('refresh_token');
  });

  it('promise the customer nothing that is only possible', () => {
    const text = textOf(open.review(), 'customer');
    expect(text).toContain('What to try first:');
    expect(text).toContain('(possible)');
    expect(text).toContain('Other possible causes: ');
    expect(textOf(open.review({ answers: { listed: 'unblock' } }), 'customer')).toContain('What happens next:');
  });

  it('tell a customer of an unrecognized error that the cause is unknown, without steps', () => {
    const parsed = parseInput('https://api.clay.run/cb?error=odd_code&error_description=nobody+knows');
    const text = parsed.ok ? textOf(buildReview(parsed.input), 'customer') : '';
    expect(text).toContain('The cause is not known yet.');
    expect(text).not.toContain('1. ');
  });

  it('ask each open question with its answers and with where to look, and how to send what happened', () => {
    const text = textOf(open.review({ answers: { who: 'own' } }), 'questions');
    expect(text).toContain('1. What is shown next to the app in Connected Apps OAuth Usage? (Install / Uninstall / Unblock / Not listed)');
    expect(text).toContain(`Look in Setup under Connected Apps OAuth Usage (${acme}/lightning/setup/ConnectedAppsUsage/home)`);
    expect(text).not.toContain('Who is connecting?');
    // Somebody else may know what the user was not sure of.
    expect(textOf(open.review({ answers: { who: 'not-sure' } }), 'questions')).toContain('Who is connecting?');
    expect(text).toContain('Copy redacted report');
    expect(text).toMatch(/HAR.*only through a channel/s);
    expect(textOf(startedFlow().redirect(refusal('OAUTH_NEW', 'nobody knows')).review(), 'questions')).toContain('word for word');
  });

  it('exist only if they say something', () => {
    const kinds = (review: Review) => messagesFor(review).map(({ kind }) => kind);
    expect(kinds(refused)).toEqual(['admin', 'customer']);
    expect(kinds(open.review())).toEqual(['admin', 'customer', 'questions']);
    expect(
      kinds(
        startedFlow()
          .redirect(acme + approval)
          .review(),
      ),
    ).toEqual([]);
  });

  it('quote of a response only its sentence', () => {
    const body = { message: 'This app hasn’t been granted all required scopes', category: 'MISSING_SCOPES', errors: [{ message: 'x' }] };
    const parsed = parseInput(JSON.stringify(body));
    const [, customer] = parsed.ok ? messagesFor(buildReview(parsed.input)) : [];
    expect(customer?.text ?? '').not.toMatch(/[{}]|MISSING_SCOPES/);
  });

  it('F1, A9: contain no secret, no user name and no invisible character', () => {
    const tab = startedFlow().redirect(
      refusal('OAUTH_NEW', 'a\u202eb for ada.CANARY@acme.example state=CANARY at https://x.example/cb?code=CANARY'),
    );
    tab.read({ ...generalError(), username: 'ada.CANARY@acme.example' });
    for (const { text } of messagesFor(tab.review())) expect(text).not.toMatch(/CANARY|@|[\u202e\u200b]/);
  });
});

it('tells a customer what only a user of the extension can do, if the request was reduced', () => {
  const url = hubspotUrl(['oauth', 'crm.objects.contacts.read'], ['tickets']);
  const parsed = parseInput(`Autorisierung fehlgeschlagen, da die angegebenen Bereiche nicht ausreichend sind\n${url}`);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { input } = parsed;
  const reply = (review: Review) => anyMessageFor(review, 'customer')?.text;
  const whole = reply(buildReview(input));
  expect(whole).toMatch(/1\. app\.example\.com: Add every scope .*\n2\. You: Start the connection again/);
  expect(whole).not.toMatch(/continued with fewer|unlocked|original request/);
  const current = { ...input.request, scopes: input.request.scopes.slice(0, 2) };
  expect(reply(buildReview({ ...input, current }))).toContain(
    'You: If you continued with fewer scopes, restore the original request first.',
  );
});
