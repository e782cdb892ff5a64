/** The import of a file: only what its preview showed is stored. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { closeDatabase } from '@/utils/storage/database';
import { listPreferences } from '@/utils/storage/preferences';
import { runTask } from '../../../entrypoints/workbench/preferences/backup-tasks';

const preference = {
  ...{ provider: 'hubspot', app: 'client', account: '42', appName: 'Clay', at: 10 },
  ...{ requested: ['a', 'b'], required: ['a'], kept: ['a'], dropped: ['b'] },
};
const backupOf = (app: string) =>
  new Blob([JSON.stringify({ format: 'scope-review-backup', version: 1, preferences: [{ ...preference, app }] })]);
const storedApps = async () => {
  const found = await listPreferences();
  return found.ok && found.value.items.map(({ app }) => app);
};
const refused = { ok: false, reason: 'unavailable' };

beforeEach(async () => {
  await closeDatabase();
  globalThis.indexedDB = new IDBFactory();
});

it('stores the file of the preview that the user confirmed, and refuses that of any other', async () => {
  expect(await runTask({ kind: 'import', preview: 1 })).toEqual(refused);
  expect(await runTask({ kind: 'read', preview: 1, file: backupOf('first') })).toMatchObject({ ok: true });
  expect(await runTask({ kind: 'read', preview: 2, file: backupOf('second') })).toMatchObject({ ok: true });
  expect(await runTask({ kind: 'import', preview: 1 })).toEqual(refused);
  expect(await storedApps()).toEqual([]);
  expect(await runTask({ kind: 'import', preview: 2 })).toMatchObject({ ok: true });
  expect(await storedApps()).toEqual(['second']);
});

it('stores nothing after a file that had no preview, although one before it had', async () => {
  await runTask({ kind: 'read', preview: 1, file: backupOf('first') });
  expect(await runTask({ kind: 'read', preview: 2, file: new Blob(['{']) })).toMatchObject({ ok: false });
  for (const preview of [1, 2]) expect(await runTask({ kind: 'import', preview })).toEqual(refused);
  expect(await storedApps()).toEqual([]);
});
