import { describe, expect, it } from 'vitest';
import { reviewInputOf } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { MAX_TEXT_LENGTH } from '@/utils/review/text-parts';
import { authorize } from '../../providers/salesforce/sample-urls';
import { authorizeUrl } from '../../simulators/clients/authorize-url';
import { leaked, open, sampleNames, sampleText } from './sample';

const requests = (text: string) => openContent(text).found.map(({ kind, input }) => `${kind} ${input.request.clientId ?? '-'}`);
const numbered = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      `https://app.hubspot.com/oauth/authorize?client_id=app-${index}&redirect_uri=https%3A%2F%2Fx.example%2F&scope=oauth&state=CANARY`,
  );

describe('what the workbench opens', () => {
  it.each(sampleNames)('is what the terminal finds in a file: %s', (name) => {
    const { reason, ...opened } = openContent(sampleText(name));
    expect(opened).toEqual(open(sampleText(name)));
    expect(reason).toBeNull();
  });

  it('is every request of a mail, without its secrets', () => {
    const mail = `Hi,\n\nplease approve these:\n\n${numbered(10).join('\n\nand\n\n')}\n\nThanks,\nada@example.com`;
    const opened = openContent(mail);
    expect(opened.found).toHaveLength(10);
    expect(opened).toMatchObject({
      format: 'text',
      reason: null,
      receipt: { kept: 10, removed: { states: 10 }, notUnderstood: 0, isCut: false },
    });
    expect(JSON.stringify(opened)).not.toMatch(leaked);
  });

  it('counts the values in a wrapped link, and a challenge as no code', () => {
    const request = authorize();
    const wrapped = `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(request)}&data=05`;
    const behind = `https://login.salesforce.com/?startURL=${encodeURIComponent(request)}`;
    for (const link of [request, wrapped, behind, wrapped.replace(encodeURIComponent(request), encodeURIComponent(behind))])
      expect(openContent(link).receipt.removed).toEqual({ states: 1, challenges: 1, people: 1 });
    expect(openContent('https://app.clay.com/oauth/salesforce/callback?code=CANARY&state=CANARY').receipt.removed).toEqual({
      codes: 1,
      states: 1,
    });
  });

  it('is an error with the same causes as the pasted text', () => {
    const [found] = openContent('error=invalid_client&error_description=app must be installed into org').found;
    const input = found && reviewInputOf(found.input);
    expect(found?.kind).toBe('failure');
    expect(input && buildReview(input).diagnosis?.causes[0]?.id).toBe('salesforce-app-not-installed');
  });

  it('is both the error and the request of a ticket', () => {
    const ticket = `It fails with OAUTH_APPROVAL_ERROR_GENERIC.\n\n${authorizeUrl('clay')}`;
    expect(openContent(ticket).found.map(({ kind }) => kind)).toEqual(['failure', 'request']);
  });

  it('is an error that names scopes, also in the middle of a ticket', () => {
    const answer = JSON.stringify({
      status: 'error',
      message: 'This app hasn\u2019t been granted all required scopes to make this call.',
      category: 'MISSING_SCOPES',
      errors: [
        { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: ['crm.objects.deals.write'] } },
      ],
    });
    for (const text of [answer, `Hi,\n\nthe sync stopped with this:\n\n${answer}\n\nThanks`]) {
      const [found, ...others] = openContent(text).found;
      const input = found && reviewInputOf(found.input);
      expect([found?.kind, others.length]).toEqual(['failure', 0]);
      expect(input && buildReview(input).diagnosis?.causes[0]).toMatchObject({ scopes: ['crm.objects.deals.write'] });
    }
    const both = openContent(`OAUTH_APPROVAL_ERROR_GENERIC in Salesforce, and then\n\n${answer}`).found;
    expect(both.map(({ kind }) => kind)).toEqual(['failure', 'failure']);
  });

  it('is a list of scopes only where nothing else is known', () => {
    expect(openContent("scopes: ['crm.objects.contacts.read', 'crm.lists.read']").format).toBe('text');
    expect(openContent("scopes: ['crm.objects.contacts.read', 'crm.lists.read']").found[0]?.kind).toBe('scope-list');
    expect(requests(`${numbered(1)[0]} needs crm.objects.contacts.read`)).toEqual(['request app-0']);
  });

  it.each([
    ['', 'empty-file'],
    [' \n', 'empty-file'],
    ['PK\u0003\u0004\u0014\u0000', 'archive-file'],
    ['\u2030PNG\r\n\u001a\n\u0000\u0000', 'image-file'],
    ['Good morning', 'no-known-error'],
    ['\u0000\u0001\u0002\u0003', 'binary-file'],
    ['{"log":{"entries":[]}}', 'nothing-in-file'],
    ['"App Name";"Use Count";"Last Used Date"\n"Clay";"12";""\n', 'unknown-table'],
    ['Month,Cost\nJan,10\nFeb,20\n', 'unknown-table'],
    ['Hi Ada,\nthanks, Bo\n', 'no-known-error'],
    ['Month,Cost', 'no-known-error'],
    ['{"format":"scope-review-policy","version":1,"rules":[{"action":"deny","scopes":["crm.objects.deals.write"]}]}', 'own-policy'],
    ['{"format":"scope-review-backup","version":1,"preferences":[{"kept":["crm.lists.read"]}]}', 'own-backup'],
    ['{"format": "scope-review-history", "outcomes": [{"requested": ["crm.lists.read"]}]}', 'own-history'],
    [
      '{"provider":"hubspot","app":"c","account":"","scopes":[{"id":"crm.lists.read","requirement":"required"}],"reviewedBy":"","until":null}',
      'own-approval',
    ],
  ])('is nothing, with the reason: %j', (text, reason) => {
    expect(openContent(text)).toMatchObject({ found: [], reason });
  });

  it('is all of a long list, and the beginning of one that is too long', () => {
    const list = numbered(3_000).join('\n');
    expect(list.length).toBeGreaterThan(300_000);
    expect(openContent(list).receipt.isCut).toBe(false);
    expect(new Set(requests(list)).size).toBe(3_000);
    const longer = openContent(`${list}\n${' '.repeat(MAX_TEXT_LENGTH)}`);
    expect(longer.receipt).toMatchObject({ isCut: true, kept: 3_000 });
  });

  it.each([
    ['a trace', sampleText('chrome.har'), 0],
    ['an older trace of SAML-tracer', sampleText('saml-tracer-legacy.json'), 0],
    ['a table', sampleText('login-history-query.csv'), 0],
    ['a long list', numbered(3_000).join('\n'), 3],
  ])('says how much of it was read: %s', (_, text, parts) => {
    const shares: number[] = [];
    openContent(text, (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(parts);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares[0]).toBeGreaterThan(0);
    expect(shares.at(-1)).toBeGreaterThan(0.7);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('counts the links that repeat another one', () => {
    const [first, second] = numbered(2);
    expect(openContent([first, second, first].join('\n\n'))).toMatchObject({ receipt: { repeated: 1, kept: 2 } });
    expect(openContent(`${first}\n\n${second}`).receipt.repeated).toBeUndefined();
  });

  it('counts the links that are broken', () => {
    const broken =
      'https://app.hubspot.com/oauth/authorize?client_id=abc&redirect_uri=https%3A%2F%2Fx.example%2F&scope=crm.objects.con\nThanks';
    expect(openContent(`${numbered(1)[0]}\n\n${broken}`)).toMatchObject({ receipt: { notUnderstood: 1, kept: 1 } });
  });
});
