/**
 * The worker that exports and imports what the user saved. A file may be long, and the page stays
 * responsive while it is read, checked and compared.
 */
import { type BackupTask, runTask } from './backup-tasks';

addEventListener('message', async ({ data }: MessageEvent<BackupTask>) => postMessage(await runTask(data)));
