/** Says of a recorded connection why nobody knows how it ended. */
import { genericProvider } from '@/providers';
import type { Found, OpenedFile } from './types';

/**
 * Why a trace doesn't show how a connection ended: the file ends in the middle, nothing after the
 * request was recorded that decides, or the service isn't supported. Each has texts
 * `workbench_connection_end_<reason>` and `_text`.
 */
export type MissingEnd = 'cut' | 'unfinished' | 'unsupported';

/** Returns why the end of a connection is not known; null if it is, or if the file is no trace. */
export function missingEnd(connection: Found, { found, receipt }: Pick<OpenedFile, 'found' | 'receipt'>): MissingEnd | null {
  const { kind, timeline, input } = connection;
  if (kind !== 'request' || !timeline) return null;
  if (input.request.provider === genericProvider.id) return 'unsupported';
  // Only the last connection can go on behind the end of the file.
  return receipt.isCut && connection === found.at(-1) ? 'cut' : 'unfinished';
}
