/**
 * Runs tasks in a worker, one at a time, so that no task gets the answer of another. The worker starts
 * with the first one; what it keeps lasts until a task fails or is stopped.
 */
export class TaskRunner<Task, Answer> {
  readonly #create: () => Worker;
  #worker: Worker | null = null;
  #settle: ((answer: Answer | null | undefined) => void) | null = null;

  constructor(create: () => Worker) {
    this.#create = create;
  }

  /**
   * Resolves to the answer, to null if the worker failed, and to undefined after `stop` or another
   * task, which ends the worker if it is still busy.
   */
  run(task: Task): Promise<Answer | null | undefined> {
    if (this.#settle) this.stop();
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
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      // A worker that was ended may have answered before.
      if (worker !== this.#worker) return;
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
