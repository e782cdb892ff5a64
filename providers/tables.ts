/**
 * The registry of the tables that admins export. It is separate from index.ts, because only the
 * reader of files needs it, and the background must stay small.
 */

import type { ProviderId } from './contract/page';
import type { TableFormat } from './contract/table';
import { tables as salesforce } from './salesforce/tables';

/** The tables of each provider, the most specific first. */
export const tableFormats: Readonly<Record<ProviderId, readonly TableFormat[]>> = { salesforce };
