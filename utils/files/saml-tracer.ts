/**
 * Reads exports of SAML-tracer, whose masked values are objects instead of texts. Shape: its
 * `SAMLTraceIO.js`, read 2026-11-25. Older exports have pairs instead of named headers.
 */
import { fieldAt, jsonItems, jsonMembers, listAt, parsePart, textAt } from './json-parts';
import { countRemoved, noteRemoved, noteUrl } from './receipt';
import { initiatorOf, postedAnswer, postedScopes, redirectTarget, referrerOf, samlIn, samlInUrl, type TraceStep } from './trace-fields';
import type { OnRead, Receipt } from './types';

/** Returns the requests in the order of the file. Never throws. */
export function readSamlTracer(text: string, receipt: Receipt, onRead?: OnRead): TraceStep[] {
  const requests = [...jsonMembers(text, 0)].find(({ name }) => name === 'requests');
  receipt.isCut ||= !requests?.isWhole;
  const steps: TraceStep[] = [];
  for (const part of requests ? jsonItems(text, requests.start) : []) {
    onRead?.(part.end / text.length);
    const request = parsePart(text, part);
    const url = textAt(request, 'url');
    if (!part.isWhole || !URL.canParse(url)) receipt.notUnderstood++;
    if (!URL.canParse(url)) continue;
    const headers = pairsOf(fieldAt(request, 'requestHeaders'));
    const answered = pairsOf(fieldAt(request, 'responseHeaders'));
    const posted = pairsOf(fieldAt(request, 'post'));
    noteUrl(receipt, url);
    for (const [name, value] of [...headers, ...answered, ...posted]) noteRemoved(receipt, name, value);
    if (textAt(request, 'saml') !== '') countRemoved(receipt, 'assertions');
    if (!isPage(headers)) {
      receipt.leftOut++;
      continue;
    }
    const redirect = redirectTarget((answered.get('location') ?? '').replace(masked, ''), url);
    steps.push({
      url,
      at: null,
      initiator: initiatorOf(headers),
      referrer: referrerOf(headers),
      posted: postedScopes(posted),
      answer: postedAnswer(posted),
      redirect,
      method: textAt(request, 'method'),
      status: Number(fieldAt(request, 'responseStatus')) || 0,
      body: '',
      saml: samlInUrl(url) ?? samlIn(posted.keys()) ?? (redirect === null ? null : samlInUrl(redirect)),
    });
  }
  return steps;
}

/** The names and values of headers or parameters. */
function pairsOf(list: unknown): Map<string, string> {
  return new Map(
    listAt({ list }, 'list').map((pair) =>
      Array.isArray(pair)
        ? [textAt(pair, 0).toLowerCase(), fieldText(pair[1])]
        : [textAt(pair, 'name').toLowerCase(), fieldText(fieldAt(pair, 'value'))],
    ),
  );
}

/** A masked value is an object. It shows only that there was a value. */
const fieldText = (value: unknown): string => (typeof value === 'object' && value !== null ? masked : textAt({ value }, 'value'));
const masked = '[masked]';

/** Exports lack the type of a request, but browsers send the destination. */
function isPage(headers: ReadonlyMap<string, string>): boolean {
  return (headers.get('sec-fetch-dest') || 'document') === 'document';
}
