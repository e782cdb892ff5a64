/** Reads and saves files in the popup. */

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

/** Saves a text as a JSON file, as a download of the browser. */
export function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The delay lets the download read the data before its URL is revoked.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
