import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { reviewMarkdown } from '@/utils/review/review-markdown';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const markdownOf = (text: string) => {
  const parsed = parseInput(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return reviewMarkdown(buildReview({ ...parsed.input, isObserved: true })).join('\n');
};

describe('a review as Markdown', () => {
  it('names app, provider, account and each scope by requirement, with its label', () => {
    const text = markdownOf(clayUrl.replace('/oauth/authorize', '/oauth/4711/authorize'));
    expect(text).toMatch(/^## HubSpot · Clay · 18 scopes: 7 required, 9 on by default, 2 off by default$/m);
    expect(text).toContain('- Account: `4711`');
    expect(text).toContain('- Redirect host: `app.clay.com`');
    expect(text).toContain('| Required | `crm.objects.contacts.read` | View contacts |');
    expect(text.match(/^\| (?!Requirement)\w.*`/gm)).toHaveLength(18);
  });

  it('says what is on by default only if the app’s profile does: a request says no more than optional', () => {
    const parsed = parseInput(clayUrl);
    if (!parsed.ok) throw new Error(parsed.reason);
    const text = reviewMarkdown(buildReview(parsed.input)).join('\n');
    expect(text).toMatch(/^## HubSpot · app.clay.com · 18 scopes: 7 required, 11 optional$/m);
    expect(text).toContain('| Optional | `automation.sequences.read` |');
    expect(text).not.toContain('by default');
  });

  it('marks the scopes for sensitive data, and others that are remarkable', () => {
    const text = markdownOf(clayUrl.replace('crm.lists.read', 'crm.lists.read%20crm.objects.contacts.highly_sensitive.read.v2'));
    expect(text).toMatch(/^\| Required \| `crm\.objects\.contacts\.highly_sensitive\.read\.v2` \| .+ \(.*highly sensitive.*\) \|$/m);
  });

  it('names the lists of the scopes of any server, and what nobody describes', () => {
    const text = markdownOf(
      'https://slack.example/oauth/v2/authorize?client_id=1.2&scope=chat:write&user_scope=search:read&team=T0CANARY&state=CANARY&redirect_uri=app://ada.CANARY%40acme/cb',
    );
    expect(text).toContain('| Undeclared | `search:read` (user_scope) | Unknown scope |');
    expect(text).toContain('- **Notice**: Unknown scopes');
    expect(text).not.toContain('Account');
    expect(text).not.toContain('CANARY');
  });

  it('contains no state, PKCE value, login hint or code of a request or of an error', () => {
    const secrets = 'login_hint=ada.CANARY%40acme.example&nonce=CANARY';
    expect(markdownOf(`${clayUrl}&${secrets}`)).not.toContain('CANARY');
    const refusal = 'https://app.clay.com/cb?error=access_denied&error_description=CANARY&state=CANARY';
    expect(markdownOf(`${clayUrl}\n${refusal}`)).toContain('- **');
    expect(markdownOf(`${clayUrl}\n${refusal}`)).not.toContain('CANARY');
  });

  it('says of each finding which scopes it is about, what it means, and who does what', () => {
    const text = markdownOf(clayUrl.replace('crm.lists.read', 'crm.list.read'));
    expect(text).toContain('- **Warning**: A required scope is not requested as required (possible)\n  - According to Clay, ');
    expect(text).toContain('\n  - `crm.lists.read`\n  1. App vendor: Put every required scope in the link’s scope parameter');
    expect(text).toMatch(/^ {2}2\. You: /m);
    expect(text).toContain('- **Notice**: Unknown scopes (observed)\n');
  });

  it('redacts what nobody knows in the text of a finding, too, and keeps its markup from taking effect', () => {
    const text = markdownOf(clayUrl.replace('crm.lists.read', 'ada.CANARY%40acme.example%20%5Bx%5D(https://evil.example)'));
    expect(text).toContain('no description of these scopes: \\[email\\], \\[x\\](https://evil.example).');
    expect(text).toContain('\n  - `[email]`, `[x](https://evil.example)`\n');
    expect(text).not.toContain('CANARY');
  });

  it('says what is different from what it is compared with, one line for each kind of change', () => {
    const parsed = parseInput(clayUrl);
    if (!parsed.ok) throw new Error(parsed.reason);
    const review = buildReview({ ...parsed.input, isObserved: true });
    const drift = {
      added: ['crm.objects.contacts.write', 'ada.CANARY@acme.example'],
      removed: ['crm.objects.line_items.read'],
      newlyRequired: ['crm.lists.read'],
      moreAccess: ['crm.objects.contacts.write'],
    };
    const text = reviewMarkdown(review, { settings: null, compared: { with: 'Approved baseline, Aug 14, 2026', drift } }).join('\n');
    expect(text).toContain('### Compared with: Approved baseline, Aug 14, 2026');
    expect(text).toContain('- **New**: `[email]`\n- **New with more access**: `crm.objects.contacts.write`\n');
    expect(text).toContain('- **Newly required**: `crm.lists.read`\n');
    expect(text).toContain('- **Removed**: `crm.objects.line_items.read`');
    expect(text).not.toContain('CANARY');
    const none = { added: [], removed: [], newlyRequired: [], moreAccess: [] };
    const same = reviewMarkdown(review, { settings: null, compared: { with: 'Clay', drift: none } }).join('\n');
    expect(same).toMatch(/### Compared with: Clay\n\n- The same scopes as before$/);
  });

  it('keeps markup in an ID or in a client ID from taking effect', () => {
    const text = markdownOf('https://id.example/authorize?response_type=code&client_id=%5Bx%5D(https://evil.example)%60&scope=%7C%60**a**');
    expect(text).toContain('- client_id: `[x](https://evil.example)\u02cb`');
    expect(text).toContain('| Undeclared | `\\|\u02cb**a**` |');
  });
});
