/** Tasks of a worker: each gets the answer to itself or none. */
import { expect, it } from 'vitest';
import { TaskRunner } from '../../../entrypoints/workbench/task-runner';

class FakeWorker {
  onmessage: ((event: { data: string | number }) => void) | null = null;
  onerror: (() => void) | null = null;
  tasks: string[] = [];
  isEnded = false;
  postMessage(task: string) {
    this.tasks.push(task);
  }
  terminate() {
    this.isEnded = true;
  }
  answer(data: string | number) {
    this.onmessage?.({ data });
  }
}

function start() {
  const workers: FakeWorker[] = [];
  const runner = new TaskRunner<string, string>(() => {
    workers.push(new FakeWorker());
    return workers.at(-1) as unknown as Worker;
  });
  return { workers, runner };
}

it('keeps the worker for the next task once the last one is answered', async () => {
  const { workers, runner } = start();
  const first = runner.run('first');
  workers[0]?.answer('1');
  expect(await first).toBe('1');
  const second = runner.run('second');
  workers[0]?.answer('2');
  expect(await second).toBe('2');
  expect(workers).toHaveLength(1);
});

it('ends a task when the next one begins, and gives its late answer to neither', async () => {
  const { workers, runner } = start();
  const first = runner.run('first');
  const second = runner.run('second');
  expect(await first).toBeUndefined();
  expect(workers.map(({ tasks, isEnded }) => [tasks, isEnded])).toEqual([
    [['first'], true],
    [['second'], false],
  ]);
  workers[0]?.answer('1');
  workers[0]?.onerror?.();
  workers[1]?.answer('2');
  expect(await second).toBe('2');
});

it('resolves to null if the worker fails, and starts another one for the next task', async () => {
  const { workers, runner } = start();
  const first = runner.run('first');
  workers[0]?.onerror?.();
  expect(await first).toBeNull();
  void runner.run('second');
  expect(workers).toHaveLength(2);
});

it('reports the progress of a task to whoever started it, and to nobody once it was stopped', async () => {
  const { workers, runner } = start();
  const shares: number[] = [];
  const first = runner.run('first', (share) => shares.push(share));
  workers[0]?.answer(0.25);
  workers[0]?.answer('1');
  expect(await first).toBe('1');
  const second = runner.run('second');
  workers[0]?.answer(0.5);
  workers[0]?.answer('2');
  expect(await second).toBe('2');
  void runner.run('third', (share) => shares.push(share));
  runner.stop();
  workers[0]?.answer(0.75);
  expect(shares).toEqual([0.25]);
});
