/** The background's side: who may send what, and in which shape. Everything that fits no rule is refused. */
import { browser } from 'wxt/browser';
import { z } from 'zod';
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

const pageText = z.string().max(longestText);
const pageTexts = z.array(pageText).max(mostTexts);
const ofTab = { tabId: z.number().int().optional() };

const contentShapes = {
  pageRead: z.object({
    reading: z.object({
      headings: pageTexts,
      paragraphs: pageTexts,
      lines: pageTexts,
      username: pageText.nullable(),
      lineScopes: pageTexts,
      switches: z.number().int().nonnegative(),
    }),
  }),
  pageLeaves: z.object({
    place: z.string().max(10_000),
    hasCode: z.boolean(),
    error: z.string().max(200).nullable(),
    description: pageText.nullable(),
  }),
} satisfies Record<keyof ContentToBackground, z.ZodType>;

const pastedText = z.string().max(300_000);
const answerId = z.string().max(60);
const orgAnswers = z.object({
  user: z.object({ username: pageText.nullable(), integrationUser: z.boolean().nullable() }).optional(),
  refused: z.boolean().optional(),
  signIn: z.object({ providers: z.array(pageText).max(40), password: z.boolean().nullable() }).optional(),
});

const pageShapes = {
  getReview: z.object({ ...ofTab, org: orgAnswers.optional() }),
  reviewPasted: z.object({ ...ofTab, text: pastedText, answers: z.record(answerId, answerId) }),
  answer: z.object({ ...ofTab, question: answerId, answer: answerId.nullable() }),
  askOrg: z.object({ ...ofTab, about: z.enum(['user', 'sign-in']) }),
  choose: z.object({ ...ofTab, keep: scopeIdsSchema, unlocked: scopeIdsSchema }),
  continueWith: z.object({ ...ofTab, keep: scopeIdsSchema, unlocked: scopeIdsSchema, remember: z.boolean() }),
  restore: z.object(ofTab),
  statePlans: z.object({ ...ofTab, plans: planChoiceSchema.nullable() }),
  listPreferences: z.object(ofTab),
  forget: z.object({ ...ofTab, key: z.union([preferenceKeySchema, z.literal('all'), z.literal('this-tab')]) }),
  correctApp: z.object({ ...ofTab, said: z.object({ profile: answerId.nullable() }).nullable() }),
  forgetSeen: z.object(ofTab),
  addProfile: z.object({ ...ofTab, text: pastedText }),
  listProfiles: z.object(ofTab),
  forgetProfile: profileKeySchema.extend(ofTab),
  writeProfile: profileKeySchema.extend(ofTab),
  panelReady: z.object(ofTab),
  dock: z.object({ ...ofTab, dock: z.enum(['open', 'collapsed']), habit: z.boolean() }),
  openPopup: z.object(ofTab),
} satisfies Record<keyof PageToBackground, z.ZodType>;

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
  shapes: Record<keyof Calls, z.ZodType>,
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
