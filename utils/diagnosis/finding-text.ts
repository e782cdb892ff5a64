/** The texts of findings, of their steps, and of the signals behind a cause. */

import type { Signal } from '@/providers/contract/diagnosis';
import type { Actor, Finding } from '@/providers/contract/finding';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import type { Cause, Diagnosis } from './types';

/** How many causes are shown at first, however unlikely the last of them is. */
const MAX_TOP_CAUSES = 4;

/** How many entries of a list a sentence shows; the review lists all of them elsewhere. */
const MAX_LISTED_ENTRIES = 3;

/** The answer that is always offered. It marks a question as asked but is no evidence. */
export const notSure = 'not-sure';

/** Stands for a value that is not known. It occurs in no text. */
const ABSENT = '\ufffc';

/**
 * Returns one text of a finding. `steps` is marked up, see `findingSteps`; `short` is for a flag
 * and may be empty. A sentence or a line whose value is not known is left out, such as the scopes
 * that an error does not name.
 */
export function findingText(finding: Finding, part: 'title' | 'text' | 'steps' | 'short'): string {
  const params = finding.params.map((param) => (typeof param === 'string' ? param : listStart(param) || ABSENT));
  const sentences = tById('finding', finding.id, part, ...params, ABSENT, ABSENT).split(/(?<=[.!?])(?=[ \n])/);
  // An empty parameter at the end of a text leaves the space before it.
  return sentences
    .filter((sentence) => !sentence.includes(ABSENT))
    .join('')
    .trim();
}

/**
 * Returns the causes to show at first: the likeliest ones, and those that a guide names for the
 * error. `causes` is in order of likelihood.
 */
export function topCauses(causes: readonly Cause[]): Cause[] {
  return causes.filter(({ named }, index) => index < MAX_TOP_CAUSES || named);
}

/**
 * Returns the finding that stands for an error, as certain as the evidence is: its cause if that is
 * proven, else the error itself. One that is among its own possible causes is as likely as there.
 */
export function shownFinding({ finding, causes }: Diagnosis): Finding {
  const [first, second] = causes;
  if (first && (first.confidence === 'observed' || (!second && first.id === finding.id))) return first;
  return causes.find(({ id }) => id === finding.id) ?? finding;
}

/** Whether the shown finding says who can fix it. If not, only the possible causes do. */
export function showsFix(diagnosis: Diagnosis): boolean {
  return diagnosis.causes.length === 0 || diagnosis.causes.some(({ id }) => id === shownFinding(diagnosis).id);
}

/**
 * Whether asking helps more than a message to somebody who may act: nothing shows who that is, and a
 * question is open.
 */
export function asksFirst({ recognized, pastedFrom, causes, questions }: Diagnosis): boolean {
  if (!recognized && pastedFrom !== null) return true;
  const [first] = causes;
  const isOpen = questions.some(({ answer }) => answer === null);
  return isOpen && first?.confidence === 'possible' && causes.some(({ actor }) => actor !== first.actor);
}

/** Returns the first entries of a list and how many more there are: `a, b, c and 4 more`. */
export function listStart(list: readonly string[]): string {
  const head = listText(list.slice(0, MAX_LISTED_ENTRIES));
  return list.length > MAX_LISTED_ENTRIES ? tPlural('list_more', list.length - MAX_LISTED_ENTRIES, head) : head;
}

/**
 * One thing to do. `text` may contain `**names of buttons**` and `[Name of a page](link)`, where
 * `link` is a key of the review's links. `note` is null if the step has none.
 */
export interface Step {
  actor: Actor;
  text: string;
  note: string | null;
  /** Whether only a user of the extension can do the step. */
  needsExtension?: true;
}

/**
 * Parses the steps of a finding, which are written one per line. A line may start with `@actor `
 * to name who does the step; otherwise it is for the user, with `@extension ` only for one who uses the
 * extension. A line that starts with `> ` is the note of the step before it. The steps of the person who
 * can fix it go first: what the user may try before them helps only a user who can fix it alone. A link
 * to `LogRow` marks a step that looks for the row of the error in the provider's log, which is left out if
 * that is known.
 */
export function findingSteps(finding: Finding): Step[] {
  const steps: Step[] = [];
  for (const line of findingText(finding, 'steps').split('\n')) {
    const last = steps.at(-1);
    const [, actor = 'you', rest = ''] = /^(?:@([\w-]+) )?(.*)$/.exec(line) ?? [];
    if (line.startsWith('> ') && last) last.note = line.slice(2);
    else if (rest && actor === 'extension') steps.push({ actor: 'you', text: rest, note: null, needsExtension: true });
    else if (rest) steps.push({ actor: actor as Actor, text: rest, note: null });
  }
  const left = finding.hasLogRow ? steps.filter(({ text }) => !text.includes('](LogRow)')) : steps;
  const first = left.findIndex(({ actor }) => actor === finding.actor);
  const next = left.findIndex(({ actor }, index) => index > first && actor !== finding.actor);
  const end = next < 0 ? left.length : next;
  return first > 0 ? [...left.slice(first, end), ...left.slice(0, first), ...left.slice(end)] : left;
}

/** URLs by the keys that steps use. */
export type Links = Readonly<Record<string, string>>;

/**
 * Removes the markup of a step for the terminal, a message or a report; the URL of a known link
 * follows its name.
 */
export function plainText(marked: string, links: Links): string {
  return marked
    .replace(/\[([^\]]+)\]\((\w+)\)/g, (_, label: string, key: string) => (Object.hasOwn(links, key) ? `${label} (${links[key]})` : label))
    .replaceAll('**', '');
}

/** Returns a step as plain text, with its note, which may be the condition of the step. */
export function stepText({ text, note }: Step, links: Links): string {
  return plainText(note ? `${text} ${note}` : text, links);
}

/** Describes a signal in words. For an answer the text contains the question too. */
export function signalText(signal: Signal): string {
  const [kind = '', first = '', second = ''] = signal.split(':');
  if (kind === 'answer') return t('signal_answer', tById('question', first), tById('question', first, second));
  return tById('signal', first);
}

/**
 * Whether nothing shows more than that there is an error: its words say no reason that is known, so
 * they show neither that a request was refused nor who can fix it.
 */
export function showsNoReason({ recognized, isTextMissing }: Diagnosis): boolean {
  return !recognized || isTextMissing;
}

/** Whether an error is nothing but the status of the answer to a form, as a flow notes it. */
const isStatus = (error: string | null): boolean => /^HTTP \d{3}$/.test(error ?? '');

/**
 * Returns the label that says where the error was: in a row of a log, in a pasted text or URL, in the
 * answer's status, in the tab's URL, or on its page.
 */
export function errorLabel({ error, pastedFrom, causes }: Diagnosis): string {
  const isInUrl = error !== null;
  if (pastedFrom && !isInUrl && causes.some(({ hasLogRow }) => hasLogRow)) return t('report_log_row');
  if (pastedFrom) return t(pastedFrom === 'url' && isInUrl ? 'report_pasted_url' : 'report_pasted_text');
  if (isStatus(error)) return t('report_status');
  return t(isInUrl ? 'report_url_said' : 'report_said');
}

/**
 * Returns the sentence in the text of an error: the text itself, or the `message` of a JSON response;
 * empty if a JSON response has none. The text may be redacted, so it may not parse as JSON.
 */
export function sentenceOf(errorText: string): string {
  if (!/^\s*[[{]/.test(errorText)) return errorText;
  return /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(errorText)?.[1]?.replaceAll('\\"', '"') ?? '';
}
