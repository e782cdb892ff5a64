/** The outline of a page, in a real document: forms there hide their own properties. */
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { readOutline } from '@/providers/oauth2/outline';
import { formatOutline, MAX_OUTLINE_LENGTH, OUTLINE_CUT } from '@/providers/oauth2/outline-format';
import { pageOutline } from '@/utils/messages/schemas';
import { button, clear, drawReview, violations } from './draw';
import { clay, planFinding } from './samples';

const outlineOf = (made: Document) => formatOutline(readOutline(made));

function outline(body: string): string {
  const made = document.implementation.createHTMLDocument('CANARY');
  made.body.innerHTML = body;
  return outlineOf(made);
}
const below = (body: string) => outline(body).replace(/^html\n body\n/, '');

describe('the outline of a page', () => {
  it('has tags, roles, ids, classes, nesting and text lengths, and no text', () => {
    expect(
      outline('<main id="app" class="layout wide"><h1>Connect  Clay</h1><div role="list"><p>a <b>bold</b>  one</p></div></main>'),
    ).toBe('html\n body\n  main#app.layout.wide\n   h1\n    12\n   div[list]\n    p\n     1\n     b\n      4\n     3\n');
  });

  it('contains no other attribute and nothing of scripts, styles and the panel', () => {
    expect(
      below(`<form action="/CANARY" title="CANARY"><input name="CANARY" value="CANARY" placeholder="CANARY"></form>
        <script>CANARY</script><style>CANARY{}</style><svg><title>CANARY</title></svg><!--CANARY--><scope-review-dock></scope-review-dock>`),
    ).toBe('  form\n   input\n');
  });

  it.each([
    ['a long number', 'account-4521873', 'account-#'],
    ['hex digits', 'x-deadbeef-y', 'x-#-y'],
    ['a Salesforce ID', '00D5g000004tQzEAM', '#'],
    ['a random value', 'row_f81d4faeQq7Zx', 'row_#'],
    ['an address', 'ada@acme.example', '#'],
    ['other characters', 'a%20b', 'a_20b'],
  ])('masks %s in ids, classes and roles', (_, value, masked) => {
    expect(below(`<i id="${value}" class="k ${value}" role="${value}"></i>`)).toBe(`  i[${masked}]#${masked}.k.${masked}\n`);
  });

  it('keeps the names of generated classes that identify nobody', () => {
    expect(below('<i class="UIFormControl__StyledSpan-sc-10n543l-2"></i>')).toBe('  i.UIFormControl__StyledSpan-sc-10n543l-2\n');
  });

  it('is not broken by fields that hide the properties of their form, nor by images that hide those of the document', () => {
    const names = 'id className localName attributes childNodes firstChild nextSibling parentNode getAttribute nodeType nodeValue'.split(
      ' ',
    );
    const fields = names.map((name) => `<input name="${name}">`).join('');
    const images = '<img name="createTreeWalker"><img name="body"><img name="documentElement">';
    expect(below(`<form id="real" class="kept">${fields}</form>${images}`)).toBe(
      `  form#real.kept\n${'   input\n'.repeat(names.length)}${'  img\n'.repeat(3)}`,
    );
  });

  it.each([
    ['many nodes', '<i></i>'.repeat(100_000)],
    ['long names', `<i class="${'layout '.repeat(100)}"></i>`.repeat(4000)],
    ['a long text', 'x'.repeat(5_000_000)],
    ['many scripts', '<script></script>'.repeat(100_000)],
  ])('stays short and quick on a page with %s', (_, body) => {
    const made = document.implementation.createHTMLDocument();
    made.body.innerHTML = body;
    const before = performance.now();
    const text = outlineOf(made);
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(text.length).toBeLessThanOrEqual(MAX_OUTLINE_LENGTH);
    if (body.startsWith('<')) expect(text.endsWith(`${OUTLINE_CUT}\n`)).toBe(true);
    expect(pageOutline().safeParse(readOutline(made)).success).toBe(true);
  });

  it('leaves out what lies too deep', () => {
    const made = document.implementation.createHTMLDocument();
    let inner: Element = made.body;
    for (let depth = 0; depth < 20_000; depth += 1) inner = inner.appendChild(made.createElement('i'));
    made.body.append(made.createElement('footer'));
    const lines = outlineOf(made).trimEnd().split('\n');
    expect(lines).toHaveLength(102);
    expect(lines.at(-1)).toBe('  footer');
  });

  it('is refused on arrival if it holds anything else', () => {
    const accepted = (nodes: unknown) => pageOutline().safeParse(nodes).success;
    const made = document.implementation.createHTMLDocument();
    made.body.innerHTML = '<ul><li class="a" role="b">View contacts</li></ul>';
    expect(accepted(readOutline(made))).toBe(true);
    const element = [0, 'i', '', '', ''];
    const refused = [
      [],
      null,
      'html',
      [[0]],
      [[0, 'i']],
      [[0, 'i', '', '', 'x'.repeat(201)]],
      [[101, 3]],
      [[0, -1]],
      Array(4002).fill(element),
    ];
    for (const nodes of refused) expect(accepted(nodes)).toBe(false);
  });
});

describe('the page line of a review', () => {
  afterEach(clear);
  const changed = { ...clay, page: { lines: 0, marked: 0, unseen: clay.current } };

  it.each(['light', 'dark'] as const)('offers the outline of a page without a known line (%s)', async (theme) => {
    document.documentElement.style.colorScheme = theme;
    document.documentElement.lang = 'en';
    document.title = 'Scope Review';
    await page.viewport(380, 800);
    const { copy } = drawReview({ ...changed, findings: [planFinding] });
    await button(/^Page ?The page shows no list of scopes/).click();
    await button('Copy page outline').click();
    expect(copy).toHaveBeenCalledExactlyOnceWith('outline');
    expect(await violations()).toEqual([]);
    drawReview(changed, { copied: 'outline' });
    await button(/^Page/).click();
    await expect.element(button('Page outline copied')).toBeVisible();
    await expect.element(page.getByRole('status').filter({ hasText: 'Page outline copied' })).toBeInTheDocument();
    document.documentElement.style.colorScheme = '';
  });

  it('offers nothing to copy where at least one line is known', async () => {
    drawReview(clay);
    await button(/^Page/).click();
    await expect.element(page.getByText(/matches exactly one requested scope/)).toBeVisible();
    expect(button('Copy page outline').query()).toBeNull();
  });
});
