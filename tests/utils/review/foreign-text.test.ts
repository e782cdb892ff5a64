/** Data, code and documentation are no errors, and what people paste about an error is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isForeignText } from '@/utils/review/foreign-text';
import { parseInput } from '@/utils/review/parse-input';

const root = join(import.meta.dirname, '../../..');
const link = 'https://app.hubspot.com/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fx.example%2Fcb&scope=oauth';
const manual = `# A connector\n\n## Errors\n\nIf HubSpot says no, the connection failed.\n\n## Link\n\n${link}\n`;
const code = `import x from 'y';\nexport function run() {\n  throw new Error('it failed');\n}\nrun();\n// HubSpot: ${link}\n`;

describe('a foreign text', () => {
  it.each(['package.json', 'tsconfig.json', 'biome.json', 'CONTRIBUTING.md', 'vitest.config.ts', 'scripts/cli.ts'])(
    'is no error: %s',
    (path) => {
      const text = readFileSync(join(root, path), 'utf8');
      expect(isForeignText(text)).toBe(true);
      expect(parseInput(text)).toEqual({ ok: false, reason: 'no-known-error' });
    },
  );

  it.each([
    ['a manual', manual],
    ['source code', code],
  ])('keeps the request that it contains: %s', (_, text) => {
    const pasted = parseInput(text);
    expect(pasted.ok && pasted.inputs.map(({ request, errorText }) => [request.clientId, errorText])).toEqual([['a', undefined]]);
  });

  it('keeps a known error that it quotes', () => {
    const pasted = parseInput(manual.replace('the connection failed', 'Insufficient scopes were provided'));
    expect(pasted.ok && pasted.input.errorText).toContain('Insufficient scopes');
  });
});

it.each([
  '{"status":500,"message":"Something failed"}',
  '[{"message":"it failed","errorCode":"FLUX"}]',
  'Error: it failed\n    at run (/app/index.js:3:9)\n    at main (/app/index.js:9:1)\n});\n}\n}\n}',
  'Traceback (most recent call last):\n  File "a.py", line 3, in run\n    return connect()\nFluxError: it failed',
  'Hi,\nour user sees this:\nConnection failed.\nBrowser: Chrome\nThanks,\nJo',
  '### Describe the bug\n\nIt failed.\n\n### Steps\n\nConnect.',
])('is not foreign, so the error that no rule knows is found: %s', (text) => {
  expect(isForeignText(text)).toBe(false);
  expect(parseInput(text)).toMatchObject({ ok: true, input: { errorText: expect.any(String) } });
});

it('is no error if a long text names a provider and no failure', () => {
  const memo = 'We introduce HubSpot next year and move all contacts. '.repeat(20);
  expect(parseInput(memo)).toEqual({ ok: false, reason: 'no-known-error' });
  expect(parseInput('HubSpot asks me to sign in again and again').ok).toBe(true);
});
