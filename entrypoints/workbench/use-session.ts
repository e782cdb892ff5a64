import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { joinApps, joinedInto } from '@/utils/files/join-apps';
import type { OpenedContent } from '@/utils/files/open-content';
import { TaskRunner } from './task-runner';

/** Something that the user opened. It is kept until the page is closed, and stored nowhere. */
export interface OpenedItem {
  /** Unique in the session; a part of the links to it. */
  id: string;
  /** The name of the file; null for a pasted text. */
  name: string | null;
  /** The size in bytes, or of a pasted text in characters. */
  size: number;
  /** What was read of it; null if it could not be read at all. */
  opened: OpenedContent | null;
  /** The app of which a later item has all settings, so that nothing is left here; else null. */
  joinedInto: string | null;
}

/** What is being read. */
export interface Reading {
  name: string | null;
  size: number;
  /** How many of `total` were read. */
  done: number;
  total: number;
  /** The share of the next one that was read, from 0 to 1; 0 if that is not known. */
  share: number;
}

/** What the user opened in this page, which all views share. */
export interface Session {
  items: readonly OpenedItem[];
  /** Null while nothing is being read. */
  reading: Reading | null;
  /**
   * Reads files and texts, one after the other; resolves to the new items, without canceled ones.
   */
  open(contents: readonly (File | string)[]): Promise<readonly OpenedItem[]>;
  /** Stops reading; what was read before stays. */
  cancel(): void;
  remove(id: string): void;
}

const startReader = () => new Worker(new URL('./file-worker.ts', import.meta.url), { type: 'module' });
const sizeOf = (content: File | string) => (typeof content === 'string' ? content.length : content.size);
const nameOf = (content: File | string) => (typeof content === 'string' ? null : content.name);

/** Returns the session of the page. */
export function useSession(): Session {
  const [items, setItems] = useState<readonly OpenedItem[]>([]);
  const [reading, setReading] = useState<Reading | null>(null);
  const state = useRef({
    reader: new TaskRunner<File | string, OpenedContent>(startReader),
    count: 0,
    run: 0,
    last: Promise.resolve<unknown>(undefined),
  }).current;

  const readAll = useCallback(
    async (contents: readonly (File | string)[], run: number) => {
      const added: OpenedItem[] = [];
      for (const [index, content] of contents.entries()) {
        if (run !== state.run) break;
        const shown = { name: nameOf(content), size: sizeOf(content) };
        setReading({ ...shown, done: index, total: contents.length, share: 0 });
        state.count += 1;
        const opened = await state.reader.run(content, (share) => setReading((now) => now && { ...now, share }));
        if (opened === undefined) break;
        const item = { ...shown, id: String(state.count), opened, joinedInto: null };
        added.push(item);
        setItems((before) => [...before, item]);
      }
      setReading(null);
      return added;
    },
    [state],
  );
  const open = useCallback(
    (contents: readonly (File | string)[]) => {
      const { run } = state;
      const done = state.last.then(() => readAll(contents, run));
      state.last = done;
      return done;
    },
    [state, readAll],
  );
  const cancel = useCallback(() => {
    state.run += 1;
    state.reader.stop();
  }, [state]);
  const remove = useCallback((id: string) => setItems((before) => before.filter((item) => item.id !== id)), []);

  // The settings of an external client app of Salesforce are spread over several files.
  const joined = useMemo(() => {
    const files = joinApps(
      items.map(({ opened }) => opened),
      items.map(({ name }) => name),
    );
    const apps = joinedInto(files);
    return items.map((item, index) => {
      const app = apps[index] ?? null;
      return {
        ...item,
        joinedInto: app,
        opened: item.opened && { ...item.opened, ...files[index], ...(app === null ? {} : { found: [] }) },
      };
    });
  }, [items]);
  return { items: joined, reading, open, cancel, remove };
}
