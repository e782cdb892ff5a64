import { type LoginFacts, loginText, type NoLogin, noLoginText } from '@/utils/files/login-text';
import { tableTimeText } from '@/utils/files/table-time';
import { t } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

/** A row of a login history that was opened beside a trace. */
export interface LoginLine extends LoginFacts {
  id: string;
  /** The link to the explanation of the row's error; null for a person's own sign-in, which is no case. */
  href: string | null;
}

interface Props {
  rows: readonly LoginLine[];
  /** Null if there are rows. */
  none: NoLogin | null;
}

/**
 * Lists the rows that belong or may belong to an attempt, with what speaks for that; without a row,
 * says why.
 */
export function LoginRows({ rows, none }: Props) {
  return (
    <section class="sr-diagnose__part" aria-labelledby="logins">
      <h2 class="sr-heading" id="logins">
        {t('workbench_login_title')}
      </h2>
      {none && <p>{noLoginText(none)}</p>}
      {rows.length > 0 && (
        <ul class="sr-cases">
          {rows.map((row) => (
            <li key={row.id} class="sr-cases__item">
              <Icon name={row.isCertain ? 'observed' : 'possible'} />
              <div>
                {row.href === null ? (
                  <span dir="auto">{row.event}</span>
                ) : (
                  <a class="sr-link" href={row.href} dir="auto">
                    {row.event}
                  </a>
                )}
                <p class="sr-small sr-muted">
                  <time>{tableTimeText(row.time)}</time>
                  {' \u00b7 '}
                  {loginText(row)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
