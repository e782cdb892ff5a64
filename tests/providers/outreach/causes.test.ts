/** Outreach does not say which scope it refused, so the causes come from the request itself. */
import { describe, expect, it } from 'vitest';
import { outreach } from '@/providers/outreach';
import { findingText } from '@/utils/diagnosis/finding-text';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { Tab } from '../../utils/flow/tab';
import { outreachUrl } from './sample-urls';

const invalidScope = 'The requested scope is invalid, unknown, or malformed.';
const refused = (...scopes: string[]) =>
  new Tab()
    .open(outreachUrl(scopes))
    .read({ headings: ['An error has occurred'], paragraphs: [invalidScope] })
    .review();
const causes = (...scopes: string[]) => refused(...scopes).diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`);

it('an unexplained refusal is likely caused by a scope that is not ticked, and this is never certain', () => {
  expect(causes('prospects.all', 'users.read')).toEqual(['outreach-scope-not-ticked likely']);
});

it.each([
  ['outreach-joined-scopes', 'app-vendor', ['users.read,prospects.read']],
  ['outreach-scope-line-break', 'app-vendor', ['users.read\tprospects.read']],
  ['outreach-first-api', 'you', ['create_prospects']],
  ['outreach-mixed-apis', 'you', ['create_prospects', 'prospects.all']],
  [
    'outreach-unlisted-scopes',
    'you',
    outreach.knowledge.catalogue.scopes
      .filter(({ status, id }) => status === 'unverified' && !id.startsWith('mcp:'))
      .slice(0, 1)
      .map(({ id }) => id),
  ],
  [
    'outreach-mcp-scopes',
    'you',
    outreach.knowledge.catalogue.scopes
      .filter(({ id }) => id.startsWith('mcp:'))
      .slice(0, 1)
      .map(({ id }) => id),
  ],
  ['unknown-scopes', 'you', ['prospect.all']],
])('%s ranks first, with the text and the scopes of its finding', (id, actor, scopes) => {
  const review = refused(...scopes);
  const [first, ...rest] = review.diagnosis?.causes ?? [];
  const found = review.findings.find((finding) => finding.id === id);
  expect(first).toMatchObject({ id, actor, severity: 'blocker', confidence: 'likely', scopes: found?.scopes, for: [`observed:${id}`] });
  expect(first && findingText(first, 'text')).toBe(found && findingText(found, 'text'));
  expect(rest.map((cause) => cause.id)).toEqual(['outreach-scope-not-ticked'].filter(() => rest.length > 0));
});

it('withdrawn scopes are as likely a cause as a scope that is not ticked, because an older app may still have them', () => {
  expect(causes('audits.read', 'prospects.all')).toEqual(
    expect.arrayContaining(['outreach-withdrawn-scopes possible', 'outreach-scope-not-ticked possible']),
  );
});

describe('the signals of an Outreach request', () => {
  const signalsOf = (...scopes: string[]) => refused(...scopes).diagnosis?.observedSignals;

  it('do not report joined scopes as an unknown scope too', () => {
    expect(signalsOf('users.read,prospects.read')).toEqual(['observed:outreach-joined-scopes']);
  });

  it('each support exactly one cause', () => {
    const weighed = outreach.knowledge.causes.flatMap(({ likelihoods }) =>
      Object.keys(likelihoods).filter((signal) => signal.startsWith('observed:')),
    );
    expect(weighed).toHaveLength(new Set(weighed).size);
    expect(weighed).toHaveLength(8);
  });
});

describe('a refused code or refresh token of Outreach', () => {
  const sentence =
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';
  const order = (answers: Record<string, string> = {}) => {
    const pasted = parseInput(`https://api.outreach.io/oauth/token answers: ${sentence}`);
    if (!pasted.ok) throw new Error(pasted.reason);
    return buildReview({ ...pasted.input, answers }).diagnosis?.causes.map(({ id }) => id) ?? [];
  };

  it.each([
    [{}, 'outreach-refresh-token-expired'],
    [{ 'outreach-worked': 'yes' }, 'outreach-refresh-token-expired'],
    [{ 'outreach-worked': 'no' }, 'outreach-code-expired'],
    [{ 'outreach-worked': 'no', 'outreach-again': 'fails' }, 'outreach-redirect-differs'],
  ])('is explained by the answers %j', (answers, first) => {
    expect(order(answers)[0]).toBe(first);
  });
});

it('an error with its own rule has that rule as its only cause', () => {
  const review = new Tab()
    .open(outreachUrl(['create_prospects']))
    .read({ headings: ['An error has occurred'], paragraphs: ['The redirect uri included is not valid.'] })
    .review();
  expect(review.diagnosis?.causes.map(({ id }) => id)).toEqual(['outreach-redirect-mismatch']);
});
