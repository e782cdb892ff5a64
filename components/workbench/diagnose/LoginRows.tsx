import { listText, t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

/** A row of a login history that was opened beside a trace. */
export interface LoginLine {
  id: string;
  /** The link to the explanation of the row's error. */
  href: string;
  /** As the table writes them. */
  event: string;
  time: string;
  secondsApart: number;
  /** What the row and the attempt have in common besides the time: `account`, `app`, `error`. */
  same: readonly string[];
  isCertain: boolean;
}

/** Lists the rows that belong or may belong to an attempt, with what speaks for that. */
export function LoginRows({ rows }: { rows: readonly LoginLine[] }) {
  if (rows.length === 0) return null;
  return (
    <section class="sr-diagnose__part" aria-labelledby="logins">
      <h2 class="sr-heading" id="logins">
        {t('workbench_login_title')}
      </h2>
      <ul class="sr-cases">
        {rows.map(({ id, href, event, time, secondsApart, same, isCertain }) => (
          <li key={id} class="sr-cases__item">
            <Icon name={isCertain ? 'observed' : 'possible'} />
            <div>
              <a class="sr-link" href={href} dir="auto">
                {event}
              </a>
              <p class="sr-small sr-muted">
                <time>{time}</time>
                {' \u00b7 '}
                {t(isCertain ? 'workbench_login_belongs' : 'workbench_login_may_belong')}{' '}
                {listText([
                  ...same.map((criterion) => tById('workbench_login', criterion)),
                  secondsApart === 0 ? t('workbench_login_within') : tPlural('workbench_login_apart', secondsApart),
                ])}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
