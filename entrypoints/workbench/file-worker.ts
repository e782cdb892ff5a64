/**
 * The worker that reads what the user opens, so that the page stays responsive and the raw text
 * stays here. It has no access to the browser's interfaces and looks up no texts.
 */
import { decodeFile } from '@/utils/files/decode';
import { MAX_FILE_LENGTH } from '@/utils/files/open';
import { type OpenedContent, openContent } from '@/utils/files/open-content';
import type { Found } from '@/utils/files/types';

/** The rest of a longer file is not read, in bytes: the longest text that is read, in UTF-16. */
const MAX_FILE_SIZE = 2 * MAX_FILE_LENGTH + 4;

/** How often the worker reports its progress, in milliseconds. */
const PROGRESS_MS = 100;

// The page asks with a file, or with a text that was pasted.
addEventListener('message', async ({ data }: MessageEvent<Blob | string>) => {
  const opened = await read(data);
  postMessage(opened && { ...opened, found: opened.found.map(withBlob) });
});

const withBlob = (found: Found): Found => (found.tokens === undefined ? found : { ...found, tokens: new Blob([found.tokens]) });

/** Resolves to null if the file can't be read any more. */
async function read(content: Blob | string): Promise<OpenedContent | null> {
  let reportedAt = performance.now();
  const onRead = (share: number) => {
    if (performance.now() - reportedAt < PROGRESS_MS) return;
    reportedAt = performance.now();
    postMessage(share);
  };
  if (typeof content === 'string') return openContent(content, onRead);
  try {
    return openContent(decodeFile(new Uint8Array(await content.slice(0, MAX_FILE_SIZE).arrayBuffer())), onRead);
  } catch {
    // The file was moved or deleted after the user chose it.
    return null;
  }
}
