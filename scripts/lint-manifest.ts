/** Mozilla's linter over the Firefox build. Allows what is known and explained, and nothing else. */
// @ts-expect-error: the package ships no types
import webExt from 'web-ext';

const known = [
  // Preact's core sets innerHTML for `dangerouslySetInnerHTML`, which no component uses.
  { code: 'UNSAFE_VAR_ASSIGNMENT', maxCount: 2 },
  // zod would compile its schemas where it may; `jitless` in utils/messages/router.ts tells it not to try.
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
const left = known.reduce(
  (findings, { code, maxCount }) =>
    findings.filter((finding) => finding.code !== code || findings.filter((other) => other.code === code).length > maxCount),
  [...report.errors, ...report.warnings],
);
for (const { code, message, file } of left) console.error(`${code} ${file ?? ''}: ${message}`);
console.log(left.length ? `manifest-lint: ${left.length} findings` : 'manifest-lint: no findings');
process.exitCode = left.length ? 1 : 0;
