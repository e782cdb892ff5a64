/** Reads and writes the one record of the store `settings`. */
import { tryParse } from '@/utils/text/lazy-object';
import { type Settings, settingsSchema } from './schema';

interface ReadableStore {
  get(key: string): Promise<unknown>;
}
interface WritableStore extends ReadableStore {
  put(value: Settings): Promise<unknown>;
}

const defaults: Settings = { id: 'settings', retentionDays: null, dataLostAt: null };

/** Reads the settings; the defaults if there are none or if the record is damaged. */
export async function readSettings(store: ReadableStore): Promise<Settings> {
  return tryParse(settingsSchema, await store.get('settings')) ?? defaults;
}

/** Changes the given settings and keeps the others. */
export async function writeSettings(store: WritableStore, changed: Partial<Omit<Settings, 'id'>>): Promise<void> {
  await store.put(settingsSchema().parse({ ...(await readSettings(store)), ...changed }));
}
