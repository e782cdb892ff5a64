/** Many writers of one record at the same time, in two contexts of a real browser. */
import { deleteDB } from 'idb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '@/utils/storage/database';
import { findLearnedScopes } from '@/utils/storage/learned-scopes';
import { databaseName } from '@/utils/storage/schema';
import { times } from '../counts';
import { writeScopes } from './scope-writer';

const WRITERS = times(100, 1000);

const clear = async () => {
  await closeDatabase();
  await deleteDB(databaseName);
};
beforeAll(clear);
afterAll(clear);

/** Runs `writeScopes` in a worker, which has a connection of its own. */
async function writeInWorker(from: number, to: number): Promise<boolean[]> {
  const worker = new Worker(new URL('./scope-writer.ts', import.meta.url), { type: 'module' });
  const written = await new Promise<boolean[]>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<boolean[]>) => resolve(data);
    worker.onerror = reject;
    worker.postMessage({ from, to });
  });
  worker.terminate();
  return written;
}

it(`E7: ${WRITERS} writers of one record in two contexts lose nothing`, async () => {
  const written = await Promise.all([writeInWorker(0, WRITERS / 2), writeScopes(WRITERS / 2, WRITERS)]);
  expect(written.flat().filter(Boolean)).toHaveLength(WRITERS);
  const learned = await findLearnedScopes('hubspot', 'client');
  expect(learned.ok && new Set(learned.value).size).toBe(WRITERS);
}, 120_000);
