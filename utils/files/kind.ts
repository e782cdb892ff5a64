/** Tells the format of a file from its content, because names and endings say nothing reliable. */
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { isBinary } from './decode';
import { fieldAt, type JsonPart, jsonItems, jsonMembers, parsePart, textAt } from './json-parts';
import { tableFormatOf } from './table';
import { isTokenResponse } from './token-response';
import type { FileFormat, OwnKind } from './types';

/** Further fields of a JSON file do not decide what it is. */
const MAX_MEMBERS = 200;

/**
 * Returns the format of a text; null if nothing but its whole content can tell, as for the settings
 * of an app, a report and a text with scopes.
 */
export function formatOf(text: string): Exclude<FileFormat, 'app-settings' | 'report' | 'profile' | 'text'> | null {
  if (isBinary(text)) return 'binary';
  if (!/^\s*\{/.test(text.slice(0, 1_000))) return tableFormatOf(text) ? 'table' : null;
  const members = membersOf(text);
  if (ownKind(text, members)) return 'own';
  const log = members.get('log');
  if (log && [...jsonMembers(text, log.start)].some(({ name }) => name === 'entries')) return 'har';
  const requests = members.get('requests');
  if (requests && isSamlTracer(text, requests)) return 'saml-tracer';
  return isTokenResponse(new Set(members.keys())) ? 'token-response' : null;
}

const ownFormats: Readonly<Record<string, OwnKind>> = {
  'scope-review-policy': 'policy',
  'scope-review-backup': 'backup',
  'scope-review-history': 'history',
};

/**
 * Returns what a JSON text of this extension is that another view reads, or nothing; null for any other
 * text. Its scopes are no request of an app.
 */
export function ownKind(text: string, members = membersOf(text)): OwnKind | null {
  const format = members.get('format');
  const name = format && parsePart(text, format);
  if (typeof name === 'string' && Object.hasOwn(ownFormats, name)) return ownFormats[name] ?? null;
  // What *Copy for a policy file* and `npm run review -- --json` write has no format of its own.
  if (['provider', 'app', 'reviewedBy', 'until', 'scopes'].every((field) => members.has(field))) return 'approval';
  return ['provider', 'matchedBy', 'scopesUncertain', 'scopes'].every((field) => members.has(field)) ? 'review' : null;
}

/** The first line of a review as text or Markdown, and one in JSON among others. */
const reviewLine =
  /^(?:[> ]{0,8}## |[> ]{0,8})[^\n\u00b7]{1,100} \u00b7 [^\n]{1,300}\b\d[\d,]* scopes?: \d|"matchedBy":[^{}[\]]{1,2000}"scopesUncertain":/m;

/** Whether a text has a review that the extension wrote, whose findings name scopes that nobody requests. */
export const hasOwnReview = (text: string): boolean => reviewLine.test(text.slice(0, MAX_PASTED_LENGTH));

function membersOf(text: string): Map<string, JsonPart> {
  const members = new Map<string, JsonPart>();
  for (const { name, ...part } of jsonMembers(text, 0)) {
    if (members.size === MAX_MEMBERS) break;
    members.set(name, part);
  }
  return members;
}

/**
 * Whether the first request has the fields of SAML-tracer, which others that list requests lack.
 */
function isSamlTracer(text: string, { start }: JsonPart): boolean {
  const [first] = jsonItems(text, start);
  const request = first && parsePart(text, first);
  return textAt(request, 'url') !== '' && fieldAt(request, 'requestHeaders') !== undefined;
}
