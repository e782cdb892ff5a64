/**
 * Reads a report from another copy of the extension. Every field is checked, because a report is
 * untrusted.
 */
import * as z from 'zod/mini';
import { once } from '@/providers/once';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { incompleteReasons } from './approval';
import { block, hostName, type Report } from './report';
import { type ReportSignal, reportPlaces } from './report-format';

const short = once(() => z.string().check(z.maxLength(400)));

/**
 * Why a list may have other scopes. If another reason is shown, or one that only a later version knows,
 * the request counts as one that servers may read differently.
 */
export const incompleteReason = once(() =>
  z.pipe(
    short(),
    z.transform((reason) => incompleteReasons.find((one) => one === reason) ?? 'ambiguous-parameters'),
  ),
);

const schema = once((): z.ZodMiniType<Report> => {
  const errorText = z.string().check(z.maxLength(2_100));
  const id = z.string().check(z.maxLength(60), z.regex(/^[a-z0-9-]+$/));
  const host = z.string().check(z.regex(hostName));
  const signal = z.custom<ReportSignal>((value) => typeof value === 'string' && /^seen:[a-z-]{1,60}$/.test(value));

  const time = z.string().check(
    z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
    z.refine((value) => !Number.isNaN(Date.parse(value))),
  );
  return z.object({
    format: z.literal('scope-review-report'),
    version: z.literal(1),
    provider: id,
    app: z.nullable(short()),
    clientId: z.nullable(short()),
    redirectHost: z.nullable(host),
    account: z.nullable(host),
    requested: z.array(short()).check(z.maxLength(500)),
    incomplete: z.optional(incompleteReason()),
    dropped: z.optional(z.array(short()).check(z.maxLength(500))),
    error: z.nullable(errorText),
    description: z.nullable(errorText),
    said: errorText,
    recognised: z.boolean(),
    download: z._default(z.boolean(), false),
    causes: z.array(z.object({ id, confidence: z.enum(['observed', 'likely', 'possible']), actor: id })).check(z.maxLength(50)),
    seen: z.array(signal).check(z.maxLength(30)),
    answers: z.record(id, id),
    /** `after`: milliseconds since the first step. */
    trail: z
      .array(z.object({ after: z.number().check(z.nonnegative()), host, place: z.enum(reportPlaces), idp: z.optional(short()) }))
      .check(z.maxLength(60)),
    at: z.optional(time),
    writtenBy: z.optional(z.object({ extension: short(), browser: short() })),
  });
});

/**
 * Reads a report as JSON or as Markdown with the JSON in it; null for any other text. Never throws.
 */
export function readReport(text: string): Report | null {
  if (text.length > MAX_PASTED_LENGTH) return null;
  try {
    const parsed = schema().safeParse(JSON.parse(jsonIn(text)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Returns the first block of JSON in Markdown, or the text as it is. A regular expression could take
 * very long on a hostile text.
 */
export function jsonIn(text: string): string {
  const opening = `${block}json`;
  const start = text.indexOf(opening);
  const end = start < 0 ? -1 : text.indexOf(`\n${block}`, start);
  return end < 0 ? text : text.slice(start + opening.length, end);
}
