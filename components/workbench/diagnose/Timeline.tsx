import { useState } from 'preact/hooks';
import type { TimelineStep } from '@/utils/files/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { calendarDay, timeOfDay, utcOffset } from '@/utils/text/time';
import { Icon } from '../../icons/Icon';

interface Props {
  steps: readonly TimelineStep[];
  /** How many requests of the file are no part of any connection; nothing else of them is known. */
  others: number;
}

/** A longer wait between two steps is stated, in milliseconds. */
const LONG_WAIT_MS = 5_000;
/** How many scopes of a request are listed. */
const SHOWN_SCOPES = 8;

/** Shows the steps of a recorded connection by host and never by full URL. */
export function Timeline({ steps, others }: Props) {
  const [othersShown, setOthersShown] = useState(false);
  const times = steps.flatMap(({ at }) => at ?? []);
  const seconds = Math.round(((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000);
  return (
    <div class="sr-diagnose__part">
      <div class="sr-diagnose__head">
        <h2 class="sr-heading" id="timeline">
          {t('workbench_timeline')}{' '}
          <small>
            {[
              times[0] !== undefined && t('workbench_timeline_day', calendarDay(times[0]), utcOffset(times[0])),
              tPlural('workbench_timeline_steps', steps.length),
              times.length > 1 && t('workbench_timeline_seconds', seconds),
            ]
              .filter(Boolean)
              .join(' \u00b7 ')}
          </small>
        </h2>
        {others > 0 && (
          <button type="button" class="sr-toggle" aria-pressed={othersShown} onClick={() => setOthersShown(!othersShown)}>
            {t('workbench_timeline_others')} <small>{others}</small>
          </button>
        )}
      </div>
      <div aria-live="polite">{othersShown && <p class="sr-small sr-muted">{tPlural('workbench_timeline_others_text', others)}</p>}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
      <section class="sr-scroll" aria-labelledby="timeline" tabIndex={0}>
        <table class="sr-table sr-table--list sr-timeline">
          <thead>
            <tr>
              {(['time', 'step', 'host', 'status', 'shows'] as const).map((column) => (
                <th scope="col" key={column}>
                  {tById('workbench_timeline_column', column)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps.map((step, index) => (
              <Row key={`${index} ${step.kind} ${step.host}`} step={step} next={steps[index + 1]} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Row({ step, next }: { step: TimelineStep; next: TimelineStep | undefined }) {
  const { kind, at, host, status, error, shown } = step;
  const isFailure = kind === 'refusal' || error !== null || shown.length > 0;
  return (
    <tr class={isFailure ? 'sr-timeline__failure' : undefined}>
      <td>{at === null ? '\u2013' : <time dateTime={new Date(at).toISOString()}>{timeOfDay(at)}</time>}</td>
      <td class="sr-table__name">
        {isFailure && <Icon name="blocker" />} {tById('workbench_timeline', kind)}
      </td>
      <td>
        <span class="sr-code">{host}</span>
      </td>
      <td class="sr-num" data-label={tById('workbench_timeline_column', 'status')}>
        {status || '\u2013'}
      </td>
      <td>
        <Shows step={step} next={next} />
      </td>
    </tr>
  );
}

/** What a step shows, in the order in which it matters. */
function Shows({ step, next }: { step: TimelineStep; next: TimelineStep | undefined }) {
  const codes = step.error === null ? step.scopes.slice(0, SHOWN_SCOPES) : [step.error];
  const words = wordsOf(step, next);
  return (
    <>
      {codes.length > 0 && <span class="sr-code">{codes.join(' ')}</span>}
      {codes.length > 0 && words.length > 0 && ' '}
      {words.length > 0 && <span dir="auto">{words.join(' \u00b7 ')}</span>}
    </>
  );
}

function wordsOf(step: TimelineStep, next: TimelineStep | undefined): string[] {
  const { kind, scopes, hasPkce, saml, hasCode, error, description, shown, idp, isRecorded, redirect, at, networkError } = step;
  const wait = at !== null && next && next.at !== null ? next.at - at : 0;
  const says = [description, ...shown].filter((text) => text !== null);
  const facts = [
    scopes.length > SHOWN_SCOPES && tPlural('workbench_timeline_more_scopes', scopes.length - SHOWN_SCOPES),
    hasPkce !== null && t(hasPkce ? 'workbench_timeline_pkce' : 'workbench_timeline_no_pkce'),
    ...says,
    kind === 'refusal' && error === null && says.length === 0 && t('workbench_timeline_no_reason'),
    kind === 'approval' && isRecorded && t(redirect === null ? 'workbench_timeline_consent' : 'workbench_timeline_no_consent'),
    idp,
    saml && tById('workbench_timeline_saml', saml),
    hasCode && t('workbench_timeline_code'),
    networkError || false,
    !isRecorded && t('workbench_timeline_not_recorded'),
    wait >= LONG_WAIT_MS && tPlural('workbench_timeline_wait', Math.round(wait / 1_000)),
  ];
  return facts.filter((fact) => typeof fact === 'string');
}
