/** What a pasted text shows: one request, a list of several, and the field that takes a file. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Paste } from '@/components/popup/Paste';
import { PastedList } from '@/components/popup/PastedList';
import { Pasted } from '@/entrypoints/popup/Pasted';
import { sendWithRetry } from '@/utils/messages/client';
import { buildReview } from '@/utils/review/build-review';
import { withChosenProvider } from '@/utils/review/chosen-provider';
import { parseInput } from '@/utils/review/parse-input';
import type { PastedItem } from '@/utils/review/pasted-types';
import type { Review } from '@/utils/review/types';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { button, clear, draw, drawReview, violations } from './draw';
import { clay, history, lastSelection, readOnly, remembered, scope } from './samples';

vi.mock('@/utils/messages/client', () => ({ sendMessage: vi.fn(), sendWithRetry: vi.fn() }));

const url = 'https://app.hubspot.com/oauth/authorize?client_id=c&scope=oauth';
const request: Review = { ...readOnly('pasted'), presets: clay.presets, selection: lastSelection };
const pasted = { hasRequest: true, url };
/** What the background makes of a text that no rule knows. */
function unknownText(provider: string | null, text = 'Something went wrong'): Review {
  const parsed = withChosenProvider(parseInput(text), text, provider ?? undefined);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview(parsed.input);
}
const items: PastedItem[] = [
  { kind: 'failure', title: 'Salesforce: The app is not installed in this Salesforce org', account: 'acme.my.salesforce.com', scopes: 0 },
  { kind: 'request', title: 'Clay on HubSpot', account: null, scopes: 18 },
];

beforeEach(async () => {
  await page.viewport(360, 600);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(() => {
  clear();
  delete document.documentElement.dataset.theme;
});

describe('a pasted error that names no provider', () => {
  const choices = [
    { id: 'hubspot', name: 'HubSpot' },
    { id: 'salesforce', name: 'Salesforce' },
  ];
  const source = { hasRequest: false, url: null };

  it.each(['light', 'dark'])('asks for the provider, in the %s theme', async (theme) => {
    // The review is tall, and its bar at the bottom covers no control.
    await page.viewport(360, 1000);
    document.documentElement.dataset.theme = theme;
    const { chooseProvider } = drawReview(unknownText(null), {
      surface: 'popup',
      pasted: { ...source, ownerChoice: { choices, chosen: null } },
    });
    const question = page.getByRole('group', { name: /^Which service shows this error/ });
    await expect.element(question.getByRole('radio', { name: 'HubSpot' })).not.toBeChecked();
    expect(document.body.textContent).toContain('Error at an unknown service');
    expect(document.body.textContent).not.toMatch(/OAuth 2\.0|observed/);
    await expect.element(question.getByText(/Nothing in the text says so/)).toBeVisible();
    expect(document.body.textContent).toContain('The pasted text says');
    expect(await violations()).toEqual([]);
    await question.getByRole('radio', { name: 'HubSpot' }).click();
    expect(chooseProvider).toHaveBeenCalledExactlyOnceWith('hubspot');
  });

  it('says which provider the address names, without choosing it', async () => {
    drawReview(unknownText(null), {
      surface: 'popup',
      pasted: { ...source, ownerChoice: { choices, named: choices[0] ?? null, chosen: null } },
    });
    await expect.element(page.getByText('The text contains “HubSpot”, so it may be HubSpot. Choose it if you know.')).toBeVisible();
    await expect.element(page.getByRole('radio', { name: 'HubSpot' })).not.toBeChecked();
  });

  it('says which provider the text names, without choosing it', async () => {
    drawReview(unknownText(null, 'Salesforce: something went wrong'), {
      surface: 'popup',
      pasted: { ...source, ownerChoice: { choices, chosen: null } },
    });
    await expect.element(page.getByText('The text contains “Salesforce”, so it may be Salesforce. Choose it if you know.')).toBeVisible();
    await expect.element(page.getByRole('radio', { name: 'Salesforce' })).not.toBeChecked();
  });

  it('shows the choice, which can be changed, with its possible causes and questions', async () => {
    drawReview(unknownText('hubspot'), { surface: 'popup', pasted: { ...source, ownerChoice: { choices, chosen: 'hubspot' } } });
    await expect.element(page.getByRole('radio', { name: 'HubSpot' })).toBeChecked();
    await expect.element(page.getByRole('heading', { name: 'Possible causes' })).toBeVisible();
    await expect.element(page.getByRole('group', { name: /sentence below HubSpot’s heading/ })).toBeVisible();
  });

  it('is asked for below the field too if nothing in the text is known, and not for the next text', async () => {
    vi.mocked(sendWithRetry).mockImplementation((async (_: string, { provider }: { provider?: string }) =>
      provider
        ? {
            state: 'review',
            review: unknownText(provider),
            pasted: { ...source, ownerChoice: { choices, chosen: provider } },
            ...{
              storage: 'ok',
              planChoices: [],
              closed: null,
              offer: null,
              rememberedAt: null,
              plans: null,
              appOverride: null,
              history: null,
            },
          }
        : { state: 'unreadable', reason: 'no-known-error', choices }) as never);
    const asked = () => vi.mocked(sendWithRetry).mock.lastCall?.[1];
    const show = (given: string) =>
      draw(<Pasted tabId={7} given={given} onBack={vi.fn()} onAdded={vi.fn()} onPaste={vi.fn()} onFile={vi.fn()} />, true);
    show('We are stuck');
    await expect.element(page.getByText(/^Can’t read this/)).toBeVisible();
    expect(await violations()).toEqual([]);
    await page.getByRole('radio', { name: 'HubSpot' }).click();
    await expect.element(page.getByRole('heading', { name: 'Possible causes' })).toBeVisible();
    expect(asked()).toMatchObject({ text: 'We are stuck', provider: 'hubspot' });
    await expect.element(page.getByRole('radio', { name: 'HubSpot' })).toBeChecked();
    show('Another text');
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(asked()).not.toHaveProperty('provider');
  });

  it('asks nothing if the text says whose error it is', async () => {
    drawReview(unknownText('hubspot'), { surface: 'popup', pasted: source });
    await expect.element(page.getByRole('heading', { name: 'Possible causes' })).toBeVisible();
    expect(page.getByRole('group', { name: /^Which service/ }).query()).toBeNull();
  });
});

describe('a pasted request', () => {
  it.each(['light', 'dark'])('shows the saved selection and offers to open and to copy it, in the %s theme', async (theme) => {
    document.documentElement.dataset.theme = theme;
    const { openPasted, copy } = drawReview(request, { surface: 'popup', pasted, history, rememberedAt: remembered });
    const last = page.getByRole('radio', { name: /^My last/ });
    await expect.element(last).toBeChecked();
    await expect.element(last).toBeDisabled();
    expect(await violations()).toEqual([]);
    await button('Open').click();
    await button('Copy as Markdown').click();
    expect(openPasted).toHaveBeenCalledOnce();
    expect(copy).toHaveBeenCalledExactlyOnceWith('review');
    expect(document.activeElement?.textContent).toBe('Copy as Markdown');
  });

  it('shows its history and what changed, but no button that would change what is stored', async () => {
    drawReview(request, { surface: 'popup', pasted, history, rememberedAt: remembered });
    await page.getByRole('button', { name: /^History/ }).click();
    await expect.element(page.getByText('First seen')).toBeVisible();
    expect(page.getByRole('button', { name: /[Ff]orget|[Cc]lear/ }).query()).toBeNull();
    expect(document.body.textContent).not.toContain('Not recorded before today');
  });

  it('is not opened if its host is not known', async () => {
    drawReview(request, { surface: 'popup', pasted: { hasRequest: true, url: null } });
    await expect.element(button('Copy as Markdown')).toBeVisible();
    expect(button('Open').query()).toBeNull();
  });

  it('of a report says nothing about this device', async () => {
    drawReview({ ...readOnly('pasted'), changes: null }, { surface: 'popup', pasted: { hasRequest: false, url: null } });
    await expect.element(page.getByRole('heading', { name: 'Details' })).toBeVisible();
    expect(document.body.textContent).not.toContain('Not recorded before today');
    expect(button('Copy as Markdown').query()).toBeNull();
  });

  it('of an unsupported provider lists unknown scopes first with their IDs and lists, and never as harmless', async () => {
    const unknown = { known: false, access: null, label: 'Unknown scope', category: '', requirement: 'undeclared', sources: [] } as const;
    const scopes = [
      scope('openid', 'Know who you are', 'Identity', { requirement: 'undeclared', access: 'identity' }),
      scope('search:read', 'Unknown scope', '', { ...unknown, parameters: ['scope', 'user_scope'] }),
    ];
    const review = { ...readOnly('protocol-only'), scopes, selection: [], current: scopes.map(({ id }) => id), findings: [] };
    drawReview(review, { surface: 'popup' });
    await expect.element(page.getByText('2 scopes. 1 is unknown.')).toBeVisible();
    expect([...document.querySelectorAll('.sr-row')].map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Unknown scope.*user_scope.*search:read/),
      expect.stringContaining('Know who you are'),
    ]);
    expect(await violations()).toEqual([]);
    const email = scope('email', 'See your email address', 'Identity', { requirement: 'undeclared', access: 'identity' });
    drawReview({ ...review, scopes: [email], current: ['email'] }, { surface: 'popup' });
    await expect.element(page.getByText('1 scope.')).toBeVisible();
    expect(document.body.textContent).not.toContain('None changes data');
    const openid = scopes.slice(0, 1);
    drawReview({ ...review, scopes: openid, current: ['openid'] }, { surface: 'popup' });
    await expect.element(page.getByText('1 scope. None changes data.')).toBeVisible();
    const besideScope = { ...readOnly('rights-beside-scope'), scopes: openid, selection: [], current: ['openid'], findings: [] };
    drawReview({ ...besideScope, isIncomplete: true }, { surface: 'popup' });
    await expect.element(page.getByText('At least 1 scope. There may be others that Scope Review can’t see.')).toBeVisible();
    await expect.element(page.getByText(/Other parameters of this request may ask for access that no scope shows/)).toBeVisible();
    expect(document.body.textContent).not.toContain('None changes data');
  });
});

it('every review can be copied as Markdown from its menu, which says so while it has the focus', async () => {
  const { copy } = drawReview(clay, { surface: 'panel' });
  await button('More').click();
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  expect(copy).toHaveBeenCalledExactlyOnceWith('review');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('More');
  drawReview(clay, { surface: 'panel', copied: 'review' });
  const note = document.querySelector('.sr-more__note') as HTMLElement;
  expect(note.textContent).toBe('Copied as Markdown');
  expect(getComputedStyle(note).clipPath).not.toBe('none');
  (button('More').element() as HTMLElement).focus();
  expect(getComputedStyle(note).clipPath).toBe('none');
  expect(await violations()).toEqual([]);
});

describe('a list of pasted requests and errors', () => {
  it.each(['light', 'dark'])('has one line each, which the keyboard opens, in the %s theme', async (theme) => {
    document.documentElement.dataset.theme = theme;
    const onOpen = vi.fn<(index: number) => void>();
    draw(
      <div class="sr-sheet sr-sheet--popup">
        <PastedList items={items} more={3} last={null} onOpen={onOpen} />
      </div>,
      true,
    );
    await expect.element(page.getByRole('heading', { name: '5 requests and errors in this text' })).toHaveFocus();
    await expect.element(page.getByText('Account acme.my.salesforce.com')).toBeVisible();
    await expect.element(page.getByText(/^3 more are not listed/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: /^Error: Salesforce: The app is not installed/ })).toBeVisible();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Tab}{Tab}{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(1);
  });

  it.each([MAX_PASTED_LENGTH, MAX_PASTED_LENGTH + 1])('says whether it was read to the end of a text of %d characters', async (length) => {
    vi.mocked(sendWithRetry).mockResolvedValue({ state: 'list', items, more: 0 } as never);
    draw(<Pasted tabId={7} given={'x'.repeat(length)} onBack={vi.fn()} onAdded={vi.fn()} onPaste={vi.fn()} onFile={vi.fn()} />, true);
    await expect.element(page.getByRole('button', { name: /Clay on HubSpot/ })).toBeVisible();
    expect(page.getByText(/^Only the first 200 kB were read/).query() !== null).toBe(length > MAX_PASTED_LENGTH);
    expect(await violations()).toEqual([]);
  });

  it('opens a review from which Back and Escape return to the line', async () => {
    const review = { state: 'review', review: request, pasted, storage: 'ok', planChoices: [] };
    vi.mocked(sendWithRetry).mockImplementation((async (_: string, { index }: { index?: number }) =>
      index === undefined
        ? { state: 'list', items, more: 0 }
        : { ...review, closed: null, offer: null, rememberedAt: null, plans: null, appOverride: null, history: null }) as never);
    const onBack = vi.fn<() => void>();
    draw(<Pasted tabId={7} given="a b" onBack={onBack} onAdded={onBack} onPaste={onBack} onFile={onBack} />, true);
    const line = page.getByRole('button', { name: /Clay on HubSpot/ });
    for (const back of [() => button('Back').click(), () => userEvent.keyboard('{Escape}')]) {
      await line.click();
      await expect.element(button('Open')).toBeVisible();
      await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
      expect(vi.mocked(sendWithRetry).mock.lastCall?.[1]).toMatchObject({ tabId: 7, text: 'a b', index: 1 });
      await back();
      await expect.element(line).toHaveFocus();
    }
    expect(onBack).not.toHaveBeenCalled();
    await userEvent.keyboard('{Escape}');
    expect(onBack).toHaveBeenCalledOnce();
  });
});

describe('the field for a pasted text', () => {
  const dropOn = (names: string[]) => {
    const dataTransfer = new DataTransfer();
    for (const name of names) dataTransfer.items.add(new File(['x'], name));
    const events = ['dragover', 'drop'].map((type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    for (const event of events) document.querySelector('#paste')?.dispatchEvent(event);
    return events.every((event) => event.defaultPrevented);
  };

  it('takes a file that is dropped on it, and says that it takes only one', async () => {
    const onFile = vi.fn<(file: File) => void>();
    draw(<Paste onPaste={vi.fn()} onFile={onFile} />, true);
    expect(dropOn(['a.json', 'b.json'])).toBe(true);
    await expect.element(page.getByRole('alert')).toHaveTextContent('Drop one file at a time.');
    expect(onFile).not.toHaveBeenCalled();
    expect(dropOn(['report.txt'])).toBe(true);
    expect(onFile.mock.calls[0]?.[0].name).toBe('report.txt');
    expect(dropOn([])).toBe(false);
  });
});
