// @vitest-environment happy-dom
/** A page fixture from an outline: the reader must find the same structure in it. */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageReader } from '@/providers/hubspot/page';
import { readOutline } from '@/providers/oauth2/outline';
import { formatOutline, outlineHeader } from '@/providers/oauth2/outline-format';
import { newCommand } from '@/scripts/new/command';
import { newFixture } from '@/scripts/new/fixture';
import { exists, write } from '@/scripts/new/tree';
import { inProcess } from './terminal';

vi.mock('@/scripts/new/tree', { spy: true });

const root = join(import.meta.dirname, '../..');
const pages = join(root, 'tests/providers/hubspot/pages');
const file = join(pages, 'made-by-a-test.html');

const outline = `${outlineHeader('hubspot')}
html
 head
 body.dark
  nav
   ul
    li
     4
  main#app-#.layout.wide
   h1
    23
   p
    12
    b
     7
   div[list]
    div[listitem]
     20
     input.switch
    div[listitem]
     31
   button
    12
`;
const htmlOf = (text: string) => [...newFixture('made-by-a-test', text).changes.values()].join();

describe('a fixture from the outline of a page', () => {
  it('has the elements of the outline, with different placeholders of the given lengths', () => {
    expect(htmlOf(outline)).toBe(`<nav>
  <ul>
    <li>Text</li>
  </ul>
</nav>
<main id="app-#" class="layout wide">
  <h1>Text 2 Text 2 Text 2 Te</h1>
  <p>
    Text 3 Text.
    <b>Text 4.</b>
  </p>
  <div role="list">
    <div role="listitem">
      Text 5 Text 5 Text 5
      <input class="switch">
    </div>
    <div role="listitem">Text 6 Text 6 Text 6 Text 6 Tex</div>
  </div>
  <button>Text 7 Text.</button>
</main>
`);
  });

  it('gives the same outline and is read like the page', () => {
    document.body.className = 'dark';
    document.body.innerHTML = htmlOf(outline);
    document.head.replaceChildren();
    expect(`${outlineHeader('hubspot')}\n${formatOutline(readOutline(document))}`).toBe(outline.replace(' head\n', ''));
    const answer = pageReader.read(document);
    expect(answer.state === 'ready' && answer.snapshot).toMatchObject({
      headings: ['Text 2 Text 2 Text 2 Te'],
      lines: ['Text 5 Text 5 Text 5', 'Text 6 Text 6 Text 6 Text 6 Tex'],
    });
  });

  it('is found in an issue, and names the provider’s test to extend', () => {
    const { changes, advice } = newFixture(
      'made-by-a-test',
      `The page changed:\r\n\`\`\`\r\n${outline.replaceAll('\n', '\r\n')}\`\`\`\r\nThanks!`,
    );
    expect([...changes.keys()]).toEqual(['tests/providers/hubspot/pages/made-by-a-test.html']);
    expect([...changes.values()].join()).toBe(htmlOf(outline));
    expect(advice).toContain('Extend tests/providers/hubspot/page.test.ts');
    expect(newFixture('x', outline.replace('hubspot', 'salesforce')).advice).toContain('Create tests/providers/salesforce/page.test.ts');
  });

  it('says when the outline lacks the end of the page', () => {
    expect(newFixture('x', outline).advice).not.toContain('the end is missing');
    expect(newFixture('x', `${outline}...\n`).advice).toContain('the end is missing');
  });

  it('contains no markup that somebody wrote into the outline', () => {
    expect(htmlOf(`${outline}   script><b\n    5\n`)).toBe(htmlOf(outline));
    expect(htmlOf(`${outline}   9:x.a[b\n`)).toContain('<div></div>');
  });

  it.each([
    ['no outline', 'html\n body\n  main\n', 'There is no outline in this text'],
    ['an unknown provider', outline.replace('hubspot', 'northwind'), 'There is no outline in this text'],
    ['nothing in its body', `${outlineHeader('hubspot')}\nhtml\n body\n`, 'no body with anything in it'],
    ['a line without a parent', `${outlineHeader('hubspot')}\nhtml\n body\n   p\n`, 'indented too far:    p'],
    ['a text with children', `${outlineHeader('hubspot')}\nhtml\n body\n  5\n   p\n`, 'indented too far:    p'],
  ])('is refused for a text with %s', (_, text, reason) => {
    expect(() => newFixture('made-by-a-test', text)).toThrow(reason);
  });
});

describe('npm run new-fixture', () => {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|TEST$|DEV$|PROD$|MODE$)/.test(name)),
  );
  const make = (input: string, ...args: string[]) =>
    spawnSync('npm', ['run', '--silent', 'new-fixture', '--', ...args], { cwd: root, env, input, encoding: 'utf8' });
  const hadPages = existsSync(pages);
  afterEach(() => rmSync(hadPages ? file : pages, { recursive: true, force: true }));

  it('writes the page from standard input', () => {
    const made = make(outline, 'made-by-a-test');
    expect(made).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('npm run unit -- tests/providers/hubspot/page.test.ts'),
    });
    expect(existsSync(file)).toBe(true);
  });

  it.each([
    [2, 'Name the new fixture', [], outline],
    [2, '"../x" cannot be an ID', ['../x'], outline],
    [1, 'There is no outline in this text', ['made-by-a-test'], ''],
    [1, 'already exists', ['layout-1'], outline],
  ] as const)('exits with %i and writes nothing: %s', (status, reason, args, input) => {
    vi.mocked(exists).mockImplementation((path) => path === 'tests/providers/hubspot/pages/layout-1.html');
    const ended = inProcess(newCommand)(['fixture', ...args], input);
    expect(ended).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(reason) });
    expect(write).not.toHaveBeenCalled();
  });
});
