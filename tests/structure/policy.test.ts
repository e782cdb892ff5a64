/**
 * docs/policy.md, its JSON Schema and docs/deployment.md must agree with the schema of policies.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { policyFileSchema, readPolicyFile } from '@/utils/policy/policy-file';
import { checkManaged, unmanaged } from '@/utils/storage/managed';

const read = (name: string) => readFileSync(`docs/${name}`, 'utf8');
const blocks = (name: string, language: string) =>
  [...read(name).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

describe('the documents about policies', () => {
  it('have the JSON Schema that the code checks', () => {
    const generated = z.toJSONSchema(policyFileSchema, { io: 'input', unrepresentable: 'any' });
    const title = 'A policy of Scope Review, see policy.md';
    expect(JSON.parse(read('policy.schema.json')), 'write the received schema to docs/policy.schema.json').toEqual({ title, ...generated });
  });

  it('show a policy that is valid', () => {
    expect(blocks('policy.md', 'json').map((block) => readPolicyFile(block).ok)).toEqual([true]);
  });

  it('show files for Chromium and Firefox whose keys are valid', () => {
    const [chromium, firefox] = blocks('deployment.md', 'json').map((block) => JSON.parse(block));
    for (const managed of [chromium['3rdparty'].extensions.EXTENSION_ID, Object.values(firefox.policies['3rdparty'].Extensions)[0]])
      expect(checkManaged(managed)).toMatchObject({ policy: { name: 'Acme' }, switches: { history: false }, faults: [] });
    const [registry = ''] = blocks('deployment.md', 'reg');
    const [, text = ''] = /^"policy"=(".*")$/m.exec(registry) ?? [];
    expect(readPolicyFile(JSON.parse(text)).ok).toBe(true);
    expect(readPolicyFile(/<string>(.*)<\/string>/.exec(read('deployment.md'))?.[1] ?? '').ok).toBe(true);
  });

  it('name every key of managed storage', () => {
    for (const key of ['policy', ...Object.keys(unmanaged.switches)]) expect(read('deployment.md')).toContain(`| \`${key}\` |`);
  });
});
