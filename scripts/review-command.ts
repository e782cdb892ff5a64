/**
 * `npm run review` reviews authorization requests, also those in files. It uses the extension's
 * engine without a browser.
 */
import { visibleJson } from '@/providers/oauth2/invisible';
import { type PolicyFile, readPolicyFile } from '@/utils/policy/policy-file';
import { policyEffect } from '@/utils/review/policy-summary';
import { t, tById } from '@/utils/text/text';
import { type Call, type Command, type Ended, linesText, readFile, readInputs, WrongUsage } from './cli';
import { type EarlierLine, hasDrift, readBaseline, withDrift } from './drift';
import { joinBlocks } from './format';
import { withMismatches } from './mismatches';
import { incompleteText, markdownOf, type ReviewedFile, receiptText, reviewInputs, reviewText } from './review-format';
import type { ReviewedInput } from './review-line';

const usage = `Usage: npm run --silent review -- [--json | --markdown] [--keep id,id] URL|text|file…
       … | npm run --silent review -- [--json | --markdown] [--keep id,id]

Reviews authorize URLs and files: HAR and SAML-tracer traces, settings of apps (HubSpot, Outreach, Salesforce), audit
trails, login histories and token lists of Salesforce as CSV, token responses, reports and profiles. A file is
recognized by its content. A list of URLs, one per line, gives one result per line; any other text gives one result for
each request in it. Prints a block for each: the app, its scopes by requirement, and the findings; then what was removed
from a file.
  --json      print compact JSON, one object per line
  --markdown  print Markdown for a ticket
  --keep ids  optional scopes to keep, separated by commas; adds the smaller request as url
  --compare   compare the scopes of the second of two inputs with those of the first
  --baseline file  compare the scopes with those in an earlier output of --json
  --policy file    say what this policy would do if it were enforced

Exit codes: 0 everything was read · 1 nothing was given, or at least one result is a reason why nothing was read · 2 wrong usage ·
3 with --compare or --baseline: scopes or redirect hosts differ or can't be compared, or an app is new · with --policy: 4 it drops or asks about a scope,
5 it prevents a connection. The highest counts.
`;

/** `npm run review`. */
export const review: Command = {
  usage,
  options: {
    json: { type: 'boolean' },
    markdown: { type: 'boolean' },
    keep: { type: 'string' },
    compare: { type: 'boolean' },
    baseline: { type: 'string' },
    policy: { type: 'string' },
  },
  run,
};

function run(call: Call): Ended {
  const { values, positionals } = call;
  if (values.json && values.markdown) throw new WrongUsage('--json and --markdown exclude each other.');
  const kept = values.keep as string | undefined;
  const keep = kept === undefined ? null : new Set(kept.split(',').map((id) => id.trim()));
  if (values.compare && values.baseline) throw new WrongUsage('--compare and --baseline exclude each other.');
  if (values.compare && positionals.length !== 2) throw new WrongUsage('--compare needs two inputs.');
  const files = compared(call, checked(reviewInputs(readInputs(call), keep, readPolicy(call))));
  const inputs = files.flatMap(({ results }) => results);
  const optionalIds = new Set(
    inputs.flatMap(({ review }) => review?.scopes.filter((scope) => !scope.locked).map((scope) => scope.id) ?? []),
  );
  const notOptional = [...(keep ?? [])].filter((id) => id && !optionalIds.has(id)).map((id) => t('cli_not_optional', id));
  const lines = values.json
    ? inputs.map(({ line }) => visibleJson(line))
    : joinBlocks(
        files
          .flatMap((file) => [incompleteText(file), ...file.results.map(values.markdown ? markdownOf : reviewText), receiptText(file)])
          .filter(({ length }) => length > 0),
      );
  return {
    stdout: linesText(lines),
    // A pipeline whose first command failed sends nothing, which must not pass for a review.
    stderr: linesText(inputs.length === 0 ? [...notOptional, t('cli_nothing_given')] : notOptional),
    status: inputs.length === 0 ? 1 : Math.max(...inputs.map(exitCodeOf)),
  };
}

function exitCodeOf(result: ReviewedInput): number {
  if (result.review === null) return 1;
  const effect = result.review.policy ? policyEffect(result.review.policy) : 'allowed';
  return { blocked: 5, changed: 4, allowed: hasDrift(result) ? 3 : 0 }[effect];
}

/**
 * Reads the policy of --policy; null without the option. Throws `WrongUsage` if anything in it is
 * wrong.
 */
function readPolicy({ values }: Call): PolicyFile | null {
  const path = values.policy as string | undefined;
  if (path === undefined) return null;
  const content = readFile(path);
  if (content === null) throw new WrongUsage(`There is no file ${path}.`);
  const read = readPolicyFile(content);
  if (read.ok) return read.file;
  const faults = read.faults.map(({ field, fault }) => t('cli_policy_fault', field || path, tById('profile_fault', fault)));
  throw new WrongUsage([`The file ${path} is no policy:`, ...faults].join('\n'));
}

/** Adds how the requests differ from the settings of their apps, if those are among the inputs. */
function checked(reviewed: readonly ReviewedFile[]): readonly ReviewedFile[] {
  const all = reviewed.flatMap(({ results }) => results);
  return reviewed.map((file) => ({ ...file, results: withMismatches(file.results, all) }));
}

/** Adds how the results differ from the first input or from the baseline, if that is asked for. */
function compared({ values }: Call, reviewed: readonly ReviewedFile[]): readonly ReviewedFile[] {
  const [first, ...others] = reviewed;
  if (values.compare && first) {
    const isUnread = first.results.some(({ review }) => review === null);
    return isUnread ? reviewed : addDrift(others, lines(first), true);
  }
  const path = values.baseline as string | undefined;
  if (path === undefined) return reviewed;
  const baseline = readBaseline(readFile(path) ?? '\u0000');
  if (!baseline) throw new WrongUsage(`The file ${path} is no output of --json.`);
  return addDrift(reviewed, baseline);
}

function lines({ results }: ReviewedFile): EarlierLine[] {
  return results.map(({ line }) => line);
}

function addDrift(reviewed: readonly ReviewedFile[], earlier: readonly EarlierLine[], isPair = false): ReviewedFile[] {
  return reviewed.map((file) => ({ ...file, results: withDrift(file.results, earlier, isPair) }));
}
