/**
 * What another copy of the extension needs to see the same diagnosis, without anything private: no URL, state, code, token or user
 * name. As Markdown for people, with the JSON for the other copy at its end.
 */

import type { Confidence } from '@/providers/contract/finding';
import { redactText, visibleText } from '@/providers/oauth2/redact';
import { findingSteps, findingText, plainText } from '@/utils/diagnosis/finding-text';
import { t, tById } from '@/utils/text/text';
import { fromReportPlace, type ReportPlace, type ReportSign, toReportPlace, toReportSigns } from './report-format';
import type { Review } from './types';

/** What `readReport` takes. */
export interface Report {
  format: 'scope-review-report';
  version: 1;
  provider: string;
  app: string | null;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  requested: string[];
  error: string | null;
  description: string | null;
  said: string;
  recognised: boolean;
  /** Answered with a file instead of a page. */
  download: boolean;
  causes: { id: string; confidence: Confidence; actor: string }[];
  /** What the way, the page and the org showed; no page goes along by which it could be seen again. */
  seen: ReportSign[];
  answers: Record<string, string>;
  /** `after`: milliseconds since the first. */
  trail: { after: number; host: string; place: ReportPlace; idp?: string | undefined }[];
}

/** Hosts as browsers write them, ports and addresses included. */
export const hostName = /^[a-z0-9_.:[\]-]{0,253}$/;

/** A client ID is public (RFC 6749 §2.2); what has other characters is none. */
const publicId = /^[\w.~+-]{1,200}$/;

/** Null where nothing failed: there is nothing to report. */
export function reportOf(review: Review): Report | null {
  const { diagnosis } = review;
  if (!diagnosis) return null;
  const first = diagnosis.navigation[0]?.at ?? 0;
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
    said: diagnosis.errorText,
    recognised: diagnosis.recognized,
    download: diagnosis.finding.id === 'answered-with-file',
    causes: diagnosis.causes.map(({ id, confidence, actor }) => ({ id, confidence, actor })),
    seen: toReportSigns(diagnosis.observedSignals),
    answers: Object.fromEntries(diagnosis.questions.flatMap(({ id, answer }) => (answer === null ? [] : [[id, answer]]))),
    trail: diagnosis.navigation.map(({ at, host, pageKind, idp }) => ({
      after: Math.max(0, Math.round(at - first)),
      host: plainHost(host),
      place: toReportPlace(pageKind),
      ...(idp ? { idp } : {}),
    })),
  };
}

/** An app's own scheme may be followed by anything. */
const plainHost = (given: string) => (hostName.test(given) ? given : '[host]');

/** Fences the JSON. */
export const block = '```';

/** For a ticket: the same in words, then the JSON. */
export function reportAsMarkdown(review: Review, report: Report): string {
  const { diagnosis } = review;
  const causes = diagnosis?.causes ?? [];
  const facts = [
    [t('report_app'), report.app ?? report.redirectHost],
    [t('report_provider'), review.provider.name],
    [t('report_account'), report.account],
    ['error', report.error],
    ['error_description', report.description],
    [t(diagnosis?.connected ? 'report_error_text' : 'report_said'), report.error ? null : report.said],
  ].filter(([, value]) => value);
  const first = causes[0] ?? diagnosis?.finding;
  return [
    `# ${diagnosis?.connected ? t('diagnosis_why_action') : t('report_title', review.provider.name)}`,
    facts.map(([name, value]) => `- ${name}: ${inline(value ?? '')}`).join('\n'),
    ...(causes.length
      ? [
          `## ${t('report_causes')}`,
          causes
            .map(
              (cause, index) =>
                `${index + 1}. ${findingText(cause, 'title')} \u2013 ${tById('confidence', cause.confidence)} \u2013 ${tById('actor', cause.actor)}`,
            )
            .join('\n'),
        ]
      : []),
    ...(first
      ? [
          `## ${t('report_steps')}`,
          findingSteps(first)
            .map((step, index) => `${index + 1}. ${tById('actor', step.actor)}: ${plainText(step.text, review.links)}`)
            .join('\n'),
        ]
      : []),
    ...(report.trail.length
      ? [
          `## ${t('report_navigation')}`,
          report.trail
            .map(
              ({ after, place, host }) => `- +${(after / 1000).toFixed(1)} s ${tById('page_kind', fromReportPlace(place))} ${inline(host)}`,
            )
            .join('\n'),
        ]
      : []),
    `${block}json\n${JSON.stringify(report, null, 2).replaceAll('`', '\\u0060')}\n${block}`,
  ].join('\n\n');
}

/** Untrusted words as code: no markup of theirs takes effect. */
const inline = (value: string) => `\`${visibleText(value).replaceAll('`', '\u02cb')}\``;
