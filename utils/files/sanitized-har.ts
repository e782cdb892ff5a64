/**
 * Writes a trace again as an HTTP archive (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec,
 * read 2026-11-26) that has no body, cookie or token. Whoever opens it gets the same diagnosis.
 */
import { readQuery } from '@/providers/oauth2/query';
import type { TimelineStep } from './types';

/** The field of an entry with the known errors that its page shows, instead of the page. */
export const errorsField = '_shownErrors';
/** The field of an entry with the SAML message that it sends, `request` or `response`. */
export const samlField = '_saml';
/** The field of an entry with the status of a refused request that its page made. */
export const refusedField = '_refusedStatus';
/** The field of an entry whose trace had no status, as a SAML-tracer export may have none. */
export const unknownStatusField = '_statusUnknown';
/** A trace without times has times of the first day of 1970, because the format requires one. */
export const LAST_UNKNOWN_MS = 86_400_000;

/**
 * Returns the archive of these timelines. `version`: the version of the extension; `comment`: what
 * the archive is, in the language of the user.
 */
export function sanitizedHar(
  timelines: readonly (readonly TimelineStep[])[],
  { version, comment }: { version: string; comment: string },
): string {
  const steps = timelines.flat().filter(({ isRecorded }) => isRecorded);
  const entries = steps.map((step, index) => entryOf(step, step.at ?? index * 1_000));
  return `${JSON.stringify({ log: { version: '1.2', creator: { name: 'Scope Review', version }, entries, comment } }, null, 2)}\n`;
}

function entryOf(step: TimelineStep, at: number) {
  const {
    url,
    redirect,
    from,
    referrer,
    posted,
    method,
    status,
    networkError,
    refusedStatus,
    shown,
    saml,
    error,
    description,
    kind,
    hasCode,
  } = step;
  const inUrl = readQuery(url).parameters;
  const bare =
    error !== null && (kind !== 'callback' || hasCode) && !inUrl.some(({ name }) => name === 'error') ? bareError(error, description) : [];
  return {
    startedDateTime: new Date(at).toISOString(),
    time: 0,
    request: {
      ...noBytes,
      method: method ?? 'GET',
      url,
      headers: Object.entries({ Origin: from, Referer: referrer }).flatMap(([name, value]) => (value === null ? [] : [{ name, value }])),
      queryString: inUrl.map(({ name, value }) => ({ name, value })),
      ...(posted === null ? {} : { postData: { mimeType: formType, params: [{ name: 'scope', value: posted.join(' ') }], text: '' } }),
    },
    response: {
      ...noBytes,
      status,
      statusText: '',
      headers: [],
      content: { size: -1, mimeType: 'text/html' },
      redirectURL: redirect ?? '',
      ...(networkError && { _error: networkError }),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    _resourceType: 'document',
    ...(status === 0 && networkError === undefined && { [unknownStatusField]: true }),
    ...(refusedStatus && { [refusedField]: refusedStatus }),
    ...(shown.length + bare.length > 0 ? { [errorsField]: [...shown, ...bare] } : {}),
    ...(saml === null ? {} : { [samlField]: saml }),
  };
}

const formType = 'application/x-www-form-urlencoded';
const noBytes = { httpVersion: '', cookies: [], headersSize: -1, bodySize: -1 };

/** The plain text that a server sends instead of a page, see `outcomeOnPage`. */
function bareError(error: string, description: string | null): string[] {
  const pairs = [['error', error], ...(description === null ? [] : [['error_description', description]])];
  return [pairs.map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')];
}
