import { type TextKey, t } from '@/utils/text/text';

/** Returns the English title of a finding, which the review shows as its heading. */
export const findingTitle = (id: string): string => t(`finding_${id.replaceAll('-', '_')}_title` as TextKey);
