import { describe, expect, it } from 'vitest';
import { errorIn, outcomeOnPage, responsesIn } from '@/utils/flow/outcome';
import { messageFor } from '@/utils/review/message';
import { pageSnapshot } from '../../page-snapshot';
import { authorize } from '../../providers/salesforce/sample-urls';
import { Tab } from './tab';

const bare = 'error=invalid_client_id&error_description=client%20identifier%20invalid';

describe('an error in plain text', () => {
  it.each([
    [bare, { error: 'invalid_client_id', description: 'client identifier invalid' }],
    [
      'error=invalid_request&error_description=missing required code challenge',
      { error: 'invalid_request', description: 'missing required code challenge' },
    ],
    ['It said error=access_denied', { error: 'access_denied', description: null }],
    ['error=', null],
    ['error= &error_description=x', null],
    ['my_error=1', null],
    ['no error at all', null],
    ['', null],
  ])('is read from %j', (text, expected) => {
    expect(errorIn(text)).toEqual(expected);
  });
});

const installed = { error: 'invalid_client', description: 'app must be installed into org' };
const notApproved = { error: 'invalid_grant', description: "user hasn't approved this consumer" };

describe('the words of an error response', () => {
  it.each([
    ['quotation marks', 'It shows "error=invalid_client&error_description=app must be installed into org" to me', installed],
    ['quotation marks over two lines', '"error=invalid_client&error_description=app must be\ninstalled into org"', installed],
    ['single quotation marks', "'error=invalid_grant&error_description=user hasn't approved this consumer' he says", notApproved],
    ['typographic quotation marks', '“error=invalid_client&error_description=app must be installed into org” to me', installed],
    [
      'parentheses',
      '(error=x&error_description=ip restricted (by profile)) to me',
      { error: 'x', description: 'ip restricted (by profile)' },
    ],
    [
      'backticks',
      'a `error=x&error_description=expired access/refresh token` b',
      { error: 'x', description: 'expired access/refresh token' },
    ],
    ['a log', 'level=error error=invalid_client error_description="app must be installed into org" user=12', installed],
    ['a log in JSON', '{"msg":"error=invalid_client error_description=\\"app must be installed into org\\" user=12"}', installed],
    ['the other order', `"error_description=user hasn't approved this consumer&error=invalid_grant"`, notApproved],
    ['a log in the other order', 'error_description="app must be installed into org" user=12 error=invalid_client', installed],
    ['a sentence, if they are encoded', 'error=invalid_client&error_description=app+must+be+installed+into+org for Ben', installed],
  ])('are read as a whole from %s', (_, text, expected) => {
    expect(errorIn(text)).toEqual(expected);
  });

  it.each([
    '"error=x&error_description=app must be',
    'error=x error_description="app must be',
    '(error=x&error_description=app must be\n\nBye)',
  ])('end in an ellipsis if the end is missing: %j', (text) => {
    expect(errorIn(text)?.description).toBe('app must be…');
  });
});

describe('several error responses in a text', () => {
  const read = (text: string) => [...responsesIn(text)].map(({ error, description }) => [error, description]);

  it.each([
    [
      'user 1: error=a&error_description=x+y / user 2: error=b&error_description=z+w',
      [
        ['a', 'x y'],
        ['b', 'z w'],
      ],
    ],
    [
      'error=a&error_description=x y / user 2: error=b',
      [
        ['a', 'x y / user 2:'],
        ['b', null],
      ],
    ],
    [
      'error=a&error_description=x+y&state=1 and then error=b&error_description=z',
      [
        ['a', 'x y'],
        ['b', 'z'],
      ],
    ],
    [
      'error_description=x+y&error=a, error_description=z&error=b',
      [
        ['a', 'x y'],
        ['b', 'z'],
      ],
    ],
    ['error=a for Ben, and error_description=z for Ada', [['a', null]]],
  ])('have their own words each: %s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('are found in linear time in 2 MB of hostile input', () => {
    const began = performance.now();
    for (const piece of [
      '(error= ',
      '"error=x ',
      'error_description="a ',
      "'error=a&error_description=b's ",
      'error=a&error_description=b ',
      'error=x&',
      'a=b&',
      '(a=(',
      '"error_description=',
    ])
      expect([...responsesIn(piece.repeat(2_000_000 / piece.length))].length).toBeLessThan(1_000);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('a page with nothing but an error', () => {
  it('is a redacted outcome', () => {
    const bodyText = pageSnapshot({ paragraphs: [`${bare}&state=CANARY`] });
    expect(outcomeOnPage(bodyText)).toEqual({ kind: 'error', error: 'invalid_client_id', description: 'client identifier invalid' });
    expect(JSON.stringify(outcomeOnPage(pageSnapshot({ paragraphs: ['error=x&error_description=ada%40acme.example'] })))).not.toContain(
      'ada',
    );
  });

  it.each([
    ['a heading', { headings: ['OAuth Error'], paragraphs: [bare] }],
    ['lines', { lines: ['Manage user data'], paragraphs: [bare] }],
    ['more text', { paragraphs: [bare, 'Sign in'] }],
    ['words before it', { paragraphs: [`It said ${bare}`] }],
    ['no text', { paragraphs: [] }],
  ])('is no outcome when it has %s', (_, given) => {
    expect(outcomeOnPage(pageSnapshot(given))).toBeNull();
  });

  it('is diagnosed with its own code and description, which the message quotes', () => {
    const review = new Tab()
      .open(authorize())
      .read({ paragraphs: [bare] })
      .review();
    expect(review.diagnosis).toMatchObject({ error: 'invalid_client_id', description: 'client identifier invalid', recognized: true });
    expect(review).toMatchObject({ outcome: { kind: 'error' }, failed: true });
    expect(messageFor(review, 'admin')?.text).toContain('It was refused with “client identifier invalid (invalid_client_id)”.');
  });
});
