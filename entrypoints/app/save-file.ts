/** Saves a text as a file, as a download of the browser. `type` is its media type. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The delay lets the download read the data before its URL is revoked.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
