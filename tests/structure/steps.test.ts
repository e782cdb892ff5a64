/**
 * The steps of the findings parse. One step a line: `@actor ` before it names who does it (none: you), `[Page](Key)` is a link
 * into the org's Setup, `**word**` what one presses, and a line with `> ` is a note of the step before it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '@/providers';
import { setupPages } from '../simulators/salesforce/setup-pages';

const locale = join(import.meta.dirname, '../../public/_locales/en/messages.json');
const messages = JSON.parse(readFileSync(locale, 'utf8')) as Record<string, { message: string }>;
const actors = Object.keys(messages)
  .flatMap((name) => /^actor_(.+)$/.exec(name)?.[1]?.replaceAll('_', '-') ?? [])
  .filter((actor) => actor !== 'you');

interface Line {
  actor: string;
  note: boolean;
  markup: string;
  /** As it is read on the screen. */
  words: string;
}

const link = /\[([^\]]*)\]\(([^)]*)\)/g;

function parse(line: string): Line {
  const [, marker = '', note = '', markup = ''] = /^(?:@(\S+) )?(> )?(.*)$/.exec(line) ?? [];
  const words = markup.replace(link, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');
  return { actor: marker || 'you', note: note !== '', markup, words };
}

const all = Object.entries(messages).flatMap(([name, { message }]) =>
  name.startsWith('finding_') && name.endsWith('_steps') && message ? [{ name, message, lines: message.split('\n').map(parse) }] : [],
);
const stepsOf = (id: string) =>
  all.find(({ name }) => name === `finding_${id.replaceAll('-', '_')}_steps`)?.lines.filter(({ note }) => !note) ?? [];

it('no text of the locale holds a bare path of Setup', () => {
  for (const [name, { message }] of Object.entries(messages)) expect(message, name).not.toContain('/lightning/');
});

describe.each(all)('$name', ({ message, lines }) => {
  it('names actors that have a name', () => {
    for (const { actor, markup } of lines) if (actor !== 'you') expect(actors, markup).toContain(actor);
  });

  it('is sentences without stray marks, and nothing of the request is put into the markup', () => {
    expect(message).not.toMatch(/\$\d/);
    for (const { note, words } of lines) {
      expect(words).toMatch(note ? /^["“A-Z].*\.$/ : /^[A-Z][a-z]+ .*\.$/);
      expect(words).not.toMatch(/[*[\]@]/);
    }
  });

  it('has at most six steps, and lines that are short', () => {
    expect(lines.filter(({ note }) => !note).length).toBeLessThanOrEqual(6);
    for (const { words } of lines) expect(words.length, words).toBeLessThan(140);
  });

  it('has each note after a step, unaddressed and plain', () => {
    for (const [index, { note, actor, markup, words }] of lines.entries()) {
      if (!note) continue;
      expect(lines[index - 1]?.note, markup).toBe(false);
      expect(actor, markup).toBe('you');
      expect(markup).toBe(words);
    }
  });

  it('links to known pages of Setup by their names, in steps of the Salesforce admin', () => {
    for (const { actor, markup } of lines)
      for (const [, page, key = ''] of markup.matchAll(link)) {
        expect(setupPages, markup).toHaveProperty([key], page);
        expect(actor, markup).toBe('salesforce-admin');
      }
  });
});

describe('errors of the providers', () => {
  const rules = providers.flatMap((provider) => provider.errors);

  // The one error without a reason: whoever acts depends on the cause, and each cause has steps of its own.
  it.each(rules.filter(({ id }) => id !== 'salesforce-approval-error'))('$id: whoever can fix it has the first step', ({ id, actor }) => {
    // A smaller request is undone first: that costs a click.
    const [first] = stepsOf(id).filter(({ markup }) => !markup.startsWith('Restore the original request'));
    const begin = actor === 'you' ? 'without @' : `with "@${actor} "`;
    expect(first?.actor, `begin finding_${id.replaceAll('-', '_')}_steps ${begin}`).toBe(actor);
  });

  it.each(['app-not-installed', 'invalid-client'])('salesforce-%s: names the Setup page and the permission that no longer helps', (id) => {
    const message = messages[`finding_salesforce_${id.replaceAll('-', '_')}_steps`]?.message;
    expect(message).toContain('[Connected Apps OAuth Usage](ConnectedAppsUsage) in Setup');
    expect(message).toMatch(/Use Any API Client .*since December 2025/);
  });
});
