/** Detects responses that the browser saves as a file instead of showing them. */

/** Content types that browsers show in the tab. */
const displayedTypes = /^(?:text|image|audio|video)\/|^application\/(?:json|xml|pdf)\b|\+(?:json|xml)\b/i;

/**
 * Whether the browser probably saves a response with these headers as a file. A response without
 * a content type counts as one, because browsers often save it; `pageRead` and `tabUpdated` correct
 * the guess if the tab shows a page after all.
 */
export function isDownload(status: number, headers: readonly { name: string; value?: string | undefined }[]): boolean {
  const isRedirect = status >= 300 && status < 400;
  const hasNoContent = status < 200 || status === 204 || status === 205;
  if (isRedirect || hasNoContent) return false;
  const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value?.trim() ?? '';
  return /^attachment\b/i.test(header('content-disposition')) || !displayedTypes.test(header('content-type'));
}
