/** A heading or an unknown text does not say whose error it is. The user can. */
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { errorLabel, findingText } from '@/utils/diagnosis/finding-text';
import type { QuestionAnswers } from '@/utils/flow/flow';
import { buildReview } from '@/utils/review/build-review';
import { providerChoices, providerInPath, withChosenProvider } from '@/utils/review/chosen-provider';
import { messageFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';
import { pastedItem } from '@/utils/review/pasted-review';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import { authorize, installMissing, refusal } from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

function reviewOf(text: string, provider?: string, answers: QuestionAnswers = {}) {
  const pasted = withChosenProvider(parseInput(text), text, provider);
  if (!pasted.ok) throw new Error(pasted.reason);
  return buildReview({ ...pasted.input, answers });
}
const questionsTo = (text: string, provider?: string) => messageFor(reviewOf(text, provider), 'questions')?.text;

const heading = 'Couldn’t complete the connection';
const unknown = 'Something went wrong. Please try again later.';

describe('a text that does not say whose error it is', () => {
  it.each([heading, unknown, 'Oops! An error occurred.', 'Die Verbindung ist fehlgeschlagen', 'Clay won’t connect', 'Restricted IP'])(
    'is an unknown error of nobody, and asks for the provider and for the rest of the page: %s',
    (text) => {
      const review = reviewOf(text);
      expect(review).toMatchObject({ failed: true, provider: { id: 'oauth2' } });
      expect(review.diagnosis).toMatchObject({ recognized: false, owner: 'unknown', isTextMissing: true, causes: [], questions: [] });
      expect(questionsTo(text)).toMatch(/failed\. .*1\. Which service shows the error: HubSpot, .*2\. What does the page say, .*error=/s);
      expect(questionsTo(text)).not.toContain('OAuth 2.0');
    },
  );

  it.each(['hello', 'We connect on Monday without any errors', 'Keine Fehler', ''])('is no error if it reports none: %s', (text) => {
    expect(parseInput(text).ok).toBe(false);
  });

  it('shows the line that reports the failure, and nothing of a long mail around it', () => {
    const mail = `Hi Jane CANARY,\n${'we talked about this on Monday, thanks. '.repeat(20)}\nThe app said: something went wrong\nBye`;
    expect(reviewOf(mail).diagnosis?.errorText).toBe('The app said: something went wrong');
  });
});

describe('an address whose path names a provider', () => {
  const callback = (path: string) => `https://app.clay.com/${path}?error=access_denied`;

  it('makes it possible, and never certain', () => {
    expect(providerInPath(callback('oauth/hubspot/callback'))).toEqual({ id: 'hubspot', name: 'HubSpot' });
    expect(reviewOf(callback('oauth/hubspot/callback')).diagnosis).toMatchObject({ owner: 'unknown' });
  });

  it.each(['oauth/callback', 'oauth/hubspotted/callback', 'oauth/hubspot/salesforce', 'cb?from=hubspot'])(
    'is none if it names no one provider: %s',
    (path) => {
      expect(providerInPath(callback(path))).toBeNull();
    },
  );
});

describe('what a vague text shows', () => {
  const textOf = (text: string, provider?: string) => {
    const { diagnosis } = reviewOf(text, provider);
    return diagnosis ? findingText(diagnosis.finding, 'text') : '';
  };
  const pageAddress = 'https://acme.my.salesforce.com/setup/secur/RemoteAccessErrorPage.apexp';

  it('is neither the service nor the cause, if the words are known but not whose they are', () => {
    expect(textOf(heading)).toBe(
      'These words alone show neither the service nor the cause. Its words are shown below. Codes, tokens and email addresses are removed where they are recognized; names may remain.',
    );
    expect(textOf(heading, 'salesforce')).toMatch(/^These words alone/);
    for (const text of [unknown, 'Salesforce: something went wrong'])
      expect(textOf(text)).toMatch(/^Scope Review doesn’t know this wording/);
  });

  it('is no reason, which the address of the page may give, unless that was pasted too', () => {
    const code = 'OAUTH_APPROVAL_ERROR_GENERIC';
    expect(textOf(code)).toMatch(/^This text gives no reason, but the address of the page may\. Paste /);
    expect(questionsTo(code)).toContain('If its address contains error=');
    for (const text of [pageAddress, `${pageAddress}\n${code}`])
      expect(textOf(text)).toMatch(/^(?:Neither the page nor its URL|Scope Review)/);
    expect(textOf(`${pageAddress}\n${code}`)).toMatch(/^Neither the page nor its URL gives a reason\./);
  });

  it('is never called a refusal', () => {
    for (const text of [heading, unknown]) {
      const review = reviewOf(text);
      expect(messageFor(review, 'customer')?.text).toMatch(/The error is “[CS]/);
      const report = reportOf(review);
      const markdown = report ? reportAsMarkdown(review, report).split('```')[0] : '';
      expect(markdown).toMatch(/^# Error at an unknown service\n/);
      expect(markdown).not.toMatch(/refused|Who can fix it/i);
    }
  });

  it('quotes only the line of a mail that is an error, without greetings and names', () => {
    const textsOf = (text: string, provider?: string) =>
      (['customer', 'admin', 'questions'] as const).map((kind) => messageFor(reviewOf(text, provider), kind)?.text ?? '').join();
    const mail = (line: string) => `Hi Ann,\nwe clicked Connect.\n${line}\nThanks, Tom`;
    expect(textsOf(mail('The app says: Error 4711, handshake invalid.'))).toMatch(
      /The error is “The app says: Error 4711, handshake invalid”\. The cause/,
    );
    for (const text of [mail('Our manager could not connect.'), 'Hi, our manager says it couldn’t connect. Thanks, Tom'])
      for (const provider of [undefined, 'salesforce']) expect(textsOf(text, provider)).not.toMatch(/The error is|Tom|Ann|manager/);
  });

  it('asks the customer for the text and the address of the page, because nothing was to be done before', () => {
    expect(messageFor(reviewOf(unknown), 'customer')?.text).toMatch(/\n\nPlease send the whole text of the page, its address /);
    expect(messageFor(reviewOf(unknown), 'customer')?.text).not.toContain('after that');
    expect(messageFor(reviewOf('OAUTH_APP_BLOCKED'), 'customer')?.text).toContain('If the error comes back after that');
  });
});

describe('the provider that the user chooses', () => {
  it.each([
    [heading, 'hubspot', 'possible'],
    [unknown, 'salesforce', 'possible'],
    ['invalid_grant', 'salesforce', 'likely'],
    ['https://x.example/cb?error=invalid_grant', 'salesforce', 'likely'],
    ['Salesforce: invalid_grant', undefined, 'observed'],
  ])('makes no error observed: %s of %s is %s', (text, provider, confidence) => {
    expect(reviewOf(text, provider).diagnosis?.finding.confidence).toBe(confidence);
  });

  it('has the causes behind its heading, and its questions in the text to send', () => {
    const { diagnosis } = reviewOf(heading, 'hubspot');
    expect(diagnosis).toMatchObject({ owner: 'chosen', isTextMissing: true, finding: { id: 'hubspot-connection-failed' } });
    expect(diagnosis?.causes.length).toBeGreaterThan(3);
    expect(questionsTo(heading, 'hubspot')).toMatch(
      /1\. What does the sentence below .*2\. .*3\. What does the page say, .*below its heading/s,
    );
  });

  it.each(['hubspot', 'salesforce'])('of an unknown text has possible causes only, whatever is answered: %s', (id) => {
    const { diagnosis } = reviewOf(unknown, id);
    expect(diagnosis).toMatchObject({ recognized: false, owner: 'chosen', finding: { id: 'unknown-error' } });
    expect(diagnosis?.questions.length).toBeGreaterThan(0);
    const answers = Object.fromEntries(
      (providers.find((provider) => provider.id === id)?.knowledge.questions ?? []).map((question) => [
        question.id,
        question.answers[0] ?? '',
      ]),
    );
    for (const causes of [diagnosis?.causes, reviewOf(unknown, id, answers).diagnosis?.causes]) {
      expect(causes?.length).toBeGreaterThan(0);
      expect(causes?.every(({ confidence }) => confidence === 'possible')).toBe(true);
    }
  });

  it('explains a code of the protocol in its own words', () => {
    expect(reviewOf('invalid_grant').diagnosis).toMatchObject({ recognized: true, owner: 'unknown' });
    expect(reviewOf('invalid_grant', 'salesforce').diagnosis?.finding.id).toBe('salesforce-invalid-grant');
    expect(reviewOf('https://x.example/cb?error=invalid_grant&state=CANARY', 'salesforce').diagnosis).toMatchObject({
      error: 'invalid_grant',
      finding: { id: 'salesforce-invalid-grant' },
    });
    expect(reviewOf('User is inactive', 'salesforce').diagnosis?.finding.id).toBe('salesforce-user-inactive');
  });

  it('makes an unknown error of a text in which nothing is known', () => {
    expect(reviewOf('We are stuck on a blank page', 'salesforce').diagnosis).toMatchObject({
      owner: 'chosen',
      recognized: false,
      errorText: 'We are stuck on a blank page',
      pastedFrom: 'text',
    });
    const broken = parseInput('https://');
    expect(withChosenProvider(broken, 'https://', 'salesforce')).toEqual(broken);
    expect(withChosenProvider(parseInput(''), '', 'salesforce').ok).toBe(false);
  });

  it('is chosen for each error that needs it', () => {
    const text = 'OAUTH_APP_BLOCKED\n\nhttps://x.example/cb?error=invalid_scope';
    const parsed = withChosenProvider(parseInput(text), text, 'hubspot');
    expect(parsed.ok && parsed.inputs.map(({ provider }) => provider.id)).toEqual(['salesforce', 'hubspot']);
  });

  it('changes nothing where the text or the request beside it says whose error it is', () => {
    const link = 'https://login.example/authorize?client_id=a&response_type=code&scope=openid failed: invalid_scope';
    for (const text of ['OAUTH_APP_BLOCKED', link]) {
      const review = reviewOf(text);
      expect(review.diagnosis?.owner).toBe('known');
      expect(reviewOf(text, 'hubspot')).toEqual(review);
    }
    expect(reviewOf(unknown, 'nobody')).toEqual(reviewOf(unknown));
  });

  it('can be chosen where only the text names it, with the same help as without the name', () => {
    const named = 'Hi, we tried to connect Salesforce and it could not connect.';
    expect(reviewOf(named)).toMatchObject({ provider: { id: 'salesforce' }, diagnosis: { owner: 'named', causes: [] } });
    const chosen = reviewOf(named, 'salesforce');
    const vague = reviewOf(named.replace('Salesforce', 'it'), 'salesforce');
    expect(chosen.diagnosis).toMatchObject({ owner: 'chosen', recognized: false });
    expect(chosen.diagnosis?.causes.length).toBeGreaterThan(3);
    expect(chosen.diagnosis?.causes).toEqual(vague.diagnosis?.causes);
    expect(chosen.diagnosis?.questions).toEqual(vague.diagnosis?.questions);
    expect(messageFor(chosen, 'admin')?.recipient).toBe('salesforce-admin');
    expect(reviewOf(named, 'hubspot')).toMatchObject({ provider: { id: 'hubspot' }, diagnosis: { owner: 'chosen', recognized: false } });
  });

  it('is kept in the report of the case', () => {
    const report = reportOf(reviewOf(unknown, 'hubspot'));
    const again = reviewOf(JSON.stringify(report));
    expect(again.diagnosis).toMatchObject({ owner: 'chosen', recognized: false });
    expect(again.diagnosis?.causes.length).toBe(reviewOf(unknown, 'hubspot').diagnosis?.causes.length);
  });

  it('can be each supported provider', () => {
    expect(providerChoices.map(({ name }) => name)).toEqual(['HubSpot', 'Outreach', 'Salesforce']);
  });
});

describe('the label of an error', () => {
  const label = (review: ReturnType<typeof reviewOf>) => review.diagnosis && errorLabel(review.diagnosis);
  const observed = new Tab()
    .open(authorize(), 'https://workspace.ledgerly.example')
    .redirect(refusal(...installMissing))
    .review();

  it('says that a text or a URL was pasted', () => {
    expect(label(reviewOf('OAUTH_APP_BLOCKED'))).toBe('The pasted text says');
    expect(label(reviewOf('error=invalid_client&error_description=app must be installed into org'))).toBe('The pasted text says');
    expect(label(reviewOf('{"category":"MISSING_SCOPES"}'))).toBe('The pasted text says');
    expect(label(reviewOf(refusal(...installMissing)))).toBe('The pasted URL says');
    expect(label(reviewOf(`${authorize()} -> OAUTH_APP_BLOCKED`))).toBe('The pasted text says');
    expect(label(observed)).toBe('The URL says');
  });

  it('names no provider in the report or the list of a text that names none', () => {
    const review = reviewOf(unknown);
    const report = reportOf(review);
    const parsed = parseInput(unknown);
    expect(report && reportAsMarkdown(review, report).split('```')[0]).not.toContain('OAuth 2.0');
    expect(parsed.ok && pastedItem(parsed.input).title).toBe('Unrecognized error');
  });

  it('is the same in the report as Markdown', () => {
    const markdown = (review: ReturnType<typeof reviewOf>) => {
      const report = reportOf(review);
      return report && reportAsMarkdown(review, report);
    };
    expect(markdown(reviewOf('OAUTH_APP_BLOCKED'))).toContain('- The pasted text says: `OAUTH_APP_BLOCKED`');
    expect(label(reviewOf(JSON.stringify(reportOf(observed))))).toBe('The URL says');
    expect(label(reviewOf(JSON.stringify(reportOf(reviewOf('OAUTH_APP_BLOCKED')))))).toBe('The pasted text says');
  });
});
