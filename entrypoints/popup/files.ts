/** Files in and out of the popup. */

/** In bytes: more than `MAX_PASTED_LENGTH`; the rest would only be told too long. */
const MAX_FILE_BYTES = 250_000;

export function readFile(file: File): Promise<string> {
  return file.slice(0, MAX_FILE_BYTES).text();
}

/** Hands the text to the browser's downloads. */
export function saveFile(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download holds the data by now.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
