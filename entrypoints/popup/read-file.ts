/**
 * More than `MAX_PASTED_LENGTH`, so that a longer file is still reported as too long without being
 * read in full.
 */
const MAX_FILE_BYTES = 250_000;

/**
 * Resolves to the beginning of a file as text in its own encoding, which is all of it unless the
 * file is longer than `MAX_FILE_BYTES`. Rejects if the browser can't read the file.
 */
export function readFile(file: File): Promise<string> {
  // Few users choose a file, so the window loads without the decoder.
  return import('@/utils/files/decode').then(async (decode) =>
    decode.decodeFile(new Uint8Array(await file.slice(0, MAX_FILE_BYTES).arrayBuffer())),
  );
}
