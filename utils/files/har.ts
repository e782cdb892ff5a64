/**
 * Reads HTTP archives (HAR 1.2) of Chrome, Firefox and Fiddler, also those that were sanitized or
 * cut off. Shapes: the HAR 1.2 specification and exports of these tools, read 2026-11-25.
 */
import { providerOf, readRequest } from '@/providers';
import { readQuery } from '@/providers/oauth2/query';
import { fieldAt, jsonItems, jsonMembers, listAt, parsePart, textAt } from './json-parts';
import { countRemoved, noteRemoved, noteUrl } from './receipt';
import { errorsField, LAST_UNKNOWN_MS, refusedField, samlField, unknownStatusField } from './sanitized-har';
import {
  decodeBody,
  initiatorOf,
  postedAnswer,
  postedScopes,
  redirectTarget,
  referrerOf,
  samlIn,
  samlInUrl,
  type TraceStep,
  tokenErrorIn,
} from './trace-fields';
import type { OnRead, Receipt } from './types';

/**
 * Returns the requests for pages, in the order of the file, and counts the others. Never throws.
 */
export function readHar(text: string, receipt: Receipt, onRead?: OnRead): TraceStep[] {
  const log = [...jsonMembers(text, 0)].find(({ name }) => name === 'log');
  const entries = log && [...jsonMembers(text, log.start)].find(({ name }) => name === 'entries');
  receipt.isCut ||= !entries?.isWhole;
  const steps: TraceStep[] = [];
  for (const part of entries ? jsonItems(text, entries.start) : []) {
    onRead?.(part.end / text.length);
    const entry = parsePart(text, part);
    const url = textAt(entry, 'request', 'url');
    if (!URL.canParse(url)) {
      receipt.notUnderstood++;
      continue;
    }
    noteSecrets(entry, url, receipt);
    if (isPage(entry)) steps.push(toStep(entry, url));
    else {
      receipt.leftOut++;
      if (isRequest(url)) receipt.hasEmbedded = true;
      const page = steps.at(-1);
      if (page && isByScript(entry)) noteScript(page, entry, url);
    }
  }
  return steps;
}

/** Notes on a page what became of a request that its script made. */
function noteScript(page: TraceStep, entry: unknown, url: string): void {
  if (statusOf(entry) < 400) {
    // The script tried again, and got a token.
    if (page.tokenError && /"access_token"\s*:/.test(bodyOf(entry))) delete page.tokenError;
    return;
  }
  const body = bodyOf(entry);
  const tokenError = tokenErrorIn(body);
  if (tokenError) page.tokenError = tokenError;
  if (URL.parse(url)?.host === URL.parse(page.url)?.host) Object.assign(page, { refusedStatus: statusOf(entry), refusedBody: body });
}

const bodyOf = (entry: unknown) =>
  decodeBody(textAt(entry, 'response', 'content', 'text'), textAt(entry, 'response', 'content', 'encoding'));

/** Whether an app requests access at the URL. */
function isRequest(url: string): boolean {
  const read = url.includes('client_id') ? readRequest(url) : null;
  return read?.ok === true && read.value.pageKind === 'authorize' && read.value.clientId !== null;
}

/** Whether the browser recorded that no answer came. Our sanitized files say so where the trace had no status at all. */
const hasNoAnswer = (entry: unknown) => statusOf(entry) === 0 && fieldAt(entry, unknownStatusField) !== true;

function toStep(entry: unknown, url: string): TraceStep {
  const response = fieldAt(entry, 'response');
  const at = Date.parse(textAt(entry, 'startedDateTime'));
  const redirect = redirectTarget(textAt(response, 'redirectURL') || (headersOf(response).get('location') ?? ''), url);
  const errors = listAt(entry, errorsField).filter((line) => typeof line === 'string');
  const networkError = hasNoAnswer(entry) ? (/^[\w:]{3,80}$/.exec(textAt(response, '_error'))?.[0] ?? '') : undefined;
  const refusedStatus = Number(fieldAt(entry, refusedField)) || 0;
  const body = bodyOf(entry);
  return {
    url,
    at: at > LAST_UNKNOWN_MS ? at : null,
    initiator: initiatorOf(headersOf(fieldAt(entry, 'request'))),
    referrer: referrerOf(headersOf(fieldAt(entry, 'request'))),
    posted: postedScopes(formOf(entry)),
    answer: postedAnswer(formOf(entry)),
    redirect,
    method: textAt(entry, 'request', 'method'),
    status: statusOf(entry),
    ...(networkError !== undefined && { networkError }),
    ...(refusedStatus && { refusedStatus }),
    body: errors.length > 0 ? errors.join('\n') : body,
    isOnlyErrors: errors.length > 0,
    saml: samlOf(entry, url, redirect, body),
  };
}

/** 0 if the entry has no response, as one at which the file was cut off. */
const statusOf = (entry: unknown) => Number(fieldAt(entry, 'response', 'status')) || 0;

/** The SAML message of the URL, the posted form, the redirect or the form of the page. */
function samlOf(entry: unknown, url: string, redirect: string | null, body: string): TraceStep['saml'] {
  const noted = textAt(entry, samlField);
  if (noted === 'request' || noted === 'response') return noted;
  return (
    samlInUrl(url) ??
    samlIn(formOf(entry).map(([name]) => name)) ??
    (redirect === null ? null : samlInUrl(redirect)) ??
    (/\bname=["']?SAMLRequest\b/i.test(body) ? 'request' : null)
  );
}

/** The names and values of the form that was posted; tools write them as a list, as text, or as both. */
function formOf(entry: unknown): (readonly [name: string, value: string])[] {
  const posted = fieldAt(entry, 'request', 'postData');
  const listed = listAt(posted, 'params').map((parameter) => [textAt(parameter, 'name'), textAt(parameter, 'value')] as const);
  const isForm = /urlencoded/i.test(textAt(posted, 'mimeType'));
  const written = isForm ? readQuery(`?${textAt(posted, 'text')}`).parameters : [];
  return [...listed, ...written.map(({ name, value }) => [name, value] as const)];
}

function headersOf(message: unknown): Map<string, string> {
  return new Map(listAt(message, 'headers').map((header) => [textAt(header, 'name').toLowerCase(), textAt(header, 'value')]));
}

/**
 * Whether the tab itself requested this page. The frame of an extension, such as the panel, has another scheme.
 * `Sec-Fetch-Dest` (Fetch Metadata) tells a page from a frame of the page. Without it, Chrome says `document`, and
 * others are recognized by their response.
 */
function isPage(entry: unknown): boolean {
  if (!/^https?:/i.test(textAt(entry, 'request', 'url'))) return false;
  const destination = headersOf(fieldAt(entry, 'request')).get('sec-fetch-dest');
  if (destination !== undefined && destination !== '') return destination === 'document';
  const type = textAt(entry, '_resourceType');
  if (type !== '') return type === 'document';
  const status = statusOf(entry);
  const isText = /html|^text\/plain/i.test(
    textAt(entry, 'response', 'content', 'mimeType') || (headersOf(fieldAt(entry, 'response')).get('content-type') ?? ''),
  );
  const url = URL.parse(textAt(entry, 'request', 'url'));
  return (
    isText || status === 0 || (status >= 300 && status < 400) || (url !== null && providerOf(url)?.urls.classifyUrl(url) === 'authorize')
  );
}

/** Whether a script of the page made the request, and needs its answer: an icon or a report that fails stops nothing. */
function isByScript(entry: unknown): boolean {
  const destination = headersOf(fieldAt(entry, 'request')).get('sec-fetch-dest');
  if (destination !== undefined && destination !== '') return destination === 'empty';
  const type = textAt(entry, '_resourceType');
  return type === '' ? /json/i.test(textAt(entry, 'response', 'content', 'mimeType')) : type === 'xhr' || type === 'fetch';
}

function noteSecrets(entry: unknown, url: string, receipt: Receipt): void {
  noteUrl(receipt, url);
  for (const message of ['request', 'response']) {
    for (const [name, value] of headersOf(fieldAt(entry, message))) noteRemoved(receipt, name, value);
  }
  const posted = fieldAt(entry, 'request', 'postData');
  const parameters = listAt(posted, 'params');
  if (parameters.length > 0)
    for (const parameter of parameters) noteRemoved(receipt, textAt(parameter, 'name'), textAt(parameter, 'value'));
  else if (/urlencoded/i.test(textAt(posted, 'mimeType'))) noteUrl(receipt, `?${textAt(posted, 'text')}`);
  else if (textAt(posted, 'text') !== '') countRemoved(receipt, 'bodies');
  if (textAt(entry, 'response', 'content', 'text') !== '') countRemoved(receipt, 'bodies');
  if (textAt(entry, 'serverIPAddress') !== '') countRemoved(receipt, 'addresses');
}
