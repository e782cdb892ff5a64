/** Reads long lists in pages, newest first. */
import type { IDBPDatabase } from 'idb';
import type * as z from 'zod/mini';
import type { Schema, StoreName } from './schema';

/** How many records a page has. */
export const PAGE_SIZE = 100;

/** One page of a list. */
export interface Page<Item> {
  items: Item[];
  /** The position after this page, which `readPage` takes; null if this is the last one. */
  next: string | null;
}

/** Which records to list: those of an index, from its newest entry down. */
interface PageQuery<Item> {
  store: StoreName;
  index: string;
  /** Checks the records; the page leaves damaged ones out. */
  schema: () => z.ZodMiniType<Item>;
  /** The position after the page before; null for the first page. */
  after: string | null;
  /** Limits the list to these entries of the index. */
  range?: IDBKeyRange;
}

/**
 * Reads the next page of a list. It touches only the records of the page, however many there are.
 * Records that are added or deleted meanwhile move no other record to another page.
 */
export async function readPage<Item>(
  database: IDBPDatabase<Schema>,
  { store, index, schema, after, range }: PageQuery<Item>,
): Promise<Page<Item>> {
  const last: { order: IDBValidKey; key: IDBValidKey } | null = after === null ? null : JSON.parse(after);
  const rest = last && (range ? IDBKeyRange.bound(range.lower, last.order) : IDBKeyRange.upperBound(last.order));
  let cursor = await (database as IDBPDatabase)
    .transaction(store)
    .store.index(index)
    .openCursor(rest ?? range, 'prev');
  if (last && cursor && isSame(cursor.key, last.order)) {
    if (indexedDB.cmp(cursor.primaryKey, last.key) > 0) cursor = await cursor.continuePrimaryKey(last.order, last.key);
    if (cursor && isSame(cursor.primaryKey, last.key)) cursor = await cursor.continue();
  }
  const items: Item[] = [];
  let position: string | null = null;
  while (cursor && items.length < PAGE_SIZE) {
    const { success, data } = schema().safeParse(cursor.value);
    if (success) items.push(data);
    position = JSON.stringify({ order: cursor.key, key: cursor.primaryKey });
    cursor = await cursor.continue();
  }
  return { items, next: cursor ? position : null };
}

function isSame(left: IDBValidKey, right: IDBValidKey): boolean {
  return indexedDB.cmp(left, right) === 0;
}
