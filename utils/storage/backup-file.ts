/**
 * Reads and writes what the user saved as one JSON file: selections, choices of apps, profiles,
 * plans and approved baselines. The same records always give the same bytes, so two files can be
 * compared.
 */
import * as z from 'zod/mini';
import { baselineSchema, filedBaselineSchema } from '@/utils/policy/baseline';
import { type FieldFault, type FileFault, fieldOf, parseFields } from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { canonicalJson } from './canonical-json';
import { MAX_RECORDS } from './limits';
import { readProfileFile } from './profile-file';
import {
  appOverrideSchema,
  type CustomProfile,
  customProfileSchema,
  type Preference,
  plansSchema,
  preferenceSchema,
  type StoreName,
} from './schema';

/** Longer texts are neither written nor read. In UTF-16 code units. */
export const MAX_BACKUP_LENGTH = 50_000_000;

/** How many faults of a file are reported. The check ends with the first record that reaches it. */
const MAX_FAULTS = 20;

/** One store that the file contains, under the store's name. */
export interface BackupSection {
  store: StoreName;
  /** The fields of the record's key, in the order of the store's key path. */
  key: readonly string[];
  /** Checks a stored record, as everything does that reads it. */
  stored: z.ZodMiniType<object>;
  /** Checks a record of a file. It refuses unknown fields, which would otherwise be lost. */
  filed: z.ZodMiniType<object>;
}

/** A profile's key repeats what is in it, and a profile is no longer than its file may be. */
const checkProfile = z.superRefine<CustomProfile>(({ provider, id, profile }, context) => {
  const report = (message: BackupFault) => context.addIssue({ code: 'custom', message, path: ['profile'] });
  if (provider !== profile.provider || id !== profile.id) report('mismatch');
  if (JSON.stringify(profile).length > MAX_PASTED_LENGTH) report('too-long');
});

/** Each requested scope is either kept or dropped. */
const checkPreference = z.superRefine<Preference>(({ requested, kept, dropped }, context) => {
  const report = (path: string, ids: readonly string[], isWrong: (id: string) => boolean) => {
    const index = ids.findIndex(isWrong);
    if (index >= 0) context.addIssue({ code: 'custom', message: 'not-partition' satisfies BackupFault, path: [path, index] });
  };
  const [all, on, off] = [new Set(requested), new Set(kept), new Set(dropped)];
  report('requested', requested, (id) => on.has(id) === off.has(id));
  report('kept', kept, (id) => !all.has(id));
  report('dropped', dropped, (id) => !all.has(id));
});

/** What is in a backup, in the order of the file. A new section may be missing in older files. */
export const backupSections: readonly BackupSection[] = [
  {
    store: 'preferences',
    key: ['provider', 'app', 'account'],
    stored: preferenceSchema(),
    filed: z.strictObject(preferenceSchema().shape).check(checkPreference),
  },
  { store: 'corrections', key: ['provider', 'app'], stored: appOverrideSchema(), filed: z.strictObject(appOverrideSchema().shape) },
  {
    store: 'profiles',
    key: ['provider', 'id'],
    stored: customProfileSchema(),
    filed: z.strictObject(customProfileSchema().shape).check(checkProfile),
  },
  { store: 'plans', key: ['provider', 'account'], stored: plansSchema(), filed: z.strictObject(plansSchema().shape) },
  {
    store: 'baselines',
    key: ['provider', 'app', 'account'],
    stored: baselineSchema(),
    filed: filedBaselineSchema(),
  },
];

/** The records of each section, valid and without two of the same key. */
export type Backup = ReadonlyMap<StoreName, readonly object[]>;

/**
 * What is wrong with a file or a field. Each fault has a text `backup_fault_<fault>`, or that of a
 * profile.
 */
export type BackupFault = FileFault | 'not-backup' | 'policy' | 'too-many' | 'mismatch' | 'not-partition';

/** A field that is wrong, like `preferences[3].kept[0]`, and why. */
export type BackupFieldFault = Omit<FieldFault, 'fault'> & { fault: BackupFault };

/** The records of a valid file, or the first things that are wrong with it. */
export type ReadBackup = { ok: true; backup: Backup } | { ok: false; faults: BackupFieldFault[] };

/** Returns the text of a backup, with one record on each line. */
export function writeBackup(backup: Backup): string {
  const sections = backupSections.map(({ store }) => {
    const records = (backup.get(store) ?? []).map((record) => `\n${canonicalJson(record)}`);
    return `,\n"${store}": [${records.join(',')}${records.length > 0 ? '\n' : ''}]`;
  });
  return `{\n"format": "scope-review-backup",\n"version": 1${sections.join('')}\n}\n`;
}

/**
 * Reads a backup, or a profile file as a backup of that profile. It is valid as a whole or not at
 * all. `now`: the time that a profile gets, in milliseconds since the epoch. Never throws.
 */
export function readBackup(text: string, now: number): ReadBackup {
  if (text.length > MAX_BACKUP_LENGTH) return fileFault('too-long');
  const content = parse(text);
  // A text that does not begin like JSON was not cut off: it is something else, such as a table.
  if (content === undefined) return fileFault(/^\s*([{[]|$)/.test(text) ? 'not-json' : 'not-backup');
  if (typeof content !== 'object' || content === null) return fileFault('not-backup');
  if (Reflect.get(content, 'format') === 'scope-review-policy') return fileFault('policy');
  if (Reflect.get(content, 'format') !== 'scope-review-backup') return readProfile(text, now);
  const shape = Object.fromEntries(backupSections.map(({ store }) => [store, z.optional(z.array(z.unknown()))]));
  const fileSchema = z.strictObject({ format: z.string(), version: z.literal(1, { error: 'version' }), ...shape });
  const file = parseFields<object>(fileSchema, content);
  if (!file.ok) return { ok: false, faults: file.faults.slice(0, MAX_FAULTS) };
  const sections = backupSections.map((section) => ({ section, records: Reflect.get(file.value, section.store) ?? [] }));
  const tooLong = sections.filter(({ section, records }) => records.length > MAX_RECORDS[section.store]);
  if (tooLong.length > 0) return { ok: false, faults: tooLong.map(({ section }) => ({ field: section.store, fault: 'too-many' })) };
  const faults: BackupFieldFault[] = [];
  const backup = new Map(sections.map(({ section, records }) => [section.store, readRecords(section, records, faults)]));
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, MAX_FAULTS) } : { ok: true, backup };
}

const fileFault = (fault: BackupFault): ReadBackup => ({ ok: false, faults: [{ field: '', fault }] });

/** Returns undefined for a text that is no JSON; JSON has no such value. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readProfile(text: string, now: number): ReadBackup {
  const read = readProfileFile(text);
  if (!read) return fileFault('not-backup');
  if (!read.ok) return read;
  const { provider, id } = read.file;
  return { ok: true, backup: new Map([['profiles', [{ provider, id, at: now, profile: read.file }]]]) };
}

/** Returns the valid records, and adds what is wrong with the others to `faults`. */
function readRecords({ store, key, filed }: BackupSection, records: readonly unknown[], faults: BackupFieldFault[]): object[] {
  const keys = new Set<string>();
  const valid: object[] = [];
  for (const [index, record] of records.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    const parsed = parseFields(filed, record, [store, index]);
    if (!parsed.ok) {
      faults.push(...parsed.faults);
      continue;
    }
    const id = JSON.stringify(key.map((field) => Reflect.get(parsed.value, field)));
    if (keys.has(id)) faults.push({ field: fieldOf([store, index]), fault: 'twice' });
    keys.add(id);
    valid.push(parsed.value);
  }
  return valid;
}
