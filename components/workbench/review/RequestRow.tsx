import { Fragment } from 'preact';
import { t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { severityIcons } from '../../findings/FindingCard';
import { Icon } from '../../icons/Icon';
import { declaredText, initial } from '../../review/format';
import { type RequestRow as Row, scopesOf } from './request-rows';

/** Returns the ID of the link of a row. */
export const rowId = (key: string): string => `row-${key.replace('/', '-')}`;

/** Says what kind of thing a row is, who asks for it, and where it stands. */
function aboutRow({ kind, askedBy, file, apart }: Row): string {
  const asked = askedBy === null ? '' : askedBy === '' ? t('workbench_review_asked') : t('workbench_review_asked_by', askedBy);
  return [tById('workbench_kind', kind), asked, file, apart].filter(Boolean).join(' \u00b7 ');
}

/** Shows one request or thing that was found, as a row of a table. */
export function RequestRow({ row, hasApproval }: { row: Row; hasApproval: boolean }) {
  const { key, href, app, provider, account, changing, finding, moreFindings, change } = row;
  return (
    <tr>
      <td class="sr-table__name">
        <span class="sr-requests__app">
          <span class="sr-tile sr-tile--small" aria-hidden="true">
            {initial(app)}
          </span>
          <span>
            <a class="sr-link" id={rowId(key)} href={href} dir="auto">
              {app}
            </a>
            <small dir="auto">{aboutRow(row)}</small>
          </span>
        </span>
      </td>
      <td>{provider}</td>
      <td data-label={account === null ? undefined : t('workbench_review_column_account')}>{account && <HostName host={account} />}</td>
      <td>
        {scopesOf(row) > 0 && (
          <>
            {tPlural('refused_choice_scopes', scopesOf(row))}
            {row.required + row.optional > 0 && <small>{declaredText(row)}</small>}
            {row.sensitive > 0 && <span class="sr-tag">{tPlural('choice_sensitive', row.sensitive)}</span>}
          </>
        )}
      </td>
      <td data-label={t('workbench_review_column_changing')}>{changing > 0 && changing}</td>
      <td>
        {finding && (
          <>
            <span class={`sr-severity sr-severity--${finding.severity}`}>
              <Icon name={severityIcons[finding.severity]} small />
              <span class="sr-hidden">{tById('severity', finding.severity)}: </span>
              <span>{finding.title}</span>
            </span>
            {moreFindings > 0 && <small>{tPlural('findings_more', moreFindings)}</small>}
          </>
        )}
      </td>
      {hasApproval && (
        <td data-label={t('workbench_review_column_change')}>
          {change ? <InlineMarkup text={change.text} /> : <span class="sr-muted">{t('workbench_review_no_approval')}</span>}
        </td>
      )}
    </tr>
  );
}

/** Shows a host, which breaks before a dot where it has to. */
function HostName({ host }: { host: string }) {
  return (
    <bdi>
      {host.split(/(?=\.)/).map((part, index) => (
        <Fragment key={index}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}
