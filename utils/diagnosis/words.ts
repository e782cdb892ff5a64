/** The words of a finding. */
import type { Finding } from '@/providers/types';
import { counted, textById } from '@/utils/text';

/** A list is told by its beginning: the whole of it stands with the evidence. */
const told = 3;

/** `title`, `text`, `steps` (one a line) or `short` (for a flag; empty if there is none). */
export function findingWords(finding: Finding, part: 'title' | 'text' | 'steps' | 'short'): string {
  return textById('finding', finding.id, part, ...finding.params.map((param) => (typeof param === 'string' ? param : beginning(param))));
}

function beginning(list: readonly string[]): string {
  const head = list.slice(0, told).join(', ');
  return list.length > told ? counted('list_more', list.length - told, head) : head;
}
