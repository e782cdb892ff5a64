/** Opens whatever a user brings to the workbench: a file of a known format, or any text. */
import type { UnreadableReason } from '@/providers/contract/request';
import { findUrls } from '@/utils/review/find-urls';
import { kindOf, parseInput } from '@/utils/review/parse-input';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { emptyReason, openFile, openScopeList } from './open';
import { newReceipt, noteUrl } from './receipt';
import { safeInput } from './safe-input';
import type { Found, OpenedFile } from './types';

/** A longer text is read up to here, in UTF-16 code units: about 5,000 authorization URLs. */
export const MAX_TEXT_LENGTH = 2_000_000;

/** What was opened, and why nothing was found in it; `reason` is null if something was. */
export type OpenedContent = OpenedFile & { reason: UnreadableReason | null };

/**
 * Opens a file of a known format as `openFile` does, and everything else as a pasted text: its
 * requests and errors, or else the scopes that it names. Nothing secret is in the result. Never
 * throws.
 */
export function openContent(content: string): OpenedContent {
  const opened = openFile(content);
  if (opened) return { ...opened, reason: opened.found.length > 0 ? null : emptyReason(opened) };
  const text = openText(content);
  const scopes = text.found.some(saysMore) ? null : openScopeList(content);
  return scopes ? { ...scopes, reason: null } : text;
}

/**
 * Whether something in a text is more than the address of a server and an error that nothing is
 * known about, which the source of a connector has, too.
 */
function saysMore({ kind, input: { request, outcome } }: Found): boolean {
  return kind === 'approval' || (outcome ?? null) !== null || request.clientId !== null || request.scopes.length > 0;
}

function openText(content: string): OpenedContent {
  const receipt = newReceipt();
  receipt.isCut = content.length > MAX_TEXT_LENGTH;
  const found: Found[] = [];
  let reason: UnreadableReason = 'empty';
  for (const part of partsOf(content.slice(0, MAX_TEXT_LENGTH))) {
    const parsed = parseInput(part);
    for (const { url, isBroken } of findUrls(part)) {
      if (isBroken) receipt.notUnderstood++;
      else noteUrl(receipt, url);
    }
    if (!parsed.ok) {
      if (reason === 'empty') reason = parsed.reason;
      continue;
    }
    for (const input of parsed.inputs) {
      const safe = safeInput(input, receipt);
      found.push({ kind: kindOf(input), input: safe, settings: null, app: null, records: [] });
    }
  }
  receipt.kept = found.length;
  return { format: 'text', found, receipt, reason: found.length > 0 ? null : reason };
}

/** Splits a long text at line ends into parts that are read as one each. */
function* partsOf(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > MAX_PASTED_LENGTH) {
    const end = text.lastIndexOf('\n', start + MAX_PASTED_LENGTH);
    const next = end > start ? end : start + MAX_PASTED_LENGTH;
    yield text.slice(start, next);
    start = next;
  }
  yield text.slice(start);
}
