/** The locale must contain a text for every id that needs one, and no unused text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';

interface Message {
  message: string;
  description?: string;
  placeholders?: Record<string, { content: string }>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'public/_locales');
const read = (language: string) => JSON.parse(readFileSync(join(folder, language, 'messages.json'), 'utf8')) as Record<string, Message>;
const english = read('en');
const key = (prefix: string, id: string, suffix = '') => `${prefix}_${id}${suffix && `_${suffix}`}`.replaceAll('-', '_');

const sources = ['entrypoints', 'components', 'utils', 'providers', 'scripts'].flatMap((floor) =>
  readdirSync(join(root, floor), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tsx?|mjs)$/.test(path))
    .map((path) => readFileSync(join(root, floor, path), 'utf8')),
);
const code = [...sources, readFileSync(join(root, 'wxt.config.ts'), 'utf8')].join('\n');

/** Returns the members of a union of string literals in a source file. */
function literals(file: string, type: string): string[] {
  const path = join(root, file);
  const files = file.endsWith('.ts') ? [path] : readdirSync(path).map((name) => join(path, name));
  const source = files.map((one) => readFileSync(one, 'utf8')).join('\n');
  const body = source.slice(source.indexOf(`export type ${type} =`)).split(';')[0] ?? '';
  return [...body.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
}

describe('the English locale', () => {
  it('is sorted, and only steps may be empty', () => {
    expect(Object.keys(english)).toEqual(Object.keys(english).toSorted());
    for (const [name, { message }] of Object.entries(english)) if (!name.endsWith('_steps')) expect(message.trim(), name).not.toBe('');
  });

  it('has title, text and steps for every finding', () => {
    const ids = new Set(providers.flatMap((provider) => provider.knowledge.errors.map((rule) => rule.id)));
    for (const match of code.matchAll(/(?:finding\(\{\s*id: |\bid: )'([a-z]+(?:-[a-z]+)+)'(?=,)/g)) {
      if (english[key('finding', match[1] ?? '', 'title')] || match[0].startsWith('finding(')) ids.add(match[1] ?? '');
    }
    expect(ids.size).toBeGreaterThan(25);
    for (const id of ids)
      for (const part of ['title', 'text', 'steps'])
        expect(Object.hasOwn(english, key('finding', id, part)), `add ${key('finding', id, part)}`).toBe(true);
  });

  it('has a name and a description for each placeholder', () => {
    for (const [name, { message, description = '', placeholders = {} }] of Object.entries(english)) {
      expect(message, `name the placeholders of ${name}`).not.toMatch(/\$\d/);
      const used = [...message.matchAll(/\$([A-Z\d_]+)\$/g)].map((match) => match[1] ?? '');
      expect(Object.keys(placeholders).toSorted(), `declare the placeholders of ${name}`).toEqual(
        [...new Set(used)].map((one) => one.toLowerCase()).toSorted(),
      );
      for (const one of used) expect(description, `add "${one}: what it stands for" to the description of ${name}`).toContain(`${one}: `);
      for (const { content } of Object.values(placeholders)) expect(content, name).toMatch(/^\$[1-9]$/);
    }
  });

  it('describes each message of one word, which could mean many things', () => {
    for (const [name, { message, description }] of Object.entries(english))
      if (/^\S+$/.test(message) && !/^finding_.+_short$/.test(name)) expect(description, `describe ${name}`).toBeDefined();
  });

  it('has plural categories for each number that a text counts', () => {
    // These state numbers beside each other (`3 of 17`), or count at least two things.
    const neutral =
      /^(?:choice_object|filter_changing_count|filter_count|idle_kept|page_lines|review_asks_single|workbench_(?:history_requested|inventory_apps|review_rows)_of|finding_(?:hubspot_comma_joined|outreach_joined)_scopes_text|finding_salesforce_approval_may_expire_text)$/;
    for (const [name, { description = '', message }] of Object.entries(english)) {
      if (!/: number of/.test(description) || neutral.test(name)) continue;
      expect(name, 'add _one and _other, and use tPlural').toMatch(/_(?:one|other)$/);
      expect(english, message).toHaveProperty(name.replace(/_one$/, '_other'));
    }
    for (const [, name] of code.matchAll(/tPlural\(\s*'(\w+)'/g)) expect(english).toHaveProperty(`${name}_other`);
    expect(code, 'use tPlural').not.toMatch(/\bt\('\w+_(?:one|other)'/);
  });

  it('is plain American English and does not speak as "we"', () => {
    const avoided =
      /\b(?:told|anew|lawful|hardly|whoever|unseen|is none|play no part|we|our|licences?|learnt|misspelt|ticked|centre|favourites?|catalogue|cancell?ing|cancelled|e-mails?)\b|(?:recogni|organi|authori|normali|analy)s(?:e|ed|es|ing|ation)\b|(?:behavi|col|hon|fav)our/i;
    for (const [name, { message }] of Object.entries(english)) expect(message, `reword ${name}`).not.toMatch(avoided);
  });

  it("keeps the description within Chrome's limit", () => {
    // Chrome's limit for a description:
    // https://developer.chrome.com/docs/extensions/reference/manifest/description
    expect(english.extension_description?.message.length, 'shorten extension_description').toBeLessThanOrEqual(132);
  });

  it('keeps finding titles within 60 characters and their short forms within three words', () => {
    for (const [name, { message }] of Object.entries(english)) {
      if (/^finding_.+_title$/.test(name)) expect(message.length, `shorten ${name}`).toBeLessThanOrEqual(60);
      if (/^finding_.+_short$/.test(name)) expect(message.split(' ').length, `shorten ${name}`).toBeLessThanOrEqual(3);
    }
  });

  it.each([
    ['readonly', 'ReadOnlyReason'],
    ['unreadable', 'UnreadableReason'],
    ['access', 'Access'],
    ['severity', 'Severity'],
    ['confidence', 'Confidence'],
    ['provenance', 'Provenance'],
    ['requirement', 'Requirement'],
  ])('has a %s_ key for every member of %s', (prefix, type) => {
    const members = literals('providers/contract', type);
    expect(members.length).toBeGreaterThan(2);
    for (const id of members) expect(english, `add ${key(prefix, id)}`).toHaveProperty(key(prefix, id));
  });

  it.each([
    ['tag', 'Tag'],
    ['preset', 'PresetId'],
    ['matched', 'MatchedBy'],
    ['profile_fault', 'FileFault', 'utils/text/file-schema.ts'],
  ])('has a %s_ key for every member of %s outside the provider types', (prefix, type, file = 'utils/review/types.ts') => {
    const members = literals(file, type);
    expect(members.length).toBeGreaterThan(2);
    for (const id of members) expect(english, `add ${key(prefix, id)}`).toHaveProperty(key(prefix, id));
  });

  it('has a recipient for every actor but the user, and where to look for the answer to every question', () => {
    for (const name of Object.keys(english)) {
      const [, actor] = /^actor_(.+)$/.exec(name) ?? [];
      if (actor && actor !== 'you') expect(english, `add recipient_${actor}`).toHaveProperty(`recipient_${actor}`);
    }
    for (const { id } of providers.flatMap(({ knowledge }) => knowledge.questions))
      expect(english, `add ${key('question', id, 'where')}`).toHaveProperty(key('question', id, 'where'));
  });

  it('contains no unused key', () => {
    const byId =
      /^(finding|requirement|changes|review_strip|storage|actor|severity|confidence|access|tag|provenance|matched|readonly|unreadable|policy_owner|policy_action|policy_mode|workbench_policy_column|workbench_policy_field|preset|refused|mark|extension|question|signal|page_kind|org|profile_fault|history_outcome|revoke|fix|recipient|message_kind|message_copy|message_copied|pasted_kind|undone|cli_removed|summary)_/;
    const prefixes = [...code.matchAll(/tById\('(workbench_\w+)'/g)].map(([, prefix]) => `${prefix}_`);
    const unused = Object.keys(english).filter(
      (name) =>
        !byId.test(name) &&
        !prefixes.some((prefix) => name.startsWith(prefix)) &&
        !code.includes(name.replace(/_(zero|one|two|few|many|other)$/, '')),
    );
    expect(unused, 'delete them').toEqual([]);
  });
});

/** Returns the key without its plural category; languages differ in those. */
const base = (name: string) => (Object.hasOwn(english, `${name.replace(category, '')}_other`) ? name.replace(category, '') : name);
const category = /_(?:zero|one|two|few|many|other)$/;

describe.each(readdirSync(folder).filter((language) => language !== 'en'))('the locale %s', (language) => {
  it('has the same keys and placeholders as English, and the plural categories of its language', () => {
    const messages = read(language);
    expect(new Set(Object.keys(messages).map(base))).toEqual(new Set(Object.keys(english).map(base)));
    for (const [name, { message }] of Object.entries(messages)) {
      const places = (text = '') => new Set([...text.matchAll(/\$\w+\$/g)].map(String));
      const expected = places((english[name] ?? english[`${base(name)}_other`])?.message);
      // A text for one thing may name it without its number.
      if (base(name) === name) expect(places(message), name).toEqual(expected);
      else
        expect(
          [...places(message)].filter((place) => !expected.has(place)),
          name,
        ).toEqual([]);
    }
  });
});
