/** Admins paste rows of the login history, as a file, a copied page or a Markdown table. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { fieldsOf } from '@/utils/review/log-row';
import { messagesFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';

const reviewsOf = (text: string) => {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return pasted.inputs.map((input) => buildReview(input));
};
const [user, address] = ['CANARY Roe', '203.0.113.7'];
const pageHeader = ['Username', 'Login Time', 'Source IP', 'Login Type', 'Status', 'Browser', 'Platform', 'Application', 'Login URL'];
const pageRow = (status: string, app = 'Clay') => [
  user,
  '11/20/2026, 9:14:12 AM PST',
  address,
  'Remote Access 2.0',
  status,
  'Chrome 148',
  'Windows 11',
  app,
  'acme.my.salesforce.com',
];
const csv = (...rows: string[][]) => rows.map((row) => row.map((field) => `"${field}"`).join(',')).join('\n');
const refused = 'Failed: Not approved for access';

describe('the fields of a row', () => {
  it.each([
    ['a\tb c\t', ['a', 'b c']],
    ['| a | b, c |', ['a', 'b, c']],
    ['"a, ""b""",c,,"d"', ['a, "b"', 'c', '', 'd']],
    ['a,b,c,', ['a', 'b', 'c', '']],
    ['a;b;c d;"e;f"', ['a', 'b', 'c d', 'e;f']],
    ['One, two, three, and four failed.', []],
    ['{"error":"a","b":"c","d":"e","f":"g"}', []],
    ['a,b,c', []],
    ['', []],
  ])('of %j', (line, fields) => {
    expect(fieldsOf(line)).toEqual(fields);
  });
});

describe('a row of the login history', () => {
  it.each([
    ['of an exported file', csv(pageHeader, pageRow(refused))],
    ['of an exported file without its header', csv(pageRow(refused))],
    ['of a copied page', pageRow(refused).join('\t')],
    ['of a Markdown table', `| ${pageHeader.join(' | ')} |\n|${'---|'.repeat(9)}\n| ${pageRow(refused).join(' | ')} |`],
    [
      'of a query',
      `Id,UserId,LoginTime,LoginType,Status,Application,SourceIp\n0Ya1,005000000000001,2026,Remote Access 2.0,${refused},Clay,${address}`,
    ],
    ['of a query without its header', `0Ya1,005000000000001,2026-11-20,Remote Access 2.0,${refused},Clay,${address},x`],
    ['in a mail', `Hi,\nthis is from Salesforce:\n\n${csv(pageRow(refused))}\n\nThanks, J.`],
  ])('%s gives the status and the app, and nothing else of it is repeated', (_, text) => {
    const [review] = reviewsOf(text);
    expect(review?.diagnosis).toMatchObject({ errorText: refused, finding: { id: 'salesforce-user-not-approved' } });
    const texts = review ? messagesFor(review).map((message) => message.text) : [];
    for (const sent of texts) expect(sent).toContain('Connecting Clay to Salesforce failed.');
    expect(JSON.stringify([review, texts])).not.toMatch(/CANARY|203\.0\.113\.7/);
  });

  it('names no app where the columns are not known', () => {
    for (const text of [
      ['a', refused, 'Clay', 'x', 'y'].join('\t'),
      ['Status', 'Name', 'x', 'y'].join(',').concat(`\n${refused},Clay,x,y`),
      csv(pageHeader, pageRow(refused, 'Browser')),
      csv(pageRow(refused, 'jane@CANARY.example')),
      csv(pageRow(refused, address)),
    ])
      expect(reviewsOf(text)[0]?.app.name).toBeNull();
  });

  it('is unknown if its status is, and shows only that', () => {
    const [review] = reviewsOf(csv(pageRow('Failed: the flux capacitor is off')));
    expect(review?.diagnosis).toMatchObject({ recognized: false, errorText: 'Failed: the flux capacitor is off' });
    expect(review?.app.name).toBe('Clay');
    expect(JSON.stringify(review)).not.toMatch(/CANARY|203\.0\.113\.7/);
  });

  it('stands beside others, each with its own app', () => {
    const text = csv(pageHeader, pageRow('Success', 'Browser'), pageRow(refused), pageRow('Failed: API-only user', 'Workato'));
    expect(reviewsOf(text).map(({ app, diagnosis }) => [app.name, diagnosis?.errorText])).toEqual([
      ['Clay', refused],
      ['Workato', 'Failed: API-only user'],
    ]);
  });
});
