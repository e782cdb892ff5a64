/**
 * `npm run manifest-lint` runs Mozilla's linter on the Firefox build and allows only explained
 * findings.
 */
// @ts-expect-error: the package ships no types
import webExt from 'web-ext';
import { readArguments } from './cli';

readArguments('Usage: npm run manifest-lint\n', {});

const known = [
  // Preact's core sets innerHTML for `dangerouslySetInnerHTML`, which no component uses.
  { code: 'UNSAFE_VAR_ASSIGNMENT', maxCount: 2 },
  // zod can compile its schemas with `eval`; `jitless` in utils/messages/router.ts turns that off.
  { code: 'DANGEROUS_EVAL', maxCount: 1 },
];

interface Finding {
  code: string;
  message: string;
  file?: string;
}

const report = (await webExt.cmd.lint({ sourceDir: '.output/firefox-mv3', output: 'none' } as never, {
  shouldExitProgram: false,
})) as unknown as {
  errors: Finding[];
  warnings: Finding[];
};
const unexpected = known.reduce(
  (findings, { code, maxCount }) =>
    findings.filter((finding) => finding.code !== code || findings.filter((other) => other.code === code).length > maxCount),
  [...report.errors, ...report.warnings],
);
for (const { code, message, file } of unexpected) console.error(`${code} ${file ?? ''}: ${message}`);
console.log(unexpected.length ? `manifest-lint: ${unexpected.length} findings` : 'manifest-lint: no findings');
process.exitCode = unexpected.length ? 1 : 0;
