/** A writer of a test, in the page or in a worker. */
import { saveRequiredScopes } from '@/utils/storage/learned-scopes';

/** Adds the scopes of these numbers to one record, all at once; resolves to which were new. */
export async function writeScopes(from: number, to: number): Promise<boolean[]> {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const saved = await Promise.all(numbers.map((number) => saveRequiredScopes('hubspot', 'client', [`scope-${number}`], number)));
  return saved.map((one) => one.ok && one.value);
}

if (typeof document === 'undefined')
  addEventListener('message', async ({ data: { from, to } }: MessageEvent<{ from: number; to: number }>) =>
    postMessage(await writeScopes(from, to)),
  );
