/** Opens whatever a user brings to the workbench: a file of a known format, or any text. */
import type { UnreadableReason } from '@/providers/contract/request';
import { findUrls, MAX_URLS } from '@/utils/review/find-urls';
import { ownParts } from '@/utils/review/own-parts';
import { kindOf, parseInput } from '@/utils/review/parse-input';
import type { ReviewInput } from '@/utils/review/review-input';
import { MAX_TEXT_LENGTH, textParts } from '@/utils/review/text-parts';
import { isRecognized } from '@/utils/review/written-error';
import { decodeMail } from '@/utils/text/mail-text';
import { endsEarly } from './ends-early';
import { emptyReason, openFile, openScopeList, ownReason, reviewInputOf } from './open';
import { newReceipt, noteUrl, upToLimit } from './receipt';
import { safeInput } from './safe-input';
import { isUnknownTable } from './table';
import type { Found, OnRead, OpenedFile, Receipt } from './types';

/** What was opened, and why nothing was found in it; `reason` is null if something was. */
export type OpenedContent = OpenedFile & { reason: UnreadableReason | null };

/**
 * Opens a file of a known format as `openFile` does, and everything else as a pasted text: its
 * requests and errors, or else the scopes that it names. Nothing secret is in the result. Never
 * throws.
 */
export function openContent(content: string, onRead?: OnRead): OpenedContent {
  const opened = openFile(content, onRead);
  if (opened) return { ...opened, reason: opened.found.length > 0 ? null : emptyReason(opened) };
  const text = openText(content, onRead);
  text.receipt.notUnderstood += ownParts(content).faulty;
  if (text.found.some(saysMore)) return text;
  const scopes = openScopeList(content);
  if (scopes) return { ...scopes, reason: null };
  const own = ownReason(content);
  return own ? { ...text, found: [], reason: own } : text;
}

/**
 * Whether something in a text is more than the address of a server and an error that nothing is
 * known about, which the source of a connector has, too.
 */
function saysMore({ kind, input: given }: Found): boolean {
  const { request, outcome = null } = given;
  if (kind === 'approval' || outcome !== null || request.clientId !== null || request.scopes.length > 0) return true;
  const input = kind === 'failure' ? reviewInputOf(given) : null;
  return input !== null && isRecognized(input);
}

function openText(content: string, onRead?: OnRead): OpenedContent {
  const receipt = newReceipt();
  receipt.isCut = endsEarly(content);
  const found: Found[] = [];
  let reason: UnreadableReason = 'empty-file';
  const { text: given, undecoded } = decodeMail(upToLimit(receipt, content, MAX_TEXT_LENGTH));
  receipt.notUnderstood += undecoded;
  let read = 0;
  const links = new Set<string>();
  for (const part of textParts(given)) {
    const urls = findUrls(part);
    receipt.isCut ||= urls.length === MAX_URLS;
    receipt.notUnderstood += urls.filter(({ isBroken }) => isBroken).length;
    for (const { url } of urls) {
      noteUrl(receipt, url);
      if (links.has(url)) receipt.repeated = (receipt.repeated ?? 0) + 1;
      links.add(url);
    }
    const parsed = parseInput(part, receipt.isCut && read + part.length === given.length);
    if (parsed.ok) found.push(...parsed.inputs.map((input) => textFound(input, receipt)));
    else if (reason === 'empty-file' && parsed.reason !== 'empty') reason = parsed.reason;
    read += part.length;
    if (read < given.length) onRead?.(read / given.length);
  }
  receipt.kept = found.length;
  if (found.length > 0) return { format: 'text', found, receipt, reason: null };
  if (receipt.isCut) return { format: 'text', found, receipt, reason: emptyReason({ receipt }) };
  return { format: 'text', found, receipt, reason: isUnknownTable(content) ? 'unknown-table' : reason };
}

function textFound(input: ReviewInput, receipt: Receipt): Found {
  return { kind: kindOf(input), input: safeInput(input, receipt), settings: null, app: null, records: [] };
}
