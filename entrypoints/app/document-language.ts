import { t } from '@/utils/text/text';

/**
 * Sets language and direction of the document to those of its texts. The browser's own language
 * (`@@ui_locale`, `@@bidi_dir`) may be one that the extension has no texts in.
 */
export function setDocumentLanguage(): void {
  document.documentElement.lang = t('date_language');
  document.documentElement.dir = t('text_direction');
}
