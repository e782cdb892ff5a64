import type { HygieneKind, MismatchKind } from '@/providers/contract/settings-rules';
import { problemText } from '@/utils/apps/check-markdown';
import type { CheckedProblem } from '@/utils/apps/types';
import { t, tById } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { ConfidenceLabel, SeverityLabel } from '../../findings/FindingCard';
import { useDrawn } from '../use-drawn';

/** Lists problems, each with the error that it gives, who corrects it, and how. */
export function ProblemList({ problems }: { problems: readonly CheckedProblem<MismatchKind | HygieneKind>[] }) {
  if (problems.length === 0) return null;
  return (
    <ul class="sr-problems">
      {problems.map((problem) => (
        <li key={problem.kind} class={`sr-finding sr-finding--${problem.severity}`}>
          <div class="sr-finding__head">
            <SeverityLabel severity={problem.severity} />
            <ConfidenceLabel confidence={problem.confidence} />
          </div>
          <Problem problem={problem} />
        </li>
      ))}
    </ul>
  );
}

function Problem({ problem }: { problem: CheckedProblem<MismatchKind | HygieneKind> }) {
  const { scopes, urls, errorText, actor } = problem;
  const drawn = useDrawn(scopes.length, scopes[0]);
  return (
    <div class="sr-finding__body">
      <h3 class="sr-finding__title">{problemText(problem, 'title')}</h3>
      <p class="sr-finding__text">{problemText(problem, 'text')}</p>
      {scopes.length + urls.length > 0 && (
        <ul class="sr-problems__about">
          {scopes.slice(0, drawn).map((id) => (
            <li key={id}>
              <ScopeIdText id={id} />
            </li>
          ))}
          {urls.map((url) => (
            <li key={url} class="sr-code" dir="ltr">
              {url}
            </li>
          ))}
        </ul>
      )}
      <dl class="sr-problems__facts">
        {errorText !== null && (
          <div>
            <dt>{t('workbench_settings_error')}</dt>
            <dd lang="en">{t('workbench_settings_quote', errorText)}</dd>
          </div>
        )}
        <div>
          <dt>{t('workbench_settings_fix')}</dt>
          <dd>{problemText(problem, 'fix')}</dd>
        </div>
        <div>
          <dt>{t('workbench_settings_actor')}</dt>
          <dd>{tById('workbench_settings_actor', actor) || tById('actor', actor)}</dd>
        </div>
      </dl>
    </div>
  );
}
