/** A report of another copy, checked in every field: whoever sent it may have written anything. */
import * as z from 'zod/mini';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { block, hostName, type Report } from './report';
import { type ReportSign, reportPlaces } from './report-format';

const short = z.string().check(z.maxLength(400));
const said = z.string().check(z.maxLength(2_100));
const id = z.string().check(z.maxLength(60), z.regex(/^[a-z0-9-]+$/));
const host = z.string().check(z.regex(hostName));
const seen = z.custom<ReportSign>((value) => typeof value === 'string' && /^seen:[a-z-]{1,60}$/.test(value));

const schema: z.ZodMiniType<Report> = z.object({
  format: z.literal('scope-review-report'),
  version: z.literal(1),
  provider: id,
  app: z.nullable(short),
  clientId: z.nullable(short),
  redirectHost: z.nullable(host),
  account: z.nullable(host),
  requested: z.array(short).check(z.maxLength(500)),
  error: z.nullable(said),
  description: z.nullable(said),
  said,
  recognised: z.boolean(),
  download: z._default(z.boolean(), false),
  causes: z.array(z.object({ id, confidence: z.enum(['observed', 'likely', 'possible']), actor: id })).check(z.maxLength(50)),
  seen: z.array(seen).check(z.maxLength(30)),
  answers: z.record(id, id),
  /** `after`: milliseconds since the first. */
  trail: z
    .array(z.object({ after: z.number().check(z.nonnegative()), host, place: z.enum(reportPlaces), idp: z.optional(short) }))
    .check(z.maxLength(60)),
});

/** A report in either form; null for any other text. Never throws. */
export function readReport(given: string): Report | null {
  if (given.length > MAX_PASTED_LENGTH) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(jsonIn(given)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** No expression: it would walk a hostile text again and again. */
function jsonIn(given: string): string {
  const opening = `${block}json`;
  const start = given.indexOf(opening);
  const end = start < 0 ? -1 : given.indexOf(`\n${block}`, start);
  return end < 0 ? given : given.slice(start + opening.length, end);
}
