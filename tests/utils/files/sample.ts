/**
 * Opens the sample files of tests/corpus/files. Every secret and every person in them is called
 * CANARY or ada.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFile } from '@/utils/files/decode';
import { openFile, openScopeList } from '@/utils/files/open';
import type { OpenedFile } from '@/utils/files/types';

const folder = join(import.meta.dirname, '../../corpus/files');

/** The names of all sample files. */
export const sampleNames = readdirSync(folder).toSorted();

/** The text of a sample file. */
export const sampleText = (name: string): string => decodeFile(readFileSync(join(folder, name)));

/** Opens a text as the terminal opens a file. */
export const open = (text: string): OpenedFile | null => openFile(text) ?? openScopeList(text);

/** What no output may contain: the secrets of the samples, plain or as they are encoded. */
export const leaked = /CANARY|Q0FOQVJZ|ada@|ada%40|198\.51\.100/;
