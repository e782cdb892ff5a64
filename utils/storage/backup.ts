/**
 * Exports what the user saved, shows what an import would change, and imports. An import is one
 * transaction: after it, either all records of the file are stored or none. A worker runs this, and has
 * none of the extension's APIs, so whoever starts it tells the other contexts (`tellPolicyChange`).
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb';
import { type Backup, type BackupSection, backupSections, MAX_BACKUP_LENGTH, writeBackup } from './backup-file';
import { canonicalJson } from './canonical-json';
import { changeInDatabase, withDatabase } from './database';
import { MAX_RECORDS } from './limits';
import type { StorageFault, Stored, StoreName } from './schema';

/** How many records are read at a time. */
const BATCH = 500;
/** How many changed records of a section a preview lists. */
const MAX_LISTED = 100;

/** What an import does to one store. */
export interface SectionChanges {
  store: StoreName;
  /** How many records are not stored yet. */
  added: number;
  /** How many records replace a different one of the same key. */
  replaced: number;
  /** How many of the replaced ones are newer than the one in the file. */
  newer: number;
  /** How many records are stored already, exactly so. */
  unchanged: number;
  /** The first records that are added or replaced. */
  listed: { record: object; isNew: boolean }[];
  /** Whether the store would have more records than it keeps, so that nothing can be imported. */
  isTooMany: boolean;
}

/** A backup as text, and how many damaged records it leaves out. */
export interface ExportedBackup {
  text: string;
  omitted: number;
}

const stores = backupSections.map(({ store }) => store);

/** The transaction with names of stores as plain text. */
type AnyTransaction = IDBPTransaction<unknown, string[], IDBTransactionMode>;

/**
 * Exports all sections as they are at one moment. Reason `too-large`: the file would be longer than
 * what can be imported.
 */
export function exportBackup(): Promise<Stored<ExportedBackup>> {
  return orTooLarge(
    withDatabase(async (database) => {
      const transaction = (database as IDBPDatabase).transaction(stores);
      const backup = new Map<StoreName, object[]>();
      let omitted = 0;
      for (const section of backupSections) {
        const { records, damaged } = await readAll(transaction, section);
        backup.set(section.store, records);
        omitted += damaged;
      }
      const text = writeBackup(backup);
      return text.length > MAX_BACKUP_LENGTH ? null : { text, omitted };
    }),
  );
}

/** Reads the valid records of a store in the order of their keys. */
async function readAll(transaction: AnyTransaction, { store, key, stored, filed }: BackupSection) {
  const records: object[] = [];
  let damaged = 0;
  for (let after: string[] | null = []; after !== null; ) {
    // A key of a store has no arrays, so they are after all of its keys, and [] is before them.
    const batch: object[] = await transaction.objectStore(store).getAll(IDBKeyRange.bound(after, [[]], true), BATCH);
    const valid = batch.flatMap((record) => filed.safeParse(stored.safeParse(record).data).data ?? []);
    records.push(...valid);
    damaged += batch.length - valid.length;
    const last = batch.length === BATCH ? batch.at(-1) : undefined;
    after = last ? keyOf(last, key) : null;
  }
  return { records, damaged };
}

/** Returns what `importBackup` would change now. Writes nothing. */
export function previewBackup(backup: Backup): Promise<Stored<SectionChanges[]>> {
  return withDatabase((database) => compare((database as IDBPDatabase).transaction(stores), backup));
}

/**
 * Stores the records of a backup and keeps all others; resolves to what has changed. `previewed`: what the
 * preview said that it changes. Reasons why nothing was stored: `too-many`, a store would have more
 * records than it keeps; `moved-on`, it would change something else by now, as after a change in another tab.
 */
export async function importBackup(
  backup: Backup,
  previewed?: readonly SectionChanges[],
): Promise<{ ok: true; value: SectionChanges[] } | { ok: false; reason: StorageFault | 'too-many' | 'moved-on' }> {
  const imported = await changeInDatabase(async (database) => {
    const transaction = (database as IDBPDatabase).transaction(stores, 'readwrite', { durability: 'strict' });
    const changes = await compare(transaction, backup);
    const refused = changes.some(({ isTooMany }) => isTooMany)
      ? 'too-many'
      : previewed && canonicalJson(changes) !== canonicalJson(previewed)
        ? 'moved-on'
        : null;
    if (refused) {
      await transaction.done;
      return refused;
    }
    const puts = [...backup].flatMap(([store, records]) => records.map((record) => transaction.objectStore(store).put(record)));
    await Promise.all([...puts, transaction.done]);
    return changes;
  });
  if (!imported.ok) return imported;
  return typeof imported.value === 'string' ? { ok: false, reason: imported.value } : { ok: true, value: imported.value };
}

/** Deletes everything that a backup contains, in one transaction. The history stays. */
export function forgetSaved(): Promise<Stored<void>> {
  return changeInDatabase(async (database) => {
    const transaction = (database as IDBPDatabase).transaction(stores, 'readwrite', { durability: 'strict' });
    await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
  });
}

/** Compares the records of a backup with those that are stored. */
function compare(transaction: AnyTransaction, backup: Backup): Promise<SectionChanges[]> {
  const compared = backupSections.map(async ({ store, key, stored }) => {
    const records = backup.get(store) ?? [];
    const changes: SectionChanges = { store, added: 0, replaced: 0, newer: 0, unchanged: 0, listed: [], isTooMany: false };
    const objects = transaction.objectStore(store);
    const count = await objects.count();
    const before = await Promise.all(records.map((record) => objects.get(keyOf(record, key))));
    for (const [index, record] of records.entries()) {
      // A damaged record counts as not there, but it has its place in the store.
      const known = stored.safeParse(before[index]).data;
      if (known && canonicalJson(known) === canonicalJson(record)) {
        changes.unchanged += 1;
        continue;
      }
      changes[known ? 'replaced' : 'added'] += 1;
      if (known && Reflect.get(known, 'at') > Reflect.get(record, 'at')) changes.newer += 1;
      if (changes.listed.length < MAX_LISTED) changes.listed.push({ record, isNew: !known });
    }
    const further = before.filter((record) => record === undefined).length;
    changes.isTooMany = further > 0 && count + further > MAX_RECORDS[store];
    return changes;
  });
  return Promise.all(compared);
}

const keyOf = (record: object, key: readonly string[]): string[] => key.map((field) => Reflect.get(record, field));

async function orTooLarge<Value>(work: Promise<Stored<Value | null>>): Promise<Stored<Value>> {
  const done = await work;
  if (!done.ok) return done;
  return done.value === null ? { ok: false, reason: 'too-large' } : { ok: true, value: done.value };
}
