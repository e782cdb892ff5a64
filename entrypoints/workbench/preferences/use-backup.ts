import { useEffect, useRef } from 'preact/hooks';
import type { BackupAnswers, BackupTask } from './backup-worker';

/** Runs tasks in the worker, one at a time. `stop` ends the one that runs; it resolves to null. */
class BackupRunner {
  #worker: Worker | null = null;
  #settle: ((answer: never) => void) | null = null;

  run<Kind extends BackupTask['kind']>(task: Extract<BackupTask, { kind: Kind }>): Promise<BackupAnswers[Kind] | null> {
    this.#settle?.(null as never);
    this.#worker ??= this.#start();
    this.#worker.postMessage(task);
    return new Promise((resolve) => {
      this.#settle = resolve as (answer: never) => void;
    });
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle?.(null as never);
    this.#settle = null;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }) => {
      this.#settle?.(data as never);
      this.#settle = null;
    };
    // For example if the memory is exhausted.
    worker.onerror = () => this.stop();
    return worker;
  }
}

/** Returns what exports and imports in a worker, which ends with the view. */
export function useBackup(): BackupRunner {
  const runner = useRef<BackupRunner | null>(null);
  runner.current ??= new BackupRunner();
  useEffect(() => () => runner.current?.stop(), []);
  return runner.current;
}
