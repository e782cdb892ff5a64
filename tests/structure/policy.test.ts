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

/** What each sample sets. */
const managed = { policy: { name: 'Acme' }, switches: { firstRun: false }, faults: [] };

/** Returns the dictionary of a property list; fails if its elements are not well-formed. */
function plist(xml: string): Record<string, unknown> {
  const tokens = [...xml.slice(xml.indexOf('<plist')).matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>|[^<>]+/g)].filter(([text]) => text.trim() !== '');
  const next = () => tokens.shift() ?? expect.fail('the end is missing');
  const close = (name: string) => expect(next()[0]).toBe(`</${name}>`);
  const isOpen = () => tokens[0]?.[1] === '';
  const value = (): unknown => {
    const [text, , name = '', isEmpty] = next();
    if (isEmpty) return /^<(?:true|false)\/>$/.test(text) ? name === 'true' : expect.fail(text);
    const list: unknown[] = [];
    if (name === 'dict' || name === 'array') while (isOpen()) list.push(value());
    else list.push(next()[0]);
    close(name);
    if (name === 'array') return list;
    if (name === 'integer') return Number(list[0]);
    if (name !== 'dict') return ['key', 'string'].includes(name) ? list[0] : expect.fail(name);
    return Object.fromEntries(list.flatMap((one, index) => (index % 2 === 0 ? [[one, list[index + 1]]] : [])));
  };
  expect(next()[0]).toBe('<plist version="1.0">');
  const root = value() as Record<string, unknown>;
  close('plist');
  expect(tokens).toEqual([]);
  return root;
}

describe('the documents about policies', () => {
  it('have the JSON Schema that the code checks', () => {
    const generated = z.toJSONSchema(policyFileSchema(), { io: 'input', unrepresentable: 'any' });
    const title = 'A policy of Scope Review, see policy.md';
    expect(JSON.parse(read('policy.schema.json')), 'write the received schema to docs/policy.schema.json').toEqual({ title, ...generated });
  });

  it('show a policy that is valid', () => {
    expect(blocks('policy.md', 'json').map((block) => readPolicyFile(block).ok)).toEqual([true]);
  });

  it('show files for Chromium and Firefox whose keys are valid', () => {
    const [chromium, firefox] = blocks('deployment.md', 'json').map((block) => JSON.parse(block));
    for (const one of [chromium['3rdparty'].extensions.EXTENSION_ID, Object.values(firefox.policies['3rdparty'].Extensions)[0]])
      expect(checkManaged(one)).toMatchObject(managed);
  });

  it('show a registry file for Chrome and Edge whose keys are valid', () => {
    const [registry = '', ...others] = blocks('deployment.md', 'reg');
    expect(others).toEqual([]);
    const [head, ...sections] = registry.split(/\n\n/);
    expect(head).toBe('Windows Registry Editor Version 5.00');
    const keys = sections.map((section) => {
      const [key = '', ...lines] = section.trim().split('\n');
      const values = lines.map((line) => {
        const [, name = '', text, number] = /^"(\w+)"=(?:("(?:[^"\\]|\\["\\])*")|dword:([\da-f]{8}))$/.exec(line) ?? expect.fail(line);
        return [name, text === undefined ? Number.parseInt(number ?? '', 16) === 1 : JSON.parse(text)];
      });
      expect(checkManaged(Object.fromEntries(values))).toMatchObject(managed);
      return /^\[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\(.+)\\3rdparty\\extensions\\EXTENSION_ID\\policy\]$/.exec(key)?.[1];
    });
    expect(keys).toEqual(['Google\\Chrome', 'Microsoft\\Edge']);
  });

  it('show a configuration profile for Chrome and Edge whose keys are valid', () => {
    const [xml = '', ...others] = blocks('deployment.md', 'xml');
    expect(others).toEqual([]);
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<!DOCTYPE plist PUBLIC "[^"]+" "[^"]+">\n<plist version="1\.0">\n/);
    const profile = plist(xml);
    expect(profile).toMatchObject({ PayloadType: 'Configuration', PayloadVersion: 1 });
    const payloads = profile.PayloadContent as Record<string, unknown>[];
    expect(payloads.map(({ PayloadType }) => PayloadType)).toEqual(
      ['com.google.Chrome', 'com.microsoft.Edge'].map((domain) => `${domain}.extensions.EXTENSION_ID`),
    );
    for (const name of ['PayloadUUID', 'PayloadIdentifier'])
      expect(new Set([profile, ...payloads].map((one) => one[name])).size, name).toBe(3);
    for (const { PayloadType, PayloadIdentifier, PayloadUUID, PayloadVersion, ...keys } of payloads) {
      expect(PayloadUUID).toMatch(/^[\dA-F]{8}(?:-[\dA-F]{4}){3}-[\dA-F]{12}$/);
      expect(PayloadVersion).toBe(1);
      expect(checkManaged(keys)).toMatchObject(managed);
    }
  });

  it('name every key of managed storage', () => {
    for (const key of ['policy', ...Object.keys(unmanaged.switches)]) expect(read('deployment.md')).toContain(`| \`${key}\` |`);
  });
});
