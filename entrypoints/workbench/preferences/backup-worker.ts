/**
 * The worker that exports and imports what the user saved. A file may be long, and the page stays
 * responsive while it is read, checked and compared.
 */
import { decodeFile } from '@/utils/files/decode';
import { exportBackup, importBackup, previewBackup } from '@/utils/storage/backup';
import { type Backup, type BackupFieldFault, MAX_BACKUP_LENGTH, readBackup } from '@/utils/storage/backup-file';

/** What the page asks for. `import` stores the file that was read last. */
export type BackupTask = { kind: 'export' } | { kind: 'read'; file: Blob } | { kind: 'import' };

/** The longest file that is read, in bytes: the longest text in UTF-16. */
const MAX_SIZE = 2 * MAX_BACKUP_LENGTH + 4;

let backup: Backup = new Map();

const tasks = {
  export: () => exportBackup(),
  read,
  import: () => importBackup(backup),
};

/** The answer to each task. */
export type BackupAnswers = {
  [Kind in BackupTask['kind']]: Awaited<ReturnType<(typeof tasks)[Kind]>>;
};

addEventListener('message', async ({ data }: MessageEvent<BackupTask>) => {
  postMessage(await (data.kind === 'read' ? tasks.read(data.file) : tasks[data.kind]()));
});

/** Reads a file, and resolves to what its import would change, or to what is wrong with it. */
async function read(file: Blob) {
  const text = await textOf(file);
  if (text === null) return { ok: false as const, faults: [{ field: '', fault: 'unreadable' as const }] };
  const found = readBackup(text, Date.now());
  if (!found.ok) return { ok: false as const, faults: found.faults as (Omit<BackupFieldFault, 'fault'> & { fault: string })[] };
  backup = found.backup;
  return previewBackup(backup);
}

/** Resolves to null if the file was moved or deleted after the user chose it. */
async function textOf(file: Blob): Promise<string | null> {
  try {
    return decodeFile(new Uint8Array(await file.slice(0, MAX_SIZE).arrayBuffer()));
  } catch {
    return null;
  }
}
