/** What is fuzzed, except for the page readers (pages.ts), which need a browser. */
import { fileTargets } from './files';
import { flowTargets } from './flows';
import { ownFileTargets } from './own-files';
import { proseTargets } from './prose';
import { requestTargets } from './requests';
import type { Target } from './target';
import { textTargets } from './texts';

export const targets: readonly Target[] = [
  ...requestTargets,
  ...textTargets,
  ...proseTargets,
  ...fileTargets,
  ...ownFileTargets,
  ...flowTargets,
];
