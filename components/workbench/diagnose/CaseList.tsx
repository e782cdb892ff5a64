import { useState } from 'preact/hooks';
import { t, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

/** A failure, or another connection of a trace, in one line. */
export interface CaseLine {
  id: string;
  href: string;
  isFailure: boolean;
  title: string;
  /** The app, the account, the file and the time; without those that are not known. */
  facts: readonly string[];
}

/** More lines are drawn when the user asks for them. */
const PAGE = 50;

/** Lists what can be diagnosed, the failures first. */
export function CaseList({ cases }: { cases: readonly CaseLine[] }) {
  const [limit, setLimit] = useState(PAGE);
  const failures = cases.filter(({ isFailure }) => isFailure).length;
  return (
    <section class="sr-diagnose__part" aria-labelledby="cases">
      <div class="sr-diagnose__head">
        <h2 class="sr-heading" id="cases">
          {tPlural('workbench_diagnose_failures', failures)}{' '}
          {cases.length > failures && <small>{tPlural('workbench_diagnose_others', cases.length - failures)}</small>}
        </h2>
      </div>
      <ul class="sr-cases">
        {cases.slice(0, limit).map(({ id, href, isFailure, title, facts }) => (
          <li key={id} class={isFailure ? 'sr-cases__item sr-cases__item--failure' : 'sr-cases__item'}>
            <Icon name={isFailure ? 'blocker' : 'info'} />
            <div>
              <a class="sr-link" href={href}>
                {title}
              </a>
              <p class="sr-small sr-muted" dir="auto">
                {facts.join(' \u00b7 ')}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {cases.length > limit && (
        <button type="button" class="sr-link" onClick={() => setLimit(limit + PAGE)}>
          {tPlural('workbench_diagnose_more', Math.min(PAGE, cases.length - limit))}
        </button>
      )}
      {failures === 0 && <p class="sr-small sr-muted">{t('workbench_diagnose_none_failed')}</p>}
    </section>
  );
}
