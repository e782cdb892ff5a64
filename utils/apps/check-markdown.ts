/** Writes the result of a comparison as Markdown, for a ticket to the app's developer. */
import type { SettingsProblem } from '@/providers/contract/settings-rules';
import { codeBlock, markdownText } from '@/utils/text/markdown';
import { t, tById, tPlural } from '@/utils/text/text';
import type { SettingsCheck } from './types';

/** Returns a text of a problem, which may have a form for a single scope. */
export function problemText({ kind, scopes }: Pick<SettingsProblem, 'kind' | 'scopes'>, part: 'title' | 'text' | 'fix'): string {
  return (scopes.length === 1 && tById('workbench_settings', kind, `${part}_single`)) || tById('workbench_settings', kind, part);
}

/**
 * The title of a problem, and what it is about: `The app is not registered for these scopes: a, b`.
 */
export function problemLine({ kind, scopes, urls }: Pick<SettingsProblem, 'kind' | 'scopes' | 'urls'>): string {
  const about = [...scopes, ...urls].join(', ');
  const title = problemText({ kind, scopes }, 'title');
  return about === '' ? title : t('workbench_settings_about', title, about);
}

/** Returns what a correction does not solve, each problem with what to do about it instead. */
export function leftLines(problems: readonly SettingsProblem[]): string[] {
  return problems.map((problem) => `${problemLine(problem)}. ${problemText(problem, 'fix')}`);
}

/** Returns what a corrected URL changes and leaves out, and the scopes that it only suggests. */
export function urlLines({ urlScopes: { added, dropped }, urlParameters }: Pick<SettingsCheck, 'urlScopes' | 'urlParameters'>): string[] {
  return [
    ...(urlParameters.length > 0 ? [t('workbench_settings_url_changed', urlParameters.join(', '))] : []),
    ...(dropped.length > 0 ? [t('workbench_settings_url_dropped', dropped.join(', '))] : []),
    ...(added.length > 0 ? [t('workbench_settings_url_added', added.join(', '))] : []),
  ];
}

/** Returns a warning of the redirect URL that the corrected settings add; empty without one. */
export function settingsLines({ mismatches, leftInSettings }: Pick<SettingsCheck, 'mismatches' | 'leftInSettings'>): string[] {
  const isIn = (problems: readonly SettingsProblem[]) => problems.some(({ kind }) => kind === 'redirect-unregistered');
  return isIn(mismatches) && !isIn(leftInSettings) ? [t('workbench_settings_lists_redirect')] : [];
}

/** Returns the problems with their errors and corrections, and the corrected URL and settings. */
export function checkMarkdown(name: string, check: SettingsCheck): string {
  const { mismatches, hygiene, unknown, isCompared, correctedUrl, leftInUrl, correctedText, leftInSettings } = check;
  const listed = (problems: SettingsCheck['mismatches' | 'hygiene']) =>
    problems.flatMap((problem) => [
      `- **${markdownText(problemLine(problem))}**`,
      ...(problem.errorText === null ? [] : [`  - ${t('workbench_settings_error')}: ${markdownText(problem.errorText)}`]),
      `  - ${t('workbench_settings_fix')}: ${markdownText(problemText(problem, 'fix'))}`,
    ]);
  const block = (title: string, text: string | null, left: readonly SettingsProblem[], notes: readonly string[] = []) =>
    text === null ? [] : ['', `### ${title}`, '', ...notes.flatMap((note) => [markdownText(note), '']), ...leftList(left), codeBlock(text)];
  return [
    `## ${markdownText(name)}`,
    '',
    mismatches.length > 0
      ? tPlural('workbench_settings_mismatches', mismatches.length)
      : t(isCompared ? 'workbench_settings_agree' : 'workbench_settings_not_compared'),
    ...unknown.map((what) => `- ${tById('workbench_settings_unknown', what)}`),
    ...listed(mismatches),
    ...(hygiene.length > 0 ? ['', `### ${tPlural('workbench_settings_hygiene', hygiene.length)}`, '', ...listed(hygiene)] : []),
    ...block(t('workbench_settings_url'), correctedUrl, leftInUrl, urlLines(check)),
    ...block(t('workbench_settings_lists'), correctedText, leftInSettings, settingsLines(check)),
  ].join('\n');
}

const leftList = (problems: readonly SettingsProblem[]) =>
  problems.length === 0 ? [] : [t('workbench_settings_left'), '', ...leftLines(problems).map((line) => `- ${markdownText(line)}`), ''];
