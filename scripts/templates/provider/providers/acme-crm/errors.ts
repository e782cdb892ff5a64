/**
 * Errors of Acme CRM's authorization. The error codes of OAuth are in providers/oauth2/errors.ts.
 */
import type { ErrorRule } from '@/providers/contract/diagnosis';
import type { Provider } from '@/providers/contract/provider';

// Fill in: add the sentences of the error page and of `error_description`, newest wording first
// (providers/outreach/errors.ts), each rule with its texts in the locale file. If none are
// published, say so here.

/** Rules for the errors of Acme CRM's pages and redirects, sorted by ID. */
export const errors: readonly ErrorRule[] = [];

/** Headings of error pages. With a text that no rule knows, they mean an unknown error. */
export const errorHeadings: Provider['knowledge']['errorHeadings'] = [];
