/**
 * Runs tasks in a worker, one at a time, so that no task gets the answer of another. The worker starts
 * with the first one; what it keeps lasts until a task fails or is stopped. A number that it posts is
 * the progress of its task, and anything else is the answer.
 */
export class TaskRunner<Task, Answer> {
  readonly #create: () => Worker;
  #worker: Worker | null = null;
  #settle: ((answer: Answer | null | undefined) => void) | null = null;
  #onProgress: ((share: number) => void) | undefined;

  constructor(create: () => Worker) {
    this.#create = create;
  }

  /**
   * Resolves to the answer, to null if the worker failed, and to undefined after `stop` or another
   * task, which ends the worker if it is still busy.
   */
  run(task: Task, onProgress?: (share: number) => void): Promise<Answer | null | undefined> {
    if (this.#settle) this.stop();
    this.#onProgress = onProgress;
    this.#worker ??= this.#start();
    this.#worker.postMessage(task);
    return new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Ends the worker together with its task. */
  stop(answer?: null): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#settle?.(answer);
    this.#settle = null;
  }

  #start(): Worker {
    const worker = this.#create();
    worker.onmessage = ({ data }: MessageEvent<Answer | number>) => {
      // A worker that was ended may have answered before.
      if (worker !== this.#worker) return;
      if (typeof data === 'number') return this.#onProgress?.(data);
      this.#settle?.(data);
      this.#settle = null;
    };
    // For example if the memory is exhausted.
    worker.onerror = () => {
      if (worker === this.#worker) this.stop(null);
    };
    return worker;
  }
}
