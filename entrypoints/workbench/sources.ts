/** Names what was opened, so that the user can tell it apart. */
import { t } from '@/utils/text/text';
import type { OpenedItem } from './use-session';

/**
 * Returns the name of each opened thing by its ID: that of the file, else `Pasted text`, with a
 * number if several texts were pasted.
 */
export function sourceNames(items: readonly OpenedItem[]): ReadonlyMap<string, string> {
  const texts = items.filter(({ name }) => name === null).map(({ id }) => id);
  return new Map(
    items.map(({ id, name }) => [
      id,
      name ?? (texts.length > 1 ? t('workbench_pasted_number', texts.indexOf(id) + 1) : t('workbench_pasted')),
    ]),
  );
}

/** A name, and facts about its bearer in the order in which they are shown; the last one is unique. */
interface Named {
  name: string;
  facts: readonly string[];
}

/**
 * Returns for each entry the facts that tell it from the others of the same name; empty if no other
 * has it. The last fact is added only if the facts before it are not enough.
 */
export function factsApart(entries: readonly Named[]): string[] {
  const groups = Map.groupBy(entries, ({ name }) => name);
  const shown = new Map<Named, string>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const last = (group[0]?.facts.length ?? 0) - 1;
    const differing = [...Array(last).keys()].filter((at) => group.some(({ facts }) => facts[at] !== group[0]?.facts[at]));
    const textOf = ({ facts }: Named, positions: readonly number[]) => positions.flatMap((at) => facts[at] || []).join(' \u00b7 ');
    const isEnough = new Set(group.map((entry) => textOf(entry, differing))).size === group.length;
    for (const entry of group) shown.set(entry, textOf(entry, isEnough ? differing : [...differing, last]));
  }
  return entries.map((entry) => shown.get(entry) ?? '');
}
