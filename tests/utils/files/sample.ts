/**
 * Opens the sample files of tests/corpus/files. Every secret and every person in them is called
 * CANARY or ada.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFile } from '@/utils/files/decode';
import { openFile, openScopeList } from '@/utils/files/open';
import type { OpenedFile } from '@/utils/files/types';
import { formsOf } from '../../simulators/secrets';

const folder = join(import.meta.dirname, '../../corpus/files');

/** The names of all sample files. */
export const sampleNames = readdirSync(folder).toSorted();

/** The text of a sample file. */
export const sampleText = (name: string): string => decodeFile(readFileSync(join(folder, name)));

/** Opens a text as the terminal opens a file. */
export const open = (text: string): OpenedFile | null => openFile(text) ?? openScopeList(text);

/** What no output may contain, plain or encoded: the secrets, the person and the address of the samples. */
export const leaked = new RegExp(
  ['ada@', 'ada%40', ...['CANARY', 'ada@globex.example', '198.51.100'].flatMap(formsOf)]
    .map((form) => form.replace(/[.+]/g, '\\$&'))
    .join('|'),
);
