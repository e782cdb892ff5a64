/** A writer of a test, in the page or in a worker. */
import { findLearnedScopes, saveRequiredScopes } from '@/utils/storage/learned-scopes';

/** Adds the scopes of these numbers to one record, all at once; resolves to which were new. */
export async function writeScopes(from: number, to: number): Promise<boolean[]> {
  // On a busy machine, opening can take longer than the storage waits for it.
  while (!(await findLearnedScopes('hubspot', 'client')).ok) await new Promise((resolve) => setTimeout(resolve, 100));
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const saved = await Promise.all(numbers.map((number) => saveRequiredScopes('hubspot', 'client', [`scope-${number}`], number)));
  return saved.map((one) => one.ok && one.value);
}

if (typeof document === 'undefined')
  addEventListener('message', async ({ data: { from, to } }: MessageEvent<{ from: number; to: number }>) =>
    postMessage(await writeScopes(from, to)),
  );
