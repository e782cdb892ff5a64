/**
 * Export, wipe and import in the browser's own IndexedDB, with as many records as the stores keep.
 */
import { deleteDB } from 'idb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportBackup, forgetSaved, importBackup, previewBackup } from '@/utils/storage/backup';
import { readBackup } from '@/utils/storage/backup-file';
import { closeDatabase } from '@/utils/storage/database';
import { MAX_RECORDS } from '@/utils/storage/limits';
import { keepsAnything, savePreference } from '@/utils/storage/preferences';
import { databaseName } from '@/utils/storage/schema';
import { fillStores, samples } from '../utils/storage/sample-records';

beforeAll(async () => {
  await closeDatabase();
  await deleteDB(databaseName);
  await keepsAnything();
});
afterAll(async () => {
  await closeDatabase();
  await deleteDB(databaseName);
});

async function exported(): Promise<string> {
  const done = await exportBackup();
  if (!done.ok) throw new Error(done.reason);
  return done.value.text;
}

it('gives the same bytes again after everything was deleted and imported', async () => {
  const { preferences, corrections, plans, baselines } = samples;
  await fillStores({ samples: { preferences }, from: 0, to: MAX_RECORDS.preferences - 1 });
  await fillStores({ samples: { corrections, plans, baselines }, from: 0, to: MAX_RECORDS.plans });
  // The characters that JSON, UTF-8 and the order of keys treat in their own ways.
  const hostile = '\ud800 \u2028 \u202e " \\ \ufeff é 😀';
  const lists = { requested: [hostile], required: [], kept: [hostile], dropped: [] };
  await savePreference({ provider: 'hubspot', app: hostile, account: '', appName: hostile, at: 1, ...lists });
  const first = await exported();
  const file = new File([first], 'saved.json');
  expect(await forgetSaved()).toMatchObject({ ok: true });
  const read = readBackup(await file.text(), 0);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  expect(await previewBackup(read.backup)).toMatchObject({
    value: [{ added: 10_000 }, { added: 2_000 }, { added: 0 }, { added: 2_000 }, { added: 2_000 }],
  });
  expect(await keepsAnything()).toEqual({ ok: true, value: false });
  expect(await importBackup(read.backup)).toMatchObject({ ok: true });
  expect(await exported()).toBe(first);
  expect(await previewBackup(read.backup)).toMatchObject({ value: [{ unchanged: 10_000 }, {}, {}, {}, {}] });
}, 120_000);
