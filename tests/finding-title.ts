import { type TextKey, text } from '@/utils/text';

/** Returns the English title of a finding, which the review shows as its heading. */
export const findingTitle = (id: string): string => text(`finding_${id.replaceAll('-', '_')}_title` as TextKey);
