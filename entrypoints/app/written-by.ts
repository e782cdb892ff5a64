import { browser } from 'wxt/browser';
import type { WrittenBy } from '@/utils/review/report';
import { browserVersion } from '@/utils/text/browser-version';

/** Returns the versions of the extension and of the browser, for a report. */
export function writtenBy(): WrittenBy {
  return { extension: browser.runtime.getManifest().version, browser: browserVersion(navigator.userAgent) };
}
