/** Finds the newest of some rows of a table. Rows come in any order, and times in many forms. */
import { type DateOrder, readTableTime, type TableTime } from './table-time';

/** Which of day and month may come first in a table: both, until a date of it rules one out. */
export type DateOrders = Set<DateOrder>;

/** Rows of one table, the newest of which counts. */
export interface Newest {
  /** Adds a row: its time, as the table writes it, which may be missing, and what it says. */
  add(time: string | null, value: string): void;
  /** Returns the latest time, as the table writes it; null if it is unknown. */
  time(): string | null;
  /** Returns what the newest row says; null if it is unknown which one that is, and they differ. */
  value(): string | null;
}

interface Candidate {
  text: string;
  time: TableTime;
  value: string;
  /** Whether no row that says something else may be newer. */
  isSure: boolean;
}

/** Collects rows. `possible`: shared by all rows of the table. */
export function newestOf(possible: DateOrders): Newest {
  const last = new Map<DateOrder, Candidate>();
  let first: { text: string | null; value: string } | null = null;
  const differ = { text: false, value: false };
  let isUnreadable = false;
  let latestText = '';
  /** The newest row in each order that is possible; empty if it is unknown. */
  const newest = () => (isUnreadable ? [] : [...possible].flatMap((order) => last.get(order) ?? []));
  return {
    add(given, value) {
      const text = given || null;
      first ??= { text, value };
      differ.text ||= text !== first.text;
      differ.value ||= value !== first.value;
      if (text !== null && !differ.value && isEarlierIso(text, latestText)) return;
      const times = text === null ? [] : readTableTime(text);
      isUnreadable ||= times.length === 0;
      if (text !== null && text > latestText) latestText = text;
      for (const order of times.length > 0 ? possible : []) {
        const time = times.find((one) => (one.order ?? order) === order);
        if (text === null || !time) possible.delete(order);
        else last.set(order, newer({ text, time, value, isSure: true }, last.get(order)));
      }
    },
    time() {
      if (!differ.text) return first?.text ?? null;
      const [one, other = one] = newest();
      return one && one.text === other?.text ? one.text : null;
    },
    value() {
      if (!differ.value) return first?.value ?? null;
      const [one, other = one] = newest();
      return one?.isSure && other?.isSure && one.value === other.value ? one.value : null;
    },
  };
}

const iso = /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(\.\d{3}(?:Z|\+0000))$/;

/** Whether a time is earlier by its text alone, because there may be 300,000 of this form. */
const isEarlierIso = (text: string, latest: string) => text <= latest && latest.endsWith(iso.exec(text)?.[1] ?? ' ') && iso.test(latest);

/** Returns the newer one of two rows. */
function newer(one: Candidate, known: Candidate | undefined): Candidate {
  if (!known) return one;
  const [before, after] = one.time.at > known.time.at ? [known, one] : [one, known];
  const apart = after.time.at - before.time.at;
  const isClear = apart > 0 && apart >= blurOf(before.time, after.time);
  return { ...after, isSure: known.isSure && before.value === after.value ? true : isClear && after.isSure };
}

const HOUR = 3_600_000;
/** How far local times are from each other at most. */
const MAX_APART = 26 * HOUR;

/** How much later a time has to be than another one of the table to be certain. */
function blurOf(before: TableTime, after: TableTime): number {
  const length = before.precision === 'day' ? 24 * HOUR : before.isMinute ? 60_000 : 0;
  if (before.precision !== after.precision) return length + MAX_APART;
  // Clocks are put back once a year.
  return length + (before.precision === 'local' ? HOUR : 0);
}
