/**
 * Opens the files that admins and support staff have. Nothing secret of them leaves these
 * functions, so that a worker can read a file and post the result.
 */
import { providerById } from '@/providers';
import type { UnreadableReason } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { Asked } from '@/utils/review/access-request';
import { findUrls } from '@/utils/review/find-urls';
import { ownParts } from '@/utils/review/own-parts';
import { type ParsedInput, requestsIn } from '@/utils/review/parse-input';
import { readAppSettings } from '@/utils/review/read-settings';
import type { ReviewInput } from '@/utils/review/review-input';
import { type ProfileFile, readProfileFile } from '@/utils/storage/profile-file';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { binaryKind } from './decode';
import { endsEarly } from './ends-early';
import { readHar } from './har';
import { withoutComments } from './json-comments';
import { formatOf, hasOwnReview, ownKind } from './kind';
import { newReceipt, noteRemoved, noteUrl, upToLimit } from './receipt';
import { requestOfSafe, safeInput, safeSettings } from './safe-input';
import { safeText } from './safe-text';
import { readSamlTracer } from './saml-tracer';
import { readScopeList } from './scope-list';
import { readTable, tableFormatOf } from './table';
import { readTokenResponse } from './token-response';
import { readTrace } from './trace';
import type { Found, FoundInput, OnRead, OpenedFile, OwnKind, Receipt } from './types';

/**
 * The length of a trace up to which it is read, in UTF-16 code units. No other file is read that
 * far.
 */
export const MAX_FILE_LENGTH = 50_000_000;

const limits = { trace: MAX_FILE_LENGTH, table: 20_000_000, settings: 1_000_000 } as const;

/**
 * Opens a file whose format its content shows; null for a text that has to be read like a pasted
 * one. Never throws.
 */
export function openFile(content: string, onRead?: OnRead): OpenedFile | null {
  const format = formatOf(content.slice(0, limits.trace));
  const receipt = newReceipt();
  const upTo = (limit: number) => upToLimit(receipt, content, limit);
  switch (format) {
    case 'binary':
      return { format, found: [], receipt, binary: binaryKind(content) };
    case 'own':
      return { format, found: [], receipt, own: ownKind(content) as OwnKind };
    case 'har':
      return { format, found: readTrace(readHar(upTo(limits.trace), receipt, onRead), receipt), receipt };
    case 'saml-tracer':
      return { format, found: readTrace(readSamlTracer(upTo(limits.trace), receipt, onRead), receipt), receipt };
    case 'table':
      return { format, ...readTable(upTo(limits.table), receipt, onRead), receipt, ...tableKind(content) };
    case 'token-response':
      receipt.isCut = endsEarly(content);
      return { format, found: [readTokenResponse(upTo(limits.settings), receipt)], receipt };
  }
  receipt.isCut = endsEarly(content);
  return openApp(upTo(limits.settings), receipt);
}

function tableKind(text: string): Pick<OpenedFile, 'table'> {
  const table = tableFormatOf(text);
  return table ? { table: table.format.kind } : {};
}

/** Opens the settings of an app, a profile or a report, which are short. */
function openApp(text: string, receipt: Receipt): OpenedFile | null {
  const profile = readProfileFile(text);
  if (profile?.ok) return { format: 'profile', found: [profileFound(profile.file, receipt)], receipt };
  const { parts, faulty } = ownParts(text);
  const own = parts.flatMap(({ kind, input, asked }): Found[] =>
    input ? [{ ...foundOf(kind, input, receipt), ...(asked && { asked: askedBy(asked, receipt) }) }] : [],
  );
  const [first] = own;
  if (first) {
    receipt.notUnderstood += faulty + parts.length - own.length;
    const beside = requestsIn(text);
    for (const { request } of beside) noteUrl(receipt, request.url);
    return {
      format: first.kind === 'report' ? 'report' : 'request',
      found: [...own, ...beside.map((input) => foundOf('request', input, receipt))],
      receipt,
    };
  }
  return openSettings(text, receipt) ?? openSettings(withoutComments(text), receipt);
}

function openSettings(text: string, receipt: Receipt): OpenedFile | null {
  const app = readAppSettings(text);
  if (!app) return null;
  // Quotation marks in comments hide the end of the file, but only a whole one can be read.
  receipt.isCut &&= endsEarly(text);
  noteFields(text, receipt);
  const settings = safeSettings(app.settings, receipt);
  receipt.notUnderstood += (settings.unread ?? 0) + (settings.unreadRedirects ?? 0);
  const { isServerToServer } = settings;
  const input = { provider: app.provider, request: requestOfSafe(app.provider, settings) };
  // No request asks for the scopes of a server client, so none is compared with them.
  const found = foundOf(isServerToServer ? 'scope-list' : 'settings', input, receipt);
  return { format: 'app-settings', found: [{ ...found, settings: isServerToServer ? null : settings, app: settings.name }], receipt };
}

function foundOf(kind: Found['kind'], input: ReviewInput, receipt: Receipt): Found {
  receipt.kept++;
  return { kind, input: safeInput(input, receipt), settings: null, app: null, records: [] };
}

const askedBy = ({ by, reason, dropped }: Asked, receipt: Receipt): Asked => ({
  by: safeText(by, receipt),
  reason: safeText(reason, receipt),
  ...(dropped ? { dropped: dropped.map((id) => safeText(id, receipt)) } : {}),
});

function profileFound(file: ProfileFile, receipt: Receipt): Found {
  const given: AppSettings = {
    name: file.name,
    clientId: file.clientIds[0] ?? null,
    required: file.required,
    conditionallyRequired: [],
    optional: [...file.optionalOn, ...file.optionalOff],
    declaresRequirements: true,
    redirectUrls: [],
  };
  const settings = safeSettings(given, receipt);
  const provider = providerById(file.provider) as ReviewInput['provider'];
  const [host = null] = file.redirectHosts;
  const found = foundOf('profile', { provider, request: { ...requestOfSafe(provider, settings), redirectHost: host } }, receipt);
  return { ...found, settings, app: settings.name };
}

/** Counts the fields or elements whose names show that they hold a secret or a person. */
function noteFields(text: string, receipt: Receipt): void {
  const fields = text.startsWith('{') ? /"([\w.-]{1,60})"\s*:\s*["[{](.?)/g : /<([\w.-]{1,60})>([^<]{0,6})/g;
  for (const [, name = '', value = ''] of text.matchAll(fields)) noteRemoved(receipt, name, value);
}

/** Why a text of this extension is no list of scopes, although it names some; null for any other text. */
export function ownReason(content: string): UnreadableReason | null {
  // The scopes of a damaged report or request are not all that it says.
  if (ownParts(content).faulty > 0) return 'own-damaged';
  return hasOwnReview(content) ? 'own-review' : null;
}

/**
 * Opens any other file that contains scopes of a supported provider, such as the source of a
 * connector; null if there are none.
 */
export function openScopeList(content: string): OpenedFile | null {
  // What stands behind a link that broke off may be the rest of its list.
  if (ownReason(content) || findUrls(content.slice(0, MAX_PASTED_LENGTH)).some(({ isBroken }) => isBroken)) return null;
  const receipt = newReceipt();
  receipt.isCut = endsEarly(content);
  upToLimit(receipt, content, MAX_PASTED_LENGTH);
  const found = readScopeList(content, receipt);
  return found.length > 0 ? { format: 'text', found, receipt } : null;
}

/**
 * Adds the provider to an input that was found in a file; null for a provider that does not exist.
 */
export function reviewInputOf(input: FoundInput): ReviewInput | null {
  const provider = providerById(input.request.provider);
  return provider ? { ...input, provider } : null;
}

/**
 * Returns what was found in a file: failures, behind them those after which the same app was refused again, then those
 * that were solved later, requests and other things, approvals, and last the requests that another one solved.
 */
export function failuresFirst({ found }: OpenedFile): Found[] {
  const rank = (one: Found) => {
    const isSolved = one.input.connectedAt !== undefined;
    if (isFailure(one)) return isSolved ? 2 : one.isOutdated ? 1 : 0;
    return one.kind === 'approval' ? 4 : isSolved ? 5 : 3;
  };
  return found.toSorted((left, right) => rank(left) - rank(right));
}

/**
 * Returns the failures, requests and approvals of a file as if they had been pasted, the failures
 * first.
 */
export function parsedFile(opened: OpenedFile): ParsedInput {
  const inputs = failuresFirst(opened).flatMap(({ input }) => reviewInputOf(input) ?? []);
  const [first, ...rest] = inputs;
  if (!first) return { ok: false, reason: emptyReason(opened) };
  return { ok: true, input: first, inputs: [first, ...rest] };
}

const isFailure = ({ kind, input }: Found) => kind === 'failure' || input.errorText !== undefined;

/** Returns everything in a file that may belong to something else: what was found, and people's own sign-ins. */
export const joinableIn = ({ found, signIns = [] }: OpenedFile): readonly Found[] => [...found, ...signIns];

/** Why nothing was found in a file. */
export function emptyReason({ receipt, binary, own, signIns }: Omit<OpenedFile, 'format' | 'found'>): UnreadableReason {
  if (binary) return `${binary}-file`;
  if (own) return `own-${own}`;
  if (receipt.readUpTo !== undefined) return 'over-limit';
  if (receipt.isCut) return 'incomplete-file';
  if (receipt.hasEmbedded) return 'embedded-request';
  return signIns ? 'own-sign-ins' : 'nothing-in-file';
}
