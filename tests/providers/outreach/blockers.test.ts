import { describe, expect, it } from 'vitest';
import { outreach } from '@/providers/outreach';
import en from '@/public/_locales/en/messages.json';
import { findingText } from '@/utils/diagnosis/finding-text';
import { outreachUrl } from './sample-urls';

const messages = en as Record<string, { message: string } | undefined>;

function findingsFor(url: string) {
  const parsed = outreach.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return outreach.rules.blockers({
    request: parsed.value,
    profile: null,
    snapshot: null,
    navigation: [],
    plans: null,
    learnedRequired: [],
    org: null,
  });
}
const of = (...scopes: string[]) => findingsFor(outreachUrl(scopes));
const summariesFor = (...scopes: string[]) =>
  of(...scopes).map(({ id, severity, confidence, actor, scopes: ids }) => [id, severity, confidence, actor, ids]);

describe('the findings about an Outreach request', () => {
  it('are empty for current scopes and for sign-in scopes', () => {
    expect(summariesFor('prospects.all', 'users.read', 'scim', 'openid', 'profile', 'email', 'acme.unknown')).toEqual([]);
  });

  it.each([
    ['%2B', 'users.read+prospects.read+tasks.all'],
    [',', 'users.read,prospects.read,tasks.all'],
  ])('report scopes that %s joins into one id', (separator, id) => {
    const [finding, ...rest] = findingsFor(outreachUrl(['users.read', 'prospects.read', 'tasks.all'], separator));
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      id: 'outreach-joined-scopes',
      severity: 'blocker',
      confidence: 'likely',
      actor: 'app-vendor',
      scopes: [id],
    });
    expect(finding && findingText(finding, 'text')).toContain('read these 3 IDs');
  });

  it.each(['%09', '%0A', '%0D%0A'])('report a scope list that contains %s', (separator) => {
    const [finding, ...rest] = findingsFor(outreachUrl(['users.read', 'prospects.read'], separator));
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ id: 'outreach-scope-line-break', severity: 'blocker', confidence: 'likely', actor: 'app-vendor' });
    expect(finding?.evidence).toEqual(['users.read↵prospects.read']);
    expect(finding && findingText(finding, 'text')).toContain('users.read↵prospects.read');
  });

  it('report scopes of the first API, alone and mixed with current ones', () => {
    const first = ['create_prospects', 'read_tags'];
    expect(summariesFor(...first)).toEqual([['outreach-first-api', 'warning', 'likely', 'you', first]]);
    expect(summariesFor(...first, 'openid')).toEqual([['outreach-first-api', 'warning', 'likely', 'you', first]]);
    expect(summariesFor(...first, 'prospects.all')).toEqual([['outreach-mixed-apis', 'warning', 'likely', 'you', first]]);
  });

  it('report withdrawn scopes as only possible, because an older app may still have them', () => {
    expect(summariesFor('audits.read', 'customDuties.write', 'prospects.all')).toEqual([
      ['outreach-withdrawn-scopes', 'warning', 'possible', 'you', ['audits.read', 'customDuties.write']],
    ]);
  });

  it('report ids that Outreach never listed, and ids of the MCP server', () => {
    expect(summariesFor('tags.all', 'read:prospects', 'users.read')).toEqual([
      ['outreach-unlisted-scopes', 'warning', 'likely', 'you', ['tags.all', 'read:prospects']],
    ]);
    expect(summariesFor('mcp:read', 'users.read')).toEqual([['outreach-mcp-scopes', 'warning', 'likely', 'you', ['mcp:read']]]);
  });

  it('name the vendor as the one who can act when the request is read-only', () => {
    const [finding] = findingsFor(`${outreachUrl(['tags.all', 'users.read'])}&scope=tasks.all`);
    expect(finding).toMatchObject({ id: 'outreach-unlisted-scopes', actor: 'app-vendor' });
  });

  it('report a request to the MCP server and nothing about its scopes', () => {
    const url = 'https://api.outreach.io/mcpOAuth/authorize?client_id=1&scope=mcp%3Aread+prospects.all+tags.all';
    expect(findingsFor(url)).toMatchObject([{ id: 'outreach-mcp-server', severity: 'notice', confidence: 'observed', scopes: [] }]);
  });
});

const all = [
  ...findingsFor(outreachUrl(['a%2Bb', 'a+b', 'a\nb', 'read_tags', 'audits.read', 'tags.all', 'mcp:read'])),
  ...of('read_tags', 'prospects.all'),
  ...findingsFor('https://api.outreach.io/mcpOAuth/authorize?client_id=1'),
];

describe.each(all.map((finding) => [finding.id, finding] as const))('the texts of %s', (id, finding) => {
  const key = `finding_${id.replaceAll('-', '_')}`;

  it('are complete, short and have every placeholder filled', () => {
    expect(messages[`${key}_title`]?.message.length, `add ${key}_title`).toBeLessThanOrEqual(60);
    expect(findingText(finding, 'text')).toMatch(/^\S.*\.$/);
    expect(findingText(finding, 'text')).not.toMatch(/\$\d/);
    if (finding.severity !== 'notice') expect(findingText(finding, 'short')).toMatch(/^\S+( \S+)?$/);
  });
});

it('the texts of all eight Outreach findings are covered here', () => {
  expect(new Set(all.map((finding) => finding.id)).size).toBe(8);
});
