/** Answers that the browser saves as a file instead of showing them. */

/** Types of content that browsers show in the tab. */
const shown = /^(?:text|image|audio|video)\/|^application\/(?:json|xml|pdf)\b|\+(?:json|xml)\b/i;

/** Whether the browser saves what is answered with these headers. Without a type that is likely; the tab tells whether it was so. */
export function isDownload(status: number, headers: readonly { name: string; value?: string | undefined }[]): boolean {
  if (status < 200 || status === 204 || status === 205 || (status >= 300 && status < 400)) return false;
  const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value?.trim() ?? '';
  return /^attachment\b/i.test(header('content-disposition')) || !shown.test(header('content-type'));
}
