/**
 * What another copy of the extension needs to see the same diagnosis, without anything private: no URL, state, code, token or user
 * name. As Markdown for people, with the JSON for the other copy at its end.
 */
import { z } from 'zod';
import { redactText, visibleText } from '@/providers/oauth2/redact';
import type { Place, Sign } from '@/providers/types';
import type { Review } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { findingSteps, findingWords, plainText } from './words';

/** Longest text that is read as a report, in UTF-16 code units. */
const longest = 200_000;
const short = z.string().max(400);
const said = z.string().max(2_100);
const id = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/);
const hostName = /^[a-z0-9_.:[\]-]{0,253}$/;
const host = z.string().regex(hostName);
/** What the way, the page and the org showed; no page goes along by which it could be seen again. */
const seen = z.custom<Sign>((value) => typeof value === 'string' && /^seen:[a-z-]{1,60}$/.test(value));
const places = ['authorize', 'login', 'sso', 'consent', 'error', 'callback', 'home', 'left-alone', 'elsewhere'] as const satisfies Place[];

const schema = z.object({
  format: z.literal('scope-review-report'),
  version: z.literal(1),
  provider: id,
  app: short.nullable(),
  clientId: short.nullable(),
  redirectHost: host.nullable(),
  account: host.nullable(),
  requested: z.array(short).max(500),
  error: said.nullable(),
  description: said.nullable(),
  said,
  recognised: z.boolean(),
  causes: z.array(z.object({ id, confidence: z.enum(['observed', 'likely', 'possible']), actor: id })).max(50),
  seen: z.array(seen).max(30),
  answers: z.record(id, id),
  /** `after`: milliseconds since the first. */
  trail: z.array(z.object({ after: z.number().nonnegative(), host, place: z.enum(places), idp: short.optional() })).max(60),
});
export type Report = z.infer<typeof schema>;

/** A client ID is public (RFC 6749 §2.2); what has other characters is none. */
const publicId = /^[\w.~+-]{1,200}$/;

/** Null where nothing failed: there is nothing to report. */
export function reportOf(review: Review): Report | null {
  const { diagnosis } = review;
  if (!diagnosis) return null;
  const first = diagnosis.trail[0]?.at ?? 0;
  return {
    format: 'scope-review-report',
    version: 1,
    provider: review.provider.id,
    app: review.app.name,
    clientId: review.clientId !== null && publicId.test(review.clientId) ? review.clientId : null,
    redirectHost: review.redirectHost && plainHost(review.redirectHost),
    account: review.account && plainHost(review.account),
    requested: review.scopes.slice(0, 500).map((scope) => redactText(scope.id).slice(0, 400)),
    error: diagnosis.error,
    description: diagnosis.description,
    said: diagnosis.said,
    recognised: diagnosis.recognised,
    causes: diagnosis.causes.map(({ id, confidence, actor }) => ({ id, confidence, actor })),
    seen: [...diagnosis.seen],
    answers: Object.fromEntries(diagnosis.questions.flatMap(({ id, answer }) => (answer === null ? [] : [[id, answer]]))),
    trail: diagnosis.trail.map(({ at, host, place, idp }) => ({
      after: Math.max(0, Math.round(at - first)),
      host: plainHost(host),
      place,
      ...(idp ? { idp } : {}),
    })),
  };
}

/** An app's own scheme may be followed by anything. */
const plainHost = (given: string) => (hostName.test(given) ? given : '[host]');

const block = '```';

/** For a ticket: the same in words, then the JSON. */
export function reportAsMarkdown(review: Review, report: Report): string {
  const { diagnosis } = review;
  const causes = diagnosis?.causes ?? [];
  const facts = [
    [text('report_app'), report.app ?? report.redirectHost],
    [text('report_provider'), review.provider.name],
    [text('report_account'), report.account],
    ['error', report.error],
    ['error_description', report.description],
    [text('report_said'), report.error ? null : report.said],
  ].filter(([, value]) => value);
  const first = causes[0] ?? diagnosis?.finding;
  return [
    `# ${text('report_title', review.provider.name)}`,
    facts.map(([name, value]) => `- ${name}: ${inline(value ?? '')}`).join('\n'),
    ...(causes.length
      ? [
          `## ${text('report_causes')}`,
          causes
            .map(
              (cause, index) =>
                `${index + 1}. ${findingWords(cause, 'title')} \u2013 ${textById('confidence', cause.confidence)} \u2013 ${textById('actor', cause.actor)}`,
            )
            .join('\n'),
        ]
      : []),
    ...(first
      ? [
          `## ${text('report_steps')}`,
          findingSteps(first)
            .map((step, index) => `${index + 1}. ${textById('actor', step.actor)}: ${plainText(step.text, review.links)}`)
            .join('\n'),
        ]
      : []),
    ...(report.trail.length
      ? [
          `## ${text('report_trail')}`,
          report.trail
            .map(({ after, place, host }) => `- +${(after / 1000).toFixed(1)} s ${textById('place', place)} ${inline(host)}`)
            .join('\n'),
        ]
      : []),
    `${block}json\n${JSON.stringify(report, null, 2).replaceAll('`', '\\u0060')}\n${block}`,
  ].join('\n\n');
}

/** Untrusted words as code: no markup of theirs takes effect. */
const inline = (value: string) => `\`${visibleText(value).replaceAll('`', '\u02cb')}\``;

/** A report in either form; null for any other text. Never throws. */
export function readReport(given: string): Report | null {
  if (given.length > longest) return null;
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
