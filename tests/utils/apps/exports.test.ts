/** What is copied and saved of a comparison and of an inventory. */
import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import { problem } from '@/providers/oauth2/settings-problem';
import { checkMarkdown } from '@/utils/apps/check-markdown';
import { checkSettings } from '@/utils/apps/check-settings';
import { inventoryCsv, inventoryJson, inventoryMarkdown } from '@/utils/apps/inventory-export';
import type { InventoryApp, SettingsCheck } from '@/utils/apps/types';
import { openFile } from '@/utils/files/open';
import { sampleText } from '../files/sample';

const outreach = providerById('outreach') as Provider;
function check(scope: string): SettingsCheck {
  const url = `https://api.outreach.io/oauth/authorize?client_id=outreach-client&response_type=code&redirect_uri=https://crm.vendor.example/or&scope=${scope}`;
  const parsed = outreach.requests.parseRequest(url);
  const settings = openFile(sampleText('outreach-manifest.json'))?.found[0]?.settings;
  if (!parsed.ok || !settings) throw new Error('the sample changed');
  return checkSettings(outreach, settings, parsed.value) as SettingsCheck;
}

describe('a comparison as Markdown', () => {
  it('has each problem with its error and correction, and what to use instead', () => {
    expect(checkMarkdown('Sync *on* Outreach', check('prospects.read+users.all'))).toBe(
      [
        '## Sync \\*on\\* Outreach',
        '',
        '1 mismatch',
        '- **The app is not registered for this scope: users.all**',
        '  - Error: The requested scope is invalid, unknown, or malformed',
        '  - Correction: Remove it from the request. If the app needs it, add it to its settings first.',
        '',
        '### 2 things could be safer',
        '',
        '- **The request has no state**',
        '  - Correction: Add state, a random value that is new for each request, and compare it when the user comes back.',
        '- **The request has no PKCE**',
        '  - Correction: Add code_challenge, new for each request, and code_challenge_method=S256, once the app sends the code verifier too.',
        '',
        '### Corrected URL',
        '',
        'Changed or added: code_challenge, code_challenge_method, state.',
        '',
        'Left out, for the reasons above: users.all.',
        '',
        '```',
        'https://api.outreach.io/oauth/authorize?client_id=outreach-client&response_type=code&redirect_uri=https://crm.vendor.example/or&scope=prospects.read&code_challenge={code_challenge}&code_challenge_method=S256&state={state}',
        '```',
        '',
        '### Corrected settings',
        '',
        '```',
        '{',
        '  "scopes": [',
        '    "prospects.read",',
        '    "accounts.all",',
        '    "users.all"',
        '  ],',
        '  "redirectUris": [',
        '    "https://crm.vendor.example/or"',
        '  ]',
        '}',
        '```',
      ].join('\n'),
    );
  });

  it('says above a correction which scopes it changes, and what it does not solve', () => {
    const custom = {
      ...check('prospects.read'),
      correctedUrl: 'https://a.example/',
      urlScopes: { added: ['api'], dropped: ['full'] },
      urlParameters: ['redirect_uri', 'state'],
      leftInUrl: [problem({ kind: 'plain-http', urls: ['http://a.example/*'] })],
    };
    expect(checkMarkdown('Sync', custom)).toContain(
      [
        '### Corrected URL',
        '',
        'Changed or added: redirect_uri, state.',
        '',
        'Left out, for the reasons above: full.',
        '',
        'Suggested, and not in the request: api. Only the app’s developer knows whether the app needs more or less.',
        '',
        'This does not correct:',
        '',
        '- The redirect URL is not encrypted: http://a.example/\\*. Use https. Only addresses of the user’s own machine may use http.',
        '',
        '```',
      ].join('\n'),
    );
  });

  it('keeps a hostile scope inside its block', () => {
    expect(checkMarkdown('Sync', check('prospects.read+```%23x')).match(/^`{4}$/gm)).toHaveLength(2);
    // A line break makes the list uncertain, so that nothing is corrected.
    expect(checkMarkdown('Sync', check('prospects.read+```%0A%23x'))).not.toMatch(/^(?:`{4}|#x)/m);
  });
});

describe('an inventory', () => {
  const apps: InventoryApp[] = [
    {
      provider: 'salesforce',
      name: '=HYPERLINK("x")|Sync',
      tokens: 2,
      isInstalled: false,
      lastUsed: '2026-11-20T08:00:00.000+0000',
      uses: 16,
      selfAuthorized: 2,
      scopes: ['api', 'full'],
      issues: ['not-installed', 'broad'],
      unknown: [],
      evidence: [],
      newest: {},
      differentScopes: [],
    },
    {
      provider: 'salesforce',
      name: 'Other',
      tokens: 1,
      isInstalled: null,
      lastUsed: null,
      uses: null,
      selfAuthorized: null,
      scopes: null,
      issues: [],
      unknown: ['not-installed', 'broad'],
      evidence: [],
      newest: {},
      differentScopes: [],
    },
  ];

  it('is saved as CSV that runs nothing, with empty cells for what is unknown', () => {
    expect(inventoryCsv(apps, { bom: false }).split('\r\n')).toEqual([
      'App,Provider,Installed,Tokens,Authorized by users,Uses,Last used,Scopes,To do,Unknown',
      `"'=HYPERLINK(""x"")|Sync",salesforce,no,2,2,16,2026-11-20 08:00:00 UTC,api full,"Not installed, Full access",`,
      'Other,salesforce,,1,,,,,,"Not installed, Full access"',
      '',
    ]);
  });

  it('says about what files disagree, what each says and which one is newer', () => {
    const evidence = [true, false].map((isIssue) => ({
      issue: 'not-installed' as const,
      isIssue,
      file: isIssue ? 'a.csv' : 'b.csv',
      at: null,
    }));
    const [, contested] = apps.map((app) => ({ ...app, evidence, newest: { 'not-installed': 'b.csv' } }));
    expect(contested && inventoryCsv([contested], { bom: false })).toContain(
      '"Not installed (a.csv: yes, b.csv: no. The dates in b.csv are later, so it is probably newer. Trust that one.), Full access"',
    );
  });

  it('is saved as a table in Markdown, whose cells stay apart', () => {
    const [, line, first] = inventoryMarkdown(apps).split('\n');
    expect(line).toBe('|---|---|---|---|---|---|---|---|---|---|');
    expect(first?.replaceAll('\\|', '').split('|')).toHaveLength(12);
  });

  it('is saved as JSON with keys that scripts may use', () => {
    const { name, ...rest } = apps[0] as InventoryApp;
    expect(JSON.parse(inventoryJson(apps))[0]).toEqual({ app: name, ...rest });
  });
});
