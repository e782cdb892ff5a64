/**
 * More than `MAX_PASTED_LENGTH`, so that a longer file is still reported as too long without being
 * read in full.
 */
const MAX_FILE_BYTES = 250_000;

/**
 * Resolves to the beginning of a file as text, which is all of it unless the file is longer than
 * `MAX_FILE_BYTES`.
 */
export function readFile(file: File): Promise<string> {
  return file.slice(0, MAX_FILE_BYTES).text();
}
