/** What a user sends to an admin comes back as a request, and only as that. */
import { describe, expect, it } from 'vitest';
import { finding } from '@/providers/finding';
import { openContent } from '@/utils/files/open-content';
import type { OwnedPolicy, PolicyRule } from '@/utils/policy/policy-file';
import { accessRequestMarkdown, accessRequestOf } from '@/utils/review/access-request';
import { isComplete } from '@/utils/review/approval';
import { buildReview } from '@/utils/review/build-review';
import { ownParts } from '@/utils/review/own-parts';
import { parseInput } from '@/utils/review/parse-input';
import { readAccessRequest } from '@/utils/review/read-access-request';
import { clayUrl } from '../../providers/hubspot/sample-urls';
import { samplePolicy } from '../../sample-policy';

const reviewOf = (text: string, policy: OwnedPolicy | null = null) => {
  const parsed = parseInput(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ ...parsed.input, isObserved: true, policy });
};
const clay = reviewOf(clayUrl);
const asked = { by: 'Bo from sales', reason: 'Enriches the contacts of the trade fair' };
const scopesOf = ({ scopes }: ReturnType<typeof buildReview>) => scopes.map(({ id, requirement }) => ({ id, requirement }));

describe('a request to an admin', () => {
  it('comes back from Markdown as the same review, with who asked and why', () => {
    const text = accessRequestMarkdown(clay, asked);
    const read = readAccessRequest(`Hi Ada, please see below.\n\n${text}\n\nThanks`);
    const review = buildReview(read?.input as never);
    expect(read?.asked).toEqual(asked);
    expect(scopesOf(review)).toEqual(scopesOf(clay));
    const { provider, app, clientId, redirectHost, account } = clay;
    expect(review).toMatchObject({ provider, clientId, redirectHost, account, readOnlyReason: 'pasted' });
    // Whoever writes a request may combine any client with any host.
    expect([app.matchedBy, review.app.matchedBy]).toEqual(['redirect-host', 'claimed-host']);
    expect(text).toContain(asked.reason);
  });

  it('says what the admin shall do, and leaves no doubt about an account that the request does not name', () => {
    const text = accessRequestMarkdown({ ...clay, account: '4521873' });
    expect(text).toContain('Please check whether Clay may have this access to HubSpot. Then tell me whether I can connect it');
    expect(text).not.toContain('not named');
    expect(accessRequestMarkdown(clay)).toContain('- Account: `not named in the request`');
  });

  it('says what the user wants to keep, and carries it to the workbench', () => {
    const editable = { ...clay, editable: true };
    const dropped = clay.scopes.find(({ locked }) => !locked)?.id ?? '';
    const text = accessRequestMarkdown(editable, asked, new Set(clay.scopes.map(({ id }) => id).filter((id) => id !== dropped)));
    expect(text).toContain(`I want to keep 17 of the 18 scopes that the app requests, and to drop these:\n\n- \`${dropped}\``);
    expect(readAccessRequest(text)?.asked).toEqual({ ...asked, dropped: [dropped] });
    expect(openContent(text).found[0]?.asked).toEqual({ ...asked, dropped: [dropped] });
    expect(scopesOf(reviewOf(text))).toEqual(scopesOf(clay));
    const all = accessRequestMarkdown(editable, asked, new Set(clay.scopes.map(({ id }) => id)));
    expect(all).toContain('I want to keep all 18 scopes that the app requests.');
    // A request that can't be changed has no choice of the user.
    expect(accessRequestMarkdown(clay, asked, new Set())).not.toContain('I want to keep');
  });

  it.each([
    ['a reply', (text: string) => text.replace(/^/gm, '> ')],
    ['a message without its fence', (text: string) => text.replace(/```(?:json)?\n?/g, '')],
    ['a message in Jira', (text: string) => text.replace('```json', '{code:json}').replace('```', '{code}')],
    ['a reply to a reply', (text: string) => `Yes, please.\n\n${text.replace(/^/gm, '> > ')}`],
  ])('carries the same in %s', (_, quote) => {
    const kept = new Set(clay.scopes.filter(({ locked }) => locked).map(({ id }) => id));
    const text = accessRequestMarkdown({ ...clay, editable: true }, asked, kept);
    const [plain, quoted] = [text, quote(text)].map((one) => openContent(one).found);
    expect(plain?.[0]?.asked?.dropped).toHaveLength(11);
    expect(quoted).toEqual(plain);
  });

  it.each([
    ['with typographic quotes', (text: string) => text.replace(/"([^"]*)"/g, '\u201c$1\u201d')],
    ['with line breaks within its lines', (text: string) => text.replace(/.{76}/g, '$&\n')],
    ['cut at its end', (text: string) => text.slice(0, -60)],
  ])('is called damaged, and is no list of scopes, %s', (_, damage) => {
    const { found, reason, receipt } = openContent(damage(accessRequestMarkdown(clay, asked)));
    expect([found, reason, receipt.notUnderstood]).toEqual([[], 'own-damaged', 1]);
    expect(parseInput(damage(accessRequestMarkdown(clay, asked)))).toEqual({ ok: false, reason: 'own-damaged' });
  });

  it('is read or counted beside others in one mail, with or without its fence', () => {
    const message = (account: string) =>
      accessRequestMarkdown({ ...clay, account }, { ...asked, reason: 'the "format":"scope-review-request" {' });
    const bare = (text: string) => text.replaceAll('```', '');
    const damaged = (text: string) => text.replaceAll('"', '\u201c');
    const accounts = (text: string) => {
      const { found, receipt } = openContent(text);
      return [found.map(({ input }) => input.request.account), receipt.notUnderstood];
    };
    const mails = [message('4100001'), bare(message('4100002')), bare(message('4100003')).replace(/^/gm, '> '), message('4100004')];
    expect(accounts(mails.join('\n\n'))).toEqual([['4100001', '4100002', '4100003', '4100004'], 0]);
    expect(accounts([message('4100001'), damaged(bare(message('4100002'))), bare(message('4100003'))].join('\n\n'))).toEqual([
      ['4100001', '4100003'],
      1,
    ]);
    expect(accounts([bare(message('4100001')).slice(0, -60), message('4100002')].join('\n'))).toEqual([['4100002'], 1]);
  });

  it('is looked for in linear time', () => {
    const started = performance.now();
    for (const piece of ['{"format":"scope-review-request",', '{"', '"\\"', 'format:scope-review-report{'])
      ownParts(piece.repeat(200_000 / piece.length));
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('reads well as plain text: no zeros, no backslashes, its JSON shorter than its words', () => {
    const [words = '', json = ''] = accessRequestMarkdown({ ...clay, editable: true }, asked, new Set()).split('```json\n');
    expect(words).toContain('18 scopes: 7 required, 9 on by default, 2 off by default');
    expect(words).not.toMatch(/\\|\b0 /);
    expect(json.length).toBeLessThan(words.length);
    expect(json.trim().split('\n')).toHaveLength(2);
  });

  it('leaves out what concerns only the session of the user', () => {
    const about = (id: string, scopes: string[], severity: 'notice' | 'warning' = 'notice') =>
      finding({ id, severity, confidence: 'observed', actor: 'you', scopes });
    const findings = [
      about('salesforce-full-user', []),
      about('unknown-scopes', ['x']),
      about('salesforce-integration-user', [], 'warning'),
    ];
    const text = accessRequestMarkdown({ ...clay, findings }, asked);
    expect(text).not.toContain('Not an Integration User');
    expect(text).toContain('- **Notice**: Unknown scopes');
    expect(text).toContain('- **Warning**: The signed-in user is an Integration User');
    expect(text).toMatch(/^ {2}1\. Salesforce admin: /m);
    expect(text).not.toMatch(/\d\. You: /);
  });

  it('is read in its first version, too', () => {
    const { provider, clientId, redirectHost, account } = clay;
    const old = {
      format: 'scope-review-request',
      version: 1,
      provider: provider.id,
      clientId,
      redirectHost,
      account,
      scopes: scopesOf(clay),
      incomplete: null,
      ...asked,
    };
    const read = readAccessRequest(`\`\`\`json\n${JSON.stringify(old, null, 2)}\n\`\`\``);
    expect(read?.asked).toEqual(asked);
    expect(scopesOf(buildReview(read?.input as never))).toEqual(scopesOf(clay));
    for (const more of [{ version: 3 }, { scopes: [{ id: 'a', requirement: 'maybe' }] }, { incomplete: undefined }])
      expect(readAccessRequest(JSON.stringify({ ...old, ...more }))).toBeNull();
  });

  it('asks for an exception from the policy that forbids the connection, with its reasons', () => {
    const owners = 'crm.objects.owners.read';
    const custom = 'crm.objects.custom.write';
    const under = (rules: Partial<PolicyRule>[]) => reviewOf(clayUrl, { owner: 'organization', file: samplePolicy(rules) });
    const text = accessRequestMarkdown(under([{ scopes: [owners], reason: 'Employee data' }, { scopes: [custom] }]));
    expect(text).toContain('The policy “Acme connection policy” denies these scopes');
    expect(text).toContain(`- \`${owners}\` Employee data`);
    expect(text).not.toContain(`- \`${custom}\``);
    expect(text).not.toContain('CANARY');
    expect(scopesOf(reviewOf(text))).toEqual(scopesOf(clay));
    expect(accessRequestMarkdown(under([{ scopes: [custom] }]))).not.toContain('The policy “');
  });

  it('is a request wherever it is opened', () => {
    const text = accessRequestMarkdown(clay, asked);
    const opened = openContent(text);
    expect(opened).toMatchObject({ format: 'request', reason: null, found: [{ kind: 'request', asked, app: null }] });
    expect(scopesOf(reviewOf(text))).toEqual(scopesOf(clay));
  });

  it('is one of several in a ticket, with the links beside them and a count of those that can’t be read', () => {
    const other = { ...accessRequestOf(clay, { by: 'Cy', reason: '' }), clientId: 'other-app', scopes: { required: ['oauth'] } };
    const broken = { ...other, version: 9 };
    const blocks = [other, broken].map((one) => `\`\`\`json\n${JSON.stringify(one)}\n\`\`\``);
    const link = clayUrl.replace(/client_id=[^&]+/, 'client_id=third-app');
    const ticket = [accessRequestMarkdown(clay, asked), ...blocks, `And ${link}`].join('\n\n');
    const opened = openContent(ticket);
    expect(opened.found.map(({ input, asked: by }) => [input.request.clientId, by?.by ?? null])).toEqual([
      [clay.clientId, asked.by],
      ['other-app', 'Cy'],
      ['third-app', null],
    ]);
    expect(opened).toMatchObject({ format: 'request', receipt: { kept: 3, notUnderstood: 1 } });
    expect(JSON.stringify(opened)).not.toContain('CANARY');
    const parsed = parseInput(ticket);
    expect(parsed.ok && parsed.inputs.map(({ request }) => request.clientId)).toEqual([clay.clientId, 'other-app', 'third-app']);
  });

  it('takes the stricter requirement of a scope that it lists twice', () => {
    const twice = { ...accessRequestOf(clay, asked), scopes: { undeclared: ['oauth', 'forms'], required: ['oauth'] } };
    expect(readAccessRequest(JSON.stringify(twice))?.input.request.scopes.map(({ id, locked }) => [id, locked])).toEqual([
      ['oauth', true],
      ['forms', false],
    ]);
  });

  it('holds no secret of the URL, and no email address that was typed', () => {
    const text = accessRequestMarkdown(clay, { by: 'bo@ridgeline.example', reason: 'ask ada@ridgeline.example' });
    expect(text).not.toContain('CANARY');
    expect(text).not.toContain('@ridgeline');
    expect(text).not.toContain('state=');
  });

  it('holds nothing private that stands in the place of a scope', () => {
    const text = accessRequestMarkdown(
      reviewOf(clayUrl.replace('crm.lists.read', 'state%3DCANARY-s3cret%20ada%40ridgeline.example')),
      asked,
    );
    expect(text).not.toMatch(/CANARY|@ridgeline/);
    expect(text).toContain('crm.objects.owners.read');
  });

  it('holds no client ID that may be something else', () => {
    const odd = reviewOf(clayUrl.replace(/client_id=[^&]+/, 'client_id=ada%40ridgeline.example'));
    expect(accessRequestOf(odd, asked).clientId).toBeUndefined();
    expect(accessRequestMarkdown(odd, asked)).not.toContain('@ridgeline');
  });

  it('takes the words of a forged one apart, too', () => {
    const forged = { ...accessRequestOf(clay, asked), by: 'bo@ridgeline.example', reason: 'xoxb-CANARY from 10.0.0.1' };
    expect(JSON.stringify(openContent(JSON.stringify(forged)))).not.toMatch(/CANARY|@ridgeline|10\.0\.0/);
  });

  it('keeps that the request may have other scopes', () => {
    const repeated = reviewOf(clayUrl.replace('&scope=', '&scope=crm.lists.read&scope='));
    expect(repeated.readOnlyReason).toBe('repeated-scope');
    const read = readAccessRequest(accessRequestMarkdown(repeated, asked));
    expect(read?.input.request.readOnly).toBe('repeated-scope');
    expect(isComplete(read?.input.request as never)).toBe(false);
    expect(isComplete(readAccessRequest(accessRequestMarkdown(clay, asked))?.input.request as never)).toBe(true);
  });

  it.each([
    ['1,001 scopes', Array.from({ length: 1_001 }, (_, at) => `s${at}`)],
    ['an ID that is longer than a baseline holds', ['a'.repeat(201)]],
  ])('does not claim that %s are all of them', (_, scopes) => {
    const long = reviewOf(clayUrl.replace('crm.lists.read', scopes.join('%20')));
    expect(long.readOnlyReason).toBe('pasted');
    const request = readAccessRequest(accessRequestMarkdown(long, asked))?.input.request;
    expect(request?.readOnly).toBe('unread-scopes');
    expect(isComplete(request as never)).toBe(false);
  });

  it('keeps its Markdown intact with hostile words', () => {
    for (const words of ['``` \n```', '`', '</code><img src=x>', '\u202egnp.exe', '\n# Heading\n', '"}\n```\n']) {
      const read = readAccessRequest(accessRequestMarkdown(clay, { by: words, reason: words }));
      expect(read && scopesOf(buildReview(read.input))).toEqual(scopesOf(clay));
    }
  });

  it.each([
    ['another format', { format: 'scope-review-report' }],
    ['a later version', { version: 3 }],
    ['an unknown provider', { provider: 'nobody' }],
    ['a host that is none', { redirectHost: 'a b' }],
    ['a client ID that may be a secret', { clientId: 'a b@c' }],
    [
      'too many scopes',
      {
        scopes: {
          required: Array.from({ length: 501 }, (_, at) => `s${at}`),
          undeclared: Array.from({ length: 500 }, (_, at) => `u${at}`),
        },
      },
    ],
    ['an unknown requirement', { scopes: { maybe: ['a'] } }],
  ])('is not read with %s', (_, more) => {
    const request = accessRequestOf(clay, asked);
    expect(readAccessRequest(JSON.stringify(request))).not.toBeNull();
    expect(readAccessRequest(JSON.stringify({ ...request, ...more }))).toBeNull();
  });
});
