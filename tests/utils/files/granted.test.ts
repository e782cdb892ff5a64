import { describe, expect, it } from 'vitest';
import { grantedAsMarkdown } from '@/utils/files/granted';

const response = { provider: 'Salesforce', account: 'acme.my.salesforce.com', scopes: ['api', 'id'], isIncomplete: false };

describe('the report on a token response', () => {
  it('has the granted scopes and what differs from the request, in words and lists', () => {
    const compared = [
      { app: 'Clay on Salesforce', missing: ['web'], extra: ['id'], granted: ['api'], at: null, isRefused: false, isUncertain: false },
    ];
    expect(grantedAsMarkdown(response, compared)).toBe(
      [
        '# 1 requested scope was not granted',
        '- Provider: `Salesforce`\n- Account: `acme.my.salesforce.com`\n- Granted: `api id`',
        '## Compared with Clay on Salesforce',
        '- Requested, not granted: `web`\n- Granted, not requested: `id`\n- Requested and granted: `api`',
        'The tokens were removed.',
      ].join('\n\n'),
    );
  });

  it('says what a response without scopes grants, and that nothing differs', () => {
    const compared = [{ app: 'Sync', missing: [], extra: [], granted: ['api'], at: null, isRefused: false, isUncertain: false }];
    const report = grantedAsMarkdown({ ...response, account: null, scopes: [] }, compared);
    expect(report).toMatch(/^# The response names no scopes\n\n- Provider: `Salesforce`\n\n## Compared with Sync\n\nEverything that/);
    expect(report).toMatch(/The tokens were removed\. A response without scopes grants those that were requested\.$/);
  });

  it('formats hostile names and scopes so that they have no effect in a ticket', () => {
    const compared = [
      { app: '<img src=x> @team', missing: ['a`b|c'], extra: [], granted: [], at: null, isRefused: false, isUncertain: false },
    ];
    const report = grantedAsMarkdown({ ...response, scopes: ['x`\n# y'] }, compared);
    expect(report).toContain('## Compared with \\<img src=x\\> `@team`');
    expect(report).toContain(': `a\u02cbb\\|c`');
    expect(report).not.toContain('\n# y');
  });
});
