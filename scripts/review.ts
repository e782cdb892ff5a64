/**
 * `npm run review` reviews authorization requests, also those in files. It uses the extension's engine
 * without a browser.
 */
import { t } from '@/utils/text/text';
import { endWithUsage, readArguments, readInputs, writeLines } from './cli';
import { joinBlocks } from './format';
import { markdownOf, receiptText, reviewInputs, reviewText } from './review-format';

const usage = `Usage: npm run --silent review -- [--json | --markdown] [--keep id,id] URL|text|file…
       … | npm run --silent review -- [--json | --markdown] [--keep id,id]

Reviews authorize URLs and files: HAR and SAML-tracer traces, settings of apps (HubSpot, Outreach, Salesforce), audit
trails, login histories and token lists of Salesforce as CSV, token responses, reports and profiles. What a file is, its
content shows. A list of URLs, one per line, gives one result per line; any other text gives one result for each request
in it. Prints a block for each: the app, its scopes by requirement, and the findings; then what was removed from a file.
  --json      print compact JSON, one object per line
  --markdown  print Markdown for a ticket
  --keep ids  optional scopes to keep, separated by commas; adds the smaller request as url

Exit codes: 0 everything was read · 1 at least one result is a reason why nothing was read · 2 wrong usage
`;

const { values, positionals } = readArguments(usage, {
  json: { type: 'boolean' },
  markdown: { type: 'boolean' },
  keep: { type: 'string' },
});
if (values.json && values.markdown) endWithUsage(usage, '--json and --markdown exclude each other.');
const kept = values.keep as string | undefined;
const keep = kept === undefined ? null : new Set(kept.split(',').map((id) => id.trim()));
const files = reviewInputs(await readInputs(usage, positionals), keep);
const inputs = files.flatMap(({ results }) => results);
const optionalIds = new Set(inputs.flatMap(({ review }) => review?.scopes.filter((scope) => !scope.locked).map((scope) => scope.id) ?? []));
for (const id of keep ?? []) if (id && !optionalIds.has(id)) process.stderr.write(`${t('cli_not_optional', id)}\n`);
writeLines(
  values.json
    ? inputs.map(({ line }) => JSON.stringify(line))
    : joinBlocks(
        files
          .flatMap((file) => [...file.results.map(values.markdown ? markdownOf : reviewText), receiptText(file)])
          .filter(({ length }) => length > 0),
      ),
);
process.exitCode = inputs.some(({ review }) => review === null) ? 1 : 0;
