/**
 * Writes a report: what another copy of the extension needs to show the same diagnosis. It
 * contains nothing private: no URL but that of a client (`publicId`), and no state, code, token or user
 * name.
 */

import type { Actor, Confidence, Finding } from '@/providers/contract/finding';
import type { ReadOnlyReason } from '@/providers/contract/request';
import { visibleJson, visibleLine } from '@/providers/oauth2/invisible';
import { redactText } from '@/providers/oauth2/redact';
import { isUnambiguous } from '@/providers/oauth2/uncertain';
import { errorLabel, findingSteps, findingText, plainText, type Step, showsNoReason } from '@/utils/diagnosis/finding-text';
import type { Cause } from '@/utils/diagnosis/types';
import { markdownText } from '@/utils/text/markdown';
import { type TextKey, t, tById } from '@/utils/text/text';
import { isoWithOffset, momentText } from '@/utils/text/time';
import { fromReportPlace, type ReportPlace, type ReportSignal, toReportPlace, toReportSignals } from './report-format';
import type { Review } from './types';

/**
 * The content of a report, version 1. The field names never change, see report-format.ts.
 * `readReport` reads it.
 */
export interface Report {
  format: 'scope-review-report';
  version: 1;
  provider: string;
  app: string | null;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  requested: string[];
  /** Why there may be other scopes; absent if there are none. */
  incomplete?: ReadOnlyReason | undefined;
  /** Those of them that the user had dropped when the request failed; absent if there are none. */
  dropped?: string[] | undefined;
  error: string | null;
  description: string | null;
  said: string;
  recognised: boolean;
  /** Whether the browser saved the response as a file instead of showing a page. */
  download: boolean;
  causes: { id: string; confidence: Confidence; actor: string }[];
  /**
   * The observed signals. The report contains no page, so its reader could not observe them again.
   */
  seen: ReportSignal[];
  answers: Record<string, string>;
  /** The navigation history. `after`: milliseconds since the first step. */
  trail: { after: number; host: string; place: ReportPlace; idp?: string | undefined }[];
  /**
   * When it was refused, as `2026-11-22T13:00:05+01:00`; absent if that was not observed, and in
   * reports of the first versions.
   */
  at?: string | undefined;
  /** What wrote the report; absent in the terminal, and in reports of the first versions. */
  writtenBy?: WrittenBy | undefined;
}

/** The copy of the extension that writes a report, and its browser: `0.1.0`, `Firefox 140`. */
export interface WrittenBy {
  extension: string;
  browser: string;
}

/**
 * Matches a host as browsers write it, including ports and IP addresses, also after `http://`, and a
 * scheme with its colon. Also matches the empty string.
 */
export const hostName = /^(?:http:\/\/)?[a-z0-9_.:+[\]-]{0,253}$/;

/**
 * Matches client IDs, which are public (RFC 6749 §2.2), also those that are a URL without a query
 * (`https://app.example/client`, `api://…`). A value with other characters may be something else, so
 * it is left out.
 */
export const publicId = /^[\w.~+:/-]{1,200}$/;

/** Returns the report on a review; null if nothing failed. */
export function reportOf(review: Review, writtenBy?: WrittenBy): Report | null {
  const { diagnosis } = review;
  if (!diagnosis) return null;
  const first = diagnosis.navigation[0]?.at ?? 0;
  const current = new Set(review.current);
  const requested = review.scopes.slice(0, 500).map((scope) => redactText(scope.id).slice(0, 400));
  return {
    format: 'scope-review-report',
    version: 1,
    provider: review.provider.id,
    app: review.app.name,
    clientId: review.clientId !== null && publicId.test(review.clientId) ? review.clientId : null,
    redirectHost: review.redirectHost && plainHost(review.redirectHost),
    account: review.account && plainHost(review.account),
    requested,
    // Every report that is read has an uncertain client.
    incomplete: whyIncomplete(review, requested, true),
    ...(review.scopes.every(({ id }) => current.has(id))
      ? {}
      : { dropped: requested.filter((_, at) => !current.has(review.scopes[at]?.id ?? '')) }),
    error: diagnosis.error,
    description: diagnosis.description,
    said: diagnosis.errorText,
    recognised: diagnosis.recognized,
    download: diagnosis.finding.id === 'answered-with-file',
    causes: diagnosis.causes.map(({ id, confidence, actor }) => ({ id, confidence, actor })),
    seen: toReportSignals(diagnosis.observedSignals),
    answers: Object.fromEntries(diagnosis.questions.flatMap(({ id, answer }) => (answer === null ? [] : [[id, answer]]))),
    trail: diagnosis.navigation.map(({ at, host, pageKind, idp }) => ({
      after: Math.max(0, Math.round(at - first)),
      host: plainHost(host),
      place: toReportPlace(pageKind),
      ...(idp ? { idp } : {}),
    })),
    ...(diagnosis.at === null ? {} : { at: isoWithOffset(diagnosis.at) }),
    ...(writtenBy ? { writtenBy } : {}),
  };
}

/**
 * Returns why the reader of a text can't know all scopes of a request, or its client; undefined if it can.
 * `written`: the IDs in the text, which may be cut or redacted. `isCertainClient`: false if the text has to
 * say that the client is uncertain.
 */
export function whyIncomplete(
  { isIncomplete, readOnlyReason, scopes }: Review,
  written: readonly string[],
  isCertainClient: boolean,
): Report['incomplete'] {
  const shown = isIncomplete ? readOnlyReason : null;
  // The reason that is shown may hide another one.
  if (shown && (isCertainClient || !isUnambiguous({ readOnly: shown }))) return shown;
  if (!isCertainClient) return 'ambiguous-parameters';
  return isIncomplete || scopes.some(({ id }, index) => id !== written[index]) ? 'unread-scopes' : undefined;
}

/** Replaces what is no host by `[host]`, because a link may contain anything in place of one. */
export const plainHost = (host: string) => (hostName.test(host) ? host : '[host]');

/** Redacts a client ID that may be something else, such as an email address. */
export const plainClientId = (id: string) => (publicId.test(id) ? id : redactText(id));

/** The fence around the JSON in Markdown. */
export const block = '```';

/**
 * Returns the report as Markdown for a ticket: the diagnosis in words, then the JSON for another
 * copy of the extension.
 */
export function reportAsMarkdown(review: Review, report: Report): string {
  const { diagnosis } = review;
  const causes = diagnosis?.causes ?? [];
  const toFix = causes[0] ?? diagnosis?.finding;
  const isFirstOfSeveral = causes.length > 1 && toFix?.confidence === 'possible';
  return [
    `# ${titleOf(review)}`,
    factList(review, report, isFirstOfSeveral ? undefined : toFix),
    ...(causes.length > 0 ? section('report_causes', causes.map(causeItem)) : []),
    ...(toFix
      ? section(isFirstOfSeveral ? 'report_steps_possible' : 'report_steps', stepItems(findingSteps(toFix), review.links, reportedActor))
      : []),
    ...(report.trail.length > 0 ? section('report_navigation', report.trail.map(navigationItem)) : []),
    t('report_wrong'),
    `${block}json\n${visibleJson(report, 2).replaceAll('`', '\\u0060')}\n${block}`,
  ].join('\n\n');
}

function titleOf({ provider, diagnosis }: Review): string {
  if (diagnosis?.connected) return t('diagnosis_why_action');
  if (diagnosis?.owner !== 'unknown') return t('report_title', provider.name);
  return t(showsNoReason(diagnosis) ? 'diagnosis_error_unknown' : 'diagnosis_refused_unknown');
}

function factList({ provider, diagnosis }: Review, report: Report, toFix: Finding | undefined): string {
  const facts = [
    [t('report_time'), diagnosis?.at == null ? null : momentText(diagnosis.at)],
    [t('report_app'), report.app ?? report.redirectHost],
    [t('report_provider'), diagnosis?.owner === 'unknown' ? null : provider.name],
    [t('report_account'), report.account],
    ['error', report.error],
    ['error_description', report.description],
    [diagnosis ? errorLabel(diagnosis) : '', report.error ? null : report.said],
    ...(diagnosis?.logRows ?? []).map((row) => [t('workbench_login_title'), row]),
    [t('diagnosis_fix'), toFix && !showsNobody(diagnosis) ? reportedActor(toFix.actor) : null],
    [t('report_extension'), report.writtenBy?.extension],
    [t('report_browser'), report.writtenBy?.browser],
  ].filter(([, value]) => value);
  return facts.map(([name, value]) => `- ${name}: ${inlineCode(value ?? '')}`).join('\n');
}

/** Whether neither the words of the error nor a cause shows who can fix it. */
const showsNobody = (diagnosis: Review['diagnosis']) => diagnosis !== null && diagnosis.causes.length === 0 && showsNoReason(diagnosis);

const section = (title: TextKey, items: readonly string[]) => [`## ${t(title)}`, items.join('\n')];

function causeItem(cause: Cause, index: number): string {
  return [`${index + 1}. ${findingText(cause, 'title')}`, tById('confidence', cause.confidence), reportedActor(cause.actor)].join(
    ' \u2013 ',
  );
}

/** Names who acts for a reader who is somebody else than the user. */
export const reportedActor = (actor: Actor): string => (actor === 'you' ? t('report_user') : tById('actor', actor));

/** Returns the steps as a numbered list of Markdown, each with who does it. */
export function stepItems(steps: readonly Step[], links: Review['links'], nameOf = (actor: Actor) => tById('actor', actor)): string[] {
  const plain = (text: string) => markdownText(plainText(text, links));
  return steps.map(({ actor, text, note }, index) => {
    const step = `${index + 1}. ${nameOf(actor)}: ${plain(text)}`;
    return note ? `${step}\n   ${plain(note)}` : step;
  });
}

function navigationItem({ after, place, host }: Report['trail'][number]): string {
  return `- +${(after / 1000).toFixed(1)} s ${tById('page_kind', fromReportPlace(place))} ${inlineCode(host)}`;
}

/** Formats untrusted text as inline code, so that no markup in it takes effect. */
const inlineCode = (value: string) => `\`${visibleLine(value).replaceAll('`', '\u02cb')}\``;
