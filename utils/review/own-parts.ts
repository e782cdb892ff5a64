/** Finds what a copy of the extension wrote for somebody else: reports, and requests to an admin. */
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import type { Asked } from './access-request';
import { inputOfReport } from './from-report';
import { withoutQuoteMarks } from './own-words';
import { readAccessRequest } from './read-access-request';
import { jsonBlocks, readReport } from './read-report';
import type { ReviewInput } from './review-input';

/** One report or request, as what it is reviewed as. */
export interface OwnPart {
  kind: 'report' | 'request';
  /** Null if there is no such provider. */
  input: ReviewInput | null;
  /** Only in a request to an admin. */
  asked?: Asked;
}

/**
 * Reads every report and every request to an admin in a text, also in a quoted mail, in their order. `faulty` is the number
 * of those that can't be read. Never throws.
 */
export function ownParts(text: string): { parts: OwnPart[]; faulty: number } {
  const parts: OwnPart[] = [];
  let faulty = 0;
  if (text.length > MAX_PASTED_LENGTH || !text.includes('scope-review-re')) return { parts, faulty };
  for (const json of jsonBlocks(withoutQuoteMarks(text))) {
    const report = readReport(json);
    const access = report ? null : readAccessRequest(json);
    if (report) parts.push({ kind: 'report', input: inputOfReport(report) });
    else if (access) parts.push({ kind: 'request', ...access });
    else if (/\bformat\W{1,20}scope-review-re(?:port|quest)\b/.test(json)) faulty += 1;
  }
  return { parts, faulty };
}
