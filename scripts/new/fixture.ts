/**
 * Turns the outline of a page, which a user copied from the panel, into a page with placeholder
 * texts for the tests of the provider's page reader.
 */
import { providers } from '@/providers';
import { MAX_OUTLINE_LENGTH, OUTLINE_CUT, outlineHeader } from '@/providers/oauth2/outline-format';
import { type Changes, exists, Refused } from './tree';

/** What `npm run new-fixture` writes and prints. */
export interface NewFixture {
  changes: Changes;
  /** What to do next, in lines. */
  advice: string;
}

/** A node of the outline: an element with its children, or the length of a text. */
type OutlineNode = { name: string; children: OutlineNode[] } | number;

/** The longest placeholder, far above what a reader takes of a text. */
const MAX_PLACEHOLDER_LENGTH = 2000;
/** Elements without content (HTML Standard, 13.1.2). */
const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * Returns the fixture `name` from a text that contains an outline, such as an issue. Throws
 * `Refused` if there is none, or if the fixture exists.
 */
export function newFixture(name: string, text: string): NewFixture {
  const provider = providers.find(({ id }) => text.includes(`${outlineHeader(id)}\n`) || text.includes(`${outlineHeader(id)}\r\n`));
  if (!provider)
    throw new Refused(`There is no outline in this text: it starts with a line "${outlineHeader(providers[0]?.id ?? '')}" or the like.`);
  const [, outline = ''] = text.split(outlineHeader(provider.id));
  const lines = outlineLines(outline.slice(0, MAX_OUTLINE_LENGTH + 2));
  const body = bodyOf(readNodes(lines));
  if (!body) throw new Refused('The outline has no body with anything in it.');
  const file = `tests/providers/${provider.id}/pages/${name}.html`;
  if (exists(file)) throw new Refused(`${file} already exists.`);
  let texts = 0;
  const html = body.map((node) => htmlOf(node, '', () => ++texts)).join('');
  return { changes: new Map([[file, html]]), advice: adviceFor(provider.id, name, lines.at(-1)?.trim() === OUTLINE_CUT) };
}

/** The lines up to the first that is none of an outline, for example the end of a code block. */
function outlineLines(text: string): string[] {
  const lines = text.trimStart().split(/\r?\n/);
  const end = lines.findIndex((line) => !/^ *[\w:#.[\]-]+$/.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}

function readNodes(lines: readonly string[]): OutlineNode[] {
  const root: OutlineNode[] = [];
  /** The lists of children that the next line may belong to, by depth. */
  const lists = [root];
  for (const line of lines) {
    const name = line.trimStart();
    const depth = line.length - name.length;
    if (name === OUTLINE_CUT) break;
    const list = lists[depth];
    if (!list) throw new Refused(`This line of the outline is indented too far: ${line}`);
    lists.length = depth + 1;
    if (/^\d+$/.test(name)) list.push(Number(name));
    else {
      const children: OutlineNode[] = [];
      list.push({ name, children });
      lists.push(children);
    }
  }
  return root;
}

/** The children of the body; null if there is none, or nothing in it. */
function bodyOf(root: readonly OutlineNode[]): OutlineNode[] | null {
  const named = (nodes: readonly OutlineNode[], tag: RegExp) => nodes.find((node) => typeof node !== 'number' && tag.test(node.name));
  const html = named(root, /^html\b/);
  const body = typeof html === 'object' ? named(html.children, /^body\b/) : undefined;
  return typeof body === 'object' && body.children.length > 0 ? body.children : null;
}

/** The node as HTML, each child on a line of its own, except for an only text. */
function htmlOf(node: OutlineNode, indent: string, nextText: () => number): string {
  if (typeof node === 'number') return `${indent}${placeholder(nextText(), node)}\n`;
  const [, tag = 'div', role = '', id = '', classes = ''] =
    /^([a-z][\w:-]*)(?:\[([\w:#-]+)\])?(?:#([\w:#-]+))?((?:\.[\w:#-]+)*)/.exec(node.name) ?? [];
  const attributes = [role && ` role="${role}"`, id && ` id="${id}"`, classes && ` class="${classes.slice(1).replaceAll('.', ' ')}"`].join(
    '',
  );
  const start = `${indent}<${tag}${attributes}>`;
  if (empty.has(tag)) return `${start}\n`;
  const [first] = node.children;
  if (node.children.length === 0) return `${start}</${tag}>\n`;
  if (node.children.length === 1 && typeof first === 'number') return `${start}${placeholder(nextText(), first)}</${tag}>\n`;
  const children = node.children.map((child) => htmlOf(child, `${indent}  `, nextText)).join('');
  return `${start}\n${children}${indent}</${tag}>\n`;
}

/** A text of this length that no other text equals, unless it is too short for that. */
function placeholder(number: number, length: number): string {
  const word = `Text ${number} `;
  const text = word.repeat(Math.ceil(Math.min(length, MAX_PLACEHOLDER_LENGTH) / word.length)).slice(0, length);
  return text.slice(0, MAX_PLACEHOLDER_LENGTH).replace(/ $/, '.');
}

function adviceFor(provider: string, name: string, isCut: boolean): string {
  const test = `tests/providers/${provider}/page.test.ts`;
  return `
${isCut ? 'The page had more nodes than an outline lists, so the end is missing.\n' : ''}${exists(test) ? 'Extend' : 'Create'} ${test} with what the reader has to find there:

  it('reads the layout of ${name}', () => {
    const html = readFileSync(join(import.meta.dirname, 'pages/${name}.html'), 'utf8');
    expect(read(html)?.snapshot).toMatchObject({ headings: [], lines: [], switches: 0 });
  });

Then run it:  npm run unit -- ${test}
Next, change providers/${provider}/page.ts. Step-by-step guide: providers/README.md
`;
}
