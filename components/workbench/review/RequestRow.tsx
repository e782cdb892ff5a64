import { Fragment } from 'preact';
import { t, tById, tPlural } from '@/utils/text/text';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { severityIcons } from '../../findings/FindingCard';
import { Icon } from '../../icons/Icon';
import type { IconName } from '../../icons/shapes';
import { declaredText, initial } from '../../review/format';
import { AccessChip } from './AccessChip';
import { type RequestRow as Row, type RowPolicy, scopesOf } from './request-rows';

/** Returns the ID of the link of a row. */
export const rowId = (key: string): string => `row-${key.replace('/', '-')}`;

/** Says what kind of thing a row is, which app it resembles, who asks for it, and where it stands. */
function aboutRow({ kind, resembles, askedBy, file, apart }: Row): string {
  const asked = askedBy === null ? '' : askedBy === '' ? t('workbench_review_asked') : t('workbench_review_asked_by', askedBy);
  return [tById('workbench_kind', kind), resembles, asked, file, apart].filter(Boolean).join(' \u00b7 ');
}

/** Shows one request or thing that was found, as a row of a table. */
export function RequestRow({ row, hasApproval, hasPolicy }: { row: Row } & Record<'hasApproval' | 'hasPolicy', boolean>) {
  const { key, href, app, provider, account, reach, changing, finding, moreFindings, change, policy } = row;
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
      <td data-label={t('workbench_review_column_access')}>
        {reach.access === 'unknown' ? <span class="sr-muted">{t('workbench_review_unknown')}</span> : <AccessChip access={reach.access} />}
        {changing > 0 && <small>{reach.isAll ? t('workbench_review_reaches_all') : tPlural('state_kept_change', changing)}</small>}
      </td>
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
      {hasPolicy && <td data-label={t('workbench_review_column_policy')}>{policy && <PolicyWord {...policy} />}</td>}
    </tr>
  );
}

const policyIcons = {
  denied: 'bar',
  'partly-denied': 'bar',
  asks: 'question',
  unknown: 'warning',
  allowed: 'check',
} as const satisfies Record<RowPolicy['verdict'], IconName>;

/** Says what the policy does, with the icon of the action. */
function PolicyWord({ verdict, text }: RowPolicy) {
  const action = verdict === 'asks' ? 'ask' : verdict.endsWith('denied') ? 'deny' : 'allow';
  return (
    <span class={`sr-policy sr-policy--${action}`}>
      <Icon name={policyIcons[verdict]} small />
      {text}
    </span>
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
