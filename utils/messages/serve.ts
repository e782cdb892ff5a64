/** The background's side: who may send what, and in which shape. Everything that fits no rule is refused. */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { longestText, mostTexts } from '@/providers/oauth2/page';
import { pageReaderFor } from '@/providers/page-readers';
import { planChoiceSchema } from '@/utils/storage/accounts';
import { preferenceKeySchema, scopeIdsSchema } from '@/utils/storage/preferences';
import { profileKeySchema } from '@/utils/storage/profiles';
import { onMessage } from './ask';
import type { ContentToBackground, PageToBackground } from './protocol';

// The pages' policy forbids compiled schemas; zod would try, and the browser would report it.
z.config({ jitless: true });

interface Sender {
  id?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number };
}
export type Handlers<Calls> = {
  [Name in keyof Calls]: Calls[Name] extends (data: infer Data) => infer Answer ? (data: Data, tabId: number) => Promise<Answer> : never;
};

const pageText = z.string().check(z.maxLength(longestText));
const pageTexts = z.array(pageText).check(z.maxLength(mostTexts));
const ofTab = { tabId: z.optional(z.int()) };

const contentShapes = {
  pageRead: z.object({
    reading: z.object({
      headings: pageTexts,
      paragraphs: pageTexts,
      lines: pageTexts,
      username: z.nullable(pageText),
      lineScopes: pageTexts,
      switches: z.int().check(z.nonnegative()),
    }),
  }),
  pageLeaves: z.object({
    place: z.string().check(z.maxLength(10_000)),
    hasCode: z.boolean(),
    error: z.nullable(z.string().check(z.maxLength(200))),
    description: z.nullable(pageText),
  }),
} satisfies Record<keyof ContentToBackground, z.ZodMiniType>;

const pastedText = z.string().check(z.maxLength(300_000));
const answerId = z.string().check(z.maxLength(60));
const orgAnswers = z.object({
  user: z.optional(z.object({ username: z.nullable(pageText), integrationUser: z.nullable(z.boolean()) })),
  refused: z.optional(z.boolean()),
  signIn: z.optional(z.object({ providers: z.array(pageText).check(z.maxLength(40)), password: z.nullable(z.boolean()) })),
});

const pageShapes = {
  getReview: z.object({ ...ofTab, org: z.optional(orgAnswers) }),
  reviewPasted: z.object({ ...ofTab, text: pastedText, answers: z.record(answerId, answerId) }),
  answer: z.object({ ...ofTab, question: answerId, answer: z.nullable(answerId) }),
  askOrg: z.object({ ...ofTab, about: z.enum(['user', 'sign-in']) }),
  choose: z.object({ ...ofTab, keep: scopeIdsSchema, unlocked: scopeIdsSchema }),
  continueWith: z.object({ ...ofTab, keep: scopeIdsSchema, unlocked: scopeIdsSchema, remember: z.boolean() }),
  restore: z.object(ofTab),
  statePlans: z.object({ ...ofTab, plans: z.nullable(planChoiceSchema) }),
  listPreferences: z.object(ofTab),
  forget: z.object({ ...ofTab, key: z.union([preferenceKeySchema, z.literal('all'), z.literal('this-tab')]) }),
  correctApp: z.object({ ...ofTab, said: z.nullable(z.object({ profile: z.nullable(answerId) })) }),
  forgetSeen: z.object(ofTab),
  addProfile: z.object({ ...ofTab, text: pastedText }),
  listProfiles: z.object(ofTab),
  forgetProfile: z.extend(profileKeySchema, ofTab),
  writeProfile: z.extend(profileKeySchema, ofTab),
  panelReady: z.object(ofTab),
  dock: z.object({ ...ofTab, dock: z.enum(['open', 'collapsed']), habit: z.boolean() }),
  openPopup: z.object(ofTab),
} satisfies Record<keyof PageToBackground, z.ZodMiniType>;

/** The top frame of a page that is read: nothing else carries our content script. */
function isContentScript(sender: Sender): boolean {
  const url = URL.parse(sender.url ?? '');
  return (
    sender.id === browser.runtime.id &&
    sender.frameId === 0 &&
    sender.tab?.id !== undefined &&
    url !== null &&
    pageReaderFor(url) !== undefined
  );
}

/** Only what our own origin serves: the browser fills in the sender's address, a renderer cannot. */
function isOwnPage(sender: Sender): boolean {
  const own = URL.parse(browser.runtime.getURL('/'));
  return (
    sender.id === browser.runtime.id &&
    URL.parse(sender.url ?? '')?.host === own?.host &&
    sender.url?.startsWith(own?.protocol ?? '') === true
  );
}

function isPanel(sender: Sender): boolean {
  return URL.parse(sender.url ?? '')?.pathname === '/panel.html';
}

/** The panel speaks for the tab that frames it; the popup for the tab that it names. */
function tabOf(sender: Sender, data: { tabId?: number | undefined }): number {
  const tabId = isPanel(sender) ? sender.tab?.id : data.tabId;
  if (tabId === undefined) throw new Error('message without a tab');
  return tabId;
}

export function serveContent(handlers: Handlers<ContentToBackground>): void {
  listen(handlers, contentShapes, isContentScript, (sender) => sender.tab?.id ?? -1);
}

export function servePages(handlers: Handlers<PageToBackground>): void {
  listen(handlers, pageShapes, isOwnPage, tabOf);
}

function listen<Calls>(
  handlers: Handlers<Calls>,
  shapes: Record<keyof Calls, z.ZodMiniType>,
  accepts: (sender: Sender) => boolean,
  tab: (sender: Sender, data: { tabId?: number }) => number,
): void {
  for (const name of Object.keys(shapes) as (keyof Calls)[]) {
    onMessage(name as never, async ({ data, sender }: { data: unknown; sender: Sender }) => {
      if (!accepts(sender)) throw new Error('message refused: sender');
      const parsed = shapes[name].safeParse(data);
      if (!parsed.success) throw new Error('message refused: shape');
      const handle = handlers[name] as (data: unknown, tabId: number) => Promise<unknown>;
      return handle(parsed.data, tab(sender, parsed.data as { tabId?: number })) as never;
    });
  }
}
