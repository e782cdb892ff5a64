/** A chat or a mail may ask about errors, or name some as examples, that nobody met. */
import { describe, expect, it } from 'vitest';
import { processorTime } from '@/tests/processor-time';
import { withoutWithdrawn } from '@/utils/diagnosis/withdrawn';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

/** The errors of a text: each rule, and how certain it is. */
function errorsIn(text: string): string[] {
  const pasted = parseInput(text);
  if (!pasted.ok) return [];
  return pasted.inputs.flatMap((input) => {
    const { diagnosis, findings } = buildReview(input);
    return [...findings.filter(({ id }) => !id.startsWith('oauth-')), ...(diagnosis?.causes ?? [])]
      .filter(({ confidence }) => confidence !== 'possible')
      .map(({ id, confidence }) => `${id} ${confidence}`);
  });
}

const generic = 'An unexpected error has occurred during authentication. Please try again';
const blocked = 'this app is blocked by admin';
const installed = 'app must be installed into org';

describe('an error that the text only asks about or gives as an example', () => {
  it.each([
    [
      'a question',
      `Maya (Support)\nDo you get "${blocked}" from Salesforce?\n\nJane\nNo, it is "OAUTH_APPROVAL_ERROR_GENERIC : ${generic}"`,
    ],
    [
      'examples',
      `Could you tell me the exact error on the Salesforce page? For example "OAUTH_APP_BLOCKED" or "${blocked}".\n\nJane\nIt says "${generic}."`,
    ],
    [
      'the name of the speaker and a question',
      `Maya: Is the message of Salesforce "${blocked}"?\nJane: The error is OAUTH_APPROVAL_ERROR_GENERIC.`,
    ],
    ['a quoted mail', `Hi,\n\nOAUTH_APPROVAL_ERROR_GENERIC : ${generic}\n\nOn Tue, Maya wrote:\n> Salesforce often shows\n> - ${blocked}`],
    [
      'a mail below a line',
      `The Salesforce page says OAUTH_APPROVAL_ERROR_GENERIC\n\n________________________________\nFrom: Maya\nSent: Tuesday\n\nIs it "${blocked}"?`,
    ],
    [
      'a mail below its header',
      `Salesforce: OAUTH_APPROVAL_ERROR_GENERIC\n\nVon: Maya\nGesendet: Dienstag\n\nAuf der Seite steht oft "${blocked}".`,
    ],
    ['whether', `Support asked whether Salesforce shows "${blocked}". We get OAUTH_APPROVAL_ERROR_GENERIC.`],
  ])('does not stand in the place of the writer’s own error: %s', (_, text) => {
    const pasted = parseInput(text);
    expect(
      pasted.ok && pasted.inputs.map(({ errorText, outcome }) => `${errorText} ${outcome?.kind === 'error' ? outcome.error : ''}`).join(),
    ).toMatch(/^[^,]*(?:GENERIC|unexpected error)/);
    expect(errorsIn(text).join()).not.toContain('blocked');
  });

  it.each([
    `Do you see "${blocked}" in Salesforce?`,
    `Support: Is the message on the Salesforce page "${blocked}"?\nCustomer: No.`,
    `Support asked me whether I see "OAUTH_APP_BLOCKED" in Salesforce. I don't.`,
    `Salesforce has errors, e.g. "${blocked}".`,
    `I expected Salesforce to show "${blocked}" but it connected.`,
    'The Salesforce error is NOT "app must be installed into org".',
    `Neither "${blocked}" nor "app must be installed into org" appear in Salesforce.`,
    `We don't see any error from Salesforce like "${blocked}". The sync just stops.`,
    `The admin said there's no entry with "OAUTH_APP_BLOCKED" in the login history of Salesforce.`,
  ])('is possible at most: %s', (text) => {
    expect(errorsIn(text).join()).not.toMatch(/blocked|installed|approved/);
  });

  it.each([
    `Salesforce says "${blocked}". Do you know why?`,
    `Do you know why Salesforce shows "${blocked}"?`,
    `Can you help us? Salesforce says "${blocked}".`,
    `Please see below.\n\n> Salesforce: ${blocked}`,
    `Is there a way around this? We get OAUTH_APP_BLOCKED in Salesforce.`,
  ])('is reported all the same: %s', (text) => {
    expect(errorsIn(text).join()).toContain('blocked');
  });
});

describe('an error that a text quotes beside its own', () => {
  const own =
    "HubSpot says: Authorization failed because there is a mismatch between the scopes in the install URL and the app's configured scopes.";
  const quoted = `> In Salesforce (https://acme--uat.sandbox.my.salesforce.com): ${blocked}\n> Production (https://acme.my.salesforce.com): OAUTH_APPROVAL_ERROR_GENERIC`;

  it.each([
    ['after words that introduce it', `${own}\n\nThe customer also wrote in the ticket:\n\n${quoted}`],
    ['below it', `${own}\n\n${quoted}\n\nPlease help with both.`],
    ['above it', `${quoted}\n\n${own}`],
  ])('is one of its own: %s', (_, text) => {
    const pasted = parseInput(text);
    expect(pasted.ok && pasted.inputs.map(({ provider }) => provider.id)).toEqual(['hubspot', 'salesforce', 'salesforce']);
    expect(errorsIn(text).join()).toMatch(/hubspot.*salesforce-app-blocked/);
  });

  it.each([
    ['a reply', `${own}\n\nOn Tue, Maya wrote:\n> Salesforce: ${blocked}`],
    ['a reply in French', `${own}\n\nLe 3 mars 2026, Maya a écrit :\n\n> Salesforce: ${blocked}`],
    ['a reply with an address', `${own}\n\n2026-11-28 Maya <maya@example.com>:\n> Salesforce: ${blocked}`],
    ['a question', `${own}\n\n> Does Salesforce show "${blocked}"?`],
    ['what is solved', `${own} Salesforce showed OAUTH_APP_BLOCKED. That problem is solved.\n\n> Salesforce: ${blocked}`],
    ['the same error', `${own}\n\n> ${own}`],
  ])('is left out if the text answers it or takes it back: %s', (_, text) => {
    const pasted = parseInput(text);
    expect(pasted.ok && pasted.inputs.map(({ provider }) => provider.id)).toEqual(['hubspot']);
  });
});

describe('an error that another sentence denies or calls solved', () => {
  it.each([
    'The docs say that OAUTH_APP_ACCESS_DENIED appears when the user is not assigned. We do not see that; instead the popup closes.',
    'Known errors of Salesforce:\n- OAUTH_APP_BLOCKED: by admin\n- OAUTH_APP_ACCESS_DENIED: no user\nThe customer has neither of these; it closes.',
    'I expected OAUTH_APP_BLOCKED, but the connection was successful.',
    'It works now! The error was OAUTH_APP_BLOCKED, the admin unblocked the app. Thanks, you can close the ticket.',
    'Our admin unblocked it, connection works now. The earlier error was OAUTH_APP_BLOCKED.',
    'Salesforce said OAUTH_APP_BLOCKED. The admin unblocked the app, and that did the trick.',
    'The error in Salesforce was OAUTH_APP_BLOCKED. Now we can connect.',
    'Resolved: HubSpot returned MISSING_SCOPES; after reconnecting everything works.',
    'Salesforce meldete OAUTH_APP_BLOCKED. Das Problem ist gelöst.',
    'Salesforce : OAUTH_APP_BLOCKED.\n\nC’est résolu.',
    'The docs show https://app.example.com/cb?error=OAUTH_APP_BLOCKED for this. We do not see that.',
  ])('is possible at most: %s', (text) => {
    expect(parseInput(text).ok).toBe(true);
    expect(errorsIn(text)).toEqual([]);
  });

  it.each([
    ['Ursache war redirect_uri_mismatch, das ist seit gestern behoben. Jetzt meldet Salesforce OAUTH_APP_BLOCKED.', 'OAUTH_APP_BLOCKED'],
    ['The docs list OAUTH_APP_ACCESS_DENIED. We do not see that. Salesforce shows OAUTH_APP_BLOCKED.', 'OAUTH_APP_BLOCKED'],
    ['I expected the error redirect_uri_mismatch. Salesforce returned OAUTH_APP_BLOCKED.', 'OAUTH_APP_BLOCKED'],
    [
      'Wir bekommen in HubSpot die Meldung "Sie haben nicht die Berechtigung". Vorher kam MISSING_SCOPES, das ist behoben.',
      'Sie haben nicht',
    ],
  ])('goes after the present one: %s', (text, present) => {
    const pasted = parseInput(text);
    expect(pasted.ok && pasted.input.errorText).toContain(present);
    expect(errorsIn(text).join()).not.toMatch(/redirect|scopes|approved/);
  });

  it.each([
    'We get OAUTH_APP_BLOCKED. We do not see anything else.',
    'We get OAUTH_APP_BLOCKED. We did not have that before.',
    'We get OAUTH_APP_BLOCKED. We do not see that in the sandbox.',
    'It worked last week, now OAUTH_APP_BLOCKED',
    'OAUTH_APP_BLOCKED, not resolved',
    'Error: OAUTH_APP_BLOCKED\nResolved: No',
    'Salesforce returned OAUTH_APP_BLOCKED. It is still not fixed.',
    'We get OAUTH_APP_BLOCKED. Is it fixed?',
    'We get OAUTH_APP_BLOCKED. If this is solved, you can close the ticket.',
    'We get OAUTH_APP_BLOCKED. The login works, but not the connection.',
    'We get OAUTH_APP_BLOCKED. How do we know when we can connect again?',
    'We get OAUTH_APP_BLOCKED. I hoped that did the trick.',
    'We got OAUTH_APP_BLOCKED. I thought it was fixed.',
    'We get OAUTH_APP_BLOCKED again. It was fixed last week.',
    'We get OAUTH_APP_BLOCKED. The redirect URI is fixed.',
    'It works now in the sandbox, but in production Salesforce shows OAUTH_APP_BLOCKED.',
    'As expected, OAUTH_APP_BLOCKED',
    'Wir bekommen OAUTH_APP_BLOCKED. Das ist noch nicht behoben. Ich verstehe das nicht.',
  ])('is no such one: %s', (text) => {
    expect(errorsIn(text)).toContain('salesforce-app-blocked observed');
  });

  it('is found in linear time', () => {
    for (const unit of ['it is ', 'it works', '. ', '- a\n', 'a_', '!', 'not ', 'we do not see that. ', 'it works now! ', 'expected a_'])
      expect(withoutWithdrawn(unit.repeat(200_000 / unit.length)).length, unit).toBeLessThanOrEqual(200_000);
  }, 5_000);
});

describe('a thread in which each quote is older', () => {
  const older = 'error=invalid_client&error_description=app+must+be+installed+into+org';

  it.each([
    ['marked as a quote', `> It now says: ${blocked}\n>\n> On Mon, Support <s@example.com> wrote:\n>> Please install it.\n>>> ${older}`],
    ['below a greeting', `Hi team, see below.\n\n> It now says: ${blocked}\n>> Please install it.\n>>> ${older}`],
  ])('has the newest error, which is %s, and not one that it answers', (_, text) => {
    expect(errorsIn(text)).toEqual(['salesforce-app-blocked observed', 'salesforce-app-blocked observed']);
  });

  it.each([
    [
      'an older quote',
      `> If it says OAUTH_APP_BLOCKED then your admin has to unblock it.\n>\n> On Mon, Ana wrote:\n>> Salesforce says "${installed}"`,
    ],
    ['a quote', `If it says OAUTH_APP_BLOCKED then your admin has to unblock it.\n\nOn Mon, Ana wrote:\n> Salesforce says "${installed}"`],
    ['another line', `Jane: Salesforce says "${installed}"\n\nBob: If it were the admin, it would say "${blocked}". So it is the package.`],
  ])('has the error that %s states before one that the answer only guesses', (_, text) => {
    const pasted = parseInput(text);
    const reviews = pasted.ok ? pasted.inputs.map(buildReview) : [];
    expect(reviews.map(({ diagnosis }) => [diagnosis?.finding.id, diagnosis?.finding.confidence])).toEqual([
      ['salesforce-app-not-installed', 'observed'],
      ['salesforce-app-blocked', 'possible'],
    ]);
  });

  it('has the stated error of an older mail before a question about another one', () => {
    const question = `Subject: Re: Salesforce\n\nHi Ana, could you please check whether you see "${blocked}"?`;
    const mails = [
      'No, nothing changed.',
      `From: Ben <ben@app.example>\nSent: Monday\n${question}`,
      'From: Ana <ana@acme.example>\nSent: Sunday\n\nIt says OAUTH_APPROVAL_ERROR_GENERIC',
    ];
    const pasted = parseInput(mails.join('\n\n'));
    expect(pasted.ok && pasted.inputs.map(({ errorText }) => /GENERIC|blocked/.exec(errorText ?? '')?.[0])).toEqual(['GENERIC', 'blocked']);
  });

  it.each([
    'It works now, thanks!',
    'Danke, hat funktioniert.',
    'That worked, thank you so much!',
    'Thanks, that did it! Now I can connect.',
    'Gracias, ya funciona.',
  ])('has no error if its newest words are “%s”', (words) => {
    expect(parseInput(`${words}\n\n> Salesforce says "${blocked}".`)).toEqual({ ok: false, reason: 'no-known-error' });
  });

  it.each(['It works now for Jane, thanks! But not for Bob:', 'Fixed! The next one:'])('has its error behind “%s”', (words) => {
    expect(errorsIn(`${words}\n\n> Salesforce says "${blocked}".`)).toContain('salesforce-app-blocked observed');
  });

  it('is read in linear time, however deep its quotes are', () => {
    const text = `${'>'.repeat(50_000)} x\n${`> > > > > > > > ${blocked}\n`.repeat(1_000)}`;
    expect(processorTime(() => parseInput(text))).toBeLessThan(5_000);
  });
});
