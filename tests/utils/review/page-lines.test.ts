import { describe, expect, it } from 'vitest';
import { outreach } from '@/providers/outreach';
import { buildReview } from '@/utils/review/build-review';
import { marksFor } from '@/utils/review/marks';
import { matchLines } from '@/utils/review/page-lines';
import { pageSnapshot } from '../../page-snapshot';
import { outreachUrl } from '../../providers/outreach/sample-urls';

const requested = ['prospects.all', 'prospects.read', 'users.read', 'acme.unknown'];
const snapshot = (lines: readonly string[], lineScopes: readonly string[]) => pageSnapshot({ lines, lineScopes });
const match = (lines: readonly string[], lineScopes: readonly string[], current: readonly string[] = requested) =>
  matchLines(outreach, requested, current, snapshot(lines, lineScopes));

describe('matching page lines by their text', () => {
  it('finds the one scope with that label or id', () => {
    expect(match(['Read Prospects', 'users.read', 'Anything'], [])).toEqual(['prospects.read', 'users.read', null]);
  });

  it('leaves duplicate lines unmatched', () => {
    expect(match(['Read Users', 'READ  users'], [])).toEqual([null, null]);
  });

  it('leaves a line unmatched that several scopes have', () => {
    const both = ['read_prospects', 'prospects.read'];
    expect(matchLines(outreach, both, both, snapshot(['Read Prospects'], []))).toEqual([null]);
  });
});

describe("matching page lines by the order of the page's form", () => {
  const lines = ['Prospects: All', 'Read Prospects', 'Something', 'Translation missing'];

  it('finds the ids that the form would send, if they equal the request', () => {
    expect(match(lines, requested)).toEqual(requested);
  });

  it('distinguishes scopes that share a label', () => {
    const both = ['read_prospects', 'prospects.read'];
    expect(matchLines(outreach, both, both, snapshot(['Read Prospects', 'Read Prospects'], both))).toEqual(both);
    expect(matchLines(outreach, both, both, snapshot(['Read Prospects', 'Read Prospects'], []))).toEqual([null, null]);
  });

  it('follows the narrowed request that the page was opened with', () => {
    const current = ['prospects.all', 'users.read'];
    expect(match(['Prospects: All', 'Whatever'], current, current)).toEqual(current);
    expect(match(['Prospects: All', 'Whatever'], current)).toEqual([null, null]);
  });

  it.each([
    ['fewer lines than ids', lines.slice(1), requested],
    ['more lines than ids', [...lines, 'Terms of use'], requested],
    ['another order', lines, requested.toReversed()],
    ['another id', lines, ['prospects.all', 'prospects.read', 'users.read', 'acme.other']],
    ['an id too few in the form', lines, requested.slice(1)],
    ['an id too many in the form', lines, [...requested, 'users.all']],
  ])('is not used with %s', (_, shown, lineScopes) => {
    expect(match(shown, lineScopes).filter((id) => id !== null)).toEqual(['prospects.read']);
  });

  it('is not used when the text of one line contradicts it', () => {
    expect(match(['Read Prospects', 'Prospects: All', 'Something', 'Else'], requested)).toEqual(['prospects.read', null, null, null]);
    const three = ['read_prospects', 'prospects.read', 'users.all'];
    const twice = snapshot(['Read Prospects', 'Else', 'Read Prospects'], three);
    expect(matchLines(outreach, three, three, twice)).toEqual([null, null, null]);
  });
});

describe('the marks of a page whose form names the scopes', () => {
  const ids = ['prospects.all', 'users.read', 'tasks.all'];
  const parsed = outreach.requests.parseRequest(outreachUrl(ids));
  const smaller = outreach.requests.parseRequest(outreachUrl(['prospects.all', 'tasks.all']));
  if (!parsed.ok || !smaller.ok) throw new Error('unreadable');

  it('cover every line', () => {
    const page = snapshot(['Prospects: All', 'Users', 'Tasks'], ids);
    const review = buildReview({ provider: outreach, request: parsed.value, snapshot: page, draftSelection: ['prospects.all'] });
    expect(review.page).toEqual({ lines: 3, marked: 3, unseen: [] });
    expect(marksFor(outreach, review, page).map((mark) => [mark.line, mark.kind, mark.access])).toEqual([
      [0, 'kept', 'full'],
      [1, 'pending', 'read'],
      [2, 'pending', 'full'],
    ]);
  });

  it('cover every line after the request was narrowed', () => {
    const page = snapshot(['Prospects: All', 'Tasks'], ['prospects.all', 'tasks.all']);
    const review = buildReview({ provider: outreach, request: parsed.value, current: smaller.value, snapshot: page });
    expect(review.page).toEqual({ lines: 2, marked: 2, unseen: [] });
    expect(marksFor(outreach, review, page).map((mark) => mark.label.split(', ').at(-1))).toEqual(['prospects.all', 'tasks.all']);
  });
});
