/**
 * Failures on Salesforce as users report them: the URL often names one certain cause; without it
 * there are several causes and questions.
 */
import { describe, expect, it } from 'vitest';
import { outreach } from '@/providers/outreach';
import { salesforce } from '@/providers/salesforce';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { requestFromPage } from '@/utils/review/from-page';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';
import {
  acme,
  approval,
  authorize,
  bridge,
  errorPage,
  generalError,
  installMissing,
  refusal,
  signIn,
} from '../../providers/salesforce/sample-urls';
import { Tab } from '../flow/tab';

const app = 'https://workspace.ledgerly.example';
const signedIn = () =>
  new Tab()
    .open(authorize(), app)
    .redirect(acme + signIn)
    .open(`${acme}/?ec=302`, acme)
    .redirect(acme + bridge);
const refusedWith = (error: string, description: string) => signedIn().redirect(refusal(error, description)).read(generalError());
const causes = ({ diagnosis }: Review) => diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`);
const asText = (review: Review) => JSON.stringify([review.diagnosis?.causes, review.diagnosis?.finding, review.findings]);

describe('G4: an error URL that gives the reason', () => {
  it('names the missing installation as the only cause, without license or single sign-on', () => {
    const review = refusedWith(...installMissing).review();
    expect(causes(review)).toEqual(['salesforce-app-not-installed observed']);
    expect(review.diagnosis).toMatchObject({ recognized: true, questions: [], error: installMissing[0], description: installMissing[1] });
    expect(review.findings.filter(({ severity }) => severity === 'blocker').map(({ id }) => id)).toEqual(['salesforce-app-not-installed']);
    expect(asText(review)).not.toMatch(/integration|licen[cs]e|sso|session-policy/i);
  });

  it('names a scope that the app may not request as the only cause', () => {
    const review = refusedWith('invalid_scope', 'the requested scope is not allowed').review();
    expect(causes(review)).toEqual(['salesforce-scope-not-allowed observed']);
    expect(review.diagnosis).toMatchObject({ questions: [], finding: { actor: 'app-vendor' } });
    expect(asText(review)).not.toMatch(/integration|licen[cs]e|sso|not-installed/i);
  });

  it.each([
    ['api+refresh_token+openid', 'Often forgotten: refresh_token.'],
    ['api+refresh_token+mcp_api', 'Often forgotten: refresh_token, mcp_api.'],
    ['api+openid', 'It can be any of them.'],
  ])('blames only scopes that were requested: %s', (scope, hint) => {
    const tab = new Tab().open(authorize(acme, { scope }), app).redirect(refusal('invalid_scope', 'the requested scope is not allowed'));
    const [cause] = tab.review().diagnosis?.causes ?? [];
    expect(cause && findingText(cause, 'text')).toMatch(new RegExp(`${hint}$`));
  });

  it('blames the scopes that are often the reason if the request is not known, also as one of several causes', () => {
    const textOf = (text: string) => {
      const pasted = parseInput(text);
      const cause = pasted.ok && buildReview(pasted.input).diagnosis?.causes.find(({ id }) => id === 'salesforce-scope-not-allowed');
      return cause && findingText(cause, 'text');
    };
    for (const text of ['Salesforce: the requested scope is not allowed', 'OAUTH_APPROVAL_ERROR_GENERIC'])
      expect(textOf(text), text).toMatch(/Often forgotten: refresh_token, mcp_api\.$/);
  });

  it.each([
    ['+ for blanks', 'error=invalid_client&error_description=app+must+be+installed+into+org'],
    ['%20 for blanks', 'error=invalid_client&error_description=app%20must%20be%20installed%20into%20org'],
    ['the description first', 'error_description=app%20must%20be%20installed%20into%20org&error=invalid_client'],
    ['other case', 'error=invalid_client&error_description=App%20MUST%20be%20Installed%20into%20Org'],
    ['another parameter', 'display=touch&error=invalid_client&error_description=app+must+be+installed+into+org'],
  ])('is recognized with %s', (_, query) => {
    expect(causes(signedIn().redirect(`${acme}${errorPage}?${query}`).review())).toEqual(['salesforce-app-not-installed observed']);
  });

  it('is recognized in the fragment', () => {
    const tab = signedIn().redirect(`${acme}${errorPage}#error=invalid_client&error_description=app+must+be+installed+into+org`);
    expect(causes(tab.review())).toEqual(['salesforce-app-not-installed observed']);
  });

  it('is recognized on a page that was opened before the extension saw the request', () => {
    expect(causes(new Tab().open(refusal(...installMissing)).review())).toEqual(['salesforce-app-not-installed observed']);
  });
});

describe('G4: an error without a reason', () => {
  const open = (review: Review) => {
    const found = review.diagnosis?.causes ?? [];
    expect(found.length).toBeGreaterThan(3);
    expect(found.map(({ confidence }) => confidence)).not.toContain('observed');
    expect(review.diagnosis?.questions.length).toBeGreaterThan(0);
    return found.map(({ id }) => id);
  };

  it.each(['occured', 'occurred'] as const)(
    'has several ranked causes and questions when the page shows the general sentence, spelled %s',
    (spelling) => {
      const review = signedIn()
        .redirect(acme + errorPage)
        .read(generalError(spelling))
        .review();
      expect(review.diagnosis).toMatchObject({ recognized: true, finding: { id: 'salesforce-approval-error' }, error: null });
      expect(open(review)[0]).toBe('salesforce-app-not-installed');
    },
  );

  it('is unknown in German, with the words of the page', () => {
    const errorText = 'Wir können Sie aufgrund eines OAuth-Fehlers nicht autorisieren.';
    const review = signedIn()
      .redirect(acme + errorPage)
      .read({ headings: ['OAuth-Fehler'], paragraphs: [errorText] })
      .review();
    expect(review.diagnosis).toMatchObject({ recognized: false, errorText: errorText, finding: { id: 'unknown-error' } });
    open(review);
  });

  it('is recognized by its code in any language', () => {
    const tab = signedIn()
      .redirect(acme + errorPage)
      .read({ headings: ['OAuth-Fehler'], paragraphs: ['OAUTH_APPROVAL_ERROR_GENERIC : Unerwarteter Fehler.'] });
    expect(tab.review().diagnosis?.finding.id).toBe('salesforce-approval-error');
  });

  it('keeps an unknown code and description as they are', () => {
    const review = refusedWith('OAUTH_SOMETHING_NEW', 'nobody has seen this').review();
    expect(review.diagnosis).toMatchObject({ error: 'OAUTH_SOMETHING_NEW', description: 'nobody has seen this' });
    open(review);
  });

  it('is only the OAuth code when the code has no description', () => {
    expect(causes(signedIn().redirect(`${acme}${errorPage}?error=invalid_scope`).review())).toEqual(['oauth-invalid-scope observed']);
  });

  it("ranks the Integration User by the org's answer about the user, in both directions", () => {
    const tab = signedIn()
      .redirect(acme + errorPage)
      .read(generalError());
    const first = (integrationUser: boolean) =>
      tab.review({ org: { user: { username: null, integrationUser } } }).diagnosis?.causes.map(({ id }) => id);
    expect(first(true)?.[0]).toBe('salesforce-integration-user-refused');
    expect(first(false)).not.toContain('salesforce-integration-user-refused');
  });

  it('ranks API Access Control higher when the org refuses to answer', () => {
    const tab = signedIn()
      .redirect(acme + errorPage)
      .read(generalError());
    const blocked = tab.review({ org: { refused: true } }).diagnosis?.causes.find(({ id }) => id === 'salesforce-app-blocked');
    expect(blocked?.for).toEqual(['observed:api-access-control']);
    const before =
      tab
        .review()
        .diagnosis?.causes.map(({ id }) => id)
        .indexOf('salesforce-app-blocked') ?? -1;
    expect(
      tab
        .review({ org: { refused: true } })
        .diagnosis?.causes.map(({ id }) => id)
        .indexOf('salesforce-app-blocked'),
    ).toBeLessThan(before);
  });
});

describe('a response that was saved as a file', () => {
  const url = authorize();
  const bare = url.replace(/&code_challenge=[^&]*/, '');

  it('is reported as such, and a missing code challenge becomes the likely cause', () => {
    const review = new Tab().save(bare).review();
    expect(review.diagnosis).toMatchObject({
      finding: { id: 'answered-with-file', confidence: 'observed' },
      errorText: '',
      recognized: false,
    });
    expect(causes(review)).toEqual(['salesforce-code-challenge-missing likely', 'salesforce-client-unknown possible']);
    expect(review.diagnosis?.causes[0]?.for).toEqual(['observed:no-code-challenge']);
    expect(review).toMatchObject({ failed: true, editable: true });
  });

  it('makes the missing code challenge unlikely when the request has one', () => {
    expect(causes(new Tab().save(url).review())?.[0]).toBe('salesforce-client-unknown likely');
  });

  it('counts less than the text of a page that loads later', () => {
    const review = new Tab()
      .save(bare)
      .read({ paragraphs: ['error=invalid_client_id&error_description=client%20identifier%20invalid'] })
      .review();
    expect(causes(review)).toEqual(['salesforce-client-unknown observed']);
  });
});

it('the refusal of a closed tab is explained, and its request is read-only', () => {
  const tab = signedIn().redirect(refusal('invalid_client', 'app must be installed into org'));
  const review = tab.event({ type: 'closed', at: tab.now }).review();
  expect(causes(review)).toEqual(['salesforce-app-not-installed observed']);
  expect(review).toMatchObject({ editable: false, readOnlyReason: 'window-closed', presets: [] });
});

it('an error page that no content script can read is an unknown error', () => {
  const tab = signedIn().redirect(acme + errorPage);
  expect(tab.review().diagnosis).toMatchObject({ finding: { id: 'unknown-error', evidence: [] }, errorText: '' });
});

describe('the diagnosis', () => {
  it.each([
    ['nothing was answered yet', signedIn],
    [
      'the page still asks',
      () =>
        signedIn()
          .redirect(acme + approval)
          .read({ headings: ['Allow Access?'], lines: ['Perform requests at any time'], paragraphs: generalError().paragraphs }),
    ],
    [
      'a code was issued',
      () =>
        signedIn()
          .redirect(acme + approval)
          .leave('https://hooks.ledgerly.example/cb?code=CANARY'),
    ],
    [
      'the answer is for somebody else',
      () =>
        signedIn()
          .redirect(acme + approval)
          .leave('https://evil.example/cb?error=invalid_client'),
    ],
  ])('is absent while %s', (_, way) => {
    expect(way().review().diagnosis).toBeNull();
  });

  it('quotes an error at the callback that is only a warning', () => {
    const tab = signedIn()
      .redirect(acme + approval)
      .leave('https://hooks.ledgerly.example/cb?error=access_denied&error_description=end-user+denied+authorization');
    expect(causes(tab.review())).toEqual(['salesforce-access-denied observed']);
  });
});

it('F1: the diagnosis keeps no URL, e-mail address or token from an error description', () => {
  const description =
    'app must be installed into org for ada@acme.example sid=00DCANARYCANARYCANARY1 see https://x.example/?code=CANARYcode';
  const review = refusedWith('invalid_client', description).review();
  expect(JSON.stringify(review)).not.toMatch(/CANARY|ada@/);
  expect(causes(review)).toEqual(['salesforce-app-not-installed observed']);
});

it('a provider without causes has its error as the only cause, and no questions', () => {
  const request = requestFromPage(outreach, null, null);
  const outcome = { kind: 'error', error: 'invalid_scope', description: null } as const;
  const { diagnosis } = buildReview({ provider: outreach, request, outcome, answers: { listed: 'install' } });
  expect(diagnosis).toMatchObject({ recognized: true, questions: [] });
  expect(diagnosis?.causes).toHaveLength(1);
  const unknown = buildReview({ provider: outreach, request, outcome: { ...outcome, error: 'new_code' } }).diagnosis;
  expect(unknown).toMatchObject({ recognized: false, causes: [], questions: [], finding: { id: 'unknown-error' } });
});

it('a long error description is cut before it is kept', () => {
  const tab = refusedWith('invalid_client', `${'x '.repeat(5_000)}app must be installed into org`);
  expect(tab.flow?.outcome).toMatchObject({ kind: 'error' });
  expect(JSON.stringify(tab.flow?.outcome).length).toBeLessThan(800);
  expect(salesforce.knowledge.errors.length).toBeGreaterThan(40);
});
