import type { ProviderChoice } from '@/utils/diagnosis/types';

/** What a review was pasted from. */
export interface PastedSource {
  /** Whether the text has the request itself, so that what is stored about its client applies. */
  hasRequest: boolean;
  /**
   * Whose error it can be, which provider the address in the text names without proving anything,
   * and what the user chose; absent if the text itself shows it.
   */
  ownerChoice?: { choices: readonly ProviderChoice[]; named?: ProviderChoice | null; chosen: string | null };
  /** The URL of the request byte for byte; null unless a supported provider's host can open it. */
  url: string | null;
}

/** One of the requests and errors in a pasted text, as the popup lists them. */
export interface PastedItem {
  kind: 'failure' | 'request' | 'approval';
  /** The error's title, or the app on its provider. */
  title: string;
  account: string | null;
  /** How many scopes are requested; 0 if that is not known. */
  scopes: number;
}
