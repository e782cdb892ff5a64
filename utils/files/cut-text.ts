/** Says that a file was not read to its end. */
import { sizeText } from '@/utils/text/size';
import { t, tById } from '@/utils/text/text';
import type { Receipt } from './types';

type Cut = Pick<Receipt, 'isCut' | 'readUpTo'>;

/** Returns what is missing of a file, and what to do; empty if it was read to its end. */
export function cutText({ isCut, readUpTo }: Cut): string {
  if (readUpTo !== undefined) return t('read_up_to', sizeText(readUpTo));
  return isCut ? t('workbench_incomplete') : '';
}

/** Returns why nothing was found, as a part of a sentence. */
export function unreadableText(reason: string, readUpTo = 0): string {
  return tById('unreadable', reason, '', sizeText(readUpTo));
}
