import { describe, expect, it } from 'vitest';
import { errorIn, outcomeOnPage } from '@/utils/flow/outcome';
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
