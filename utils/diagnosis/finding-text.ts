/** The words of a finding, of its steps and of what speaks for a cause. */

import type { Signal } from '@/providers/contract/diagnosis';
import type { Actor, Finding } from '@/providers/contract/finding';
import { t, tById, tPlural } from '@/utils/text/text';

/** Entries of a list that a sentence holds: the whole of it stands with the evidence. */
const listedEntries = 3;

/** `title`, `text`, `steps` (marked up, see `findingSteps`) or `short` (for a flag; empty if there is none). */
export function findingText(finding: Finding, part: 'title' | 'text' | 'steps' | 'short'): string {
  const params = finding.params.map((param) => (typeof param === 'string' ? param : listStart(param)));
  // A sentence that was left out leaves its space.
  return tById('finding', finding.id, part, ...params).trimEnd();
}

/** The first entries of a list and how many more there are: `a, b, c and 4 more`. */
export function listStart(list: readonly string[]): string {
  const head = list.slice(0, listedEntries).join(', ');
  return list.length > listedEntries ? tPlural('list_more', list.length - listedEntries, head) : head;
}

/** One thing to do. `text` may hold `**names of buttons**` and `[Name of a page](link)`, where `link` is a key of the review's links. */
export interface Step {
  actor: Actor;
  text: string;
  note: string | null;
}

/** One step a line: `@actor ` in front says whose it is, else it is yours; a line that begins with `> ` is a note of the step before. */
export function findingSteps(finding: Finding): Step[] {
  const steps: Step[] = [];
  for (const line of findingText(finding, 'steps').split('\n')) {
    const last = steps.at(-1);
    const [, actor = 'you', rest = ''] = /^(?:@([\w-]+) )?(.*)$/.exec(line) ?? [];
    if (line.startsWith('> ') && last) last.note = line.slice(2);
    else if (rest) steps.push({ actor: actor as Actor, text: rest, note: null });
  }
  return steps;
}

export type Links = Readonly<Record<string, string>>;

/** For where there is no markup: the terminal, a message, a report. */
export function plainText(marked: string, links: Links): string {
  return marked
    .replace(/\[([^\]]+)\]\((\w+)\)/g, (_, label: string, key: string) => (Object.hasOwn(links, key) ? `${label} (${links[key]})` : label))
    .replaceAll('**', '');
}

/** What a sign is, in words: `Single sign-on was seen on the way`. An answer is told with its question. */
export function signalText(signal: Signal): string {
  const [kind = '', first = '', second = ''] = signal.split(':');
  if (kind === 'answer') return t('signal_answer', tById('question', first), tById('question', first, second));
  return tById('signal', first);
}
