import { useEffect, useState } from 'preact/hooks';
import { TaskRunner } from '../task-runner';
import type { BackupAnswers, BackupTask } from './backup-tasks';

/** What exports and imports in a worker. A task that is stopped has no answer. */
interface BackupRunner {
  run<Kind extends BackupTask['kind']>(task: Extract<BackupTask, { kind: Kind }>): Promise<BackupAnswers[Kind] | null | undefined>;
  stop(): void;
}

const start = () => new Worker(new URL('./backup-worker.ts', import.meta.url), { type: 'module' });

/** Returns what exports and imports in a worker, which ends with the view. */
export function useBackup(): BackupRunner {
  const [runner] = useState(() => new TaskRunner<BackupTask, never>(start));
  useEffect(() => () => runner.stop(), [runner]);
  return runner;
}
