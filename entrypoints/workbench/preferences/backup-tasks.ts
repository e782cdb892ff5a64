/** The tasks of the worker that exports and imports what the user saved. */
import { decodeFile } from '@/utils/files/decode';
import { exportBackup, importBackup, previewBackup, type SectionChanges } from '@/utils/storage/backup';
import { type Backup, type BackupFieldFault, MAX_BACKUP_LENGTH, readBackup } from '@/utils/storage/backup-file';

/**
 * What the page asks for. `preview` is the page's own number of a file that was chosen: `import` stores
 * the file whose preview has it, and no other.
 */
export type BackupTask = { kind: 'export' } | { kind: 'read'; preview: number; file: Blob } | { kind: 'import'; preview: number };

type TaskOf<Kind extends BackupTask['kind']> = Extract<BackupTask, { kind: Kind }>;

/** The longest file that is read, in bytes: the longest text in UTF-16. */
const MAX_SIZE = 2 * MAX_BACKUP_LENGTH + 4;

let previewed: { preview: number; backup: Backup; changes: readonly SectionChanges[] } | null = null;

const tasks = { export: () => exportBackup(), read, import: store };

/** The answer to each task. */
export type BackupAnswers = {
  [Kind in BackupTask['kind']]: Awaited<ReturnType<(typeof tasks)[Kind]>>;
};

/** Does what the page asks for. */
export function runTask<Kind extends BackupTask['kind']>(task: TaskOf<Kind>): Promise<BackupAnswers[Kind]> {
  return (tasks[task.kind] as (task: TaskOf<Kind>) => Promise<BackupAnswers[Kind]>)(task);
}

/** Stores what a preview showed; refuses whatever none or another one did. */
async function store({ preview }: TaskOf<'import'>): Promise<Awaited<ReturnType<typeof importBackup>>> {
  if (previewed?.preview !== preview) return { ok: false, reason: 'unavailable' };
  return importBackup(previewed.backup, previewed.changes);
}

/** Reads a file, and resolves to what its import would change, or to what is wrong with it. */
async function read({ preview, file }: TaskOf<'read'>) {
  previewed = null;
  const text = await textOf(file);
  if (text === null) return { ok: false as const, faults: [{ field: '', fault: 'unreadable' as const }] };
  const found = readBackup(text, Date.now());
  if (!found.ok) return { ok: false as const, faults: found.faults as (Omit<BackupFieldFault, 'fault'> & { fault: string })[] };
  const changes = await previewBackup(found.backup);
  if (changes.ok) previewed = { preview, backup: found.backup, changes: changes.value };
  return changes;
}

/** Resolves to null if the file was moved or deleted after the user chose it. */
async function textOf(file: Blob): Promise<string | null> {
  try {
    return decodeFile(new Uint8Array(await file.slice(0, MAX_SIZE).arrayBuffer()));
  } catch {
    return null;
  }
}
