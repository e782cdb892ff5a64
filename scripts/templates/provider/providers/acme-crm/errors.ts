/** Errors of Acme CRM's authorization, beside those of the protocol. */
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Provider } from '@/providers/contract/provider';

// Fill in: add the sentences of the error page and of `error_description`, newest wording first (providers/outreach/errors.ts), each rule
// with its texts in the locale file. If none are published, say so here.

/** Sorted by id. */
export const errors: readonly ErrorRule[] = [];

/** Stand above every error, whatever its cause. */
export const errorHeadings: Provider['knowledge']['errorHeadings'] = [];
