/** Says of a recorded connection that nobody knows how it ended, or what kept it from ending. */
import { genericProvider } from '@/providers';
import { t, tById } from '@/utils/text/text';
import type { Found, OpenedFile, TimelineStep } from './types';

/**
 * Why a trace doesn't show an error or a code for the app: the file ends in the middle, the service
 * isn't supported, the last page was answered with an error `status`, or not at all (`network`), a
 * request that it made was refused (`page`), the sign-in page came back after its form was sent
 * (`sign-in`), or nothing after the request was recorded that decides. Each has texts
 * `workbench_connection_end_<reason>` and `_text`.
 */
export type MissingEnd = 'cut' | 'unsupported' | 'status' | 'network' | 'page' | 'sign-in' | 'unfinished';

/** Returns why the end of a connection is not known; null if it is, or if the file is no trace. */
export function missingEnd(connection: Found, { found, receipt }: Pick<OpenedFile, 'found' | 'receipt'>): MissingEnd | null {
  const { kind, timeline, input } = connection;
  if (kind !== 'request' || !timeline) return null;
  if (input.request.provider === genericProvider.id) return 'unsupported';
  // Only the last connection can go on behind the end of the file.
  if (receipt.isCut && connection === found.at(-1)) return 'cut';
  const last = timeline.at(-1);
  if (!last?.isRecorded) return 'unfinished';
  if (last.status >= 400) return 'status';
  if (last.networkError !== undefined) return 'network';
  if (last.refusedStatus) return 'page';
  return last.kind === 'sign-in' && last.method === 'POST' ? 'sign-in' : 'unfinished';
}

/** Says how a connection ended that was approved. */
export const approvedTitle = ({ input: { appError } }: Found): string =>
  appError ? t('finding_oauth_app_failed_title', appError) : t('workbench_diagnose_approved');

/** Returns the title of such an end, and a text about it. */
export function endTexts(end: MissingEnd, { timeline = [] }: Found): [title: string, text: string] {
  const last = timeline.at(-1);
  return [
    tById('workbench_connection_end', end, '', last?.host ?? '', detailOf(end, last)),
    tById('workbench_connection_end', end, 'text', last?.host ?? '', detailOf(end, last)),
  ];
}

function detailOf(end: MissingEnd, last: TimelineStep | undefined): string {
  if (end === 'network') return last?.networkError || t('workbench_connection_end_no_code');
  return `HTTP ${(end === 'page' ? last?.refusedStatus : last?.status) ?? ''}`;
}

/** Returns the text that asks for a file that ends in the middle, with how to record it, ready to send. */
export const askForWholeFile = (): string => `${t('workbench_diagnose_whole_text')}\n\n${t('workbench_diagnose_record_text')}`;
