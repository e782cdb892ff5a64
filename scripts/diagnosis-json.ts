/** What `npm run diagnose` prints with `--json`: compact JSON for scripts. `docs/cli.md` describes the keys. */
import { genericProvider } from '@/providers';
import { findingText } from '@/utils/diagnosis/finding-text';
import { missingEnd } from '@/utils/files/missing-end';
import { type Found, type FoundKind, requestKinds, type TimelineStep } from '@/utils/files/types';
import { choicesFor } from '@/utils/review/chosen-provider';
import type { Review } from '@/utils/review/types';
import { tById } from '@/utils/text/text';
import { choicesOf, type DiagnosedInput, failuresOf, foundOf, loginsFor, stepsOf } from './diagnosed-input';

/** The JSON output. Pipelines depend on its keys, so they keep their names. `failures` lists all errors. */
export function diagnosisJson(input: DiagnosedInput) {
  const { reviews, parsed } = input;
  const [first] = reviews;
  const timelineOf = (review: Review) => timelineJson(foundOf(input, review)?.timeline ?? []);
  const found = first && foundOf(input, first);
  const providers = first ? choicesOf(first) : choicesFor(parsed);
  return {
    ...failureJson(first),
    providers: providers.map(({ id }) => id),
    kind: first ? kindOf(first, found) : null,
    failures: failuresOf(input).map((review) => ({ ...failureJson(review), timeline: timelineOf(review), ...loginsJson(input, review) })),
    timeline: first ? timelineOf(first) : [],
    ...(found?.timeline && parsed.opened ? { end: missingEnd(found, parsed.opened) } : {}),
    file: parsed.file,
    notUnderstood: parsed.opened?.receipt.notUnderstood ?? 0,
    incomplete: parsed.isIncomplete,
  };
}

function loginsJson(input: DiagnosedInput, review: Review) {
  const logins = loginsFor(input, review);
  if (!logins) return {};
  const rows = logins.rows.map(({ event, time, secondsApart, isZoneUnknown, same, isCertain }) => ({
    event,
    time,
    secondsApart,
    isZoneUnknown,
    same,
    isCertain,
  }));
  return { logins: rows, noLogin: logins.none?.reason ?? null };
}

/** The steps of a connection in a trace. `at`: ISO 8601, in UTC. */
function timelineJson(steps: readonly TimelineStep[]) {
  return steps.map(({ url: _url, redirect: _redirect, from: _from, idp = null, at, ...step }) => ({
    at: at === null ? null : new Date(at).toISOString(),
    ...step,
    idp,
  }));
}

function kindOf({ diagnosis, outcome }: Review, found: Found | undefined): FoundKind {
  if (diagnosis) return 'failure';
  if (found && !requestKinds.has(found.kind)) return found.kind;
  return outcome?.kind === 'code' ? 'approval' : 'request';
}

function failureJson(review: Review | undefined) {
  const diagnosis = review?.diagnosis ?? null;
  return {
    // The generic provider stands for any provider, so it names none.
    provider: review && review.provider.id !== genericProvider.id ? review.provider.id : null,
    code: diagnosis?.error ?? null,
    reason: diagnosis?.description ?? (diagnosis?.errorText || null),
    ...(diagnosis?.connectedAt === undefined ? {} : { connectedAt: new Date(diagnosis.connectedAt).toISOString() }),
    recognised: diagnosis?.recognized ?? false,
    providers: review ? choicesOf(review).map(({ id }) => id) : [],
    causes: (diagnosis?.causes ?? []).map((cause) => ({
      id: cause.id,
      confidence: cause.confidence,
      actor: cause.actor,
      title: findingText(cause, 'title'),
      scopes: cause.scopes,
      steps: review ? stepsOf(cause, review) : [],
    })),
    questions: (diagnosis?.questions ?? []).map(({ id, answers: offered, answer }) => ({
      id,
      question: tById('question', id),
      answers: offered,
      answer,
    })),
  };
}
