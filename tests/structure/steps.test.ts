/**
 * The steps of every finding must parse. Each line is one step: `@actor ` before it names who acts
 * (the user, if it is missing, or with `@extension `, see `Step`), `[Page](Key)` is a link into the org's Setup, `**word**` is a
 * button, and a line with `> ` is a note of the step before it.
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
  needsExtension: boolean;
  note: boolean;
  markup: string;
  /** Returns the text on the screen, without markup. */
  words: string;
}

const link = /\[([^\]]*)\]\(([^)]*)\)/g;

function parse(line: string): Line {
  const [, marker = '', note = '', markup = ''] = /^(?:@(\S+) )?(> )?(.*)$/.exec(line) ?? [];
  const words = markup.replace(link, '$1').replace(/\*\*([^*]+)\*\*/g, '$1');
  return {
    actor: marker === 'extension' ? 'you' : marker || 'you',
    needsExtension: marker === 'extension',
    note: note !== '',
    markup,
    words,
  };
}

const all = Object.entries(messages).flatMap(([name, { message }]) =>
  name.startsWith('finding_') && name.endsWith('_steps') && message ? [{ name, message, lines: message.split('\n').map(parse) }] : [],
);
const stepsOf = (id: string) =>
  all.find(({ name }) => name === `finding_${id.replaceAll('-', '_')}_steps`)?.lines.filter(({ note }) => !note) ?? [];

it('no text of the locale contains a bare path of Setup', () => {
  for (const [name, { message }] of Object.entries(messages)) expect(message, name).not.toContain('/lightning/');
});

describe.each(all)('the steps in $name', ({ message, lines }) => {
  it('name only actors that have a name', () => {
    for (const { actor, markup } of lines) if (actor !== 'you') expect(actors, markup).toContain(actor);
  });

  it('are sentences without stray markup or placeholders', () => {
    expect(message).not.toMatch(/\$\d/);
    for (const { note, words } of lines) {
      expect(words).toMatch(note ? /^["“A-Z].*\.$/ : /^[A-Z][a-z]+,? .*\.$/);
      // Each step has a number of its own, and the one before it may be somebody else's.
      if (!note) expect(words).not.toMatch(/^(?:Or|And) /);
      expect(words).not.toMatch(/[*[\]@]/);
    }
  });

  it('address as “you” only the user who reads them', () => {
    let actor = 'you';
    for (const line of lines) {
      if (!line.note) actor = line.actor;
      if (actor.endsWith('-admin')) expect(line.words).not.toMatch(/\byou(?:rself)?\b/i);
    }
  });

  it('are at most six, in short lines', () => {
    expect(lines.filter(({ note }) => !note).length).toBeLessThanOrEqual(6);
    for (const { words } of lines) expect(words.length, words).toBeLessThan(140);
  });

  it('have each note after a step, without actor and markup', () => {
    for (const [index, { note, actor, markup, words }] of lines.entries()) {
      if (!note) continue;
      expect(lines[index - 1]?.note, markup).toBe(false);
      expect(actor, markup).toBe('you');
      expect(markup).toBe(words);
    }
  });

  it('link only to known Setup pages by their names, in steps of the Salesforce admin', () => {
    for (const { actor, markup } of lines)
      for (const [, page, key = ''] of markup.matchAll(link)) {
        expect(setupPages, markup).toHaveProperty([key === 'LogRow' ? 'OrgLoginHistory' : key], page);
        expect(actor, markup).toBe('salesforce-admin');
      }
  });
});

it('a policy of an app is loosened only on a condition, in the step itself, because notes may be folded', () => {
  const loosening = all.flatMap(({ lines }) => lines.filter(({ words }) => words.includes('self-authorize')));
  expect(loosening.length).toBeGreaterThan(2);
  for (const { note, words } of loosening) {
    expect(note, words).toBe(false);
    expect(words).toMatch(/ only if users without an assigned profile should connect\.$/);
  }
});

it('restoring the original request is on the condition that the user changed it', () => {
  const restoring = all.flatMap(({ lines }) => lines.filter(({ words }) => /restore the original request/i.test(words)));
  expect(restoring.length).toBeGreaterThan(4);
  for (const { words, needsExtension } of restoring) {
    expect(words).toBe('If you continued with fewer scopes, restore the original request first.');
    expect(needsExtension, words).toBe(true);
  }
});

describe('the steps of a provider error', () => {
  const rules = providers.flatMap((provider) => provider.knowledge.errors);

  // This error gives no reason: who can act depends on the cause, and each cause has its own steps.
  it.each(rules.filter(({ id }) => id !== 'salesforce-approval-error'))('begin with the person who can fix it: $id', ({ id, actor }) => {
    // Restoring the original request may come first, because it costs the user only a click.
    const [first] = stepsOf(id).filter(({ markup }) => !markup.includes('restore the original request'));
    const begin = actor === 'you' ? 'without @' : `with "@${actor} "`;
    expect(first?.actor, `begin finding_${id.replaceAll('-', '_')}_steps ${begin}`).toBe(actor);
  });

  it.each(['app-not-installed', 'invalid-client'])('name the Setup page and the permission that no longer helps: salesforce-%s', (id) => {
    const message = messages[`finding_salesforce_${id.replaceAll('-', '_')}_steps`]?.message;
    expect(message).toContain('[Connected Apps OAuth Usage](ConnectedAppsUsage) in Setup');
    expect(message).toMatch(/Use Any API Client .*since December 2025/);
  });
});
